"""What went wrong with a clip, and the changes that address it."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings

from projects.core.board import Board, Move, SeedLock, Shot, StartsFrom
from projects.core.catalog import CatalogError, load
from projects.core.report import build
from projects.core.troubleshooting import Change, apply, changes, preview
from tests.plans import DAWN, KEEPER, PIER, plan, second, shot
from tests.strategies import boards, catalog

SYMPTOMS = list(catalog().symptoms)


def offered(board: Board, symptom: str, key: str = "SH020") -> dict[str, Change]:
    found = next(item for _, item in board.shots() if item.key == key)
    return {change.field: change for change in changes(board, found, catalog().symptoms[symptom], catalog())}


def alone(symptom: str, board: dict[str, Any] | None = None, **values: Any) -> dict[str, tuple[Any, Any]]:
    """Field -> (before, after) of the changes offered for a shot that stands alone."""
    found = offered(plan(shot("SH020", **values), **(board or {})), symptom)
    return {field: (change.before, change.after) for field, change in found.items()}


def test_the_five_symptoms_of_the_method_are_there() -> None:
    assert SYMPTOMS == ["drift", "physics", "light", "camera", "artefacts"]


def test_a_drifting_face_gets_a_strict_cfg_features_ten_seconds_and_the_drift_set() -> None:
    assert alone("drift", subject="Mara", duration=Decimal(20)) == {
        "cfg": (None, Decimal(14)),
        "subject": ("Mara", "Mara, clearly recognisable face, hair and clothing that stay unchanged to the last frame"),
        "duration": (Decimal(20), Decimal(10)),
        "negative_prompt": ("", "morphing, changing appearance, inconsistent features"),
    }


def test_only_what_would_really_change_is_offered() -> None:
    reminder = "clearly recognisable face, hair and clothing that stay unchanged to the last frame"
    settled = {"cfg": Decimal(15), "negative_prompt": "Morphing, inconsistent features", "duration": Decimal(8)}
    assert alone("drift", {"negative_prompt": "changing appearance"}, subject=reminder, **settled) == {}


def test_the_value_in_force_is_shown_where_the_shot_has_none_of_its_own() -> None:
    change = offered(plan(shot("SH020"), cfg=Decimal("7.5")), "drift")["cfg"]
    assert (change.before, change.was, change.becomes) == (None, "7.5", "14")


def test_what_a_model_does_not_take_is_not_offered() -> None:
    board = plan(shot("SH020", duration=Decimal(8)), model="sora-2", model_facts="api")
    assert list(offered(board, "drift")) == ["subject"]


def test_a_duration_that_the_model_offers_is_chosen() -> None:
    board = plan(shot("SH020", duration=Decimal(20)), model="sora-2", model_facts="api")
    assert offered(board, "drift")["duration"].after == Decimal(8)


def test_a_carried_subject_may_start_from_a_frame_but_that_is_not_ticked() -> None:
    change = offered(second(KEEPER), "drift")["starts_from"]
    assert (change.after, change.chosen) == (StartsFrom("SH010", "last"), False)
    assert "starts_from" not in offered(second(KEEPER), "drift", "SH010")


def test_fantasy_is_offered_for_impossible_motion_and_is_not_ticked() -> None:
    change = offered(plan(shot("SH020", action="strolls along the wall")), "physics")["fantasy"]
    assert (change.after, change.chosen) == (True, False)
    assert "fantasy" not in alone("physics", fantasy=True)


def test_a_bare_verb_is_replaced_by_the_fix_of_its_finding() -> None:
    values = {"subject": "a boy in a yellow raincoat", "action": "walking"}
    assert alone("physics", **values)["action"] == ("walking", "strolling leisurely")
    assert "action" not in alone("physics", **values | {"action": "strolls along the wall"})


def test_light_gets_only_what_it_does_not_say_yet() -> None:
    assert alone(
        "light", {"negative_prompt": "motion blur, distortion, morphing, inconsistent lighting, artificial look"}
    ) == {"lighting": ("", "side light, soft diffused light, neutral white light")}
    assert alone("light", lighting="warm light from the left")["lighting"][1] == (
        "warm light from the left, soft diffused light"
    )


def test_light_that_an_anchor_says_is_not_said_again() -> None:
    assert "lighting" in offered(second(PIER), "light")
    assert "lighting" not in offered(second(DAWN), "light")


def test_a_camera_that_is_left_open_is_held_static() -> None:
    assert alone("camera") == {"camera": ((), (Move("static"),))}


def test_of_several_moves_the_first_is_kept_with_a_speed() -> None:
    moves = (Move("orbit", "clockwise"), Move("zoom", "in", "fast"), Move("pan", "left", "slow"))
    assert alone("camera", camera=moves) == {"camera": (moves, (Move("orbit", "clockwise", "slow"),))}


def test_one_move_with_a_speed_is_left_alone() -> None:
    assert alone("camera", camera=(Move("orbit", None, "slow"),)) == {}
    assert alone("camera", camera_note="slow dolly in past the table") == {}


def test_artefacts_ask_for_a_better_quality_a_higher_cfg_and_the_artefact_set() -> None:
    found = offered(plan(shot("SH020", quality="fast")), "artefacts")
    assert {field: change.after for field, change in found.items()} == {
        "quality": "standard",
        "cfg": Decimal(10),
        "negative_prompt": "motion blur, distortion, morphing, inconsistent lighting, artificial look",
    }
    assert "quality" not in alone("artefacts", quality="high")


def test_words_go_into_a_prompt_that_was_written_by_hand() -> None:
    found = alone("light", custom_prompt="A man waits by the sea.")
    assert found["custom_prompt"][1] == "A man waits by the sea, side light, soft diffused light, neutral white light"
    assert alone("camera", custom_prompt="A man waits.") == {
        "custom_prompt": ("A man waits.", "A man waits, static camera")
    }


def test_the_chosen_changes_make_the_shot() -> None:
    board = plan(shot("SH020", subject="Mara", duration=Decimal(20)))
    found = offered(board, "drift")
    made = apply(shot("SH020", subject="Mara", duration=Decimal(20)), [found["duration"], found["cfg"]])
    assert made == Shot("SH020", subject="Mara", duration=Decimal(10), cfg=Decimal(14))
    assert apply(made, []) == made


def test_a_shot_of_another_board_is_refused() -> None:
    with pytest.raises(KeyError):
        changes(plan(shot("SH020")), shot("SH990"), catalog().symptoms["drift"], catalog())


def test_the_preview_shows_words_cost_and_findings() -> None:
    board = plan(shot("SH020", subject="Mara", duration=Decimal(20)), anchors=(KEEPER,))
    found = offered(board, "drift")
    seen = preview(
        build(board, catalog()), apply(shot("SH020", subject="Mara", duration=Decimal(20)), found.values()), catalog()
    )
    assert (seen.cost_before.total, seen.cost_after.total) == (150, 113)
    assert "format.duration" in [finding.code for finding in seen.gone]
    assert seen.come == ()
    assert "".join(text for what, text in seen.words if what != "gone") == seen.after.text


def test_the_preview_says_what_comes_up_on_other_shots() -> None:
    board = second(KEEPER, first=shot("SH010", seed=4))
    scene = board.scenes[0]
    board = replace(board, scenes=(replace(scene, seed_lock=SeedLock(4, "SH010")),))
    changed = apply(scene.shots[0], [offered(board, "artefacts", "SH010")["cfg"]])
    seen = preview(build(board, catalog()), changed, catalog())
    assert [(key, finding.code) for key, finding in seen.elsewhere] == [("SH020", "seed.varies")]
    assert seen.follows == 0


@settings(max_examples=40, deadline=None)
@given(boards())
def test_whatever_the_board_the_changes_change_and_are_then_no_longer_offered(board: Board) -> None:
    for _, item in board.shots():
        for symptom in catalog().symptoms.values():
            found = changes(board, item, symptom, catalog())
            assert [change for change in found if getattr(item, change.field) == change.after] == []
            assert [change.before for change in found] == [getattr(item, change.field) for change in found]


@pytest.mark.parametrize(
    ("fix", "reason"),
    [
        ('kind = "negative"\nvalue = "rain"', "'rain' is in no entry of negative sets"),
        ('kind = "quality"\nvalue = "best"', "'best' is in no entry of qualities"),
        ('kind = "light"\nvalue = "light-side sunny"', "'sunny' is in no entry of vocabulary"),
        ('kind = "cfg"\nvalue = "high"', "cfg: 'high' is no whole number"),
        ('kind = "insert"\nvalue = "x"\nslot = "camera"', "insert: needs a value and a slot that holds text"),
        ('kind = "mend"\ncodes = ["prompt.unheard-of"]', "'prompt.unheard-of' is in no entry of rules"),
    ],
)
def test_a_symptom_of_a_user_that_cannot_work_is_refused(fix: str, reason: str, tmp_path: Path) -> None:
    text = f'[[symptom]]\nid = "odd"\nlabel = "Odd"\ncauses = ["x"]\n[[symptom.fixes]]\nwhy = "x"\n{fix}\n'
    (tmp_path / "own.toml").write_text(text, encoding="utf-8")
    with pytest.raises(CatalogError) as caught:
        load(tmp_path)
    assert str(caught.value) == f"own.toml: symptom odd: {reason}"
