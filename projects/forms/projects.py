"""Forms about whole projects."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from projects.core.board import Board
from projects.core.catalog import Catalog
from projects.forms.fields import Number, Pick, PlainForm, PlainText, Whole, entries
from projects.forms.timeline import target_field

DIALECT_CHOICES = {
    "sentence": "One sentence, in the guide's order",
    "labelled": "Labelled lines: “Subject: …”",
    "json": "A JSON object of the six slots",
    "vendor": "As the guide of each shot's model asks",
}
GONE = "No longer in the catalogue"
LARGEST_DOCUMENT = 64 * 1024 * 1024


def model_choices(catalog: Catalog, chosen: str | None = None) -> list[tuple[str, list[tuple[str, str]]]]:
    """Models by what became of them: the default first, then those alive, then the rest.

    One that was `chosen` and that the catalogue no longer knows stays a choice: saving another setting keeps it.
    """
    groups: dict[str, list[tuple[str, str]]] = {"Alive": [], "Shut down or retiring": []}
    if chosen and chosen not in catalog.models:
        groups = {GONE: [(chosen, chosen)], **groups}
    for model in catalog.models.values():
        when = f", {model.status_date:%Y-%m-%d}" if model.status_date else ""
        label = (
            model.name
            if model.alive
            else f"{model.name} ({'shut down' if model.status == 'shutdown' else 'retiring'}{when})"
        )
        groups["Alive" if model.alive else "Shut down or retiring"].append((model.id, label))
    return list(groups.items())


class SettingsForm(PlainForm):
    """The settings of a project. The same fields serve a new one."""

    title = PlainText(max_length=200, required=True, error_messages={"required": "Give the project a title."})
    brief = PlainText(rows=3)

    def __init__(self, *args: Any, catalog: Catalog, **options: Any) -> None:
        super().__init__(*args, **options)
        fields = self.fields
        fields["destination"] = Pick(entries(catalog.destinations), empty="No destination yet")
        fields["aspect_ratio"] = Pick([(r, r) for r in catalog.ratios], empty="As the destination wants", label="Ratio")
        fields["resolution"] = Pick([(r, r) for r in catalog.resolutions])
        fields["fps"] = Number("1", "120", 3, label="Frames per second")
        fields["model"] = forms.ChoiceField(
            choices=model_choices(catalog, self.initial.get("model")),
            error_messages={"invalid_choice": "Choose a model of the list."},
        )
        fields["model_facts"] = Pick([("guide", "The guide's figures"), ("api", "The API's facts")], label="Check against")
        fields["quality"] = Pick(entries(catalog.qualities))
        fields["previews"] = Whole(0, 99, "Previews a shot", label="Fast previews a shot", required=True)
        fields["draft_resolution"] = Pick(
            [(r, r) for r in catalog.resolutions], empty="As the shot", label="Preview resolution"
        )
        fields["draft_duration"] = Number("0.5", "600", 1, "seconds", required=False, label="Preview duration (s)")
        fields["cfg"] = Number("1", "20", 1, label="CFG")
        fields["negative_prompt"] = PlainText(rows=2)
        fields["continuity"] = Pick(
            [("restate", "Restate the description in every shot"), ("phrase", "Name it only: “the same …”")]
        )
        fields["dialect"] = Pick(DIALECT_CHOICES.items(), required=False, label="Prompts are written as")
        fields["target_duration"] = target_field(label="Target length", help_text="Such as 30 s, 0:30 or 1:02:03.")
        fields["budget_credits"] = Whole(0, 2**31 - 1, "A budget", required=False, label="Budget in credits")
        fields["money_per_credit"] = PlainText(
            max_length=30, label="Money per credit", help_text="Empty: as the rate card says."
        )
        fields["currency"] = PlainText(max_length=3, required=True)

    def clean_title(self) -> str:
        title = str(self.cleaned_data["title"])
        if not title.strip() or "\n" in title:
            raise ValidationError("Give the project a title in one line.")
        return title

    def clean_currency(self) -> str:
        text = str(self.cleaned_data["currency"]).strip().upper()
        if not re.fullmatch(r"[A-Z]{3}", text):
            raise ValidationError("A currency is three letters, such as USD.")
        return text

    def clean_money_per_credit(self) -> str | None:
        text = str(self.cleaned_data["money_per_credit"]).strip().replace(",", ".")
        if not text:
            return None
        if not re.fullmatch(r"\d{1,6}(\.\d{1,9})?", text):
            raise ValidationError("Enter an amount such as 0.01.")
        return text

    def ratio(self, catalog: Catalog) -> str:
        """The ratio chosen, else the destination's, else 16:9."""
        chosen = self.cleaned_data.get("aspect_ratio")
        destination = self.cleaned_data.get("destination")
        if chosen:
            return str(chosen)
        return catalog.destinations[destination].ratios[0] if destination else "16:9"

    def columns(self, catalog: Catalog) -> dict[str, Any]:
        """What goes into the project's row."""
        values = {**self.cleaned_data, "aspect_ratio": self.ratio(catalog)}
        if values["dialect"] is None:  # a form that does not ask leaves it as it is
            del values["dialect"]
        return values

    def board(self, catalog: Catalog) -> Board:
        """An empty board with these settings."""
        values = self.columns(catalog)
        money = values.pop("money_per_credit", None)
        return Board(**values, money_per_credit=Decimal(money) if money else None)


class PasteForm(PlainForm):
    """A pasted shot list."""

    title = PlainText(max_length=200, help_text="Empty: the list's own title.")
    text = forms.CharField(
        widget=forms.Textarea(attrs={"rows": 16, "maxlength": 2_000_000}),
        strip=False,
        label="Shot list",
        error_messages={"required": "Paste a shot list."},
    )


class DocumentForm(PlainForm):
    """A storyboard document as a file or as text."""

    file = forms.FileField(required=False, label="A .json file", allow_empty_file=True)
    text = forms.CharField(
        required=False,
        widget=forms.Textarea(attrs={"rows": 8, "spellcheck": "false"}),
        strip=False,
        label="or its text",
    )
    allow_errors = forms.BooleanField(
        required=False, label="Take it with its continuity errors; those shots arrive as drafts"
    )

    def content(self) -> bytes:
        """The document's bytes. ValidationError where there is none or it is too large."""
        given = self.cleaned_data.get("file")
        if given:
            if given.size > LARGEST_DOCUMENT:
                raise ValidationError("The file is larger than 64 MB.")
            return bytes(given.read())
        text = str(self.cleaned_data.get("text") or "")
        if not text.strip():
            raise ValidationError("Choose a file, or paste the document's text.")
        return text.encode("utf-8", "surrogatepass")


class ReasonForm(PlainForm):
    """A reason, required."""

    reason = PlainText(max_length=500, required=True, error_messages={"required": "Say why."})

    def clean_reason(self) -> str:
        text = str(self.cleaned_data["reason"]).strip()
        if not text:
            raise ValidationError("Say why.")
        return text
