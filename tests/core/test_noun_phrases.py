"""The shallow reading of noun phrases."""

from __future__ import annotations

import pytest

from projects.core.noun_phrases import noun_phrases
from projects.core.words import tokens
from tests.strategies import catalog

READER = noun_phrases(catalog())


@pytest.mark.parametrize(
    ("text", "head"),
    [
        ("wool coat", "coat"),
        ("coat flaps in the wind", "coat"),
        ("coat hooks", "hooks"),
        ("coat slightly torn", "coat"),
        ("hand-knitted scarf", "scarf"),
        ("slightly faded wool coat", "coat"),
        ("modest professional posture", "posture"),
        ("woman wearing gloves", "woman"),
        ("forest clearing", "clearing"),
        ("eyes bright, smiling", "eyes"),
        ("red", "red"),
        ("manteau bleu", "bleu"),
    ],
)
def test_the_head_is_the_noun_before_whatever_hangs_on_it(text: str, head: str) -> None:
    words = tokens("x " + text)
    found = READER.head(READER.run(words, 1))
    assert found is not None
    assert found.word == head


def test_a_run_ends_at_function_words_signs_and_possessives() -> None:
    words = tokens("the keeper's red wool coat, hat and scarf")
    assert [token.word for token in READER.run(words, 1)] == ["keeper"]
    assert [token.word for token in READER.run(words, 2)] == ["red", "wool", "coat"]
    assert READER.run(words, 6) == []


def test_an_empty_run_has_no_head() -> None:
    assert READER.head([]) is None


@pytest.mark.parametrize(
    "word", ["small", "bustling", "crowded", "rustic", "1950s", "neon-lit", "parisian", "very", "dusty"]
)
def test_words_that_may_stand_before_a_noun(word: str) -> None:
    assert READER.adjective(word)


@pytest.mark.parametrize("word", ["man", "lady", "the", "and", "friend", "cup", "灯"])
def test_words_that_may_not(word: str) -> None:
    assert not READER.adjective(word)


@pytest.mark.parametrize(
    ("text", "subject", "answer"),
    [
        ("shop", False, "yes"),
        ("shop, then", False, "yes"),
        ("shop with", False, "yes"),
        ("shop owner", False, "no"),
        ("shop back room", False, "doubt"),
        ("shop filled with people", False, "yes"),
        ("shop clearing", False, "doubt"),
        ("shop parking lot", False, "doubt"),
        ("shop closing time", False, "doubt"),
        ("shop slowly fills", False, "yes"),
        ("keeper walking home", True, "yes"),
        ("keeper walks", True, "yes"),
        ("keeper old", True, "doubt"),
    ],
)
def test_whether_a_phrase_ends_after_its_name(text: str, subject: bool, answer: str) -> None:
    assert READER.ends(tokens(text), 1, subject=subject) == answer


def test_people_are_known_in_singular_and_plural() -> None:
    assert [READER.person(word) for word in ("sailor", "sailors", "women", "lantern")] == [True, True, True, False]


def test_a_catalogue_has_one_reader() -> None:
    assert noun_phrases(catalog()) is READER
