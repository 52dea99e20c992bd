"""The closed classes of words: in lower case, and what must not be in them."""

from __future__ import annotations

import pytest

from projects.core import grammar

CLASSES = [name for name in vars(grammar) if name.isupper()]


@pytest.mark.parametrize("name", CLASSES)
def test_every_class_is_written_in_lower_case_without_blanks(name: str) -> None:
    words = getattr(grammar, name)
    assert words
    assert all(word == word.casefold().strip() and " " not in word for word in words)


def test_function_words_hold_the_other_classes() -> None:
    for name in (
        "ARTICLES",
        "PREPOSITIONS",
        "CONJUNCTIONS",
        "DETERMINERS",
        "PRONOUNS",
        "AUXILIARIES",
        "NEGATIONS",
        "POSSESSIVES",
    ):
        assert getattr(grammar, name) <= grammar.FUNCTION_WORDS


def test_the_carrying_words_are_no_function_words() -> None:
    assert not {"same", "maintaining", "new", "different"} & grammar.FUNCTION_WORDS
