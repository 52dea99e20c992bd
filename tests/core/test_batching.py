"""Several shots at once, on paper: the board as it would be."""

from __future__ import annotations

from dataclasses import replace

import pytest

from projects.core.batching import Batch, after, changed, copies, moved, omitted, picked, removed
from projects.core.batching_told import told_changes
from projects.core.board import Break
from projects.core.catalog import load
from projects.core.findings import Refused
from tests import boards

BOARD = boards.harbour_and_kitchen()
CATALOG = load()


def codes(board):
    return [[shot.key for shot in scene.shots] for scene in board.scenes]


def shot(board, code):
    return next(shot for _, shot in board.shots() if shot.key == code)


def test_what_was_picked_comes_in_running_order_each_once():
    assert picked(BOARD, ["SH040", "SH010", "SH040"]) == ("SH010", "SH040")


@pytest.mark.parametrize(("wanted", "sentence"), [([], "at least one"), (["SH999"], "SH999 was deleted")])
def test_a_pick_that_cannot_be_is_refused(wanted, sentence):
    with pytest.raises(Refused, match=sentence):
        picked(BOARD, wanted)


def test_a_block_moves_in_its_order_to_a_place_among_the_others():
    assert codes(moved(BOARD, ("SH010", "SH040"), "arrival", 1))[0][:3] == ["SH020", "SH010", "SH040"]
    scenes = dict(zip([s.key for s in BOARD.scenes], codes(moved(BOARD, ("SH010", "SH020"), "kitchen", 99)), strict=True))
    assert (scenes["arrival"][0], scenes["kitchen"][-2:]) == ("SH030", ["SH010", "SH020"])


def test_a_move_into_a_scene_that_is_gone_is_refused():
    with pytest.raises(Refused, match="scene was deleted"):
        moved(BOARD, ("SH010",), "nowhere", 0)


def test_values_are_set_and_none_means_the_project():
    states = changed(BOARD, ("SH010", "SH040"), Batch("change", {"quality": None, "previews": 3}))
    assert {code: (s.quality, s.previews) for code, s in states.items()} == {"SH010": (None, 3), "SH040": (None, 3)}


def test_shots_that_are_so_already_do_not_change():
    assert changed(BOARD, ("SH040",), Batch("change", {"quality": "high"})) == {}


def test_nothing_chosen_is_refused():
    with pytest.raises(Refused, match="Choose what to change"):
        changed(BOARD, ("SH010",), Batch("change"))


def test_anchors_are_attached_once_let_go_and_left_out_where_in_use():
    states = changed(BOARD, ("SH010", "SH040"), Batch("change", attach=("gull",), leave_out=("pier",)))
    assert all("gull" in state.anchors for state in states.values())
    assert {code: "pier" in state.without for code, state in states.items()} == {"SH010": True, "SH040": False}


def test_leaving_an_anchor_out_takes_its_break_away():
    board = replace(BOARD)
    state = changed(board, ("SH040",), Batch("change", leave_out=("grain",)))["SH040"]
    assert (state.without, state.breaks) == (("grain",), ())
    assert shot(board, "SH040").breaks == (Break("grain", "a memory in clean digital"),)


def test_copies_stand_in_a_block_after_the_last_one_as_drafts():
    made = copies(BOARD, ("SH010", "SH020"), [s.key for _, s in BOARD.shots()])
    assert [(copy.of, copy.scene, copy.place, copy.shot.status) for copy in made] == [
        ("SH010", "arrival", 2, "draft"), ("SH020", "arrival", 3, "draft"),
    ]  # fmt: skip
    assert len({copy.shot.key for copy in made} | {s.key for _, s in BOARD.shots()}) == 2 + len(list(BOARD.shots()))


def test_omitting_and_removing():
    assert shot(omitted(BOARD, ("SH010",), True), "SH010").omitted
    assert codes(removed(BOARD, ("SH010",)))[0][0] == "SH020"


@pytest.mark.parametrize("deed", ["change", "move", "duplicate", "omit", "back", "status", "delete"])
def test_every_deed_gives_a_board(deed):
    batch = Batch(deed, {"previews": 1}, scene="kitchen", status="in-review")
    result = after(BOARD, ("SH010",), batch, [s.key for _, s in BOARD.shots()])
    assert (result == BOARD) is (deed == "back")


def test_an_unknown_deed_is_refused():
    with pytest.raises(Refused, match="Choose what to do"):
        after(BOARD, ("SH010",), Batch("explode"))


def test_what_changes_is_told_value_by_value_with_its_shots():
    after_it = after(BOARD, ("SH010", "SH020", "SH040"), Batch("change", {"quality": "fast"}, leave_out=("keeper",)))
    told = [(t.label, t.was, t.now, t.codes) for t in told_changes(BOARD, after_it, CATALOG)]
    assert told == [
        ("Not in the shot", "–", "keeper", ("SH010", "SH020", "SH040")),
        ("Quality", "Standard (project)", "Fast", ("SH010", "SH020")),
        ("Quality", "High", "Fast", ("SH040",)),
    ]


def test_a_status_is_told_by_its_name():
    (told,) = told_changes(BOARD, after(BOARD, ("SH010",), Batch("status", status="in-review")), CATALOG)
    assert (told.label, told.was, told.now) == ("Status", "Draft", "In review")
