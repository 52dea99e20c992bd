"""Sign-up, limits on wrong passwords, and how long sessions last."""

import re

import pytest
from django.contrib.auth import get_user_model
from django.core import mail
from django.test import Client

from projects.writes.letters import delivered
from tests.pages import text_of

pytestmark = pytest.mark.django_db
RIGHT = {"login": "ada@example.org", "password": "a long enough password"}
WRONG = {**RIGHT, "password": "not this one"}


@pytest.fixture
def ada():
    return get_user_model().objects.create_user(RIGHT["login"], RIGHT["password"])


def sign_in(form, address="127.0.0.1") -> int:
    return Client(REMOTE_ADDR=address).post("/accounts/login/", form).status_code


def test_the_right_password_signs_in(ada):
    assert sign_in(RIGHT) == 302


def test_five_wrong_passwords_lock_that_address_out_and_nobody_else(ada):
    for _ in range(5):
        assert sign_in(WRONG) != 302
    assert sign_in(RIGHT) != 302
    assert sign_in(RIGHT, address="192.0.2.7") == 302


def test_nobody_makes_an_account_alone(client):
    form = {"email": "eve@example.org", "password1": RIGHT["password"]}
    client.post("/accounts/signup/", form)
    assert get_user_model().objects.count() == 0


def test_an_account_can_be_made_where_the_owner_opened_it(client, settings):
    settings.SIGNUP_OPEN = True
    form = {"email": "eve@example.org", "password1": RIGHT["password"]}
    assert client.post("/accounts/signup/", form).status_code == 302
    assert get_user_model().objects.get().email == "eve@example.org"


def test_a_session_is_renewed_by_the_first_change_of_a_day_and_never_by_reading(ada, client):
    client.force_login(ada)
    client.get("/health/live")
    assert "day" not in client.session
    client.post("/health/live")
    assert "day" in client.session


@pytest.fixture
def open_with_mail(settings):
    settings.SIGNUP_OPEN = settings.MAIL_WORKS = True
    settings.ACCOUNT_EMAIL_VERIFICATION = "mandatory"
    settings.PUBLIC_URL = "https://sb.example.org"


def signs_up(email, client=None):
    client = client or Client()
    response = client.post("/accounts/signup/", {"email": email, "password1": RIGHT["password"]}, follow=True)
    delivered()
    return response


def test_with_mail_a_taken_address_is_answered_like_a_new_one(ada, open_with_mail):
    new, taken = signs_up("eve@example.org"), signs_up(RIGHT["login"].upper())
    assert new.redirect_chain == taken.redirect_chain == [("/accounts/confirm-email/", 302)]
    assert text_of(new).replace("eve@", "ada@") == text_of(taken)
    assert [(letter.to[0], letter.subject) for letter in mail.outbox] == [
        ("eve@example.org", "[Storyboard] Confirm your address"), ("ada@example.org", "[Storyboard] Your account"),
    ]  # fmt: skip
    assert "https://sb.example.org/accounts/password/reset/" in mail.outbox[1].body
    assert sorted(get_user_model().objects.values_list("email", flat=True)) == ["ada@example.org", "eve@example.org"]


def test_an_account_that_somebody_made_alone_opens_with_the_link_of_the_letter(open_with_mail):
    signs_up("eve@example.org")
    eve = {"login": "eve@example.org", "password": RIGHT["password"]}
    client = Client()
    assert client.post("/accounts/login/", eve)["Location"] == "/accounts/confirm-email/"
    assert "_auth_user_id" not in client.session
    link = re.search(r"https://sb\.example\.org(/\S+)", mail.outbox[0].body)
    assert link
    client.get(link[1])
    assert client.post("/accounts/login/", eve)["Location"] == "/accounts/confirm-email/"  # looking confirms nothing
    assert client.post(link[1]).status_code == 302
    assert client.post("/accounts/login/", eve)["Location"] == "/"


def test_whoever_was_let_in_otherwise_has_nothing_to_confirm(ada, open_with_mail):
    assert sign_in(RIGHT) == 302
    assert mail.outbox == []


def test_the_same_address_again_and_again_gets_one_letter(open_with_mail):
    answers = {text_of(signs_up("eve@example.org")) for _ in range(3)}
    assert len(mail.outbox) == 1
    assert len(answers) <= 2  # the first one says besides that a letter went out


def test_without_mail_sign_up_is_limited_instead(ada, settings):
    settings.SIGNUP_OPEN = True
    assert [signs_up(RIGHT["login"]).status_code for _ in range(6)] == [422] * 5 + [429]
