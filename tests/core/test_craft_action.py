"""How a bare action is said anew: unhurried or fast, and never as a body where a thing moves."""

from __future__ import annotations

import pytest

from projects.core.board import Board
from tests.plans import found, plan, shot


def one(**values: str) -> Board:
    return plan(shot("SH010", **values))


@pytest.mark.parametrize(
    ("action", "pair"),
    [
        ("walking", ["strolling leisurely", "walking quickly"]),
        ("He walks", ["strolls leisurely", "walks quickly"]),
        ("running", ["jogging", "sprinting"]),
        ("falls", ["falls gradually", "plummets"]),
        ("rides a horse", ["slowly rides", "quickly rides"]),
        ("sits", ["sits calmly", "sits restlessly"]),
    ],
)
def test_a_bare_verb_is_replaced_by_its_slow_or_fast_way(action: str, pair: list[str]) -> None:
    assert [fix.text for fix in found(one(action=action), "prompt.static-action", "SH010")[0].fixes] == pair


@pytest.mark.parametrize(
    ("subject", "action", "pair"),
    [
        ("a white lighthouse", "its beam turns", ["turns slowly", "turns quickly"]),
        ("a red car", "turns", ["turns slowly", "turns quickly"]),
        ("a lighthouse", "the beam turns", ["turns slowly", "turns quickly"]),
        ("a woman in red", "turns", ["turns slowly", "whirls around"]),
        ("a lighthouse", "the keeper turns", ["turns slowly", "whirls around"]),
    ],
)
def test_a_thing_is_not_offered_what_only_a_body_does(subject: str, action: str, pair: list[str]) -> None:
    board = one(subject=subject, action=action)
    assert [fix.text for fix in found(board, "prompt.static-action", "SH010")[0].fixes] == pair
