"""Fitting lengths to a target: in proportion, on the models' rungs, with what is approved left alone."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from projects.core.board import Board, Scene, Shot
from projects.core.report import Report, build
from projects.core.timeline_fit import Slack, fitted, share
from tests.boards import long_board
from tests.strategies import catalog


def report(*shots: Shot, model: str = "sora-2") -> Report:
    """A plan of these shots."""
    return build(Board("Plan", model=model, scenes=(Scene("one", shots=shots),)), catalog())


def lasting(code: str, seconds: str, **values: object) -> Shot:
    """A shot of this length."""
    return replace(Shot(code, action="walks", duration=Decimal(seconds)), **values)


def test_lengths_shrink_in_proportion() -> None:
    plan = report(lasting("A", "20"), lasting("B", "10"), lasting("C", "10"))
    assert fitted(plan, Decimal(30)) == {"A": Decimal(15), "B": Decimal("7.5"), "C": Decimal("7.5")}
    assert fitted(plan, Decimal(40)) == {}


def test_what_is_approved_omitted_or_not_chosen_keeps_its_length() -> None:
    plan = report(
        lasting("A", "10", status="approved"), lasting("B", "10"), lasting("C", "10"), lasting("D", "9", omitted=True)
    )
    assert fitted(plan, Decimal(24)) == {"B": Decimal(7), "C": Decimal(7)}
    assert fitted(plan, Decimal(26), frozenset({"A", "B", "D"})) == {"B": Decimal(6)}


def test_listed_lengths_stay_on_the_list() -> None:
    plan = report(*(lasting(code, "8") for code in "ABCD"), model="veo-3.1")
    new = fitted(plan, Decimal(26))
    assert sorted(new.values()) == [Decimal(6), Decimal(6), Decimal(6)]
    assert fitted(plan, Decimal(5)) == dict.fromkeys("ABCD", Decimal(4))


def test_a_target_out_of_reach_is_met_as_nearly_as_the_models_allow() -> None:
    plan = report(lasting("A", "10"), lasting("B", "10"))
    assert fitted(plan, Decimal(4)) == {"A": Decimal(5), "B": Decimal(5)}
    assert fitted(plan, Decimal(500)) == {"A": Decimal(20), "B": Decimal(20)}
    assert fitted(report(), Decimal(30)) == {}


def test_a_plan_of_a_thousand_shots_is_met_exactly() -> None:
    plan = build(long_board(1_000), catalog())
    new = fitted(plan, Decimal(7_200))
    assert sum(new.get(item.shot.key, item.shot.duration) for item in plan.running()) == 7_200


halves = st.integers(1, 60).map(lambda n: Decimal(n) / 2)


@given(st.lists(st.tuples(halves, halves, st.integers(0, 40)), min_size=1, max_size=12), st.integers(1, 800))
def test_half_seconds_always_meet_a_target_within_reach(shots: list[tuple[Decimal, Decimal, int]], wanted: int) -> None:
    free = [
        Slack(str(at), duration, tuple(low + Decimal(n) / 2 for n in range(count + 1)))
        for at, (duration, low, count) in enumerate(shots)
    ]
    total = Decimal(wanted) / 2
    new = share(free, total)
    if sum(slack.duration for slack in free) == total:
        return
    assert all(new[slack.shot] in slack.ladder for slack in free)
    least, most = sum(s.ladder[0] for s in free), sum(s.ladder[-1] for s in free)
    assert sum(new.values()) == min(most, max(least, total))
