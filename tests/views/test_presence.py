"""Who is here, and whether anything is new."""

import re

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from projects.models import Guest, Membership, Presence, ShareLink
from projects.views.presence import initials
from projects.writes.presence import HERE_FOR
from projects.writes.projects import delete_project
from tests import factories
from tests.cast import LINK_TOKEN
from tests.pages import Page

HTMX = {"HX-Request": "true"}


@pytest.fixture
def path(project):
    return reverse("live", args=[project.slug])


def state(response):
    """What the page would ask with next time."""
    found = dict(re.findall(r'data-(rev|here|line)="(\w*)"', response.content.decode()))
    return {name: found[name] for name in ("rev", "here", "line")}


def asked(client, path, known=None, **more):
    return client.get(path, {**(known or {}), **more}, headers=HTMX)


def test_nothing_new_is_an_empty_answer(as_owner, path):
    known = state(asked(as_owner, path, shot=""))
    answer = asked(as_owner, path, known, shot="")
    assert (answer.status_code, answer.content) == (204, b"")


def test_nothing_new_costs_who_asks_and_one_query(as_owner, path, django_assert_num_queries):
    known = state(asked(as_owner, path, shot=""))
    with django_assert_num_queries(4):  # session, account, membership with the project; who is here
        asked(as_owner, path, known, shot="")


def test_others_are_shown_with_the_shot_that_they_have_open(as_owner, as_editor, path):
    known = state(asked(as_owner, path, shot=""))
    asked(as_editor, path, shot="SH020")
    answer = asked(as_owner, path, known, shot="")
    assert Page(answer).all("face") == ["EEditor, SH020 open"]
    assert 'data-name="Editor" data-at="SH020"' in answer.content.decode()


def test_a_person_with_two_devices_is_one_face_with_both_shots(as_owner, as_editor, editor, path, project):
    phone = Client()
    phone.force_login(editor)
    asked(as_editor, path, shot="SH020")
    asked(phone, path, shot="SH010")
    answer = asked(as_owner, path, shot="")
    assert Page(answer).all("face") == ["EEditor, SH010 and SH020 open"]
    assert 'data-at="SH010 SH020"' in answer.content.decode()
    phone.post(reverse("live_leave", args=[project.slug]))
    assert Page(asked(as_owner, path, shot="")).all("face") == ["EEditor, SH020 open"]


def test_who_closes_the_page_is_gone_at_once(as_owner, as_editor, path, project):
    asked(as_editor, path, shot="SH020")
    known = state(asked(as_owner, path, shot=""))
    assert as_editor.post(reverse("live_leave", args=[project.slug])).status_code == 204
    answer = asked(as_owner, path, known, shot="")
    assert (answer.status_code, Page(answer).all("face")) == (200, [])


def test_what_others_did_is_told_once_and_what_oneself_did_never(as_owner, as_editor, path, project):
    known = state(asked(as_owner, path, shot=""))
    move = reverse("moves", args=[project.slug])
    as_editor.post(move, {"shot": "SH020", "scene": "arrival", "position": "0"})
    as_owner.post(move, {"shot": "SH010", "scene": "arrival", "position": "0"})
    answer = asked(as_owner, path, known, shot="")
    assert re.findall(r"data-news[^>]*>([^<]+)<", answer.content.decode()) == ["Editor: SH020 moved."]
    again = asked(as_owner, path, {**state(answer), "rev": "0"}, shot="")
    assert "data-news" not in again.content.decode()


def test_asking_without_a_place_notes_nothing(as_owner, path):
    asked(as_owner, path)
    assert Presence.objects.count() == 0


def test_a_page_in_the_background_says_nothing_of_a_shot(as_owner, path):
    asked(as_owner, path, shot="SH010")
    asked(as_owner, path, away="1")
    assert Presence.objects.get().shot == "SH010"


@pytest.mark.parametrize("shot", ["<b>", "x" * 33, "\u0000", "SH 010", "١"])
def test_a_code_that_is_none_is_no_shot(shot, as_owner, path):
    asked(as_owner, path, shot=shot)
    assert Presence.objects.get().shot == ""


@pytest.mark.parametrize(
    "known", [{"rev": "x", "here": "y", "line": "z"}, {"line": "9" * 30}, {"line": "-1"}, {"rev": "\u0000"}]
)
def test_mangled_questions_are_answered_in_full(known, as_owner, path):
    assert asked(as_owner, path, known).status_code == 200


def test_a_stranger_learns_no_name(as_editor, as_stranger, path, project):
    asked(as_editor, path, shot="SH020")
    answer = asked(as_stranger, path, shot="SH020")
    assert (answer.status_code, "Editor" in answer.content.decode()) == (404, False)
    assert as_stranger.post(reverse("live_leave", args=[project.slug])).status_code == 404
    assert Presence.objects.count() == 1


def test_whoever_lost_membership_or_project_gets_a_404(as_owner, as_editor, editor, owner, path, project):
    Membership.objects.filter(user=editor).delete()
    assert asked(as_editor, path, shot="").status_code == 404
    delete_project(project, by=owner)
    assert asked(as_owner, path, shot="").status_code == 404


def test_who_is_signed_out_is_told_so(client, path):
    assert asked(client, path, shot="").status_code == 401


def test_being_here_raises_no_revision(as_owner, path, project):
    before = factories.content()
    asked(as_owner, path, shot="SH010")
    assert factories.content() == before


@pytest.mark.parametrize(
    ("name", "letters"),
    [("Ana Maria Lima", "AL"), ("ada", "A"), ("j.doe", "JD"), ("", "?"), ("王 小明", "王小"), ("_", "?")],
)
def test_a_name_has_one_or_two_initials(name, letters):
    assert initials(name) == letters


# ---- Guests.
def test_members_see_a_guest_by_name_with_the_shot_that_is_open(as_owner, as_guest, path):
    known = state(asked(as_owner, path, shot=""))
    as_guest.get(f"/s/{LINK_TOKEN}/live/?shot=SH020")
    answer = asked(as_owner, path, known, shot="")
    assert Page(answer).all("face") == ["KKim (guest), SH020 open"]
    assert 'data-name="Kim (guest)" data-at="SH020"' in answer.content.decode()


def test_guests_see_members_and_other_guests_but_not_themselves(as_owner, as_guest, path):
    other = factories.guest_client(LINK_TOKEN, "Lee")
    asked(as_owner, path, shot="SH010")
    other.get(f"/s/{LINK_TOKEN}/live/?shot=SH020")
    told = as_guest.get(f"/s/{LINK_TOKEN}/live/?shot=SH010").json()
    assert re.findall(r'data-name="([^"]*)" data-at="([^"]*)"', told["faces"]) == [
        ("Lee (guest)", "SH020"), ("Owner", "SH010"),
    ]  # fmt: skip
    known = {name: told[name] for name in ("rev", "talk", "here")}
    assert as_guest.get(f"/s/{LINK_TOKEN}/live/", {**known, "shot": "SH010"}).status_code == 204


def test_what_a_guest_did_is_told_by_name(as_owner, as_guest, path):
    known = state(asked(as_owner, path, shot=""))
    as_guest.post(f"/s/{LINK_TOKEN}/comments/shots/SH010/", {"text": "Warmer."})
    answer = asked(as_owner, path, {**known, "talk": "0"}, shot="")
    assert re.findall(r"data-news[^>]*>([^<]+)<", answer.content.decode()) == ["Kim: commented on SH010."]


def test_a_guest_of_a_revoked_link_and_one_who_left_are_not_here(as_owner, as_guest, path, link):
    as_guest.get(f"/s/{LINK_TOKEN}/live/?shot=SH020")
    Guest.objects.update(seen_at=timezone.now() - HERE_FOR)
    assert Page(asked(as_owner, path, shot="")).all("face") == []
    as_guest.get(f"/s/{LINK_TOKEN}/live/?shot=SH020")
    ShareLink.objects.update(revoked_at=timezone.now())
    assert Page(asked(as_owner, path, shot="")).all("face") == []
