"""What a process remembers of projects is bounded by their number and by their shots."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import replace

from projects.core.board import Board, Scene, Shot
from projects.core.catalog import load
from projects.core.report import Report, build
from projects.keeping import MOST_SHOTS, keep_latest


def _report(shots: int) -> Report:
    one = build(Board("Plan", scenes=(Scene("a", "A", shots=(Shot("SH010"),)),)), load())
    return replace(one, scenes=(replace(one.scenes[0], shots=one.scenes[0].shots * shots),))


def _kept(most: int, *sizes: int) -> list[str]:
    kept: OrderedDict[str, Report] = OrderedDict()
    for at, shots in enumerate(sizes):
        keep_latest(kept, f"plan {at}", _report(shots), most, lambda report: report)
    return list(kept)


def test_the_earliest_goes_where_there_are_too_many() -> None:
    assert _kept(2, 1, 1, 1) == ["plan 1", "plan 2"]


def test_the_earliest_go_where_they_have_too_many_shots_together() -> None:
    assert _kept(8, MOST_SHOTS // 2, MOST_SHOTS // 2, 1) == ["plan 1", "plan 2"]


def test_the_latest_stays_whatever_its_size() -> None:
    assert _kept(8, 1, MOST_SHOTS + 1) == ["plan 1"]
