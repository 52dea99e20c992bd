"""The OpenTimelineIO file, read back as plain JSON."""

import json
from decimal import Decimal

import pytest

from projects.exports.otio_file import write
from tests import boards
from tests.exports.timelines import at, expected
from tests.papers import material


@pytest.mark.parametrize("fps", ["23.976", "24", "25", "29.97", "30", "48", "50", "59.94", "60", "16"])
def test_every_shot_lies_on_its_frame(fps):
    board = at(fps)
    on, wanted = expected(board)
    timeline = json.loads(write(material(board)))
    now, found = 0, []
    for clip in timeline["tracks"]["children"][0]["children"]:
        length = clip["source_range"]["duration"]
        assert (length["rate"], clip["media_references"]["DEFAULT_MEDIA"]["OTIO_SCHEMA"]) == (
            float(on.exact),
            "MissingReference.1",
        )
        found.append((clip["metadata"]["storyboard"]["key"], now, int(length["value"])))
        now += int(length["value"])
    assert found == wanted
    assert timeline["global_start_time"]["value"] == 3600 * on.base


def test_names_scenes_breaks_and_notes_stand_as_markers():
    tracks = json.loads(write(material(at("24", notes="later"))))["tracks"]
    assert [(m["name"], m["marked_range"]["start_time"]["value"]) for m in tracks["markers"]] == [
        ("Arrival", 0), ("Kitchen 🍵 مطبخ", 612),
    ]  # fmt: skip
    first, *_, fourth, _ = tracks["children"][0]["children"]
    assert (first["name"], first["markers"][-1]["comment"].endswith("Notes: later")) == ("SH010 Dawn <&>", True)
    assert [m["name"] for m in fourth["markers"] if m["color"] == "PURPLE"] == [
        "Break of film grain: a memory in clean digital"
    ]


def test_a_draft_says_so_in_its_title_and_first_marker():
    timeline = json.loads(write(material(at("16", duration=Decimal(599)))))
    about = timeline["metadata"]["storyboard"]
    assert (timeline["name"], about["draft"], len(about["notes"])) == ("DRAFT Harbour morning", True, 2)
    assert timeline["tracks"]["markers"][0]["name"] == about["notes"][0]


def test_an_empty_plan_is_an_empty_track():
    assert json.loads(write(material(boards.blank())))["tracks"]["children"][0]["children"] == []
