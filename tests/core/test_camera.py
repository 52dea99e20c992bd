"""The camera slot in words."""

from __future__ import annotations

from typing import Any

import pytest

from projects.core.board import Move
from projects.core.camera import camera_parts, move_text, moves_in_note
from tests.plans import shot
from tests.strategies import catalog


def parts(**values: Any) -> list[str]:
    return camera_parts(shot(**values), catalog())


@pytest.mark.parametrize(
    ("move", "words"),
    [
        (Move("dolly", "in", "slow"), "slow dolly in"),
        (Move("crane", "up", "slow"), "slow crane up"),
        (Move("tracking", "side", "fast"), "fast tracking shot from the side"),
        (Move("pan", "left", "normal"), "normal-speed pan left"),
        (Move("orbit", "clockwise", "slow"), "slow clockwise orbit"),
        (Move("orbit", "full", "slow"), "slow full 360-degree orbit"),
        (Move("static"), "static camera"),
        (Move("locked"), "camera locked on the subject"),
        (Move("handheld"), "handheld camera"),
        (Move("pan", "right"), "pan right"),
        (Move("zoom", None, "fast"), "fast zooming shot"),
    ],
)
def test_a_move_reads_with_its_speed_before_it(move: Move, words: str) -> None:
    assert move_text(move, catalog()) == words


def test_the_order_is_framing_size_angle_lens_moves_note() -> None:
    assert parts(
        framing="ots", shot_size="mcu", angle="low", lens="85mm", camera_note="ends on the ring",
        camera=[Move("orbit", "clockwise", "slow"), Move("crane", "up", "slow")],
    ) == [
        "over-the-shoulder medium close-up", "low angle", "85mm lens", "slow clockwise orbit", "slow crane up", "ends on the ring",
    ]  # fmt: skip


def test_a_framing_without_a_size_stands_alone() -> None:
    assert [parts(framing=key)[0] for key in ("ots", "two-shot", "pov", "insert", "establishing")] == [
        "over-the-shoulder shot", "two-shot", "POV shot", "insert shot", "establishing shot",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("lens", "words"),
    [
        ("85mm", "85mm lens"),
        ("50 mm anamorphic", "50 mm anamorphic lens"),
        ("a vintage lens.", "a vintage lens"),
        ("two lenses", "two lenses"),
        ("望遠", "望遠"),
    ],
)
def test_a_lens_is_called_one(lens: str, words: str) -> None:
    assert parts(lens=lens) == [words]


def test_nothing_chosen_says_nothing() -> None:
    assert parts(lens="  ", camera_note=" . ") == []


def test_moves_are_read_from_a_note() -> None:
    assert moves_in_note("then a slow dolly in", catalog()) == (Move("dolly", "in", "slow"),)
    assert moves_in_note("auto", catalog()) == ()
    assert moves_in_note("  ", catalog()) == ()
