"""A forgotten password: by letter where the server sends mail, else an honest sentence; nobody learns who has an account."""

import re

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.test import Client

from projects.models import User
from projects.writes.letters import delivered
from tests import factories
from tests.cast import PASSWORD
from tests.pages import Page, text_of

pytestmark = pytest.mark.django_db
AT = "/accounts/password/reset/"
NEW = {"password1": "quite another password", "password2": "quite another password"}


@pytest.fixture
def sends_mail(settings):
    settings.MAIL_WORKS = True
    settings.PUBLIC_URL = "https://sb.example.org"


def asked(email):
    response = Client().post(AT, {"email": email}, headers={"host": "localhost"})
    delivered()
    return response


def link():
    found = re.search(r"https://sb\.example\.org(/\S+)", mail.outbox[0].body)
    assert found
    return found[1]


def test_the_letter_leads_to_a_new_password_that_ends_all_sessions(owner, as_owner, sends_mail):
    EmailAddress.objects.all().delete()
    wrong = [Client().post("/accounts/login/", {"login": owner.email, "password": "wrong"}).status_code for _ in range(6)]
    assert wrong[-1] == 429
    asked("Owner@example.org")
    client = Client()
    form = client.get(link(), follow=True)
    assert form.status_code == 200
    assert client.post(form.request["PATH_INFO"], NEW).status_code == 302
    assert as_owner.get("/").status_code == 302
    assert User.objects.get(pk=owner.pk).check_password(NEW["password1"])
    assert Client().post("/accounts/login/", {"login": owner.email, "password": NEW["password1"]}).status_code == 302
    again = Client().get(link(), follow=True)
    assert ("already used or is too old" in text_of(again), Page(again).forms) == (True, [])


def test_a_stranger_who_asks_changes_nothing_about_signing_in(owner, sends_mail, settings):
    settings.ACCOUNT_EMAIL_VERIFICATION = "mandatory"
    asked(owner.email)
    assert Client().post("/accounts/login/", {"login": owner.email, "password": PASSWORD})["Location"] == "/"


def test_the_letter_of_a_new_password_confirms_its_address(owner, sends_mail, settings):
    settings.ACCOUNT_EMAIL_VERIFICATION = "mandatory"
    EmailAddress.objects.create(user=owner, email=owner.email, verified=False)
    asked(owner.email)
    client = Client()
    client.post(client.get(link(), follow=True).request["PATH_INFO"], NEW)
    form = {"login": owner.email, "password": NEW["password1"]}
    assert client.post("/accounts/login/", form)["Location"] == "/"


def test_an_unknown_address_is_answered_alike_and_gets_no_letter(owner, sends_mail):
    known, unknown = asked(owner.email), asked("nobody@example.org")
    assert (known.status_code, known["Location"]) == (unknown.status_code, unknown["Location"])
    assert [letter.to for letter in mail.outbox] == [[owner.email]]


def test_a_deactivated_person_gets_no_letter(owner, sends_mail):
    User.objects.update(is_active=False)
    asked(owner.email)
    assert mail.outbox == []


def test_somebody_without_a_password_gets_their_first_one(reviewer, sends_mail):
    asked(reviewer.email)
    client = Client()
    client.post(client.get(link(), follow=True).request["PATH_INFO"], NEW)
    assert client.post("/accounts/login/", {"login": reviewer.email, "password": NEW["password1"]}).status_code == 302


def test_without_mail_the_page_says_who_can_help(owner):
    assert "Ask whoever runs it for a sign-in link" in text_of(Client().get(AT))
    response = asked(owner.email)
    assert (response.status_code, Page(response).forms, mail.outbox) == (409, [], [])


def test_a_mail_server_that_fails_is_no_fault_of_the_page(owner, sends_mail, settings):
    settings.EMAIL_BACKEND, settings.EMAIL_HOST, settings.EMAIL_PORT = (
        "django.core.mail.backends.smtp.EmailBackend",
        "127.0.0.1",
        9,
    )
    assert asked(owner.email).status_code == 302


@pytest.mark.parametrize("path", ["0-x", "zz-" + "a" * 500, "1-set-password", "%00-x"])
def test_a_mangled_link_is_told(path, db):
    response = Client().get(f"/accounts/password/reset/key/{path}/", follow=True)
    assert response.status_code in (200, 404)


def test_wrong_passwords_answer_422_and_then_429(owner):
    answers = [Client().post("/accounts/login/", {"login": owner.email, "password": "no"}).status_code for _ in range(6)]
    assert answers == [422] * 5 + [429]


def test_a_form_without_our_token_is_told_in_our_own_page(owner):
    client = Client(enforce_csrf_checks=True)
    response = client.post("/accounts/login/", {"login": owner.email, "password": PASSWORD})
    assert (response.status_code, "Reload its page" in text_of(response)) == (403, True)
    assert "style" not in re.sub(r"<link[^>]*>", "", response.content.decode())


def test_signing_in_by_password_is_told_by_nothing_but_the_password(owner):
    factories.person("without")
    texts = set()
    for login in (owner.email, "without@example.org", "nobody@example.org"):
        page = Page(Client().post("/accounts/login/", {"login": login, "password": "not the one"}))
        texts.add(" ".join("".join(page.words).split()))
    assert len(texts) == 1
