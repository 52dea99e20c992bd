"""Signing in by link and by password, sessions, and where the next page may be."""

from datetime import timedelta
from urllib.parse import urljoin, urlsplit

import pytest
from django.test import Client
from django.utils import timezone

from projects.models import SignInLink, User
from projects.writes.accounts import signin_link
from tests import factories
from tests.cast import PASSWORD

pytestmark = pytest.mark.django_db
RIGHT = {"login": "owner@example.org", "password": PASSWORD}
EVIL = (
    "https://evil.example/", "//evil.example", "///evil.example", "\\\\evil.example", "/\\evil.example", "https:evil.example",
    "http:///evil.example", "javascript:alert(1)", "https://localhost@evil.example/", "%2f%2fevil.example", "/%09/evil.example",
    "//evil.example/%0d%0aSet-Cookie:a=b", "\thttps://evil.example",
)  # fmt: skip


@pytest.fixture
def link(owner):
    return signin_link(owner.email).removeprefix("http://127.0.0.1:8000")


def signed_in(client):
    return client.get("/").status_code == 200


def test_looking_at_the_link_spends_nothing(link):
    client = Client()
    with factories.writes() as written:
        assert [client.get(link).status_code for _ in range(3)] == [200, 200, 200]
        assert client.head(link).status_code == 200
    assert (written, signed_in(client)) == ([], False)


def test_the_link_signs_in_once(link):
    first, second = Client(), Client()
    assert (first.post(link).status_code, signed_in(first)) == (302, True)
    assert (second.post(link).status_code, signed_in(second)) == (409, False)
    assert second.get(link).status_code == 404


@pytest.mark.parametrize("change", [{"expires_at": timezone.now() - timedelta(seconds=1)}, {"used_at": timezone.now()}])
def test_an_old_or_spent_link_signs_nobody_in(change, link):
    SignInLink.objects.update(**change)
    client = Client()
    assert (client.get(link).status_code, client.post(link).status_code, signed_in(client)) == (404, 409, False)


def test_a_link_of_a_deactivated_person_signs_nobody_in(link, owner):
    User.objects.update(is_active=False)
    assert Client().post(link).status_code == 409


@pytest.mark.parametrize("token", ["x", "x" * 3000, "a b", "%00", "ü", "<script>"])
def test_a_token_that_is_none(token):
    assert Client().get(f"/signin/{token}/").status_code == 404


def test_the_key_of_the_session_changes_with_signing_in(link):
    client = Client()
    session = client.session
    session["before"] = 1
    session.save()
    old = client.cookies["sessionid"].value
    client.post(link)
    assert client.cookies["sessionid"].value != old


def test_signing_out_ends_the_session_on_the_server(as_owner, project):
    cookie = as_owner.cookies["sessionid"].value
    as_owner.post("/accounts/logout/")
    other = Client()
    other.cookies["sessionid"] = cookie
    assert (signed_in(as_owner), signed_in(other)) == (False, False)


def test_signing_out_needs_a_post(as_owner):
    as_owner.get("/accounts/logout/")
    assert signed_in(as_owner)


def test_a_new_password_ends_the_other_sessions(owner):
    here, there = Client(), Client()
    assert [client.post("/accounts/login/", RIGHT).status_code for client in (here, there)] == [302, 302]
    form = {"oldpassword": PASSWORD, "password1": "another long password", "password2": "another long password"}
    assert here.post("/accounts/password/change/", form).status_code == 302
    assert (signed_in(here), signed_in(there)) == (True, False)


def test_a_deactivated_person_is_out_with_the_next_request(as_owner, owner):
    assert signed_in(as_owner)
    User.objects.filter(pk=owner.pk).update(is_active=False)
    assert not signed_in(as_owner)


@pytest.mark.parametrize("place", EVIL)
def test_nobody_is_led_off_this_site_after_signing_in(place, owner):
    response = Client().post("/accounts/login/?next=" + place, {**RIGHT, "next": place})
    target = response["Location"]
    assert response.status_code == 302
    as_browsers_read_it = target.replace("\\", "/").replace("\t", "")
    assert urlsplit(urljoin("http://here/accounts/login/", as_browsers_read_it)).netloc == "here"
    assert ("\r" in target, "\n" in target) == (False, False)


def test_the_page_that_was_asked_for_follows(owner, project):
    response = Client().post(f"/accounts/login/?next=/projects/{project.slug}/", RIGHT)
    assert response["Location"] == f"/projects/{project.slug}/"


def test_an_unknown_address_is_answered_like_a_wrong_password(owner):
    answers = []
    for form in ({**RIGHT, "password": "wrong password"}, {"login": "nobody@example.org", "password": "wrong password"}):
        response = Client().post("/accounts/login/", form)
        text = response.content.decode().replace(form["login"], "")
        answers.append(
            (
                response.status_code,
                text[text.index("<form") : text.index("</form")].count("alert"),
                "incorrect" in text or "not correct" in text,
            )
        )
    assert answers[0] == answers[1]


@pytest.mark.parametrize("password", ["short", "password123", "1234567890"])
def test_a_password_that_is_easily_guessed_is_refused(password, as_owner, owner):
    form = {"oldpassword": PASSWORD, "password1": password, "password2": password}
    as_owner.post("/accounts/password/change/", form)
    assert User.objects.get(pk=owner.pk).check_password(PASSWORD)


def test_a_long_password_of_any_letters_is_taken(as_owner, owner):
    password = "Brücke 漢字 🌉 " * 6
    form = {"oldpassword": PASSWORD, "password1": password, "password2": password}
    as_owner.post("/accounts/password/change/", form)
    assert User.objects.get(pk=owner.pk).check_password(password)
