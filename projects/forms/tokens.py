"""The form of a new API token."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from projects.forms.fields import PlainForm, PlainText
from projects.models import Project
from projects.writes.tokens import TokenValues

SCOPES = [("read", "Read"), ("write", "Read and write")]
EXPIRIES = [("30", "In 30 days"), ("90", "In 90 days"), ("365", "In a year"), ("never", "Never")]
_ONE_OF_THEM = {"invalid_choice": "Choose one of the list.", "required": "Choose one of the list."}


class TokenForm(PlainForm):
    """What a token is called, what it may do, which projects it reaches, until when. `projects` are those of the person."""

    name = PlainText(max_length=80, required=True, error_messages={"required": "Say what it is for."})
    scope = forms.ChoiceField(choices=SCOPES, initial="read", label="May", error_messages=_ONE_OF_THEM)
    expires = forms.ChoiceField(choices=EXPIRIES, initial="90", label="Expires", error_messages=_ONE_OF_THEM)

    def __init__(self, *args: Any, projects: Mapping[str, Project], **options: Any) -> None:
        super().__init__(*args, **options)
        self.projects = projects
        choices = [("", "Every project of mine"), *((slug, project.title) for slug, project in projects.items())]
        self.fields["project"] = forms.ChoiceField(
            choices=choices, required=False, label="Reaches",
            error_messages={"invalid_choice": "This is no project of yours. Choose another."},
        )  # fmt: skip

    def clean_name(self) -> str:
        text = " ".join(str(self.cleaned_data["name"]).split())
        if not text:
            raise ValidationError("Say what it is for.")
        return text

    def values(self) -> TokenValues:
        """What the token says."""
        data = self.cleaned_data
        days = None if data["expires"] == "never" else int(data["expires"])
        return TokenValues(data["name"], data["scope"] == "write", self.projects.get(data["project"]), days)
