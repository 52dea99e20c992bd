"""Sign-up, limits on wrong passwords, and how long sessions last."""

import pytest
from django.contrib.auth import get_user_model
from django.test import Client

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
