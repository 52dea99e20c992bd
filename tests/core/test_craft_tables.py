"""Conflicts and feats in the wordings of many creators, by class: what has to be told, and what only sounds like it."""

from __future__ import annotations

import tomllib
from decimal import Decimal
from pathlib import Path

import pytest

from projects.core.board import Board, Scene, Shot
from projects.core.report import build
from tests.strategies import catalog

FOLDER = Path(__file__).parent / "craft_tables"
TABLES = {name: tomllib.loads((FOLDER / f"{name}.toml").read_text("utf-8")) for name in ("physics", "conflict")}
CLASSES = [(name, group) for name, groups in TABLES.items() for group in groups]
RECALL = 0.9


def typed(name: str, line: str) -> dict[str, str]:
    """The slots of a line: `who // what they do`, or `slot: text | slot: text`."""
    if name == "physics":
        subject, action = line.split(" // ")
        return {"subject": subject, "action": action}
    pairs = (part.split(": ", 1) for part in line.split(" | "))
    return dict(pairs)


def told(name: str, line: str) -> list[str]:
    """The words that the rule names on a shot of this line."""
    shot = Shot("SH010", duration=Decimal(8), **typed(name, line))
    board = Board("Table", scenes=(Scene("scene", "Scene", shots=(shot,)),))
    found = build(board, catalog()).shot("SH010").findings
    return [finding.words for finding in found if finding.code == f"prompt.{name}"]


@pytest.mark.parametrize(("name", "group"), CLASSES)
def test_what_only_sounds_like_it_is_left_alone(name: str, group: str) -> None:
    wrong = {line: words for line in TABLES[name][group]["innocent"] if (words := told(name, line))}
    assert wrong == {}


@pytest.mark.parametrize(("name", "group"), CLASSES)
def test_nearly_all_that_is_wrong_is_told(name: str, group: str) -> None:
    lines = TABLES[name][group]["loud"]
    missed = [line for line in lines if not told(name, line)]
    assert len(missed) <= (1 - RECALL) * len(lines), missed


@pytest.mark.parametrize("name", TABLES)
def test_a_table_holds_as_much_that_is_innocent_as_not(name: str) -> None:
    loud, innocent = (sum(len(group[kind]) for group in TABLES[name].values()) for kind in ("loud", "innocent"))
    assert min(loud, innocent) >= 100
    assert innocent >= 0.9 * loud
