"""Lengths that a shot may have: what its model offers, and the steps between."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from projects.core.catalog.facts import Facts

LEAST, MOST = Decimal("0.5"), Decimal(600)
STEP, PAGE = Decimal("0.5"), Decimal(5)


@dataclass(frozen=True, slots=True)
class Lengths:
    """What a model offers in seconds: a list of lengths, or a range with its step; all of it where nothing is known."""

    low: Decimal = LEAST
    high: Decimal = MOST
    listed: tuple[Decimal, ...] = ()
    step: Decimal = STEP

    def ladder(self) -> tuple[Decimal, ...]:
        """Every length that is offered, the shortest first."""
        if self.listed:
            return self.listed
        count = int((self.high - self.low) / self.step)
        return tuple(self.low + self.step * at for at in range(count + 1))


def lengths_of(facts: Facts) -> Lengths:
    """The lengths of a model. Its own step where it states one, else half seconds."""
    listed = tuple(sorted(value for value in facts.durations if LEAST <= value <= MOST))
    known = facts.known_range()
    if known is None:
        return Lengths()
    low, high = max(LEAST, known[0]), min(MOST, known[1])
    if low > high:
        return Lengths()
    return Lengths(low, high, tuple(s for s in listed if low <= s <= high), facts.duration_step or STEP)


def snapped(value: Decimal, lengths: Lengths) -> Decimal:
    """The nearest length: of the model inside of its range, a half second outside of it. Never under 0.5 or over 600."""
    value = min(MOST, max(LEAST, value))
    if not lengths.low <= value <= lengths.high:
        free = _nearest(value, Decimal(0), STEP)
        return min(MOST, max(LEAST, free))
    if lengths.listed:
        return min(lengths.listed, key=lambda length: (abs(length - value), length))
    return min(lengths.high, _nearest(value, lengths.low, lengths.step))


def _nearest(value: Decimal, start: Decimal, step: Decimal) -> Decimal:
    return start + ((value - start) / step).quantize(Decimal(1), ROUND_HALF_UP) * step


def stepped(value: Decimal, by: int, lengths: Lengths) -> Decimal:
    """The next length up (`by` 1) or down (-1): the model's next one, a half second nearer from outside."""
    inside = lengths.low <= value <= lengths.high
    rungs = lengths.ladder() if inside else ()
    if by > 0:
        above = next((rung for rung in rungs if rung > value), None)
        return above if above is not None else held(min(MOST, _grid(value, 1)), value, lengths)
    below = next((rung for rung in reversed(rungs) if rung < value), None)
    return below if below is not None else held(max(LEAST, _grid(value, -1)), value, lengths)


def held(value: Decimal, start: Decimal, lengths: Lengths) -> Decimal:
    """A length that keys may reach from `start`: none past the model's ends, none farther out than it stands already."""
    return min(max(lengths.high, start), max(min(lengths.low, start), value))


def _grid(value: Decimal, by: int) -> Decimal:
    """The half second after or before a value."""
    whole = int(value / STEP) * STEP
    if by > 0:
        return whole + STEP
    return whole - STEP if whole == value else whole


def paged(value: Decimal, by: int, lengths: Lengths) -> Decimal:
    """Five seconds on (`by` 1) or back (-1), on a length that the model offers where it can be."""
    return held(snapped(value + PAGE * by, lengths), value, lengths)
