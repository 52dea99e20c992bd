"""Rules of editing: sizes, the line, a wide view of the place."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from projects.core.board import Board, Break, Scene, Shot, State
from projects.core.catalog import Term
from projects.core.findings import Fix
from projects.core.report import build
from tests.plans import DAWN, KEEPER, MARA, PIER, SHOP, found, plan, shot
from tests.strategies import catalog


def keys(board: Board, code: str) -> list[tuple[str, str]]:
    """(shot, severity) of the findings with this code."""
    shots = build(board, catalog()).all_shots()
    return [(item.shot.key, f.severity) for item in shots for f in item.findings if f.code == code]


def sized(*sizes: str | None, **values: Any) -> Board:
    """One scene of shots SH010, SH020 ... of these sizes; `values` are those of every shot."""
    return plan(*(shot(f"SH0{at}0", shot_size=size, **values) for at, size in enumerate(sizes, 1)))


# ------------------------------------------------------------- sequence.same-size

SIZE = "sequence.same-size"


def test_the_third_shot_of_one_size_is_told_with_a_closer_and_a_wider_one() -> None:
    (finding,) = found(sized("ms", "ms", "ms"), SIZE, "SH030")
    assert (finding.severity, finding.field, finding.words) == ("hint", "shot_size", "Medium")
    assert finding.message == "The third medium shot running, after SH010 and SH020: the cuts will look alike."
    assert finding.fixes == (
        Fix("set", "Closer: close-up", "shot_size", "cu"),
        Fix("set", "Wider: wide shot", "shot_size", "ws"),
    )


@pytest.mark.parametrize(
    ("sizes", "told"),
    [
        (("ms", "ms"), []),
        (("ms", "ms", "cu", "ms"), []),
        (("ms", "ms", None, "ms"), []),
        (("ms",) * 6, ["SH030"]),
        (("ms", "ms", "ms", "cu", "cu", "cu"), ["SH030", "SH060"]),
        ((None, None, None), []),
    ],
)
def test_a_run_is_told_once_and_ends_with_another_size(sizes: tuple[str | None, ...], told: list[str]) -> None:
    assert [key for key, _ in keys(sized(*sizes), SIZE)] == told


def test_the_ends_of_the_scale_offer_only_one_way() -> None:
    assert [f.text for f in found(sized("ews", "ews", "ews"), SIZE, "SH030")[0].fixes] == ["ws"]
    assert [f.text for f in found(sized("ecu", "ecu", "ecu"), SIZE, "SH030")[0].fixes] == ["mcu"]


def test_an_insert_a_match_cut_and_a_new_scene_begin_anew() -> None:
    one, two, three = (shot(f"SH0{at}0", shot_size="ms") for at in (1, 2, 3))
    insert = shot("SH025", shot_size="ms", framing="insert")
    assert keys(plan(one, two, insert, three), SIZE) == []
    assert keys(plan(one, two, replace(three, boundary="match")), SIZE) == []
    assert keys(replace(plan(), scenes=(Scene("a", shots=(one, two)), Scene("b", shots=(three,)))), SIZE) == []


def test_an_omitted_shot_stands_in_no_run() -> None:
    one, two, three = (shot(f"SH0{at}0", shot_size="ms") for at in (1, 2, 3))
    assert keys(plan(one, two, replace(three, omitted=True)), SIZE) == []
    assert keys(plan(one, two, shot("SH025", shot_size="cu", omitted=True), three), SIZE) == [("SH030", "hint")]


def test_the_same_people_from_the_same_angle_make_it_a_warning() -> None:
    shots = [shot(f"SH0{at}0", shot_size="ms", anchors=["mara"]) for at in (1, 2, 3)]
    assert keys(plan(*shots, anchors=(MARA,), use=()), SIZE) == [("SH030", "warning")]
    angled = [shots[0], replace(shots[1], angle="low"), shots[2]]
    assert keys(plan(*angled, anchors=(MARA,), use=()), SIZE) == [("SH030", "hint")]
    reverse = [shots[0], replace(shots[1], anchors=("keeper",)), shots[2]]
    assert keys(plan(*reverse, anchors=(MARA, KEEPER), use=()), SIZE) == [("SH030", "hint")]


# ----------------------------------------------------------------- sequence.axis

AXIS = "sequence.axis"
RIGHT, LEFT = State(screen_direction="left-to-right"), State(screen_direction="right-to-left")


def moving(*states: State | None, **values: Any) -> Board:
    """Shots of Mara that begin and end in these states."""
    shots = [shot(f"SH0{at}0", state_in=state, state_out=state) for at, state in enumerate(states, 1)]
    return plan(*shots, anchors=(MARA,), **values)


def test_a_jump_over_the_line_is_told_with_the_direction_to_keep() -> None:
    (finding,) = found(moving(RIGHT, LEFT), AXIS)
    assert (finding.severity, finding.field, finding.anchor, finding.words) == (
        "warning", "state_in", "mara", "right-to-left",
    )  # fmt: skip
    assert finding.message == "In SH010 Mara goes left to right, here right to left: the cut jumps the line."
    assert finding.fixes == (
        Fix("set", "Keep left to right", "state_in.screen_direction", "left-to-right"),
        Fix("break", "Record a break…", anchor="mara"),
    )


@pytest.mark.parametrize("between", ["toward", "away", "still", None])
def test_a_neutral_shot_in_between_takes_the_jump_away(between: str | None) -> None:
    assert keys(moving(RIGHT, State(screen_direction=between), LEFT), AXIS) == []
    assert keys(moving(RIGHT, None, LEFT), AXIS) == []


@pytest.mark.parametrize(("framing", "told"), [("insert", 0), ("pov", 0), ("two-shot", 1)])
def test_an_insert_and_a_point_of_view_are_neutral(framing: str, told: int) -> None:
    board = plan(
        shot("SH010", state_out=RIGHT),
        shot("SH020", framing=framing, state_in=RIGHT),
        shot("SH030", state_in=LEFT),
        anchors=(MARA,),
    )
    assert len(keys(board, AXIS)) == told


def test_an_establishing_shot_lays_the_line_anew() -> None:
    wide = shot("SH020", framing="establishing", state_in=LEFT)
    board = plan(shot("SH010", state_out=RIGHT), wide, shot("SH030", state_in=LEFT), anchors=(MARA,))
    assert keys(board, AXIS) == []
    crossed = plan(shot("SH010", state_out=RIGHT), wide, shot("SH030", state_in=RIGHT), anchors=(MARA,))
    assert keys(crossed, AXIS) == [("SH030", "warning")]


def test_who_turns_within_a_shot_does_not_jump() -> None:
    turning = shot("SH020", state_in=RIGHT, state_out=LEFT)
    board = plan(shot("SH010", state_out=RIGHT), turning, shot("SH030", state_in=LEFT), anchors=(MARA,))
    assert keys(board, AXIS) == []


def test_where_a_shot_says_only_how_it_ends_nothing_is_known_of_its_beginning() -> None:
    assert keys(plan(shot("SH010", state_out=RIGHT), shot("SH020", state_out=LEFT), anchors=(MARA,)), AXIS) == []


def test_two_people_who_move_toward_each_other_do_not_jump() -> None:
    mara, keeper = shot("SH010", state_in=RIGHT, anchors=["mara"]), shot("SH020", state_in=LEFT, anchors=["keeper"])
    again = shot("SH030", state_in=RIGHT, anchors=["mara"])
    assert keys(plan(mara, keeper, again, anchors=(MARA, KEEPER), use=()), AXIS) == []
    turned = replace(again, state_in=LEFT)
    assert keys(plan(mara, keeper, turned, anchors=(MARA, KEEPER), use=()), AXIS) == [("SH030", "warning")]


def test_without_anchors_the_words_of_the_subject_tell_who_moves() -> None:
    same = [shot("SH010", subject="a rider", state_in=RIGHT), shot("SH020", subject="A rider", state_in=LEFT)]
    assert [f.fixes for f in found(plan(*same), AXIS)] == [
        (Fix("set", "Keep left to right", "state_in.screen_direction", "left-to-right"),)
    ]
    assert keys(plan(same[0], replace(same[1], subject="a dog")), AXIS) == []
    assert keys(plan(shot("SH010", state_in=RIGHT), shot("SH020", state_in=LEFT)), AXIS) == []


def test_a_recorded_break_is_silent() -> None:
    turned = shot("SH020", state_in=LEFT, breaks=[Break("mara", "she has turned round off screen")])
    assert keys(plan(shot("SH010", state_out=RIGHT), turned, anchors=(MARA,)), AXIS) == []


def test_a_new_scene_has_a_new_line() -> None:
    first, last = Shot("SH010", anchors=("mara",), state_out=RIGHT), Shot("SH020", anchors=("mara",), state_in=LEFT)
    board = Board("Plan", anchors=(MARA,), scenes=(Scene("a", shots=(first,)), Scene("b", shots=(last,))))
    assert keys(board, AXIS) == []


def test_what_the_hand_over_tells_is_not_told_twice() -> None:
    first, last = shot("SH010", state_out=RIGHT), shot("SH020", state_in=LEFT, boundary="continuous")
    board = plan(first, last, anchors=(MARA,))
    assert keys(board, AXIS) == []
    assert keys(board, "continuity.state-differs") == [("SH020", "warning")]
    only_in = plan(replace(first, state_in=RIGHT, state_out=None), last, anchors=(MARA,))
    assert keys(only_in, AXIS) == [("SH020", "warning")]


# --------------------------------------------------------------- sequence.no-wide

WIDE = "sequence.no-wide"


def placed(*sizes: str | None, **values: Any) -> Board:
    shots = [shot(f"SH0{at}0", shot_size=size, **values) for at, size in enumerate(sizes, 1)]
    return plan(*shots, anchors=(SHOP, DAWN))


def test_a_scene_that_never_shows_its_place_wide_is_told_on_its_first_shot() -> None:
    (finding,) = found(placed("mcu", "cu", "ms"), WIDE, "SH010")
    assert (finding.severity, finding.field, finding.message) == (
        "hint", "shot_size", "None of the 3 shots of this scene shows its place wide.",
    )  # fmt: skip
    assert finding.fixes == (Fix("set", "Make this one wide", "shot_size", "ws"),)


@pytest.mark.parametrize("wide", ["ews", "vws", "ws"])
def test_one_wide_shot_is_enough_wherever_it_stands(wide: str) -> None:
    assert keys(placed("mcu", "cu", wide), WIDE) == []


def test_an_establishing_shot_counts_as_wide_and_an_insert_does_not() -> None:
    board = placed("mcu", "cu")
    scene = board.scenes[0]
    opening = replace(board, scenes=(replace(scene, shots=(*scene.shots, shot("SH030", framing="establishing"))),))
    insert = replace(board, scenes=(replace(scene, shots=(shot("SH005", shot_size="ws", framing="insert"), *scene.shots)),))
    assert keys(opening, WIDE) == []
    assert keys(insert, WIDE) == [("SH010", "hint")]


def test_short_scenes_and_shots_without_a_size_are_silent() -> None:
    assert keys(placed("mcu", "cu"), WIDE) == []
    assert keys(placed("mcu", None, "cu"), WIDE) == []
    assert keys(placed(None, None, None), WIDE) == []


def test_without_a_place_there_is_nothing_to_show() -> None:
    assert keys(sized("mcu", "cu", "ms"), WIDE) == []


def test_a_place_in_the_shots_own_words_counts_where_it_is_one() -> None:
    assert keys(sized("mcu", "cu", "ms", environment="a tiled bakery"), WIDE) == [("SH010", "hint")]
    moving_on = plan(*(shot(f"SH0{at}0", shot_size="cu", environment=f"bakery {at}") for at in (1, 2, 3)))
    assert keys(moving_on, WIDE) == []


def test_a_wide_shot_of_another_place_does_not_show_this_one() -> None:
    flashback = shot("SH020", shot_size="ws", breaks=[Break("pier", "a memory")])
    board = plan(shot("SH010", shot_size="cu"), flashback, shot("SH030", shot_size="ms"), anchors=(PIER,))
    assert keys(board, WIDE) == [("SH010", "hint")]


def test_sizes_stand_from_wide_to_close_in_the_catalogue() -> None:
    sizes: list[Term] = list(catalog().sizes.values())
    assert [size.id for size in sizes] == ["ews", "vws", "ws", "mls", "ms", "mcu", "cu", "ecu"]
