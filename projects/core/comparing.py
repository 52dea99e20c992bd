"""What differs between two states of a shot."""

from __future__ import annotations

from dataclasses import fields

from projects.core.board import Shot

_NAMES = tuple(field.name for field in fields(Shot) if field.name not in ("key", "breaks", "status", "omitted"))


def changed_fields(before: Shot, after: Shot) -> list[str]:
    """The fields in which two states of a shot differ; its breaks, status and omission apart."""
    return [name for name in _NAMES if getattr(before, name) != getattr(after, name)]


def changed_breaks(before: Shot, after: Shot) -> dict[str, str | None]:
    """For each break that differs what its reason was, None where there was none."""
    old, new = ({item.anchor: item.reason for item in state.breaks} for state in (before, after))
    return {key: old.get(key) for key in sorted({*old, *new}) if old.get(key) != new.get(key)}
