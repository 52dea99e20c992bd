"""What a step of the log touched: cell by cell, and the rows that it built on."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from projects.writes.step import plain


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
