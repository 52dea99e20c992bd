"""What somebody writes in a comment, and how often news come by mail."""

from __future__ import annotations

from django import forms
from django.core.exceptions import ValidationError

from projects.core.findings import Refused
from projects.core.markdown import TEXT_MAX, comment_text

DIGESTS = (("", "Never"), ("day", "Every day"), ("week", "Every week"))


class CommentForm(forms.Form):
    """The text of a comment, refused with how many characters it has; and the thread that it answers, 0 for none."""

    text = forms.CharField(required=False, strip=False)
    thread = forms.IntegerField(required=False, min_value=0, max_value=2**62)
    most = TEXT_MAX

    def clean_text(self) -> str:
        try:
            return comment_text(self.cleaned_data["text"])
        except Refused as error:
            raise ValidationError(str(error)) from None

    def sentence(self) -> str:
        """What is wrong with it, as one sentence; empty where nothing is."""
        return next((str(faults[0]) for faults in self.errors.values()), "")


class DigestForm(forms.Form):
    """How often news come by mail: never, every day, every week."""

    digest = forms.ChoiceField(required=False, choices=DIGESTS)
