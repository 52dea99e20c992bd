"""The FCPXML file, read back by another library where it can, and checked against the rules of the format."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from projects.exports.fcpxml_file import write
from tests import boards
from tests.exports.timelines import at, expected
from tests.papers import material

# What each element may hold, in this order, as the format's definition has it.
HOLDS = {
    "fcpxml": "resources library", "resources": "format asset", "asset": "media-rep", "library": "event", "event": "project",
    "project": "sequence", "sequence": "note spine metadata", "spine": "asset-clip", "metadata": "md",
    "asset-clip": "note marks metadata",
}  # fmt: skip
MARKS = ("marker", "chapter-marker", "keyword")


def parsed(board) -> Any:
    return ET.fromstring(write(material(board)))


def seconds(text):
    return Fraction(text.removesuffix("s"))


@pytest.mark.parametrize("fps", ["23.976", "24", "25", "29.97", "30", "48", "50", "59.94", "60", "12"])
def test_every_shot_lies_on_its_frame_in_exact_fractions(fps):
    board = at(fps)
    on, wanted = expected(board)
    sequence = parsed(board).find(".//sequence")
    start = seconds(sequence.get("tcStart"))
    clips = sequence.findall("spine/asset-clip")
    found = [
        (
            clip.get("name").split()[0],
            (seconds(clip.get("offset")) - start) * on.exact,
            seconds(clip.get("duration")) * on.exact,
        )
        for clip in clips
    ]
    assert found == wanted
    assert (start * on.exact, seconds(sequence.get("duration")) * on.exact) == (
        3600 * on.base,
        sum(length for *_, length in wanted),
    )


@pytest.mark.parametrize("fps", ["24", "25", "30", "50", "60"])
def test_another_library_reads_names_and_lengths(fps):
    from otio_fcpx_xml_adapter import fcpx_xml

    board = at(fps)
    found = fcpx_xml.read_from_string(write(material(board)).decode()).find_clips()
    assert [(clip.name.split()[0], int(clip.duration().value)) for clip in found] == [
        (key, n) for key, _, n in expected(board)[1]
    ]


def test_elements_stand_where_the_format_wants_them():
    root = parsed(at("23.976", duration=Decimal(599), notes="x\ufffe"))
    for element in root.iter():
        names = ["marks" if child.tag in MARKS else child.tag for child in element]
        order = HOLDS.get(element.tag, "").split()
        assert [order.index(name) for name in names] == sorted(order.index(name) for name in names)
    ids = {element.get("id") for element in root.find("resources")}
    assert {clip.get("ref") for clip in root.iter("asset-clip")} < ids
    assert root.find(".//project").get("name") == "DRAFT Harbour morning"
    assert root.findtext(".//sequence/note").startswith("DRAFT: ")


def test_what_final_cut_knows_is_called_by_its_name_and_the_rest_by_numbers():
    def made(**values):
        found = parsed(replace(at("23.976"), **values)).find("resources/format")
        return found.get("name"), found.get("width"), found.get("height"), found.get("frameDuration")

    assert made(aspect_ratio="16:9") == ("FFVideoFormat1080p2398", "1920", "1080", "1001/24000s")
    assert made(aspect_ratio="9:16", fps=Decimal(25)) == (None, "1080", "1920", "1/25s")


def test_an_empty_plan_is_an_empty_storyline():
    assert list(parsed(boards.blank()).find(".//spine")) == []
