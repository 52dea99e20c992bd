"""Vocabulary at hand: groups by field, search, light put together, and the drawn examples."""

from __future__ import annotations

import re
from itertools import product
from math import atan, degrees
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from projects.core.board import Anchor, Board, Scene, Shot, Word
from projects.core.catalog import load
from projects.core.report import build
from projects.core.sketch import sketch_defs
from projects.core.vocabulary import CHOSEN, FIELDS, Entry, entries, matching, search, slot_of
from projects.core.vocabulary_light import built, built_from, choices, three_point
from projects.core.vocabulary_pictures import KINDS, SKETCHED, picture, picture_of, with_definitions

CATALOG = load()
OWN = (Word("lighting", "warm lamps of the ferry", "Ferry lamps"), Word("camera", "our 40mm lens"))
EVERY = [entry for field in FIELDS for group in entries(field, CATALOG) for entry in group.entries]


def labels(field, query, own=()):
    return [entry.label for entry in search(field, query, CATALOG, own)]


def test_every_field_has_words():
    assert [field for field in FIELDS if not entries(field, CATALOG)] == []
    assert entries("mood", CATALOG) == ()


def test_every_group_of_the_catalogue_is_shown_with_its_label():
    shown = {group.id: group.label for field in FIELDS for group in entries(field, CATALOG)}
    assert {key: shown.get(key) for key in CATALOG.phrase_groups} == {k: g.label for k, g in CATALOG.phrase_groups.items()}
    assert {phrase.group for phrase in CATALOG.vocabulary.values()} - set(CATALOG.phrase_groups) == set()


def test_motion_comes_in_pairs_in_the_form_that_a_prompt_uses():
    motion = next(group for group in entries("action", CATALOG) if group.id == "motion")
    texts = [entry.text for entry in motion.entries]
    assert texts[:4] == ["strolls leisurely", "walks quickly", "jogs", "sprints"]
    assert len(texts) == 2 * len(CATALOG.motions)


def test_choices_hold_the_editor_s_values():
    assert [entry.value for group in entries("shot_size", CATALOG) for entry in group.entries] == list(CATALOG.sizes)
    moves = {entry.value for group in entries("camera", CATALOG) for entry in group.entries}
    assert moves == {f"{m.id}:{way}" for m in CATALOG.moves.values() for way in ("", *m.directions)}


def test_the_project_s_own_words_come_first():
    first = entries("lighting", CATALOG, OWN)[0]
    assert (first.label, [entry.label for entry in first.entries]) == ("Of this project", ["Ferry lamps"])
    assert labels("lighting", "war", OWN)[:2] == ["Warm", "Ferry lamps"]
    assert labels("lens", "our", OWN) == labels("camera_note", "our", OWN) == ["our 40mm lens"]
    assert [entry for field in CHOSEN for entry in entries(field, CATALOG, OWN) if entry.id == "own"] == []


@pytest.mark.parametrize(
    ("field", "query", "found"),
    [
        ("lighting", "war", ["Warm", "Sunset", "Tungsten", "Candles", "Fire"]),
        ("lighting", "WÁR", ["Warm", "Sunset", "Tungsten", "Candles", "Fire"]),
        ("lens", "85", ["85 mm"]),
        ("camera", "push in", ["Dolly in"]),
        ("shot_size", "clo", ["Close-up", "Medium close-up", "Extreme close-up"]),
        ("environment", "cafe", ["Corner café"]),
        ("style", "kod por", ["Kodak Portra 400"]),
        ("lighting", "god ra", ["God rays", "Volumetric"]),
        ("lighting", "", []),
        ("lighting", " , ", []),
        ("lighting", "xyzzy", []),
        ("mood", "war", []),
    ],
)
def test_search_finds_what_begins_so(field, query, found):
    assert labels(field, query) == found


def test_at_most_twelve_are_found():
    many = [Word("lighting", f"warm lamp {n}") for n in range(40)]
    assert len(search("lighting", "warm", CATALOG, many)) == 12


def test_the_whole_vocabulary_can_be_narrowed():
    assert list(matching("", CATALOG)) == list(FIELDS)
    grain = matching("grain", CATALOG)
    assert [(f, [e.label for g in groups for e in g.entries]) for f, groups in grain.items()] == [
        ("subject", ["Oiled oak"]), ("style", ["35 mm grain"]),
    ]  # fmt: skip


# ---------------------------------------------------------------- light put together


def test_a_light_is_built_of_quality_temperature_and_direction():
    assert built("light-side", "light-soft", "light-warm", CATALOG).text == "soft warm side light"
    assert built("light-back", "light-hard", "light-cool", CATALOG).text == "hard cool backlight"
    assert built("", "light-soft", "light-warm", CATALOG).text == "soft warm golden light"
    assert built("light-top", "", "", CATALOG).text == "top light from overhead"
    assert built("", "nothing", "", CATALOG).text == ""
    chosen = {"light-direction": "light-side", "light-temperature": "light-cool"}
    assert built_from(chosen, CATALOG).text == "cool side light"


def findings(text: str) -> list[str]:
    shot = Shot("A", lighting=text)
    report = build(Board("x", scenes=(Scene("s", shots=(shot,)),)), CATALOG)
    return [f.code for f in report.shot("A").findings if f.field == "lighting"]


def test_no_light_that_can_be_built_raises_a_finding():
    qualities, temperatures, directions = choices(CATALOG).values()
    texts = [
        built(d.id, q.id, t.id, CATALOG).text for d, q, t in product(directions, qualities, temperatures)
    ]  # fmt: skip
    assert {text: found for text in (*texts, three_point(CATALOG).text) if (found := findings(text))} == {}


def test_a_built_light_contradicts_an_anchor_that_says_otherwise():
    anchor = Anchor("sun", "lighting", "evening sun", "warm evening sun, side light")
    shots = (Shot("A", action="waits"), Shot("B", lighting=built("light-front", "", "light-cool", CATALOG).text))
    board = Board("x", anchors=(anchor,), anchors_in_use=("sun",), scenes=(Scene("s", shots=shots),))
    words = [f.words for f in build(board, CATALOG).shot("B").findings if f.code == "continuity.contradiction"]
    assert words == ["cool front light"]


@pytest.mark.parametrize(
    "entry", [e for e in EVERY if e.field not in CHOSEN and e.field != "camera_note"], ids=lambda e: e.text
)
def test_no_word_conflicts_with_itself_or_asks_for_the_impossible(entry):
    shot = Shot("A", **{entry.field: entry.text})
    report = build(Board("x", scenes=(Scene("s", shots=(shot,)),)), CATALOG)
    codes = {f.code for f in report.shot("A").findings}
    assert codes & {"prompt.conflict", "prompt.physics", "prompt.camera-overload", "continuity.not-established"} == set()


# ---------------------------------------------------------------- pictures


def test_every_word_of_the_catalogue_is_drawn():
    kinds = {entry.draw.partition(":")[0] for entry in EVERY}
    assert kinds - set(KINDS) - SKETCHED == set()
    assert [entry.text for entry in EVERY if not entry.draw] == []


@pytest.mark.parametrize("entry", EVERY, ids=lambda e: f"{e.field}-{e.value or e.text}")
def test_a_picture_is_small_plain_markup(entry):
    svg = picture(entry, CATALOG)
    root = ET.fromstring(svg)
    assert (root.tag, root.get("width"), root.get("height"), root.get("aria-hidden")) == ("svg", "96", "54", "true")
    assert re.findall(r"style=|<script|on\w+=|NaN|nan|url\((?!#)", svg) == []
    assert len(svg) < 9_000


def test_what_has_no_drawing_shows_lines_of_text():
    for draw in ("", "nonsense:x", "lens:"):
        assert ET.fromstring(picture_of(draw, CATALOG)).get("viewBox") == "0 0 96 54"
    plain = picture(Entry("style", "own", "x", "<b>our grain</b>"), CATALOG)
    assert "our grain" not in plain


@pytest.mark.parametrize("millimetres", [14, 24, 35, 50, 85, 135])
def test_a_lens_is_drawn_with_its_angle_of_view(millimetres):
    angle = round(2 * degrees(atan(18 / millimetres)))
    assert f">{angle}°</text>" in picture_of(f"lens:{millimetres}", CATALOG)


def test_directions_qualities_and_tones_look_different():
    drawn = {picture_of(f"light:{d} {q} {t}", CATALOG) for d, q, t in product(
        ("front", "side", "back", "top"), ("soft", "hard", "volumetric"), ("warm", "cool", "neutral")
    )}  # fmt: skip
    assert len(drawn) == 36
    assert "#f0a63c" in picture_of("temperature:warm", CATALOG)


def test_sizes_angles_and_moves_look_different():
    for field in ("shot_size", "framing", "angle", "speed"):
        pictures = [picture(e, CATALOG) for g in entries(field, CATALOG) for e in g.entries]
        assert len(set(pictures)) == len(pictures)


def test_pictures_bring_their_own_definitions():
    pictures, defs = with_definitions([picture_of("shot_size:ws", CATALOG), picture_of("lens:85", CATALOG)], "wl")
    wanted = {name for svg in pictures for name in re.findall(r"#(wl-[a-z-]+)", svg)}
    given = set(re.findall(r'id="(wl-[a-z-]+)"', defs))
    assert (wanted - given, "sk-" in "".join(pictures) + defs) == (set(), False)
    assert len(defs) < len(sketch_defs())
    assert with_definitions([picture_of("lens:85", CATALOG)], "wl")[1] == ""


def test_fields_belong_to_slots():
    assert {slot_of(field) for field in FIELDS} == {"subject", "action", "environment", "lighting", "style", "camera"}


def test_a_user_s_phrase_of_an_unknown_group_is_offered_in_its_slot(tmp_path: Path):
    text = '[[phrase]]\nid = "x"\ngroup = "house-looks"\nslot = "style"\nlabel = "House"\ntext = "our house look"\n'
    (tmp_path / "mine.toml").write_text(text)
    groups = {group.id: group.label for group in entries("style", load(tmp_path))}
    assert groups["house-looks"] == "House looks"
