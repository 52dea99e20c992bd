"""What the craft rules read of a shot, and where its words stand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from projects.core.board import Board, Scene, Shot
from projects.core.craft import CRAFT_RULES
from projects.core.craft_reading import parsed_passages, slot_places, text_words, told
from projects.core.report import context_of
from tests.plans import KEEPER, PIER, plan, shot
from tests.strategies import catalog

LINE = "a chef plates a dessert carefully in a steel kitchen, warm tungsten side light, slow orbit"


def test_every_word_of_a_prompt_finds_its_slot_and_place() -> None:
    places = [(slot, LINE[start:end]) for slot, start, end in slot_places(LINE, catalog())]
    assert places == [
        ("subject", "a chef"),
        ("action", "plates a dessert carefully"),
        ("environment", "a steel kitchen"),
        ("lighting", "warm tungsten side light"),
    ]


def test_a_slot_that_is_parted_has_several_places() -> None:
    text = "In a kitchen, a cook stirs, slow pan left. The kitchen is blue. The cook stirs again."
    assert all(text[p.start : p.end].strip() for p in parsed_passages(text, catalog()))


def test_a_shot_tells_its_own_texts_and_its_unbroken_anchors() -> None:
    board = plan(shot("SH010", subject="collar up", camera_note="slow"), anchors=(KEEPER, PIER))
    scene, only = next(board.shots())
    from projects.core.use import usage

    said = told(context_of(board, scene, only, usage(board)["SH010"], catalog()))
    assert [(p.slot, p.field) for p in said.whole()] == [("subject", "subject"), ("camera", "camera_note")]
    assert (said.anchors_of("subject"), said.anchors_of("style"), said.free) == ((KEEPER,), (), None)


def test_quoted_words_are_not_read() -> None:
    assert [word.word for word in text_words('she says "run" twice')] == ["she", "says", "twice"]


PIECES = [
    "a man ",
    "dark, ",
    "soft light ",
    "jumps over a ",
    "car ",
    "10 s ",
    "the ",
    '"',
    "'s ",
    "from ",
    "4K ",
    ".",
    "日本",
    "لا ",
    "naïve ",
    "-",
    "(",
]


@given(st.lists(st.sampled_from(PIECES), max_size=60).map("".join))
def test_any_text_is_read_and_every_place_is_its_words(text: str) -> None:
    for field in ("subject", "action", "environment", "lighting", "style", "custom_prompt"):
        only = Shot("SH010", **{field: text})
        scene = Scene("one", shots=(only,))
        board = Board("Plan", scenes=(scene,))
        ctx = context_of(board, scene, only, (), catalog())
        for rule in CRAFT_RULES:
            for finding in rule(ctx):
                if finding.start is not None and finding.field == field:
                    assert text[finding.start : finding.end] == finding.words


@pytest.mark.parametrize("text", ["", " ", "...", "。", "\n\n"])
def test_texts_without_words_are_silent(text: str) -> None:
    assert parsed_passages(text, catalog()) == ()
