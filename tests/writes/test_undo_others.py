"""What other people have done since stands in the way of taking back and doing again."""

from __future__ import annotations

import pytest

from projects.core.board import Anchor, Break, StartsFrom, Word
from projects.core.findings import Refused
from projects.writes.anchors import create_anchor, record_break
from projects.writes.rules import set_rule
from projects.writes.seeds import choose_master, lock_seed
from projects.writes.shots import create_shot, delete_shot, save_shot
from projects.writes.status import set_status
from projects.writes.undo import next_undo, undo
from projects.writes.words import save_word
from tests import boards, factories
from tests.writes.test_undo import again, back


@pytest.fixture
def plan(owner):
    return factories.project_of(boards.harbour_and_kitchen(), owner)


def test_a_break_recorded_meanwhile_stands_against_the_way_back(plan, owner, editor):
    record_break(plan, "SH020", "dawn", "mine", by=owner)
    back(plan, owner)
    record_break(plan, "SH020", "dawn", "theirs", by=editor)
    with pytest.raises(Refused):
        again(plan, owner)
    assert factories.shot(plan, "SH020").breaks == (Break("dawn", "theirs"),)


def test_a_line_is_taken_back_once(plan, owner):
    save_shot(plan, "SH010", {"title": "x"}, by=owner)
    line = back(plan, owner)
    with pytest.raises(Refused, match="taken back already"):
        back(plan, owner, line.pk)
    with pytest.raises(Refused, match="nothing here"):
        back(plan, owner, 2**40)


def test_a_value_that_somebody_wrote_again_is_theirs(plan, owner, editor):
    for by, title in ((owner, "Mine"), (editor, "Theirs"), (editor, "Mine")):
        save_shot(plan, "SH010", {"title": title}, by=by)
    with pytest.raises(Refused, match="has changed the title of SH010 since"):
        back(plan, owner)


def test_what_somebody_else_took_back_is_not_done_again_by_a_key(plan, owner, editor):
    save_shot(plan, "SH010", {"title": "Mine"}, by=owner)
    mine = next_undo(plan, owner)
    assert mine
    line = back(plan, editor, mine.pk)
    with pytest.raises(Refused, match="nothing to do again"):
        again(plan, owner)
    again(plan, owner, line.pk)
    assert factories.shot(plan, "SH010").title == "Mine"


def shot_of(plan, by):
    create_shot(plan, "arrival", by=by)


BUILT_ON = {
    "a break that got another reason": (
        lambda p, by: record_break(p, "SH020", "dawn", "mine", by=by),
        lambda p, by: record_break(p, "SH020", "dawn", "theirs", by=by),
    ),
    "an anchor that came into use": (
        lambda p, by: create_anchor(p, Anchor("", "style", "new grain", "16 mm"), by=by),
        lambda p, by: save_shot(p, "SH040", {"anchors": ("new-grain",)}, by=by),
    ),
    "a shot that another starts from": (
        shot_of,
        lambda p, by: save_shot(p, "SH020", {"starts_from": StartsFrom("SH060", "last")}, by=by),
    ),
    "a shot with a break": (shot_of, lambda p, by: record_break(p, "SH060", "pier", "theirs", by=by)),
    "a lock with another master": (
        lambda p, by: lock_seed(p, "kitchen", master="SH040", seed=9, reason="", by=by),
        lambda p, by: choose_master(p, "kitchen", master="SH050", by=by),
    ),
}


@pytest.mark.parametrize("what", BUILT_ON)
def test_what_others_have_built_on_does_not_go(plan, owner, editor, what):
    mine, theirs = BUILT_ON[what]
    mine(plan, owner)
    theirs(plan, editor)
    before = factories.board(plan)
    with pytest.raises(Refused, match=r"has changed .* since"):
        back(plan, owner)
    assert factories.board(plan) == before


def test_a_shot_with_a_later_break_is_not_deleted_again(plan, owner, editor):
    delete_shot(plan, "SH010", by=owner)
    back(plan, owner)
    record_break(plan, "SH010", "dawn", "theirs", by=editor)
    with pytest.raises(Refused, match="has changed SH010 since"):
        again(plan, owner)


def test_rules_and_words_of_two_people_go_back_apart(plan, owner, editor):
    set_rule(plan, "seed.unlocked", "off", "one seed a shot", by=owner)
    save_word(plan, Word("action", "ambles"), by=editor)
    back(plan, owner)
    assert (factories.board(plan).rules, len(factories.board(plan).vocabulary)) == ((), 1)
    again(plan, owner)
    set_rule(plan, "seed.unlocked", "hint", "as a hint", by=editor)
    with pytest.raises(Refused, match="has changed the rules of the settings since"):
        back(plan, owner)


def test_a_reviewer_does_not_take_back_what_only_an_editor_may(plan, owner, reviewer):
    set_status(plan, "SH010", "in-review", role="owner", by=owner)
    theirs = next_undo(plan, owner)
    assert theirs
    with pytest.raises(Refused, match="As a reviewer"):
        undo(plan, theirs.pk, by=reviewer, role="reviewer")
    set_status(plan, "SH010", "changes-requested", role="reviewer", by=reviewer, note="Warmer.")
    undo(plan, None, by=reviewer, role="reviewer")
    assert factories.shot(plan, "SH010").status == "in-review"
