"""Numbers, times and states in the words that pages, paper and files show."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

from projects.core.board import State

STATE_PARTS = ("position", "wardrobe", "props", "light")


def number(value: Decimal | int | None) -> str:
    """A number without needless zeros and with commas for thousands; a dash where it is unknown."""
    if value is None:
        return "–"
    if isinstance(value, Decimal):
        value = value.normalize()
        return f"{value:,f}"
    return f"{value:,}"


def clock(seconds: Decimal | int | None) -> str:
    """Seconds as `1:05` or `12.5 s` under a minute."""
    if seconds is None:
        return "–"
    if seconds < 60:
        return f"{number(Decimal(seconds))} s"
    minutes, rest = divmod(Decimal(seconds), 60)
    return f"{int(minutes)}:{int(rest):02d}"


def render_span(value: tuple[int, int] | None) -> str:
    """A render time from seconds, as `12–24 min`."""
    if value is None:
        return "unknown"
    low, high = value
    if high < 120:
        return f"{low}–{high} s"
    return f"{round(low / 60)}–{round(high / 60)} min"


def plural(count: int, one: str, many: str | None = None) -> str:
    """`1 shot`, `3 shots`."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def day(value: datetime | None) -> str:
    """A date and time as 22 Nov 2026, 14:05 (UTC)."""
    return f"{value.day} {value:%b %Y, %H:%M}" if value else ""


def state_line(state: State) -> str:
    """What a state says, in one line: `at the rail; collar up; left to right`."""
    said = (str(getattr(state, name) or "") for name in STATE_PARTS)
    direction = (state.screen_direction or "").replace("-", " ")
    return "; ".join(part for part in (*said, direction) if part)
