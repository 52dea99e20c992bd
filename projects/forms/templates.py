"""Forms about templates: filling one, and keeping a plan as one."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from projects.core.catalog import Catalog
from projects.core.catalog.templating import BLANK_NAME
from projects.core.ordering import slug_keys
from projects.core.templates import TITLE_MAX, Blank, Template, faults
from projects.core.templates_making import Candidate, Chosen
from projects.forms.fields import PlainForm, PlainText
from projects.forms.projects import model_choices

LONG_DEFAULT = 44
OWN_ROWS = 2
_WHITE = re.compile(r"\s+")


class TitleForm(PlainForm):
    """A template's title."""

    title = PlainText(max_length=TITLE_MAX, required=True, error_messages={"required": "Give the template a title."})

    def clean_title(self) -> str:
        title = _WHITE.sub(" ", str(self.cleaned_data["title"])).strip()
        if not title:
            raise ValidationError("Give the template a title.")
        return title


class FillForm(PlainForm):
    """The blanks of a template, one field each; an empty one takes its default. With `catalog` a title and a model, too."""

    def __init__(self, *args: Any, template: Template, catalog: Catalog | None = None, **options: Any) -> None:
        super().__init__(*args, **options)
        self.template = template
        slugs = slug_keys((blank.key for blank in template.blanks), (), "blank")
        self.names = {f"blank-{slug}": blank for slug, blank in zip(slugs, template.blanks, strict=True)}
        for name, blank in self.names.items():
            self.fields[name] = _blank_field(blank)
        if catalog is not None:
            title = self.fields["title"] = PlainText(max_length=TITLE_MAX, label="Title of the project")
            title.widget.attrs["placeholder"] = "Made of the blanks" if template.blanks else template.title
            wrong = {"invalid_choice": "Choose a model of the list."}
            choices = model_choices(catalog)
            self.fields["model"] = forms.ChoiceField(choices=choices, required=False, error_messages=wrong)

    @property
    def blanks(self) -> list[Any]:
        """The bound fields of the blanks, in order."""
        return [self[name] for name in self.names]

    def given(self) -> dict[str, str]:
        """What was typed for each blank that is valid so far, trimmed at both ends."""
        data = getattr(self, "cleaned_data", {})
        return {blank.key: str(data.get(name, "")).strip() for name, blank in self.names.items()}

    def clean_title(self) -> str:
        title = str(self.cleaned_data["title"]).strip()
        if "\n" in title:
            raise ValidationError("Give the project a title in one line.")
        return title

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        strange = [key.removeprefix("blank-") for key in self.data if key.startswith("blank-") and key not in self.names]
        if strange:
            raise ValidationError(f"This template has no blank “{strange[0][:60]}”. Reload the page.")
        by_key = {blank.key: name for name, blank in self.names.items()}
        for key, sentence in faults(self.template, self.given()).items():
            self.add_error(by_key[key], sentence)
        return data


def _blank_field(blank: Blank) -> PlainText:
    rows = 2 if len(blank.default) > LONG_DEFAULT else 0
    field = PlainText(label=blank.label, rows=rows, help_text=f"For example: {blank.example}" if blank.example else "")
    field.widget.attrs["placeholder"] = blank.default[:300]
    return field


def mark_of(item: Candidate) -> str:
    """What tells a candidate's fields apart: its words, so that a tick stays with them when the plan changes."""
    return f"b-{hashlib.sha256(item.text.encode('utf-8', 'surrogatepass')).hexdigest()[:12]}"


class Keep:
    """A candidate for a blank on the page that keeps a plan as a template: its tick, its name, its default."""

    def __init__(self, mark: str, item: Candidate | None, data: Mapping[str, Any] | None) -> None:
        self.mark, self.item = mark, item
        posted = data is not None and f"{self.mark}-name" in data
        values = data if data is not None and posted else {}
        self.taken = f"{self.mark}-take" in values if posted else item is not None and item.origin == "written"
        self.text = item.text if item else str(values.get(f"{self.mark}-text", "")).strip()
        self.name = str(values.get(f"{self.mark}-name", item.key if item else "")).strip()
        self.problem = ""
        if item is None:
            self.taken = bool(self.text)

    @property
    def written(self) -> bool:
        """Whether its words stand in braces in the plan already."""
        return self.item is not None and self.item.origin == "written"

    def chosen(self) -> Chosen:
        """The blank that this row asks for."""
        return Chosen(self.text, self.text[1:-1] if self.written else self.name, written=self.written)

    def check(self, taken: set[str]) -> None:
        """Says what is wrong with the row, if anything; notes its name in `taken`."""
        name = self.chosen().key
        if not re.fullmatch(BLANK_NAME, name):
            self.problem = "A blank's name starts with a letter and holds up to 40 letters, digits, spaces, _ and -."
        elif name in taken:
            self.problem = f"Two blanks are called “{name}”. Give one of them another name."
        elif self.item is None and ("\n" in self.text or len(self.text) > TITLE_MAX):
            self.problem = "Write a few words of the plan, in one line."
        taken.add(name)


class KeepForm(TitleForm):
    """A plan kept as a template: its title and purpose, which words become blanks, whether seeds come along."""

    purpose = PlainText(max_length=300, label="What it is for, in a line")
    seeds = forms.BooleanField(required=False, label="Keep the seeds and their locks")
    spare = forms.BooleanField(required=False)
    accept = forms.BooleanField(required=False, label="Keep it with its findings")

    def __init__(self, *args: Any, candidates: list[Candidate], **options: Any) -> None:
        super().__init__(*args, **options)
        data = self.data if self.is_bound else None
        self.rows = [Keep(mark_of(item), item, data) for item in candidates]
        self.own = [Keep(f"own{number}", None, data) for number in range(1, OWN_ROWS + 1)]

    def chosen(self) -> tuple[Chosen, ...]:
        """The blanks asked for by rows without a mistake."""
        return tuple(row.chosen() for row in (*self.rows, *self.own) if row.taken and not row.problem)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        names: set[str] = set()
        for row in (*self.rows, *self.own):
            if row.taken:
                row.check(names)
        if any(row.problem for row in (*self.rows, *self.own)):
            raise ValidationError("Mend the blanks that are marked.")
        return data
