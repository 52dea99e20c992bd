"""State hand-over: what ends one shot against what begins the next, over each kind of boundary."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from projects.core.board import Board, Scene, Shot, State
from projects.core.findings import Fix
from projects.core.handover import directions_differ, short, texts_differ
from tests.plans import KEEPER, MARA, found, plan, shot, words
from tests.strategies import catalog

CODE = "continuity.state-differs"


def pair(before: State | None, now: State | None, boundary: str = "continuous", **values: Any) -> Board:
    """Two shots, the second of which begins over this boundary."""
    return plan(shot("SH010", state_out=before), shot("SH020", state_in=now, boundary=boundary, **values))


def parts(board: Board, key: str = "SH020") -> list[str]:
    """The parts of the state that findings on a shot offer to take over."""
    return [str(f.fixes[0].field).removeprefix("state_in.") for f in found(board, CODE, key)]


def test_a_difference_names_both_texts_and_both_shots_and_offers_two_ways_out() -> None:
    board = pair(State(wardrobe="red coat, buttoned"), State(wardrobe="red coat, open"))
    (finding,) = found(board, CODE)
    assert (finding.severity, finding.field, finding.words) == ("warning", "state_in", "red coat, open")
    assert finding.message == (
        "Wardrobe: SH010 ends with “red coat, buttoned”, SH020 begins with “red coat, open”. "
        "The boundary is continuous: nothing can change in between."
    )
    assert finding.fixes == (
        Fix("set", "Take over “red coat, buttoned”", "state_in.wardrobe", "red coat, buttoned"),
        Fix("set", "Make it a cut", "boundary", "cut"),
    )


def test_each_part_is_told_by_itself() -> None:
    before = State("at the rail", "red coat", "a lantern", "dawn", "left-to-right")
    now = State("at the door", "blue coat", "a rope", "noon", "right-to-left")
    assert parts(pair(before, now)) == ["position", "wardrobe", "props", "light", "screen_direction"]


@pytest.mark.parametrize(
    ("before", "now"),
    [
        ("red coat", "red coat"),
        ("The red coat.", "RED COAT"),
        ("her red coat, wet hair", "wet hair; a red coat"),
        ("wet hair and a red coat", "red coat / hair wet"),
        ("grey woollen scarf", "gray woolen scarf"),
        ("colourful theatre dress", "colorful theater dress"),
        ("2 rings", "two rings"),
        ("red-hooded cape", "red hooded cape"),
        ("coat is wet", "coat still wet"),
        ("red coat", ""),
        ("", "red coat"),
        ("red coat", "—"),
        ("濡れた髪", "濡れた髪"),
    ],
)  # fmt: skip
def test_the_same_in_other_words_is_no_difference(before: str, now: str) -> None:
    assert words(pair(State(wardrobe=before), State(wardrobe=now)), CODE) == []


@pytest.mark.parametrize(
    ("before", "now"),
    [
        ("red coat", "blue coat"),
        ("red coat", "red coat, hat in hand"),
        ("cup in the left hand", "cup in the right hand"),
        ("two cups", "one cup"),
        ("濡れた髪", "乾いた髪"),
    ],
)  # fmt: skip
def test_other_things_are_a_difference(before: str, now: str) -> None:
    assert words(pair(State(props=before), State(props=now)), CODE) == [("warning", now)]


def test_who_stands_where_depends_on_the_order_of_words() -> None:
    before, now = "Mara left of the door", "door left of Mara"
    assert texts_differ("position", before, now, catalog())
    assert not texts_differ("props", before, now, catalog())


@pytest.mark.parametrize("boundary", ["cut", "match"])
def test_clothes_may_change_over_a_cut_and_over_a_match_cut(boundary: str) -> None:
    board = pair(State(wardrobe="red coat", light="dawn"), State(wardrobe="blue suit", light="noon"), boundary)
    assert parts(board) == []


@pytest.mark.parametrize(
    ("before", "now", "continuous", "match"),
    [
        ("left-to-right", "left-to-right", False, False),
        ("left-to-right", "right-to-left", True, True),
        ("toward", "away", True, True),
        ("left-to-right", "toward", False, True),
        ("still", "left-to-right", False, False),
        ("left-to-right", "still", True, False),
        (None, "right-to-left", False, False),
        ("left-to-right", None, False, False),
    ],
)
def test_a_movement_goes_on_or_begins_but_does_not_turn_or_end_on_the_boundary(
    before: str | None, now: str | None, continuous: bool, match: bool
) -> None:
    assert directions_differ(before, now) == continuous
    assert directions_differ(before, now, match=True) == match
    said = pair(State(screen_direction=before), State(screen_direction=now))
    assert parts(said) == ["screen_direction"] * continuous


def test_the_direction_is_said_in_words_and_taken_over_as_a_value() -> None:
    board = pair(State(screen_direction="left-to-right"), State(screen_direction="right-to-left"))
    (finding,) = found(board, CODE)
    assert finding.message.startswith(
        "Screen direction: SH010 ends with “left to right”, SH020 begins with “right to left”."
    )
    assert finding.fixes[0] == Fix("set", "Take over “left to right”", "state_in.screen_direction", "left-to-right")


@pytest.mark.parametrize(
    ("before", "now", "differs"),
    [
        ("at the counter, left third of the frame", "at the helm, right third of the frame", True),
        ("at the counter, left third of the frame", "at the helm, on the left", False),
        ("in the centre", "in the center", False),
        ("at the counter", "at the helm", False),
        ("at the counter", "on the left", False),
    ],
)
def test_of_a_position_a_match_cut_keeps_the_place_in_the_frame(before: str, now: str, differs: bool) -> None:
    board = pair(State(position=before), State(position=now), "match")
    assert parts(board) == ["position"] * differs


def test_a_shot_without_states_or_before_it_one_without_says_nothing() -> None:
    state = State(wardrobe="red coat")
    assert parts(pair(None, state)) == []
    assert parts(pair(state, None)) == []
    assert parts(pair(State(), state)) == []


def test_the_shot_before_is_the_last_that_runs_over_scenes_too() -> None:
    state, other = State(props="a cup"), State(props="a rope")
    first = shot("SH010", state_out=state)
    left_out = shot("SH020", state_out=other, omitted=True)
    last = shot("SH030", state_in=other, boundary="continuous")
    board = replace(Board("Plan"), scenes=(Scene("a", shots=(first, left_out)), Scene("b", shots=(last,))))
    assert parts(board, "SH030") == ["props"]


def test_an_omitted_shot_and_the_first_one_have_nothing_to_hand_over() -> None:
    state, other = State(props="a cup"), State(props="a rope")
    assert parts(pair(state, other, omitted=True)) == []
    assert parts(plan(Shot("SH020", state_in=other, boundary="continuous"))) == []


def test_what_somebody_else_wears_is_no_difference_but_the_light_is() -> None:
    before = State("at the rail", "red coat", "a lantern", "dawn", "left-to-right")
    now = State("at the door", "blue coat", "a rope", "noon", "right-to-left")
    board = plan(
        shot("SH010", state_out=before, anchors=["keeper"]),
        shot("SH020", state_in=now, boundary="continuous", anchors=["mara"]),
        anchors=(KEEPER, MARA),
        use=(),
    )
    assert parts(board) == ["light"]


def test_long_texts_are_cut_in_messages_and_kept_in_fixes() -> None:
    long = "a red coat " * 900
    (finding,) = found(pair(State(wardrobe=long), State(wardrobe="blue")), CODE)
    assert len(finding.message) < 250
    assert finding.fixes[0].text == long
    assert short("red\ncoat") == "red coat"
