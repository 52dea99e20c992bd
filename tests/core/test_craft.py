"""The craft rules that need no language, and what a model can do."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from projects.core.board import Board, Break, Scene, SeedLock, Shot, StartsFrom
from projects.core.craft import CRAFT_RULES, CRAFT_SEQUENCE_RULES, crop_loss
from projects.core.findings import Finding, Fix
from projects.core.report import build
from tests.plans import KEEPER, PIER, found, plan, second, shot
from tests.strategies import catalog

LIMITED = "runway-gen4-turbo"  # takes 1,000 UTF-16 units, no CFG, no negative prompt, 720p only


def one(**values: Any) -> Board:
    return plan(shot("SH010", **values))


def of(board: Board, code: str, key: str = "SH010") -> list[tuple[str, str | None, str]]:
    return [(f.severity, f.field, f.words) for f in found(board, code, key)]


def everywhere(board: Board, code: str) -> list[tuple[str, Finding]]:
    items = build(board, catalog()).all_shots()
    return [(item.shot.key, f) for item in items for f in item.findings if f.code == code]


def test_every_rule_explains_itself() -> None:
    assert all(rule.__doc__ and len(rule.__doc__.split()) > 5 for rule in (*CRAFT_RULES, *CRAFT_SEQUENCE_RULES))


# ----------------------------------------------------------------------------- format


@pytest.mark.parametrize(
    ("ratio", "wanted", "loss"),
    [
        ("16:9", "9:16", 68),
        ("9:16", "16:9", 68),
        ("16:9", "1:1", 44),
        ("1:1", "4:5", 20),
        ("16:9", "4:5", 55),
        ("4:5", "4:5", 0),
    ],
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
    assert found(board, "format.duration", "SH010")[0].fixes[-1] == fix


@pytest.mark.parametrize(("seconds", "parts"), [("20.1", "2"), ("40", "2"), ("60", "3"), ("600", "30")])
def test_a_beat_over_the_models_range_is_offered_to_be_split_first(seconds: str, parts: str) -> None:
    fixes = found(one(duration=Decimal(seconds)), "format.duration", "SH010")[0].fixes
    assert fixes[0] == Fix("split", f"Split into {parts} shots", "duration", parts)


def test_a_clip_too_short_is_not_offered_to_be_split() -> None:
    kinds = [fix.kind for fix in found(one(duration=Decimal(4)), "format.duration", "SH010")[0].fixes]
    assert kinds == ["set"]


def test_a_hand_written_prompt_without_an_action_is_not_offered_to_be_split() -> None:
    board = one(duration=Decimal(40), action="", custom_prompt="A keeper walks slowly along the pier.")
    assert [fix.kind for fix in found(board, "format.duration", "SH010")[0].fixes] == ["set"]


def test_a_subject_that_would_drift_is_offered_two_shots() -> None:
    fixes = found(second(KEEPER, duration=Decimal(15)), "format.duration", "SH020")[0].fixes
    assert [(fix.kind, fix.text) for fix in fixes] == [("set", "10"), ("split", "2")]


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
def test_a_planned_preview_or_another_quality_is_silent(values: dict[str, Any]) -> None:
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
