"""What holds for every address: tokens against forgery, headers, cookies, hosts, and texts that stay texts."""

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from projects.writes.accounts import signin_link
from tests import factories
from tests.many import each, in_groups, twin
from tests.pages import Page
from tests.views.routes import path_of, routes
from tests.views.test_access import NAMES

POSTED = [name for name in NAMES if routes()[name].post]
READ = [name for name in NAMES if routes()[name].get]
HTMX = {"HX-Request": "true"}
ATTACKS = (
    "<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "'\"><svg/onload=alert(1)>", "</textarea><script>alert(1)</script>",
    "{{7*7}}{% raw %}", "<b hx-get=/x hx-trigger=load>", "<b data-hx-get=/x>", "<b hx-on:load=alert(1)>", "\u2028alert(1)\u2029",
    "javascript:alert(1)", "<!--", "]]>", "<a href=javascript:alert(1)>", "&lt;script&gt;", "${alert(1)}", "</title><script>x</script>",
)  # fmt: skip


@pytest.fixture
def strict(owner):
    """The owner's browser, which checks tokens as the real server does."""
    client = Client(enforce_csrf_checks=True)
    client.force_login(owner)
    return client


def address(name, project, owner):
    return path_of(name, routes()[name], project, signin_link(owner.email).rstrip("/").rsplit("/", 1)[1])


@in_groups(POSTED, 40)
@pytest.mark.parametrize("headers", [{}, HTMX], ids=["page", "htmx"])
def test_a_post_without_its_token_is_refused(names, headers, strict, project, owner):
    def check(name):
        path = address(name, project, owner)
        before = factories.everything()
        assert twin(strict).post(path, routes()[name].data, headers=headers).status_code == 403
        assert factories.everything() == before

    each(names, check)


@pytest.mark.parametrize(
    "path", ["/accounts/login/", "/accounts/logout/", "/accounts/password/change/", "/accounts/signup/"]
)
def test_account_forms_need_their_token(path, strict):
    assert strict.post(path, {}).status_code == 403


def test_the_token_of_the_page_lets_a_form_through(strict, project):
    path = reverse("shot", args=[project.slug, "SH020"])
    form = Page(strict.get(path)).form("shot-form")
    assert strict.post(path, form.data(title="New")).status_code == 302


def test_the_token_in_the_header_of_htmx_does_too(strict, project):
    path = reverse("board", args=[project.slug])
    token = re.search(r'"X-CSRFToken": "(\w+)"', strict.get(path).content.decode())
    assert token
    data = {"shot": "SH020", "scene": "arrival", "position": "0"}
    answer = strict.post(reverse("moves", args=[project.slug]), data, headers={**HTMX, "X-CSRFToken": token[1]})
    assert answer.status_code == 200


@in_groups(READ, 40)
@pytest.mark.parametrize("headers", [{}, HTMX], ids=["page", "htmx"])
def test_every_page_carries_the_headers(names, headers, as_owner, project, owner):
    each(names, lambda name: assert_headers(twin(as_owner).get(address(name, project, owner), headers=headers)))


@pytest.mark.parametrize(("path", "status"), [("/no/such/page", 404), ("/projects/none/", 404), ("/signin/none/", 404)])
def test_every_refusal_carries_the_headers(path, status, as_owner):
    response = as_owner.get(path)
    assert response.status_code == status
    assert_headers(response)


def assert_headers(response):
    policy = set(response["Content-Security-Policy"].split("; "))
    assert {"default-src 'self'", "script-src 'self'", "style-src 'self'", "object-src 'none'", "base-uri 'none'",
            "frame-ancestors 'none'", "form-action 'self'"} <= policy  # fmt: skip
    assert ("unsafe" in response["Content-Security-Policy"], response["X-Content-Type-Options"]) == (False, "nosniff")
    secret = response.wsgi_request.path.startswith(("/s/", "/share/"))  # the address itself is a key
    assert response["Referrer-Policy"] == ("no-referrer" if secret else "same-origin")
    assert response["Cross-Origin-Opener-Policy"] == "same-origin"
    same_for_all = response.wsgi_request.path == "/fonts.css"
    assert response["Cache-Control"] == ("public, max-age=86400" if same_for_all else "private, no-store")
    assert "HX-Request" in response["Vary"].split(", ")


def test_cookies_are_for_this_site_alone(owner, project):
    client = Client()
    client.post("/accounts/login/", {"login": owner.email, "password": "a long enough password"})
    client.get("/")
    assert {name: (cookie["httponly"], cookie["samesite"]) for name, cookie in client.cookies.items() if name != "messages"} == {
        "sessionid": (True, "Lax"), "csrftoken": (True, "Lax"),
    }  # fmt: skip


@pytest.mark.parametrize("header", ["host", "x-forwarded-host"])
def test_a_foreign_host_is_refused_or_ignored(header, as_owner):
    response = as_owner.get("/", headers={header: "evil.example"})
    assert (response.status_code in (200, 400), b"evil.example" in response.content) == (True, False)


def test_a_link_to_sign_in_never_follows_the_host_of_a_request(settings, owner):
    settings.PUBLIC_URL = "https://storyboard.example.org"
    assert signin_link(owner.email).startswith("https://storyboard.example.org/signin/")


@in_groups(READ)
def test_no_text_of_a_person_becomes_markup(names, as_owner, owner):
    from dataclasses import replace

    from projects.core.board import Anchor, Board, Break, Scene, Shot

    attack = " ".join(ATTACKS)
    bare = re.sub(r"[,;:()\n\u2028\u2029]", " ", ATTACKS[0] + ATTACKS[1])[:80]
    anchors = (Anchor("pier", "environment", bare, attack), Anchor("k", "subject", bare, attack))
    texts: dict[str, Any] = dict.fromkeys(
        "title subject action environment lighting style lens camera_note negative_prompt dialogue notes".split(), attack
    )
    first = replace(Shot("SH010", anchors=("k",)), **texts)
    second = replace(first, key="SH020", breaks=(Break("k", attack),), custom_prompt=attack)
    board = Board(attack[:200].replace("\n", " "), brief=attack, negative_prompt=attack, anchors=anchors,
                  scenes=(Scene("arrival", attack, ("pier",), shots=(first, second)),))  # fmt: skip
    project = factories.project_of(board, owner)
    owner.name = ATTACKS[0]
    owner.save()

    def check(name):
        response = twin(as_owner).get(address(name, project, owner))
        route = routes()[name]
        assert response.status_code == (route.shown if "owner" in route.get else route.denied)
        if response["Content-Type"].startswith("text/html"):
            html = response.content.decode()
            found = [
                mark
                for mark in ("<script>alert", "<img src=x", "<svg/onload", "<b hx-", "<b data-hx", "<a href=javascript")
                if mark in html
            ]
            assert found == []
            assert len(re.findall(r"<script", html)) == len(re.findall(r'<script[^>]* src="/static/', html))
            assert re.findall(r'(?:href|action|src)="javascript:', html) == []

    each(names, check)
