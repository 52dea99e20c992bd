"""Forms about people: invitations, joining, the own account."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.contrib.auth.password_validation import password_validators_help_texts, validate_password
from django.core.exceptions import ValidationError

from projects.core.guest_names import refused_name
from projects.core.roles import Role
from projects.forms.fields import PlainForm, PlainText
from projects.models import User
from projects.writes.invitations import AT_ONCE

WRONG_ROLE = {"invalid_choice": "Choose one of the roles."}
WRONG_CHOICE = {"invalid_choice": "Choose one of the list."}
ROLE_CHOICES = [
    (Role.VIEWER.value, "Viewer: looks, exports"),
    (Role.REVIEWER.value, "Reviewer: comments, decides"),
    (Role.EDITOR.value, "Editor: changes the plan"),
    (Role.OWNER.value, "Owner: manages people too"),
]
NEWS = [("", "Never"), ("day", "Every day"), ("week", "Every week")]
THEMES = [("", "As the system"), ("dark", "Dark"), ("light", "Light")]


def point_out(form: forms.BaseForm) -> None:
    """The first field with a mistake gets the focus when the page comes back."""
    for name in form.errors:
        if name in form.fields:
            form.fields[name].widget.attrs["autofocus"] = True
            return


class OneLine(PlainText):
    """A short text on one line, without spaces around it."""

    def to_python(self, value: Any) -> str:
        return " ".join(super().to_python(value).split())


class PersonName(OneLine):
    """How somebody is called: nothing unseen in it, and nothing that turns the words beside it."""

    def to_python(self, value: Any) -> str:
        text = super().to_python(value)
        sentence = refused_name(text) if text else ""
        if sentence:
            raise ValidationError(sentence)
        return text


def password_field(label: str, **options: Any) -> forms.CharField:
    """A new password; its rules stand beside it."""
    rules = " ".join(password_validators_help_texts())
    widget = forms.PasswordInput(attrs={"autocomplete": "new-password"})
    return forms.CharField(label=label, strip=False, max_length=1_000, help_text=rules, widget=widget, **options)


class RoleForm(forms.Form):
    """A role for a member."""

    role = forms.ChoiceField(choices=ROLE_CHOICES, error_messages=WRONG_ROLE)


_BETWEEN = re.compile(r"[,;]")


class InviteForm(PlainForm):
    """Addresses, one a line, and the role they get."""

    emails = PlainText(
        rows=3, required=True, label="Email addresses, one a line", error_messages={"required": "Enter an address."},
        max_length=60_000,
    )  # fmt: skip
    role = forms.ChoiceField(choices=ROLE_CHOICES, initial="reviewer", error_messages=WRONG_ROLE)

    def clean_emails(self) -> list[str]:
        """What says something: lines, or each of several addresses in a line. Refused where there are too many."""
        written = str(self.cleaned_data["emails"]).splitlines()
        parts = [part for line in written for part in (_BETWEEN.split(line) if line.count("@") > 1 else [line])]
        lines = [line for line in parts if line.strip(" ,;\t")]
        if not lines:
            raise ValidationError("Enter an address.")
        if len(lines) > AT_ONCE:
            raise ValidationError(f"These are {len(lines):,} lines; {AT_ONCE} are taken at once.")
        return lines


class PasswordForm(PlainForm):
    """A new password for the account of an address."""

    password = password_field("Choose a password", error_messages={"required": "Choose a password."})

    def __init__(self, *args: Any, email: str, **options: Any) -> None:
        super().__init__(*args, **options)
        self.email = email

    def clean_password(self) -> str:
        """The password, where it keeps the rules."""
        password = str(self.cleaned_data["password"])
        validate_password(password, User(email=self.email, name=self.cleaned_data.get("name", "")))
        return password


class JoinForm(PasswordForm):
    """An account for somebody who was invited: the address is that of the invitation."""

    name = PersonName(max_length=80, required=True, label="Your name", error_messages={"required": "Enter your name."})
    field_order = ["name", "password"]

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["name"].widget.attrs["autocomplete"] = "name"


class ProfileForm(PlainForm):
    """Name, news by email and colours."""

    name = PersonName(max_length=80, label="Name", help_text="How others see you. Empty: your address up to the @.")
    digest = forms.ChoiceField(label="News by email", required=False, choices=NEWS, error_messages=WRONG_CHOICE)
    theme = forms.ChoiceField(label="Colours", required=False, choices=THEMES, error_messages=WRONG_CHOICE)

    def __init__(self, *args: Any, mail: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["name"].widget.attrs["autocomplete"] = "name"
        if not mail:
            self.fields["digest"].help_text = "This server sends no email at present."


class ProofForm(PlainForm):
    """The password once more, where the account has one. `proof` says why the person is not taken for who they are."""

    password = forms.CharField(
        label="Your password", required=False, strip=False, max_length=1_000,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )  # fmt: skip

    def __init__(self, *args: Any, has_password: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        if not has_password:
            del self.fields["password"]


class AddressForm(ProofForm):
    """Another address to sign in with."""

    email = forms.CharField(
        label="New address", max_length=254, error_messages={"required": "Enter an address."},
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )  # fmt: skip
    field_order = ["email", "password"]


class LeaveForm(ProofForm):
    """The end of an account."""

    keep_name = forms.ChoiceField(
        label="Under your comments and decisions stands", initial="1", required=False,
        choices=[("1", "your name"), ("0", "“Somebody who left”")], widget=forms.RadioSelect,
    )  # fmt: skip
    sure = forms.BooleanField(
        label="Delete my account for good", error_messages={"required": "Tick this to go on."}, required=True
    )
    field_order = ["keep_name", "password", "sure"]
