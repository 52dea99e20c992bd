"""The `computed` blocks of a document."""

from __future__ import annotations

import json
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings

from projects.core.board import Board
from projects.core.computed import finding_block, project_block, shot_block
from projects.core.findings import Finding, Fix
from projects.core.report import build
from tests.boards import harbour, harbour_and_kitchen
from tests.plans import PIER, plan, second, shot
from tests.strategies import boards, catalog


def block(board: Board, key: str) -> dict[str, Any]:
    return shot_block(build(board, catalog()).shot(key))


def test_a_shots_block_has_every_key_of_the_format_in_order() -> None:
    assert list(block(harbour(), "SH010")) == [
        "number", "prompt", "negative_prompt", "seed", "model", "start", "credits", "render_seconds", "findings",
    ]  # fmt: skip


def test_a_shots_block_says_what_is_derived() -> None:
    made = block(harbour(), "SH020")
    assert made["prompt"] == (
        "The same lighthouse keeper in his sixties, grey beard, red wool coat, collar raised, stops and turns toward the "
        "water, the same weathered wooden pier at low tide, maintaining soft golden dawn light from the left, medium shot, "
        "slow clockwise orbit, 35 mm grain."
    )
    rest = {key: value for key, value in made.items() if key not in ("prompt", "findings")}
    assert rest == {
        "number": "1.2",
        "negative_prompt": "motion blur, morphing",
        "seed": 48213,
        "model": "sora-2",
        "start": 10,
        "credits": {"final": 113, "previews": 225, "total": 338},
        "render_seconds": {"min": 120 + 3 * 30, "max": 240 + 3 * 60},
    }


def test_an_omitted_shot_has_null_number_prompt_and_start_and_no_findings() -> None:
    made = block(harbour_and_kitchen(), "SH050")
    assert (made["number"], made["prompt"], made["start"], made["findings"]) == (None, None, None, [])
    assert made["credits"] == {"final": None, "previews": None, "total": None}


def test_an_empty_prompt_is_a_text_all_the_same() -> None:
    assert block(plan(shot("SH010")), "SH010")["prompt"] == ""


def test_unknown_credits_are_null() -> None:
    made = block(plan(shot("SH010", model="kling-4")), "SH010")
    assert made["credits"] == {"final": None, "previews": None, "total": None}


def test_a_finding_keeps_its_place_and_leaves_its_fixes() -> None:
    finding = Finding("a.b", "error", "subject", "Why.", 3, 5, "xy", "keeper", (Fix("break", "Break"),))
    assert finding_block(finding) == {
        "code": "a.b", "severity": "error", "field": "subject", "message": "Why.", "start": 3, "end": 5,
    }  # fmt: skip


def test_findings_stand_in_order() -> None:
    findings = block(second(PIER, environment="a wooden pier", subject="the same gloves"), "SH020")["findings"]
    assert isinstance(findings, list)
    fields = [finding["field"] for finding in findings]
    assert fields == sorted(fields, key=lambda field: (field is not None, field or ""))


def test_the_projects_block_has_every_key_of_the_format() -> None:
    assert project_block(build(harbour(), catalog())) == {
        "shots": 2,
        "duration": 20,
        "credits": {"final": 226, "previews": 450, "total": 676, "unknown": 0},
        "cost": {"amount": "6.76", "currency": "USD"},
        "render_seconds": {"min": 420, "max": 840},
        "errors": 0,
        "warnings": build(harbour(), catalog()).warnings,
        "draft": False,
    }


def test_a_cost_that_is_not_known_is_null() -> None:
    board = plan(shot("SH010", model="kling-4"))
    made = project_block(build(board, catalog()))
    assert made["cost"] is None
    assert made["credits"] == {"final": 0, "previews": 0, "total": 0, "unknown": 1}


@pytest.mark.parametrize(("seconds", "shown"), [("5.5", Decimal("5.5")), ("10.0", 10), ("600", 600)])
def test_seconds_are_whole_where_they_are(seconds: str, shown: object) -> None:
    board = plan(shot("SH010", duration=Decimal(seconds)), shot("SH020"))
    assert block(board, "SH020")["start"] == shown
    assert type(block(board, "SH020")["start"]) is type(shown)


def test_errors_make_a_draft() -> None:
    made = project_block(build(second(PIER, environment="a wooden pier"), catalog()))
    assert (made["errors"], made["draft"]) == (1, True)


@settings(deadline=None)
@given(boards())
def test_every_block_can_be_written(board: Board) -> None:
    report = build(board, catalog())
    for made in (project_block(report), *map(shot_block, report.all_shots())):
        json.dumps(made, default=str)
    assert report == build(replace(board), catalog())
