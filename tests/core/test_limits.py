"""No text, however long or strange, takes the rules more than a moment or makes them fail."""

from __future__ import annotations

import sys
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from projects.core.report import build
from tests.plans import AFTERNOON, GRAIN, KEEPER, MARA, SHOP, second
from tests.strategies import anchors, catalog

LONGEST = 10_000
FIELDS = (
    "subject",
    "action",
    "environment",
    "lighting",
    "style",
    "camera_note",
    "lens",
    "custom_prompt",
    "negative_prompt",
)
PIECES = [
    ",", ";", ".", "!", "…", "“", "”", '"', "„", "«", "(", ")", " ", "\n", "-", "'", "’s ", "a ", "and ", "same ", "the same ",
    "maintaining ", "keeper ", "Mara's ", "coffee shop ", "coffee-shop ", "red ", "red and ", "blue-eyed ", "without his ",
    "not ", "aged 25 ", "in his ", "night ", "the middle of ", "golden light ", "glow of a lamp ", "Dr. ", "a small, ",
    "a man, ", "camera pans left ", "35 mm ", "灯台守", "المنارة ", "ผู้เฝ้า", "👩🏽‍🚀", "e\u0301", "\u200d", "\u202e", "ß", "İ",
]  # fmt: skip
ANCHORS = (KEEPER, MARA, SHOP, AFTERNOON, GRAIN)


class TooManySteps(Exception):
    """The rules took far more steps than a text of that length should need."""


def steps(text: str, field: str) -> int:
    """How many lines of Python run for a shot with this text. No clock: the same on every machine."""
    build(second(*ANCHORS, action="walks slowly at night"), catalog())  # the tables of words are made once a process
    board = second(*ANCHORS, **{field: text})
    count = 0

    def trace(frame: object, event: str, argument: object) -> object:
        nonlocal count
        count += 1
        if count > 3_000_000:
            raise TooManySteps(f"{field}: {text[:40]!r}")
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        build(board, catalog())
    finally:
        sys.settrace(before)
    return count


@pytest.mark.parametrize("field", ["subject", "action", "custom_prompt"])
@pytest.mark.parametrize("piece", PIECES)
def test_ten_thousand_signs_take_steps_in_proportion(piece: str, field: str) -> None:
    short, long = (piece * LONGEST)[: LONGEST // 10], (piece * LONGEST)[:LONGEST]
    few = steps(short, field)
    assert steps(long, field) < 30 * max(few, 5_000)


@settings(deadline=None, max_examples=50, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.sampled_from(PIECES) | st.text(max_size=8), max_size=120), st.sampled_from(FIELDS), anchors)
def test_any_mixture_is_compiled_and_checked(parts: list[str], field: str, anchor: object) -> None:
    text = "".join(parts)
    described = replace(anchor, key="x", description=text)  # type: ignore[type-var]
    report = build(second(*ANCHORS, described, **{field: text}), catalog())
    for finding in report.shot("SH020").findings:
        if finding.start is not None and finding.field == field:
            assert text[finding.start : finding.end] == finding.words
