"""Where shots lie in time: starts in seconds, frame counts, timecodes."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from projects.core.board import Board

# Rates that video rounds when it names them: 23.976 means 24 frames in 1.001 seconds.
_BROADCAST = {
    Decimal("23.976"): 24,
    Decimal("23.98"): 24,
    Decimal("29.97"): 30,
    Decimal("47.952"): 48,
    Decimal("59.94"): 60,
    Decimal("119.88"): 120,
}


def starts(board: Board) -> dict[str, Decimal | None]:
    """The start of each shot in seconds from the beginning of the project; None for omitted shots."""
    now = Decimal(0)
    found: dict[str, Decimal | None] = {}
    for _, shot in board.shots():
        if shot.omitted:
            found[shot.key] = None
            continue
        found[shot.key] = now
        now += shot.duration
    return found


def rate(fps: Decimal) -> Fraction:
    """The exact frames a second: 24000/1001 for 23.976, else the number itself."""
    if fps in _BROADCAST:
        return Fraction(_BROADCAST[fps] * 1000, 1001)
    return Fraction(fps)


def timebase(fps: Decimal) -> int:
    """The frames that a timecode counts in a second: 24 for 23.976 as for 24."""
    return max(1, _rounded(Fraction(_BROADCAST.get(fps, fps))))


def frames(seconds: Decimal, fps: Decimal) -> int:
    """The frame at a time, or the length of a duration in frames, halves rounded up.

    Lengths of neighbouring shots are differences of the frames at their starts, so that rounding
    never adds up.
    """
    return _rounded(Fraction(seconds) * rate(fps))


def timecode(seconds: Decimal, fps: Decimal) -> str:
    """A time as HH:MM:SS:FF without dropped frames. Hours go on past 24."""
    base = timebase(fps)
    whole, frame = divmod(frames(seconds, fps), base)
    minutes, second = divmod(whole, 60)
    hours, minute = divmod(minutes, 60)
    return f"{hours:02d}:{minute:02d}:{second:02d}:{frame:02d}"


def _rounded(value: Fraction) -> int:
    return int(value + Fraction(1, 2))
