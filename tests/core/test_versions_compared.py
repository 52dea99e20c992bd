"""Two states of a shot beside each other, and why they differ."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from projects.core.board import Board
from projects.core.freezing import frozen
from projects.core.report import build
from projects.core.versions_compared import Compared, State, compared, told
from projects.reads import catalogue
from tests import boards


def state(board: Board, code: str = "SH020") -> State:
    item = build(board, catalogue()).shot(code)
    return State(item.prompt.text, frozen(item.context))


def shot_with(board: Board, code: str, **values: Any) -> Board:
    scenes = tuple(
        replace(scene, shots=tuple(replace(s, **values) if s.key == code else s for s in scene.shots))
        for scene in board.scenes
    )
    return replace(board, scenes=scenes)


def against(after: Board, before: Board | None = None) -> Compared:
    return compared(state(before or boards.harbour()), state(after))


def test_two_equal_states_have_nothing_to_tell() -> None:
    assert against(boards.harbour()).same


def test_words_of_the_prompt_are_told_one_by_one() -> None:
    found = against(shot_with(boards.harbour(), "SH020", subject="collar down"))
    assert [run for run in found.prompt if run[0] != "same"] == [("gone", "raised, "), ("new", "down, ")]
    assert [(d.label, d.was, d.now) for d in found.fields] == [("Subject", "collar raised", "collar down")]
    assert (found.parameters, found.causes) == ((), ())


def test_every_parameter_is_told_before_and_after_wherever_it_comes_from() -> None:
    board = boards.harbour()
    found = against(replace(shot_with(board, "SH020", duration=board.scenes[0].shots[0].duration * 2), aspect_ratio="16:9"))
    told_of = [(d.label, d.was, d.now) for d in found.parameters]
    assert told_of == [("Duration (s)", "10", "20"), ("Aspect ratio", "9:16", "16:9")]


def test_the_negative_prompt_is_told_word_by_word() -> None:
    found = against(replace(boards.harbour(), negative_prompt="motion blur, flicker"))
    assert [run for run in found.negative if run[0] != "same"] == [("gone", "morphing"), ("new", "flicker")]


def test_an_anchors_new_wording_is_named_as_the_cause() -> None:
    board = boards.harbour()

    def worn(description: str) -> Board:
        anchors = tuple(replace(a, description=description) if a.key == "keeper" else a for a in board.anchors)
        return replace(board, anchors=anchors)

    for was, now, cause in (
        ("a man, grey beard, red coat, calm", "a man, grey beard, blue coat, calm", "keeper: red coat → blue coat"),
        ("a man, calm", "a man, tall, calm", "keeper: “tall” added"),
        ("a man, tall, calm", "a man, calm", "keeper: “tall” taken out"),
        ("", "a man", "keeper: no description → a man"),
    ):
        assert against(worn(now), worn(was)).causes == (cause,)


def test_another_order_is_named_as_the_cause() -> None:
    board = boards.harbour()
    scene = board.scenes[0]
    turned = replace(board, scenes=(replace(scene, shots=tuple(reversed(scene.shots))), *board.scenes[1:]))
    names = ("wooden pier", "keeper", "dawn light")
    assert against(turned).causes == tuple(f"{name} is now established here." for name in names)
    carried = "is now carried from SH010, which comes before this shot."
    assert against(board, turned).causes == tuple(f"{name} {carried}" for name in names)


def test_an_anchor_that_went_is_still_called_by_its_name() -> None:
    board = boards.harbour()
    found = against(replace(board, anchors=tuple(a for a in board.anchors if a.key != "dawn")))
    dawn = next(a for a in board.anchors if a.key == "dawn")
    assert f"{dawn.name} is no longer in use." in found.causes


def test_a_version_of_an_earlier_release_is_compared_by_the_shots_own_values() -> None:
    now = state(boards.harbour())
    old = State(now.prompt, {name: value for name, value in now.data.items() if name != "computed"} | {"duration": 3})
    found = compared(old, now)
    assert (found.known, found.causes) == (False, ())
    assert [(d.label, d.was) for d in found.parameters] == [("Duration (s)", "3")]


def test_values_are_told_in_words() -> None:
    assert told([{"move": "dolly", "direction": "in", "speed": None}]) == "dolly in"
    assert told([{"anchor": "pier", "reason": "a memory"}]) == "pier: a memory"
    assert told({"position": "left", "screen_direction": "left"}) == "position: left; screen direction: left"
    assert (told(None), told(False), told(True), told([]), told(7)) == ("", "", "yes", "", "7")


def test_what_no_word_of_the_prompt_tells_is_told_beside_it() -> None:
    own = shot_with(boards.harbour(), "SH020", custom_prompt="The keeper turns.")
    found = against(shot_with(own, "SH020", subject="collar down", title="The turn"), own)
    assert [(d.label, d.was, d.now) for d in found.beside] == [("Subject", "collar raised", "collar down")]
    found = against(shot_with(boards.harbour(), "SH020", negative_prompt="Morphing"))  # the project says it already
    assert [(d.label, d.was, d.now) for d in found.beside] == [("Negative prompt", "", "Morphing")]
    assert against(shot_with(boards.harbour(), "SH020", subject="collar down")).beside == ()
