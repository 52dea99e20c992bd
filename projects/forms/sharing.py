"""Forms about share links: one for whoever makes them, two for the guests who come by them."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from projects.core.board import Board
from projects.core.cells_reading import CellError, plain_text
from projects.core.guest_names import refused_name, tidy_name
from projects.forms.fields import PlainForm, PlainText
from projects.models import ShareLink
from projects.writes.sharing import LinkValues

SCOPES = [("project", "The whole project"), ("approved", "Approved shots only"), ("scenes", "Chosen scenes")]
RIGHTS = [("view", "Look"), ("comment", "Look and comment"), ("approve", "Look, comment and decide")]
EXPIRIES = [("1", "In a day"), ("7", "In 7 days"), ("30", "In 30 days"), ("never", "Never"), ("date", "After a day")]
SHORTEST, LONGEST = 6, 200
_ONE_OF_THEM = {"invalid_choice": "Choose one of the list.", "required": "Choose one of the list."}


class LinkForm(PlainForm):
    """A share link: what it is called, what it shows, what guests may do, until when, and its password.

    Of a link that is there (`link`), its expiry and password stay unless something else is asked for.
    """

    label = PlainText(max_length=80, label="Label", help_text="Who it is for. Guests do not see it.")
    scope = forms.ChoiceField(choices=SCOPES, initial="project", label="Shows", error_messages=_ONE_OF_THEM)
    rights = forms.ChoiceField(choices=RIGHTS, initial="comment", label="Guests may", error_messages=_ONE_OF_THEM)
    date = forms.CharField(required=False, label="Last day", max_length=10)
    password = forms.CharField(required=False, strip=False, label="Password", max_length=LONGEST)
    no_password = forms.BooleanField(required=False, label="Without a password")

    def __init__(self, *args: Any, board: Board, now: datetime, link: ShareLink | None = None, **options: Any) -> None:
        super().__init__(*args, **options)
        self.link, self.now = link, now
        self.scenes_there = [(scene.key, scene.title or scene.key) for scene in board.scenes]
        self.fields["scenes"] = forms.MultipleChoiceField(
            choices=self.scenes_there, required=False,
            error_messages={"invalid_choice": "One of these scenes is gone. Choose again."},
        )  # fmt: skip
        kept = [("keep", "As it is")] if link else []
        self.fields["expires"] = forms.ChoiceField(
            choices=[*kept, *EXPIRIES], initial="keep" if link else "30", label="Expires", required=False,
            error_messages=_ONE_OF_THEM,
        )  # fmt: skip

    def clean_label(self) -> str:
        return " ".join(str(self.cleaned_data["label"]).split())

    def clean_password(self) -> str:
        text = str(self.cleaned_data["password"] or "")
        try:
            plain_text(text, LONGEST)
        except CellError as error:
            raise ValidationError(str(error)) from None
        if text and len(text.strip()) < SHORTEST:
            raise ValidationError(f"A password has at least {SHORTEST} characters.")
        return text

    def clean(self) -> dict[str, Any]:
        data = dict(super().clean() or {})
        if data.get("scope") == "scenes" and not data.get("scenes") and "scenes" not in self.errors:
            self.add_error("scenes", "Choose at least one scene.")
        if "expires" not in self.errors and "date" not in self.errors:
            try:
                data["expires_at"] = self._expires_at(str(data.get("expires") or ""), str(data.get("date") or ""))
            except ValidationError as error:
                self.add_error("date", error)
        return data

    def _expires_at(self, how: str, day: str) -> datetime | None:
        if how == "keep" or (not how and self.link):
            return self.link.expires_at if self.link else None
        if how == "date":
            return _end_of(day, self.now)
        return self.now + timedelta(days=int(how)) if how.isdigit() else None

    def values(self) -> LinkValues:
        """What the link is to say."""
        data = self.cleaned_data
        password = data["password"] or ("" if data["no_password"] or self.link is None else None)
        return LinkValues(data["label"], data["scope"], tuple(data["scenes"]), data["rights"], data["expires_at"], password)


def _end_of(text: str, now: datetime) -> datetime:
    """The end of a day (UTC) that is still to come. ValidationError for any other text."""
    try:
        day = date.fromisoformat(text.strip())
    except ValueError:
        raise ValidationError("Enter a day such as 2027-01-31.") from None
    if not now.date() <= day <= now.date() + timedelta(days=3660):
        raise ValidationError("Choose a day that is still to come, within ten years.")
    return datetime.combine(day, time(23, 59, 59), UTC)


class LinkPasswordForm(PlainForm):
    """The password of a link, as a guest gives it."""

    password = forms.CharField(
        strip=False, max_length=LONGEST, error_messages={"required": "Enter the password."},
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password", "autofocus": True}),
    )  # fmt: skip


class GuestForm(PlainForm):
    """How a guest is called."""

    name = forms.CharField(
        label="Your name", strip=False, required=False,
        widget=forms.TextInput(attrs={"autocomplete": "name", "autofocus": True, "maxlength": 80}),
    )  # fmt: skip

    def clean_name(self) -> str:
        text = str(self.data.get("name") or "")
        sentence = refused_name(text)
        if sentence:
            raise ValidationError(sentence)
        return tidy_name(text)
