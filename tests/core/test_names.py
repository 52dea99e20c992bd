"""Finding names: loosely for the rules, sign for sign for the compiler."""

from __future__ import annotations

import pytest

from projects.core.names import find_name, first_name, mentions, name_places
from projects.core.words import tokens


def found(text: str, name: str) -> list[str]:
    words = tokens(text)
    return [text[words[a].start : words[b - 1].end] for a, b in find_name(text, words, name)]


@pytest.mark.parametrize(
    ("text", "name", "places"),
    [
        ("the Coffee SHOP", "coffee shop", ["Coffee SHOP"]),
        ("two coffee shops", "a coffee shop", ["coffee shops"]),
        ("the coffee shop's door", "coffee shop", ["coffee shop's"]),
        ("a coffee-shop window", "coffee shop", ["coffee-shop"]),
        ("a coffee shop window", "coffee-shop", ["coffee shop"]),
        ("coffee. Shop now", "coffee shop", []),
        ("coffee, shop", "coffee shop", []),
        ("bookkeeper", "keeper", []),
        ("a light-keeper", "keeper", []),
        ("the same Dr Wu", "Dr. Wu", ["Dr Wu"]),
        ("the same Dr. Wu", "Dr. Wu", ["Dr. Wu"]),
        ("老いた灯台守が", "灯台守", ["灯台守"]),
        ("keeper keeper", "keeper", ["keeper", "keeper"]),
        ("any text", "🦊", []),
        ("", "keeper", []),
    ],
)
def test_a_name_is_found_as_whole_words(text: str, name: str, places: list[str]) -> None:
    assert found(text, name) == places


@pytest.mark.parametrize(
    ("text", "name", "places"),
    [
        ("An old Keeper waits", "the keeper", [(7, 13)]),
        ("two keepers", "keeper", []),
        ("the keeper's coat", "keeper", []),
        ("Dr. Wu and Dr Wu", "Dr. Wu", [(0, 6)]),
        ("Wham! sings", "Wham!", [(0, 5)]),
        ("Wham sings", "Wham!", []),
        ("Wham!'s singer", "Wham!", []),
        ("C++ and C", "C++", [(0, 3)]),
        ("a 🦊 in snow", "🦊", [(2, 3)]),
    ],
)
def test_the_compiler_finds_a_name_sign_for_sign(text: str, name: str, places: list[tuple[int, int]]) -> None:
    assert name_places(text, name) == places


def test_the_first_place_tells_whether_it_is_possessive() -> None:
    assert first_name("Mara's sister, Mara", "Mara") == (0, 6, True)
    assert first_name("a tall Mara", "Mara") == (7, 11, False)
    assert first_name("nobody", "Mara") is None


def test_a_possessive_counts_as_a_mention_and_a_plural_does_not() -> None:
    assert mentions("Mara's coat", "Mara")
    assert not mentions("two keepers", "keeper")
