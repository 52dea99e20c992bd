"""Expected refusals and faults of the machine: a status, a sentence, for pages and for htmx."""

import errno

import brotli  # type: ignore[import-untyped]  # the library is not typed
import pytest
from django.core.exceptions import RequestDataTooBig
from django.db import DataError, OperationalError
from django.http import HttpResponse
from django.test import RequestFactory

from projects.core.findings import Refused
from projects.middleware import Compression, Faults
from projects.writes.transaction import Reused
from tests.cast import LINK_TOKEN
from tests.pages import text_of

FAULTS = [
    (Refused("No seed."), 409), (Reused("Sent twice."), 422), (RequestDataTooBig(), 413), (OperationalError("database is locked"), 503), (DataError("NUL"), 422),
    (OperationalError("connection refused"), 503), (OperationalError("database or disk is full"), 507), (OSError(errno.ENOSPC, "full"), 507),
]  # fmt: skip


@pytest.mark.parametrize(("error", "status"), FAULTS)
@pytest.mark.parametrize("htmx", [False, True])
def test_a_fault_is_a_status_and_a_sentence(error, status, htmx, db):
    from django.contrib.auth.models import AnonymousUser

    request = RequestFactory().get("/")
    request.htmx, request.user, request._messages = htmx, AnonymousUser(), []  # type: ignore[attr-defined]
    response = Faults(lambda _: HttpResponse()).process_exception(request, error)
    assert response is not None
    assert (response.status_code, response.headers.get("HX-Retarget")) == (status, "#toasts" if htmx else None)
    assert b"Traceback" not in response.content


@pytest.mark.parametrize("error", [ValueError("a bug"), OSError(errno.EACCES, "no"), KeyError("x")])
def test_anything_else_is_a_bug_and_crashes(error):
    assert Faults(lambda _: HttpResponse()).process_exception(RequestFactory().get("/"), error) is None


@pytest.mark.django_db
def test_pages_are_kept_by_nobody_and_static_files_may_be(client):
    assert {"private", "no-store"} <= set(client.get("/accounts/login/")["Cache-Control"].split(", "))
    static = client.get("/static/storyboard.css")
    static.close()
    assert "no-store" not in static.headers.get("Cache-Control", "")


@pytest.mark.parametrize(
    ("accepts", "size", "kind", "encoded"),
    [
        ("gzip, deflate, br", 9_000, "text/html; charset=utf-8", True),
        ("br;q=1.0, *;q=0.5", 9_000, "application/json", True),
        ("gzip", 9_000, "text/html", False),
        ("br;q=0", 9_000, "text/html", False),
        ("br", 900, "text/html", False),
        ("br", 9_000, "image/jpeg", False),
    ],
)
def test_large_texts_go_out_compressed_where_the_browser_takes_it(accepts, size, kind, encoded):
    request = RequestFactory().get("/", headers={"Accept-Encoding": accepts})
    answer = Compression(lambda _: HttpResponse("x" * size, content_type=kind))(request)
    assert (answer.headers.get("Content-Encoding") == "br") is encoded
    assert (brotli.decompress(answer.content) if encoded else answer.content) == b"x" * size
    assert ("Accept-Encoding" in answer.headers.get("Vary", "")) is (kind != "image/jpeg")


@pytest.mark.django_db
def test_an_address_that_only_takes_forms_says_so(as_owner, as_guest, project):
    told = as_owner.get(f"/projects/{project.slug}/undo/")
    guest = as_guest.get(f"/s/{LINK_TOKEN}/shots/SH010/decision/")
    for answer in (told, guest):
        assert (answer.status_code, answer["Allow"], "Go back to that page" in text_of(answer)) == (405, "POST", True)
    assert 'href="/"' not in guest.content.decode()
