"""A thread drawn anew, shot by shot."""

from __future__ import annotations

from dataclasses import replace

import pytest

from projects.core.board import Break
from projects.core.findings import Refused
from projects.core.threads import state_of, threaded
from tests import boards

BOARD = boards.harbour_and_kitchen()


def drawn(anchor, code, state, reason="", board=BOARD):
    return threaded(board, anchor, [code], state, reason).get(code)


def state(board, code, anchor):
    return next(state_of(board, scene, shot, anchor) for scene, shot in board.shots() if shot.key == code)


def test_an_anchor_of_the_scene_is_left_out_and_shown_again():
    out = drawn("keeper", "SH010", "without")
    assert out.without == ("keeper",)
    assert drawn("keeper", "SH030", "use").without == ()


def test_an_anchor_that_only_the_shot_holds_is_attached_and_detached():
    assert drawn("gull", "SH010", "use").anchors[-1] == "gull"
    with_gull = replace(BOARD, scenes=tuple(
        replace(s, shots=tuple(replace(t, anchors=("gull",)) if t.key == "SH010" else t for t in s.shots)) for s in BOARD.scenes
    ))  # fmt: skip
    alone = drawn("gull", "SH010", "without", board=with_gull)
    assert (alone.anchors, alone.without) == ((), ())


def test_a_break_takes_the_place_of_what_was_left_out():
    broken = drawn("keeper", "SH030", "break", " a  dream ")
    assert (broken.without, broken.breaks) == ((), (Break("keeper", "a dream"),))


def test_a_thread_that_runs_again_takes_its_break_back():
    assert drawn("grain", "SH040", "use").breaks == ()


def test_what_is_so_already_is_no_change():
    assert (drawn("keeper", "SH010", "use"), drawn("keeper", "SH030", "without")) == (None, None)


def test_what_a_thread_does_in_a_shot():
    assert [state(BOARD, "SH010", "keeper"), state(BOARD, "SH030", "keeper"), state(BOARD, "SH040", "grain")] == [
        ("use", ""), ("without", ""), ("break", "a memory in clean digital"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("anchor", "code", "wanted", "reason", "sentence"),
    [
        ("keeper", "SH010", "break", " ", "Say why"),
        ("keeper", "SH010", "break", "x" * 501, "under 500"),
        ("keeper", "SH010", "fly", "", "Choose one"),
        ("gone", "SH010", "use", "", "anchor was deleted"),
        ("keeper", "SH999", "use", "", "SH999 was deleted"),
        ("gull", "SH010", "break", "a dream", "SH010 does not use this anchor"),
    ],
)
def test_what_cannot_be_is_refused_in_one_sentence(anchor, code, wanted, reason, sentence):
    with pytest.raises(Refused, match=sentence):
        drawn(anchor, code, wanted, reason)


def test_no_shot_is_refused():
    with pytest.raises(Refused, match="at least one"):
        threaded(BOARD, "keeper", [], "use")
