"""The form of a batch: what shall happen to the shots that were picked."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, cast

from django import forms
from django.http import QueryDict

from projects.core import board as core
from projects.core.batching import SETTABLE, Batch
from projects.core.catalog import Catalog
from projects.core.review import LABELS
from projects.core.words import without_article
from projects.forms.fields import Number, PlainForm, PlainText, Whole, entries

AS_PROJECT = "as-project"
_LEAVE = ("", "Leave as it is")
_PROJECT = (AS_PROJECT, "As the project")
_ANCHOR_STEPS = [("attach", "Use it"), ("detach", "No longer use it"), ("leave_out", "Not in these shots")]


def _says_project(value: Any) -> bool:
    return " ".join(str(value or "").lower().replace("-", " ").split()) in ("as project", "as the project", "project")


class _Number(Number):
    """A decimal, or `as the project`."""

    def clean(self, value: Any) -> Any:
        return AS_PROJECT if _says_project(value) else super().clean(value)


class _Whole(Whole):
    """A whole number, or `as the project`."""

    def clean(self, value: Any) -> Any:
        return AS_PROJECT if _says_project(value) else super().clean(value)


class BatchForm(PlainForm):
    """What a person wants of several shots. Empty means that a value stays as it is."""

    def __init__(self, *args: Any, board: core.Board, catalog: Catalog, **options: Any) -> None:
        super().__init__(*args, **options)
        add = self.fields.__setitem__
        add("duration", Number("0.5", "600", 1, "seconds", required=False, label="Duration, s"))
        add("quality", _select("Quality", [_PROJECT, *entries(catalog.qualities)]))
        add("model", _select("Model", [_PROJECT, *entries(catalog.models)]))
        add("resolution", _select("Resolution", [_PROJECT, *((name, name) for name in catalog.resolutions)]))
        add("cfg", _Number("1", "20", 1, required=False, label="CFG"))
        add("previews", _Whole(0, 99, "The number of previews", required=False, label="Previews"))
        add("shot_size", _select("Size", [("none", "Not set"), *entries(catalog.sizes)]))
        self.anchors = [(f"anchor-{anchor.key}", anchor) for anchor in board.anchors]
        for name, anchor in self.anchors:
            add(name, _select(without_article(anchor.name), _ANCHOR_STEPS))
        add("status", _select("Status", list(LABELS.items())))
        add("note", PlainText(rows=2, max_length=5_000, label="Note", help_text="What should change, or why."))
        add("scene", _select("Scene", [(s.key, f"{n} · {s.title or s.key}") for n, s in enumerate(board.scenes, 1)]))
        add("place", Whole(1, 99_999, "A place", required=False, label="Place"))
        for name, hint in (
            ("duration", "as it is"),
            ("cfg", "as it is"),
            ("previews", "as it is"),
            ("place", "at the end"),
        ):
            self.fields[name].widget.attrs["placeholder"] = hint

    def batch(self, deed: str) -> Batch:
        """What a valid form asks for."""
        data = self.cleaned_data
        return Batch(
            deed,
            {name: _value(name, data[name]) for name in SETTABLE if data.get(name) not in (None, "")},
            self._anchors("attach"),
            self._anchors("detach"),
            self._anchors("leave_out"),
            data["status"],
            data["scene"],
            (data["place"] or 100_000) - 1,
            data["note"],
        )

    def clean(self) -> dict[str, Any]:
        """A request for changes says what should change."""
        data = super().clean() or self.cleaned_data
        asks = self.data.get("do") == "status" and data.get("status") == "changes-requested"
        if asks and not str(data.get("note") or "").strip():
            self.add_error("note", "Say what should change.")
        return data

    def _anchors(self, step: str) -> tuple[str, ...]:
        return tuple(anchor.key for name, anchor in self.anchors if self.cleaned_data[name] == step)

    def asked(self) -> list[tuple[str, str]]:
        """What was typed and chosen, as name and value, to be sent again with the confirmation."""
        data = cast(QueryDict, self.data)
        return [(name, value) for name in self.fields for value in data.getlist(name) if value]


def _select(label: str, choices: list[tuple[str, str]]) -> forms.ChoiceField:
    return forms.ChoiceField(choices=[_LEAVE, *choices], required=False, label=label)


def _value(name: str, value: Any) -> Any:
    if value == AS_PROJECT or (name == "shot_size" and value == "none"):
        return None
    return Decimal(value) if name in ("duration", "cfg") else value
