"""Fixes applied to a shot: what each kind changes, in which order, and what it leaves alone."""

from dataclasses import replace
from decimal import Decimal

import pytest

from projects.core.board import Break, Move, StartsFrom, State
from projects.core.findings import Finding, Fix
from projects.core.fixing import Chosen, applicable, fixed, replaced
from tests.plans import shot

SLOW_PAN = Move("pan", "left", "slow")


def chosen(fix, field="subject", words="", start=None, reason=""):
    end = None if start is None else start + len(words)
    return Chosen(Finding("x.y", "warning", field, "", start, end, words), fix, reason)


def after(before, *fixes):
    return fixed(before, fixes)


def test_words_give_way_where_they_stand_from_the_back():
    text = "a man meets a man"
    fixes = [chosen(Fix("replace", "", "subject", new), words="a man", start=at) for at, new in ((0, "Mara"), (12, "him"))]
    assert after(shot(subject=text), *fixes).subject == "Mara meets him"


def test_the_words_of_a_fix_go_before_those_of_its_finding():
    fix = Fix("replace", "", "lighting", "", start=0, end=6, words="night,")
    assert after(shot(lighting="night, fog"), chosen(fix, "lighting", "night", 0)).lighting == "fog"


@pytest.mark.parametrize(("before", "now"), [("", "fog"), ("rain", "rain, fog"), ("rain.", "rain, fog")])
def test_an_insert_becomes_a_part_of_its_own(before, now):
    assert after(shot(lighting=before), chosen(Fix("insert", "", "lighting", "fog"), "lighting")).lighting == now


SETS = [
    ("camera", "static", {"camera": (Move("static"),)}),
    ("camera", "slow", {"camera": (SLOW_PAN, Move("tilt", None, "slow"))}),
    ("camera", "orbit:clockwise:slow", {"camera": (Move("orbit", "clockwise", "slow"),)}),
    ("camera", "static::", {"camera": (Move("static"),)}),
    ("duration", "7.5", {"duration": Decimal("7.5")}),
    ("duration", "long", {}),
    ("cfg", "14", {"cfg": Decimal(14)}),
    ("cfg", "", {"cfg": None}),
    ("previews", "3", {"previews": 3}),
    ("previews", "many", {}),
    ("seed", "7", {"seed": 7}),
    ("fantasy", "true", {"fantasy": True}),
    ("starts_from", "SH010:last", {"starts_from": StartsFrom("SH010", "last")}),
    ("starts_from", "upload", {"starts_from": StartsFrom()}),
    ("boundary", "match", {"boundary": "match"}),
    ("state_in.wardrobe", "collar up", {"state_in": State(wardrobe="collar up")}),
    ("state_out.screen_direction", "away", {"state_out": State(screen_direction="away")}),
    ("state_in.mood", "x", {}),
    ("quality", "high", {"quality": "high"}),
    ("custom_prompt", "", {"custom_prompt": ""}),
    ("status", "approved", {}),
    ("key", "SH999", {}),
]


@pytest.mark.parametrize(("field", "text", "changes"), SETS)
def test_a_value_is_set_or_left_alone(field, text, changes):
    before = shot(camera=[SLOW_PAN, Move("tilt")], custom_prompt="old")
    assert after(before, chosen(Fix("set", "", field, text))) == replace(before, **changes)


def test_an_anchor_is_attached_or_named_as_missing():
    assert after(shot(without=["pier"]), chosen(Fix("attach", "", anchor="pier"))) == shot(anchors=["pier"])
    assert after(shot(), chosen(Fix("without", "", anchor="pier"))) == shot(anchors=["pier"], without=["pier"])


def test_a_break_needs_a_reason():
    fix = Fix("break", "", anchor="pier")
    assert after(shot(), chosen(fix)) == shot()
    assert after(shot(), chosen(fix, reason=" a dream ")).breaks == (Break("pier", "a dream"),)


@pytest.mark.parametrize("kind", ["lock", "master", "anchor", "open"])
def test_a_fix_that_leads_elsewhere_changes_nothing(kind):
    fix = Fix(kind, "", "subject", "x", anchor="pier")
    assert (applicable(fix), after(shot(subject="a man"), chosen(fix))) == (False, shot(subject="a man"))


def test_places_hold_where_a_fix_is_for_another_field_than_its_finding():
    text = "a cat sat here; fast here; fast there"
    other = chosen(Fix("replace", "", "environment", "the very long animal", start=0, end=5, words="a cat"), "action")
    own = chosen(Fix("replace", "", None, "slow"), "environment", "fast", 27)
    assert after(shot(environment=text), other, own).environment == "the very long animal sat here; fast here; slow there"


def test_of_two_fixes_of_the_same_words_one_is_made():
    fixes = [chosen(Fix("replace", "", "action", "slowly"), "action", "fast", 5) for _ in range(2)]
    assert after(shot(action="runs fast while a fast river flows"), *fixes).action == "runs slowly while a fast river flows"


@pytest.mark.parametrize(
    ("start", "now"),
    [(0, "slow, fast, fast"), (7, "fast, slow, fast"), (90, "fast, fast, slow"), (None, "slow, fast, fast")],
)
def test_words_that_moved_are_found_nearest_to_where_they_stood(start, now):
    assert replaced("fast, fast, fast", "fast", "slow", start, 99) == now


def test_a_fix_that_would_make_a_text_too_long_is_not_made():
    full = "x" * 9_996 + "fast"
    fix = chosen(Fix("replace", "", "action", "at a slow pace"), "action", "fast", 9_996)
    more = chosen(Fix("insert", "", "action", "fog"), "action")
    assert after(shot(action=full), fix, more).action == full
