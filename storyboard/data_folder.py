"""The data folder: everything one installation owns, and the secret key inside it.

Layout: storyboard.sqlite3, secret.key, catalog/ (the user's own entries), media/, mail/ (letters, where no
mail server is set), static/ (collected; can be made again), backups/.
"""

import os
import secrets
from pathlib import Path

DATABASE = "storyboard.sqlite3"
KEY = "secret.key"
LOCK = "server.lock"


class Unusable(Exception):
    """The data folder cannot be used; str() is a sentence for the person who started the program."""


def prepare(folder: Path) -> None:
    """Make the folder, readable by its owner alone. One that is there keeps the rights it was given."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise _unusable(folder, error) from None


def secret_key(folder: Path) -> str:
    """The key that signs sessions and links: read from the folder, made there (mode 0600) the first time."""
    path = folder / KEY
    try:
        try:
            handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except FileExistsError:
            return _read(path)
        with os.fdopen(handle, "w") as file:
            key = secrets.token_urlsafe(64)
            file.write(key)
            file.flush()
            os.fsync(file.fileno())
        return key
    except OSError as error:
        raise _unusable(folder, error) from None


def _read(path: Path) -> str:
    key = path.read_text().strip()
    if len(key) < 50:
        raise Unusable(f"The secret key in {path} is damaged (too short). Restore it, or delete it to get a new one.")
    return key


def check_writable(folder: Path) -> None:
    """Raise Unusable where no file can be written in the folder."""
    probe = folder / f".write-{os.getpid()}"
    try:
        probe.touch(mode=0o600)
        probe.unlink()
    except OSError as error:
        raise _unusable(folder, error) from None


def _unusable(folder: Path, error: OSError) -> Unusable:
    reason = error.strerror or str(error)
    return Unusable(f"The data folder {folder} cannot be used: {reason}. Set STORYBOARD_DATA to one that can be written.")
