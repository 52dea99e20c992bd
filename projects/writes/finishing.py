"""Finishing steps of a project: what is done to every clip that has no steps of its own."""

from __future__ import annotations

from projects.core.board import PostStep
from projects.core.document_later import kept_board_values
from projects.models import Project, User
from projects.writes.rows import keep_later
from projects.writes.shots_gate import mark
from projects.writes.transaction import Stale, changing, log


def set_steps(project: Project, steps: tuple[PostStep, ...], *, by: User, seen: str = "") -> bool:
    """Sets the steps of a project; whether anything changed.

    `seen` is the mark of the steps that the person saw: Stale, with those that stand, where somebody set others since.
    """
    with changing(project, by=by) as locked:
        now: tuple[PostStep, ...] = kept_board_values(locked.later)["post"]
        if now == steps:
            return False
        if seen and seen != mark(now):
            raise Stale(now, "Somebody")
        keep_later(locked, post=steps)
        log(locked, by, "settings-finishing", "")
    return True
