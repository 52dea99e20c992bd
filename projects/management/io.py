"""Reading and writing the files that commands name, `-` for standard input and output."""

from __future__ import annotations

import sys
from pathlib import Path

from django.core.management import CommandError

LARGEST = 64 * 1024 * 1024


def read_bytes(name: str) -> bytes:
    """The content of a file or of standard input. CommandError with one sentence where it cannot be read."""
    try:
        if name == "-":
            content = sys.stdin.buffer.read(LARGEST + 1)
        else:
            with Path(name).open("rb") as handle:
                content = handle.read(LARGEST + 1)
    except OSError as error:
        raise CommandError(f"{name}: {error.strerror or error}.") from None
    if len(content) > LARGEST:
        raise CommandError(f"{name} is larger than 64 MB.")
    return content


def read_text(name: str) -> str:
    """The content as UTF-8 text, a byte order mark dropped."""
    try:
        return read_bytes(name).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise CommandError(f"{name} is not UTF-8 text (byte {error.start + 1}).") from None


def write_bytes(name: str, content: bytes) -> None:
    """Writes a file under exactly this name, or to standard output."""
    try:
        if name == "-":
            sys.stdout.buffer.write(content)
            sys.stdout.buffer.flush()
        else:
            Path(name).write_bytes(content)
    except OSError as error:
        raise CommandError(f"{name}: {error.strerror or error}.") from None
