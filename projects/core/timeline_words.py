"""Lengths and times as people write and say them: `0:42.5`, `6 seconds`, `2 s over`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

TARGET_LEAST, TARGET_MOST = Decimal("0.001"), Decimal(86_400)
_PLAIN = re.compile(r"(\d{1,6})(?:[.,](\d{1,3}))?\s*(?:s|sec|secs|seconds?)?", re.IGNORECASE)
_CLOCK = re.compile(r"(?:(\d{1,3}):)?(\d{1,3}):([0-5]?\d)(?:[.,](\d{1,3}))?")


@dataclass(frozen=True, slots=True)
class Against:
    """How long a plan runs against the length it shall have; seconds."""

    duration: Decimal
    target: Decimal

    @property
    def difference(self) -> Decimal:
        """Seconds over the target; below zero where it falls short."""
        return self.duration - self.target

    @property
    def state(self) -> str:
        """`over`, `under` or `met`."""
        return "met" if self.difference == 0 else "over" if self.difference > 0 else "under"

    @property
    def shape(self) -> str:
        """A shape beside the word, so that colour is never alone."""
        return {"over": "▲", "under": "▼", "met": "●"}[self.state]

    @property
    def short(self) -> str:
        """`2 s over`, `4 s under`, `on target`."""
        return "on target" if self.state == "met" else f"{length(abs(self.difference))} {self.state}"


def against(duration: Decimal, target: Decimal | None) -> Against | None:
    """The comparison with the target length, None where there is none."""
    return None if target is None else Against(duration, target)


def seconds(value: Decimal) -> str:
    """A number of seconds without needless zeros: `6`, `7.5`."""
    return format(value.normalize(), "f")


def length(value: Decimal) -> str:
    """A length in short: `6 s` under a minute, else `1:05.5`."""
    return f"{seconds(value)} s" if value < 60 else clock(value)


def clock(value: Decimal) -> str:
    """A time: `0:42`, `0:42.5`, `1:02:03`."""
    whole = int(value)
    rest = seconds(value - whole)[1:]
    minutes, second = divmod(whole, 60)
    hours, minute = divmod(minutes, 60)
    front = f"{hours}:{minute:02d}" if hours else f"{minute}"
    return f"{front}:{second:02d}{rest}"


def spoken(value: Decimal) -> str:
    """A length as it is said: `1 second`, `7.5 seconds`."""
    return f"{seconds(value)} second{'' if value == 1 else 's'}"


def total_line(duration: Decimal, target: Decimal | None) -> str:
    """`Total 0:42, 2 s over.`"""
    found = against(duration, target)
    return f"Total {clock(duration)}{f', {found.short}' if found else ''}."


def read_length(text: str) -> Decimal | None:
    """Seconds out of `30`, `30 s`, `0:30` or `1:02:03`, with up to three decimals; None for anything else."""
    said = text.strip()
    plain = _PLAIN.fullmatch(said) if said.isascii() else None
    if plain:
        return Decimal(f"{plain[1]}.{plain[2] or 0}")
    found = _CLOCK.fullmatch(said) if said.isascii() else None
    if found is None:
        return None
    hours, minutes, second, part = found.groups()
    if hours and int(minutes) > 59:
        return None
    return (int(hours or 0) * 60 + int(minutes)) * 60 + Decimal(f"{second}.{part or 0}")
