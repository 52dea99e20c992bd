"""Words, their places and their plain forms, in any script."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from projects.core.words import clauses, found_words, may_hold, singular, tokens, unquoted, vocabulary, without_article
from tests.strategies import texts


def plain(text: str) -> list[str]:
    return [token.word for token in tokens(text)]


def test_words_are_taken_whole_and_in_lower_case() -> None:
    assert plain("A Nightstand, by NIGHT!") == ["a", "nightstand", "by", "night"]


def test_a_hyphenated_word_is_one_word() -> None:
    assert plain("a 28-year-old low-key drummer") == ["a", "28-year-old", "low-key", "drummer"]


@pytest.mark.parametrize("text", ["Mara's coat", "Mara’s coat"])
def test_a_possessive_is_noted_and_taken_off(text: str) -> None:
    assert [(token.word, token.possessive) for token in tokens(text)] == [("mara", True), ("coat", False)]


def test_a_plural_possessive_is_noted() -> None:
    assert [(token.word, token.possessive) for token in tokens("the keepers' lanterns")][1] == ("keepers", True)


def test_a_closing_quotation_mark_is_no_possessive() -> None:
    assert [token.possessive for token in tokens("'the keepers'")] == [False, False]


def test_words_are_joined_where_only_blanks_lie_between() -> None:
    assert [token.joined for token in tokens("red  wool,\tcoat \n hat")] == [False, True, False, True]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("灯台守が歩く", ["灯", "台", "守", "が", "歩", "く"]),
        ("حارس المنارة", ["حارس", "المنارة"]),
        ("Der alte Leuchtturmwärter", ["der", "alte", "leuchtturmwärter"]),
        ("बूढ़ा रखवाला", ["बूढ़ा", "रखवाला"]),
        ("ผู้เฝ้า", ["ผู้", "เ", "ฝ้", "า"]),
        ("등대지기가 걷는다", ["등대지기가", "걷는다"]),
        ("смотритель маяка", ["смотритель", "маяка"]),
        ("👩🏽‍🚀 astronaut", ["astronaut"]),
    ],
)
def test_words_of_any_script_are_found(text: str, words: list[str]) -> None:
    assert plain(text) == [unicodedata.normalize("NFC", word) for word in words]


def test_an_accent_written_apart_makes_the_same_word() -> None:
    assert plain("cafe\u0301") == plain("café") == ["café"]


@given(texts)
def test_places_are_those_of_the_text_and_in_order(text: str) -> None:
    last = 0
    for token in tokens(text):
        assert last <= token.start < token.end <= len(text)
        assert not any(sign.isspace() for sign in text[token.start : token.end])
        last = token.end


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ('says "good night" now', "says              now"),
        ("says “night” and «jour»", "says         and       "),
        ("„Nacht“ ist da", "         ist da"),
        ("「夜」です", "     です"),
        ('a 6" pipe', 'a 6" pipe'),
        ("an “open end", "an “open end"),
    ],
)
def test_words_in_quotation_marks_are_blanked_out(text: str, kept: str) -> None:
    assert len(unquoted(text)) == len(text)
    assert plain(unquoted(text)) == plain(kept)


def test_a_word_beside_a_quotation_is_not_joined_over_it() -> None:
    assert [token.joined for token in tokens(unquoted('the "old" coat'))] == [False, False]


@given(st.text('"“”„«»「」『』a ', max_size=200))
def test_blanking_keeps_every_length(text: str) -> None:
    assert len(unquoted(text)) == len(text)


@pytest.mark.parametrize(
    ("word", "one"),
    [
        ("shops", "shop"),
        ("boxes", "box"),
        ("ladies", "lady"),
        ("glasses", "glass"),
        ("eyes", "eye"),
        ("dress", "dress"),
        ("bus", "bus"),
        ("iris", "iris"),
        ("gas", "gas"),
    ],
)
def test_a_plural_loses_its_ending(word: str, one: str) -> None:
    assert singular(word) == one


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("a coffee shop", "coffee shop"),
        ("An  owl", "owl"),
        ("THE pier", "pier"),
        ("Anna", "Anna"),
        ("the", "the"),
        ("Theo", "Theo"),
        ("  Dr.  Wu ", "Dr. Wu"),
        ("wait...", "wait…"),
        ("灯台", "灯台"),
    ],
)
def test_a_name_is_said_without_its_article(name: str, said: str) -> None:
    assert without_article(name) == said


def test_a_vocabulary_holds_singular_words_and_the_parts_of_hyphenated_ones() -> None:
    assert vocabulary("Two well-kept piers") == frozenset({"two", "well", "kept", "pier"})
    assert may_hold("Two piers", "pier")
    assert not may_hold("pierced", "pier")


def test_a_row_of_words_is_found_whatever_punctuation_lies_between() -> None:
    words = tokens("a red, wool coat and a red wool coat")
    assert found_words(words, ("red", "wool", "coat")) == [(1, 4), (6, 9)]
    assert found_words(words, ("wool", "hat")) == []
    assert found_words(words, ()) == []


def test_a_row_of_words_is_found_on_whole_words_only() -> None:
    assert found_words(tokens("a tarred wool coat"), ("red", "wool")) == []


def test_clauses_end_at_signs_and_at_stops_before_a_blank() -> None:
    text = "one, two; three: four (five) six. seven 3.5! eight"
    assert [text[a:b].strip() for a, b in clauses(text)] == [
        "one", "two", "three", "four", "five", "six", "seven 3.5", "eight",
    ]  # fmt: skip


def test_a_stop_in_a_protected_place_ends_no_clause() -> None:
    assert clauses("the same Dr. Wu", ((9, 15),)) == [(0, 15)]
