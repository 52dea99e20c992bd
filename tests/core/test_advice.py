"""Advice: the move that suits a purpose, the living model that suits what a shot shows. Hints, and few of them."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from projects.core.advice import line, living, move_text
from projects.core.board import Anchor, Board, Move, Scene, Shot
from projects.core.catalog import load
from projects.core.findings import Finding, Fix
from projects.core.report import build
from tests.plans import GRAIN, MARA, SHOP, found, plan, shot
from tests.strategies import catalog

RING = Anchor("ring", "subject", "Ring One", "a smart ring of brushed steel")


def told(board: Board, code: str) -> list[tuple[str, Finding]]:
    shots = build(board, catalog()).all_shots()
    return [(item.shot.key, f) for item in shots for f in item.findings if f.code == code]


# ------------------------------------------------------------------- advice.move


def advised(*anchors: Anchor, **values: Any) -> list[str]:
    """The moves advised for a single shot, as the fix writes them."""
    board = plan(shot("SH010", **values), anchors=anchors)
    return [fix.text for f in found(board, "advice.move", "SH010") for fix in f.fixes]


def test_a_product_gets_a_slow_orbit() -> None:
    board = plan(shot("SH010", subject="a steel wristwatch on a marble plinth", shot_size="cu"))
    (finding,) = found(board, "advice.move", "SH010")
    assert (finding.severity, finding.field, finding.words) == ("hint", "camera", "Product")
    assert finding.message == "This reads as a product shot. A slow orbit shows a thing from all sides."
    assert finding.fixes == (Fix("set", "Take a slow orbit", "camera", "orbit::slow"),)


@pytest.mark.parametrize(
    ("values", "text"),
    [
        ({"subject": "a perfume bottle on wet slate", "framing": "insert"}, "orbit::slow"),
        ({"subject": "two red sneakers", "shot_size": "ecu"}, "orbit::slow"),
        ({"subject": "the new sunglasses", "shot_size": "cu"}, "orbit::slow"),
        ({"action": "sprints down the alley"}, "tracking::fast"),
        ({"subject": "a courier", "action": "races across the bridge", "shot_size": "ms"}, "tracking::fast"),
        ({"action": "quickly dashes past the stalls"}, "tracking::fast"),
        ({"framing": "establishing"}, "crane::slow"),
        ({"shot_size": "ews", "environment": "a valley"}, "crane::slow"),
    ],
)
def test_the_purpose_is_told_from_words_and_choices(values: dict[str, Any], text: str) -> None:
    assert advised(**values) == [text]


@pytest.mark.parametrize(
    "values",
    [
        {},
        {"subject": "a steel wristwatch", "shot_size": "ws"},
        {"subject": "a man with a steel wristwatch", "shot_size": "cu"},
        {"subject": "a steel wristwatch", "action": "turned by a hand", "shot_size": "cu"},
        {"subject": "a phone booth", "shot_size": "cu"},
        {"subject": "a loaf of bread", "shot_size": "cu"},
        {"action": "watches the horses gallop past"},
        {"action": "walks quickly down the alley"},
        {"action": "charges a phone"},
        {"action": "dashes of salt fall on the plate"},
        {"action": "sprints down the alley in slow motion"},
        {"action": "sprints down the alley", "subject": "a wristwatch", "shot_size": "cu"},
        {"action": "sprints", "camera": [Move("static")]},
        {"action": "sprints", "camera_note": "slow dolly in"},
        {"action": "sprints", "custom_prompt": "A man sprints."},
        {"action": "sprints", "omitted": True},
        {"shot_size": "ws", "environment": "a valley"},
    ],
)
def test_where_the_purpose_is_unclear_or_a_move_is_chosen_nothing_is_advised(values: dict[str, Any]) -> None:
    assert advised(**values) == []


def test_a_product_anchor_counts_and_a_person_does_not() -> None:
    assert advised(RING, shot_size="cu") == ["orbit::slow"]
    assert advised(MARA, shot_size="cu") == []
    assert advised(RING, MARA, shot_size="cu") == []


def test_a_name_in_front_of_the_verb_is_no_other_verb() -> None:
    assert advised(MARA, action="Mara sprints down the alley") == ["tracking::fast"]


def test_only_the_first_shot_of_a_scene_establishes_by_its_size() -> None:
    board = plan(shot("SH010", shot_size="ms"), shot("SH020", shot_size="ews"))
    assert told(board, "advice.move") == []


def test_advice_stands_beside_the_missing_move() -> None:
    codes = [f.code for f in build(plan(shot("SH010", action="sprints")), catalog()).shot("SH010").findings]
    assert [code for code in codes if code in ("advice.move", "prompt.camera-unspecified")] == [
        "advice.move", "prompt.camera-unspecified",
    ]  # fmt: skip


def test_purposes_without_a_move_advise_none() -> None:
    assert {p.id: move_text(p) for p in catalog().purposes.values() if p.move} == {
        "product": "orbit::slow",
        "action": "tracking::fast",
        "establishing": "crane::slow",
    }


# ------------------------------------------------------------------ advice.model

MODEL = "advice.model"
VALLEY = shot("SH010", environment="an alpine valley at dawn", shot_size="ews")
CLOSE = shot("SH020", subject="a woman in her thirties", shot_size="cu")


def models(board: Board) -> list[tuple[str, str]]:
    """(shot, model) of each model that is offered."""
    return [(key, fix.text) for key, f in told(board, MODEL) for fix in f.fixes if fix.kind == "set"]


def test_a_place_gets_the_living_successor_of_the_model_that_the_guide_took() -> None:
    (finding,) = found(plan(VALLEY, model="runway-gen3"), MODEL, "SH010")
    assert (finding.severity, finding.field, finding.words) == ("hint", None, "Landscapes and places without people")
    assert finding.message == (
        "Landscapes and places without people: the guide took Veo 3.1, which is being retired; "
        "Gemini Omni 1.1 Flash follows it."
    )
    assert finding.fixes == (
        Fix("set", "Use Gemini Omni 1.1 Flash here", "model", "gemini-omni-1.1-flash"),
        Fix("open", "Compare models", "model"),
    )


def test_where_the_guides_model_ended_without_a_successor_the_next_best_is_named() -> None:
    (finding,) = found(plan(VALLEY, CLOSE), MODEL, "SH020")
    assert finding.message == (
        "People seen close: the guide took Sora 2, which was shut down without a successor. "
        "By its count Kling 2.6 keeps a subject next best, in 81 % of clips. Kling 3.0 follows it."
    )
    assert finding.fixes[0] == Fix("set", "Use Kling 3.0 here", "model", "kling-3.0")


@pytest.mark.parametrize(
    ("values", "model"),
    [
        ({"style": "hand-drawn anime, soft grain"}, "kling-3.0"),
        ({"style": "cel shaded look", "subject": "a girl", "shot_size": "cu"}, "kling-3.0"),
        ({"fantasy": True}, "kling-3.0"),
        ({"style": "abstract, high contrast"}, "runway-gen4.5"),
        ({"subject": "ink in water"}, "runway-gen4.5"),
        ({"subject": "a sailor with a grey beard", "shot_size": "mcu"}, "kling-3.0"),
        ({"framing": "establishing", "environment": "a harbour"}, "gemini-omni-1.1-flash"),
    ],
)
def test_content_is_told_from_size_words_and_people(values: dict[str, Any], model: str) -> None:
    assert models(plan(shot("SH010", **values))) == [("SH010", model)]


@pytest.mark.parametrize(
    "values",
    [
        {},
        {"style": "35 mm grain"},
        {"style": "not a cartoon"},
        {"style": "a poster that says “anime”"},
        {"environment": "a studio with an abstract painting"},
        {"subject": "a boy reading manga", "shot_size": "ms"},
        {"subject": "a sailor's hands", "shot_size": "cu"},
        {"subject": "a dog with a red collar", "shot_size": "cu"},
        {"subject": "a woman", "shot_size": "ws"},
        {"subject": "a rider", "environment": "a valley", "shot_size": "ews"},
        {"action": "a bird crosses", "environment": "a valley", "shot_size": "ews"},
        {"shot_size": "ews"},
        {"style": "anime", "custom_prompt": "A girl walks."},
        {"style": "anime", "omitted": True},
    ],
)
def test_other_content_is_silent(values: dict[str, Any]) -> None:
    assert told(plan(shot("SH010", **values)), MODEL) == []


def test_anchors_in_use_count() -> None:
    drawn = Anchor("drawn", "style", "drawn look", "watercolour on rough paper")
    assert models(plan(shot("SH010"), anchors=(drawn,))) == [("SH010", "kling-3.0")]
    assert models(plan(shot("SH010", shot_size="cu"), anchors=(MARA,))) == [("SH010", "kling-3.0")]
    assert models(plan(shot("SH010", shot_size="ews"), anchors=(SHOP, GRAIN))) == [("SH010", "gemini-omni-1.1-flash")]
    assert models(plan(shot("SH010", shot_size="ews"), anchors=(SHOP, MARA))) == []


def test_it_is_said_once_for_each_content_and_model_of_a_project() -> None:
    shots = [replace(VALLEY, key=f"SH1{at}0") for at in range(5)] + [replace(CLOSE, key=f"SH2{at}0") for at in range(5)]
    shots.append(replace(VALLEY, key="SH300", model="runway-gen3"))
    board = replace(plan(), scenes=(Scene("a", shots=tuple(shots[:3])), Scene("b", shots=tuple(shots[3:]))))
    assert [key for key, _ in told(board, MODEL)] == ["SH100", "SH200", "SH300"]


@pytest.mark.parametrize(
    ("model", "shots", "offered"),
    [
        ("gemini-omni-1.1-flash", (VALLEY, CLOSE), []),  # alive, and the guide says nothing of it
        ("seedance-2.5", (VALLEY, CLOSE), []),
        ("kling-2.6", (CLOSE, shot("SH030", style="anime")), []),  # alive: the one that is named, or its line
        ("kling-3.0", (CLOSE, shot("SH030", style="anime")), []),
        ("kling-2.6", (VALLEY,), [("SH010", "gemini-omni-1.1-flash")]),  # the guide compares it
        ("veo-3.1", (VALLEY,), [("SH010", "gemini-omni-1.1-flash")]),  # about to end
        ("sora-2", (CLOSE,), [("SH020", "kling-3.0")]),
    ],
)
def test_a_model_that_lives_and_was_never_compared_is_left_alone(
    model: str, shots: tuple[Shot, ...], offered: list[tuple[str, str]]
) -> None:
    assert models(plan(*shots, model=model)) == offered


def test_a_clip_that_is_too_long_for_the_other_model_gets_no_button_for_it() -> None:
    (finding,) = found(plan(replace(VALLEY, duration=Decimal(20))), MODEL, "SH010")
    assert [fix.kind for fix in finding.fixes] == ["open"]


def test_only_living_models_are_ever_named_as_the_one_to_take() -> None:
    known = catalog()
    for content in known.contents.values():
        named = [living(known.models[key], known) for key in (content.origin, *content.instead)]
        assert any(model is not None and model.alive for model in named)


def test_a_line_of_models_ends_and_never_goes_round() -> None:
    known = catalog()
    assert [model.id for model in line(known.models["runway-gen3"], known)] == ["runway-gen3", "runway-gen4.5"]
    assert living(known.models["sora-2"], known) is None
    assert living(known.models["luma-ray-2"], known) == known.models["luma-ray-3.2"]


def test_own_contents_and_words_count(tmp_path: Path) -> None:
    (tmp_path / "own.toml").write_text(
        '[[content]]\nid = "plates"\nlabel = "Food"\norigin = "luma-ray-3.2"\nsubjects = ["bowl of soup"]\n'
        '[words]\nadvice-products = ["teapot"]\n',
        encoding="utf-8",
    )
    own = load(tmp_path)
    board = plan(shot("SH010", subject="a bowl of soup"), shot("SH020", subject="a blue teapot", shot_size="cu"))
    report = build(board, own)
    assert [f.message for f in report.shot("SH010").findings if f.code == MODEL] == ["Food: the guide takes Luma Ray 3.2."]
    assert [f.words for f in report.shot("SH020").findings if f.code == "advice.move"] == ["Product"]


def test_a_content_must_name_models_sizes_and_framings_of_the_catalogue(tmp_path: Path) -> None:
    (tmp_path / "own.toml").write_text(
        '[[content]]\nid = "plates"\nlabel = "Food"\norigin = "no-such-model"\n', encoding="utf-8"
    )
    with pytest.raises(ValueError, match="'no-such-model' is in no entry of models"):
        load(tmp_path)


def test_a_fresh_project_and_one_of_ordinary_shots_get_no_advice() -> None:
    assert told(plan(shot("SH010"), shot("SH020", subject="a man", action="walks", shot_size="ms")), MODEL) == []
