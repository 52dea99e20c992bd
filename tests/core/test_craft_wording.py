"""What a slot says: vague wording is told with its words, specific wording and other languages never."""

from __future__ import annotations

import pytest

from projects.core.board import Anchor, Board
from tests.plans import DAWN, KEEPER, PIER, found, plan, shot, words

CODES = {
    "subject": "prompt.generic-subject",
    "action": "prompt.static-action",
    "environment": "prompt.vague-environment",
    "lighting": "prompt.vague-lighting",
    "style": "prompt.empty-slot",
}
VAGUE = {
    "subject": [
        "a person",
        "a man",
        "a car",
        "A woman",
        "two people",
        "a man and a woman",
        "the dog",
        "a beautiful woman",
        "a chef",
        "men",
        "a group of people",
        "cars",
        "some friends",
        "a nice car",
        "the product",
    ],
    "action": [
        "walking",
        "walks",
        "running",
        "sits",
        "stands",
        "a man walking",
        "walking down the street",
        "talking",
        "moving",
        "he walks",
        "walk",
        "dancing",
        "rides a horse",
        "drives the car",
        "walking and talking",
        "The man is walking",
        "sitting on a bench",
        "goes home",
        "lunch",
    ],
    "environment": [
        "outdoors",
        "a city",
        "a room",
        "outside",
        "in a city",
        "the street",
        "a park",
        "in a beautiful forest",
        "indoors",
        "on the beach",
        "nature",
        "a nice kitchen",
        "cities",
        "somewhere",
        "a coffee shop",
        "in the mountains",
    ],
    "lighting": [
        "nice light",
        "good lighting",
        "light",
        "beautiful lighting",
        "natural light",
        "cinematic lighting",
        "bright light",
        "great",
        "well lit",
        "studio lighting",
    ],
    "style": [
        "cinematic",
        "Cinematic style",
        "cinematic look",
        "beautiful",
        "high quality",
        "epic and cinematic",
    ],
}
SPECIFIC = {
    "subject": [
        "a woman in her thirties, red coat",
        "a 1967 red Mustang",
        "a man in a grey suit",
        "an elderly fisherman",
        "a young man",
        "ein Mann",
        "un hombre",
        "男性",
        "رجل",
        "एक आदमी",
        "Mara",
        "a red car",
        "a wooden boat",
        "Dr. Wu",
        "a cat with green eyes",
        "a lighthouse keeper in his sixties, grey beard",
        "a baker in a white cap",
        "a mulher",
        "eine Frau",
        "Ferrari",
        "the Statue of Liberty",
        "collar raised",
        "a man with a scar",
        "a Porsche",
        "one weathered hand",
    ],
    "action": [
        "strolls leisurely",
        "walks quickly",
        "sprints",
        "plummets",
        "jogs along the pier",
        "turns slowly",
        "stops and turns toward the water",
        "pours milk into a cup",
        "geht die Straße entlang",
        "camina",
        "歩く",
        "يمشي",
        "चलता है",
        "walks with a limp",
        "reaches up and switches the bulbs off one by one",
        "kneads dough slowly",
        "watches an old kettle boil",
        "slides the cup across the counter to the camera with a nod",
        "strolls along the wall, one hand on the stones",
        "drifts",
        "explodes",
        "creeps forward",
        "marche lentement",
        "läuft schnell",
    ],
    "environment": [
        "a weathered wooden pier at low tide",
        "a rain-soaked Tokyo alley at night",
        "Central Park in autumn",
        "a tiled bakery at dawn",
        "eine Stadt",
        "una ciudad",
        "街",
        "مدينة",
        "शहर",
        "a city at night",
        "a crowded market",
        "Paris",
        "a steel kitchen",
        "in the Sahara",
        "draußen",
        "the roof of the old brewery",
        "a room with blue tiles",
    ],
    "lighting": [
        "soft diffused light from the left",
        "golden hour",
        "moonlight",
        "harsh midday sun",
        "neon",
        "candlelight",
        "weiches Licht",
        "gutes Licht",
        "schönes Licht",
        "buena luz",
        "柔らかい光",
        "ضوء",
        "रोशनी",
        "belle lumière",
        "backlit",
        "three-point lighting",
        "warm",
        "soft",
        "low-key",
        "overcast",
        "Rembrandt lighting",
        "tungsten",
        "light from the window",
    ],
    "style": [
        "35 mm film grain",
        "film noir",
        "cinematic, 35 mm grain",
        "Kodak Vision3 500T",
        "documentary realism",
        "anime",
        "noir",
        "filmisch",
        "電影",
    ],
}


def one(**values: object) -> Board:
    return plan(shot("SH010", **values))


def told(slot: str, text: str) -> list[str]:
    """The words told in a slot that holds this text, places looked at."""
    board = one(**{slot: text})
    found_here = [f for f in found(board, CODES[slot], "SH010") if f.field == slot and f.start is not None]
    assert [said for _, said in words(board, CODES[slot], "SH010") if said in text][: len(found_here)]
    return [f.words for f in found_here]


@pytest.mark.parametrize(("slot", "text"), [(slot, text) for slot, texts in VAGUE.items() for text in texts])
def test_vague_wording_is_told(slot: str, text: str) -> None:
    board = one(**{slot: text})
    assert [f.severity for f in found(board, CODES[slot], "SH010") if f.start is not None] == ["warning"]


@pytest.mark.parametrize(("slot", "text"), [(slot, text) for slot, texts in SPECIFIC.items() for text in texts])
def test_specific_wording_and_other_languages_are_silent(slot: str, text: str) -> None:
    board = one(**{slot: text})
    codes = {f.code for code in CODES.values() for f in found(board, code, "SH010") if f.field == slot}
    assert codes == set()


# ----------------------------------------------------------------------- anchors


@pytest.mark.parametrize(
    ("code", "anchor"),
    [
        ("prompt.generic-subject", Anchor("man", "subject", "man", "a man")),
        ("prompt.vague-environment", Anchor("city", "environment", "city", "a city")),
        ("prompt.vague-lighting", Anchor("light", "lighting", "nice light")),
    ],
)
def test_an_anchor_that_says_nothing_is_told_in_its_slot(code: str, anchor: Anchor) -> None:
    board = plan(shot("SH010"), anchors=(anchor,))
    assert [(f.field, f.start, f.anchor) for f in found(board, code, "SH010")] == [(anchor.kind, None, anchor.key)]


def test_an_anchor_describes_what_the_slot_leaves_bare() -> None:
    board = plan(shot("SH010", subject="the man", environment="outside", lighting="light"), anchors=(KEEPER, PIER, DAWN))
    codes = ("prompt.generic-subject", "prompt.vague-environment", "prompt.vague-lighting")
    assert [found(board, code, "SH010") for code in codes] == [[], [], []]


def test_a_feature_in_the_action_counts() -> None:
    board = one(subject="a man", action="walks slowly, wearing a red coat")
    assert found(board, "prompt.generic-subject", "SH010") == []


# ------------------------------------------------------------------- hand-written


def custom(text: str, code: str) -> list[tuple[str | None, str]]:
    board = one(custom_prompt=text, subject="a man", action="walking", lighting="nice light")
    return [(f.field, f.words) for f in found(board, code, "SH010")]


def test_a_hand_written_prompt_is_read_alone_and_in_place() -> None:
    text = "a woman sits in a room, nice light"
    assert [custom(text, code) for code in list(CODES.values())[:4]] == [
        [("custom_prompt", "a woman")],
        [("custom_prompt", "sits")],
        [("custom_prompt", "a room")],
        [("custom_prompt", "nice light")],
    ]
    assert custom(text, "prompt.empty-slot") == []


def test_what_a_hand_written_prompt_never_says_has_no_place() -> None:
    board = one(custom_prompt="a cup of coffee on a table")
    assert [found(board, code, "SH010")[0].start for code in ("prompt.static-action", "prompt.vague-lighting")] == [
        None,
        None,
    ]


def test_features_light_and_manner_count_wherever_they_stand() -> None:
    text = "A man crosses a street at night. He wears a red coat. His steps are slow, the neon signs glow."
    assert [custom(text, code) for code in list(CODES.values())[:4]] == [[], [], [], []]
