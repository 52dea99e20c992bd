"""Putting values into a body by their places: `parameters.duration`, `content[0].text`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

_STEP = re.compile(r"(\w+)(?:\[(\d)\])?")

Body = dict[str, Any]


@lru_cache(maxsize=512)
def steps(place: str) -> tuple[str | int, ...]:
    """The keys and indexes that lead to a place."""
    found: list[str | int] = []
    for name in place.split("."):
        match = _STEP.fullmatch(name)
        if match is None:
            raise ValueError(f"{place!r} is no place")
        found.append(match[1])
        if match[2] is not None:
            found.append(int(match[2]))
    return tuple(found)


def put(body: Body, place: str, value: Any) -> None:
    """Puts a value at its place; what stands on the way is made."""
    *way, last = all_steps = steps(place)
    here: Any = body
    for step, following in zip(way, all_steps[1:], strict=True):
        here = _inner(here, step, [] if isinstance(following, int) else {})
    if isinstance(last, int):
        _filled(here, last)
    here[last] = value


def _inner(here: Any, step: str | int, fresh: Any) -> Any:
    if isinstance(step, int):
        _filled(here, step)
        if not here[step]:
            here[step] = fresh
        return here[step]
    return here.setdefault(step, fresh)


def _filled(items: list[Any], upto: int) -> None:
    while len(items) <= upto:
        items.append({})


def put_all(body: Body, values: Mapping[str, Any]) -> None:
    """Puts constants at their places, each its own copy."""
    for place, value in values.items():
        put(body, place, dict(value) if isinstance(value, dict) else value)


def as_texts(body: Body) -> dict[str, str]:
    """A flat body as fields of a form: everything is text."""
    return {name: value if isinstance(value, str) else str(value) for name, value in body.items()}
