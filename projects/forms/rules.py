"""The form that sets one rule of a project."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from projects.core.catalog import Catalog
from projects.forms.fields import Pick, PlainForm, PlainText
from projects.writes.rules import AS_IT_IS

LEVELS = ((AS_IT_IS, "As it is"), ("hint", "Only a hint"), ("off", "Off"))
LONGEST_REASON = 500


class RuleForm(PlainForm):
    """A rule, its level in this project, and why."""

    def __init__(self, *args: Any, catalog: Catalog, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["code"] = Pick([(code, code) for code in catalog.rules])
        self.fields["level"] = Pick(LEVELS)
        self.fields["reason"] = PlainText(required=False)
        self.fields["seen"] = forms.CharField(required=False)

    def clean(self) -> dict[str, Any]:
        data = dict(super().clean() or {})
        reason = " ".join(str(data.get("reason") or "").split())
        if "level" in data and data["level"] != AS_IT_IS and not reason:
            self.add_error("reason", ValidationError("Say why: the next person will want to know."))
        if len(reason) > LONGEST_REASON:
            self.add_error("reason", ValidationError(f"Keep it under {LONGEST_REASON} characters."))
        return {**data, "reason": reason}
