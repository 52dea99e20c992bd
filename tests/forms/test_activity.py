"""A filter of the activity log, as it stands in an address."""

import pytest

from projects.forms.activity import Wanted, wanted


def test_a_filter_comes_back_in_an_address():
    asked = wanted({"person": "7", "kind": "shots", "words": " too & dark ", "page": "9"})
    assert (asked.query, asked.faults) == ("person=7&kind=shots&words=too+%26+dark", {})
    assert wanted({}) == Wanted()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("since", "2027-02-30"),
        ("since", "0001-01-01"),
        ("until", "9999-12-31"),
        ("kind", "moons"),
        ("person", "٣"),
        ("person", "9" * 16),
    ],
)
def test_what_is_not_understood_is_named(name, value):
    assert list(wanted({name: value}).faults) == [name]


def test_a_day_before_the_first_is_named():
    assert wanted({"since": "2027-01-31", "until": "2027-01-30"}).faults == {"until": "This day is before the first one."}


def test_long_and_odd_texts_are_cut_down():
    assert (len(wanted({"words": "x" * 5000}).words), wanted({"shot": "SH\x00010"}).shot) == (120, "SH010")
