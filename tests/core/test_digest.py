"""Digests over inputs: they change when an input does, and only then."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given

from projects.core.board import Board, Break, Move, StartsFrom
from projects.core.digest import DIGEST_LENGTH, prompt_basis, version_digest
from projects.core.report import build
from projects.core.use import usage
from tests.plans import AFTERNOON, KEEPER, PIER, second, shot
from tests.strategies import boards, catalog


def basis(board: Board) -> str:
    return prompt_basis(board, board.scenes[0].shots[1], usage(board)["SH020"])


def version(board: Board, seed: int | None = None) -> str:
    return version_digest(board, board.scenes[0].shots[1], usage(board)["SH020"], seed)


def plan(**values: Any) -> Board:
    return second(KEEPER, PIER, action="waits", **values)


def of_board(**values: Any) -> Board:
    return replace(plan(), **values)


WORDING = [
    plan(subject="wet"),
    plan(environment="fog"),
    plan(lighting="dim"),
    plan(style="ink"),
    plan(camera=[Move("pan", "left", "slow")]),
    plan(shot_size="ms"),
    plan(framing="ots"),
    plan(angle="low"),
    plan(lens="85mm"),
    plan(camera_note="ends on him"),
    plan(fantasy=True),
    plan(starts_from=StartsFrom()),
    plan(without=["pier"]),
    plan(breaks=[Break("pier", "a dream")]),
    plan(first=shot("SH010", omitted=True)),
    of_board(continuity="phrase"),
    of_board(dialect="labelled"),
    of_board(anchors=(replace(KEEPER, description="another"), PIER)),
    of_board(anchors=(replace(KEEPER, name="guard"), PIER)),
    second(KEEPER, PIER, AFTERNOON, action="waits"),
]


@pytest.mark.parametrize("changed", WORDING)
def test_every_input_of_the_wording_changes_both_digests(changed: Board) -> None:
    assert basis(changed) != basis(plan())
    assert version(changed) != version(plan())


@pytest.mark.parametrize(
    "changed",
    [
        plan(custom_prompt="by hand"),
        plan(negative_prompt="blur"),
        plan(duration=Decimal(5)),
        plan(quality="high"),
        plan(resolution="720p"),
        plan(model="kling-3.0"),
        plan(cfg=Decimal(9)),
        of_board(negative_prompt="blur"),
        of_board(aspect_ratio="9:16"),
        of_board(fps=Decimal(25)),
        of_board(quality="fast"),
        of_board(resolution="720p"),
        of_board(model="kling-3.0"),
        of_board(cfg=Decimal(9)),
    ],
)
def test_every_parameter_of_the_job_changes_the_versions_digest_alone(changed: Board) -> None:
    assert version(changed) != version(plan())
    assert basis(changed) == basis(plan())


def test_the_seed_that_goes_out_counts_for_the_version() -> None:
    assert len({version(plan(), None), version(plan(), 0), version(plan(), 7)}) == 3


@pytest.mark.parametrize(
    "same",
    [
        plan(title="Another", dialogue="Run!", notes="later", status="approved", previews=5),
        plan(custom_prompt_basis="something"),
        of_board(title="Another", brief="x", budget_credits=5, previews=4, currency="EUR", destination="tiktok"),
        plan(cfg=Decimal("7.0")),
        plan(duration=Decimal("10.0")),
        plan(model="sora-2", quality="standard", resolution="1080p"),
        plan(first=shot("SH010", action="something else")),
    ],
)
def test_what_goes_into_no_prompt_and_no_job_changes_nothing(same: Board) -> None:
    assert basis(same) == basis(plan())
    assert version(same) == version(plan())


def test_which_frame_a_shot_starts_from_is_a_matter_of_the_job() -> None:
    one, other = plan(starts_from=StartsFrom("SH010", "first")), plan(starts_from=StartsFrom("SH010", "last"))
    assert basis(one) == basis(other)
    assert version(one) != version(other)


def test_a_break_before_and_after_the_anchor_is_established_is_not_the_same() -> None:
    before = plan(first=shot("SH010", without=["keeper"]), breaks=[Break("keeper", "x")])
    after = plan(breaks=[Break("keeper", "x")])
    assert basis(before) != basis(after)


def test_the_reason_of_a_break_is_not_an_input() -> None:
    assert basis(plan(breaks=[Break("pier", "a")])) == basis(plan(breaks=[Break("pier", "b")]))


@given(boards())
def test_digests_are_short_plain_and_repeatable(board: Board) -> None:
    for item in build(board, catalog()).all_shots():
        ctx = item.context
        digests = [prompt_basis(board, item.shot, ctx.uses), version_digest(board, item.shot, ctx.uses, ctx.seed)]
        assert digests == [
            prompt_basis(board, item.shot, ctx.uses), version_digest(board, item.shot, ctx.uses, ctx.seed)
        ]  # fmt: skip
        assert all(len(d) == DIGEST_LENGTH and set(d) <= set("0123456789abcdef") for d in digests)


@given(boards(sound=True), boards(sound=True))
def test_equal_bases_mean_equal_compiled_prompts(a: Board, b: Board) -> None:
    seen: dict[str, str] = {}
    for board in (a, b):
        for item in build(board, catalog()).running():
            digest = prompt_basis(board, item.shot, item.uses)
            assert seen.setdefault(digest, item.prompt.text) == item.prompt.text
