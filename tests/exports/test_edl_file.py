"""The edit decision list, read back by the reader of another library, and line by line."""

from decimal import Decimal

import pytest

from projects.exports.edl_file import comment, reels, write
from tests import boards
from tests.exports.timelines import at, expected
from tests.papers import material

RATES = ["23.976", "24", "25", "29.97", "30", "48", "50", "59.94", "60", "8", "12", "16"]


@pytest.mark.parametrize("fps", RATES)
def test_another_library_reads_every_shot_on_its_frame(fps):
    from otio_cmx3600_adapter import cmx_3600

    board = at(fps)
    on, wanted = expected(board)
    text = write(material(board)).decode()
    # That reader takes what has no `;` at 29.97 as it is: without dropped frames.
    track = cmx_3600.read_from_string(text, rate=on.base).tracks[0]
    found = [
        (clip.name.split()[0], int(clip.range_in_parent().start_time.value), int(clip.duration().value)) for clip in track
    ]
    assert found == wanted
    assert text.splitlines()[1] == "FCM: NON-DROP FRAME"
    assert text.splitlines()[3].split()[-2] == "01:00:00:00"


def test_a_list_says_draft_first_and_what_the_shot_is():
    lines = write(material(at("24", duration=Decimal(599), notes="two\nlines"))).decode().splitlines()
    assert lines[0] == "TITLE: DRAFT Harbour morning"
    assert lines[4] == "* FROM CLIP NAME:  SH010 Dawn <&>"
    assert lines[5].startswith("* STORYBOARD: DRAFT: ")
    assert [line for line in lines if line.startswith("* NOTES")] == [
        "* NOTES: two",
        "* NOTES: lines",
        "* NOTES: cut for time",
    ][:2]


def test_reels_are_short_plain_and_never_alike():
    assert reels(["SH010", "sh010", "AX", "scene-1_shot-10", "scene-1_shot-11", "--"]) == [
        "SH010", "SH0102", "AX2", "SCENE1SH", "SCENE1S2", "SHOT",
    ]  # fmt: skip


def test_a_long_text_goes_on_in_further_comments():
    lines = list(comment("NOTES", "word " * 100 + "x" * 500))
    assert max(map(len, lines)) < 215
    assert "".join(line.partition(": ")[2] for line in lines) == "word " * 100 + "x" * 500


def test_an_empty_plan_is_a_list_without_events():
    assert write(material(boards.blank())).decode().split() == ["TITLE:", "Untitled", "FCM:", "NON-DROP", "FRAME"]
