"""Titles of parts and copies: our own mark is taken off before a new one is put on."""

from __future__ import annotations

from dataclasses import replace

import pytest

from projects.core.titles import after_join, after_split, copy_title, without_copy, without_part
from tests import boards

CATALOG = boards.catalog()


@pytest.mark.parametrize(
    ("title", "plain"),
    [
        ("Arrival (1 of 3)", "Arrival"), ("Arrival", "Arrival"), ("Arrival (4 of 3)", "Arrival (4 of 3)"), ("(1 of 2)", ""),
        ("Arrival (1 of 4) (1 of 2)", "Arrival"), ("Arrival (0 of 2)", "Arrival (0 of 2)"),
        ("Room (1 of them)", "Room (1 of them)"),
    ],
)  # fmt: skip
def test_a_title_without_its_part(title: str, plain: str) -> None:
    assert without_part(title, CATALOG) == plain


@pytest.mark.parametrize(
    ("title", "plain"),
    [
        ("Arrival (copy)", "Arrival"), ("Arrival (copy 12)", "Arrival"), ("Arrival (copy) (copy)", "Arrival"),
        ("Arrival (copyist)", "Arrival (copyist)"), ("Fair copy", "Fair copy"),
    ],
)  # fmt: skip
def test_a_title_without_its_copy(title: str, plain: str) -> None:
    assert without_copy(title, CATALOG) == plain


@pytest.mark.parametrize(
    ("title", "taken", "found"),
    [
        ("Arrival", ["Arrival"], "Arrival (copy)"),
        ("Arrival", ["Arrival", "arrival (COPY)"], "Arrival (copy 2)"),
        ("Arrival (copy)", ["Arrival (copy)"], "Arrival (copy 2)"),
        ("Arrival (copy) (copy)", ["Arrival (copy)", "Arrival (copy 2)"], "Arrival (copy 3)"),
        ("", ["Arrival"], ""),
        ("x" * 200, [], f"{'x' * 193} (copy)"),
    ],
)
def test_copies_are_counted(title: str, taken: list[str], found: str) -> None:
    assert copy_title(title, taken, CATALOG) == found


def test_a_part_that_is_split_again_is_counted_with_the_other_parts() -> None:
    titles = ["Before", "Walk (1 of 2)", "Walk (2 of 2)", "After"]
    found = ["Before", "Walk (1 of 4)", "Walk (2 of 4)", "Walk (3 of 4)", "Walk (4 of 4)", "After"]
    assert after_split(titles, 1, 3, CATALOG) == found
    assert after_split(titles, 2, 3, CATALOG) == found


def test_a_part_whose_other_parts_went_is_counted_by_itself() -> None:
    assert after_split(["Walk (1 of 4)", "Turn"], 0, 2, CATALOG) == ["Walk (1 of 2)", "Walk (2 of 2)", "Turn"]
    assert after_split(["Walk", "Walk (2 of 2)"], 1, 2, CATALOG) == ["Walk", "Walk (1 of 2)", "Walk (2 of 2)"]


def test_parts_that_are_joined_are_counted_anew_until_the_beat_is_whole() -> None:
    parts = ["Walk (1 of 3)", "Walk (2 of 3)", "Walk (3 of 3)"]
    two = after_join(parts, 1, 2, CATALOG)
    assert two == ["Walk (1 of 2)", "Walk (2 of 2)"]
    assert after_join(two, 0, 1, CATALOG) == ["Walk"]


def test_titles_of_two_beats_are_both_kept_and_said_once() -> None:
    assert after_join(["Walk (2 of 2)", "Turn"], 0, 1, CATALOG) == ["Walk / Turn"]
    assert after_join(["Walk / Turn", "turn"], 0, 1, CATALOG) == ["Walk / Turn"]
    assert after_join(["", "Turn"], 0, 1, CATALOG) == ["Turn"]


def test_the_words_are_data() -> None:
    words = {**CATALOG.words, "title-of": frozenset({"von"}), "title-copy": frozenset({"Kopie", "copy"})}
    other = replace(CATALOG, words=words)
    assert after_split(["Ankunft"], 0, 2, other) == ["Ankunft (1 von 2)", "Ankunft (2 von 2)"]
    assert copy_title("Ankunft (copy)", [], other) == "Ankunft (Kopie)"
