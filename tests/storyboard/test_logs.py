"""Addresses that let somebody in never stand in a log."""

import io
import json
import logging
import re

import pytest
from django.conf import settings
from gunicorn.config import Config

from storyboard.logs import Masked, Requests, masked
from storyboard.server_log import ServerLog

LINES = [
    ("Not Found: /s/abcDEF-_123/", "Not Found: /s/…/"),
    ('"GET /s/abc/shots/SH010/?x=1 HTTP/1.1" 200', '"GET /s/…/shots/SH010/?x=1 HTTP/1.1" 200'),
    ("Gone: /share/abc", "Gone: /share/…"),
    ("Gone: /s/abc", "Gone: /s/…"),
    ("from https://example.org/s/abc/name/", "from https://example.org/s/…/name/"),
    ("/signin/abc/ and /invitations/abc/", "/signin/…/ and /invitations/…/"),
    ("/projects/harbour/shots/SH010/", "/projects/harbour/shots/SH010/"),
    ("/projects/harbour/sharing/12/", "/projects/harbour/sharing/12/"),
]


@pytest.mark.parametrize(("line", "written"), LINES)
def test_a_token_is_masked_wherever_it_stands(line, written):
    assert masked(line) == written


def test_a_traceback_is_masked_too():
    try:
        raise ValueError("/share/abc/")
    except ValueError as error:
        told = (ValueError, error, error.__traceback__)
        record = logging.LogRecord("x", logging.ERROR, "", 1, "at %s", ("/share/def/",), told)
    text = Masked().format(record)
    assert [key for key in ("abc", "def") if key in text] == []


def test_the_log_of_this_site_masks():
    assert "storyboard.logs.Masked" in repr(settings.LOGGING["formatters"])


def test_the_log_of_the_server_masks_its_lines():
    config = Config()
    config.set("accesslog", "-")
    config.set("logger_class", "storyboard.server_log.ServerLog")
    log, text = ServerLog(config), io.StringIO()
    for handler in (*log.error_log.handlers, *log.access_log.handlers):
        handler.setStream(text)
    log.error("Error handling request %s", "/share/abc/")
    log.access_log.info("GET /share/abc/")
    assert [line.partition("] ")[2].partition("] ")[2] or line for line in text.getvalue().splitlines()][
        -1
    ] == "GET /share/…/"
    assert "abc" not in text.getvalue()


@pytest.mark.parametrize("forged", ["\r\nroot: all is well", "\x1b[2Jclean", "\x9b31m", "\u2028root: all is well"])
def test_what_somebody_sends_is_no_line_of_its_own(forged):
    record = logging.LogRecord("x", logging.WARNING, "", 1, "Not Found: %s", (f"/a{forged}",), None)
    first, *more = re.split("[\r\n\u2028]", Masked().format(record))
    assert first.startswith("Not Found: /a")
    assert [line for line in more if not line.startswith("    ")] == []
    assert re.findall("[\x1b\x9b]", Masked().format(record)) == []


@pytest.fixture
def lines():
    """What the log of requests writes while a test runs, as values."""
    text = io.StringIO()
    handler, log = logging.StreamHandler(text), logging.getLogger("storyboard.requests")
    log.addHandler(handler)
    yield lambda: [json.loads(line) for line in text.getvalue().splitlines()]
    log.removeHandler(handler)


def test_a_request_is_one_line_with_who_what_and_how_much(lines, as_owner, owner, project):
    answer = as_owner.get(f"/projects/{project.slug}/shots/SH010/", {"q": "canary"})
    (line,) = lines()
    assert list(line) == ["at", "request", "user", "method", "route", "status", "ms", "queries"]
    told = (line["user"], line["method"], line["route"], line["status"], line["request"])
    assert told == (owner.pk, "GET", "projects/<slug:slug>/shots/<str:code>/", 200, answer["X-Request-ID"])
    assert line["queries"] > 3


@pytest.mark.parametrize(
    ("path", "wanted"),
    [("/s/canary/", (None, "s/<str:token>/", 404)), ("/no/%0d%0asuch", (None, "", 404)), ("/", (None, "", 302))],
)
def test_refused_and_unknown_addresses_are_told_by_their_pattern(lines, client, db, path, wanted):
    client.get(path, headers={"X-Request-ID": "canary"})
    assert [(line["user"], line["route"], line["status"]) for line in lines()] == [wanted]
    assert "canary" not in json.dumps(lines())


def test_the_outermost_layer_is_the_log_of_requests():
    assert settings.MIDDLEWARE[0] == f"{Requests.__module__}.{Requests.__name__}"


SECRETS = {"canary-word": "password", "canary-prompt": "text of a shot", "canary-token": "token of a link"}


def test_a_real_server_writes_no_secret_and_no_forged_line(server):
    owner = server.browser()
    slug = re.findall(r'href="/projects/([\w-]+)/"', owner.get("/")[2])[0]
    asked = [
        owner.post("/accounts/login/", login="a@example.org\r\n\x1b[31m", password="canary-word"),
        owner.post(f"/projects/{slug}/shots/SH020/", subject="canary-prompt\r\n{}", duration="x"),
        owner.get("/s/canary-token/"),
        owner.get("/share/canary-token/"),
        owner.get("/signin/canary-token/"),
        owner.get("/nowhere/%0d%0a%1b[31m{%22status%22:200}?q=canary-prompt"),
        owner.ask("POST", f"/projects/{slug}/shots/SH020/delete/", None, **{"X-CSRFToken": "canary-token"}),
    ]
    written = (server.folder.parent / "server.log").read_text()
    by_request = {line["request"]: line for line in map(json.loads, re.findall(r"(?m)^\{.*\}$", written))}
    answers = [(status, headers["X-Request-ID"]) for status, headers, _ in asked]
    assert [by_request[name]["status"] for _, name in answers] == [status for status, _ in answers]
    kept = [*SECRETS, owner.token, owner.cookies["sessionid"], owner.cookies["csrftoken"]]
    assert [SECRETS.get(secret, "session or CSRF token") for secret in kept if secret in written] == []
    assert re.findall("[\x1b\r]", written) == []
