"""Whose attribute a word is."""

from __future__ import annotations

import pytest

from projects.core.attributes import lexicon
from projects.core.board import Anchor
from projects.core.ownership import Reading, severity
from tests.plans import KEEPER, MARA, SHOP
from tests.strategies import catalog

WOMAN = Anchor("woman", "subject", "Ada", "a woman in a red hat")


def reading(text: str, slot: str, *anchors: Anchor) -> Reading:
    return Reading(text, slot, anchors, lexicon(catalog()))


def people(text: str, *anchors: Anchor) -> list[tuple[int, Anchor | None]]:
    return [(person.at, person.anchor) for person in reading(text, "action", *anchors).people]


def of(text: str, slot: str, anchor: Anchor, *others: Anchor) -> str | None:
    read = reading(text, slot, anchor, *others)
    return severity(read, anchor, next(at for at, token in enumerate(read.words) if token.word == "blue"))


@pytest.mark.parametrize(
    ("text", "slot", "answer"),
    [
        ("blue coat", "subject", "error"),
        ("his blue coat", "action", "error"),
        ("the blue coat", "action", "warning"),
        ("wearing a blue coat", "action", "error"),
        ("a blue coat", "subject", "warning"),
        ("another blue coat", "subject", None),
        ("the keeper in a blue coat", "action", "error"),
        ("the keeper's blue coat", "action", "error"),
        ("a sailor in a blue coat", "action", None),
        ("a sailor waves, blue coat open", "action", None),
        ("a keeper in a blue coat", "action", None),
        ("holds a lamp in the blue coat", "action", None),
        ("blue coat", "environment", None),
        ("his blue coat", "environment", "warning"),
    ],
)
def test_an_attribute_belongs_to_who_was_spoken_of_last(text: str, slot: str, answer: str | None) -> None:
    assert of(text, slot, KEEPER) == answer


def test_with_two_people_it_is_unclear_until_one_is_named() -> None:
    assert of("blue coat", "subject", KEEPER, MARA) == "warning"
    assert of("the keeper stops, blue coat wet", "action", KEEPER, MARA) == "error"
    assert of("Mara stops, blue coat wet", "action", KEEPER, MARA) is None


@pytest.mark.parametrize(
    ("text", "slot", "answer"),
    [
        ("blue counters", "environment", "error"),
        ("blue counters", "action", "warning"),
        ("a blue counter", "environment", "error"),
        ("behind a blue counter", "environment", "warning"),
        ("her blue counters", "environment", None),
        ("a barista at blue counters", "environment", None),
    ],
)
def test_a_part_of_a_place(text: str, slot: str, answer: str | None) -> None:
    assert of(text, slot, SHOP) == answer


def test_the_woman_is_the_one_whose_description_says_so() -> None:
    assert people("the woman waits", WOMAN, KEEPER) == [(1, WOMAN)]
    assert people("a woman waits", WOMAN, KEEPER) == [(1, None)]
    assert people("the woman waits", WOMAN, MARA) == [(1, None)]


def test_clauses_are_known_by_their_first_word() -> None:
    assert reading("one two, three; four", "action").clause_starts == [0, 0, 2, 3]
