"""What a change would do to other prompts: told word by word, with the errors and warnings that come with it."""

from dataclasses import replace

from projects.core.report import build
from projects.views.changes import prompt_changes
from tests.plans import PIER, plan, shot
from tests.strategies import catalog

BOARD = plan(shot("SH010", action="waits"), shot("SH020", action="leaves slowly"), anchors=(PIER,))


def changes(board):
    return prompt_changes(build(BOARD, catalog()), build(board, catalog()))


def test_each_prompt_that_differs_is_told_word_by_word():
    tarred = replace(PIER, description="a tarred wooden pier at low tide")
    found = changes(replace(BOARD, anchors=(tarred,)))
    assert [(item.code, item.number) for item in found] == [("SH010", "1.1"), ("SH020", "1.2")]
    assert [text.strip() for what, text in found[0].words if what == "new"] == ["tarred"]


def test_what_stays_is_not_told_and_shots_that_come_are_no_change():
    scene = BOARD.scenes[0]
    longer = replace(BOARD, scenes=(replace(scene, shots=(*scene.shots, shot("SH030"))),))
    assert (changes(BOARD), changes(longer)) == ([], [])


def test_a_finding_that_comes_is_told_and_a_hint_is_not():
    night = replace(PIER, description="a weathered wooden pier at night")
    scene = BOARD.scenes[0]
    noon = replace(BOARD, scenes=(replace(scene, shots=(scene.shots[0], replace(scene.shots[1], lighting="at noon"))),))
    found = prompt_changes(build(noon, catalog()), build(replace(noon, anchors=(night,)), catalog()))
    assert [f.code for f in found[1].added] == ["continuity.contradiction"]
