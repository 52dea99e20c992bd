"""People, animals and things of a drawn frame."""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

import pytest

from projects.core.board import Move, State
from tests.core.sketching import drawn, used


@pytest.mark.parametrize(
    ("size", "figure"),
    [("ews", "body"), ("vws", "body"), ("ws", "body"), ("mls", "body"), ("ms", "bust"), ("mcu", "bust"), ("ecu", "eyes")],
)
def test_the_shot_size_decides_how_much_of_a_person_is_seen(size: str, figure: str) -> None:
    assert used(drawn(shot_size=size))[-1] == figure


def test_a_person_grows_from_extreme_wide_to_close_up() -> None:
    scales = [
        float(
            re.findall(r'sk-(?:body|bust|close)" transform="translate\([^)]*\)scale\(([\d.]+)\)', drawn(shot_size=size))[0]
        )
        * (100 if size in ("ews", "vws", "ws", "mls") else 100 * 20 / 14)
        for size in ("ews", "vws", "ws", "mls", "ms", "mcu", "cu")
    ]
    assert scales == sorted(scales)


def test_a_close_up_has_a_face() -> None:
    assert used(drawn(shot_size="cu"))[-1] == "close"


def test_a_two_shot_has_two_people_even_in_a_close_up() -> None:
    assert used(drawn(shot_size="cu", framing="two-shot")).count("close") == 2


@pytest.mark.parametrize(("people", "seen"), [(0, 0), (1, 1), (2, 2), (3, 3), (-1, 0)])
def test_as_many_people_as_there_are_up_to_three(people: int, seen: int) -> None:
    assert used(drawn(shot_size="ws", people=people)).count("body") == seen


def test_more_than_three_are_a_crowd() -> None:
    assert used(drawn(shot_size="ws", people=40))[-1] == "crowd"
    assert used(drawn(shot_size="ms", subject="a group of dancers"))[-1] == "heads"


def test_children_are_smaller_than_the_grown_up_beside_them() -> None:
    frame = drawn(shot_size="ws", subject="a mother with her daughter and a small boy")
    scales = [float(scale) for scale in re.findall(r'sk-body" transform="translate\([^)]*\)scale\(([\d.]+)\)', frame)]
    assert (len(scales), scales[1] < scales[0] * 0.8) == (3, True)


@pytest.mark.parametrize(
    ("fields", "figure", "mirrored"),
    [
        ({"action": "faces left"}, "body-side", True),
        ({"action": "looks right"}, "body-side", False),
        ({"action": "stands with her back to the camera"}, "body-back", False),
        ({"action": "walks toward the camera"}, "body", False),
        ({"camera_note": "from behind"}, "body-back", False),
        ({"state_in": State(screen_direction="right-to-left")}, "body-side", True),
        ({"state_out": State(screen_direction="away")}, "body-back", False),
        ({"camera": (Move("tracking", "behind"),)}, "body-back", False),
        ({"action": "looks left", "state_in": State(screen_direction="left-to-right")}, "body-side", True),
        ({"action": "never faces the camera"}, "body", False),
        ({"action": "opens the left drawer"}, "body", False),
    ],
)
def test_people_are_turned_as_the_words_or_the_hand_over_say(fields: dict, figure: str, mirrored: bool) -> None:
    frame = drawn(shot_size="ws", subject="Mara", **fields)
    assert (used(frame)[-1], "scale(-" in frame) == (figure, mirrored)


@pytest.mark.parametrize("size", ["ms", "mcu", "cu", "ecu"])
def test_closer_people_are_turned_as_well(size: str) -> None:
    assert used(drawn(shot_size=size, action="faces right"))[-1] == "bust-side"
    assert used(drawn(shot_size=size, action="turns, seen from behind"))[-1] == "bust-back"


@pytest.mark.parametrize(
    ("subject", "figures"),
    [
        ("a golden retriever", ["dog"]),
        ("two horses", ["horse", "horse"]),
        ("a black cat", ["cat"]),
        ("a flock of starlings", ["bird"] * 4),
        ("a dog walker", ["body"]),
        ("the cat's owner", ["body"]),
        ("a boy with a puppy", ["body"]),
        ("a woman holding a book", ["body"]),
        ("nobody", []),
        ("the lighthouse", []),
    ],
)
def test_animals_and_things_are_drawn_where_they_are_the_subject(subject: str, figures: list[str]) -> None:
    frame = drawn(shot_size="ws", subject=subject, people=0, subjects=(), environment="a field", lighting="noon")
    assert used(frame)[2:] == figures


@pytest.mark.parametrize(
    ("subject", "people"),
    [("A 28-year-old adult woman barista", 1), ("two 28-year-old women", 2), ("a man of 60 years", 1)],
)
def test_an_age_is_no_number_of_people(subject: str, people: int) -> None:
    assert used(drawn(shot_size="ws", subject=subject)).count("body") == people


def test_subjects_that_are_carried_are_counted_once() -> None:
    carried = ("Mara: a woman in her thirties, a red coat", "Tom: a boy of nine")
    count = used(drawn(shot_size="ws", subject="Mara and Tom", people=2, subjects=carried)).count("body")
    assert count == 2
    assert used(drawn(shot_size="ws", subject="Mara and two children", people=1, subjects=carried[:1])).count("body") == 3


def test_an_animal_that_is_carried_is_drawn() -> None:
    assert used(drawn(shot_size="ws", people=0, subjects=("Rex: an old sheepdog, grey muzzle",)))[-1] == "dog"


def test_the_animal_of_a_person_stands_beside_them_in_a_wide_shot() -> None:
    fields = {"subject": "a boy and his dog", "people": 0, "subjects": ()}
    assert used(drawn(shot_size="ws", **fields))[-2:] == ["dog", "body"]
    assert "dog" not in used(drawn(shot_size="cu", **fields))


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


def test_from_above_a_street_is_a_plan_of_one() -> None:
    assert used(drawn(angle="birds-eye", shot_size="ws", environment="street"))[1] == "plan-road"


def test_a_dutch_angle_tilts_the_picture_and_not_the_words() -> None:
    root = ET.fromstring(drawn(angle="dutch", shot_size="ms"))
    assert [child.tag for child in root] == ["g", "text"]
