"""Ages in figures and decades."""

from __future__ import annotations

import pytest

from projects.core.ages import ages_in


@pytest.mark.parametrize(
    ("text", "low", "high", "words"),
    [
        ("a 28-year-old drummer", 28, 28, "28-year-old"),
        ("he is 28 years old", 28, 28, "28 years old"),
        ("Aged 40, tired", 40, 40, "Aged 40"),
        ("age 7", 7, 7, "age 7"),
        ("a man in his sixties", 60, 69, "in his sixties"),
        ("in her early thirties", 30, 39, "in her early thirties"),
        ("in their 30s", 30, 39, "in their 30s"),
        ("in her 30's", 30, 39, "in her 30's"),
        ("in his teens", 13, 22, "in his teens"),
    ],
)
def test_an_age_is_read_with_its_place(text: str, low: int, high: int, words: str) -> None:
    (age,) = ages_in(text)
    assert (age.low, age.high, text[age.start : age.end]) == (low, high, words)


@pytest.mark.parametrize(
    "text", ["the sixties", "in the 1930s", 'reads "aged 40"', "a 28 mm lens", "in his hands", "a village", ""]
)
def test_what_is_no_age_is_passed_over(text: str) -> None:
    assert ages_in(text) == []


def test_ages_come_in_order() -> None:
    assert [age.low for age in ages_in("a man in his forties beside a girl aged 9")] == [40, 9]
