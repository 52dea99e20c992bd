"""`continuity.missing-phrase` and `continuity.custom-prompt-outdated`; what all rules have in common."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings

from projects.core.board import Anchor, Board, Break
from projects.core.continuity import RULES
from projects.core.digest import prompt_basis
from projects.core.findings import SEVERITIES, Finding, Fix
from projects.core.report import build
from projects.core.use import usage
from tests.plans import AFTERNOON, GRAIN, KEEPER, MARA, PIER, SHOP, found, plan, second, shot
from tests.strategies import boards, catalog

MISSING = "continuity.missing-phrase"
OUTDATED = "continuity.custom-prompt-outdated"


def missing(*anchors: Anchor, custom: str, **values: Any) -> list[tuple[str, str | None]]:
    board = second(*anchors, custom_prompt=custom, **values)
    return [(f.severity, f.anchor) for f in found(board, MISSING)]


def test_a_compiled_prompt_misses_nothing() -> None:
    assert found(second(KEEPER, PIER, AFTERNOON, GRAIN, action="waits"), MISSING) == []


def test_a_missing_light_is_an_error() -> None:
    assert missing(AFTERNOON, custom="She waits in the light") == [("error", "afternoon")]


def test_none_of_the_people_and_places_is_an_error_for_each() -> None:
    assert missing(KEEPER, PIER, custom="A man on a pier") == [("error", "keeper"), ("error", "pier")]


def test_one_of_several_people_and_places_missing_is_a_warning() -> None:
    assert missing(KEEPER, PIER, custom="The same keeper on a pier") == [("warning", "pier")]


def test_a_missing_style_is_a_warning() -> None:
    assert missing(GRAIN, custom="She waits") == [("warning", "grain")]


def test_every_anchor_has_its_own_finding() -> None:
    assert missing(KEEPER, PIER, AFTERNOON, GRAIN, custom="Nothing") == [
        ("error", "keeper"), ("error", "pier"), ("error", "afternoon"), ("warning", "grain"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "custom",
    [
        "The same keeper waits",
        "THE SAME KEEPERS",
        "maintaining the keeper",
        "the same old tired grey keeper",
        "the same keeper's lamp",
        "He waits. Same keeper.",
    ],
)
def test_same_at_most_three_words_and_the_name_carry_an_anchor(custom: str) -> None:
    assert missing(KEEPER, custom=custom) == []


@pytest.mark.parametrize(
    "custom",
    [
        "the keeper waits",
        "the same very old tired grey keeper",
        "the same man, keeper",
        "the same. Keeper",
        "the same bookkeeper",
        'a sign "the same keeper"',
        "",
    ],
)
def test_anything_else_does_not(custom: str) -> None:
    expected = [("error", "keeper")] if custom else []
    assert missing(KEEPER, custom=custom) == expected


@pytest.mark.parametrize("custom", ["maintaining the light", "the same lighting", "maintaining warm afternoon light"])
def test_a_light_may_be_called_light_or_lighting(custom: str) -> None:
    assert missing(AFTERNOON, custom=custom) == []


@pytest.mark.parametrize("custom", ["the same style", "maintaining that look", "maintaining film grain"])
def test_a_style_may_be_called_style_or_look(custom: str) -> None:
    assert missing(GRAIN, custom=custom) == []


def test_a_stop_inside_a_name_ends_no_clause() -> None:
    assert missing(Anchor("wu", "subject", "Dr. Wu"), custom="the same Dr. Wu waits") == []


def test_a_name_without_letters_is_found() -> None:
    fox = Anchor("fox", "subject", "🦊")
    assert missing(fox, custom="the same 🦊, running") == []
    assert missing(fox, custom="the same, 🦊") == [("error", "fox")]


def test_what_is_established_broken_or_left_out_is_not_missed() -> None:
    assert found(plan(shot("SH010", custom_prompt="x"), anchors=(KEEPER,)), MISSING, "SH010") == []
    assert missing(KEEPER, custom="x", breaks=[Break("keeper", "why")]) == []
    assert missing(KEEPER, custom="x", without=["keeper"]) == []


def test_it_offers_to_insert_the_phrase_or_to_record_a_break() -> None:
    finding = found(second(SHOP, custom_prompt="She waits"), MISSING)[0]
    assert (finding.field, finding.start, finding.end) == ("custom_prompt", None, None)
    assert finding.fixes == (
        Fix("insert", "Add “the same coffee shop”", "custom_prompt", "the same coffee shop"),
        Fix("break", "Record a break…", anchor="shop"),
    )


def with_basis(board: Board, basis: str | None) -> Board:
    first, last = board.scenes[0].shots
    scene = replace(board.scenes[0], shots=(first, replace(last, custom_prompt_basis=basis)))
    return replace(board, scenes=(scene,))


def current_basis(board: Board) -> str:
    return prompt_basis(board, board.scenes[0].shots[1], usage(board)["SH020"])


def test_a_custom_prompt_on_its_own_basis_is_up_to_date() -> None:
    board = second(KEEPER, custom_prompt="the same keeper", action="waits")
    assert found(with_basis(board, current_basis(board)), OUTDATED) == []


def test_a_change_of_the_inputs_makes_it_outdated() -> None:
    before = second(KEEPER, custom_prompt="the same keeper", action="waits")
    after = second(KEEPER, custom_prompt="the same keeper", action="runs")
    finding = found(with_basis(after, current_basis(before)), OUTDATED)[0]
    assert (finding.severity, finding.field) == ("warning", "custom_prompt")
    assert finding.fixes == (
        Fix("set", "Recompile from the slots", "custom_prompt", ""),
        Fix("set", "Keep it as it is", "custom_prompt_basis", current_basis(after)),
    )


def test_an_unknown_basis_or_no_custom_prompt_says_nothing() -> None:
    board = second(KEEPER, custom_prompt="the same keeper")
    assert found(with_basis(board, None), OUTDATED) == []
    assert found(with_basis(second(KEEPER, action="waits"), "older"), OUTDATED) == []


def test_every_rule_explains_itself() -> None:
    assert all(rule.__doc__ and len(rule.__doc__.split()) > 8 for rule in RULES)


def test_an_omitted_shot_raises_nothing() -> None:
    board = second(KEEPER, SHOP, custom_prompt="a coffee shop at night, blue coat", omitted=True)
    assert build(board, catalog()).shot("SH020").findings == ()


def check(finding: Finding, board: Board) -> None:
    """What holds for every finding on any board."""
    assert finding.severity in SEVERITIES
    assert finding.message[:1].strip()
    assert finding.message.endswith(".") or finding.message.endswith("?")
    assert (finding.start is None) == (finding.end is None)
    if finding.code.startswith("continuity."):
        assert finding.anchor is None or finding.anchor in {anchor.key for anchor in board.anchors}
        assert finding.fixes


@settings(deadline=None)
@given(boards())
def test_findings_of_any_board_point_at_their_words(board: Board) -> None:
    for item in build(board, catalog()).all_shots():
        for finding in item.findings:
            check(finding, board)
            if finding.start is not None and finding.field != "computed.prompt":
                assert getattr(item.shot, finding.field or "")[finding.start : finding.end] == finding.words
            if finding.code.startswith("continuity.") and finding.anchor:
                broken = {use.anchor.key for use in item.uses if use.role == "breaks"}
                assert finding.anchor not in broken


def test_no_compiled_prompt_pasted_as_custom_raises_a_continuity_finding() -> None:
    board = second(KEEPER, MARA, SHOP, AFTERNOON, GRAIN, action="turns slowly")
    prompt = build(board, catalog()).shot("SH020").prompt.text
    assert found(second(KEEPER, MARA, SHOP, AFTERNOON, GRAIN, custom_prompt=prompt), "continuity") == []
