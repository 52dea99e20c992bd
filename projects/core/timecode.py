"""Frames and timecodes of an editing timeline: exact rates, cuts on whole frames, codes with and without dropped frames."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import accumulate

from projects.core.timeline import rate, timebase

DAY_HOURS = 24
# What editing programs take as the rate of a timeline, as it is called.
EDITING = tuple(map(Decimal, ("23.976", "24", "25", "29.97", "30", "48", "50", "59.94", "60")))
_SLOWEST = Decimal(23)
# Only DaVinci Resolve takes it: nothing is moved there that is not 48 itself.
_RARE = Decimal(48)
_CODE = re.compile(r"(\d{1,3})([:;.,])(\d{2})([:;.,])(\d{2})([:;.,])(\d{2,3})", re.ASCII)


class TimecodeError(ValueError):
    """A timecode that cannot be: its text says why, in a sentence without a full stop."""


@dataclass(frozen=True, slots=True)
class Rate:
    """A rate of pictures: `name` as it is called (23.976), `exact` as it is (24000/1001), `base` what a code counts."""

    name: Decimal
    exact: Fraction
    base: int

    @property
    def frame(self) -> Fraction:
        """How long one frame lasts, in seconds: 1001/24000."""
        return 1 / self.exact

    def frames(self, seconds: Fraction | Decimal) -> int:
        """The frame at a time, halves rounded up."""
        return int(Fraction(seconds) * self.exact + Fraction(1, 2))

    def __str__(self) -> str:
        return format(self.name.normalize(), "f")


def rate_of(fps: Decimal) -> Rate:
    """The rate of this name: 23.976 is 24000/1001, which a timecode counts as 24."""
    return Rate(fps, rate(fps), timebase(fps))


def rate_near(exact: Fraction) -> Rate:
    """The rate of so many frames a second as files write it, also where they rounded it (2997/100)."""
    for name in (*EDITING, Decimal("47.952"), Decimal("119.88")):
        if abs(rate(name) - exact) <= Fraction(1, 1000):
            return rate_of(name)
    name = Decimal(round(exact * 1000)) / 1000
    return Rate(name, exact, max(1, round(exact)))


def editing_rate(fps: Decimal) -> Rate:
    """The rate of the timeline that a plan of `fps` goes on: its own where editors take it.

    Else the slowest that holds its frames a whole number of times, or every so many-th of them (8 and 12 on 24, 15 on
    30, 100 on 50); else the nearest, and 24 for anything slower.
    """
    exact = rate(fps)
    rates = [rate_of(name) for name in EDITING]
    for found in rates:
        if found.exact == exact:
            return found
    rates = [found for found in rates if found.name != _RARE]
    even = [found for found in rates if (found.exact / exact).denominator == 1]
    if even:
        return min(even, key=lambda found: found.exact)
    every = [found for found in rates if (exact / found.exact).denominator == 1]
    if every:
        return max(every, key=lambda found: found.exact)
    return rate_of(Decimal(24)) if fps < _SLOWEST else min(rates, key=lambda found: abs(found.exact - exact))


def cuts(durations: Iterable[Decimal], on: Rate) -> list[int]:
    """The frames at which clips of these lengths begin, one after the other, and last the end.

    Each is the frame nearest to the true time, so that rounding never adds up: the last is the length of all of them.
    """
    return [on.frames(at) for at in accumulate(durations, initial=Decimal(0))]


def code(frames: int, base: int) -> str:
    """Frames as HH:MM:SS:FF without dropped frames; hours begin anew after a day, as on every clock of an editor."""
    whole, frame = divmod(frames, base)
    minutes, second = divmod(whole, 60)
    hours, minute = divmod(minutes, 60)
    return f"{hours % DAY_HOURS:02d}:{minute:02d}:{second:02d}:{frame:02d}"


def drops(text: str) -> bool:
    """Whether a timecode says by its last sign that it drops frames: `01:00:00;00`."""
    return len(text) > 3 and any(sign in text[-4:] for sign in ";,")


def count(text: str, base: int, drop: bool = False) -> int:
    """The frames of a timecode from 00:00:00:00. With `drop`, or a `;` in it, it skips numbers as broadcast does.

    TimecodeError for what is no timecode, a number that is too high for its place, a code that dropping leaves out.
    """
    found = _CODE.fullmatch(text.strip())
    if not found:
        raise TimecodeError(f"“{text[:20]}” is no timecode such as 01:00:00:00")
    hours, minutes, seconds, frame = (int(found.group(at)) for at in (1, 3, 5, 7))
    if minutes > 59 or seconds > 59 or frame >= base:
        raise TimecodeError(f"{text} has a number over 59, or frame {frame} where a second has {base}")
    total = ((hours * 60 + minutes) * 60 + seconds) * base + frame
    skipped = skipped_a_minute(base) if drop or ";" in text or found.group(6) == "," else 0
    if not skipped:
        return total
    if minutes % 10 and not seconds and frame < skipped:
        raise TimecodeError(f"{text} is a number that drop-frame timecode leaves out")
    past = hours * 60 + minutes
    return total - skipped * (past - past // 10)


def skipped_a_minute(base: int) -> int:
    """How many numbers drop-frame timecode leaves out in nine of ten minutes: 2 of 30, 4 of 60; 0 at any other rate."""
    return base // 15 if base in (30, 60) else 0
