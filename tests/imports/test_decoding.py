"""Bytes as text: every usual encoding, and files that are no text."""

from __future__ import annotations

import pytest

from projects.core.incoming import ImportProblem
from projects.imports.decoding import text_of


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_unicode_is_read_without_a_word(encoding):
    assert text_of("Möwe, Hafen, 12 s\n".encode(encoding)) == ("Möwe, Hafen, 12 s\n", ())


def test_older_encodings_are_named():
    text, notes = text_of("Möwe – Café".encode("cp1252"))
    assert (text, len(notes)) == ("Möwe – Café", 1)
    assert text_of(b"M\xf6we \x81")[1] == (
        "The file is not UTF-8: it was read as Latin-1. Look at letters such as é, ü and ñ.",
    )


def test_bytes_that_are_no_text_are_refused():
    with pytest.raises(ImportProblem) as error:
        text_of(b"one\ntwo\x02\n")
    assert str(error.value) == "Line 2 holds a control character (U+0002): this is no text file."
