"""How long the parts of a beat are: lengths that a model makes, as equal as can be, together as long as the beat.

Where no such lengths add up to the beat, the parts run longer together, by as little as possible.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import lru_cache
from math import ceil, floor

from projects.core.catalog import Facts
from projects.core.findings import Refused

MOST_PARTS = 20
# Lengths are whole tenths of a second.
_TENTHS = 10


def allowed(facts: Facts) -> tuple[Decimal, ...]:
    """The clips that a model makes, in whole seconds or as it lists them, the shortest first. Empty where unknown."""
    known = facts.known_range()
    if known is None:
        return ()
    low, high = known
    listed = sorted({seconds for seconds in facts.durations if low <= seconds <= high})
    if listed:
        return tuple(listed)
    step = facts.duration_step
    by = int(step) if step is not None and step >= 1 and step == int(step) else 1
    return tuple(Decimal(n) for n in range(ceil(low), floor(high) + 1, by)) or (high,)


def fewest(total: Decimal, facts: Facts) -> int:
    """The least number of parts, 2 or more, in which a beat of so many seconds fits."""
    made = allowed(facts)
    return max(2, ceil(total / made[-1])) if made else 2


def most(total: Decimal, facts: Facts) -> int:
    """The largest number of parts that makes sense: with more, the shortest clips would run longer than the beat."""
    made = allowed(facts)
    shortest = made[0] if made else Decimal(1)
    return max(fewest(total, facts), min(MOST_PARTS, int(total // shortest)))


def lengths(total: Decimal, parts: int, facts: Facts, name: str) -> tuple[Decimal, ...]:
    """The seconds of each part, the longer ones first. `name` is the model's.

    Refused for fewer than two parts, for so few that one would be longer than the model's longest clip, and for
    so many that its shortest ones would be longer than the beat.
    """
    made = allowed(facts)
    least, limit = fewest(total, facts), most(total, facts)
    said = seconds_text(total)
    if parts < 2:
        raise Refused("Split a shot into 2 parts or more.")
    if parts < least:
        raise Refused(f"{name} makes no clip over {seconds_text(made[-1])} s: {said} s take {least} parts or more.")
    if parts > limit:
        why = f": {name} makes no clip under {seconds_text(made[0])} s" if made and limit < MOST_PARTS else ""
        raise Refused(f"Split {said} s into {limit} parts at most{why}.")
    if not made:
        share = max(1, floor(total / parts))
        made = (Decimal(share), Decimal(share + 1))
        total = Decimal(max(ceil(total), parts * share))
    found = _shared(tuple(int(seconds * _TENTHS) for seconds in made), parts, ceil(total * _TENTHS))
    return tuple(Decimal(tenths) / _TENTHS for tenths in found)


@lru_cache(maxsize=256)
def _shared(values: tuple[int, ...], parts: int, total: int) -> tuple[int, ...]:
    """So many of the values, with the least sum that is not below the total, and of those the most equal ones."""
    over = _sums(values, parts)[parts] >> total
    goal = total + (over & -over).bit_length() - 1
    for some in _windows(values):
        if some[0] * parts <= goal <= some[-1] * parts:
            sums = _sums(some, parts)
            if sums[parts] >> goal & 1:
                return _picked(some, sums, parts, goal)
    raise ValueError("no values make up this sum")


def _sums(values: Sequence[int], parts: int) -> list[int]:
    """For each number of values the sums that they can make, as the bits that are set."""
    found = [1]
    for _ in range(parts):
        bits = 0
        for value in values:
            bits |= found[-1] << value
        found.append(bits)
    return found


def _windows(values: tuple[int, ...]) -> Iterator[tuple[int, ...]]:
    """The runs of neighbouring values, those that lie close together first."""
    runs = [values[at:end] for at in range(len(values)) for end in range(at + 1, len(values) + 1)]
    return iter(sorted(runs, key=lambda run: run[-1] - run[0]))


def _picked(values: Sequence[int], sums: list[int], parts: int, goal: int) -> tuple[int, ...]:
    """The values that make up the sum, each as near to an equal share of the rest as can be, the longest first."""
    found = []
    for left in range(parts, 0, -1):
        fits = [value for value in values if value <= goal and sums[left - 1] >> (goal - value) & 1]
        value = min(fits, key=lambda item: (abs(item * left - goal), -item))
        found.append(value)
        goal -= value
    return tuple(sorted(found, reverse=True))


def seconds_text(value: Decimal) -> str:
    """Seconds without zeros that say nothing: `10`, `7.5`."""
    return format(value.normalize(), "f")


def made_text(facts: Facts) -> str:
    """The clips that a model makes, in words: `5 to 20 s`, `4, 6 or 8 s`; empty where unknown."""
    made = allowed(facts)
    if not made:
        return ""
    if facts.durations and len(made) > 1:
        texts = [seconds_text(item) for item in made]
        return f"{', '.join(texts[:-1])} or {texts[-1]} s"
    return f"{seconds_text(made[0])} to {seconds_text(made[-1])} s" if len(made) > 1 else f"{seconds_text(made[0])} s"
