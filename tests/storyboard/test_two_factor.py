"""Two-factor: set up, asked for at every way in, recovery codes, off again; the secret is not readable in the database."""

import base64
import hmac
import struct
import time

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client

from projects.writes.accounts import signin_link
from tests import factories
from tests.cast import PASSWORD
from tests.pages import Page, text_of

pytestmark = pytest.mark.django_db
LOGIN = {"login": "owner@example.org", "password": PASSWORD}
AT = "/accounts/two-factor/"


def code_of(secret, steps=0):
    """The code that a telephone shows now, RFC 6238, or some half minutes later."""
    counter = struct.pack(">Q", int(time.time()) // 30 + steps)
    digest = hmac.digest(base64.b32decode(secret), counter, "sha1")
    at = digest[-1] & 15
    return f"{(int.from_bytes(digest[at : at + 4]) & 0x7FFFFFFF) % 10**6:06d}"


@pytest.fixture
def secret(as_owner):
    """Two-factor of the owner is on; this is the key in the telephone."""
    as_owner.post("/accounts/reauthenticate/", {"password": PASSWORD})
    page = Page(as_owner.get(f"{AT}totp/activate/"))
    found = page.text("totp-secret")
    assert as_owner.post(f"{AT}totp/activate/", {"code": code_of(found)}).status_code == 302
    return found


def inside(client):
    return client.get("/").status_code == 200


@pytest.mark.django_db(transaction=True)
def test_who_has_no_password_sees_the_recovery_codes_right_after_setting_up(as_reviewer):
    secret = Page(as_reviewer.get(f"{AT}totp/activate/")).text("totp-secret")
    as_reviewer.post(f"{AT}totp/activate/", {"code": code_of(secret)})
    page = as_reviewer.get(f"{AT}recovery-codes/", follow=True)
    assert "10 codes of 10 left" in text_of(page)
    assert ("Two-factor is on." in text_of(page), "Authenticator" in text_of(page)) == (True, False)


def test_setting_up_asks_for_the_password_first(as_owner):
    assert as_owner.get(f"{AT}totp/activate/")["Location"].startswith("/accounts/reauthenticate/")


def test_the_drawing_needs_no_style_and_no_script(as_owner):
    as_owner.post("/accounts/reauthenticate/", {"password": PASSWORD})
    html = as_owner.get(f"{AT}totp/activate/").content.decode()
    assert ('<svg class="qr"' in html, "style=" in html, "data:image" in html) == (True, False, False)


def test_a_wrong_code_switches_nothing_on(as_owner):
    as_owner.post("/accounts/reauthenticate/", {"password": PASSWORD})
    as_owner.get(f"{AT}totp/activate/")
    assert as_owner.post(f"{AT}totp/activate/", {"code": "000000x"}).status_code == 422
    assert Authenticator.objects.count() == 0


def test_the_secret_is_stored_under_the_key_of_the_server(secret):
    stored = str(list(Authenticator.objects.values_list("data", flat=True)))
    assert (secret in stored, Authenticator.objects.count()) == (False, 2)


@pytest.mark.parametrize("way", ["password", "link"])
def test_every_way_in_asks_for_a_code(way, secret, owner):
    client = Client()
    path = "/accounts/login/" if way == "password" else signin_link(owner.email).removeprefix("http://127.0.0.1:8000")
    assert client.post(path, LOGIN)["Location"] == f"{AT}authenticate/"
    assert not inside(client)
    assert client.post(f"{AT}authenticate/", {"code": "12345"}).status_code == 422
    assert not inside(client)
    before = client.session.session_key
    assert client.post(f"{AT}authenticate/", {"code": code_of(secret)}).status_code == 302
    assert (inside(client), client.session.session_key != before) == (True, True)


def test_a_code_works_once(secret):
    first, second = Client(), Client()
    code = code_of(secret)
    for client, status in ((first, 302), (second, 422)):
        client.post("/accounts/login/", LOGIN)
        assert client.post(f"{AT}authenticate/", {"code": code}).status_code == status


def test_guessing_codes_is_limited(secret):
    client = Client()
    client.post("/accounts/login/", LOGIN)
    answers = [client.post(f"{AT}authenticate/", {"code": f"{n:06d}"}).status_code for n in range(6)]
    assert answers == [422] * 5 + [429]
    assert client.post(f"{AT}authenticate/", {"code": code_of(secret)}).status_code == 429


def test_a_recovery_code_stands_in_once(as_owner, secret):
    codes = Page(as_owner.get(f"{AT}recovery-codes/")).text("codes").split()
    assert len(codes) == 10
    for status in (302, 422):
        client = Client()
        client.post("/accounts/login/", LOGIN)
        assert client.post(f"{AT}authenticate/", {"code": codes[0]}).status_code == status
    assert "9 recovery codes left" in text_of(as_owner.get(AT))


def test_new_recovery_codes_end_the_old_ones(as_owner, secret):
    old = Page(as_owner.get(f"{AT}recovery-codes/")).text("codes").split()
    assert as_owner.post(f"{AT}recovery-codes/generate/").status_code == 302
    new = Page(as_owner.get(f"{AT}recovery-codes/")).text("codes").split()
    assert (len(new), set(old) & set(new)) == (10, set())


def test_switching_it_off(as_owner, secret, owner):
    assert as_owner.get(f"{AT}totp/deactivate/").status_code == 200
    assert as_owner.post(f"{AT}totp/deactivate/").status_code == 302
    assert Client().post("/accounts/login/", LOGIN)["Location"] == "/"


def test_whoever_runs_the_server_can_help_who_lost_everything(secret, owner):
    link = signin_link(owner.email, without_two_factor=True).removeprefix("http://127.0.0.1:8000")
    client = Client()
    assert (client.post(link).status_code, inside(client), Authenticator.objects.count()) == (302, True, 0)


def test_another_key_of_the_server_lets_no_code_in(secret, settings):
    settings.SECRET_KEY = "another key than before"
    client = Client()
    client.post("/accounts/login/", LOGIN)
    assert client.post(f"{AT}authenticate/", {"code": code_of(secret)}).status_code == 422


def test_who_has_no_password_sets_it_up_signed_in_by_a_link(reviewer):
    client = factories.client_of(reviewer)
    assert client.get(f"{AT}totp/activate/").status_code == 200
    assert client.get(AT).status_code == 200
