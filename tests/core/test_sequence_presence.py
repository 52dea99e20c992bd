"""`continuity.missing-anchor`: a person or a place that a shot forgot to list."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from projects.core.board import Anchor, Board, Shot, StartsFrom
from projects.core.findings import Fix
from projects.core.report import build
from tests.plans import DAWN, KEEPER, MARA, PIER, SHOP, found, plan, shot
from tests.strategies import catalog

CODE = "continuity.missing-anchor"


def own(*shots: Shot, anchors: tuple[Anchor, ...] = (MARA, KEEPER, PIER, SHOP), use: tuple[str, ...] = ()) -> Board:
    """A scene whose shots list their anchors themselves."""
    return plan(*shots, anchors=anchors, use=use)


def missing(board: Board) -> list[tuple[str, str | None]]:
    """(shot, anchor) of every finding."""
    shots = build(board, catalog()).all_shots()
    return [(item.shot.key, f.anchor) for item in shots for f in item.findings if f.code == CODE]


def place(**values: Any) -> Board:
    """A second shot with Mara in it, but without the place of the first."""
    return own(shot("SH010", anchors=["mara", "shop"]), shot("SH020", **{"anchors": ["mara"], **values}))


# ------------------------------------------------------------------------- place


def test_a_place_that_a_shot_forgot_is_inherited_or_left_out_with_one_click() -> None:
    (finding,) = found(place(action="lifts a cup slowly"), CODE)
    assert (finding.severity, finding.field, finding.anchor, finding.words) == ("warning", "anchors", "shop", "coffee shop")
    assert finding.message == "coffee shop is not listed here, and nothing else says where this shot plays."
    assert finding.fixes == (
        Fix("attach", "Inherit coffee shop from SH010", anchor="shop"),
        Fix("without", "Not in this shot", anchor="shop"),
    )


def test_both_fixes_make_it_silent() -> None:
    assert missing(place()) == [("SH020", "shop")]
    assert missing(place(anchors=["mara", "shop"])) == []
    assert missing(place(anchors=["mara", "shop"], without=["shop"])) == []


def test_every_shot_that_forgot_it_is_told() -> None:
    shots = [shot("SH010", anchors=["shop"]), *(shot(f"SH0{at}0", action="waits calmly") for at in (2, 3))]
    assert missing(own(*shots)) == [("SH020", "shop"), ("SH030", "shop")]


@pytest.mark.parametrize(
    "values",
    [
        {"environment": "a street in the rain"},
        {"anchors": ["mara", "pier"]},
        {"starts_from": StartsFrom("SH010", "last")},
        {"custom_prompt": "Mara pours milk."},
        {"omitted": True},
    ],
)
def test_a_shot_that_says_where_it_plays_has_forgotten_nothing(values: dict[str, Any]) -> None:
    assert missing(place(**values)) == []


def test_a_shot_of_which_nothing_is_said_yet_is_left_alone() -> None:
    assert missing(own(shot("SH010", anchors=["shop"]), shot("SH020"))) == []
    between = own(shot("SH010", anchors=["shop"]), shot("SH020"), shot("SH030", anchors=["shop"]))
    assert missing(between) == [("SH020", "shop")]


def test_after_a_shot_elsewhere_the_first_place_is_not_missed() -> None:
    elsewhere = shot("SH020", environment="a street in the rain")
    assert missing(own(shot("SH010", anchors=["shop"]), elsewhere, shot("SH030", action="walks on calmly"))) == []


def test_anchors_of_the_scene_come_by_themselves() -> None:
    board = plan(shot("SH010"), shot("SH020", action="waits"), anchors=(MARA, SHOP, DAWN))
    assert missing(board) == []
    left_out = plan(shot("SH010"), shot("SH020", action="waits", without=["mara", "shop"]), anchors=(MARA, SHOP))
    assert missing(left_out) == []


def test_another_scene_misses_nothing_of_the_one_before() -> None:
    board = own(shot("SH010", anchors=["mara", "shop"]))
    later = replace(board.scenes[0], key="two", shots=(shot("SH020", action="turns to the door"),))
    assert missing(replace(board, scenes=(board.scenes[0], later))) == []


# ------------------------------------------------------------------------ people


def people(**values: Any) -> Board:
    """A second shot without Mara, in the same place."""
    second = shot("SH020", **{"anchors": ["shop"], **values})
    return own(shot("SH010", anchors=["mara", "shop"]), second)


@pytest.mark.parametrize(
    "values",
    [
        {"action": "Mara lifts the cup"},
        {"subject": "Mara, sleeves rolled up"},
        {"subject": "a customer", "action": "sits beside Mara"},
        {"subject": "a customer", "action": "hands Mara a coin"},
        {"action": "lifts a loaf slowly"},
        {"action": "slowly turns to the window"},
        {"action": "she opens the door"},
        {"subject": "her hands", "action": "kneading dough"},
    ],
)
def test_somebody_whom_the_words_speak_of_is_missing(values: dict[str, Any]) -> None:
    assert missing(people(**values)) == [("SH020", "mara")]


@pytest.mark.parametrize(
    "values",
    [
        {"subject": "a customer in a blue suit", "action": "turns to the window"},
        {"subject": "a white cup", "action": "steams on the counter"},
        {"action": "steam rises from a cup"},
        {"action": "waves crash over the rail"},
        {"action": "clouds drift over the roofs"},
        {"subject": "Mara's coat", "action": "hangs on a hook"},
        {"subject": "a portrait of Mara"},
        {"subject": "a customer", "action": "turns toward Mara"},
        {"subject": "a customer", "action": "remembers Mara"},
        {"subject": "a customer", "action": "calls out “Mara!” across the room"},
        {"anchors": ["shop", "keeper"], "action": "lifts a loaf slowly"},
        {"anchors": ["shop", "mara"], "without": ["mara"], "action": "lifts a loaf slowly"},
        {"starts_from": StartsFrom("SH010", "last"), "action": "lifts a loaf slowly"},
        {"custom_prompt": "She lifts a loaf."},
        {},
    ],
)
def test_a_shot_of_something_else_misses_nobody(values: dict[str, Any]) -> None:
    assert missing(people(**values)) == []


def test_the_message_says_who_and_why() -> None:
    assert found(people(action="Mara lifts the cup"), CODE)[0].message == (
        "Mara is named here, but not among the anchors of this shot."
    )
    assert found(people(action="she turns"), CODE)[0].message == "Nobody is listed for what happens here; SH010 shows Mara."


def test_a_common_noun_needs_its_article() -> None:
    def with_keeper(action: str) -> Board:
        return own(
            shot("SH010", anchors=["keeper", "pier"]), shot("SH020", anchors=["pier"], subject="a boy", action=action)
        )

    assert missing(with_keeper("runs after the keeper")) == []  # somebody may be spoken of
    assert missing(with_keeper("smiles while the keeper nods")) == [("SH020", "keeper")]
    assert missing(with_keeper("asks a keeper")) == []


def test_a_gap_between_two_shots_of_somebody_is_told_where_the_shot_shows_nobody() -> None:
    def gap(**values: Any) -> Board:
        first, last = (shot(key, anchors=["mara", "shop"]) for key in ("SH010", "SH030"))
        return own(first, shot("SH020", **{"anchors": ["shop"], **values}), last)

    assert missing(gap()) == [("SH020", "mara")]
    assert found(gap(), CODE)[0].message == "Mara is missing here, between shots that show Mara."
    assert missing(gap(subject="the empty counter")) == []
    assert missing(gap(framing="insert")) == []
    assert missing(gap(shot_size="ews")) == []
    assert missing(gap(action="steam rises from a cup")) == []


def test_shots_of_two_people_by_turns_miss_nobody() -> None:
    turns = [shot(f"SH0{at}0", anchors=["pier", ("mara", "keeper")[at % 2]], action="nods slowly") for at in range(1, 7)]
    assert missing(own(*turns)) == []


def test_of_two_people_it_is_unclear_who_acts_unless_both_come_again() -> None:
    both = ["mara", "keeper", "pier"]
    alone = shot("SH020", anchors=["pier"], action="turns to the water")
    assert missing(own(shot("SH010", anchors=both), alone)) == []
    assert missing(own(shot("SH010", anchors=both), alone, shot("SH030", anchors=both))) == [
        ("SH020", "mara"),
        ("SH020", "keeper"),
    ]


def test_a_shot_under_a_subject_of_the_scene_has_somebody() -> None:
    board = own(shot("SH010", anchors=["mara"]), shot("SH020", action="lifts a loaf slowly"), use=("keeper",))
    assert missing(board) == []


def test_words_of_other_scripts_are_no_verbs() -> None:
    assert missing(people(action="パンをゆっくり持ち上げる")) == []
    assert missing(people(action="hebt langsam ein Brot")) == []
