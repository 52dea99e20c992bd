"""How much a prompt asks for, and whether it says what to leave out."""

from __future__ import annotations

from dataclasses import replace

import pytest

from projects.core.board import Board
from projects.core.craft_load import Load, load_of
from tests.plans import KEEPER, PIER, found, plan, second, shot
from tests.strategies import catalog


def one(**values: object) -> Board:
    return plan(shot("SH010", **values))


def of(board: Board, code: str) -> list[tuple[str, str | None]]:
    return [(f.severity, f.field) for f in found(board, code, "SH010")]


@pytest.mark.parametrize(
    ("text", "load"),
    [
        ("", Load(0, 0)),
        (" , . ", Load(0, 0)),
        ("a cat, 1,000 stars", Load(5, 2)),
        ("One. Two! Three", Load(3, 3)),
        ("at 2.5 metres", Load(4, 1)),
        ("夜の街、雨。", Load(2, 2)),
        ("مدينة، ليل", Load(2, 2)),
    ],
)
def test_words_and_directives_are_counted_in_any_script(text: str, load: Load) -> None:
    assert load_of(text) == load


@pytest.mark.parametrize(("count", "told"), [(120, []), (121, ["hint"]), (200, ["hint"]), (201, ["warning"])])
def test_words_are_limited(count: int, told: list[str]) -> None:
    assert [severity for severity, _ in of(one(action="word " * count), "prompt.overloaded")] == told


@pytest.mark.parametrize(("count", "told"), [(10, []), (11, [("hint", "action")])])
def test_directives_are_limited_and_the_longest_field_is_named(count: int, told: list[tuple[str, str]]) -> None:
    board = one(subject="fox", action=", ".join(["runs on"] * (count - 1)))
    assert of(board, "prompt.overloaded") == told


def test_an_anchor_counts_as_one_word() -> None:
    board = second(KEEPER, PIER, action="word " * 118)
    assert found(board, "prompt.overloaded", "SH020") == []
    board = second(KEEPER, PIER, action="word " * 119)
    assert [f.severity for f in found(board, "prompt.overloaded", "SH020")] == ["hint"]


def test_no_negative_prompt_is_a_hint_with_the_proposed_set() -> None:
    finding = found(one(), "prompt.no-negative", "SH010")[0]
    assert (finding.severity, finding.field, finding.fixes[0].text) == (
        "hint",
        "negative_prompt",
        next(entry.text for entry in catalog().negative_sets.values() if entry.default),
    )


@pytest.mark.parametrize(
    "board",
    [
        one(negative_prompt="blur"),
        replace(one(), negative_prompt="blur"),
        one(model="runway-gen4-turbo"),
        replace(one(), model_facts="api"),
    ],
)
def test_a_negative_prompt_or_a_model_without_one_is_silent(board: Board) -> None:
    assert found(board, "prompt.no-negative", "SH010") == []


def test_a_missing_negative_prompt_is_told_once_a_scene() -> None:
    board = plan(shot("SH010", omitted=True), shot("SH020"), shot("SH030"))
    told = [key for key in ("SH010", "SH020", "SH030") if found(board, "prompt.no-negative", key)]
    assert told == ["SH020"]
