"""Opening an invitation: as the invited person, as somebody else, as nobody yet, and when it is over."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from projects.models import Invitation, Membership, User
from projects.writes.invitations import invite
from tests import factories
from tests.cast import PASSWORD
from tests.pages import Page, text_of

pytestmark = pytest.mark.django_db
NEW = "new@example.org"
ACCOUNT = {"name": "Neu  Er", "password": PASSWORD}


@pytest.fixture
def link(project, owner):
    return invite(project, [NEW], "reviewer", by=owner)[0].link.removeprefix("http://127.0.0.1:8000")


def test_looking_joins_nobody_and_writes_nothing(link):
    with factories.writes() as written:
        for client in (Client(), factories.client_of(factories.person("other"))):
            client.get(link)
            client.head(link)
    assert [sql for sql in written if "projects_" in sql and "projects_user" not in sql] == []


def test_somebody_without_an_account_makes_one_and_is_in(link, project):
    client = Client()
    assert "Owner invites you to Harbour" in text_of(client.get(link))
    before = client.get(link) and client.session.session_key
    response = client.post(link, ACCOUNT)
    assert (response.status_code, response["Location"]) == (302, f"/projects/{project.slug}/")
    assert client.get(response["Location"]).status_code == 200
    assert client.session.session_key != before
    user = User.objects.get(email=NEW)
    assert (user.name, Membership.objects.get(user=user).role) == ("Neu Er", "reviewer")


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"name": " "}, "Enter your name."),
        ({"password": ""}, "Choose a password."),
        ({"password": "short"}, "at least 10 characters"),
        ({"password": "password123"}, "too common"),
        ({"name": "x" * 81}, "80"),
    ],
)
def test_what_is_missing_is_said_and_nothing_is_lost(change, sentence, link):
    response = Client().post(link, {**ACCOUNT, **change})
    assert (response.status_code, sentence in text_of(response)) == (422, True)
    assert Page(response).form("join").data()["name"] == [change.get("name", ACCOUNT["name"])]
    assert User.objects.filter(email=NEW).count() == 0


def test_the_invited_person_is_asked_and_joins(link, project):
    client = factories.client_of(factories.person("new"))
    assert "Join" in text_of(client.get(link))
    assert client.post(link)["Location"] == f"/projects/{project.slug}/"
    assert client.get(link)["Location"] == f"/projects/{project.slug}/"  # a second click leads on
    assert Client().get(link).status_code == 410


def test_somebody_else_is_told_whose_it_is_and_stays_out(link, as_stranger):
    for response in (as_stranger.get(link), as_stranger.post(link)):
        assert (response.status_code, "with the address new@example.org" in text_of(response)) == (403, True)
    assert Membership.objects.filter(user__email="stranger@example.org").count() == 0


def test_signing_out_leads_back_to_the_invitation(link, as_stranger):
    response = as_stranger.post("/accounts/logout/", {"next": link})
    assert response["Location"] == link
    assert "Make an account and join" in text_of(as_stranger.get(link))


def test_whoever_has_an_account_signs_in_first_and_comes_back(link):
    factories.person("new", PASSWORD)
    client = Client()
    assert f"/accounts/login/?next={link}" in client.get(link).content.decode()
    assert client.post(link, ACCOUNT).status_code == 403
    assert client.post("/accounts/login/", {"login": NEW, "password": PASSWORD, "next": link})["Location"] == link


@pytest.mark.parametrize(
    "change",
    [
        {"accepted_at": timezone.now()},
        {"revoked_at": timezone.now()},
        {"expires_at": timezone.now() - timedelta(minutes=1)},
    ],
)
def test_one_that_is_over_says_so_to_everybody(change, link, as_stranger):
    Invitation.objects.update(**change)
    for client in (Client(), as_stranger):
        assert [client.get(link).status_code, client.post(link, ACCOUNT).status_code] == [410, 410]
    assert User.objects.filter(email=NEW).count() == 0


def test_one_of_a_deleted_project_is_over(link, as_owner, project):
    as_owner.post(f"/projects/{project.slug}/deletion/")
    assert Client().get(link).status_code == 410


@pytest.mark.parametrize("token", ["x", "x" * 3000, "a b", "%00", "ü", "<script>", "' OR 1=1 --", "%F0%9F%8C%89"])
def test_a_token_that_is_none_is_no_invitation(token, db):
    assert [Client().get(f"/invitations/{token}/").status_code, Client().post(f"/invitations/{token}/").status_code] == [
        404
    ] * 2


def test_the_page_is_listed_nowhere_and_tells_no_other_site(link):
    response = Client().get(link)
    assert (response["Referrer-Policy"], response["X-Robots-Tag"], response["Cache-Control"]) == (
        "same-origin", "noindex", "private, no-store",
    )  # fmt: skip
