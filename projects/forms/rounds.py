"""Forms about rounds of review: one opens a round, one closes it."""

from __future__ import annotations

from typing import Any

from django import forms

from projects.core.board import Board
from projects.forms.fields import PlainForm, PlainText
from projects.writes.rounds import RoundValues

NOTE_MAX = 5_000
ROUND_SCOPES = [
    ("project", "The whole project"), ("scenes", "Chosen scenes"), ("in-review", "Only shots that are in review"),
]  # fmt: skip
_ONE_OF_THEM = {"invalid_choice": "Choose one of the list.", "required": "Choose one of the list."}


class RoundForm(PlainForm):
    """A new round: what it is called, what reviewers are told, which shots, and whether drafts go to review."""

    title = PlainText(max_length=200)
    note = PlainText(rows=3, max_length=NOTE_MAX)
    scope = forms.ChoiceField(choices=ROUND_SCOPES, initial="project", error_messages=_ONE_OF_THEM)
    send = forms.BooleanField(required=False, initial=True)

    def __init__(self, *args: Any, board: Board, **options: Any) -> None:
        super().__init__(*args, **options)
        self.scenes_there = [(scene.key, scene.title or scene.key) for scene in board.scenes]
        self.fields["scenes"] = forms.MultipleChoiceField(
            choices=self.scenes_there, required=False,
            error_messages={"invalid_choice": "One of these scenes is gone. Choose again."},
        )  # fmt: skip

    def clean_title(self) -> str:
        return " ".join(str(self.cleaned_data["title"]).split())

    def clean(self) -> dict[str, Any]:
        data = dict(super().clean() or {})
        if data.get("scope") == "scenes" and not data.get("scenes") and "scenes" not in self.errors:
            self.add_error("scenes", "Choose at least one scene.")
        return data

    def values(self) -> RoundValues:
        """What the round is to be."""
        data = self.cleaned_data
        return RoundValues(data["title"], data["note"].strip(), data["scope"], tuple(data["scenes"]), data["send"])


class ClosingForm(PlainForm):
    """What is said when a round is closed; nothing is allowed."""

    note = PlainText(rows=3, max_length=NOTE_MAX)
