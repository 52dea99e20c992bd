"""A browser's side of a request: one connection kept open, cookies, the CSRF token, and the time it took."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from urllib.parse import urlencode

from bench.rows import Times

# The server closes a connection that was idle for 5 seconds.
LONGEST_IDLE = 3.0


@dataclass(frozen=True, slots=True)
class Answer:
    """Status, headers in lower case, body, and seconds from the first byte sent to the last one read."""

    status: int
    headers: Mapping[str, str]
    body: bytes
    seconds: float

    @property
    def text(self) -> str:
        return self.body.decode()


class Unexpected(Exception):
    """An answer with another status than the one that was to come."""


class Client:
    """One connection to one server on the loopback."""

    def __init__(self, port: int, cookies: Mapping[str, str] | None = None) -> None:
        self._port = port
        self.cookies = dict(cookies or {})
        self._connection: HTTPConnection | None = None
        self._used = 0.0

    def _ready(self) -> HTTPConnection:
        if self._connection is None or time.perf_counter() - self._used > LONGEST_IDLE:
            self.close()
            self._connection = HTTPConnection("127.0.0.1", self._port, timeout=30)
            self._connection.connect()
        return self._connection

    def close(self) -> None:
        """Hang up."""
        if self._connection is not None:
            self._connection.close()
        self._connection = None

    def _headers(self, htmx: bool) -> dict[str, str]:
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        if "csrftoken" in self.cookies:
            headers["X-CSRFToken"] = self.cookies["csrftoken"]
        return headers | ({"HX-Request": "true"} if htmx else {})

    def send(self, method: str, path: str, form: Mapping[str, object] | None = None, htmx: bool = False) -> Answer:
        """One request, timed. OSError or HTTPException where the server does not answer."""
        connection = self._ready()
        headers = self._headers(htmx)
        body = None
        if form is not None:
            body = urlencode(form, doseq=True).encode()
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        try:
            start = time.perf_counter()
            connection.request(method, path, body, headers)
            response = connection.getresponse()
            content = response.read()
            self._used = time.perf_counter()
        except (OSError, HTTPException):
            self.close()
            raise
        for name, value in response.getheaders():
            if name.lower() == "set-cookie" and (found := re.match(r"([^=]+)=([^;]*)", value)):
                self.cookies[found[1]] = found[2]
        found_headers = {name.lower(): value for name, value in response.getheaders()}
        return Answer(response.status, found_headers, content, self._used - start)

    def get(self, path: str, htmx: bool = False) -> Answer:
        """A page; Unexpected where it is not a 200."""
        return _checked(self.send("GET", path, htmx=htmx), path, 200)

    def post(self, path: str, form: Mapping[str, object], htmx: bool = True, status: int = 200) -> Answer:
        """A write as htmx sends it; Unexpected where another status comes back."""
        return _checked(self.send("POST", path, form, htmx), path, status)


def _checked(answer: Answer, path: str, status: int) -> Answer:
    if answer.status != status:
        raise Unexpected(f"{path}: {answer.status} instead of {status}\n{answer.text[:2000]}")
    return answer


Measured = Callable[[], float]


def in_turns(a: Measured, b: Measured, count: int, warm: int = 8) -> tuple[Times, Times]:
    """Both measured `count` times in turns (A B B A ...), after a warm-up, so that other load hits both alike."""
    for _ in range(warm):
        a()
        b()
    first: list[float] = []
    second: list[float] = []
    for at in range(count):
        order = ((a, first), (b, second)) if at % 2 else ((b, second), (a, first))
        for measured, into in order:
            into.append(measured())
    return Times(first), Times(second)
