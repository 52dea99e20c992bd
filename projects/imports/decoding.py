"""The bytes of a text file as text, whatever program wrote them; a doubtful reading is said in a note."""

from __future__ import annotations

import codecs
import re

from projects.core.incoming import ImportProblem

BYTES_MAX = 10 * 1024 * 1024
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SAMPLE = 4096
# Tab, newline, vertical tab, form feed and carriage return stand in texts; the others only where it is none.
_NO_TEXT = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f]")


def within(data: bytes, limit: int = BYTES_MAX) -> bytes:
    """The same bytes. ImportProblem for an empty file and one over the limit."""
    if not data.strip(b"\x00 \t\r\n"):
        raise ImportProblem("The file is empty: choose one with something in it.")
    if len(data) > limit:
        raise ImportProblem(f"The file has {len(data) / 1e6:.1f} MB: at most {limit // 1024 // 1024} MB. Split it.")
    return data


def text_of(data: bytes) -> tuple[str, tuple[str, ...]]:
    """The text of a file and what a person should know of how it was read.

    UTF-8, UTF-16 and UTF-32 by their marks, UTF-16 without one by its zeros, else UTF-8, else Windows-1252.
    ImportProblem for bytes that are no text.
    """
    within(data)
    notes: tuple[str, ...] = ()
    mark, encoding = next((pair for pair in _MARKS if data.startswith(pair[0])), (b"", _guessed(data)))
    try:
        text = data[len(mark) :].decode(encoding)
    except UnicodeDecodeError as error:
        if mark or encoding != "utf-8":
            place = error.start + len(mark)
            raise ImportProblem(
                f"The file is not {encoding.upper()}: byte {place} begins no character. Save it anew."
            ) from None
        text, notes = _western(data)
    found = _NO_TEXT.search(text)
    if found:
        line = text.count("\n", 0, found.start()) + 1
        raise ImportProblem(f"Line {line} holds a control character (U+{ord(found.group()):04X}): this is no text file.")
    return text, notes


def _guessed(data: bytes) -> str:
    """UTF-16 shows by the zeros in every other byte of common signs."""
    sample = data[:_SAMPLE]
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    many = max(2, len(sample) // 8)
    if odd >= many and odd > even * 4:
        return "utf-16-le"
    return "utf-16-be" if even >= many and even > odd * 4 else "utf-8"


def _western(data: bytes) -> tuple[str, tuple[str, ...]]:
    try:
        text, name = data.decode("cp1252"), "Windows-1252 (Latin-1)"
    except UnicodeDecodeError:
        text, name = data.decode("latin-1"), "Latin-1"
    return text, (f"The file is not UTF-8: it was read as {name}. Look at letters such as é, ü and ñ.",)
