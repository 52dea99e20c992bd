"""Prompt variants: five at the most, one of them the shot itself."""

from decimal import Decimal

import pytest

from projects.core.board import Move, Variant
from projects.core.findings import Refused
from projects.core.variants import added, as_shot, free_letter, own_variant, picked, removed, variants_of, with_variant
from tests.plans import PIER, plan, shot, text

ONE = shot(subject="a keeper", camera=[Move("static")], cfg=Decimal(9), notes="mine", anchors=["pier"])


def test_picking_one_lays_the_other_aside_and_back_again_changes_nothing():
    two, letter = added(ONE, "A")
    two = with_variant(two, Variant(letter, subject="an old keeper"))
    now = picked(two, "B")
    assert (now.subject, now.camera, now.cfg, now.notes, now.anchors, now.variant) == (
        "an old keeper", (), None, "mine", ("pier",), "B",
    )  # fmt: skip
    assert [item.key for item in now.variants] == ["A"]
    assert picked(now, "A") == two


def test_a_variant_compiles_with_the_anchors_of_its_shot():
    two = with_variant(ONE, Variant("B", action="waits"))
    state = as_shot(two, two.variants[0])
    assert text(plan(state, anchors=(PIER,)), "SH010") == "Waits, a weathered wooden pier at low tide."


def test_a_copy_takes_the_next_free_letter_until_five_are_there():
    state = ONE
    letters = []
    for _ in range(4):
        state, letter = added(state, "A")
        letters.append(letter)
    assert (letters, free_letter(state)) == (["B", "C", "D", "E"], None)
    assert [item.subject for item in variants_of(state)] == ["a keeper"] * 5
    with pytest.raises(Refused, match="five variants"):
        added(state, "A")


def test_the_picked_one_is_edited_as_the_shot_itself_and_cannot_be_deleted():
    assert with_variant(ONE, Variant("A", subject="a boy")).subject == "a boy"
    with pytest.raises(Refused, match="in use"):
        removed(ONE, "A")


def test_a_letter_that_is_not_there_is_refused():
    for step in (picked, removed, added):
        with pytest.raises(Refused, match="has no variant C"):
            step(ONE, "C")


def test_the_shot_is_its_own_variant():
    assert as_shot(ONE, own_variant(ONE)) == ONE
