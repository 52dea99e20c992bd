"""The real server on a scratch data folder, and browsers without a screen that talk to it."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import quote, urlencode, urlsplit

import pytest

from tests.forking import ROOT, Forker

READY_SECONDS = 60


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def environment(folder: Path, **more: str) -> dict[str, str]:
    """Production settings on a folder of our own; on PostgreSQL a database of our own."""
    given = {name: value for name, value in os.environ.items() if name not in ("HOST", "PUBLIC_URL", "PYTEST_VERSION")}
    return {**given, "STORYBOARD_DATA": str(folder), **more}


@contextmanager
def scratch_database(folder: Path) -> Iterator[dict[str, str]]:
    """What tells the server where its rows are: SQLite in the folder, or a fresh database beside that of the suite."""
    address = os.environ.get("DATABASE_URL")
    if not address:
        yield {}
        return
    import psycopg

    parts = urlsplit(address)
    host = re.sub("%2[fF]", "/", parts.netloc.rsplit("@", 1)[1])
    name = f"races_{os.getpid()}"
    with psycopg.connect(host=host, user=parts.username, dbname="postgres", autocommit=True) as connection:
        connection.execute(f'DROP DATABASE IF EXISTS "{name}"')
        connection.execute(f'CREATE DATABASE "{name}"')
        yield {"DATABASE_URL": f"postgres://{parts.username}@{quote(host, safe='')}/{name}"}
        connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


class Server:
    """gunicorn as people run it, started again on the same folder when asked."""

    def __init__(self, folder: Path, more: dict[str, str]) -> None:
        self.folder, self.port = folder, free_port()
        self.environment = environment(folder, PORT=str(self.port), **more)
        self.process: subprocess.Popen[bytes] | None = None
        self.commands: Forker | None = None

    def manage(self, *words: str, given: str = "") -> str:
        """The last line that a command prints, run beside the server."""
        self.commands = self.commands or Forker(self.environment)
        status, out, err = self.commands.run(words, given.encode())
        assert status == 0, err
        return out.strip().splitlines()[-1]

    def start(self) -> None:
        with (self.folder.parent / "server.log").open("ab") as log:
            self.process = subprocess.Popen(
                [sys.executable, "manage.py", "serve"], cwd=ROOT, env=self.environment, stdout=log, stderr=log, start_new_session=True
            )  # fmt: skip
        until = time.monotonic() + READY_SECONDS
        while time.monotonic() < until:
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{self.port}/health/ready", timeout=10).close()
            except OSError:
                assert self.process.poll() is None, (self.folder.parent / "server.log").read_text()[-2000:]
                time.sleep(0.05)
            else:
                return
        raise AssertionError("the server did not start")

    def kill(self) -> None:
        """Ends it at once with all its workers, as a power cut does."""
        assert self.process
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()

    def stop(self) -> None:
        if self.commands:
            self.commands.close()
            self.commands = None
        if self.process and self.process.poll() is None:
            self.process.terminate()
            self.process.wait(timeout=30)

    def browser(self, email: str = "owner@localhost") -> Browser:
        """A signed-in browser of its own."""
        browser = Browser(self.port)
        browser.sign_in(self.manage("signin_link", email))
        return browser


class Browser:
    """One person's session: cookies and the token against forgery. Each request has a connection of its own."""

    def __init__(self, port: int) -> None:
        self.port, self.cookies, self.token = port, dict[str, str](), ""

    def twin(self) -> Browser:
        """Another window of the same session."""
        other = Browser(self.port)
        other.cookies, other.token = dict(self.cookies), self.token
        return other

    def ask(
        self, method: str, path: str, data: dict[str, object] | None = None, **headers: str
    ) -> tuple[int, dict[str, str], str]:
        """Status, headers and text of the answer. OSError where there is none."""
        given = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items()), **headers}
        body = None
        if method == "POST":
            body = urlencode(data or {}, doseq=True)
            given |= {"Content-Type": "application/x-www-form-urlencoded", "X-CSRFToken": self.token}
        connection = HTTPConnection("127.0.0.1", self.port, timeout=60)
        try:
            connection.request(method, path, body, given)
            response = connection.getresponse()
            text = response.read().decode()
        finally:
            connection.close()
        for cookie in response.headers.get_all("Set-Cookie") or []:
            name, _, value = cookie.split(";", 1)[0].partition("=")
            self.cookies[name] = value
        return response.status, dict(response.headers), text

    def get(self, path: str) -> tuple[int, dict[str, str], str]:
        return self.ask("GET", path)

    def post(self, path: str, **data: object) -> tuple[int, dict[str, str], str]:
        return self.ask("POST", path, data)

    def sign_in(self, link: str) -> None:
        path = urlsplit(link).path
        self.token = _token(self.get(path)[2])
        assert self.post(path)[0] == 302
        self.token = _token(self.get("/")[2])


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """One server for all tests that send requests side by side; who kills it starts it again."""
    folder = tmp_path_factory.mktemp("server") / "data"
    with scratch_database(folder) as more:
        made = Server(folder, more)
        made.start()
        yield made
        made.stop()


@pytest.fixture(scope="session")
def session(server: Server) -> Browser:
    """A browser of the owner of the installation."""
    return server.browser()


def _token(html: str) -> str:
    found = re.search(r'"X-CSRFToken": "(\w+)"', html)
    assert found
    return found[1]
