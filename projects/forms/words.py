"""The forms of a project's own words and of its groups of words that exclude each other."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any
from unicodedata import normalize

from django import forms
from django.core.exceptions import ValidationError

from projects.core.board import KINDS, SLOTS, Word, WordGroup
from projects.core.document_later import VALUES_MAX
from projects.forms.fields import Pick, PlainForm, PlainText

LONGEST_TEXT, LONGEST_LABEL, LONGEST_WORD, LONGEST_ID = 200, 80, 60, 64


def _line(text: str) -> str:
    return " ".join(text.split())


def slug_of(label: str) -> str:
    """An id out of a label: small letters, digits and hyphens."""
    plain = normalize("NFKD", label).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:LONGEST_ID]


class WordForm(PlainForm):
    """A phrase of the project's own: its slot, its text, a shorter label where one helps."""

    def __init__(self, *args: Any, known: Iterable[Word] = (), was: tuple[str, str] | None = None, **options: Any) -> None:
        super().__init__(*args, **options)
        self.known, self.was = tuple(known), was
        self.fields["slot"] = Pick([(slot, slot.title()) for slot in SLOTS])
        self.fields["text"] = PlainText(max_length=LONGEST_TEXT, label="Words")
        self.fields["label"] = PlainText(max_length=LONGEST_LABEL, label="Name in lists")

    def clean(self) -> dict[str, Any]:
        data = dict(super().clean() or {})
        text = _line(data.get("text") or "")
        slot = data.get("slot")
        if not text and "text" not in self.errors:
            self.add_error("text", ValidationError("Write the words as they are to stand in the prompt."))
        others = [w for w in self.known if self.was != (w.slot, w.text)]
        if any(w.slot == slot and w.text.casefold() == text.casefold() for w in others):
            self.add_error("text", ValidationError("These words are in the list of this slot already."))
        return {**data, "text": text, "label": _line(data.get("label") or "")}

    def word(self) -> Word:
        """The phrase that a valid form says."""
        return Word(self.cleaned_data["slot"], self.cleaned_data["text"], self.cleaned_data["label"])


def values_text(group: WordGroup) -> str:
    """The values of a group as a person writes them: `value: word, word`, one a line."""
    return "\n".join(f"{value}: {', '.join(words)}" for value, words in group.values)


def _value(line: str) -> tuple[str, tuple[str, ...]]:
    """A line `value: word, word`. ValueError with what is wrong."""
    value, colon, rest = line.partition(":")
    value, words = _line(value), tuple(dict.fromkeys(filter(None, map(_line, rest.split(",")))))
    if not colon or not value or not words:
        raise ValueError("write a value, a colon and its words: ours: racing green, our livery")
    if len(words) > VALUES_MAX:
        raise ValueError(f"at most {VALUES_MAX} words for a value")
    long = next((word for word in (value, *words) if len(word) > LONGEST_WORD), None)
    if long:
        raise ValueError(f"keep “{long[:20]}…” under {LONGEST_WORD} characters")
    return value, words


def read_values(text: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The values that the lines of a text give. ValidationError names the line and what is wrong with it."""
    found: dict[str, tuple[str, ...]] = {}
    said: dict[str, str] = {}
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            value, words = _value(line)
        except ValueError as wrong:
            raise ValidationError(f"Line {number}: {wrong}.") from None
        if value in found:
            raise ValidationError(f"Line {number}: {value} stands there already.")
        for word in words:
            if word.casefold() in said:
                raise ValidationError(f"Line {number}: “{word}” belongs to {said[word.casefold()]} already.")
            said[word.casefold()] = value
        found[value] = words
    if len(found) < 2:
        raise ValidationError("Give at least two values, one a line: only then can one exclude the other.")
    if len(found) > VALUES_MAX:
        raise ValidationError(f"At most {VALUES_MAX} values fit in a group.")
    return tuple(found.items())


class GroupForm(PlainForm):
    """A group of the project's own words that exclude each other."""

    def __init__(self, *args: Any, known: Iterable[WordGroup] = (), was: str = "", **options: Any) -> None:
        super().__init__(*args, **options)
        self.known, self.was = tuple(known), was
        self.fields["label"] = PlainText(max_length=LONGEST_LABEL, label="What the group is about")
        self.fields["id"] = PlainText(max_length=LONGEST_ID, label="Id")
        self.fields["kinds"] = forms.MultipleChoiceField(
            choices=[(kind, kind.title()) for kind in KINDS], required=False, widget=forms.CheckboxSelectMultiple,
            label="Read in anchors of these kinds",
        )  # fmt: skip
        self.fields["values"] = PlainText(rows=4, label="Values")

    def clean(self) -> dict[str, Any]:
        data = dict(super().clean() or {})
        label = _line(data.get("label") or "")
        key = (data.get("id") or "").strip() or self.was or slug_of(label)
        if not label and "label" not in self.errors:
            self.add_error("label", ValidationError("Say what the words are about: findings call the group so."))
        elif not re.fullmatch(r"[A-Za-z0-9_-]{1,64}", key):
            self.add_error("id", ValidationError("Use 1 to 64 letters, digits, _ and -."))
        elif any(group.id == key for group in self.known if group.id != self.was):
            self.add_error("id", ValidationError(f"There is a group {key} already. Choose another id."))
        if not data.get("kinds") and "kinds" not in self.errors:
            self.add_error("kinds", ValidationError("Tick at least one kind of anchor."))
        if "values" not in self.errors:
            try:
                data["values"] = read_values(data.get("values") or "")
            except ValidationError as wrong:
                self.add_error("values", wrong)
        return {**data, "label": label, "id": key}

    def group(self) -> WordGroup:
        """The group that a valid form says."""
        data = self.cleaned_data
        return WordGroup(data["id"], data["label"], tuple(kind for kind in KINDS if kind in data["kinds"]), data["values"])
