"""The form about proposed anchors: which to take, under what name and wording, which go into which."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from projects.core.suggest import Suggestion
from projects.core.suggest_apply import Accepted
from projects.core.words import without_article
from projects.forms.fields import Pick, PlainForm, PlainText

_REFUSED_IN_NAME = re.compile(r"[,;:()\n]")
_LIKELY = 0.5
_LABELS = (
    ("take", "Accept", "form-check-input"), ("name", "Name of", "form-control"),
    ("description", "Description of", "form-control"), ("into", "What becomes of", "form-select small"),
)  # fmt: skip


def mark_of(item: Suggestion) -> str:
    """A short identity of a proposal: it stays while its kind and name do."""
    return hashlib.sha256(f"{item.kind}\n{item.name.casefold()}".encode()).hexdigest()[:12]


class SuggestionForm(PlainForm):
    """One proposal: take it or not, its name, its wording, another proposal to go into."""

    take = forms.BooleanField(required=False)
    name = PlainText(max_length=80, label="Name")
    description = PlainText(rows=3, label="Description")

    def __init__(self, posted: Any, item: Suggestion, others: Sequence[Suggestion]) -> None:
        self.item, self.mark = item, mark_of(item)
        initial = {"take": item.score >= _LIKELY, "name": item.name, "description": item.description}
        super().__init__(posted, prefix=self.mark, initial=initial)
        same = [(mark_of(other), other.name) for other in others if other.kind == item.kind and other is not item]
        self.fields["into"] = Pick(same, empty="an anchor of its own", label="Becomes")
        for name, label, look in _LABELS:
            self.fields[name].widget.attrs |= {"aria-label": f"{label} {item.name}", "class": look}

    def clean_name(self) -> str:
        typed = str(self.cleaned_data["name"])
        name = " ".join(typed.split())
        if _REFUSED_IN_NAME.search(typed):
            raise ValidationError("A name holds no , ; : ( ) and no line break.")
        if not without_article(name) or name.casefold() in ("a", "an", "the"):
            raise ValidationError("Give the anchor a name.")
        return name


class Suggestions:
    """All proposals of a project as one form. `posted` None: nothing was sent yet."""

    def __init__(self, items: Sequence[Suggestion], posted: Any = None, *, all_of_them: bool = False) -> None:
        self.rows = [SuggestionForm(posted, item, items) for item in items]
        self._by_mark = {row.mark: row for row in self.rows}
        self._all = all_of_them

    def _takes(self, row: SuggestionForm) -> bool:
        return self._all or bool(row["take"].value())

    def taken(self) -> list[SuggestionForm]:
        """The rows that were ticked, those that they go into and those that go into the same."""
        ends = {self._end(row).mark for row in self.rows if self._takes(row)}
        return [row for row in self.rows if self._end(row).mark in ends]

    def valid(self) -> bool:
        """Whether every taken row may be taken."""
        checked = [row.is_valid() for row in self.taken()]  # each, so that every mistake shows
        return all(checked)

    def _end(self, row: SuggestionForm) -> SuggestionForm:
        """The row that a row goes into at last; itself where it goes into none, or round in a ring."""
        seen = [row]
        while True:
            into = self._by_mark.get(str(seen[-1]["into"].value() or ""))
            if into is None:
                return seen[-1]
            if into in seen:
                return row
            seen.append(into)

    def accepted(self) -> list[Accepted]:
        """What was taken, merged rows as one with the shots of all, in the order of the list. Only where `valid`."""
        shots: dict[str, dict[str, None]] = {}
        for row in self.taken():
            mark = self._end(row).mark
            shots[mark] = shots.get(mark, {}) | dict.fromkeys(row.item.shots)
        found = []
        for mark, codes in shots.items():
            row = self._by_mark[mark]
            data = row.cleaned_data
            found.append(Accepted(row.item.kind, data["name"], data["description"], tuple(codes)))
        return found
