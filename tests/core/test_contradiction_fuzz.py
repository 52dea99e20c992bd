"""Long and hostile texts: the work grows with the length and no faster, and no text makes the engine fail."""

from __future__ import annotations

import sys
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from projects.core.attributes import lexicon
from projects.core.contradiction import clashes
from tests.core.contradiction_plans import AFTERNOON, BOXER, DETECTIVE, KEEPER, MARA, NOIR, NORA, SHOP, STREET
from tests.strategies import catalog

ALL = (KEEPER, MARA, DETECTIVE, BOXER, NORA, SHOP, STREET, AFTERNOON, NOIR)
SLOTS = ("subject", "action", "environment", "lighting", "style", "camera", "custom")
LONG = 10_000
UNITS = [
    "red ", "a red, ", "not ", "the blue coat, ", "in a red hat, a blue coat and ", "no longer ", "his ", "as if ", "now ", "(((",
    "green-", "blue-green-", "of ", "and ", "later that ", "Mara's ", "the woman ", "two lanterns, ", "1967 Mustang ", "aged ",
    "in his ", '"', "night, ", "the next ", "is ", "x", " ", "years ", "one ", "twenty ", "夜", "a", "without ", "3:00 am ", "very ",
    "cold light from ", "'", "\n", "was red now ", "“", "hours later ", "by ", "twenty-", "no coat ", "-", "1", "ß", "\u0301",
]  # fmt: skip


def steps(work: Callable[[], object]) -> int:
    """How many calls of functions, Python's and built-in ones, some work takes."""
    count = 0

    def seen(_frame: object, event: str, _arg: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(seen)
    try:
        work()
    finally:
        sys.setprofile(before)
    return count


def steps_to_read(unit: str, slot: str, length: int) -> int:
    """The steps for a text of this length that nothing has read before."""
    text = f"{slot} " + unit * (length // len(unit))
    return steps(lambda: clashes(text, slot, ALL, lexicon(catalog())))


@pytest.mark.parametrize("slot", ["custom", "environment"])
@pytest.mark.parametrize("unit", UNITS)
def test_twice_the_text_takes_about_twice_the_steps(unit: str, slot: str) -> None:
    clashes("red coat at night", slot, ALL, lexicon(catalog()))
    small, middle, large = (steps_to_read(unit, slot, length) for length in (LONG // 4, LONG // 2, LONG))
    assert middle <= 3 * small + 500
    assert large <= 3 * middle + 500


_WORDS = st.sampled_from(
    "a the his her no not never without in of as if like red blue green coat eyes beard hair night dawn rain winter light cold warm "
    "left right from is now later keeper Mara detective 's , . ; : ( ) — \" ’ two three lanterns 1967 aged 40 夜 नीला blue-eyed bald and".split()
)


@settings(deadline=None, max_examples=150)
@given(st.lists(_WORDS, max_size=40).map(" ".join), st.sampled_from(SLOTS))
def test_any_words_give_places_inside_the_text_in_order(text: str, slot: str) -> None:
    found = clashes(text, slot, ALL, lexicon(catalog()))
    assert all(0 <= clash.start < clash.end <= len(text) for clash in found)
    assert [clash.start for clash in found] == sorted(clash.start for clash in found)
    assert all(clash.established and clash.passing == clash.passing.strip() for clash in found)


@settings(deadline=None, max_examples=100)
@given(st.text(max_size=200), st.sampled_from(SLOTS))
def test_any_signs_are_read_without_failing(text: str, slot: str) -> None:
    assert isinstance(clashes(text, slot, ALL, lexicon(catalog())), list)
