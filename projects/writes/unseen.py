"""What a shot's row holds and no board shows: keys and wordings of anchors that are deleted or out of use.

A write keeps them, so that an anchor that comes back finds its places and its older wordings again.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from projects.core import board as core
from projects.core.document_later import SHOT_LATER, shot_later
from projects.models import Shot


def lists_of(row: Shot, before: core.Shot, after: core.Shot) -> dict[str, list[str]]:
    """The columns `anchors` and `without` after a change of a shot."""
    anchors = _with_unseen(row.anchors, before.anchors, after.anchors)
    without = _with_unseen(row.without, before.without, after.without)
    # What is attached anew is meant to show: an old word that the shot goes without it counts no more.
    anew = {*after.anchors} - {*before.anchors} - {*after.without}
    return {"anchors": anchors, "without": [key for key in without if key not in anew]}


def _with_unseen(stored: Sequence[str], shown: Collection[str], wanted: Sequence[str]) -> list[str]:
    """The wanted keys, with those of `stored` that were not shown back in their places."""
    keys = list(wanted)
    for at, key in enumerate(stored):
        if key not in shown and key not in keys:
            keys.insert(min(at, len(keys)), key)
    return keys


def later_of(row: Shot, before: core.Shot, after: core.Shot) -> dict[str, Any]:
    """The column of later keys after a change of a shot: only what differs is written anew."""
    was, now = shot_later(before), shot_later(after)
    kept: dict[str, Any] = dict(row.later)
    unseen = _unseen_wordings(row.later, before)
    for name in SHOT_LATER:
        if was.get(name) != now.get(name):
            kept.pop(name, None)
            if name in now:
                kept[name] = now[name]
    if unseen:
        said = {item["anchor"] for item in now.get("wordings", ())}
        kept["wordings"] = [*now.get("wordings", ()), *(item for item in unseen if item["anchor"] not in said)]
    return kept


def _unseen_wordings(later: Mapping[str, Any], before: core.Shot) -> list[Any]:
    shown = {item.anchor for item in before.wordings}
    return [item for item in later.get("wordings", ()) if item["anchor"] not in shown]
