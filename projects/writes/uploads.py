"""Files that people are about to take in: kept for an hour under a name that nobody can guess, each its owner's alone."""

from __future__ import annotations

import json
import re
import secrets
import time
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from projects.models import User

HOUR = 60 * 60
# How many one person may have waiting; the oldest go first.
MOST = 5
_TOKEN = re.compile(r"[0-9a-f]{32}")


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that waits: what it is called, what it was said to be ("" to find out), and its bytes."""

    token: str
    name: str
    kind: str
    data: bytes


def hold(user: User, data: bytes, name: str, kind: str) -> Upload:
    """Keeps a file for its next step. Sweeps out what is older than an hour."""
    folder = _folder()
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    sweep()
    mine = sorted(folder.glob(f"{user.pk}-*"), key=_age, reverse=True)
    for path in mine[: max(0, len(mine) - MOST + 1)]:
        path.unlink(missing_ok=True)
    token = secrets.token_hex(16)
    head = json.dumps({"name": name[:200], "kind": kind}).encode()
    path = folder / f"{user.pk}-{token}"
    path.touch(mode=0o600)
    path.write_bytes(head + b"\n" + data)
    return Upload(token, name[:200], kind, data)


def held(user: User, token: str) -> Upload | None:
    """The file of this person that waits under this name; None where there is none any more."""
    if not _TOKEN.fullmatch(token):
        return None
    path = _folder() / f"{user.pk}-{token}"
    try:
        if _age(path) > HOUR:
            path.unlink(missing_ok=True)
            return None
        head, _, data = path.read_bytes().partition(b"\n")
    except OSError:
        return None
    about = json.loads(head)
    return Upload(token, about["name"], about["kind"], data)


def sweep() -> None:
    """Removes every file that waited for an hour."""
    for path in _folder().glob("*-*"):
        if _age(path) > HOUR:
            path.unlink(missing_ok=True)


def _folder() -> Path:
    return Path(settings.STORYBOARD_DATA) / "uploads"


def _age(path: Path) -> float:
    """How many seconds ago a file was written; gone ones are old."""
    try:
        return time.time() - path.stat().st_mtime
    except FileNotFoundError:
        return float("inf")
