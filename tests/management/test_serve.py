"""The real server, started as people start it."""

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
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def environment(folder: Path, port: int) -> dict[str, str]:
    given = {**os.environ, "STORYBOARD_DATA": str(folder), "PORT": str(port), "PYTHONUNBUFFERED": "1"}
    for name in ("DATABASE_URL", "HOST", "PUBLIC_URL"):
        given.pop(name, None)
    return given


@contextmanager
def served(folder: Path, port: int) -> Iterator[subprocess.Popen[str]]:
    process = subprocess.Popen(
        [sys.executable, "manage.py", "serve"],
        cwd=ROOT,
        env=environment(folder, port),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    try:
        for _ in range(600):
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{port}/health/ready", timeout=10).close()
                break
            except OSError:
                assert process.poll() is None, process.communicate()[0]
                time.sleep(0.05)
        yield process
    finally:
        process.terminate()
        process.communicate(timeout=30)


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    return tmp_path_factory.mktemp("served") / "data"


def test_it_says_where_it_is_serves_and_stops_cleanly(folder):
    port = free_port()
    with served(folder, port) as process:
        process.send_signal(signal.SIGTERM)
        said, _ = process.communicate(timeout=15)
    assert process.returncode == 0
    assert f"Storyboard is at http://127.0.0.1:{port} (stop with Ctrl-C).\n" in said
    assert len(re.findall(rf"^Sign in once with http://127\.0\.0\.1:{port}/signin/\S{{20,}}$", said, re.MULTILINE)) == 1
    assert {path.name for path in folder.glob("*.key")} == {"secret.key"}


def test_a_port_in_use_is_one_sentence(folder):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        line = [sys.executable, "manage.py", "serve"]
        done = subprocess.run(line, cwd=ROOT, env=environment(folder, port), capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == f"Port {port} on 127.0.0.1 is in use. Stop what uses it, or set PORT to another number.\n"


def test_nothing_is_restored_under_a_running_server(folder):
    port = free_port()
    with served(folder, port):
        line = [sys.executable, "manage.py", "restore", "any.zip"]
        done = subprocess.run(line, cwd=ROOT, env=environment(folder, port), capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (1, "The server is running. Stop it first, then restore.\n")
