"""Lengths as a person types them: of a shot, and of a whole plan."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from projects.core.timeline_snap import LEAST, MOST
from projects.core.timeline_words import TARGET_LEAST, TARGET_MOST, clock, length, read_length, seconds
from projects.forms.fields import PlainForm

LONGEST_PICK = 200_000


class LengthField(forms.CharField):
    """A length typed as `30`, `30 s`, `0:30` or `1:02:03`; gives seconds, None where nothing is typed.

    `low` and `high` are seconds, `places` the decimals that it may have. One sentence says every mistake.
    """

    def __init__(self, low: Decimal, high: Decimal, places: int, sentence: str, **options: Any) -> None:
        self.low, self.high, self.places, self.sentence = low, high, places, sentence
        options.setdefault("widget", forms.TextInput(attrs={"autocomplete": "off"}))
        super().__init__(**options)

    def clean(self, value: Any) -> Decimal | None:
        text = str(value or "").strip()
        if not text and not self.required:
            return None
        found = read_length(text)
        exact = found is not None and found == round(found, self.places)
        if found is None or not exact or not self.low <= found <= self.high:
            raise ValidationError(self.sentence)
        return Decimal(seconds(found))


def target_field(required: bool = False, **options: Any) -> LengthField:
    """The length that a whole plan shall have."""
    sentence = "Type a length above 0 up to 24 hours, such as 30 s, 0:30 or 1:02:03."
    return LengthField(TARGET_LEAST, TARGET_MOST, 3, sentence, required=required, **options)


def target_text(value: Decimal | None) -> str:
    """A target length as it stands in its field: `0:30`; `30.5 s` keeps its decimals, too."""
    return "" if value is None else length(value) if value < 1 else clock(value)


class DurationForm(PlainForm):
    """A new length for one shot. `seen` is the length that the person saw, where the page knows it."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        sentence = "A length is 0.5 to 600 seconds with at most one decimal, such as 6 or 7.5."
        self.fields["shot"] = forms.CharField(max_length=64, error_messages={"required": "Choose a shot."})
        self.fields["duration"] = LengthField(LEAST, MOST, 1, sentence, label="Length")
        self.fields["seen"] = forms.CharField(required=False, max_length=20, widget=forms.HiddenInput)

    def seen(self) -> Decimal | None:
        """The length that was seen; None where it was not sent or is no length."""
        return read_length(str(self.cleaned_data.get("seen") or ""))

    def sentence(self) -> str:
        """What is wrong, in one sentence."""
        return next((str(found) for errors in self.errors.values() for found in errors), "")


class FitForm(PlainForm):
    """The target to fit to, and the codes of the shots that take part: none means all."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["target"] = target_field(required=True, label="Fit to")
        self.fields["shots"] = forms.CharField(required=False, max_length=LONGEST_PICK, widget=forms.HiddenInput)

    def codes(self) -> frozenset[str] | None:
        """The codes that were chosen, None for all."""
        asked = str(self.cleaned_data.get("shots") or "").replace(",", " ").split()
        return frozenset(asked) or None
