"""What a step of the log touched: cell by cell, and the rows that it built on."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Set
from typing import Any

from django.db.models import TextField
from django.db.models.functions import Cast

from projects.writes.columns import plain

# A line of the log on one row: its number, whose it is, the cells and kinds that it touched.
Touch = tuple[int, int | None, set[str]]
_IDS = re.compile(r'id": ?(\d+)')  # the row of an entry, and rows that a whole row refers to


def cells(entry: dict[str, Any]) -> Iterator[tuple[str, Any, Any]]:
    """What an entry changed, one by one: name, was, now. A column that holds several things counts as each of them."""
    for name, was in entry.get("was", {}).items():
        now = entry["now"][name]
        if isinstance(was, dict) and isinstance(now, dict):
            for key in {**was, **now}:
                if was.get(key) != now.get(key):
                    yield f"{name}.{key}", was.get(key), now.get(key)
        else:
            yield name, was, now


def value_of(row: Any, cell: str) -> Any:
    """What stands in a cell of a row now."""
    name, _, key = cell.partition(".")
    value = plain(getattr(row, name))
    return value.get(key) if key else value


def touched_by(entries: list[dict[str, Any]]) -> dict[tuple[str, Any], set[str]]:
    """The rows that a step touched, each with its cells and kinds; also those that it built on.

    Whoever breaks, locks or starts from a shot, or uses an anchor (here by its key), has a word in whether it goes.
    """
    found: dict[tuple[str, Any], set[str]] = {}
    for entry in entries:
        found.setdefault((entry["row"], entry["id"]), set()).update(entry, (name for name, _, _ in cells(entry)))
        body: dict[str, Any] = next((side for side in entry.get("there", ()) if side), {})
        for name, row in (("shot_id", "shot"), ("anchor_id", "anchor"), ("master_id", "shot"), ("scene_id", "scene")):
            if body.get(name):
                found.setdefault((row, body[name]), set()).add("built on")
        for name, was, now in cells(entry):
            if name in ("starts_from_shot_id", "master_id") and now:
                found.setdefault(("shot", now), set()).add("built on")
            if name in ("anchors", "without", "anchors_in_use"):
                for key in set(now) - set(was):
                    found.setdefault(("anchor", key), set()).add("built on")
    return found


def touches(lines: Any, ids: Set[int], keys: Set[str]) -> dict[tuple[str, Any], list[Touch]]:
    """What lines of the log touched, by row, where they may name a row with one of these ids or anchors of these keys.

    A project has thousands of lines, and few of them name such a row: only those are decoded.
    """
    numbers = {str(pk) for pk in ids}
    words = {spelt for key in keys for spelt in (f'"{key}"', json.dumps(key))}
    found: dict[tuple[str, Any], list[Touch]] = {}
    stored = lines.order_by().values_list("pk", "by_id", Cast("changes", TextField()))
    for number, who, changes in stored.iterator(chunk_size=500):
        if numbers.isdisjoint(_IDS.findall(changes)) and not any(word in changes for word in words):
            continue
        for row, kinds in touched_by(json.loads(changes)).items():
            found.setdefault(row, []).append((number, who, kinds))
    return found
