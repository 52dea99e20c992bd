"""Frames and timecodes: exact rates, cuts that never drift, dropped frames."""

from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from projects.core.timecode import EDITING, TimecodeError, code, count, cuts, drops, editing_rate, rate_near, rate_of
from tests.strategies import durations, frame_rates

rates = st.sampled_from(EDITING).map(rate_of)


@pytest.mark.parametrize(
    ("fps", "timeline"),
    [
        ("23.976", "23.976"), ("23.98", "23.976"), ("24", "24"), ("25", "25"), ("29.97", "29.97"), ("30", "30"), ("48", "48"),
        ("50", "50"), ("59.94", "59.94"), ("60", "60"), ("8", "24"), ("12", "24"), ("16", "24"), ("12.5", "25"), ("15", "30"),
        ("10", "30"), ("20", "60"), ("1", "24"), ("7", "24"), ("100", "50"), ("120", "60"), ("119.88", "59.94"), ("26", "25"),
        ("29.9", "29.97"), ("71", "60"),
    ],
)  # fmt: skip
def test_a_plan_goes_on_a_timeline_that_editors_take(fps, timeline):
    assert str(editing_rate(Decimal(fps))) == timeline


@given(frame_rates)
def test_every_rate_of_a_plan_has_a_timeline_on_which_no_shot_vanishes(fps):
    found = editing_rate(fps)
    assert found.name in EDITING
    assert cuts([Decimal("0.5")], found)[1] > 10


@given(st.lists(durations, max_size=60), rates)
def test_cuts_lie_on_the_nearest_frame_and_the_sum_never_drifts(lengths, on):
    found = cuts(lengths, on)
    now = Fraction(0)
    for at, length in zip(found, [*lengths, Decimal(0)], strict=True):
        assert abs(at - now * on.exact) <= Fraction(1, 2)
        now += Fraction(length)
    assert sum(after - before for before, after in pairwise(found)) == on.frames(sum(lengths, Decimal(0)))


def test_at_23_976_an_hour_of_film_is_86314_frames():
    assert cuts([Decimal(600)] * 6, rate_of(Decimal("23.976")))[-1] == 86_314


@given(st.integers(0, 24 * 3600 * 24 - 1), st.sampled_from([24, 25, 30, 48, 50, 60]))
def test_frames_come_back_from_their_code(frames, base):
    assert count(code(frames, base), base) == frames % (24 * 3600 * base)


@pytest.mark.parametrize(
    ("text", "base", "frames"),
    [
        ("00:00:59;29", 30, 1799), ("00:01:00;02", 30, 1800), ("00:10:00;00", 30, 17982), ("01:00:00;00", 30, 107892),
        ("01:00:00,00", 30, 107892), ("00;01;00;04", 60, 3600), ("01:00:00;00", 60, 215784), ("01:00:00;00", 25, 90000),
        ("01:00:00:00", 30, 108000), ("01:00:00.00", 30, 108000),
    ],
)  # fmt: skip
def test_dropped_frames_are_counted_as_broadcast_does(text, base, frames):
    assert count(text, base) == frames


def test_a_code_drops_by_what_its_list_says_or_by_its_own_sign():
    assert (count("01:00:00:00", 30, drop=True), drops("01:00:00;00"), drops("01:00:00:00")) == (107892, True, False)


@pytest.mark.parametrize(
    "text", ["", "1:2:3", "01:00:00:30", "01:60:00:00", "01:00:60:00", "00:01:00;00", "aa:00:00:00", "٠١:00:00:00"]
)
def test_what_is_no_timecode_is_refused(text):
    with pytest.raises(TimecodeError):
        count(text, 30)


def test_rates_are_known_by_what_files_write():
    assert [str(rate_near(Fraction(text))) for text in ("24000/1001", "2997/100", "30000/1001", "25", "15")] == [
        "23.976", "29.97", "29.97", "25", "15",
    ]  # fmt: skip
