"""What was found of single shots is remembered, and holds only where everything is the same."""

from __future__ import annotations

from dataclasses import replace

from projects.core.board import Board
from projects.core.report import Report, build
from tests.boards import catalog, harbour


def report(board: Board) -> Report:
    return build(board, catalog())


def test_a_board_that_was_seen_before_is_not_compiled_again() -> None:
    first, second = report(harbour()), report(harbour())
    assert first == second
    assert second.shot("SH010").prompt is first.shot("SH010").prompt


def test_other_settings_are_checked_anew() -> None:
    first = report(harbour())
    other = replace(harbour(), negative_prompt="blurry, watermark", continuity="phrase")
    assert report(other).shot("SH020").negative != first.shot("SH020").negative
    assert report(harbour()) == first


def test_a_scene_without_its_own_shots_among_the_changed_stays_the_very_same() -> None:
    scene = harbour().scenes[0]
    changed = replace(scene.shots[0], action="waits")
    assert scene.with_shots({"SH999": changed}) is scene
    assert scene.with_shots({changed.key: changed}).shots == (changed, *scene.shots[1:])
