"""Lines of the log: one of JSON for each request, no key or text of a person in any, and none that can be forged."""

from __future__ import annotations

import json
import logging
import re
import secrets
import time
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from django.conf import settings
from django.db import connection
from django.http import HttpRequest, HttpResponse

_KEYS = re.compile(
    r"(/(?:s|share|signin|invitations|account/address|accounts/password/reset/key|accounts/confirm-email)/)[^/\s?#\"'<>]+",
    re.IGNORECASE,
)
_TOKENS = re.compile(r"\bsb_[A-Za-z0-9_-]{4,}")  # of the API
# What moves a terminal's cursor or starts a line: control characters, also those of C1, and Unicode's own line ends.
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029]")
_requests = logging.getLogger("storyboard.requests")


def masked(text: str) -> str:
    """A text in which addresses that let somebody in have lost their token: `/s/…/shots/SH010/`; tokens of the API, too."""
    return _TOKENS.sub("sb_…", _KEYS.sub(r"\1…", text))


def plain(text: str) -> str:
    """A text with its control characters spelled out and its later lines set in, so that none looks like a first."""
    spelled = _CONTROLS.sub(lambda found: ascii(found[0])[1:-1], text)
    return spelled.replace("\n", "\n    ")


class Masked(logging.Formatter):
    """Writes lines as any other, whatever they hold: a path, a referrer, a traceback."""

    def format(self, record: logging.LogRecord) -> str:
        """The line, masked, and without what could be taken for another line."""
        return plain(masked(super().format(record)))


class Requests:
    """Writes a line of JSON for every request: who asked for which route, how it ended, and what it cost.

    The route is the pattern of the address (`projects/<slug:slug>/`), so that neither what somebody typed nor a token
    stands in it. The id goes out with the answer (`X-Request-ID`) and is never taken from the request.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        began, queries, name = time.perf_counter(), _Count(), secrets.token_hex(8)
        with connection.execute_wrapper(queries):
            response = self.get_response(request)
        response.headers["X-Request-ID"] = name
        spent = round(1000 * (time.perf_counter() - began), 1)
        line = {
            "at": datetime.now(UTC).isoformat(timespec="milliseconds"), "request": name, "user": _user(request),
            "method": (request.method or "")[:16], "route": route_of(request), "status": response.status_code, "ms": spent,
            "queries": queries.made,
        }  # fmt: skip
        _requests.info(json.dumps(line))
        return response


class _Count:
    """Counts the statements that go to the database."""

    made = 0

    def __call__(self, execute: Callable[..., Any], *statement: Any) -> Any:
        self.made += 1
        return execute(*statement)


def route_of(request: HttpRequest) -> str:
    """The pattern that answers this address; `static/` for a file of ours, nothing where there is none."""
    if request.resolver_match:
        return request.resolver_match.route
    return "static/" if request.path.startswith(settings.STATIC_URL) else ""


def _user(request: HttpRequest) -> int | None:
    """Whoever was looked up for this request: nobody is, for the sake of the log alone."""
    found = getattr(request, "_cached_user", None) or getattr(request, "person", None)
    return found.pk if found else None
