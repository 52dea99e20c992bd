"""What holds for every test: no network, no data of the developer's, plain static files, fast passwords."""

import gc
import ipaddress
import os
import shutil
import socket
from pathlib import Path
from typing import Any

import hypothesis
import pytest
from django.conf import settings

pytest_plugins = ["tests.cast", "tests.servers"]

# A busy machine is no fault of what is tested.
# On PostgreSQL fewer examples do: what they find beyond the database was found on SQLite.
hypothesis.settings.register_profile(
    "any-machine",
    deadline=None,
    max_examples=10 if "postgres" in os.environ.get("DATABASE_URL", "") else 20,
    suppress_health_check=[hypothesis.HealthCheck.too_slow],
)
hypothesis.settings.load_profile("any-machine")

SETTINGS = {
    "STORAGES": {
        "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    },
    "PASSWORD_HASHERS": ["django.contrib.auth.hashers.MD5PasswordHasher"],
    # Served from where the files lie, without collecting them first.
    "WHITENOISE_AUTOREFRESH": True,
    "WHITENOISE_USE_FINDERS": True,
    # A busy machine may take a while; what is waited for has tests of its own.
    "PDF_WAIT_SECONDS": 30.0,
}


def pytest_configure(config: pytest.Config) -> None:
    """Set what tests need before anything is loaded that reads it."""
    if config.option.markexpr == "browser" and settings.DATABASES["default"]["ENGINE"].endswith("sqlite3"):
        # The server's threads and the test write at once: that takes a file, not a shared memory.
        settings.DATABASES["default"].setdefault("TEST", {})["NAME"] = str(
            Path(settings.STORYBOARD_DATA) / "browser.sqlite3"
        )
    for name, value in SETTINGS.items():
        setattr(settings, name, value)
    _close_network()


def pytest_collection_finish() -> None:
    """Leave what lives to the end (modules, thousands of tests) out of every search for garbage: a sixth of the time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 20, 20)


def pytest_unconfigure() -> None:
    """Remove the data folder that the settings made for this run."""
    folder = Path(settings.STORYBOARD_DATA)
    if folder.name.startswith("storyboard-test-"):
        shutil.rmtree(folder, ignore_errors=True)


def _close_network() -> None:
    """Let sockets reach this machine only; a test that tries to leave it fails at once."""
    connect, connect_ex, look_up = socket.socket.connect, socket.socket.connect_ex, socket.getaddrinfo

    def checked_connect(self: socket.socket, address: Any) -> None:
        _stay_here(self.family, address)
        connect(self, address)

    def checked_connect_ex(self: socket.socket, address: Any) -> int:
        _stay_here(self.family, address)
        return connect_ex(self, address)

    def checked_look_up(host: Any, *args: Any, **kwargs: Any) -> Any:
        _stay_here(socket.AF_INET, (host, 0))
        return look_up(host, *args, **kwargs)

    socket.socket.connect = checked_connect  # type: ignore[method-assign,assignment]
    socket.socket.connect_ex = checked_connect_ex  # type: ignore[method-assign,assignment]
    socket.getaddrinfo = checked_look_up


def _stay_here(family: int, address: Any) -> None:
    if family == socket.AF_UNIX:
        return
    host = address[0].decode() if isinstance(address[0], bytes) else address[0]
    if host in {None, "", "localhost", "testserver", "0.0.0.0", "::"}:
        return
    try:
        here = ipaddress.ip_address(host).is_loopback
    except ValueError:
        here = False
    if not here:
        pytest.fail(f"a test tried to reach {host}: tests stay on this machine")
