"""Who gets in behind a share link, and that its token opens nothing else."""

import io
import logging
import re
from datetime import timedelta
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse
from django.urls.converters import IntConverter, UUIDConverter
from django.utils import timezone

from projects import urls
from projects.models import Comment, Decision, ShareLink
from storyboard.logs import Masked
from tests import factories
from tests.cast import LINK_TOKEN
from tests.many import each, in_groups, twin
from tests.pages import text_of

HTMX = {"HX-Request": "true"}
PATTERNS = {str(pattern.name): pattern for pattern in urls.urlpatterns if not str(pattern.name).startswith("share")}
BEHIND = [pattern for pattern in urls.urlpatterns if str(pattern.pattern).startswith(("s/", "share/"))]
START = f"/s/{LINK_TOKEN}/"


def address(pattern, slug, token):
    """An address of a route with a token wherever a text goes, and 1 for numbers."""
    kinds, ones = pattern.pattern.converters, {IntConverter: 1, UUIDConverter: UUID(int=1)}
    given = {name: slug if name == "slug" else ones.get(type(kind), token) for name, kind in kinds.items()}
    return reverse(pattern.name, kwargs=given)


@in_groups(sorted(PATTERNS), 40)
@pytest.mark.parametrize("guest", ["as_guest", "client"])
def test_a_token_opens_no_other_address(names, guest, request, project, link):
    """Neither as a slug, a code or a key, nor together with the project's own slug."""
    client = request.getfixturevalue(guest)

    def check(name):
        mine, before = twin(client), factories.everything()
        for slug in (project.slug, LINK_TOKEN):
            path = address(PATTERNS[name], slug, LINK_TOKEN)
            for method in ("get", "post"):
                response = getattr(mine, method)(path)
                stranger = getattr(Client(), method)(path)
                assert (response.status_code, response.get("Location")) == (stranger.status_code, stranger.get("Location"))
                assert project.title not in response.content.decode()
        assert factories.everything() == before

    each(names, check)


@pytest.mark.parametrize("path", ["/health/live", "/accounts/login/", "/accounts/password/change/", "/accounts/logout/"])
def test_a_guest_is_nobody_to_accounts(path, as_guest):
    response, stranger = as_guest.get(path), Client().get(path)
    assert (response.status_code, response.get("Location")) == (stranger.status_code, stranger.get("Location"))


def test_every_address_behind_a_link_has_the_rule_of_links():
    assert [pattern.name for pattern in BEHIND if getattr(pattern.callback, "door", "") != "link"] == []
    assert [
        pattern.name for pattern in urls.urlpatterns if hasattr(pattern.callback, "door") and pattern not in BEHIND
    ] == []


def ends(link):
    """How links end, and what is said then."""
    return {
        "revoked": ({"revoked_at": timezone.now()}, "This link was revoked."),
        "expired": ({"expires_at": timezone.now() - timedelta(seconds=1)}, "This link has expired."),
    }


@pytest.mark.parametrize("how", ["revoked", "expired"])
def test_a_link_that_is_over_lets_nobody_in_anywhere(how, as_guest, link):
    columns, sentence = ends(link)[how]
    ShareLink.objects.update(**columns)

    def check(pattern):
        path = address(pattern, "", "SH010").replace("/SH010/", f"/{LINK_TOKEN}/", 1)
        for method in ("get", "post"):
            response = getattr(twin(as_guest), method)(path)
            if response.status_code != 405:
                assert (response.status_code, sentence in text_of(response)) == (410, True)

    each(BEHIND, check)


def test_the_link_of_a_deleted_project_is_over(as_guest, as_owner, project):
    as_owner.post(reverse("project_delete", args=[project.slug]))
    response = as_guest.get(START)
    assert (response.status_code, "This link was revoked." in text_of(response), project.title in text_of(response)) == (
        410,
        True,
        False,
    )
    as_owner.post(reverse("project_restore", args=[project.slug]))
    assert as_guest.get(START).status_code == 200


def test_htmx_is_led_to_the_page_that_says_why(as_guest, link):
    ShareLink.objects.update(revoked_at=timezone.now())
    response = as_guest.get(START, headers=HTMX)
    assert (response.status_code, response["HX-Redirect"], response.content) == (410, START, b"")


def test_a_link_revoked_while_a_guest_writes_leaves_the_words_where_they_are(as_guest, link):
    ShareLink.objects.update(revoked_at=timezone.now())
    for path in ("comments/shots/SH010/", "shots/SH010/decision/"):
        answer = as_guest.post(f"{START}{path}", {"text": "Typed.", "kind": "comment", "note": "Typed."}, headers=HTMX)
        told = (answer.status_code, answer["HX-Retarget"], answer.has_header("HX-Redirect"))
        assert (told, "This link was revoked" in text_of(answer)) == ((410, "#toasts", False), True)
    assert (Comment.objects.count(), Decision.objects.count()) == (0, 0)


MANGLED = [
    "nonsense",
    LINK_TOKEN[:-1],
    LINK_TOKEN.upper(),
    f"{LINK_TOKEN}x",
    "%20",
    "..%2f",
    "é" * 400,
    "x" * 4_000,
    "%F0%9F",
    "'--",
]


@pytest.mark.parametrize("token", MANGLED)
def test_an_unknown_or_mangled_token_is_no_link(token, link, client):
    response = client.get(f"/s/{token}/")
    assert response.status_code == 404
    assert "Traceback" not in response.content.decode()


def test_thirty_wrong_tokens_a_minute_are_enough_for_one_address(link, as_guest):
    stranger = Client(REMOTE_ADDR="192.0.2.7")
    found = [stranger.get(f"/s/wrong-{n}/").status_code for n in range(32)]
    assert found == [404] * 30 + [429] * 2
    assert stranger.get(START).status_code == 429  # or trying on would tell
    assert Client(REMOTE_ADDR="192.0.2.8").get("/s/wrong/").status_code == 404
    as_guest.defaults["REMOTE_ADDR"] = "192.0.2.7"
    assert as_guest.get(START).status_code == 200  # who is in stays in


def test_pages_behind_a_link_are_listed_and_kept_by_nobody(as_guest, link):
    for path in (START, f"{START}shots/SH010/", f"{START}shots/none/", "/s/unknown/"):
        response = as_guest.get(path)
        kept = [response[name] for name in ("Referrer-Policy", "Cache-Control", "X-Robots-Tag")]
        assert kept == ["no-referrer", "private, no-store", "noindex, nofollow, noarchive"]
        assert '<meta name="robots" content="noindex' in response.content.decode()


def test_forms_of_guests_need_their_token_and_work_without_a_referrer(link):
    client = Client(enforce_csrf_checks=True)
    path = f"{START}name/"
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', client.get(path).content.decode())
    assert token
    assert client.post(path, {"name": "Kim"}, headers={"Origin": "null"}).status_code == 403
    form = {"name": "Kim", "csrfmiddlewaretoken": token[1]}
    assert client.post(path, form, headers={"Origin": "https://evil.example"}).status_code == 403
    assert client.post(path, form, headers={"Origin": "null"}).status_code == 302


def test_no_log_line_holds_a_token(client, link):
    text = io.StringIO()
    handler = logging.StreamHandler(text)
    handler.setFormatter(Masked())
    logging.getLogger("django").addHandler(handler)
    try:
        client.get(f"{START}pictures/{'0' * 64}/480/")
        client.get("/s/some-other-token/")
        Client(enforce_csrf_checks=True).post(f"{START}name/", {"name": "Kim"})
    finally:
        logging.getLogger("django").removeHandler(handler)
    written = text.getvalue()
    assert ([token for token in (LINK_TOKEN, "some-other-token") if token in written], "/s/…/name/" in written) == (
        [],
        True,
    )


def test_a_page_behind_a_link_leads_nowhere_into_the_app(as_guest, as_owner, project, link):
    inside = [reverse("board", args=[project.slug]), 'href="/"', "/accounts/", "/find/"]
    for client in (as_guest, Client()):
        html = client.get(START, follow=True).content.decode()
        assert [part for part in inside if part in html] == []


def test_a_member_is_shown_what_a_guest_sees_and_the_way_home(as_viewer, as_stranger, project, link):
    ShareLink.objects.update(rights="view")
    hint = "You are a member: open the project"
    assert (hint in text_of(as_viewer.get(START)), hint in text_of(as_stranger.get(START))) == (True, False)
    assert as_viewer.post(f"{START}shots/SH010/decision/", {"kind": "approved"}).status_code == 403
