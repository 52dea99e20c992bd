"""Starts, frames and timecodes."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest

from projects.core.timeline import frames, rate, starts, timebase, timecode
from tests.boards import blank, harbour_and_kitchen


def test_each_shot_starts_where_the_one_before_ends() -> None:
    assert starts(harbour_and_kitchen()) == {
        "SH010": Decimal(0),
        "SH020": Decimal(10),
        "SH030": Decimal(20),
        "SH040": Decimal("25.5"),
        "SH050": None,
        "12A": Decimal("35.5"),
    }
    assert starts(blank()) == {}


@pytest.mark.parametrize(
    ("seconds", "fps", "count"),
    [
        ("20", "24", 480),
        ("7.1", "24", 170),
        ("0.5", "25", 13),
        ("0", "24", 0),
        ("10", "23.976", 240),
        ("1001", "23.976", 24_000),
    ],
)
def test_frames_are_rounded_to_the_nearest(seconds: str, fps: str, count: int) -> None:
    assert frames(Decimal(seconds), Decimal(fps)) == count


def test_rates_that_video_rounds_are_taken_exactly() -> None:
    assert rate(Decimal("29.97")) == Fraction(30_000, 1_001)
    assert rate(Decimal("23.976")) == Fraction(24_000, 1_001)
    assert rate(Decimal("24.0")) == 24
    assert rate(Decimal("12.5")) == Fraction(25, 2)
    assert [timebase(Decimal(fps)) for fps in ("24", "23.976", "59.94", "12.5", "1")] == [24, 24, 60, 13, 1]


@pytest.mark.parametrize(
    ("seconds", "fps", "code"),
    [
        ("0", "24", "00:00:00:00"),
        ("0.5", "24", "00:00:00:12"),
        ("61.5", "25", "00:01:01:13"),
        ("3600", "24", "01:00:00:00"),
        ("1001", "23.976", "00:16:40:00"),
        ("59.9", "29.97", "00:00:59:25"),
        ("360000", "24", "100:00:00:00"),
    ],
)
def test_a_timecode_counts_every_frame(seconds: str, fps: str, code: str) -> None:
    assert timecode(Decimal(seconds), Decimal(fps)) == code
