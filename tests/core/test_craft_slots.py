"""The craft rules about slots and the camera."""

from __future__ import annotations

from typing import Any

import pytest

from projects.core.board import Board, Break, Move
from projects.core.findings import Fix
from tests.plans import DAWN, GRAIN, KEEPER, PIER, found, plan, second, shot, words

SLOW_DOLLY = Move("dolly", "in", "slow")


def one(**values: Any) -> Board:
    return plan(shot("SH010", **values))


def of(board: Board, code: str, key: str = "SH010") -> list[tuple[str, str | None, str]]:
    return [(f.severity, f.field, f.words) for f in found(board, code, key)]


# ------------------------------------------------------------------ prompt.empty-slot


def test_each_empty_slot_is_told_but_the_camera() -> None:
    assert of(one(), "prompt.empty-slot") == [
        ("warning", slot, slot) for slot in ("action", "environment", "lighting", "style", "subject")
    ]


def test_an_anchor_fills_its_slot() -> None:
    board = plan(shot("SH010", action="waits"), anchors=(KEEPER, PIER, DAWN, GRAIN))
    assert of(board, "prompt.empty-slot") == []


def test_a_broken_place_leaves_its_slot_empty() -> None:
    board = second(KEEPER, PIER, DAWN, GRAIN, action="waits", breaks=[Break("pier", "a dream")])
    assert of(board, "prompt.empty-slot", "SH020") == [("warning", "environment", "environment")]


def test_the_closing_clause_of_a_fantasy_fills_no_slot() -> None:
    assert ("warning", "style", "style") in of(one(fantasy=True), "prompt.empty-slot")


def test_signs_alone_fill_no_slot() -> None:
    assert ("warning", "action", "action") in of(one(action=" , ."), "prompt.empty-slot")


def test_free_text_has_no_slots() -> None:
    assert of(one(custom_prompt="A fox"), "prompt.empty-slot") == []


# ------------------------------------------------------------------- prompt.camera-*


@pytest.mark.parametrize("values", [{}, {"camera_note": "auto"}, {"camera_note": "a frying pan"}, {"shot_size": "ws"}])
def test_no_named_move_leaves_the_camera_unspecified(values: dict[str, Any]) -> None:
    assert of(one(**values), "prompt.camera-unspecified") == [("warning", "camera", "")]


def test_it_offers_a_static_camera() -> None:
    assert found(one(), "prompt.camera-unspecified", "SH010")[0].fixes == (
        Fix("set", "Hold it static", "camera", "static"),
    )


@pytest.mark.parametrize(
    "values",
    [
        {"camera": [Move("static")]},
        {"camera": [SLOW_DOLLY]},
        {"camera_note": "slow pan left"},
        {"custom_prompt": "A static shot"},
    ],
)
def test_one_named_move_is_enough(values: dict[str, Any]) -> None:
    assert of(one(**values), "prompt.camera-unspecified") == []


def test_of_a_custom_prompt_only_its_own_words_count() -> None:
    assert of(one(custom_prompt="A fox", camera=[SLOW_DOLLY]), "prompt.camera-unspecified") == [
        ("warning", "custom_prompt", "")
    ]


def test_a_dynamic_move_needs_a_speed() -> None:
    board = one(camera=[Move("dolly", "in"), Move("pan", "left", "slow")])
    assert of(board, "prompt.camera-no-speed") == [("warning", "camera", "Dolly")]
    assert found(board, "prompt.camera-no-speed", "SH010")[0].fixes == (Fix("set", "Make it slow", "camera", "slow"),)


def test_each_move_without_speed_is_told() -> None:
    board = one(camera=[Move("dolly", "in"), Move("pan", "left")])
    assert [words for _, _, words in of(board, "prompt.camera-no-speed")] == ["Dolly", "Pan"]


def test_a_dolly_zoom_is_two_moves_with_one_speed() -> None:
    assert [words for _, _, words in of(one(camera_note="dolly zoom"), "prompt.camera-no-speed")] == ["dolly zoom"]
    assert of(one(camera_note="slow dolly zoom"), "prompt.camera-no-speed") == []


@pytest.mark.parametrize("move", ["static", "locked", "handheld"])
def test_what_does_not_travel_needs_no_speed(move: str) -> None:
    assert of(one(camera=[Move(move)]), "prompt.camera-no-speed") == []


def test_a_move_in_the_note_is_shown_where_it_stands() -> None:
    board = one(camera_note="then the camera pans left")
    assert of(board, "prompt.camera-no-speed") == [("warning", "camera_note", "camera pans left")]
    assert words(board, "prompt.camera-no-speed", "SH010") == [("warning", "camera pans left")]


def test_three_moves_are_too_many_two_are_not() -> None:
    two = [SLOW_DOLLY, Move("pan", "left", "slow")]
    assert of(one(camera=two), "prompt.camera-overload") == []
    assert of(one(camera=[*two, Move("tilt", "up", "slow")]), "prompt.camera-overload") == [("warning", "camera", "Tilt")]
    assert of(one(camera=two, camera_note="then a slow tilt up"), "prompt.camera-overload") == [
        ("warning", "camera_note", "slow tilt up")
    ]


def test_a_note_that_repeats_a_move_adds_none() -> None:
    board = one(camera=[SLOW_DOLLY, Move("pan", "left", "slow")], camera_note="the slow dolly in ends on her hands")
    assert of(board, "prompt.camera-overload") == []


@pytest.mark.parametrize("other", [Move("tracking", "side", "slow"), Move("pan", "left", "slow"), Move("handheld")])
def test_static_excludes_every_other_move(other: Move) -> None:
    for camera in ([Move("static"), other], [other, Move("static")]):
        assert [severity for severity, _, _ in of(one(camera=camera), "prompt.camera-overload")] == ["warning"]


@pytest.mark.parametrize(
    ("a", "b"), [("dolly", "pan"), ("orbit", "crane"), ("tracking", "zoom"), ("handheld", "tracking"), ("static", "locked")]
)
def test_good_combinations_are_silent(a: str, b: str) -> None:
    board = one(camera=[Move(a, None, "slow"), Move(b, None, "slow")])
    assert of(board, "prompt.camera-overload") == []


# ------------------------------------------------------------------------- fixes


def test_vague_light_is_replaced_by_direction_quality_and_temperature() -> None:
    assert [fix.text for fix in found(one(lighting="nice light"), "prompt.vague-lighting", "SH010")[0].fixes] == [
        "soft diffused, warm golden side light",
        "hard dramatic, cool blue backlight",
    ]


def test_a_bare_noun_leads_to_its_field() -> None:
    assert words(one(subject=" a man"), "prompt.generic-subject", "SH010") == [("warning", "a man")]
    assert found(one(subject="a man"), "prompt.generic-subject", "SH010")[0].fixes == (
        Fix("open", "Describe it", "subject"),
    )
