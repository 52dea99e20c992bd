"""Zips: what comes out is counted, whatever the archive says of it."""

from __future__ import annotations

import io
import zipfile

import pytest

from projects.core.incoming import ImportProblem
from projects.imports.zips import MB, Archive, Caps

CAPS = Caps(entries=3, total=4 * MB, ratio=100)


def packed(content, method=zipfile.ZIP_DEFLATED):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        archive.writestr("a.txt", content)
    return out.getvalue()


def refused(data, name="a.txt"):
    with pytest.raises(ImportProblem) as error:
        Archive(data, CAPS).content(name)
    return str(error.value)


def test_a_small_entry_comes_out_whole():
    assert Archive(packed(b"harbour"), CAPS).content("a.txt") == b"harbour"


def test_sizes_beyond_the_caps_are_refused_before_anything_is_unfolded():
    assert (
        refused(packed(b"x" * (4 * MB + 1), zipfile.ZIP_STORED))
        == "The archive unfolds to over 4 MB: nothing of it was read."
    )
    assert refused(packed(b" " * 3 * MB)) == "“a.txt” would unfold to over 100 times its size: the archive was not read."


def test_a_size_that_the_archive_lies_about_does_not_come_out():
    size = (3 * MB).to_bytes(4, "little")
    lying = packed(b" " * 3 * MB).replace(size, (100).to_bytes(4, "little"))
    assert refused(lying) == "“a.txt” in the archive is damaged: save or download it again."
