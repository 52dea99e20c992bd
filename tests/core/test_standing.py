"""Whether words state something of the shot or only speak of it."""

from __future__ import annotations

import pytest

from projects.core.noun_phrases import noun_phrases
from projects.core.standing import standing
from projects.core.words import tokens
from tests.strategies import catalog


def stands(text: str, slot: str, word: str = "night") -> str:
    words = tokens(text)
    at = next(index for index, token in enumerate(words) if token.word == word)
    return standing(text, words, at, at + 1, slot, noun_phrases(catalog()))


@pytest.mark.parametrize(
    "text", ["at night", "walks home in the night", "during the cold night", "Night", "she waits, night"]
)
def test_time_said_of_the_shot_is_stated(text: str) -> None:
    assert stands(text, "action") == "stated"


@pytest.mark.parametrize("text", ["watches the night", "she loves night"])
def test_what_is_merely_an_object_is_unclear(text: str) -> None:
    assert stands(text, "action") == "unclear"


@pytest.mark.parametrize(
    "text",
    ["until night", "dreams of the night", "before the long night", "like night", "a night", "her night", "as if in night",
     "Mara's night", "last night", "every night"],
)  # fmt: skip
def test_another_time_or_another_thing_is_unreal(text: str) -> None:
    assert stands(text, "action") == "unreal"


def test_the_middle_of_the_night_is_the_night_itself() -> None:
    assert stands("in the middle of the night", "environment") == "stated"


def test_in_the_slots_for_it_everything_counts() -> None:
    assert stands("a rainy night", "environment") == "stated"
    assert stands("a long night", "lighting") == "unclear"


@pytest.mark.parametrize(
    ("text", "answer"),
    [("in the warm glow of a desk lamp", "unreal"), ("in warm light", "stated"), ("the warm lamp", "unreal")],
)
def test_the_light_of_a_lamp_is_its_own(text: str, answer: str) -> None:
    assert stands(text, "action", "warm") == answer
