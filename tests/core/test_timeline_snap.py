"""Lengths that a shot may have: snapping, stepping, five seconds on."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from projects.core.catalog.facts import Facts
from projects.core.timeline_snap import LEAST, MOST, Lengths, lengths_of, paged, snapped, stepped
from tests.strategies import catalog

RANGE = Lengths(Decimal(5), Decimal(20))
LISTED = Lengths(Decimal(4), Decimal(8), (Decimal(4), Decimal(6), Decimal(8)))
WHOLE = Lengths(Decimal(3), Decimal(15), step=Decimal(1))


def test_a_model_gives_its_list_its_range_or_nothing() -> None:
    models = catalog().models
    assert lengths_of(models["sora-2"].facts("guide")) == RANGE
    assert lengths_of(models["veo-3.1"].facts("guide")) == LISTED
    assert lengths_of(models["kling-3.0"].facts("guide")) == WHOLE
    assert lengths_of(models["kling-4"].facts("guide")) == lengths_of(Facts()) == Lengths()


@pytest.mark.parametrize(
    ("value", "lengths", "found"),
    [
        ("6.2", RANGE, "6"),
        ("6.3", RANGE, "6.5"),
        ("19.9", RANGE, "20"),
        ("5.1", LISTED, "6"),
        ("4.9", LISTED, "4"),
        ("7", LISTED, "6"),
        ("7.4", WHOLE, "7"),
        ("3.2", RANGE, "3"),
        ("21.3", RANGE, "21.5"),
        ("0.1", RANGE, "0.5"),
        ("900", RANGE, "600"),
        ("9.3", LISTED, "9.5"),
    ],
)
def test_a_length_snaps_to_what_the_model_offers_and_is_free_outside(value: str, lengths: Lengths, found: str) -> None:
    assert snapped(Decimal(value), lengths) == Decimal(found)


def test_steps_follow_the_list_and_end_where_it_ends() -> None:
    up = [Decimal(4)]
    for _ in range(3):
        up.append(stepped(up[-1], 1, LISTED))
    assert up == [4, 6, 8, 8]
    assert stepped(Decimal(4), -1, LISTED) == 4


def test_a_length_outside_of_the_model_comes_nearer_and_never_goes_farther_out() -> None:
    assert [stepped(Decimal(9), by, LISTED) for by in (-1, 1)] == [Decimal("8.5"), 9]
    assert stepped(Decimal("8.5"), -1, LISTED) == 8
    assert [paged(Decimal(30), by, LISTED) for by in (-1, 1)] == [25, 30]
    assert stepped(Decimal("6.2"), 1, RANGE) == Decimal("6.5")
    assert stepped(Decimal("6.2"), -1, RANGE) == 6
    assert stepped(Decimal(7), 1, WHOLE) == 8
    assert (stepped(LEAST, -1, RANGE), stepped(MOST, 1, RANGE)) == (LEAST, MOST)


def test_a_page_is_five_seconds() -> None:
    assert paged(Decimal(6), 1, RANGE) == 11
    assert paged(Decimal(6), -1, RANGE) == 5
    assert paged(Decimal(4), 1, LISTED) == 8


@given(st.integers(1, 7_000).map(lambda n: Decimal(n) / 10), st.sampled_from([RANGE, LISTED, WHOLE, Lengths()]))
def test_whatever_is_wanted_a_shot_can_have_it(value: Decimal, lengths: Lengths) -> None:
    for found in (snapped(value, lengths), stepped(min(value, MOST), 1, lengths), stepped(min(value, MOST), -1, lengths)):
        assert LEAST <= found <= MOST
        assert found == round(found, 1)
