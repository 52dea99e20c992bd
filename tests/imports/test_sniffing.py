"""What a file is, whatever it is called."""

from __future__ import annotations

import pytest

from projects.core.document import dumps
from projects.core.incoming import ImportProblem
from projects.imports import sniff
from tests import boards

CATALOG = boards.catalog()
EDL = b"TITLE: X\nFCM: DROP FRAME\n\n001  AX       V     C        00:00:00;00 00:00:04;00 01:00:00;00 01:00:04;00\n"


@pytest.mark.parametrize(
    ("data", "name", "kind"),
    [
        (dumps(boards.harbour()).encode(), "x.txt", "document"),
        (b'{"OTIO_SCHEMA": "Timeline.1"}', "x.json", "otio"),
        (b'<?xml version="1.0"?><!DOCTYPE fcpxml><fcpxml version="1.9"/>', "x.xml", "fcpxml"),
        (EDL, "x.txt", "edl"),
        ("Shot\tAction\nA\truns\n".encode("utf-16"), "x", "csv"),
        (b"N1\tPier\tA gull lands\nN2\tPier\tIt flies off\n", "Pasted text", "csv"),
        (b"A man\twalks.\n\nA dog barks.\n", "x", "text"),
        (b"# Film\n\n## Scene 1\n\n1. A man walks.\n", "x", "markdown"),
        (b"A man walks.\n\nA dog barks.\n", "x", "text"),
        (b"A man walks.\n", "x.md", "markdown"),
        (b"A man walks.\n", "x.FOUNTAIN", "fountain"),
        (b"INT. KITCHEN - DAY\n\n1. A pot.\n", "x", "text"),
        (b"MZ walks home.\n", "x", "text"),
    ],
)
def test_what_stands_in_a_file_says_what_it_is(data, name, kind):
    assert sniff(data, name) == kind


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"\x89PNG\r\n\x1a\n\x00\x00", "This is a picture: choose a shot list, a script, a timeline or a document."),
        (b"%PDF-1.7\n", "This is a PDF: choose a shot list, a script, a timeline or a document."),
        (b"<html></html>", "This XML is neither a Final Draft script nor an FCPXML timeline: export it as one of them."),
        (b"\x01\x02\x03\x04abc", "Line 1 holds a control character (U+0001): this is no text file."),
        (b"\xff\xfea", "The file is not UTF-16-LE: byte 2 begins no character. Save it anew."),
        (b"  \n", "The file is empty: choose one with something in it."),
    ],
)
def test_what_cannot_be_a_plan_is_refused_in_one_sentence(data, message):
    with pytest.raises(ImportProblem) as error:
        sniff(data, "x")
    assert str(error.value) == message
