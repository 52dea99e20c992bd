"""What a share link says, as typed, and what becomes of it."""

from datetime import UTC, datetime

import pytest

from projects.forms.sharing import GuestForm, LinkForm
from projects.models import ShareLink
from projects.writes.sharing import LinkValues
from tests import boards

NOW = datetime(2027, 1, 30, 12, tzinfo=UTC)
PLAIN = {"label": " Client  one ", "scope": "project", "rights": "view", "expires": "never"}


def form(link=None, **changes):
    return LinkForm({**PLAIN, **changes}, board=boards.harbour(), now=NOW, link=link)


def test_a_form_gives_what_the_link_says():
    made = form(scope="scenes", scenes=["arrival"], expires="1", password="open sesame")
    assert made.is_valid()
    assert made.values() == LinkValues(
        "Client one", "scenes", ("arrival",), "view", datetime(2027, 1, 31, 12, tzinfo=UTC), "open sesame"
    )


@pytest.mark.parametrize(
    ("typed", "until"),
    [
        ("2027-01-30", datetime(2027, 1, 30, 23, 59, 59, tzinfo=UTC)),
        ("2028-02-29", datetime(2028, 2, 29, 23, 59, 59, tzinfo=UTC)),
    ],
)
def test_a_last_day_is_part_of_the_time(typed, until):
    made = form(expires="date", date=typed)
    assert (made.is_valid(), made.values().expires_at) == (True, until)


@pytest.mark.parametrize(
    "typed", ["2027-01-29", "2037-12-31", "31.1.2027", "2027-02-30", "", "\u0662\u0660\u0662\u0667-01-31"]
)
def test_a_day_that_is_none_or_past_is_refused(typed):
    made = form(expires="date", date=typed)
    assert (made.is_valid(), list(made.errors)) == (False, ["date"])


def test_a_new_link_has_no_password_unless_one_is_typed_and_an_old_one_keeps_its_own():
    new, old, gone = form(), form(link=ShareLink()), form(link=ShareLink(), no_password="on")
    assert [made.is_valid() and made.values().password for made in (new, old, gone)] == ["", None, ""]


def test_scenes_are_kept_for_links_to_scenes_alone():
    made = form(scenes=["arrival"])
    assert made.is_valid()
    assert made.values().columns()["scenes"] == []


def test_a_guest_s_name_is_tidied():
    made = GuestForm({"name": "  Kim   Lee "})
    assert (made.is_valid(), made.cleaned_data["name"]) == (True, "Kim Lee")
