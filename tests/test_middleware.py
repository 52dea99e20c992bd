"""Expected refusals and faults of the machine: a status, a sentence, for pages and for htmx."""

import errno

import pytest
from django.core.exceptions import RequestDataTooBig
from django.db import DataError, OperationalError
from django.http import HttpResponse
from django.test import RequestFactory

from projects.core.findings import Refused
from projects.middleware import Faults
from projects.writes.transaction import Reused

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
