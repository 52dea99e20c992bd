"""Every fix offered for words that speak against an anchor leaves whole text, and the finding is gone after it."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace

import pytest

from projects.core.board import Anchor, Board, Shot
from projects.core.catalog import load
from projects.core.findings import Finding
from projects.core.fixing import AUTOMATIC, Chosen, fixed
from projects.core.report import build
from tests.core.contradiction_plans import AFTERNOON, KEEPER, NOON
from tests.core.labelled_set import SHOT, Case, read
from tests.plans import found, second

CATALOG = load()
CODES = ("continuity.contradiction", "continuity.reintroduced", "continuity.not-established")
FIELDS = ("subject", "action", "environment", "lighting", "style", "camera_note", "custom_prompt", "lens")
DOUBLED = re.compile(r"\b([^\W\d_]+) \1\b", re.IGNORECASE)
LOOSE_END = re.compile(r"\b(is|are|was|with|in|and|of|a|the|but)\W*$", re.IGNORECASE)
SIGNS = (";,", "()", ",,", " ,")


def of_continuity(board: Board) -> list[Finding]:
    return [item for item in build(board, CATALOG).shot(SHOT).findings if item.code.startswith("continuity.")]


def with_shot(board: Board, shot: Shot) -> Board:
    scene = board.scenes[0]
    return replace(board, scenes=(replace(scene, shots=(scene.shots[0], shot)),))


def broken(before: str, after: str) -> list[str]:
    """What is not whole any more in a text that was."""
    wrong = [match.group() for match in DOUBLED.finditer(after) if match.group() not in before]
    wrong += [sign for sign in SIGNS if sign in after and sign not in before]
    end = LOOSE_END.search(after)
    return wrong + ([end.group()] if end and not LOOSE_END.search(before) else [])


def told(case: Case, finding: Finding, before: list[Finding]) -> list[str]:
    """What each automatic fix of one finding of a case leaves behind."""
    shot = case.board.scenes[0].shots[1]
    wrong = []
    for fix in finding.fixes:
        if fix.kind not in AUTOMATIC:
            continue
        after = fixed(shot, [Chosen(finding, fix)])
        left = of_continuity(with_shot(case.board, after))
        known = Counter(item.identity for item in before)
        counted = Counter(item.identity for item in left)
        new = [identity for identity in counted - known if identity[0] in (*CODES, finding.code)]
        said = [piece for field in FIELDS for piece in broken(getattr(shot, field), getattr(after, field))]
        if counted[finding.identity] >= known[finding.identity]:
            said.append("still there")
        said += [f"new: {identity}" for identity in new]
        wrong += [f"{case.name}: {fix.label}: {getattr(shot, finding.field or '')!r}: {item}" for item in said]
    return wrong


def test_each_fix_offered_on_the_labelled_shots_leaves_whole_text_and_no_such_finding() -> None:
    wrong = []
    for case in read()[::2]:  # every second one: a fix has several of each kind
        before = of_continuity(case.board)
        for finding in before:
            if finding.code in CODES:
                wrong += told(case, finding, before)
    assert wrong == []


SHAVED = Anchor("ro", "subject", "Ro", "Ro, a thief with a shaved head")
SWEATER = Anchor("ines", "subject", "Ines", "Ines, a woman with a navy wool sweater")


@pytest.mark.parametrize(
    ("anchor", "field", "text", "after"),
    [
        (SHAVED, "subject", "Ro with long blond hair at the table", ["Ro at the table"]),
        (SWEATER, "subject", "Ines, whose sweater is red", ["Ines, whose sweater is navy", "Ines"]),
        (NOON, "lighting", "no hard light, only a candle", ["harsh noon sun, only a candle", "only a candle"]),
        (KEEPER, "action", "the keeper's red coat flaps", []),
        (KEEPER, "action", "his blue coat flaps", ["his red wool coat flaps", "his coat flaps"]),
        (AFTERNOON, "environment", "at night", ["at afternoon", ""]),
    ],
)
def test_a_fix_gives_whole_text(anchor: Anchor, field: str, text: str, after: list[str]) -> None:
    board = second(anchor, **{field: text})
    shot = board.scenes[0].shots[1]
    given = [
        getattr(fixed(shot, [Chosen(finding, fix)]), field)
        for finding in found(board, CODES[0])[:1]
        for fix in finding.fixes
        if fix.kind in AUTOMATIC
    ]
    assert given == after
