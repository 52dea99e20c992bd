"""What it takes to bring shots back to what they were: kept with the line of the log that says what was done."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, replace
from typing import Any

from projects.core import board as core
from projects.core.document import read_shot, shot_dict
from projects.models import Activity
from projects.reads import catalogue

_NAMES = tuple(field.name for field in fields(core.Shot) if field.name not in ("key", "breaks", "status", "omitted"))


def changed_fields(before: core.Shot, after: core.Shot) -> list[str]:
    """The fields in which two states of a shot differ, breaks apart."""
    return [name for name in _NAMES if getattr(before, name) != getattr(after, name)]


def changed_breaks(before: core.Shot, after: core.Shot) -> dict[str, str | None]:
    """For each break that differs what its reason was, None where there was none."""
    old, new = ({item.anchor: item.reason for item in state.breaks} for state in (before, after))
    return {key: old.get(key) for key in sorted({*old, *new}) if old.get(key) != new.get(key)}


def way_back(before: core.Shot, after: core.Shot, revision: int) -> dict[str, Any]:
    """What `as_before` needs: the changed fields as a document holds them, later keys at their default as missing.

    `revision` is the one that the shot's row has now: whoever changes it again raises it.
    """
    names, whole = changed_fields(before, after), shot_dict(before)
    part = {name: whole[name] for name in names if name in whole}
    missing = [name for name in names if name not in whole]
    return {"shot": {**part, "missing": missing}, "breaks": changed_breaks(before, after), "revision": revision}


def as_before(shot: core.Shot, kept: Mapping[str, Any]) -> core.Shot:
    """The shot as it is now with what `way_back` kept laid over it."""
    now = shot_dict(shot)
    for name in kept["shot"].get("missing", ()):
        now.pop(name, None)
    old = read_shot({**now, **{n: v for n, v in kept["shot"].items() if n != "missing"}}, catalogue())
    breaks = {item.anchor: item.reason for item in shot.breaks}
    for key, reason in kept["breaks"].items():
        if reason is None:
            breaks.pop(key, None)
        else:
            breaks[key] = reason
    return replace(old, breaks=tuple(core.Break(key, reason) for key, reason in breaks.items()))


def undoable(line: Activity) -> bool:
    """Whether a line of the log can still be taken back as a whole."""
    return isinstance(line.data.get("back"), dict) and "undone" not in line.data
