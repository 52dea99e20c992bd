"""The layouts of a prompt: labelled lines, JSON, and the order that each model's vendor asks for."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from projects.core.board import SLOTS, Anchor, Board, Move, Scene, Shot, StartsFrom
from projects.core.catalog import Catalog, CatalogError, load
from projects.core.dialect import DIALECTS, vendor_dialect
from projects.core.prompts import Prompt, compile_shot
from projects.core.use import usage

CATALOG = load()
ANCHORS = (
    Anchor("keeper", "subject", "keeper", "a keeper in his sixties, grey beard"),
    Anchor("pier", "environment", "wooden pier", "a wooden pier at low tide"),
    Anchor("dawn", "lighting", "dawn light", "soft dawn light from the left"),
)
FULL: dict[str, Any] = {
    "subject": "collar raised",
    "action": "stops and turns",
    "shot_size": "ms",
    "camera": (Move("orbit", "clockwise", "slow"),),
    "style": "35 mm grain",
}


def compiled(dialect: str, model: str = "sora-2", catalog: Catalog = CATALOG, **values: Any) -> Prompt:
    """The prompt of a second shot, which carries the three anchors."""
    shot = Shot("SH020", **values)
    scene = Scene("one", "One", tuple(anchor.key for anchor in ANCHORS), shots=(Shot("SH010"), shot))
    uses = usage(Board("Plan", anchors=ANCHORS, scenes=(scene,)))["SH020"]
    return compile_shot(shot, uses, phrase_only=False, catalog=catalog, dialect=dialect, model=model)


def plain(dialect: str, **values: Any) -> str:
    """The prompt of a shot without anchors."""
    return compile_shot(Shot("SH010", **values), (), phrase_only=False, catalog=CATALOG, dialect=dialect).text


# ----------------------------------------------------------------------------------------------------------- labelled


def test_labelled_lines_are_the_slots_in_the_guide_s_order() -> None:
    assert compiled("labelled", **FULL).text.splitlines() == [
        "Subject: The same keeper in his sixties, grey beard, collar raised.",
        "Action: Stops and turns.",
        "Environment: The same wooden pier at low tide.",
        "Lighting: Maintaining soft dawn light from the left.",
        "Camera: Medium shot, slow clockwise orbit.",
        "Style: 35 mm grain.",
    ]


def test_a_slot_that_says_nothing_has_no_line() -> None:
    assert plain("labelled", action="waits") == "Action: Waits."


def test_a_line_keeps_its_own_end() -> None:
    assert plain("labelled", subject="Where is she?", action="waits…") == "Subject: Where is she?\nAction: Waits…"


def test_a_fantasy_is_said_with_the_style() -> None:
    clause = "deliberate fantasy in which physical limits do not apply"
    assert plain("labelled", action="flies", fantasy=True) == f"Action: Flies.\nStyle: A {clause}."
    assert json.loads(plain("json", style="ink", fantasy=True)) == {"style": f"ink, a {clause}"}


# --------------------------------------------------------------------------------------------------------------- json


def test_json_is_an_object_of_the_slots_that_say_something() -> None:
    assert json.loads(compiled("json", **FULL).text) == {
        "subject": "the same keeper in his sixties, grey beard, collar raised",
        "action": "stops and turns",
        "environment": "the same wooden pier at low tide",
        "lighting": "maintaining soft dawn light from the left",
        "camera": "medium shot, slow clockwise orbit",
        "style": "35 mm grain",
    }
    assert list(json.loads(compiled("json", **FULL).text)) == list(SLOTS)


@pytest.mark.parametrize(
    "words", ['she says "stop"', "C:\\film", "灯台守が立つ", "المنارة", "👩🏽‍🚀 waves", "a\u0301 \u202e b"]
)
def test_json_stays_json_whatever_is_typed_and_keeps_every_script(words: str) -> None:
    text = plain("json", subject=words)
    assert json.loads(text) == {"subject": words}
    assert text.isascii() is words.isascii()


def test_json_speaks_in_sentences_only_where_a_value_holds_one() -> None:
    assert json.loads(plain("json", action="stops. Turns", style="ink")) == {"action": "Stops. Turns.", "style": "ink"}


# ------------------------------------------------------------------------------------------------------------- vendor


@pytest.mark.parametrize(
    ("model", "text"),
    [
        (
            "runway-gen3",
            (
                "Medium shot, slow clockwise orbit: The same keeper in his sixties, grey beard, collar raised, stops and turns, "
                "the same wooden pier at low tide. Maintaining soft dawn light from the left, 35 mm grain."
            ),
        ),
        (
            "veo-3.1",
            (
                "Medium shot, slow clockwise orbit, the same keeper in his sixties, grey beard, collar raised, stops and turns, "
                "the same wooden pier at low tide, 35 mm grain, maintaining soft dawn light from the left."
            ),
        ),
        (
            "kling-3.0",
            (
                "The same keeper in his sixties, grey beard, collar raised, stops and turns, the same wooden pier at low tide, "
                "medium shot, slow clockwise orbit, maintaining soft dawn light from the left, 35 mm grain."
            ),
        ),
        (
            "ltx-2",
            (
                "Stops and turns, the same keeper in his sixties, grey beard, collar raised. The same wooden pier at low tide. "
                "Medium shot, slow clockwise orbit. Maintaining soft dawn light from the left, 35 mm grain."
            ),
        ),
        (
            "seedance-2.0",
            (
                "Medium shot, slow clockwise orbit. The same keeper in his sixties, grey beard, collar raised, stops and turns. "
                "The same wooden pier at low tide, maintaining soft dawn light from the left, 35 mm grain."
            ),
        ),
    ],
)
def test_a_vendor_s_order(model: str, text: str) -> None:
    assert compiled("vendor", model, **FULL).text == text


def test_a_brief_with_style_first_then_prose_then_labelled_blocks() -> None:
    assert compiled("vendor", "sora-2", **FULL).text == (
        "Style: 35 mm grain.\n\n"
        "The same keeper in his sixties, grey beard, collar raised, the same wooden pier at low tide.\n\n"
        "Cinematography:\nCamera shot: Medium shot, slow clockwise orbit.\nLighting: Maintaining soft dawn light from the left."
        "\n\nActions:\n- Stops and turns."
    )


def test_a_block_in_which_a_slot_holds_a_sentence_gives_each_slot_its_own() -> None:
    assert compiled("vendor", "kling-3.0", action="stops. Turns").text == (
        "The same keeper in his sixties, grey beard. Stops. Turns. The same wooden pier at low tide. "
        "Maintaining soft dawn light from the left."
    )


def test_a_camera_alone_ends_in_no_colon() -> None:
    shot = Shot("SH010", shot_size="ms")
    prompt = compile_shot(shot, (), phrase_only=False, catalog=CATALOG, dialect="vendor", model="runway-gen3")
    assert prompt.text == "Medium shot."


def test_a_model_of_its_own_goes_before_its_family() -> None:
    assert vendor_dialect("runway-gen3", CATALOG) is CATALOG.dialects["runway-camera-scene"]
    assert vendor_dialect("runway-gen4.5", CATALOG) is CATALOG.dialects["runway-motion"]


def test_a_model_without_a_known_guide_gets_the_sentence() -> None:
    assert vendor_dialect("luma-ray-2", CATALOG) is None
    assert compiled("vendor", "luma-ray-2", **FULL) == compiled("sentence", **FULL)


# ---------------------------------------------------------------------------------------------------------- in all


@pytest.mark.parametrize("dialect", DIALECTS)
def test_a_custom_prompt_is_used_as_it_is(dialect: str) -> None:
    assert compiled(dialect, custom_prompt='by  "hand"', **FULL) == Prompt('by  "hand"', (), custom=True)


@pytest.mark.parametrize("dialect", DIALECTS)
def test_an_empty_shot_has_an_empty_prompt(dialect: str) -> None:
    assert plain(dialect) == ""


@pytest.mark.parametrize("dialect", DIALECTS)
def test_a_shot_from_a_frame_names_its_anchors_only(dialect: str) -> None:
    assert "grey beard" not in compiled(dialect, starts_from=StartsFrom("SH010", "last"), **FULL).text


def test_spans_mark_the_same_words_in_each() -> None:
    for dialect in DIALECTS:
        prompt = compiled(dialect, **FULL)
        marked = {(span.slot, span.phrase): prompt.text[span.start : span.end].lower() for span in prompt.spans}
        assert marked["subject", True] == "the same keeper"
        assert marked["lighting", True] == "maintaining soft dawn light"
        assert marked["action", False] == "stops and turns"


def test_a_dialect_that_nobody_speaks_is_an_error() -> None:
    with pytest.raises(KeyError):
        compiled("klingon", **FULL)


# --------------------------------------------------------------------------------------------------------- catalogue


def test_every_guide_has_a_source_and_says_each_slot_once() -> None:
    for entry in CATALOG.dialects.values():
        assert entry.sources
        assert sorted(slot for block in entry.blocks for slot in block.slots) == sorted(SLOTS)


def with_file(folder: Path, text: str) -> Catalog:
    (folder / "own.toml").write_text(text, encoding="utf-8")
    return load(folder)


BLOCK = '[[dialect.blocks]]\nslots = ["subject", "action", "environment", "lighting", "camera", "style"]\n'


def test_a_user_adds_the_layout_of_a_model(tmp_path: Path) -> None:
    entry = '[[dialect]]\nid = "mine"\nlabel = "Mine"\nmodels = ["luma-ray-2"]\nlabels = { subject = "Who" }\n'
    found = with_file(tmp_path, entry + BLOCK + 'layout = "lines"\n')
    assert compiled("vendor", "luma-ray-2", found, action="waits").text.splitlines()[:2] == [
        "Who: The same keeper in his sixties, grey beard.",
        "Action: Waits.",
    ]


def test_a_user_s_entry_for_a_family_goes_before_ours(tmp_path: Path) -> None:
    found = with_file(tmp_path, '[[dialect]]\nid = "mine"\nlabel = "Mine"\nfamilies = ["kling"]\n' + BLOCK)
    assert vendor_dialect("kling-3.0", found) is found.dialects["mine"]


@pytest.mark.parametrize(
    ("keys", "block", "reason"),
    [
        ("", '[[dialect.blocks]]\nslots = ["subject"]\n', "blocks: must hold the action slot exactly once"),
        ("", BLOCK + BLOCK, "blocks: must hold the subject slot exactly once"),
        ('models = ["none"]\n', BLOCK, "'none' is in no entry of models"),
        ('families = ["none"]\n', BLOCK, "families: 'none' is no family of a model"),
        ('sources = ["none"]\n', BLOCK, "'none' is in no entry of sources"),
        ('labels = { mood = "Mood" }\n', BLOCK, "labels: 'mood' is no slot"),
    ],
)
def test_a_layout_that_would_lose_words_is_refused(tmp_path: Path, keys: str, block: str, reason: str) -> None:
    with pytest.raises(CatalogError) as caught:
        with_file(tmp_path, f'[[dialect]]\nid = "mine"\nlabel = "Mine"\n{keys}{block}')
    assert str(caught.value) == f"own.toml: dialect mine: {reason}"
