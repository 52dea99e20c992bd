"""Forms about people: addresses line by line, names on one line, passwords that keep the rules."""

import pytest

from projects.forms.people import InviteForm, JoinForm, ProfileForm, point_out


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("a@b.org", ["a@b.org"]), (" a@b.org \r\n\r\n,\nb@b.org", [" a@b.org ", "b@b.org"]),
        ("a@b.org\u2028b@b.org", ["a@b.org", "b@b.org"]),
    ],
)  # fmt: skip
def test_addresses_come_one_a_line(text, lines):
    form = InviteForm({"emails": text, "role": "viewer"})
    assert form.is_valid()
    assert form.cleaned_data["emails"] == lines


@pytest.mark.parametrize("role", ["", "admin", "VIEWER"])
def test_a_role_is_one_of_four(role):
    assert InviteForm({"emails": "a@b.org", "role": role}).errors == {"role": ["Choose one of the roles."]} or not role


def test_a_name_is_one_line_without_spaces_around():
    form = ProfileForm({"name": "  Ada \n King "}, mail=True)
    assert form.is_valid()
    assert form.cleaned_data["name"] == "Ada King"


@pytest.mark.parametrize("password", ["Brücke 漢字 🌉 und mehr", "x y" * 300, "correct horse battery"])
def test_a_long_password_of_any_letters_is_taken_as_it_is(password):
    form = JoinForm({"name": "Ada", "password": password}, email="ada@example.org")
    assert form.is_valid()
    assert form.cleaned_data["password"] == password


def test_the_first_field_with_a_mistake_gets_the_focus():
    form = JoinForm({"name": "", "password": "short"}, email="ada@example.org")
    point_out(form)
    assert [bool(field.widget.attrs.get("autofocus")) for field in form.fields.values()] == [True, False]
