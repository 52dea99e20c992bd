"""Rules over scenes and the running order: anchors of a scene, reference frames, seed locks."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from projects.core.board import Anchor, Board, Break, Scene, SeedLock, Shot, StartsFrom
from projects.core.findings import Finding, Fix
from projects.core.report import build
from projects.core.sequence import SEQUENCE_RULES
from tests.plans import AFTERNOON, DAWN, GRAIN, KEEPER, PIER, found, plan, shot
from tests.strategies import catalog

LOCK = SeedLock(48213, "SH010")


def scenes(*parts: Scene, anchors: tuple[Anchor, ...] = (), **values: Any) -> Board:
    return replace(Board("Plan", anchors=anchors, scenes=parts), **values)


def locked(*shots: Shot, anchors: tuple[Anchor, ...] = (), lock: SeedLock = LOCK, **values: Any) -> Board:
    board = plan(*shots, anchors=anchors, **values)
    return replace(board, scenes=(replace(board.scenes[0], seed_lock=lock),))


def all_found(board: Board, code: str) -> list[tuple[str, Finding]]:
    return [
        (item.shot.key, finding)
        for item in build(board, catalog()).all_shots()
        for finding in item.findings
        if finding.code == code
    ]


def keys(board: Board, code: str) -> list[str]:
    return [key for key, _ in all_found(board, code)]


def test_every_rule_explains_itself() -> None:
    assert all(rule.__doc__ and len(rule.__doc__.split()) > 8 for rule in SEQUENCE_RULES)


# ---------------------------------------------------------------- continuity.no-anchor


def test_a_scene_without_place_and_light_is_told_on_its_first_shot() -> None:
    board = plan(shot("SH010"), shot("SH020"), anchors=(KEEPER,))
    assert [(key, f.severity, f.field, f.words) for key, f in all_found(board, "continuity.no-anchor")] == [
        ("SH010", "warning", None, "environment"),
        ("SH010", "warning", None, "lighting"),
    ]


def test_one_shot_with_the_anchor_is_enough_from_whatever_level() -> None:
    board = plan(shot("SH010"), shot("SH020", anchors=["pier"]), anchors=(PIER, DAWN), use=(), anchors_in_use=("dawn",))
    assert keys(board, "continuity.no-anchor") == []


def test_a_scene_of_one_running_shot_needs_none() -> None:
    assert keys(plan(shot("SH010")), "continuity.no-anchor") == []
    assert keys(plan(shot("SH010"), shot("SH020", omitted=True)), "continuity.no-anchor") == []


def test_an_omitted_first_shot_leaves_it_to_the_next() -> None:
    board = plan(shot("SH010", omitted=True), shot("SH020"), shot("SH030"), anchors=(PIER,))
    assert keys(board, "continuity.no-anchor") == ["SH020"]


def test_each_scene_is_looked_at_on_its_own() -> None:
    board = scenes(
        Scene("a", anchors=("pier", "dawn"), shots=(Shot("SH010"), Shot("SH020"))),
        Scene("b", anchors=("pier",), shots=(Shot("SH030"), Shot("SH040"))),
        anchors=(PIER, DAWN),
    )
    assert [(key, f.words) for key, f in all_found(board, "continuity.no-anchor")] == [("SH030", "lighting")]


# ---------------------------------------------------------- continuity.stale-reference


def frame(key: str) -> StartsFrom:
    return StartsFrom(key, "last")


def test_a_frame_of_an_earlier_shot_is_fine() -> None:
    board = plan(shot("SH010"), shot("SH020", starts_from=frame("SH010")), shot("SH030", starts_from=StartsFrom()))
    assert keys(board, "continuity.stale-reference") == []


@pytest.mark.parametrize(
    ("board", "message"),
    [
        (plan(shot("SH010", starts_from=frame("SH020")), shot("SH020")),
         "This shot starts from a frame of SH020, which does not come before it."),
        (plan(shot("SH010", starts_from=frame("SH010"))),
         "This shot starts from a frame of SH010, which does not come before it."),
        (plan(shot("SH000", omitted=True), shot("SH010", starts_from=frame("SH000"))),
         "This shot starts from a frame of SH000, which is no longer in the sequence."),
        (plan(shot("SH010", starts_from=frame("SH999"))),
         "This shot starts from a frame of SH999, which is no longer in the sequence."),
    ],
)  # fmt: skip
def test_a_frame_of_a_later_omitted_or_deleted_shot_is_stale(board: Board, message: str) -> None:
    assert [(key, f.severity, f.field, f.message) for key, f in all_found(board, "continuity.stale-reference")] == [
        ("SH010", "warning", "starts_from", message)
    ]


def test_an_omitted_shot_has_no_stale_reference() -> None:
    board = plan(shot("SH010", starts_from=frame("SH020"), omitted=True), shot("SH020"))
    assert keys(board, "continuity.stale-reference") == []


def test_a_reference_may_reach_over_scenes() -> None:
    board = scenes(Scene("a", shots=(Shot("SH010"),)), Scene("b", shots=(Shot("SH020", starts_from=frame("SH010")),)))
    assert keys(board, "continuity.stale-reference") == []


# ------------------------------------------------------------------------------ seeds


def test_another_seed_under_a_lock_is_an_error() -> None:
    board = locked(shot("SH010", seed=48213), shot("SH020", seed=7), shot("SH030"))
    assert [(key, f.severity, f.field, f.words, f.fixes) for key, f in all_found(board, "seed.mismatch")] == [
        ("SH020", "error", "seed", "7", (Fix("set", "Take 48213", "seed", "48213"),))
    ]


def test_the_projects_lock_counts_where_the_scene_has_none() -> None:
    board = replace(plan(shot("SH010", seed=1), shot("SH020", seed=2)), seed_lock=SeedLock(1, "SH010"))
    assert keys(board, "seed.mismatch") == ["SH020"]


def test_a_scenes_lock_goes_before_the_projects() -> None:
    board = replace(locked(shot("SH010", seed=48213)), seed_lock=SeedLock(1, "SH010"))
    assert keys(board, "seed.mismatch") == []
    assert build(board, catalog()).shot("SH010").seed == 48213


def test_without_a_lock_every_seed_is_fine() -> None:
    assert keys(plan(shot("SH010", seed=1), shot("SH020", seed=2)), "seed.mismatch") == []


@pytest.mark.parametrize(
    ("values", "what"),
    [
        ({"model": "kling-2.6"}, "model"),
        ({"resolution": "720p"}, "resolution"),
        ({"cfg": Decimal(9)}, "CFG"),
        ({"negative_prompt": "blur"}, "negative prompt"),
        ({"anchors": ["dawn"]}, "lighting"),
        ({"anchors": ["grain"]}, "style"),
        ({"model": "kling-2.6", "cfg": Decimal(9)}, "model, CFG"),
    ],
)
def test_a_shot_that_differs_from_the_master_varies(values: dict[str, Any], what: str) -> None:
    board = locked(shot("SH010"), shot("SH020", **values), anchors=(AFTERNOON, DAWN, GRAIN), use=("afternoon",))
    assert [(key, f.severity, f.field, f.words) for key, f in all_found(board, "seed.varies")] == [
        ("SH020", "warning", "seed", what)
    ]


@pytest.mark.parametrize(
    "values",
    [
        {"subject": "a fox", "action": "runs", "angle": "low", "duration": Decimal(5), "quality": "high"},
        {"cfg": Decimal("7.0"), "resolution": "1080p", "model": "sora-2"},
        {"breaks": [Break("afternoon", "a lamp goes out")]},
        {"anchors": ["keeper"]},
        {"omitted": True, "cfg": Decimal(9)},
    ],
)
def test_angle_position_and_what_is_broken_on_purpose_do_not_vary(values: dict[str, Any]) -> None:
    board = locked(shot("SH010"), shot("SH020", **values), anchors=(AFTERNOON, KEEPER), use=("afternoon",))
    assert keys(board, "seed.varies") == []


def test_what_the_master_breaks_does_not_count_either() -> None:
    board = locked(shot("SH010", breaks=[Break("afternoon", "x")]), shot("SH020"), anchors=(AFTERNOON,))
    assert keys(board, "seed.varies") == []


def test_an_omitted_master_is_still_the_measure() -> None:
    board = locked(shot("SH010", omitted=True, cfg=Decimal(12)), shot("SH020"), anchors=(AFTERNOON,))
    assert [f.words for _, f in all_found(board, "seed.varies")] == ["CFG"]


def test_a_light_left_out_varies() -> None:
    board = locked(shot("SH010"), shot("SH020", without=["afternoon"]), anchors=(AFTERNOON,))
    assert [f.words for _, f in all_found(board, "seed.varies")] == ["lighting"]


def test_the_projects_lock_measures_scenes_without_their_own() -> None:
    board = scenes(
        Scene("a", shots=(Shot("SH010"),)),
        Scene("b", shots=(Shot("SH020", cfg=Decimal(9)),)),
        Scene("c", seed_lock=SeedLock(5, "SH030"), shots=(Shot("SH030", cfg=Decimal(11)),)),
        seed_lock=SeedLock(1, "SH010"),
    )
    assert keys(board, "seed.varies") == ["SH020"]


@pytest.mark.parametrize("master", ["SH999", None, "SH030"])
def test_a_lock_whose_master_is_gone_from_its_scene_says_so_on_the_first_shot(master: str | None) -> None:
    board = locked(shot("SH010"), shot("SH020"), lock=SeedLock(9, master))
    board = replace(board, scenes=(*board.scenes, Scene("two", shots=(Shot("SH030"),))))
    assert [(key, f.severity, f.field) for key, f in all_found(board, "seed.no-master")] == [("SH010", "warning", None)]


def test_an_omitted_master_is_not_gone() -> None:
    assert keys(locked(shot("SH010", omitted=True), shot("SH020")), "seed.no-master") == []


def test_a_master_anywhere_in_the_project_is_enough_for_the_projects_lock() -> None:
    board = scenes(
        Scene("a", shots=(Shot("SH010"),)),
        Scene("b", seed_lock=SeedLock(5, "SH020"), shots=(Shot("SH020"),)),
        seed_lock=SeedLock(1, "SH020"),
    )
    assert keys(board, "seed.no-master") == []
    assert keys(replace(board, seed_lock=SeedLock(1, "SH777")), "seed.no-master") == ["SH010"]


def test_a_scene_without_a_lock_gets_a_hint_where_the_model_takes_seeds() -> None:
    assert [(key, f.severity) for key, f in all_found(plan(shot("SH010"), shot("SH020")), "seed.unlocked")] == [
        ("SH010", "hint")
    ]


@pytest.mark.parametrize(
    "board",
    [
        plan(shot("SH010")),
        plan(shot("SH010"), shot("SH020", omitted=True)),
        plan(shot("SH010"), shot("SH020"), model="kling-2.6"),
        plan(shot("SH010"), shot("SH020"), model="kling-4"),
        plan(shot("SH010"), shot("SH020"), model_facts="api"),
        locked(shot("SH010"), shot("SH020")),
        plan(shot("SH010"), shot("SH020"), seed_lock=SeedLock(1, "SH010")),
    ],
)
def test_no_hint_where_it_is_locked_alone_or_of_no_use(board: Board) -> None:
    assert keys(board, "seed.unlocked") == []


def test_findings_about_a_scene_have_no_field() -> None:
    board = locked(shot("SH010"), shot("SH020"), lock=SeedLock(9, None))
    assert {f.field for f in found(board, "continuity.no-anchor", "SH010")} == {None}
