"""Lengths as people write and say them."""

from __future__ import annotations

from decimal import Decimal

import pytest

from projects.core.timeline_words import Against, against, clock, length, read_length, spoken, total_line


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("30", "30"), ("30 s", "30"), (" 30s ", "30"), ("7.5", "7.5"), ("7,5 sec", "7.5"), ("0:30", "30"), ("1:05.5", "65.5"),
        ("1:02:03", "3723"), ("90:00", "5400"), ("0", "0"),
    ],
)  # fmt: skip
def test_a_length_is_read_as_people_type_it(text: str, seconds: str) -> None:
    assert read_length(text) == Decimal(seconds)


@pytest.mark.parametrize("text", ["", "abc", "-1", "1e9", "1:60", "1:75:00", "0:30 s", "٣", "1.2345", "1:2:3:4", "9999999"])
def test_whatever_else_is_typed_is_no_length(text: str) -> None:
    assert read_length(text) is None


def test_times_are_written_short() -> None:
    written = [clock(Decimal(text)) for text in ("42", "42.5", "60", "65.05", "3723", "0")]
    assert written == ["0:42", "0:42.5", "1:00", "1:05.05", "1:02:03", "0:00"]
    assert [length(Decimal(text)) for text in ("6", "7.50", "65")] == ["6 s", "7.5 s", "1:05"]
    assert [spoken(Decimal(text)) for text in ("1", "6", "7.5")] == ["1 second", "6 seconds", "7.5 seconds"]


def test_over_and_under_are_a_word_and_a_shape() -> None:
    found = [Against(Decimal(n), Decimal(30)) for n in (34, 28, 30)]
    assert [(a.state, a.shape, a.short) for a in found] == [
        ("over", "▲", "4 s over"),
        ("under", "▼", "2 s under"),
        ("met", "●", "on target"),
    ]
    assert against(Decimal(30), None) is None
    assert total_line(Decimal(42), Decimal(40)) == "Total 0:42, 2 s over."
    assert total_line(Decimal(42), None) == "Total 0:42."
