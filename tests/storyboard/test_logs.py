"""Addresses that let somebody in never stand in a log."""

import io
import logging

import pytest
from django.conf import settings
from gunicorn.config import Config

from storyboard.logs import Masked, masked
from storyboard.server_log import ServerLog

LINES = [
    ("Not Found: /share/abcDEF-_123/", "Not Found: /share/…/"),
    ('"GET /share/abc/shots/SH010/?x=1 HTTP/1.1" 200', '"GET /share/…/shots/SH010/?x=1 HTTP/1.1" 200'),
    ("Gone: /share/abc", "Gone: /share/…"),
    ("from https://example.org/share/abc/name/", "from https://example.org/share/…/name/"),
    ("/signin/abc/ and /invitations/abc/", "/signin/…/ and /invitations/…/"),
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
