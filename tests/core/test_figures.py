"""Numbers and times as people read them."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal

from projects.core.board import State
from projects.core.figures import clock, day, number, plural, render_span, state_line


def test_numbers_have_commas_and_no_needless_zeros() -> None:
    assert [number(n) for n in (1424, Decimal("10.50"), Decimal("1E+3"), None)] == ["1,424", "10.5", "1,000", "–"]


def test_times_under_a_minute_are_seconds() -> None:
    assert [clock(s) for s in (Decimal("12.5"), 60, Decimal("125.4"), None)] == ["12.5 s", "1:00", "2:05", "–"]


def test_spans_counts_days_and_states() -> None:
    assert [render_span(span) for span in ((30, 110), (720, 1440), None)] == ["30–110 s", "12–24 min", "unknown"]
    assert [plural(1, "shot"), plural(3, "shot"), plural(2, "story", "stories")] == ["1 shot", "3 shots", "2 stories"]
    assert (day(datetime(2026, 11, 22, 14, 5, tzinfo=UTC)), day(None)) == ("22 Nov 2026, 14:05", "")
    assert state_line(State("at the rail", "", "lantern", "", "left-to-right")) == "at the rail; lantern; left to right"
