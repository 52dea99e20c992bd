"""A template's scenes inside a plan that is there already."""

from dataclasses import replace
from decimal import Decimal

import pytest

from projects.core.board import Anchor, Board, Break, Scene, SeedLock, Shot, StartsFrom
from projects.core.catalog import load
from projects.core.report import build
from projects.core.templates import built_in, filled
from projects.core.templates_insert import Taken, added_errors, inserted
from tests.boards import DAWN, KEEPER, PIER, harbour

CATALOG = load()
OTHER = Board(
    "Other", quality="high", previews=2, cfg=Decimal(12), negative_prompt="blur, morphing",
    anchors=(
        Anchor("pier2", "environment", "The Wooden  Pier", "another wording"),
        Anchor("cup", "subject", "white cup", "a white cup"),
        Anchor("grade", "style", "teal grade", "a teal grade"),
    ),
    anchors_in_use=("grade",),
    scenes=(
        Scene("arrival", "Arrival", ("pier2",), SeedLock(5, "SH020"), (
            Shot("SH010", action="steams slowly", anchors=("cup",), negative_prompt="text", cfg=Decimal(9), model="sora-2-pro"),
            Shot("SH020", starts_from=StartsFrom("SH010", "last"), breaks=(Break("pier2", "a memory"),), seed=5),
        )),
    ),
)  # fmt: skip


def test_scenes_come_at_the_end_or_behind_a_scene_with_codes_of_their_own():
    at_end = inserted(harbour(), OTHER)
    assert [scene.key for scene in at_end.board.scenes] == ["arrival", "arrival-2"]
    assert [shot.key for shot in at_end.scenes[0].shots] == ["SH030", "SH040"]
    two = replace(harbour(), scenes=(*harbour().scenes, Scene("later", "Later")))
    behind = inserted(two, OTHER, "arrival")
    assert ([scene.key for scene in behind.board.scenes], behind.position) == (["arrival", "arrival-2", "later"], 1)


def test_codes_and_keys_of_deleted_ones_are_never_used_again():
    taken = Taken({"SH010", "SH020", "SH500"}, {"arrival", "arrival-2"}, {"white-cup", "teal-grade"})
    found = inserted(harbour(), OTHER, None, taken)
    assert [shot.key for shot in found.scenes[0].shots] == ["SH510", "SH520"]
    assert (found.scenes[0].key, [anchor.key for anchor in found.anchors]) == ("arrival-3", ["white-cup-2", "teal-grade-2"])


def test_an_anchor_of_the_same_kind_and_name_is_used_again():
    found = inserted(harbour(), OTHER)
    assert [anchor.key for anchor in found.shared] == [PIER.key]
    assert [(anchor.key, anchor.name) for anchor in found.anchors] == [
        ("white-cup", "white cup"),
        ("teal-grade", "teal grade"),
    ]
    assert found.board.anchors[: len(harbour().anchors)] == harbour().anchors
    assert found.scenes[0].anchors == ("teal-grade", PIER.key)
    assert found.scenes[0].shots[0].anchors == ("white-cup",)


def test_frames_breaks_and_locks_point_to_the_new_shots():
    scene = inserted(harbour(), OTHER).scenes[0]
    assert scene.seed_lock == SeedLock(5, "SH040")
    assert scene.shots[1].starts_from == StartsFrom("SH030", "last")
    assert scene.shots[1].breaks == (Break(PIER.key, "a memory"),)
    assert [shot.seed for shot in scene.shots] == [5, 5]


def test_what_the_template_set_for_all_its_shots_is_kept_on_each():
    board = replace(harbour(), quality="standard", previews=2, cfg=Decimal(7), negative_prompt="Blur")
    shots = inserted(board, OTHER).scenes[0].shots
    assert [(s.quality, s.previews, s.cfg, s.model) for s in shots] == [
        ("high", None, Decimal(9), None),
        ("high", None, Decimal(12), None),
    ]
    assert [s.negative_prompt for s in shots] == ["morphing, text", "morphing"]


def test_a_seed_lock_of_the_plan_gives_its_seed():
    board = replace(harbour(), seed_lock=SeedLock(99, "SH010"))
    other = replace(OTHER, scenes=(replace(OTHER.scenes[0], seed_lock=None),))
    assert [shot.seed for shot in inserted(board, other).scenes[0].shots] == [99, 99]


def test_somebody_of_the_whole_plan_stays_out_of_the_new_shots():
    board = replace(harbour(), anchors_in_use=(KEEPER.key, DAWN.key))
    found = inserted(board, OTHER)
    assert found.left_out == (KEEPER,)
    assert [shot.without for shot in found.scenes[0].shots] == [(KEEPER.key,), (KEEPER.key,)]


def test_a_scene_that_is_not_there_is_no_place():
    with pytest.raises(KeyError):
        inserted(harbour(), OTHER, "gone")


@pytest.mark.parametrize("key", list(built_in(CATALOG)))
def test_the_ready_ones_add_no_error_to_a_plan(key):
    before = build(harbour(), CATALOG)
    found = inserted(harbour(), filled(built_in(CATALOG)[key], {}, CATALOG))
    assert added_errors(before, build(found.board, CATALOG)) == []


def test_an_error_that_comes_in_is_told_with_its_shot():
    keeper = Anchor("man", "subject", "keeper", "")
    scene = Scene("night", "Night", ("man",), shots=(Shot("SH010", subject="same keeper in a blue wool coat"),))
    wrong = replace(OTHER, anchors=(keeper,), anchors_in_use=(), scenes=(scene,))
    after = build(inserted(harbour(), wrong).board, CATALOG)
    found = added_errors(build(harbour(), CATALOG), after)
    assert [(key, finding.code) for key, finding in found] == [("SH030", "continuity.contradiction")]
