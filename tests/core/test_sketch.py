"""Drawn frames: what they show, what they say, and that they stay small and harmless."""

from __future__ import annotations

import re
from itertools import product
from xml.etree import ElementTree as ET

import pytest

from projects.core.board import Move, Shot
from projects.core.catalog import load
from projects.core.sketch import frame_width, sketch, sketch_defs
from projects.core.sketch_cues import Cues, index, read
from projects.core.sketch_scene import light_of

CATALOG = load()
WORDS = index(CATALOG.words)
ENVIRONMENTS = ("", "weathered wooden pier", "cozy cafe", "rainy city street", "desert", "office", "open sea in fog")


def drawn(ratio: str = "16:9", people: int = 1, label: str = "", carried: tuple[str, str] = ("", ""), **fields) -> str:
    shot = Shot(key="SH010", **fields)
    return sketch(shot, CATALOG, ratio=ratio, people=people, label=label, environment=carried[0], lighting=carried[1])


def used(markup: str) -> list[str]:
    """Names of the drawings that a frame refers to, back to front."""
    return re.findall(r'href="#sk-([a-z-]+)"', markup)


def every_camera() -> list[Move]:
    return [
        Move(move.id, direction, speed)
        for move in CATALOG.moves.values()
        for direction in (None, *move.directions)
        for speed in (None, *CATALOG.speeds)
    ]


# ------------------------------------------------------------------ the markup


def test_a_sketch_is_well_formed_and_carries_no_style_no_id_and_no_script() -> None:
    tags: set[str] = set()
    attributes: set[str] = set()
    for camera, size in product(every_camera(), CATALOG.sizes):
        for element in ET.fromstring(drawn(camera=(camera,), shot_size=size)).iter():
            tags.add(element.tag)
            attributes.update(element.keys())
    assert tags == {"svg", "use", "path", "text"}
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
    drawable = {"indoors", "outdoors", "time", "tone", "weather", "thing"}
    values = {value for pairs in WORDS.values() for category, value in pairs if category in drawable and value != "any"}
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
    assert ids == {"dawn", "dawn-a", "dawn-b", "sun", "halo", "pier", "side", "ray", "body", "lit"}


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
    assert sum(sizes) / len(sizes) < 640
    assert max(sizes) < 900


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


# ------------------------------------------------------------------- the frame


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


# ---------------------------------------------------------------------- people


@pytest.mark.parametrize(
    ("size", "figure"),
    [("ews", "body"), ("vws", "body"), ("ws", "body"), ("mls", "body"), ("ms", "bust"), ("mcu", "bust"), ("ecu", "eyes")],
)
def test_the_shot_size_decides_how_much_of_a_person_is_seen(size: str, figure: str) -> None:
    assert used(drawn(shot_size=size))[-1] == figure


def test_a_person_grows_from_extreme_wide_to_close_up() -> None:
    scales = [
        float(re.findall(r'sk-(?:body|bust)" transform="translate\([^)]*\)scale\(([\d.]+)\)', drawn(shot_size=size))[0])
        * (100 if size in ("ews", "vws", "ws", "mls") else 100 * 20 / 14)
        for size in ("ews", "vws", "ws", "mls", "ms", "mcu", "cu")
    ]
    assert scales == sorted(scales)


def test_a_close_up_has_a_face() -> None:
    assert used(drawn(shot_size="cu"))[-2:] == ["bust", "face"]


def test_a_two_shot_has_two_people_even_in_a_close_up() -> None:
    assert used(drawn(shot_size="cu", framing="two-shot")).count("face") == 2


@pytest.mark.parametrize(("people", "seen"), [(0, 0), (1, 1), (2, 2), (3, 3), (40, 3), (-1, 0)])
def test_as_many_people_as_there_are_up_to_three(people: int, seen: int) -> None:
    assert used(drawn(shot_size="ws", people=people)).count("body") == seen


def test_over_the_shoulder_has_a_shoulder_in_front() -> None:
    assert used(drawn(framing="ots", shot_size="mcu"))[-2:] == ["bust", "shoulder"]


def test_a_point_of_view_shows_hands_and_no_face() -> None:
    assert used(drawn(framing="pov", shot_size="cu"))[-1] == "hands"
    assert "bust" not in used(drawn(framing="pov", shot_size="cu"))


def test_an_establishing_shot_shows_the_place_only() -> None:
    assert used(drawn(framing="establishing", environment="city at noon")) == ["noon", "city"]


def test_an_insert_shows_the_thing_that_the_shot_names() -> None:
    assert used(drawn(framing="insert", subject="a ceramic mug"))[-1] == "cup"


def test_an_insert_of_something_else_shows_a_bottle() -> None:
    assert used(drawn(framing="insert", subject="a gizmo"))[-1] == "bottle"


def test_a_shot_without_people_shows_its_thing() -> None:
    assert used(drawn(people=0, subject="red 1967 convertible", environment="empty highway"))[-1] == "car"


def test_from_above_people_stand_on_a_floor_without_horizon() -> None:
    assert used(drawn(angle="overhead", shot_size="ws", environment="cafe")) == ["neutral", "floor", "above"]


def test_a_dutch_angle_tilts_the_picture_and_not_the_words() -> None:
    root = ET.fromstring(drawn(angle="dutch", shot_size="ms"))
    assert [child.tag for child in root] == ["g", "text"]


# --------------------------------------------------------------- place and light


@pytest.mark.parametrize(
    ("text", "inside", "place"),
    [
        ("a weathered wooden pier at low tide", "outdoors", "pier"),
        ("Interior, modern coffee shop at sunrise", "indoors", "counter"),
        ("Snowy mountain lodge interior with large windows", "indoors", "room"),
        ("interior", "indoors", ""),
        ("Exterior sidewalk outside the coffee shop", "outdoors", "street"),
        ("dense pine forests", "outdoors", "forest"),
        ("a forest-green jacket", "", ""),
        ("the green felt pool table", "", ""),
        ("shallow depth of field", "", ""),
        ("NIGHTTIME CITY STREET", "outdoors", "street"),
        ("", "", ""),
    ],
)
def test_the_place_is_read_from_the_environment(text: str, inside: str, place: str) -> None:
    cues = read(text, WORDS)
    assert (cues.inside, cues.place) == (inside, place)


@pytest.mark.parametrize(
    ("cues", "light"),
    [
        (Cues(), "plain"),
        (Cues(inside="outdoors", place="field"), "day"),
        (Cues(time="dusk"), "dusk"),
        (Cues(weather="rain"), "overcast"),
        (Cues(tone="warm"), "golden"),
        (Cues(inside="indoors"), "neutral"),
        (Cues(inside="indoors", time="dawn"), "warm"),
        (Cues(inside="indoors", time="night"), "dim"),
        (Cues(inside="indoors", time="night", tone="warm"), "warm"),
        (Cues(place="space"), "night"),
        (Cues(time="unheard-of"), "plain"),
    ],
)
def test_time_of_day_tone_and_place_decide_the_light(cues: Cues, light: str) -> None:
    assert light_of(cues) == light


def test_the_words_of_the_shot_come_before_what_it_carries() -> None:
    frame = drawn(environment="the pier", lighting="moonlight", carried=("desert at noon", "warm dawn light"))
    assert used(frame)[:4] == ["night", "stars", "moon", "pier"]


def test_gaps_are_filled_from_what_the_shot_carries() -> None:
    assert used(drawn(shot_size="ws", carried=("desert", "dawn")))[:3] == ["dawn", "sun", "desert"]


def test_a_room_takes_no_place_from_the_forest_that_its_scene_carries() -> None:
    assert used(drawn(environment="interior", carried=("forest", "")))[:2] == ["neutral", "room"]


def test_light_from_the_right_mirrors_the_place_and_the_light_on_people() -> None:
    frame = drawn(shot_size="ws", environment="living room", lighting="soft window light from the right")
    assert [name for name in used(frame) if f'#sk-{name}" transform="translate' in frame] == ["room", "side", "body"]
    assert frame.count("scale(-") == 3


def test_only_the_lighting_says_where_light_comes_from() -> None:
    assert "side" not in used(drawn(environment="a room with a bookshelf on the left"))


def test_window_light_alone_makes_no_room() -> None:
    assert used(drawn(lighting="window light"))[:2] == ["plain", "bare"]


def test_rain_falls_outdoors_only() -> None:
    assert ("rain" in used(drawn(environment="street in rain")), "rain" in used(drawn(environment="cafe, rain"))) == (
        True,
        False,
    )


# ------------------------------------------------------------------ moves, words


def arrow(*moves: Move, ratio: str = "16:9") -> str:
    return "".join(re.findall(r'<path class="mv"[^>]* d="([^"]*)"', drawn(camera=moves, ratio=ratio)))


def test_every_move_with_every_direction_has_its_own_mark() -> None:
    marks: dict[str, list[tuple[str, str | None]]] = {}
    for move in CATALOG.moves.values():
        for direction in move.directions or (None,):
            marks.setdefault(arrow(Move(move.id, direction, "slow")), []).append((move.id, direction))
    assert "" not in marks
    assert [names for names in marks.values() if len(names) > 1] == [
        [("tracking", "right"), ("tracking", "side")],
        [("tracking", "forward"), ("tracking", "behind")],
    ]


@pytest.mark.parametrize(("move", "direction"), [("pan", "right"), ("tracking", "left"), ("crane", "up"), ("dolly", "in")])
def test_a_faster_move_has_a_longer_arrow(move: str, direction: str) -> None:
    def reach(speed: str) -> float:
        points = re.findall(r"[MLQ ](-?[\d.]+) (-?[\d.]+)", arrow(Move(move, direction, speed)))
        across, down = [float(x) for x, _ in points], [float(y) for _, y in points]
        return max(max(across) - min(across), max(down) - min(down))

    assert reach("slow") < reach("normal") < reach("fast")


@pytest.mark.parametrize("ratio", ["9:16", "1:1", "16:9", "21:9"])
def test_arrows_stay_inside_the_frame(ratio: str) -> None:
    for move in every_camera():
        for x, y in re.findall(r"[ML](-?[\d.]+) (-?[\d.]+)", arrow(move, ratio=ratio)):
            assert -1 <= float(x) <= frame_width(ratio) + 1, move
            assert 0 <= float(y) <= 92, move


def lines(markup: str) -> list[str | None]:
    return [element.text for element in ET.fromstring(markup).iter("text")]


@pytest.mark.parametrize(
    ("fields", "line"),
    [
        ({"shot_size": "ws", "camera": (Move("dolly", "in", "slow"),)}, "WS · dolly in · slow"),
        ({"shot_size": "mcu", "framing": "ots", "camera": (Move("static"),)}, "OTS MCU · static"),
        (
            {"shot_size": "cu", "camera": (Move("dolly", "in", "slow"), Move("pan", "left", "slow"))},
            "CU · dolly in + pan left",
        ),
        ({"camera": (Move("orbit", "counterclockwise", "fast"),)}, "orbit · fast"),
    ],
)
def test_the_camera_stands_in_the_corner_in_few_words(fields: dict, line: str) -> None:
    assert lines(drawn(**fields)) == [line]


def test_a_shot_with_nothing_set_has_no_words_in_it() -> None:
    assert lines(drawn()) == []


def test_the_label_stands_in_the_other_corner() -> None:
    assert lines(drawn(shot_size="ws", label="SH040")) == ["WS", "SH040"]


def test_an_upright_frame_breaks_its_words_into_lines() -> None:
    frame = drawn(shot_size="ws", camera=(Move("dolly", "in", "slow"),), ratio="9:16", label="SH040")
    assert lines(frame) == ["WS", "dolly in · slow", "SH040"]


def test_a_screen_reader_hears_the_picture() -> None:
    frame = drawn(shot_size="ws", camera=(Move("dolly", "in", "slow"),), environment="pier at dawn", label="SH010")
    name = ET.fromstring(frame).get("aria-label")
    assert name == "SH010: Sketch: wide shot, slow dolly in, pier, dawn"


def test_a_word_list_added_by_a_user_is_read() -> None:
    known = index({**CATALOG.words, "sketch-outdoors-pier": frozenset({"Landing Stage"})})
    assert read("the old landing stage", known).place == "pier"


def test_a_list_whose_name_is_no_plain_word_is_left_alone() -> None:
    assert index({'sketch-outdoors-"><b>': frozenset({"trap"}), "idioms": frozenset({"time"})}) == {}
