"""Accepting proposals: where anchors hang, what shots still say, and that no shot gets an error from it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from projects.core.board import Anchor, Board, Scene, Shot
from projects.core.report import Report, build
from projects.core.suggest import suggest
from projects.core.suggest_apply import Accepted, accept
from projects.core.suggest_words import OWN as OWN_TEXTS
from projects.imports.text import read_story
from tests.core.suggest_stories import COURIER, FOX, ROBOT, SISTERS, WATCH, board
from tests.strategies import catalog

STORIES = sorted((Path(__file__).resolve().parents[3] / "shared" / "data" / "stories").glob("*.txt"))
OWN_STORIES = {"courier": COURIER, "fox": FOX, "watch": WATCH, "sisters": SISTERS, "robot": ROBOT}
APRON = "a barista with short dark hair and a tan canvas apron"


def shots(*texts: dict[str, str]) -> tuple[Shot, ...]:
    return tuple(Shot(f"SH{10 * at:03d}", **fields) for at, fields in enumerate(texts, 1))


def two_scenes(**more: object) -> Board:
    """Two scenes of two shots each; Mara in the first three."""
    made = shots(
        {"subject": f"Mara, {APRON}, waves"},
        {"subject": "Mara (tan apron) nods"},
        {"subject": "The same Mara sits down"},
        {"subject": "An empty chair"},
    )
    board = Board("Two", scenes=(Scene("one", shots=made[:2]), Scene("two", shots=made[2:])))
    return replace(board, **more)


def all_of(plan: Board) -> list[Accepted]:
    return [Accepted(item.kind, item.name, item.description, item.shots) for item in suggest(plan, catalog())]


def mara(*codes: str, description: str = APRON, level: str = "") -> Accepted:
    return Accepted("subject", "Mara", description, codes, level)


def errors(report: Report) -> set[tuple[object, ...]]:
    return {(item.shot.key, finding.identity) for item in report.running() for finding in item.errors}


def doubled(report: Report) -> list[str]:
    """The shots whose prompt says an anchor's description twice."""
    return [
        item.shot.key
        for item in report.running()
        for use in item.uses
        if use.anchor.description and item.prompt.text.casefold().count(use.anchor.description.casefold()) > 1
    ]


def check(plan: Board) -> None:
    before, after = build(plan, catalog()), build(accept(plan, all_of(plan), catalog()), catalog())
    assert errors(after) - errors(before) == set()
    assert doubled(after) == []
    wanted = {(item.name, shot) for item in suggest(plan, catalog()) for shot in item.shots}
    held = {(use.anchor.name, item.shot.key) for item in after.running() for use in item.uses}
    assert len(held & wanted) >= 0.95 * len(wanted)
    for item in after.running():
        for field in OWN_TEXTS:
            text = getattr(item.shot, field)
            assert not any(sign in text for sign in (" ,", ",,", "( ", "()", " .", "..", "  ")) or "..." in text, text
            assert text == text.strip(" ,;:")


@pytest.mark.parametrize("story", STORIES, ids=lambda path: path.stem)
def test_all_proposals_of_a_story_at_once_raise_no_error_and_say_nothing_twice(story):
    check(read_story(story.read_text("utf-8"), catalog()))


@pytest.mark.parametrize("name", sorted(OWN_STORIES))
def test_all_proposals_of_our_own_stories_at_once_raise_no_error_and_say_nothing_twice(name):
    check(board(OWN_STORIES[name]))


@pytest.mark.skipif(not STORIES, reason="the stories (../shared/data) are not on this machine")
def test_after_accepting_there_is_little_left_to_propose():
    for story in STORIES:
        plan = read_story(story.read_text("utf-8"), catalog())
        first = suggest(plan, catalog())
        again = suggest(accept(plan, all_of(plan), catalog()), catalog())
        assert {item.name for item in again} & {item.name for item in first} == set()


def test_an_anchor_hangs_on_the_scenes_that_have_it_whole_and_else_on_shots():
    after = accept(two_scenes(), [mara("SH010", "SH020", "SH030")], catalog())
    assert [(scene.anchors, [shot.anchors for shot in scene.shots]) for scene in after.scenes] == [
        (("mara",), [(), ()]),
        ((), [("mara",), ()]),
    ]


def test_an_anchor_of_every_shot_hangs_on_the_project():
    after = accept(two_scenes(), [mara("SH010", "SH020", "SH030", "SH040")], catalog())
    assert after.anchors_in_use == ("mara",)
    assert after.anchors == (Anchor("mara", "subject", "Mara", APRON),)


def test_a_level_that_was_asked_for_is_kept():
    plan = two_scenes()
    assert accept(plan, [mara("SH010", level="project")], catalog()).anchors_in_use == ("mara",)
    assert accept(plan, [mara("SH030", level="scene")], catalog()).scenes[1].anchors == ("mara",)
    by_shot = accept(plan, [mara("SH010", "SH020", level="shot")], catalog())
    assert [shot.anchors for shot in by_shot.scenes[0].shots] == [("mara",), ("mara",)]


def test_shots_no_longer_say_what_the_anchor_says():
    after = accept(two_scenes(), [mara("SH010", "SH020", "SH030")], catalog())
    assert [shot.subject for _, shot in after.shots()] == [
        "Mara waves",
        "Mara nods",
        "The same Mara sits down",
        "An empty chair",
    ]


def test_the_shot_that_brings_somebody_in_does_not_call_them_the_same():
    made = shots({"subject": "The same Mara (tan apron) waves"}, {"subject": "Mara nods"})
    plan = Board("Two", scenes=(Scene("one", shots=made),))
    after = accept(plan, [mara("SH010", "SH020")], catalog())
    assert [shot.subject for _, shot in after.shots()] == ["Mara waves", "Mara nods"]


def test_a_slot_that_says_only_the_name_is_left_to_the_anchor():
    made = shots({"subject": "Mara", "action": "waves"}, {"subject": "The same Mara.", "action": "nods"})
    after = accept(Board("Two", scenes=(Scene("one", shots=made),)), [mara("SH010", "SH020")], catalog())
    assert [shot.subject for _, shot in after.shots()] == ["", ""]


def test_a_shot_that_contradicts_the_anchor_goes_without_it():
    made = shots({"subject": "Mara waves"}, {"subject": "Mara nods, in a red coat"}, {"subject": "Mara sits"})
    plan = Board("Three", scenes=(Scene("one", shots=made),))
    wanted = mara("SH010", "SH020", "SH030", description="a tall woman in a blue coat")
    after = accept(plan, [wanted], catalog())
    assert [shot.anchors for _, shot in after.shots()] == [("mara",), (), ("mara",)]
    assert [shot.subject for _, shot in after.shots()][1] == "Mara nods, in a red coat"
    assert build(after, catalog()).errors == 0


def test_a_custom_prompt_that_does_not_carry_the_anchor_goes_without_it_and_unchanged():
    made = shots(
        {"subject": "Mara waves"}, {"subject": "Mara nods", "custom_prompt": "A woman nods."}, {"subject": "Mara sits"}
    )
    after = accept(Board("Three", scenes=(Scene("one", shots=made),)), [mara("SH010", "SH020", "SH030")], catalog())
    assert [shot.anchors for _, shot in after.shots()] == [("mara",), (), ("mara",)]
    assert after.scenes[0].shots[1] == made[1]


def test_keys_are_never_used_twice():
    plan = two_scenes(anchors=(Anchor("mara", "subject", "Mara"),))
    after = accept(plan, [mara("SH010"), Accepted("subject", "Mara!", "", ("SH020",))], catalog(), taken=("mara-2",))
    assert [anchor.key for anchor in after.anchors] == ["mara", "mara-3", "mara-4"]


def test_an_anchor_that_no_shot_can_take_is_not_added():
    made = shots(
        {"subject": "Mara nods", "custom_prompt": "A woman nods."}, {"subject": "Mara", "custom_prompt": "A woman sits."}
    )
    plan = Board("Two", scenes=(Scene("one", shots=made),))
    assert accept(plan, [mara("SH010", "SH020")], catalog()).scenes[0].shots[1] == made[1]


def test_nothing_accepted_changes_nothing():
    plan = two_scenes()
    assert accept(plan, [], catalog()) == plan
