"""The craft rules that need no language, and what a model can do."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from projects.core.board import Board, Break, Move, Scene, SeedLock, Shot, StartsFrom
from projects.core.craft import CRAFT_RULES, CRAFT_SEQUENCE_RULES, crop_loss
from projects.core.findings import Finding, Fix
from projects.core.report import build
from tests.plans import DAWN, GRAIN, KEEPER, PIER, found, plan, second, shot, words
from tests.strategies import catalog

SLOW_DOLLY = Move("dolly", "in", "slow")
LIMITED = "runway-gen4-turbo"  # takes 1,000 UTF-16 units, no CFG, no negative prompt, 720p only


def one(**values: object) -> Board:
    return plan(shot("SH010", **values))


def of(board: Board, code: str, key: str = "SH010") -> list[tuple[str, str | None, str]]:
    return [(f.severity, f.field, f.words) for f in found(board, code, key)]


def everywhere(board: Board, code: str) -> list[tuple[str, Finding]]:
    items = build(board, catalog()).all_shots()
    return [(item.shot.key, f) for item in items for f in item.findings if f.code == code]


def test_every_rule_explains_itself() -> None:
    assert all(rule.__doc__ and len(rule.__doc__.split()) > 5 for rule in (*CRAFT_RULES, *CRAFT_SEQUENCE_RULES))


# ------------------------------------------------------------------ prompt.empty-slot


def test_each_empty_slot_is_told_but_the_camera() -> None:
    assert of(one(), "prompt.empty-slot") == [
        ("warning", slot, slot) for slot in ("action", "environment", "lighting", "style", "subject")
    ]


def test_an_anchor_fills_its_slot() -> None:
    board = plan(shot("SH010", action="waits"), anchors=(KEEPER, PIER, DAWN, GRAIN))
    assert of(board, "prompt.empty-slot") == []


def test_a_broken_place_leaves_its_slot_empty() -> None:
    board = second(KEEPER, PIER, DAWN, GRAIN, action="waits", breaks=[Break("pier", "a dream")])
    assert of(board, "prompt.empty-slot", "SH020") == [("warning", "environment", "environment")]


def test_the_closing_clause_of_a_fantasy_fills_no_slot() -> None:
    assert ("warning", "style", "style") in of(one(fantasy=True), "prompt.empty-slot")


def test_signs_alone_fill_no_slot() -> None:
    assert ("warning", "action", "action") in of(one(action=" , ."), "prompt.empty-slot")


def test_free_text_has_no_slots() -> None:
    assert of(one(custom_prompt="A fox"), "prompt.empty-slot") == []


# ------------------------------------------------------------------- prompt.camera-*


@pytest.mark.parametrize("values", [{}, {"camera_note": "auto"}, {"camera_note": "a frying pan"}, {"shot_size": "ws"}])
def test_no_named_move_leaves_the_camera_unspecified(values: dict[str, object]) -> None:
    assert of(one(**values), "prompt.camera-unspecified") == [("warning", "camera", "")]


def test_it_offers_a_static_camera() -> None:
    assert found(one(), "prompt.camera-unspecified", "SH010")[0].fixes == (
        Fix("set", "Hold it static", "camera", "static"),
    )


@pytest.mark.parametrize(
    "values",
    [{"camera": [Move("static")]}, {"camera": [SLOW_DOLLY]}, {"camera_note": "slow pan left"}, {"custom_prompt": "A static shot"}],
)
def test_one_named_move_is_enough(values: dict[str, object]) -> None:
    assert of(one(**values), "prompt.camera-unspecified") == []


def test_of_a_custom_prompt_only_its_own_words_count() -> None:
    assert of(one(custom_prompt="A fox", camera=[SLOW_DOLLY]), "prompt.camera-unspecified") == [
        ("warning", "custom_prompt", "")
    ]


def test_a_dynamic_move_needs_a_speed() -> None:
    board = one(camera=[Move("dolly", "in"), Move("pan", "left", "slow")])
    assert of(board, "prompt.camera-no-speed") == [("warning", "camera", "Dolly")]
    assert found(board, "prompt.camera-no-speed", "SH010")[0].fixes == (Fix("set", "Make it slow", "camera", "slow"),)


def test_each_move_without_speed_is_told() -> None:
    board = one(camera=[Move("dolly", "in"), Move("pan", "left")])
    assert [words for _, _, words in of(board, "prompt.camera-no-speed")] == ["Dolly", "Pan"]


@pytest.mark.parametrize("move", ["static", "locked", "handheld"])
def test_what_does_not_travel_needs_no_speed(move: str) -> None:
    assert of(one(camera=[Move(move)]), "prompt.camera-no-speed") == []


def test_a_move_in_the_note_is_shown_where_it_stands() -> None:
    board = one(camera_note="then the camera pans left")
    assert of(board, "prompt.camera-no-speed") == [("warning", "camera_note", "camera pans left")]
    assert words(board, "prompt.camera-no-speed", "SH010") == [("warning", "camera pans left")]


def test_three_moves_are_too_many_two_are_not() -> None:
    two = [SLOW_DOLLY, Move("pan", "left", "slow")]
    assert of(one(camera=two), "prompt.camera-overload") == []
    assert of(one(camera=[*two, Move("tilt", "up", "slow")]), "prompt.camera-overload") == [("warning", "camera", "Tilt")]
    assert of(one(camera=two, camera_note="then a slow tilt up"), "prompt.camera-overload") == [
        ("warning", "camera_note", "slow tilt up")
    ]


def test_a_note_that_repeats_a_move_adds_none() -> None:
    board = one(camera=[SLOW_DOLLY, Move("pan", "left", "slow")], camera_note="the slow dolly in ends on her hands")
    assert of(board, "prompt.camera-overload") == []


@pytest.mark.parametrize("other", [Move("tracking", "side", "slow"), Move("pan", "left", "slow"), Move("handheld")])
def test_static_excludes_every_other_move(other: Move) -> None:
    for camera in ([Move("static"), other], [other, Move("static")]):
        assert [severity for severity, _, _ in of(one(camera=camera), "prompt.camera-overload")] == ["warning"]


@pytest.mark.parametrize(
    ("a", "b"), [("dolly", "pan"), ("orbit", "crane"), ("tracking", "zoom"), ("handheld", "tracking"), ("static", "locked")]
)
def test_good_combinations_are_silent(a: str, b: str) -> None:
    board = one(camera=[Move(a, None, "slow"), Move(b, None, "slow")])
    assert of(board, "prompt.camera-overload") == []


# ----------------------------------------------------------------------------- format


@pytest.mark.parametrize(
    ("ratio", "wanted", "loss"),
    [("16:9", "9:16", 68), ("9:16", "16:9", 68), ("16:9", "1:1", 44), ("1:1", "4:5", 20), ("16:9", "4:5", 55), ("4:5", "4:5", 0)],
)
def test_the_crop_loses_a_share_of_the_frame(ratio: str, wanted: str, loss: int) -> None:
    assert crop_loss(ratio, wanted) == loss


def test_every_ratio_of_the_catalogue_can_be_compared() -> None:
    assert all(0 <= crop_loss(ratio, "16:9") < 100 for ratio in catalog().ratios)


def test_a_ratio_that_does_not_fit_the_destination_warns_once_for_the_project() -> None:
    board = plan(shot("SH005", omitted=True), shot("SH010"), shot("SH020"), destination="tiktok", aspect_ratio="16:9")
    assert [(key, f.severity, f.field, f.message) for key, f in everywhere(board, "format.ratio-destination")] == [
        ("SH010", "warning", None, "TikTok wants 9:16; from 16:9 the crop loses 68 % of the frame.")
    ]


@pytest.mark.parametrize(
    ("destination", "ratio"),
    [("tiktok", "9:16"), ("instagram-stories", "4:5"), ("instagram-stories", "9:16"), ("youtube", "16:9"), (None, "1:1")],
)
def test_a_ratio_that_fits_is_silent(destination: str | None, ratio: str) -> None:
    assert everywhere(replace(one(), destination=destination, aspect_ratio=ratio), "format.ratio-destination") == []


def test_of_several_ratios_the_one_with_the_least_loss_is_named() -> None:
    board = replace(one(), destination="instagram-stories", aspect_ratio="1:1")
    assert found(board, "format.ratio-destination", "SH010")[0].fixes == (Fix("open", "Use 4:5", "aspect_ratio", "4:5"),)


@pytest.mark.parametrize(("seconds", "nearest"), [("4.9", "5"), ("20.1", "20"), ("60", "20")])
def test_a_duration_outside_the_models_range_is_an_error(seconds: str, nearest: str) -> None:
    board = one(duration=Decimal(seconds))
    assert of(board, "format.duration") == [("error", "duration", seconds)]
    fix = Fix("set", f"Make it {nearest} s", "duration", nearest)
    assert found(board, "format.duration", "SH010")[0].fixes == (fix,)


@pytest.mark.parametrize("seconds", ["5", "10", "20"])
def test_a_duration_within_the_range_is_silent_without_a_subject(seconds: str) -> None:
    assert of(one(duration=Decimal(seconds)), "format.duration") == []


def test_a_subject_over_ten_seconds_tends_to_drift() -> None:
    board = second(KEEPER, duration=Decimal("10.5"))
    assert of(board, "format.duration", "SH020") == [("warning", "duration", "10.5")]
    assert of(second(KEEPER, duration=Decimal(10)), "format.duration", "SH020") == []
    assert of(second(PIER, duration=Decimal(15)), "format.duration", "SH020") == []


def test_a_subject_broken_on_purpose_does_not_drift() -> None:
    board = second(KEEPER, duration=Decimal(15), breaks=[Break("keeper", "grows old")])
    assert of(board, "format.duration", "SH020") == []


def test_an_unknown_range_is_never_held_against_a_shot() -> None:
    assert of(one(duration=Decimal(300), model="kling-4"), "format.duration") == []


def test_the_projects_choice_of_facts_counts() -> None:
    board = one(duration=Decimal(4))
    assert of(board, "format.duration") == [("error", "duration", "4")]
    assert of(replace(board, model_facts="api"), "format.duration") == []


# ---------------------------------------------------------------------------- quality


def test_high_without_a_preview_warns() -> None:
    assert of(one(quality="high"), "quality.no-preview") == [("warning", "previews", "")]
    assert of(replace(one(), quality="high"), "quality.no-preview") == [("warning", "previews", "")]


@pytest.mark.parametrize("values", [{"quality": "high", "previews": 1}, {"quality": "standard"}, {"quality": "fast"}])
def test_a_planned_preview_or_another_quality_is_silent(values: dict[str, object]) -> None:
    assert of(one(**values), "quality.no-preview") == []


def test_the_projects_previews_count() -> None:
    assert of(replace(one(quality="high"), previews=2), "quality.no-preview") == []
    assert of(replace(one(quality="high", previews=0), previews=2), "quality.no-preview") == [("warning", "previews", "")]


def test_low_cfg_with_a_subject_is_a_hint() -> None:
    assert of(second(KEEPER, cfg=Decimal("5.9")), "quality.low-cfg", "SH020") == [("hint", "cfg", "5.9")]


@pytest.mark.parametrize(
    "board",
    [
        second(KEEPER, cfg=Decimal(6)),
        second(PIER, cfg=Decimal(3)),
        second(KEEPER, cfg=Decimal(3), model="kling-2.6"),
        second(KEEPER, cfg=Decimal(3), model="wan-3.0"),
        second(KEEPER, cfg=Decimal(3), breaks=[Break("keeper", "x")]),
    ],
)
def test_low_cfg_is_silent_without_a_subject_or_where_it_means_nothing(board: Board) -> None:
    assert of(board, "quality.low-cfg", "SH020") == []


# ------------------------------------------------------------------ model.unsupported


@pytest.mark.parametrize(
    ("board", "field", "what"),
    [
        (replace(one(), aspect_ratio="21:9"), None, "the ratio 21:9"),
        (one(resolution="4k"), "resolution", "4k"),
        (one(model=LIMITED, resolution="720p", cfg=Decimal(12)), "cfg", "CFG"),
        (one(model=LIMITED, resolution="720p", negative_prompt="blur"), "negative_prompt", "negative prompts"),
        (one(model="kling-2.6", seed=4), "seed", "seeds"),
    ],
)
def test_what_the_model_lacks_is_a_warning(board: Board, field: str | None, what: str) -> None:
    assert of(board, "model.unsupported") == [("warning", field, what)]


def test_the_facts_of_the_api_lack_more() -> None:
    board = replace(one(resolution="1080p", seed=4, cfg=Decimal(9)), model_facts="api", negative_prompt="blur")
    assert [what for _, _, what in of(board, "model.unsupported")] == ["CFG", "negative prompts", "1080p", "seeds"]


@pytest.mark.parametrize(
    "board",
    [
        one(seed=4, cfg=Decimal(12), negative_prompt="blur", starts_from=StartsFrom()),
        one(model=LIMITED, resolution="720p"),
        one(model="kling-4", seed=4, cfg=Decimal(12)),
        one(model="veo-3.1-lite", starts_from=StartsFrom()),
    ],
)
def test_what_it_has_what_is_not_asked_and_what_is_unknown_is_silent(board: Board) -> None:
    assert of(board, "model.unsupported") == []


def test_a_prompt_over_the_limit_is_measured_as_compiled() -> None:
    board = one(model=LIMITED, resolution="720p", action="a" * 999)
    assert of(board, "model.unsupported") == []
    board = one(model=LIMITED, resolution="720p", action="a" * 1_000)
    assert of(board, "model.unsupported") == [("warning", "computed.prompt", "prompt length")]
    assert found(board, "model.unsupported", "SH010")[0].message == (
        "The prompt has 1,001 characters; Runway Gen-4 Turbo takes 1,000."
    )


def test_some_limits_count_utf16_units() -> None:
    assert of(one(model=LIMITED, resolution="720p", action="🦊" * 600), "model.unsupported") != []
    assert of(one(model="hailuo-2.3", action="🦊" * 1_100), "model.unsupported") == []


def test_a_locked_seed_that_the_model_does_not_take_is_told_once_a_scene() -> None:
    board = Board("Plan", model="kling-2.6", scenes=(
        Scene("a", seed_lock=SeedLock(1, "SH010"), shots=(Shot("SH010", seed=1), Shot("SH020"))),
        Scene("b", seed_lock=SeedLock(2, "SH030"), shots=(Shot("SH030"),)),
        Scene("c", shots=(Shot("SH040"),)),
    ))  # fmt: skip
    found_here = [(key, f.field, f.words) for key, f in everywhere(board, "model.unsupported")]
    assert found_here == [("SH010", "seed", "seed lock"), ("SH030", "seed", "seed lock")]


def test_a_retired_model_is_a_hint_once_with_its_date() -> None:
    board = plan(shot("SH010"), shot("SH020"), shot("SH030", model="veo-3.1"), shot("SH040", model="kling-3.0"))
    assert [(key, f.severity, f.field, f.message) for key, f in everywhere(board, "model.retired")] == [
        ("SH010", "hint", None, "Sora 2 was shut down on 2026-09-24. Plan with it, render with another."),
        ("SH030", "hint", "model", "Veo 3.1 is being retired on 2026-11-17. Plan with it, render with another."),
    ]


def test_a_living_model_is_silent() -> None:
    assert everywhere(replace(one(), model="kling-3.0"), "model.retired") == []
