"""Fitting lengths to a target: in proportion, within what each shot's model offers, as near as can be."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from projects.core.report import Report
from projects.core.timeline_snap import Lengths, lengths_of

ROUNDS = 60


@dataclass(frozen=True, slots=True)
class Slack:
    """A shot whose length may change, and the lengths it may take, the shortest first."""

    shot: str
    duration: Decimal
    ladder: tuple[Decimal, ...]


def held(report: Report) -> frozenset[str]:
    """The shots whose length is not touched: what is approved stays as it was approved."""
    return frozenset(item.shot.key for item in report.running() if item.shot.status == "approved")


def fitted(report: Report, target: Decimal, codes: frozenset[str] | None = None) -> dict[str, Decimal]:
    """New lengths by shot, of those that change, so that the plan comes as near to `target` seconds as it can.

    Of `codes`, or of all shots, those take part that run and are not held. The others keep their lengths.
    """
    stay = held(report)
    known: dict[str, tuple[Decimal, ...]] = {}
    free, rest = [], target
    for item in report.running():
        shot = item.shot
        if shot.key in stay or (codes is not None and shot.key not in codes):
            rest -= shot.duration
            continue
        ladder = known.setdefault(item.model.id, _ladder(lengths_of(item.context.facts)))
        free.append(Slack(shot.key, shot.duration, ladder))
    new = share(free, rest)
    return {slack.shot: new[slack.shot] for slack in free if new[slack.shot] != slack.duration}


def _ladder(lengths: Lengths) -> tuple[Decimal, ...]:
    return lengths.ladder()


def share(free: Sequence[Slack], total: Decimal) -> Mapping[str, Decimal]:
    """Shares `total` seconds out among shots in proportion to what they have, each on a rung of its ladder.

    Rungs are taken from below; what is left over goes where it brings the sum nearest, first to who lacks most.
    """
    if not free or sum((slack.duration for slack in free), Decimal(0)) == total:
        return {slack.shot: slack.duration for slack in free}
    ideal = _ideal(free, total)
    at = {s.shot: max(0, bisect_right(s.ladder, ideal[s.shot]) - 1) for s in free}
    left = total - sum((s.ladder[at[s.shot]] for s in free), Decimal(0))
    lack = sorted(free, key=lambda s: (s.ladder[at[s.shot]] - ideal[s.shot], s.shot))
    for exact in (True, False):
        left = _hand_out(lack, at, left, exact)
    return {slack.shot: slack.ladder[at[slack.shot]] for slack in free}


def _hand_out(lack: Sequence[Slack], at: dict[str, int], left: Decimal, exact: bool) -> Decimal:
    """Steps up, one a shot: with `exact` only such as fit into what is left, else the one that comes nearest."""
    best: tuple[Decimal, Slack] | None = None
    for slack in lack:
        here = at[slack.shot]
        if here + 1 >= len(slack.ladder):
            continue
        more = slack.ladder[here + 1] - slack.ladder[here]
        if exact and more <= left:
            at[slack.shot] += 1
            left -= more
        elif not exact and abs(left - more) < abs(left) and (best is None or abs(left - more) < best[0]):
            best = (abs(left - more), slack)
    if best is not None:
        slack = best[1]
        left -= slack.ladder[at[slack.shot] + 1] - slack.ladder[at[slack.shot]]
        at[slack.shot] += 1
    return left


def _ideal(free: Sequence[Slack], total: Decimal) -> dict[str, Decimal]:
    """The lengths in proportion, each held within its ladder: the factor is found by halving."""
    ends = [(s, s.duration, s.ladder[0], s.ladder[-1]) for s in free]
    low, high = Decimal(0), max(most / now for _, now, _, most in ends)
    factor = high
    if sum(most for _, _, _, most in ends) > total:
        for _ in range(ROUNDS):
            factor = (low + high) / 2
            if sum(min(most, max(least, now * factor)) for _, now, least, most in ends) > total:
                high = factor
            else:
                low = factor
        factor = high
    return {s.shot: min(most, max(least, now * factor)) for s, now, least, most in ends}
