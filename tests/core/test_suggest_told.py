"""Proposals for stories of other styles: slug lines, comma lists, prose, products, animals, people without names."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from projects.core.board import Board, Scene, Shot
from projects.core.suggest import Suggestion, suggest
from projects.core.suggest_apply import Accepted, accept
from projects.imports.text import read_story
from tests.strategies import catalog

TOLD = tomllib.loads(Path(__file__).with_name("suggest_told.toml").read_text(encoding="utf-8"))
ONE_IN = 4


def proposals(name: str) -> tuple[Suggestion, ...]:
    return suggest(read_story(TOLD[name]["text"], catalog()), catalog())


def of_subjects(*subjects: str) -> dict[str, Suggestion]:
    """What is proposed for shots with these subjects, by name."""
    shots = tuple(Shot(f"SH{10 * at:03d}", subject=subject, action="waits") for at, subject in enumerate(subjects, 1))
    return {item.name: item for item in suggest(Board("Plan", scenes=(Scene("one", shots=shots),)), catalog())}


@pytest.mark.parametrize("name", sorted(TOLD))
def test_main_persons_and_recurring_places_are_proposed(name: str) -> None:
    found = {item.name for item in proposals(name)}
    assert [names for names in (*TOLD[name]["people"], *TOLD[name]["places"]) if found.isdisjoint(names)] == []


@pytest.mark.parametrize("name", sorted(TOLD))
def test_at_most_one_proposal_in_four_is_useless(name: str) -> None:
    wanted = TOLD[name]
    useful = {each for names in (*wanted["people"], *wanted["places"]) for each in names} | set(wanted["useful"])
    found = [item.name for item in proposals(name)]
    assert len([item for item in found if item not in useful]) * ONE_IN <= len(found)


@pytest.mark.parametrize("name", sorted(TOLD))
def test_accepting_everything_keeps_every_shot(name: str) -> None:
    board = read_story(TOLD[name]["text"], catalog())
    found = [Accepted(item.kind, item.name, item.description, item.shots) for item in suggest(board, catalog())]
    after = accept(board, found, catalog())
    assert [shot.key for _, shot in after.shots()] == [shot.key for _, shot in board.shots()]
    assert len(after.anchors) == len(found)


def test_somebody_whose_trade_no_list_has_is_found_by_leading_the_shots() -> None:
    found = of_subjects("a glimmersmith in a tweed overcoat", "the glimmersmith", "the glimmersmith")
    assert (found["glimmersmith"].description, len(found["glimmersmith"].shots)) == (
        "a glimmersmith in a tweed overcoat",
        3,
    )


def test_a_product_keeps_the_name_that_it_is_sold_under() -> None:
    found = of_subjects("matte black Halo One headphones with copper hinges", "the Halo One headphones")
    assert "Halo One headphones" in found


def test_a_name_that_is_also_a_word_counts_where_somebody_is_brought_in_by_it() -> None:
    assert "Rose" in of_subjects("Rose, a waitress in her fifties", "Rose")
    assert of_subjects("Rose petals", "Rose petals on water").keys().isdisjoint({"Rose"})


def test_what_differs_from_shot_to_shot_is_no_proposal() -> None:
    assert of_subjects("a red kettle", "a blue kettle", "a copper kettle") == {}
