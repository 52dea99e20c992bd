"""Drawn frames: that they stay small and harmless, and fit every ratio."""

from __future__ import annotations

import re
import zlib
from itertools import product
from xml.etree import ElementTree as ET

import pytest

from projects.core.board import Move
from projects.core.sketch import frame_width, sketch_defs
from projects.core.sketch_words import index
from tests.core.sketching import CATALOG, ENVIRONMENTS, drawn, every_camera, used

WORDS = index(CATALOG.words)


def test_a_sketch_is_well_formed_and_carries_no_style_no_id_and_no_script() -> None:
    tags: set[str] = set()
    attributes: set[str] = set()
    for camera, size in product(every_camera(), CATALOG.sizes):
        for element in ET.fromstring(drawn(camera=(camera,), shot_size=size)).iter():
            tags.add(element.tag)
            attributes.update(element.keys())
    assert tags == {"svg", "use", "text"}
    assert attributes & {"style", "id", "onload"} == set()


def test_every_reference_of_every_combination_is_on_the_page() -> None:
    known = set(re.findall(r'id="(sk-[a-z-]+)"', sketch_defs()))
    framings, angles = (None, *CATALOG.framings), (None, *CATALOG.angles)
    wanted = set()
    for size, framing, angle, place in product(CATALOG.sizes, framings, angles, ENVIRONMENTS):
        frame = drawn(shot_size=size, framing=framing, angle=angle, environment=place, lighting="from the left")
        wanted.update(re.findall(r"#(sk-[a-z-]+)", frame))
    assert wanted - known == set()


def test_every_place_light_weather_and_thing_of_the_word_lists_has_a_drawing() -> None:
    known = set(re.findall(r'id="sk-([a-z-]+)"', sketch_defs()))
    drawable = {"indoors", "outdoors", "within", "aboard", "hintin", "hintout", "time", "tone", "weather", "thing"}
    values = {value for pairs in WORDS.values() for category, value in pairs if category in drawable}
    values -= {"any", "inside"}  # say that it is inside and name no place
    assert values - known == set()


def test_drawings_have_one_id_each_and_refer_only_to_each_other() -> None:
    page = sketch_defs()
    ids = re.findall(r'id="(sk-[a-z-]+)"', page)
    assert len(ids) == len(set(ids))
    assert set(re.findall(r"#(sk-[a-z-]+)", page)) - set(ids) == set()


@pytest.mark.parametrize("paper", [False, True])
def test_the_drawings_are_well_formed_and_carry_no_style(paper: bool) -> None:
    root = ET.fromstring(sketch_defs(paper=paper))
    assert root.get("aria-hidden") == "true"
    assert [element for element in root.iter() if element.get("style") or element.tag == "style"] == []


def test_only_what_frames_need_is_put_on_a_page_when_they_are_given() -> None:
    frame = drawn(shot_size="ws", environment="pier", lighting="dawn light from the left")
    page = sketch_defs([frame])
    ids = set(re.findall(r'id="sk-([a-z-]+)"', page))
    assert ids == {"dawn", "dawn-a", "dawn-b", "sun", "halo", "pier", "side", "ray", "body", "man", "lit"}


def test_no_drawings_are_needed_for_no_frames() -> None:
    assert re.findall("<g", sketch_defs([])) == []


def test_frames_stay_small() -> None:
    frames = [
        drawn(shot_size=size, camera=(Move(move, direction, "slow"),), environment=place, lighting="warm, from the left")
        for size, (move, direction), place in product(
            CATALOG.sizes, (("dolly", "in"), ("pan", "left"), ("static", None), ("crane", "up")), ENVIRONMENTS
        )
    ]
    sizes = [len(frame.encode()) for frame in frames]
    assert sum(sizes) / len(sizes) < 550
    assert max(sizes) < 800


def test_the_drawings_of_a_page_stay_small() -> None:
    assert len(zlib.compress(sketch_defs().encode())) < 15_500


def test_words_of_users_land_only_as_escaped_label() -> None:
    bad = '"><script>alert(1)</script>'
    frame = drawn(
        label=bad, subject=bad, environment=bad, lighting=bad, camera_note=bad, title=bad, carried=(bad, bad), people=0
    )
    root = ET.fromstring(frame)
    assert root.get("aria-label") == f"{bad}: Sketch: nothing set yet"
    assert [element.text for element in root.iter("text")] == [bad[:15] + "…"]


@pytest.mark.parametrize("value", ['"><b>', "nothing-like-it", ""])
def test_values_that_no_catalogue_knows_are_drawn_as_if_they_were_not_set(value: str) -> None:
    frame = drawn(shot_size=value, framing=value, angle=value, camera=(Move(value, value, value),))
    assert used(frame) == used(drawn())
    ET.fromstring(frame)


@pytest.mark.parametrize(
    ("ratio", "width"),
    [("16:9", 160), ("9:16", 51), ("1:1", 90), ("4:5", 72), ("21:9", 210), ("2.39:1", 215), ("4:3", 120)],
)
def test_a_frame_is_90_high_and_as_wide_as_its_ratio(ratio: str, width: int) -> None:
    assert ET.fromstring(drawn(ratio=ratio)).get("viewBox") == f"0 0 {width} 90"


@pytest.mark.parametrize("ratio", ["", "wide", "16", "1:0", "nan:1", "inf:1", "16:9:4"])
def test_what_is_no_ratio_is_drawn_as_16_to_9(ratio: str) -> None:
    assert frame_width(ratio) == 160


@pytest.mark.parametrize(("ratio", "width"), [("1:100", 40), ("100:1", 240), ("-1:2", 40)])
def test_absurd_ratios_are_held_in_bounds(ratio: str, width: int) -> None:
    assert frame_width(ratio) == width
