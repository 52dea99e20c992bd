"""The own account: name, address, colours, own data, the end of it."""

import json

import pytest
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from projects.models import Activity, Comment, Membership, User
from projects.writes.accounts import end_sessions, signin_link
from projects.writes.letters import delivered
from projects.writes.tokens import TokenValues, make_token
from tests import factories
from tests.cast import PASSWORD
from tests.pages import Page, text_of

pytestmark = pytest.mark.django_db
PROVEN = {"password": PASSWORD}


@pytest.fixture
def sends_mail(settings):
    settings.MAIL_WORKS = True


def path_in(letter):
    """The address of the link in a letter."""
    return next(line for line in letter.body.splitlines() if "://" in line).removeprefix("http://127.0.0.1:8000")


def test_name_news_and_colours_are_saved_together(as_owner, owner):
    form = Page(as_owner.get("/account/")).form("profile")
    response = as_owner.post("/account/", form.data(name=" Ada  King ", digest="week", theme="dark"))
    owner.refresh_from_db()
    assert (response.status_code, owner.name, owner.digest) == (302, "Ada King", "week")
    assert as_owner.cookies["theme"].value == "dark"
    assert 'data-theme="dark"' in as_owner.get("/account/").content.decode()
    as_owner.post("/account/", {"name": "Ada"})
    assert as_owner.cookies["theme"].value == ""


@pytest.mark.parametrize(
    "change",
    [
        {"name": "x" * 81},
        {"name": "a\x00b"},
        {"name": "a\u202eb"},
        {"name": "\u200b"},
        {"digest": "hourly"},
        {"theme": "pink"},
    ],
)
def test_what_cannot_be_stored_is_refused(change, as_owner, owner):
    assert as_owner.post("/account/", {"name": "Other", **change}).status_code == 422
    owner.refresh_from_db()
    assert owner.name == "Owner"


def test_nothing_else_of_an_account_can_be_set_by_adding_a_field(as_owner, owner):
    as_owner.post("/account/", {"name": "Ada", "is_staff": "1", "is_superuser": "1", "email": "x@example.org"})
    owner.refresh_from_db()
    assert (owner.is_staff, owner.is_superuser, owner.email) == (False, False, "owner@example.org")


def test_a_new_address_holds_once_its_letter_was_followed(as_owner, owner, as_stranger, sends_mail):
    assert as_owner.post("/account/address/", {**PROVEN, "email": "Ada@New.example"}).status_code == 302
    delivered()
    owner.refresh_from_db()
    link = path_in(mail.outbox[0])
    assert (mail.outbox[0].to, owner.email) == (["ada@new.example"], "owner@example.org")
    assert as_stranger.post(link).status_code == 404  # it is for one account alone
    assert as_owner.get(link).status_code == 200
    assert as_owner.post(link).status_code == 302
    delivered()
    owner.refresh_from_db()
    assert (owner.email, mail.outbox[1].to) == ("ada@new.example", ["owner@example.org"])
    assert as_owner.post(link).status_code == 404  # once
    assert Client().post("/accounts/login/", {"login": "owner@example.org", **PROVEN}).status_code == 422
    assert Client().post("/accounts/login/", {"login": "ada@new.example", **PROVEN}).status_code == 302


def test_the_page_does_not_tell_whether_an_address_is_taken(as_owner, stranger, sends_mail):
    taken, free = (
        as_owner.post("/account/address/", {**PROVEN, "email": email}) for email in (stranger.email, "free@example.org")
    )
    delivered()
    assert (taken.status_code, free.status_code, taken["Location"]) == (302, 302, free["Location"])
    assert ["://" in letter.body for letter in mail.outbox] == [False, True]


def test_without_mail_a_new_address_holds_at_once_but_not_a_taken_one(as_owner, owner, stranger):
    refused = as_owner.post("/account/address/", {**PROVEN, "email": stranger.email})
    assert (refused.status_code, "another account with this address" in text_of(refused)) == (422, True)
    assert as_owner.post("/account/address/", {**PROVEN, "email": "ada@new.example"}).status_code == 302
    owner.refresh_from_db()
    assert owner.email == "ada@new.example"


@pytest.mark.parametrize("email", ["", "ada", "a\nb@example.org", "owner@example.org", "x" * 250 + "@example.org"])
def test_what_is_no_new_address(email, as_owner, owner, sends_mail):
    assert as_owner.post("/account/address/", {**PROVEN, "email": email}).status_code == 422
    owner.refresh_from_db()
    assert owner.email == "owner@example.org"


@pytest.mark.parametrize("path", ["/account/address/", "/account/deletion/"])
def test_without_the_password_nothing_happens_and_guessing_is_limited(path, as_owner, owner):
    form = {"email": "ada@new.example", "sure": "on", "keep_name": "1", "password": "not this one"}
    answers = [as_owner.post(path, form) for _ in range(11)]
    assert [answer.status_code for answer in answers] == [422] * 11
    assert ["Too many tries" in text_of(answer) for answer in answers] == [False] * 10 + [True]
    assert User.objects.get(pk=owner.pk).email == "owner@example.org"


def test_signing_out_everywhere_ends_every_session_of_this_person_alone(as_owner, owner, as_editor, project):
    there = factories.client_of(owner)
    assert as_owner.post("/account/sessions/")["Location"] == "/accounts/login/"
    assert [client.get("/").status_code for client in (as_owner, there, as_editor)] == [302, 302, 200]
    assert factories.client_of(User.objects.get(pk=owner.pk)).get("/").status_code == 200


def test_signing_out_everywhere_ends_tokens_and_waiting_links(as_owner, owner, editor):
    mine, theirs = (make_token(user, TokenValues("Nightly", True, None, None)) for user in (owner, editor))
    link = signin_link(owner.email).removeprefix("http://127.0.0.1:8000")
    as_owner.post("/account/sessions/")
    answers = [Client().get("/api/v1/projects", headers={"Authorization": f"Bearer {token}"}) for token in (mine, theirs)]
    assert ([answer.status_code for answer in answers], Client().post(link).status_code) == ([401, 200], 409)


def test_signing_out_everywhere_costs_the_same_however_many_are_signed_in(owner):
    for _ in range(3):
        factories.client_of(factories.person())
    with CaptureQueriesContext(connection) as few:
        end_sessions(owner)
    for _ in range(20):
        factories.client_of(factories.person())
    with CaptureQueriesContext(connection) as many:
        end_sessions(owner)
    assert (len(many), [query for query in many.captured_queries if "session" in query["sql"]]) == (len(few), [])


def test_a_copy_of_ones_own_data_and_nobody_elses(as_reviewer, reviewer, owner, project):
    Comment.objects.create(project=project, text="Mine.", by=reviewer, name="Reviewer")
    Comment.objects.create(project=project, text="Not mine.", by=owner, name="Owner")
    Activity.objects.create(project=project, by=reviewer, verb="shot-status", target="SH010")
    response = as_reviewer.get("/account/export/")
    data = json.loads(response.content)
    assert response["Content-Disposition"].startswith('attachment; filename="storyboard-account-')
    assert (data["profile"]["email"], data["memberships"][0]["role"]) == ("reviewer@example.org", "reviewer")
    assert [row["text"] for row in data["comments"]] == ["Mine."]
    assert [row["target"] for row in data["activity"]] == ["SH010"]
    assert ("owner@example.org" in str(data), "password" in data["profile"]) == (False, False)


def test_who_owns_others_work_alone_is_led_to_hand_it_over(as_owner, project, deactivated, owner):
    User.objects.filter(pk=deactivated.pk).update(is_active=False)
    form = {**PROVEN, "sure": "on", "keep_name": "1"}
    response = as_owner.post("/account/deletion/", form)
    assert (response.status_code, f'href="/projects/{project.slug}/people/"' in response.content.decode()) == (409, True)
    assert User.objects.filter(pk=owner.pk).count() == 1


def test_the_end_of_an_account(as_owner, owner, project):
    page = Page(as_owner.get("/account/deletion/"))
    data = page.form("deletion").data(password=PASSWORD)
    assert as_owner.post("/account/deletion/", data).status_code == 422  # not ticked
    assert as_owner.post("/account/deletion/", {**data, "sure": "on"}).status_code == 302
    assert (User.objects.filter(pk=owner.pk).count(), as_owner.get("/").status_code) == (0, 302)


def test_without_a_password_a_fresh_link_proves_who_it_is(as_reviewer, reviewer, project):
    form = {"sure": "on", "keep_name": "0"}
    refused = as_reviewer.post("/account/deletion/", form)
    assert (refused.status_code, "Sign in by a fresh link" in text_of(refused)) == (422, True)
    client = Client()
    client.post(signin_link(reviewer.email).removeprefix("http://127.0.0.1:8000"))
    assert client.post("/account/deletion/", form).status_code == 302
    assert Membership.objects.filter(project=project, role="reviewer").count() == 0


def test_who_forgot_the_password_and_came_by_a_link_sets_a_new_one(owner, as_owner, project):
    client = Client()
    client.post(signin_link(owner.email).removeprefix("http://127.0.0.1:8000"))
    assert client.post("/account/password/", {"password": "short"}).status_code == 422
    assert client.post("/account/password/", {"password": "quite another password"}).status_code == 302
    assert [here.get("/").status_code for here in (client, as_owner)] == [200, 302]
    assert User.objects.get(pk=owner.pk).check_password("quite another password")


def test_anybody_else_needs_the_old_password(owner, as_owner):
    response = as_owner.post("/account/password/", {"password": "quite another password"})
    assert response["Location"] == "/accounts/password/change/"
    assert User.objects.get(pk=owner.pk).check_password(PASSWORD)


def test_a_link_of_half_an_hour_ago_proves_nothing(owner):
    client = Client()
    client.post(signin_link(owner.email).removeprefix("http://127.0.0.1:8000"))
    session = client.session
    session["by_link"] = [owner.pk, session["by_link"][1] - 1_800]
    session.save()
    assert client.get("/account/password/").status_code == 302
