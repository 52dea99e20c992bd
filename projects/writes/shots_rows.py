"""One shot's row: its columns and its breaks, written the same way by every save."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from typing import Any

from projects.core import board as core
from projects.core.document_values import TEXT_MAX
from projects.core.findings import Refused
from projects.models import Anchor, Break, Project, Shot, User
from projects.writes.rows import shot_columns
from projects.writes.shots_gate import kept_shot
from projects.writes.transaction import log
from projects.writes.unseen import later_of, lists_of
from projects.writes.way_back import changed_fields


def record_breaks(project: Project, row: Shot, breaks: Mapping[str, str], by: User, **data: Any) -> None:
    """Records breaks by anchor key with their reasons. `data` stands in the log beside them."""
    for key, reason in breaks.items():
        anchor = Anchor.objects.filter(project=project, key=key, deleted_at__isnull=True).first()
        if anchor is None:
            raise Refused("This anchor was deleted.")
        Break.objects.update_or_create(shot=row, anchor=anchor, defaults={"reason": reason, "by": by})
        log(project, by, "break-recorded", row.code, anchor=key, reason=reason, **data)


def write_state(project: Project, row: Shot, before: core.Shot, shot: core.Shot, by: User) -> None:
    """Writes what differs between two states of a shot into its row, breaks apart. Call it inside of `changing`."""
    changes = changed_fields(before, shot)
    lists = lists_of(row, before, shot)
    columns = {**shot_columns(shot), **lists, "later": later_of(row, before, shot)}
    names = [name for name in changes if name in columns and name not in lists]
    names += [name for name in (*lists, "later") if columns[name] != getattr(row, name)]
    for name in names:
        setattr(row, name, columns[name])
    if "starts_from" in changes:
        source = shot.starts_from.shot if shot.starts_from else None
        row.starts_from_shot = kept_shot(project, source) if source else None
        names.append("starts_from_shot")
    row.changed_by = by
    row.revision += 1
    row.save(update_fields=[*names, "changed_by", "revision"])


def refuse_too_long(changed: Mapping[str, core.Shot]) -> None:
    """Refuses a text that no document could hold: the plan could be written out, and not be read again."""
    for code, shot in changed.items():
        for field in fields(shot):
            value = getattr(shot, field.name)
            if isinstance(value, str) and len(value) > TEXT_MAX:
                name = field.name.replace("_", " ")
                raise Refused(f"{code}: the {name} would be over {TEXT_MAX:,} characters long. Shorten it first.")
