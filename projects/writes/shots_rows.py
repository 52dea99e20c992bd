"""One shot's row: its columns and its breaks, written the same way by every save."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from typing import Any

from projects.core import board as core
from projects.core.comparing import changed_fields
from projects.core.document_values import TEXT_MAX
from projects.core.findings import Refused
from projects.models import Anchor, Break, Project, Shot, User
from projects.writes.rows import shot_columns
from projects.writes.shots_gate import kept_shot
from projects.writes.step import make, put
from projects.writes.transaction import note
from projects.writes.unseen import later_of, lists_of


def record_breaks(project: Project, row: Shot, breaks: Mapping[str, str], by: User) -> None:
    """Records breaks by anchor key with their reasons."""
    for key, reason in breaks.items():
        anchor = Anchor.objects.filter(project=project, key=key, deleted_at__isnull=True).first()
        if anchor is None:
            raise Refused("This anchor was deleted.")
        there = Break.objects.filter(shot=row, anchor=anchor).first()
        if there is None:
            make(project, Break, shot=row, anchor=anchor, reason=reason, by=by)
        else:
            put(project, there, reason=reason, by=by)
        note(project, by, "break-recorded", row.code, anchor=key, reason=reason)


def wanted_columns(project: Project, row: Shot, before: core.Shot, shot: core.Shot) -> dict[str, Any]:
    """The columns of a shot's row that differ between two of its states, with their new values; breaks apart."""
    changes = changed_fields(before, shot)
    lists = lists_of(row, before, shot)
    columns = {**shot_columns(shot), **lists, "later": later_of(row, before, shot)}
    names = [name for name in changes if name in columns and name not in lists]
    names += [name for name in (*lists, "later") if columns[name] != getattr(row, name)]
    wanted = {name: columns[name] for name in names}
    if "starts_from" in changes:
        source = shot.starts_from.shot if shot.starts_from else None
        wanted["starts_from_shot"] = kept_shot(project, source) if source else None
    return wanted


def write_state(project: Project, row: Shot, before: core.Shot, shot: core.Shot, by: User) -> None:
    """Writes what differs between two states of a shot into its row, breaks apart. Call it inside of `changing`."""
    put(project, row, by, **wanted_columns(project, row, before, shot))


def refuse_too_long(changed: Mapping[str, core.Shot]) -> None:
    """Refuses a text that no document could hold: the plan could be written out, and not be read again."""
    for code, shot in changed.items():
        for field in fields(shot):
            value = getattr(shot, field.name)
            if isinstance(value, str) and len(value) > TEXT_MAX:
                name = field.name.replace("_", " ")
                raise Refused(f"{code}: the {name} would be over {TEXT_MAX:,} characters long. Shorten it first.")
