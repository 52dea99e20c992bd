"""Forms about anchors, scenes and seed locks."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from projects.core.board import KINDS, SEED_MAX, Anchor, Board
from projects.core.words import without_article
from projects.forms.fields import Pick, PlainForm, PlainText, Whole

_REFUSED_IN_NAME = re.compile(r"[,;:()\n]")


class AnchorForm(PlainForm):
    """An anchor: kind, name, description, and where it holds."""

    kind = Pick([(kind, kind.title()) for kind in KINDS])
    name = PlainText(max_length=80, required=True, error_messages={"required": "Give the anchor a name."},
                     help_text="How carrying shots call it: “the same NAME”.")  # fmt: skip
    description = PlainText(rows=3, help_text="The full wording where it first appears.")

    def __init__(self, *args: Any, board: Board, **options: Any) -> None:
        super().__init__(*args, **options)
        choices = [("project:", "The whole project")]
        choices += [(f"scene:{s.key}", f"Scene {n}: {s.title or s.key}") for n, s in enumerate(board.scenes, 1)]
        holds = forms.MultipleChoiceField(
            choices=choices, required=False, widget=forms.CheckboxSelectMultiple, label="Holds for"
        )
        self.fields["holds"] = holds

    def clean_name(self) -> str:
        name = " ".join(str(self.cleaned_data["name"]).split())
        if _REFUSED_IN_NAME.search(str(self.cleaned_data["name"])):
            raise ValidationError("A name holds no , ; : ( ) and no line break.")
        if not without_article(name) or name.casefold() in ("a", "an", "the"):
            raise ValidationError("Give the anchor a name.")
        return name

    def anchor(self, key: str = "") -> Anchor:
        """The anchor that the form describes."""
        data = self.cleaned_data
        return Anchor(key, data["kind"], data["name"], data["description"])


class SceneForm(PlainForm):
    """A scene's title and anchors."""

    title = PlainText()

    def __init__(self, *args: Any, board: Board, **options: Any) -> None:
        super().__init__(*args, **options)
        choices = [(a.key, f"{a.name} ({a.kind})") for a in board.anchors]
        self.fields["anchors"] = forms.MultipleChoiceField(
            choices=choices, required=False, widget=forms.CheckboxSelectMultiple
        )


class LockForm(PlainForm):
    """A seed lock: its master, the seed where the master has none, and why."""

    def __init__(self, *args: Any, codes: list[str], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["master"] = Pick([(code, code) for code in codes], label="Master shot")
        self.fields["seed"] = Whole(0, SEED_MAX, "A seed", required=False, help_text="Empty: the master shot's own seed.")
        self.fields["reason"] = PlainText(max_length=500, help_text="Why this seed. Kept in the activity log.")
