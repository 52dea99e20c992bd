"""Mentions: what a text says of light, time, weather and parts, and of which noun."""

from __future__ import annotations

import pytest

from projects.core.attributes import lexicon, mentions_in, noun_phrases_in
from tests.strategies import catalog

LEX = lexicon(catalog())


def said(text: str, slot: str) -> list[tuple[str, str]]:
    return [(m.group.id, m.value) for m in mentions_in(text, slot, LEX)]


@pytest.mark.parametrize(
    ("text", "slot", "mentions"),
    [
        (
            "a street at night",
            "environment",
            [("place", "exterior"), ("kind-of-place", "street"), ("time-of-day", "night")],
        ),
        ("golden hour", "lighting", [("time-of-day", "golden-hour"), ("light-temperature", "warm")]),
        ("soft warm light", "lighting", [("light-quality", "soft"), ("light-temperature", "warm")]),
        ("warm", "lighting", [("light-temperature", "warm")]),
        ("a warm coat", "subject", []),
        ("hard wooden floor", "environment", [("material", "wood")]),
        ("in the pouring rain", "action", [("weather", "rain")]),
        ("35mm film grain", "style", [("film-stock", "mm35"), ("grain", "grain")]),
        ("a 35mm lens", "style", []),
        ("bokeh", "style", [("depth-of-field", "shallow")]),
        ("bokeh", "subject", []),
        ("nothing of the kind", "action", []),
    ],
)
def test_mentions_are_found_where_they_speak_of_their_group(text: str, slot: str, mentions: list[tuple[str, str]]) -> None:
    assert said(text, slot) == mentions


@pytest.mark.parametrize(
    ("text", "nouns"),
    [
        ("red wool coat", ("coat",)),
        ("red coat flaps", ("coat",)),
        ("red and blue coat", ("coat",)),
        ("the coat is red", ("coat",)),
        ("red brick walls", ("wall",)),
        ("red-bearded", ("beard",)),
        ("red", ()),
    ],
)
def test_a_colour_is_bound_to_what_it_describes(text: str, nouns: tuple[str, ...]) -> None:
    found = [m.nouns for m in mentions_in(text, "subject", LEX) if m.value == "red"]
    assert found == ([nouns] if nouns else [])


def test_some_colours_always_mean_hair() -> None:
    assert [m.nouns for m in mentions_in("a blonde woman", "subject", LEX) if m.group.id == "colour"] == [("woman", "hair")]


def test_a_mention_knows_its_place_and_the_end_of_its_noun_phrase() -> None:
    text = "in a red wool coat"
    mention = mentions_in(text, "subject", LEX)[0]
    assert text[mention.start : mention.end] == "red"
    assert text[mention.start : mention.said_end] == "red wool coat"


def test_negation_reaches_three_words_within_its_clause() -> None:
    assert [m.negated for m in mentions_in("not yet night", "lighting", LEX)] == [True]
    assert [m.negated for m in mentions_in("not far, night", "lighting", LEX)] == [False]


def test_quotations_are_not_read() -> None:
    assert said('a sign "night"', "environment") == []


def test_what_only_suggests_is_marked() -> None:
    assert [(m.value, m.implied) for m in mentions_in("under moonlight", "environment", LEX)] == [
        ("moonlit", True), ("cool", True),
    ]  # fmt: skip


def test_noun_phrases_of_a_description_have_their_heads() -> None:
    text = "a lighthouse keeper in his sixties, grey beard, red wool coat"
    assert [(head, text[a:b]) for head, a, b in noun_phrases_in(text, LEX)] == [
        ("keeper", "lighthouse keeper"), ("sixty", "sixties"), ("beard", "grey beard"), ("coat", "red wool coat"),
    ]  # fmt: skip


def test_every_group_of_the_catalogue_is_sound() -> None:
    for terms in LEX.by_first.values():
        for term in terms:
            assert term.group.bound in ("scene", "light", "look", "part", "trait")
            assert not term.group.exclude(term.value, term.value)
    values = {(term.group.id, term.value) for terms in LEX.by_first.values() for term in terms}
    for terms in LEX.by_first.values():
        for pair in terms[0].group.together:
            assert len(pair) == 2
            known = {value for group, value in values if group == terms[0].group.id}
            assert pair & known, f"{terms[0].group.id}: {sorted(pair)}"
