"""The keys that the document has gained: optional, silent at their defaults, refused with path and reason."""

from __future__ import annotations

import json
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from projects.core.board import Move, PostStep, RuleSetting, State, Variant, Word, WordGroup, Wording
from projects.core.document import DocumentError, dumps, loads, to_dict
from projects.core.document_later import (
    BOARD_LATER,
    SHOT_LATER,
    board_later,
    kept_board_values,
    kept_shot_values,
    shot_later,
)
from tests.plans import PIER, plan, second, shot, text
from tests.strategies import catalog

FULL = shot(
    state_in=State("at the rail", screen_direction="left-to-right"),
    state_out=State(wardrobe="collar up", props="lantern", light="dim"),
    boundary="continuous",
    variant="B",
    variants=(
        Variant("A", action="waits", camera=(Move("dolly", "in", "slow"),), duration=Decimal("4.5"), cfg=Decimal(9)),
    ),
    attempt=3,
    wordings=(Wording("pier", "a tarred pier"),),
    post=(PostStep("upscale-4k", "for the cinema cut"),),
)
GROUP = WordGroup("livery", "Livery", ("subject",), (("ours", ("our livery", "company red")), ("theirs", ("rival blue",))))


def test_a_plan_that_says_none_of_them_is_written_as_before() -> None:
    document = to_dict(plan(shot()))
    assert set(document).isdisjoint(BOARD_LATER)
    assert set(document["scenes"][0]["shots"][0]).isdisjoint(SHOT_LATER)


def test_what_is_said_comes_back_the_same() -> None:
    board = replace(
        plan(FULL, anchors=(PIER,)),
        rules=(RuleSetting("prompt.conflict", "off", "A dream sequence"),),
        vocabulary=(Word("lighting", "light as in our show", "House light"),),
        word_groups=(GROUP,),
    )
    assert loads(dumps(board), catalog()) == board


def test_rows_keep_them_as_the_document_writes_them() -> None:
    kept = kept_shot_values(shot_later(FULL))
    assert kept == {name: getattr(FULL, name) for name in SHOT_LATER}
    board = replace(plan(), word_groups=(GROUP,), vocabulary=(Word("style", "our grain"),))
    assert kept_board_values(board_later(board)) == {name: getattr(board, name) for name in BOARD_LATER}


WRONG: list[tuple[dict[str, Any], str]] = [
    ({"boundary": "fade"}, "scenes[0].shots[0].boundary: must be one of: cut, match, continuous, not “fade”"),
    ({"attempt": 0}, "scenes[0].shots[0].attempt: must be a whole number from 1 to 99, not 0"),
    ({"state_in": {"mood": "x"}}, "scenes[0].shots[0].state_in.mood: is no key that this format knows"),
    ({"variants": [{"key": "A"}]}, "scenes[0].shots[0].variants[0].key: A is the variant in use"),
    ({"variants": [{"key": "F"}]}, "scenes[0].shots[0].variants[0].key: must be one of: A, B, C, D, E, not “F”"),
    ({"variants": [{"key": "B", "seed": 1}]}, "scenes[0].shots[0].variants[0].seed: is no key that this format knows"),
    ({"post": [{"note": "x"}]}, "scenes[0].shots[0].post[0].tool: is missing"),
    (
        {"wordings": [{"anchor": "x", "description": ""}]},
        "scenes[0].shots[0].wordings[0].anchor: no anchor has the key “x”",
    ),
]


@pytest.mark.parametrize(("values", "sentence"), WRONG, ids=[sentence for _, sentence in WRONG])
def test_what_is_wrong_in_a_shot_is_refused_with_its_path(values: dict[str, Any], sentence: str) -> None:
    document = {"format": "storyboard/1", "title": "T", "scenes": [{"shots": [values]}]}
    with pytest.raises(DocumentError) as refused:
        loads(json.dumps(document), catalog())
    assert str(refused.value).replace('"', "“", 1).replace('"', "”") == sentence


WRONG_OF_BOARD: list[tuple[dict[str, Any], str]] = [
    ({"rules": [{"code": "prompt.conflict", "level": "off"}]}, "rules[0].reason: is missing"),
    ({"rules": [{"code": "prompt.conflict", "level": "off", "reason": " "}]}, "rules[0].reason: must not be blank"),
    ({"post": [{"tool": "grade"}] * 13}, "post: "),
    ({"presets": [{"name": "Client", "per_page": 7}]}, "presets[0].per_page: must be one of 3, 6, 8, 9, 12"),
    ({"presets": [{"name": "Client"}, {"name": "Client"}]}, "presets[1].name: "),
    ({"vocabulary": [{"slot": "mood", "text": "x"}]}, "vocabulary[0].slot"),
    (
        {"word_groups": [{"id": "a", "label": "A", "kinds": [], "values": [{"value": "v", "words": []}]}]},
        "word_groups[0].values[0].words: must hold at least one word",
    ),
]


@pytest.mark.parametrize(("values", "sentence"), WRONG_OF_BOARD, ids=[sentence for _, sentence in WRONG_OF_BOARD])
def test_what_is_wrong_in_a_project_is_refused_with_its_path(values: dict[str, Any], sentence: str) -> None:
    with pytest.raises(DocumentError) as refused:
        loads(json.dumps({"format": "storyboard/1", "title": "T", **values}), catalog())
    assert str(refused.value).startswith(sentence)


def test_a_shot_that_keeps_an_older_wording_says_it() -> None:
    older = second(PIER, wordings=(Wording("pier", "a tarred wooden pier"),))
    assert (text(older), text(second(PIER))) == (
        "The same tarred wooden pier.",
        "The same weathered wooden pier at low tide.",
    )
    assert text(older, "SH010") == "A weathered wooden pier at low tide."
