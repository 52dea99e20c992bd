"""Drawing a thread anew in several shots: one step, through the continuity gate."""

from __future__ import annotations

from collections.abc import Collection

from projects.core.threads import threaded
from projects.models import Activity, Project, User
from projects.reads import report_of
from projects.writes.batch import write_shots
from projects.writes.transaction import changing


def draw_thread(
    project: Project, anchor: str, codes: Collection[str], state: str, reason: str, *, by: User
) -> Activity | None:
    """Lets a thread run through these shots, stay out of them, or break in them. None where nothing had to change.

    Blocked where a shot would gain a continuity error; Refused as `core.threads.threaded` says.
    """
    with changing(project, by=by) as locked:
        report = report_of(locked)
        states = threaded(report.board, anchor, codes, state, reason)
        return write_shots(locked, report, states, by, "thread-drawn", anchor=anchor, state=state, reason=reason)
