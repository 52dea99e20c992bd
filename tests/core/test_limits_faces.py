"""The hint that a face needs a reference frame: loud for a person who comes back close, silent else."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from projects.core.board import Anchor, Board, Break, Scene, Shot, StartsFrom
from projects.core.findings import Finding, Fix
from projects.core.limits import LIMIT_SEQUENCE_RULES, face_needs_frame, is_person
from projects.core.report import contexts_of
from projects.core.sequence import Sequence
from tests.plans import AFTERNOON, KEEPER, MARA, PIER, plan, second, shot
from tests.strategies import catalog


def hints(board: Board) -> list[tuple[str, Finding]]:
    return list(face_needs_frame(Sequence(board, contexts_of(board, catalog()))))


def shots_of(board: Board) -> list[str]:
    return [key for key, _ in hints(board)]


def close(*anchors: Anchor, **values: Any) -> Board:
    return second(*anchors, **{"action": "smiles slowly", "shot_size": "cu", **values})


# --------------------------------------------------------------------------------------------------------------- loud


def test_a_person_who_comes_back_close_needs_a_frame() -> None:
    assert hints(close(MARA, PIER)) == [
        (
            "SH020",
            Finding(
                "continuity.face-needs-frame", "hint", "starts_from",
                "Words hold places, props and clothes, not faces: plan a reference frame of Mara.",
                words="Mara", anchor="mara",
                fixes=(Fix("set", "Start from the last frame of SH010", "starts_from", "SH010:last", anchor="mara"),),
            ),
        )
    ]  # fmt: skip


@pytest.mark.parametrize("size", ["mcu", "cu", "ecu"])
def test_every_close_size_shows_a_face(size: str) -> None:
    assert shots_of(close(MARA, shot_size=size)) == ["SH020"]


def test_it_is_said_once_a_scene_for_each_person() -> None:
    many = tuple(shot(f"SH0{n}0", shot_size="cu") for n in range(1, 6))
    assert [(key, f.anchor) for key, f in hints(plan(*many, anchors=(MARA, KEEPER)))] == [
        ("SH020", "mara"), ("SH020", "keeper"),
    ]  # fmt: skip


def test_another_scene_says_it_again() -> None:
    board = close(MARA)
    again = Scene("two", "Two", ("mara",), shots=(Shot("SH030", shot_size="cu"),))
    assert shots_of(replace(board, scenes=(*board.scenes, again))) == ["SH020", "SH030"]


def test_where_the_first_shot_is_too_far_back_a_nearer_one_gives_the_frame() -> None:
    many = (*(shot(f"SH{n:02}0") for n in range(1, 20)), shot("SH200", shot_size="cu"))
    (_, finding), *_ = hints(plan(*many, anchors=(MARA,)))
    assert [fix.text for fix in finding.fixes] == ["SH190:last"]


def test_a_model_of_which_nobody_knows_may_take_a_frame() -> None:
    known = catalog()
    unknown = next(m.id for m in known.models.values() if m.facts("api").first_frame is None)
    assert shots_of(close(MARA, board={"model": unknown, "model_facts": "api"})) == ["SH020"]


# ------------------------------------------------------------------------------------------------------------- silent


@pytest.mark.parametrize(
    "values",
    [
        {"starts_from": StartsFrom("SH010", "last")},
        {"starts_from": StartsFrom()},
        {"shot_size": "ms"},
        {"shot_size": None},
        {"framing": "pov"},
        {"framing": "insert"},
        {"action": "her hands knead the dough slowly"},
        {"camera_note": "ends on her boots"},
        {"without": ["mara"]},
        {"breaks": [Break("mara", "years later")]},
        {"omitted": True},
        {"custom_prompt": "The same Mara smiles."},
    ],
)
def test_no_face_is_promised(values: dict[str, Any]) -> None:
    assert shots_of(close(MARA, **values)) == []


def test_the_shot_that_shows_a_person_first_is_silent() -> None:
    assert shots_of(plan(shot("SH010", shot_size="cu"), anchors=(MARA,))) == []


def test_places_and_light_need_no_face() -> None:
    assert shots_of(close(PIER, AFTERNOON)) == []


def test_a_model_that_takes_no_frame_is_silent() -> None:
    known = catalog()
    lacking = known.models["sora-2"]
    without = replace(lacking, guide=replace(lacking.guide, first_frame=False))
    board = close(MARA)
    contexts = contexts_of(board, known)
    changed = replace(known, models={**known.models, "sora-2": without})
    contexts = {key: replace(ctx, catalog=changed) for key, ctx in contexts.items()}
    assert list(face_needs_frame(Sequence(board, contexts))) == []


# ------------------------------------------------------------------------------------------------------------- people


@pytest.mark.parametrize(
    ("name", "description"),
    [
        ("keeper", "a lighthouse keeper in his sixties, grey beard, red wool coat"),
        ("Mara", "Mara, a woman in her thirties, green eyes"),
        ("Mara", "a 28-year-old barista with short curly dark hair"),
        ("Dr. Wu", "a surgeon, 50, short grey hair"),
        ("Old Tom", "an elderly fisherman with a white beard"),
        ("the bride", ""),
        ("Lena", "a young woman named Lena, freckles"),
        ("Jo", "the tall detective from the harbour"),
        ("watchmaker", "round glasses, green waistcoat"),
    ],
)
def test_a_person_is_known_by_the_head_of_name_or_description(name: str, description: str) -> None:
    assert is_person(Anchor("x", "subject", name, description), catalog())


@pytest.mark.parametrize(
    ("name", "description"),
    [
        ("cup", "a white cup held by a woman"),
        ("dog", "a shaggy brown dog with one blue eye"),
        ("robot", "a small rusty robot"),
        ("crowd", "a crowd of commuters in grey coats"),
        ("chef's knife", "a chef's knife with a walnut handle"),
        ("Rex", "Rex, a grey wolf with a torn ear"),
        ("teacher mug", "an enamel mug with a chipped rim"),
        ("phone", "a matte black phone, a woman on its screen"),
        ("watch", "a gold watch that belonged to her father"),
        ("whisky", "a 12-year-old single malt in a square bottle"),
        ("灯台守", "赤いコートを着た年老いた男"),
        ("Nova", "green eyes, freckles"),
    ],
)
def test_what_is_no_single_human_is_none(name: str, description: str) -> None:
    assert not is_person(Anchor("x", "subject", name, description), catalog())


def test_a_place_named_after_somebody_is_no_person() -> None:
    assert not is_person(Anchor("x", "environment", "teacher", "a teacher"), catalog())


def test_every_rule_explains_itself() -> None:
    assert all(rule.__doc__ and len(rule.__doc__.split()) > 5 for rule in LIMIT_SEQUENCE_RULES)


# ----------------------------------------------------------------------------------------------- which frame is offered


def offered(board: Board) -> list[str]:
    return [fix.text for _, finding in hints(board) for fix in finding.fixes]


def test_a_frame_in_which_the_face_is_far_away_is_not_offered() -> None:
    assert offered(close(MARA, PIER, first=shot("SH010", shot_size="ws"))) == ["upload"]
    assert offered(close(MARA, PIER, first=shot("SH010", shot_size="ms"))) == ["SH010:last"]


def test_a_frame_of_another_place_or_light_is_not_offered() -> None:
    assert offered(close(MARA, PIER, AFTERNOON, first=shot("SH010", without=["afternoon"]))) == ["upload"]
