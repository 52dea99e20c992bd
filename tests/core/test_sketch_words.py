"""Words of a drawn frame: what counts, what is denied, and how often texts are read as a person reads them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from projects.core.board import Shot
from projects.core.sketch_cues import read
from projects.core.sketch_reading import Reading
from projects.core.sketch_words import index
from tests.core.sketching import CATALOG

WORDS = index(CATALOG.words)
READING = Reading(CATALOG)
_FIELDS = {"s": "subject", "a": "action", "e": "environment", "l": "lighting", "n": "camera_note", "o": "lens"}
_ALIVE = ("dog", "cat", "horse", "bird")
# What is read otherwise, and why that is left: no drawing of such a place, or too fine a point of the language.
OTHERWISE = {
    "a wooden table in a sunlit kitchen": {"time": "noon"},
    "a rock concert, stage lights through haze": {"weather": "fog"},
    "an indoor swimming pool": {"place": "inside"},
    "a balcony overlooking the city": {"place": "rooftop"},
    "a construction site": {"place": "city"},
    "inside an elevator": {"place": "inside"},
    "an ice rink": {"place": "inside"},
    "a boxing ring in a gym": {"place": "inside"},
    "a car park under the mall": {"place": "inside"},
    "the kitchen window, seen from the garden": {"place": "kitchen"},
    "the Rain Room installation in a gallery": {"place": "room"},
}


def told(line: str) -> tuple[dict[str, str], dict[str, str]]:
    """What a line of the labelled set expects, and what is read from its texts."""
    texts, _, expected = line.partition("=>")
    fields = {_FIELDS[part[0]]: part[3:] for part in re.split(r"; (?=[saelno]: )", texts.strip())}
    shot = Shot("x", **fields)
    cues, seen = READING.cues(shot, "", "", ""), READING.seen(shot, 0, ())
    found = {
        "place": cues.place, "time": cues.time, "weather": cues.weather, "side": cues.side, "face": cues.face,
        "lens": cues.lens, "thing": "" if seen.people else seen.thing,
    }  # fmt: skip
    wanted = dict.fromkeys(found, "") | dict(pair.split("=") for pair in expected.split())
    if "who" in wanted:
        found["who"] = str(len(seen.people) or (seen.many if seen.thing in _ALIVE else 0))
    if "in" in wanted:
        found["in"] = cues.inside
    return wanted, found


LABELLED = [
    line
    for line in (Path(__file__).parent / "sketch_expected.txt").read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
]


def test_texts_are_read_as_a_person_reads_them() -> None:
    otherwise = {}
    for line in LABELLED:
        wanted, found = told(line)
        if wanted != found:
            differs = {key: found[key] for key in wanted if wanted[key] != found[key]}
            otherwise[line.partition("=>")[0].strip().removeprefix("e: ")] = differs
    assert otherwise == OTHERWISE


def test_the_labelled_set_is_large() -> None:
    assert len(LABELLED) == 217


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("no forest in sight", ""),
        ("not in the forest but on a beach", "beach"),
        ("without any people on the beach", "beach"),
        ("the sea is out of frame, a pier", "pier"),
        ("a sea of umbrellas", ""),
        ("the Sea of Japan", "sea"),
        ("a painting of the sea in a church", "church"),
        ("the office's kitchen", "kitchen"),
        ("inside a rusty old car", "car-inside"),
        ("in the street a car", "street"),
        ("a car", ""),
    ],
)
def test_only_what_is_there_counts(text: str, place: str) -> None:
    assert read(text, WORDS).place == place


@pytest.mark.parametrize(
    ("text", "weather"),
    [("rain", "rain"), ("no rain", ""), ("after the rain", ""), ("it has stopped raining", ""), ("a raincoat", "")],
)
def test_weather_that_is_denied_or_over_is_not_drawn(text: str, weather: str) -> None:
    assert read(text, WORDS).weather == weather


def test_a_word_list_added_by_a_user_is_read() -> None:
    known = index({**CATALOG.words, "sketch-outdoors-pier": frozenset({"Landing Stage"})})
    assert read("the old landing stage", known).place == "pier"


def test_a_list_whose_name_is_no_plain_word_is_left_alone() -> None:
    assert index({'sketch-outdoors-"><b>': frozenset({"trap"}), "idioms": frozenset({"time"})}) == {}
