"""Forms for taking files in: the file or its text, which column is which field, and what of it is wanted."""

from __future__ import annotations

import re
from typing import Any, Literal, cast

from django import forms
from django.http import QueryDict

from projects.core.incoming_plan import Choices
from projects.core.incoming_values import MISSING
from projects.forms.fields import PlainForm
from projects.imports import KINDS
from projects.imports.sheet import FIELDS

LARGEST = 64 * 1024 * 1024
LABELS = {
    "": "Found out by itself", "csv": "A table (CSV)", "xlsx": "A workbook (XLSX)", "fountain": "A script (Fountain)",
    "fdx": "A script (Final Draft)", "markdown": "A shot list (Markdown)", "text": "A shot list (plain text)",
    "edl": "A timeline (EDL)", "otio": "A timeline (OpenTimelineIO)", "fcpxml": "A timeline (FCPXML)",
    "document": "A storyboard document (JSON)", "zip": "A zip archive",
}  # fmt: skip
PASTED = "Pasted text"


class UploadForm(PlainForm):
    """A file, or its text, and what it is where that should be said."""

    file = forms.FileField(required=False, label="File", allow_empty_file=True)
    text = forms.CharField(
        required=False,
        widget=forms.Textarea(attrs={"rows": 8, "spellcheck": "false"}),
        strip=False,
        label="or paste it: rows of a spreadsheet, a script, a shot list",
    )
    kind = forms.ChoiceField(required=False, label="It is", choices=[(kind, LABELS[kind]) for kind in ("", *KINDS)])

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        given = data.get("file")
        if given and given.size > LARGEST:
            self.add_error("file", "The file is larger than 64 MB: split it.")
        elif given is None and not str(data.get("text") or "").strip():
            self.add_error("file", "Choose a file, or paste its text.")
        return data

    def content(self) -> tuple[bytes, str, str]:
        """What was sent: its bytes, its name, and what it was said to be."""
        given = self.cleaned_data.get("file")
        kind = self.cleaned_data["kind"]
        if given:
            return bytes(given.read()), str(given.name), kind
        return str(self.cleaned_data["text"]).encode("utf-8", "surrogatepass"), PASTED, kind


def mapping_in(data: QueryDict) -> dict[int, str] | None:
    """Which column is which field as a person chose it: `column-N` of the step itself, else `mapping` of a later one."""
    chosen = {
        int(name.removeprefix("column-")): value
        for name, value in data.items()
        if re.fullmatch(r"column-\d{1,3}", name) and isinstance(value, str)
    }
    if chosen:
        return {at: value for at, value in chosen.items() if value}
    given = data.get("mapping", "")
    pairs = re.findall(r"(\d{1,3}):(\w{1,40})", given)
    return {int(at): field for at, field in pairs if field in FIELDS} if given else None


def headed_in(data: QueryDict) -> bool | None:
    """Whether a person took the first row for headings; None where nobody was asked."""
    return {"1": True, "0": False}.get(data.getlist("headed")[-1]) if data.getlist("headed") else None


def mapping_text(mapping: dict[int, str]) -> str:
    """A mapping as it goes along hidden from step to step."""
    return ",".join(f"{at}:{field}" for at, field in sorted(mapping.items()))


def choices_in(data: QueryDict) -> Choices:
    """The ticks: of those that a page showed (`shown`) the ones that were sent are on, the others off."""
    shown = set(data.get("shown", "").split())
    ticked = set(data.getlist("take")) & shown
    # Ticks of shots that the page had no room for came along as they stood.
    kept_on, kept_off = (set(data.get(name, "").split()) - shown for name in ("on", "off"))
    missing = data.get("missing", "keep")
    wanted = cast(Literal["keep", "omit", "delete"], missing if missing in MISSING else "keep")
    return Choices(frozenset(ticked | kept_on), frozenset((shown - ticked) | kept_off), wanted)
