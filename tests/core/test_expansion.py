"""Typed text that already carries an anchor is expanded in place."""

from __future__ import annotations

import pytest

from projects.core.board import Anchor, Break
from projects.core.expansion import carried_places, expand
from projects.core.use import Use
from tests.plans import AFTERNOON, GRAIN, KEEPER, MARA, SHOP, alone, second, shot, text

WOMAN = Anchor("woman", "subject", "woman", "a woman in a grey cloak")
RED = Anchor("red", "subject", "woman in red", "a woman in red silk")


def test_a_typed_phrase_is_expanded_where_it_stands() -> None:
    assert text(second(WOMAN, subject="at the door, same woman, hooded")) == (
        "At the door, the same woman in a grey cloak, hooded."
    )


@pytest.mark.parametrize("typed", ["same woman", "the same woman", "The Same WOMAN"])
def test_it_is_not_said_twice(typed: str) -> None:
    assert text(second(WOMAN, subject=typed)) == "The same woman in a grey cloak."


@pytest.mark.parametrize(
    "typed",
    [
        "maintaining warm afternoon light",
        "maintaining the warm afternoon light",
        "maintaining the same warm afternoon light",
        "same warm afternoon light",
        "maintaining soft warm afternoon light",
        "soft warm afternoon light from the left",
        "maintaining soft warm afternoon light from the left",
    ],
)
def test_every_way_to_carry_a_light_is_known(typed: str) -> None:
    assert text(second(AFTERNOON, lighting=typed)) == "Maintaining soft warm afternoon light from the left."


@pytest.mark.parametrize(
    "typed",
    [
        "a lighthouse keeper in his sixties, grey beard, red wool coat",
        "lighthouse keeper in his sixties; grey beard; red wool coat",
        "the same lighthouse keeper in his sixties, grey beard, red wool coat",
    ],
)
def test_a_typed_description_is_expanded(typed: str) -> None:
    assert text(second(KEEPER, subject=typed)) == "The same lighthouse keeper in his sixties, grey beard, red wool coat."


def test_a_typed_description_in_brackets_is_expanded_with_its_name() -> None:
    tall = Anchor("tom", "subject", "Tom", "a tall man. Grey hat")
    assert text(second(tall, subject="the same Tom (a tall man; Grey hat)")) == "The same Tom (a tall man; Grey hat)."
    assert text(second(tall, subject="Tom, a tall man. Grey hat, waving")) == "The same Tom (a tall man; Grey hat), waving."


def test_on_the_establishing_shot_it_becomes_the_description() -> None:
    assert alone(WOMAN, subject="the same woman, hooded") == "A woman in a grey cloak, hooded."


def test_the_longest_name_goes_first() -> None:
    board = second(WOMAN, RED, subject="same woman in red beside the same woman")
    assert text(board) == "The same woman in red silk beside the same woman in a grey cloak."


def test_each_anchor_is_expanded_once() -> None:
    board = second(WOMAN, subject="same woman beside a mirror with the same woman")
    assert text(board) == "The same woman in a grey cloak beside a mirror with the same woman."


def test_inserted_text_is_never_expanded() -> None:
    mirror = Anchor("mirror", "subject", "mirror", "the same woman as a mirror image")
    board = second(mirror, WOMAN, subject="same mirror")
    assert text(board) == "The same woman in a grey cloak, the same mirror (the same woman as a mirror image)."


def test_in_another_slot_it_stays_as_typed() -> None:
    board = second(WOMAN, action="the same woman waits")
    assert text(board) == "The same woman in a grey cloak, the same woman waits."


def test_anchors_that_are_not_typed_stand_before_the_text() -> None:
    board = second(KEEPER, WOMAN, board={"continuity": "phrase"}, subject="same woman, hooded")
    assert text(board) == "The same keeper, the same woman, hooded."


@pytest.mark.parametrize(
    "typed", ["the same woman's shadow", "the same women's choir", "a same-day letter", 'a sign "same woman"']
)
def test_what_only_looks_like_it_stays_as_typed(typed: str) -> None:
    assert text(second(WOMAN, subject=typed)) == f"The same woman in a grey cloak, {typed}."


def test_a_place_that_goes_on_with_a_further_noun_is_another_place() -> None:
    board = second(SHOP, board={"continuity": "phrase"}, environment="same coffee shop counter")
    assert text(board) == "The same coffee shop, same coffee shop counter."


def test_a_one_word_description_is_found_only_as_a_phrase_of_its_own() -> None:
    board = second(Anchor("mara", "subject", "Mara", "woman"), subject="an old woman waits")
    assert text(board) == "The same Mara (woman), an old woman waits."


def test_a_typed_preposition_is_not_doubled() -> None:
    inside = Anchor("shop", "environment", "coffee shop", "in a modern coffee shop")
    assert text(second(inside, environment="seated in the same coffee shop")) == "Seated in the same modern coffee shop."


def test_a_broken_subject_typed_as_the_same_is_the_same_without_description() -> None:
    board = second(WOMAN, subject="same woman, much older", breaks=[Break("woman", "years later")])
    assert text(board) == "The same woman, much older."


def test_a_broken_style_stays_as_typed() -> None:
    board = second(GRAIN, style="maintaining film grain", breaks=[Break("grain", "a dream")])
    assert text(board) == "Maintaining film grain."


def test_from_a_frame_a_typed_phrase_stays_a_phrase() -> None:
    from projects.core.board import StartsFrom

    board = second(WOMAN, subject="same woman, hooded", starts_from=StartsFrom("SH010", "last"))
    assert text(board) == "The same woman, hooded."


def test_a_phrase_that_begins_a_later_sentence_gets_its_capital() -> None:
    board = second(WOMAN, first=shot("SH010"), subject="A door opens. same woman enters")
    assert text(board) == "A door opens. The same woman in a grey cloak enters."


def test_the_uses_that_are_not_said_come_back() -> None:
    uses = (Use(WOMAN, "carries", "SH010"), Use(MARA, "carries", "SH010"))
    pieces, left = expand("same woman", "subject", uses, short=True)
    assert ([piece.text for piece in pieces], left) == (["the same woman"], uses[1:])


def test_places_say_whether_the_whole_description_stands_there() -> None:
    uses = (Use(WOMAN, "carries", "SH010"),)
    assert [place.whole for place in carried_places("a woman in a grey cloak", uses)] == [True]
    assert [place.whole for place in carried_places("same woman", uses)] == [False]
