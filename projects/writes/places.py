"""Keeping positions 0..n-1 with range updates: one statement to make or close a gap, whatever the number of shots.

Shots stand in a scene, scenes in a project: `inside` is the key of that row. What is deleted has no place.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Any

from django.db import connection
from django.db.models import Count, QuerySet

from projects.models import Scene, Shot
from projects.models.question import Question
from projects.writes.saving import quoted

Placed = type[Scene] | type[Shot]
_INSIDE: dict[Placed, str] = {Scene: "project", Shot: "scene"}
_FAR = 2**31 - 1  # behind every place


def _rows(model: Placed, inside: int) -> QuerySet[Any]:
    return model._default_manager.filter(**{_INSIDE[model]: inside}, deleted_at__isnull=True).order_by()


def _count_in(model: Placed) -> Callable[[int], QuerySet[Any, tuple[Any, ...]]]:
    return lambda inside: _rows(model, inside).values(_INSIDE[model]).annotate(count=Count("pk")).values_list("count")


def _key_at(model: Placed) -> Callable[[int, int], QuerySet[Any, tuple[Any, ...]]]:
    return lambda inside, position: _rows(model, inside).filter(position=position).values_list("pk")[:1]


_COUNTS = {model: Question(_count_in(model)) for model in _INSIDE}
_KEYS = {model: Question(_key_at(model), by=(int, int)) for model in _INSIDE}


def count_of(model: Placed, inside: int) -> int:
    """How many there are."""
    found = _COUNTS[model].about(inside)
    return int(found[0][0]) if found else 0


def at_place(model: Placed, inside: int, position: int) -> int | None:
    """The key of the row at a position; None where there is none."""
    found = _KEYS[model].about(inside, position) if position >= 0 else []
    return int(found[0][0]) if found else None


@lru_cache(maxsize=len(_INSIDE))
def _shifting(model: Placed) -> str:
    table, position, inside, deleted = quoted(model, "position", _INSIDE[model], "deleted_at")
    where = f"{inside} = %s AND {deleted} IS NULL AND {position} BETWEEN %s AND %s"
    return f"UPDATE {table} SET {position} = {position} + %s WHERE {where}"  # noqa: S608 - our names


def _shift(model: Placed, inside: int, first: int, last: int, by: int) -> None:
    """Moves what stands at the positions from `first` to `last` by one place up or down."""
    with connection.cursor() as ask:
        ask.execute(_shifting(model), [by, inside, first, last])


def open_place(model: Placed, inside: int, position: int | None) -> int:
    """Makes room for one row and gives its position; None or too far means the end."""
    count = count_of(model, inside)
    if position is None or position >= count:
        return count
    position = max(position, 0)
    _shift(model, inside, position, _FAR, 1)
    return position


def close_place(model: Placed, inside: int, position: int) -> None:
    """Closes the gap that a row left behind."""
    _shift(model, inside, position + 1, _FAR, -1)


def shift_within(scene: Scene, old: int, new: int) -> None:
    """Moves the shots between two positions of one scene by one, to let a shot go from `old` to `new`."""
    if new > old:
        _shift(Shot, scene.pk, old + 1, new, -1)
    elif new < old:
        _shift(Shot, scene.pk, new, old - 1, 1)
