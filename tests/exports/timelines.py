"""Plans for tests of timeline files, and where their cuts have to lie."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from projects.core.board import Board
from projects.core.timecode import Rate, editing_rate
from tests import boards


def at(fps: str, **first) -> Board:
    """The harbour and the kitchen at a rate, with other values in the first shot."""
    board = boards.harbour_and_kitchen()
    scene = board.scenes[0]
    shots = (replace(scene.shots[0], title="Dawn <&>", **first), *scene.shots[1:])
    return replace(board, fps=Decimal(fps), scenes=(replace(scene, shots=shots), *board.scenes[1:]))


def expected(board: Board) -> tuple[Rate, list[tuple[str, int, int]]]:
    """The rate, and the code, first frame and length of every running shot, counted anew in fractions."""
    on, now, found = editing_rate(board.fps), Fraction(0), []
    for _, shot in board.shots():
        if not shot.omitted:
            start, now = now, now + Fraction(shot.duration)
            first, last = (int(time * on.exact + Fraction(1, 2)) for time in (start, now))
            found.append((shot.key, first, last - first))
    return on, found
