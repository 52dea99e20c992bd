"""Form fields that take text and numbers exactly as a document does."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Any

from crispy_forms.helper import FormHelper
from django import forms
from django.core.exceptions import ValidationError
from django.utils.choices import BaseChoiceIterator

from projects.core.cells_reading import CellError, plain_text

LONGEST_TEXT = 10_000


class PlainText(forms.CharField):
    """Text kept exactly, line ends as `\\n`. Refuses control characters and more than 10,000 characters."""

    def __init__(self, *, rows: int = 0, **options: Any) -> None:
        options.setdefault("required", False)
        options.setdefault("strip", False)
        limit = options.pop("max_length", LONGEST_TEXT)
        if rows:
            options["widget"] = forms.Textarea(attrs={"rows": rows})
        super().__init__(**options)
        self.limit = limit

    def to_python(self, value: Any) -> str:
        try:
            return plain_text(str(super().to_python(value) or ""), self.limit)
        except CellError as error:
            raise ValidationError(str(error)) from None


class Number(forms.DecimalField):
    """A decimal within a range, with at most so many decimals, one sentence for every mistake."""

    def __init__(self, low: str, high: str, places: int, unit: str = "", **options: Any) -> None:
        self.low, self.high, self.places = Decimal(low), Decimal(high), places
        span = f"a number from {low} to {high}{' ' + unit if unit else ''}"
        if places:
            span += f" with at most {places} decimal{'s' if places > 1 else ''}"
        self.sentence = f"Enter {span}."
        options.setdefault("widget", forms.TextInput(attrs={"inputmode": "decimal"}))
        super().__init__(**options)

    def to_python(self, value: Any) -> Any:
        if value in self.empty_values:
            return None
        text = str(value).strip().replace(",", ".")
        if not re.fullmatch(r"\d{1,6}(\.\d{1,6})?", text):
            raise ValidationError(self.sentence)
        return Decimal(text)

    def validate(self, value: Any) -> None:
        if value is None and self.required:
            raise ValidationError(self.sentence)
        if value is not None:
            exponent = value.normalize().as_tuple().exponent
            if not self.low <= value <= self.high or -int(exponent) > self.places:
                raise ValidationError(self.sentence)

    def run_validators(self, value: Any) -> None:
        return None


class Whole(forms.CharField):
    """A whole number within a range."""

    def __init__(self, low: int, high: int, what: str, **options: Any) -> None:
        self.low, self.high = low, high
        self.sentence = f"{what} is a whole number from {low} to {high}."
        options.setdefault("widget", forms.TextInput(attrs={"inputmode": "numeric"}))
        super().__init__(**options)

    def clean(self, value: Any) -> int | None:
        text = str(value or "").strip()
        if not text:
            if self.required:
                raise ValidationError(self.sentence)
            return None
        if not re.fullmatch(r"-?\d{1,25}", text) or not text.isascii() or not self.low <= int(text) <= self.high:
            raise ValidationError(self.sentence)
        return int(text)


class Ready(BaseChoiceIterator):
    """Choices that are pairs of texts already: a form of thirty lists is built for every save."""

    def __init__(self, pairs: list[tuple[str, str]]) -> None:
        self._pairs = pairs

    def __iter__(self) -> Iterator[tuple[str, str]]:
        return iter(self._pairs)

    def __len__(self) -> int:
        return len(self._pairs)


class Pick(forms.TypedChoiceField):
    """One of the catalogue's entries, or nothing."""

    def __init__(self, entries: Iterable[tuple[str, str]], *, empty: str | None = None, **options: Any) -> None:
        choices = ([("", empty)] if empty is not None else []) + list(entries)
        options.setdefault("required", empty is None)
        options.setdefault("error_messages", {"invalid_choice": "Choose one of the list."})
        super().__init__(choices=Ready(choices), empty_value=None, **options)


def entries(table: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Choices of a catalogue table: id and label."""
    return [(key, str(getattr(item, "label", None) or getattr(item, "name", key))) for key, item in table.items()]


class PlainForm(forms.Form):
    """A form whose tag the template writes; crispy renders its fields."""

    @property
    def helper(self) -> FormHelper:
        helper = FormHelper(self)
        helper.form_tag = False
        helper.disable_csrf = True
        return helper
