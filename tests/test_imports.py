"""Any file as what it says: the kind is found out, and what nobody reads is refused."""

from __future__ import annotations

import pytest

from projects.core.document import dumps
from projects.core.incoming import ImportProblem
from projects.imports import read
from tests import boards

CATALOG = boards.catalog()


@pytest.mark.parametrize(
    ("data", "kind", "shots"),
    [
        (dumps(boards.harbour()).encode(), "document", 2),
        (b"Shot,Action\nA,runs\nB,sits\n", "csv", 2),
        (b"INT. A - DAY\n\nHe runs.\n\nEXT. B - DAY\n\nHe sits.\n", "fountain", 2),
        (b"# Film\n\n1. A man walks.\n", "markdown", 1),
        (b"A man walks.\n\nA dog barks.\n", "text", 2),
    ],
)
def test_a_file_is_read_as_what_it_is(data, kind, shots):
    found = read(data, "unnamed", "", CATALOG)
    assert (found.kind, sum(len(scene.shots) for scene in found.scenes)) == (kind, shots)


def test_a_kind_that_nobody_reads_is_refused():
    with pytest.raises(ImportProblem) as error:
        read(b"x", "x", "pptx", CATALOG)
    kinds = "document, csv, xlsx, zip, fountain, fdx, markdown, text, edl, otio, fcpxml"
    assert str(error.value) == f"Files of the kind “pptx” cannot be read: choose one of {kinds}."
