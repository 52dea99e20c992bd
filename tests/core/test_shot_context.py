"""What a rule may read of a shot in its place."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from projects.core.board import Board, Break, SeedLock
from projects.core.report import contexts_of
from projects.core.shot_context import ShotContext
from tests.plans import DAWN, KEEPER, PIER, plan, second, shot
from tests.strategies import catalog


def context(board: Board, key: str = "SH020") -> ShotContext:
    return contexts_of(board, catalog())[key]


def test_own_texts_are_the_six_slots_in_order() -> None:
    board = second(subject="s", action="a", environment="e", lighting="l", camera_note="c", style="y", notes="n")
    assert context(board).own_texts() == [
        ("subject", "subject", "s"), ("action", "action", "a"), ("environment", "environment", "e"),
        ("lighting", "lighting", "l"), ("camera_note", "camera", "c"), ("style", "style", "y"),
    ]  # fmt: skip


def test_a_custom_prompt_is_the_only_text() -> None:
    assert context(second(subject="s", custom_prompt="by hand")).own_texts() == [("custom_prompt", "custom", "by hand")]
    assert context(second(subject="s", custom_prompt=" ")).own_texts() == [("subject", "subject", "s")]


def test_the_shots_own_values_go_before_the_projects() -> None:
    own = context(second(quality="high", resolution="720p", model="kling-3.0", cfg=Decimal(9), previews=0))
    assert (own.quality, own.resolution, own.model_id, own.cfg, own.previews) == (
        "high",
        "720p",
        "kling-3.0",
        Decimal(9),
        0,
    )
    plain = context(replace(second(), previews=4))
    assert (plain.quality, plain.resolution, plain.model_id, plain.cfg, plain.previews) == (
        "standard", "1080p", "sora-2", Decimal(7), 4,
    )  # fmt: skip


def test_the_projects_choice_decides_about_facts() -> None:
    assert context(second()).facts == catalog().models["sora-2"].facts("guide")
    assert context(replace(second(), model_facts="api")).facts == catalog().models["sora-2"].api


def test_a_lock_masks_the_shots_own_seed() -> None:
    board = plan(shot("SH020", seed=7))
    assert context(board).seed == 7
    assert context(replace(board, seed_lock=SeedLock(5, None))).seed == 5
    locked = replace(board, seed_lock=SeedLock(5, None), scenes=(replace(board.scenes[0], seed_lock=SeedLock(9, "SH020")),))
    assert context(locked).seed == 9


def test_carried_anchors_are_the_unbroken_ones_established_before() -> None:
    board = second(KEEPER, PIER, DAWN, first=shot("SH010", without=["dawn"]), breaks=[Break("pier", "x")])
    assert [use.anchor.key for use in context(board).carried()] == ["keeper"]
    assert context(board).kinds_in_use() == {"subject", "environment", "lighting"}


def test_a_broken_subject_need_not_be_kept() -> None:
    assert context(second(KEEPER)).keeps_subject()
    assert not context(second(KEEPER, breaks=[Break("keeper", "x")])).keeps_subject()
    assert not context(second(PIER)).keeps_subject()
