"""A project's own groups of words among the rules."""

from __future__ import annotations

from dataclasses import replace

import pytest

from projects.core.board import Anchor, Board, Scene, Shot, WordGroup
from projects.core.catalog import load
from projects.core.report import build

CATALOG = load()
LIVERY = WordGroup("livery", "livery", ("subject",), (("ours", ("our livery", "racing green")), ("rival", ("rival blue",))))
VAN = Anchor("van", "subject", "van", "a delivery van in racing green")


def board(*texts: str, groups: tuple[WordGroup, ...] = (LIVERY,), slot: str = "subject") -> Board:
    shots = (Shot("A", action="drives slowly"), *(Shot(f"B{n}", **{slot: text}) for n, text in enumerate(texts)))
    return Board("x", anchors=(VAN,), anchors_in_use=("van",), scenes=(Scene("s", shots=shots),), word_groups=groups)


def contradictions(found: Board) -> list[tuple[str, str, str]]:
    report = build(found, CATALOG)
    return [
        (item.shot.key, f.words, f.severity)
        for item in report.all_shots() for f in item.findings if f.code == "continuity.contradiction"
    ]  # fmt: skip


@pytest.mark.parametrize("text", ["the van in rival blue", "the van, rival blue", "the rival blue van", "Rival blue"])
def test_the_rival_s_colour_contradicts_our_livery(text):
    at = text.casefold().index("rival blue")
    assert contradictions(board(text)) == [("B0", text[at : at + 10], "error")]


def test_our_own_words_and_everyday_ones_are_silent():
    assert contradictions(board("the van in our livery", "a rival in a blue coat", "a van that is not rival blue")) == []


def test_somebody_else_s_van_may_look_as_it_likes():
    assert contradictions(board("a van in rival blue")) == []


def test_a_project_without_the_group_is_silent():
    assert contradictions(board("the van in rival blue", groups=())) == []


def test_a_group_about_other_kinds_does_not_read_this_anchor():
    assert contradictions(board("the van in rival blue", groups=(replace(LIVERY, kinds=("style",)),))) == []


def test_a_report_takes_over_what_did_not_change():
    found = board("the van in rival blue")
    first = build(found, CATALOG)
    again = build(found, CATALOG, previous=first)
    assert again == first
    assert again.shot("B0").own_findings is first.shot("B0").own_findings
