"""`continuity.reintroduced` and `continuity.not-established`: loud and silent cases."""

from __future__ import annotations

from typing import Any

import pytest

from projects.core.board import Anchor, Board, Break
from projects.core.findings import Fix
from tests.plans import AFTERNOON, DAWN, GRAIN, KEEPER, MARA, PIER, SHOP, found, plan, second, shot, words

NEW = "continuity.reintroduced"
STRANGE = "continuity.not-established"
WOMAN = Anchor("woman", "subject", "woman in red", "a woman in red silk, dark hair")
MARKET = Anchor("market", "environment", "fish market", "a covered fish market with wet stone floors")


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("enters a coffee shop", "a coffee shop"),
        ("enters another coffee shop", "another coffee shop"),
        ("enters a new coffee shop", "a new coffee shop"),
        ("enters a different coffee shop", "a different coffee shop"),
        ("enters a small quiet modern coffee shop", "a small quiet modern coffee shop"),
        ("enters a new small quiet modern coffee shop", "a new small quiet modern coffee shop"),
        ("enters a small, quiet coffee shop", "a small, quiet coffee shop"),
        ("enters a small and quiet coffee shop", "a small and quiet coffee shop"),
        ("enters a bustling coffee shop, smiling", "a bustling coffee shop"),
        ("A COFFEE SHOP. She waits", "A COFFEE SHOP"),
        ("sits in a coffee shop with friends", "a coffee shop"),
        ("sits in a coffee shop filled with people", "a coffee shop"),
        ("waits in an empty coffee-shop", "an empty coffee-shop"),
        ("a very busy coffee shop where people queue", "a very busy coffee shop"),
        ("a softly lit coffee shop at noon", "a softly lit coffee shop"),
    ],
)
def test_an_anchor_that_comes_as_new_is_an_error(typed: str, said: str) -> None:
    assert words(second(SHOP, action=typed), NEW) == [("error", said)]


@pytest.mark.parametrize(
    "typed",
    [
        "a coffee shop owner waits",
        "a coffee shop counter gleams",
        "a coffee shop's door opens",
        "a friend leaves the coffee shop",
        "in the coffee shop",
        "in the same coffee shop",
        "coffee shop",
        "a man in coffee shop",
        "a tall old man outside the coffee shop",
        "a cup from the coffee shop",
        'a sign that says "a coffee shop"',
        "not a coffee shop",
        "a smell like a coffee shop",
        "a coffee. Shop windows shine",
        "a coffee shopper",
        "a barista's coffee shop",
        "a very small quiet old modern coffee shop",
        "a coffee shop back room",
    ],
)
def test_what_is_no_new_place_is_silent(typed: str) -> None:
    assert words(second(SHOP, action=typed), NEW) == []


def test_a_common_noun_may_be_somebody_else_and_only_warns() -> None:
    assert words(second(KEEPER, action="a keeper waves"), NEW) == [("warning", "a keeper")]


def test_a_subject_of_several_words_or_with_a_name_of_its_own_is_an_error() -> None:
    assert words(second(WOMAN, action="a woman in red waves"), NEW) == [("error", "a woman in red")]
    assert words(second(MARA, action="a tired Mara waits"), NEW) == [("error", "a tired Mara")]


@pytest.mark.parametrize(
    "typed", ["another keeper waves", "a second keeper waves", "a third old keeper", "a keeper hat", "keeper waves",
              "the keeper waves", "a keeper's hat", "a bookkeeper", "two keepers", "another old keeper"],
)  # fmt: skip
def test_somebody_else_is_silent(typed: str) -> None:
    assert words(second(KEEPER, action=typed), NEW) == []


@pytest.mark.parametrize(
    "typed",
    ["a keeper walking home", "a keeper walks", "a keeper who waits", "a keeper with a lamp", "a keeper slowly turns"],
)
def test_what_a_subject_does_ends_its_noun_phrase(typed: str) -> None:
    assert words(second(KEEPER, action=typed), NEW) == [("warning", "a keeper")]


def test_the_longest_name_goes_first_whoever_carries_it() -> None:
    shop = Anchor("any", "environment", "shop", "a shop")
    board = plan(shot("SH010"), shot("SH020", environment="a coffee shop", anchors=["shop", "any"]),
                 anchors=(shop, SHOP), use=("any",))  # fmt: skip
    assert words(board, NEW) == []


def test_two_anchors_brought_in_anew_are_two_findings() -> None:
    board = second(SHOP, AFTERNOON, environment="a coffee shop", lighting="a warm afternoon light")
    assert [f.anchor for f in found(board, NEW)] == ["shop", "afternoon"]


def test_another_light_is_new() -> None:
    assert words(second(AFTERNOON, lighting="another warm afternoon light"), NEW) == [
        ("error", "another warm afternoon light")
    ]


def test_the_shot_that_establishes_may_bring_it_in() -> None:
    board = plan(shot("SH010", environment="a coffee shop"), anchors=(SHOP,))
    assert words(board, NEW, "SH010") == []


def test_a_break_or_a_cutaway_is_silent() -> None:
    board = second(SHOP, environment="a coffee shop", breaks=[Break("shop", "a dream")])
    assert words(board, NEW) == []
    assert words(second(SHOP, environment="a coffee shop", without=["shop"]), NEW) == []


def test_a_pasted_description_is_expanded_and_silent() -> None:
    assert words(second(KEEPER, subject=KEEPER.description), NEW) == []
    assert words(second(KEEPER, action=KEEPER.description), NEW) == [("warning", "a lighthouse keeper")]
    assert words(second(KEEPER, custom_prompt=KEEPER.description), NEW) == [("warning", "a lighthouse keeper")]


def test_a_description_that_is_the_bare_name_still_comes_as_new() -> None:
    bare = Anchor("shop", "environment", "coffee shop", "a modern coffee shop")
    assert words(second(bare, environment="a modern coffee shop"), NEW) == [("error", "a modern coffee shop")]


def test_only_the_slots_are_read() -> None:
    board = second(
        SHOP, title="a coffee shop", dialogue="a coffee shop", notes="a coffee shop", negative_prompt="a coffee shop"
    )
    assert words(board, NEW) == []


def test_a_custom_prompt_is_read_alone() -> None:
    board = second(SHOP, action="a coffee shop", custom_prompt="The same coffee shop. Later a coffee shop")
    assert [(f.field, f.words) for f in found(board, NEW)] == [("custom_prompt", "a coffee shop")]


def test_it_says_where_it_was_established_and_offers_the_phrase_or_a_break() -> None:
    finding = found(second(SHOP, environment="in a coffee shop"), NEW)[0]
    assert (finding.field, finding.start, finding.end, finding.anchor) == ("environment", 3, 16, "shop")
    assert finding.message == "“a coffee shop” brings coffee shop in as new, though SH010 established it."
    assert finding.fixes == (
        Fix("replace", "Use “the same coffee shop”", "environment", "the same coffee shop"),
        Fix("break", "Record a break…", anchor="shop"),
    )


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("the same red dress", "same red dress"),
        ("wearing the same gloves", "same gloves"),
        ("the same market stalls", "same market stalls"),
        ("maintaining the blue tint", "maintaining the blue tint"),
        ("maintaining neon fog", "maintaining neon fog"),
        ("same red umbrella, open", "same red umbrella"),
    ],
)
def test_what_no_shot_established_is_a_warning(typed: str, said: str) -> None:
    assert words(second(KEEPER, action=typed), STRANGE) == [("warning", said)]


@pytest.mark.parametrize(
    "typed",
    [
        "the same keeper",
        "the same old keeper waves",
        "the same keeper's lamp",
        "the same red coat",
        "the same man",
        "the same person turns",
        "at the same time",
        "in the same position",
        "maintaining eye contact",
        "maintaining a steady pace",
        "maintaining her balance",
        "looks the same",
        "the same as before",
        "the same one",
        'a sign "same gloves"',
        "a same-day letter",
        "the same beards",
        "the same keeper frobnicates",
    ],
)
def test_what_is_known_or_an_idiom_is_silent(typed: str) -> None:
    assert words(second(KEEPER, action=typed), STRANGE) == []


def test_a_generic_word_counts_for_a_kind_in_use() -> None:
    assert words(second(PIER, action="in the same room"), STRANGE) == []
    assert words(second(KEEPER, action="in the same room"), STRANGE) == [("warning", "same room")]
    assert words(second(GRAIN, style="maintaining the same look"), STRANGE) == []
    assert words(second(KEEPER, lighting="maintaining the lighting"), STRANGE) == [("warning", "maintaining the lighting")]
    assert words(second(DAWN, lighting="maintaining the lighting"), STRANGE) == []


def test_what_this_very_shot_establishes_is_not_the_same_yet() -> None:
    board = plan(shot("SH010", environment="the same fish market"), anchors=(MARKET,))
    assert words(board, STRANGE, "SH010") == [("warning", "same fish market")]


def test_without_anchors_nothing_is_the_same() -> None:
    board = plan(shot("SH010", subject="the same woman"))
    assert words(board, STRANGE, "SH010") == [("warning", "same woman")]


def test_it_offers_to_make_it_an_anchor_or_to_drop_the_word() -> None:
    finding = found(second(KEEPER, action="lifts the same gloves"), STRANGE)[0]
    assert (finding.start, finding.end, finding.anchor) == (10, 21, None)
    assert finding.fixes == (
        Fix("anchor", "Make it an anchor", "action", "gloves"),
        Fix("replace", "Drop “same”", "action", "gloves"),
    )


@pytest.mark.parametrize(
    "text",
    [
        "同じ灯台守が歩く",
        "نفس الحارس",
        "derselbe alte Mann",
        "वही आदमी",
        "тот же смотритель",
        "le même gardien",
        "ein Café",
        "un café",
    ],
)
def test_other_languages_raise_nothing(text: str) -> None:
    board: Board = second(KEEPER, SHOP, Anchor("cafe", "environment", "café", "un petit café"), action=text)
    assert found(board, NEW) + found(board, STRANGE) == []


def test_an_anchor_that_an_earlier_shot_of_the_scene_lists_is_offered_for_use() -> None:
    board = plan(
        shot("SH010", anchors=["keeper"]), shot("SH020", action="the same keeper waits"), anchors=(KEEPER,), use=()
    )
    finding = found(board, STRANGE)[0]
    assert (finding.words, finding.anchor) == ("same keeper", "keeper")
    assert finding.message == "“same keeper” speaks of keeper, but this shot does not use that anchor."
    assert finding.fixes[0] == Fix("attach", "Use the anchor keeper", anchor="keeper")


@pytest.mark.parametrize("shots", [
    (shot("SH010"), shot("SH020", action="the same keeper waits")),
    (shot("SH010", anchors=["keeper"], omitted=True), shot("SH020", action="the same keeper waits")),
    (shot("SH010"), shot("SH020", action="the same keeper waits"), shot("SH030", anchors=["keeper"])),
    (shot("SH010", anchors=["keeper"]), shot("SH020", action="the same keeper waits", without=["keeper"])),
])  # fmt: skip
def test_an_anchor_that_none_lists_before_or_that_is_left_out_on_purpose_is_not_offered(shots: tuple[Any, ...]) -> None:
    finding = found(plan(*shots, anchors=(KEEPER,), use=()), STRANGE)[0]
    assert [fix.kind for fix in finding.fixes] == ["anchor", "replace"]


def test_light_alone_is_a_noun_where_nothing_follows() -> None:
    assert words(second(KEEPER, lighting="maintaining stormy light"), STRANGE) == [("warning", "maintaining stormy light")]
    assert words(second(DAWN, lighting="maintaining soft light"), STRANGE) == []
    assert words(second(KEEPER, action="gives the same answer twice, makes the same mistake"), STRANGE) == []
