"""A version for every shot that reads otherwise after a write, whichever way it was written."""

from __future__ import annotations

from collections.abc import Collection

from projects.core.report import context_of
from projects.core.use import usage
from projects.models import Project, Shot, User
from projects.reads import board_of, catalogue
from projects.writes.shots_gate import add_versions


def keep_versions(locked: Project, shots: Collection[int], by: User | None) -> None:
    """Freezes these shots (keys of rows) as they stand now, where their last version says something else."""
    rows = Shot.objects.filter(pk__in=shots, deleted_at__isnull=True, scene__deleted_at__isnull=True)
    wanted = {row.code: row for row in rows}
    if not wanted:
        return
    board = board_of(locked)
    uses = usage(board)
    states = [
        (wanted[shot.key], context_of(board, scene, shot, uses[shot.key], catalogue()))
        for scene, shot in board.shots()
        if shot.key in wanted
    ]
    add_versions(states, by, "edit")
