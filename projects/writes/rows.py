"""Values to columns: how a core shot or board stands in its rows."""

from __future__ import annotations

from dataclasses import asdict, replace
from decimal import Decimal
from typing import Any

from projects.core import board as core
from projects.core.document_later import board_later, kept_board_values, shot_later
from projects.models import Project
from projects.reads import BOARD_VALUES, SHOT_VALUES
from projects.writes.step import put


def shot_columns(shot: core.Shot) -> dict[str, Any]:
    """The columns of a shot, but for its code, place, breaks and the shot that it starts from."""
    how = ""
    if shot.starts_from is not None:
        how = shot.starts_from.frame or "last" if shot.starts_from.shot else "upload"
    return {
        **{name: getattr(shot, name) for name in SHOT_VALUES},
        "camera": [asdict(move) for move in shot.camera],
        "anchors": list(shot.anchors),
        "without": list(shot.without),
        "starts_from": how,
        "later": shot_later(shot),
    }


def keep_later(project: Project, **values: Any) -> None:
    """Puts new values of later keys (`rules`, `vocabulary`, `word_groups`) into a locked project's row."""
    board = replace(core.Board(""), **{**kept_board_values(project.later), **values})
    put(project, project, later=board_later(board))


def plain_decimal(value: Decimal | None) -> str | None:
    """Money per credit as stored: its exact digits, or nothing."""
    return None if value is None else format(value, "f")


def project_columns(board: core.Board) -> dict[str, Any]:
    """The columns of a project that a document holds."""
    return {
        **{name: getattr(board, name) for name in BOARD_VALUES},
        "money_per_credit": plain_decimal(board.money_per_credit),
        "anchors_in_use": list(board.anchors_in_use),
        "later": board_later(board),
    }
