"""Typed readers of environment variables.

A wrong value raises ImproperlyConfigured with a sentence that names the variable. A value that may hold a
password is never repeated in it.
"""

import os
from ipaddress import ip_address
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

import dj_database_url
from django.core.exceptions import ImproperlyConfigured


def text(name: str, default: str = "") -> str:
    """The variable's text, or the default where it is unset or blank."""
    return os.environ.get(name, "").strip() or default


def whole(name: str, default: int, low: int, high: int) -> int:
    """A whole number from low to high."""
    value = text(name, str(default))
    if not (value.isascii() and value.isdigit() and low <= int(value) <= high):
        raise ImproperlyConfigured(f"{name}={value} is not a whole number from {low} to {high}.")
    return int(value)


def choice(name: str, *options: str) -> str:
    """One of the options; the first is the default."""
    value = text(name, options[0])
    if value not in options:
        raise ImproperlyConfigured(f"{name}={value} is unknown: use one of {', '.join(options)}.")
    return value


def folder(name: str, default: Path) -> Path:
    """An absolute path; a relative one counts from where the program was started."""
    return Path(text(name, str(default))).expanduser().resolve()


def host(name: str, default: str) -> str:
    """A host name or an address, without scheme, port or brackets."""
    value = text(name, default).strip("[]")
    if any(sign in value for sign in "/@?# ") or (":" in value and not _is_address(value)):
        raise ImproperlyConfigured(f"{name}={value} is not a host name or address.")
    return value


def origin(name: str, default: str) -> str:
    """scheme://host[:port] of a web address, without a slash at the end."""
    value = text(name, default).removesuffix("/")
    try:
        parts = urlsplit(value)
        plain = "@" not in value and value == f"{parts.scheme}://{parts.netloc}"
        sound = plain and parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.port != 0
    except ValueError:
        sound = False
    if not sound:
        raise ImproperlyConfigured(f"{name}={value} is not of the form https://storyboard.example.org or http://host:port.")
    return value


def database(name: str, default_file: Path, sqlite_options: dict[str, Any]) -> dict[str, Any]:
    """Django's settings of one database: the variable's address, else SQLite in the default file."""
    address = text(name)
    lasting: dict[str, Any] = {"CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True}
    sqlite = {"ENGINE": "django.db.backends.sqlite3", "OPTIONS": sqlite_options}
    if not address:
        return {"NAME": default_file, **sqlite, **lasting}
    try:
        found: dict[str, Any] = {**dj_database_url.parse(address), **lasting}
    except ValueError:
        raise ImproperlyConfigured(f"{name} is not a database address.") from None
    if found["ENGINE"] == sqlite["ENGINE"]:
        return {**found, **sqlite}
    if found["ENGINE"] != "django.db.backends.postgresql":
        raise ImproperlyConfigured(f"{name} must begin with postgres:// or sqlite://.")
    return found


def email(name: str, default_folder: Path, default_sender: str) -> dict[str, Any]:
    """Django's mail settings. Letters hold links that sign people in: without a server they go to a private
    folder, never to the log."""
    address = text(name)
    if not address:
        return _email("filebased", default_sender) | {"EMAIL_FILE_PATH": default_folder}
    parts = urlsplit(address)
    backend = {"smtp": "smtp", "smtps": "smtp", "file": "filebased", "console": "console"}.get(parts.scheme)
    try:
        port = parts.port or (465 if parts.scheme == "smtps" else 587)
    except ValueError:
        port = 0
    if not backend or not port or (backend == "smtp" and not parts.hostname):
        raise ImproperlyConfigured(
            f"{name} must look like smtp://user:password@host:587, smtps://..., file:///folder or console://."
        )
    return _email(backend, parse_qs(parts.query).get("from", [default_sender])[0]) | {
        "EMAIL_FILE_PATH": unquote(parts.path),
        "EMAIL_HOST": parts.hostname or "",
        "EMAIL_PORT": port,
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_SSL": parts.scheme == "smtps",
        "EMAIL_USE_TLS": parts.scheme == "smtp" and port == 587,
    }


def bracketed(host: str) -> str:
    """The host as it stands in a web address."""
    return f"[{host}]" if ":" in host else host


def _email(backend: str, sender: str) -> dict[str, Any]:
    return {
        "EMAIL_BACKEND": f"django.core.mail.backends.{backend}.EmailBackend",
        "DEFAULT_FROM_EMAIL": sender,
        "EMAIL_TIMEOUT": 10,
    }


def _is_address(host: str) -> bool:
    try:
        ip_address(host)
    except ValueError:
        return False
    return True
