"""Lengths of shots, one or many: through the gate, with versions, as one step that can be taken back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

from projects.core.findings import Refused
from projects.models import Activity, Project, User
from projects.reads import report_of
from projects.writes.batch import write_shots
from projects.writes.shots_gate import kept_shot, locate
from projects.writes.transaction import Stale, changing

CHANGED, FITTED = "lengths-changed", "lengths-fitted"


def set_duration(
    project: Project, code: str, duration: Decimal, *, by: User, seen: Decimal | None = None
) -> Activity | None:
    """Gives a shot a new length in seconds. None where it has it already.

    Stale where somebody gave it another length since the person saw `seen`; Refused where it is gone or omitted.
    """
    with changing(project, by=by) as locked:
        report = report_of(locked)
        row = kept_shot(locked, code)
        _, shot = locate(report.board, code)
        if shot.omitted:
            raise Refused(f"{code} is omitted and has no length in the film. Take it back in first.")
        if seen is not None and shot.duration not in (seen, duration):
            raise Stale(row, row.changed_by.label if row.changed_by else "Somebody")
        return write_shots(locked, report, {code: replace(shot, duration=duration)}, by, CHANGED)


def set_durations(project: Project, lengths: Mapping[str, Decimal], *, by: User, revision: int) -> Activity | None:
    """Gives several shots new lengths, all or nothing. Refused where the project has moved on since `revision`."""
    with changing(project, by=by) as locked:
        if locked.revision != revision:
            raise Refused("Somebody changed this project meanwhile. Look at the lengths again, then apply.")
        report = report_of(locked)
        changed = {code: replace(locate(report.board, code)[1], duration=value) for code, value in lengths.items()}
        return write_shots(locked, report, changed, by, FITTED)
