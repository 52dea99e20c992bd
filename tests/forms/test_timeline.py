"""Lengths as a form takes them."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from projects.forms.timeline import DurationForm, FitForm, target_field, target_text

WRONG = "A length is 0.5 to 600 seconds with at most one decimal, such as 6 or 7.5."


@pytest.mark.parametrize("text", ["0", "-1", "601", "abc", "1e9", "", "7.55", "0.4", "NaN", "1:2:3:4"])
def test_what_is_no_length_of_a_shot_gets_one_sentence(text: str) -> None:
    form = DurationForm({"shot": "SH020", "duration": text})
    assert not form.is_valid()
    assert form.sentence() == WRONG


def test_a_length_and_what_was_seen_are_read() -> None:
    form = DurationForm({"shot": "SH020", "duration": "0:07.5", "seen": "6"})
    assert form.is_valid()
    assert (form.cleaned_data["duration"], form.seen()) == (Decimal("7.5"), Decimal(6))
    again = DurationForm({"shot": "SH020", "duration": "6", "seen": "what"})
    assert again.is_valid()
    assert again.seen() is None


@pytest.mark.parametrize(
    ("text", "value"), [("30", "30"), ("30 s", "30"), ("0:30", "30"), ("1:02:03", "3723"), ("86400", "86400")]
)
def test_a_target_is_typed_in_four_ways(text: str, value: str) -> None:
    assert target_field().clean(text) == Decimal(value)
    assert target_field().clean(target_text(Decimal(value))) == Decimal(value)


@pytest.mark.parametrize("text", ["0", "86401", "-5", "soon", "1e9"])
def test_a_target_that_is_none_is_refused_in_one_sentence(text: str) -> None:
    with pytest.raises(ValidationError) as refused:
        target_field().clean(text)
    assert refused.value.messages == ["Type a length above 0 up to 24 hours, such as 30 s, 0:30 or 1:02:03."]


def test_no_target_is_no_target() -> None:
    assert target_field().clean(" ") is None
    assert (target_text(None), target_text(Decimal("0.5")), target_text(Decimal("30.5"))) == ("", "0.5 s", "0:30.5")


def test_the_shots_to_fit_are_codes_or_all() -> None:
    for text, codes in (("SH010, SH020", frozenset({"SH010", "SH020"})), ("", None)):
        form = FitForm({"target": "30", "shots": text})
        assert form.is_valid()
        assert form.codes() == codes
