"""Taking back and doing again: everything a person did, one step at a time, never over somebody else's later change."""

from __future__ import annotations

import contextlib
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from projects.core.board import Anchor
from projects.core.findings import Refused
from projects.models import Activity, ShotVersion
from projects.writes.anchors import attached_to, create_anchor, delete_anchor, edit_anchor, record_break, set_without
from projects.writes.moves import move_scene, move_shot
from projects.writes.projects import save_settings
from projects.writes.rules import set_rule
from projects.writes.scenes import create_scene, delete_scene, edit_scene
from projects.writes.seeds import choose_master, lock_seed, unlock_seed
from projects.writes.shots import create_shot, delete_shot, duplicate_shot, save_shot, set_omitted
from projects.writes.status import set_status
from projects.writes.transaction import Blocked
from projects.writes.undo import next_redo, next_undo, redo, undo
from tests import boards, factories


def back(project, by, number=None):
    return undo(project, number, by=by, role="owner")


def again(project, by, number=None):
    return redo(project, number, by=by, role="owner")


def pier_with(text):
    def write(project, by):
        edit_anchor(
            project, "pier", name="wooden pier", kind="environment", description=text,
            revision=project.anchors.get(key="pier").revision, by=by,
        )  # fmt: skip

    return write


WRITES = {
    "a text": lambda p, by: save_shot(p, "SH020", {"action": "waits", "cfg": Decimal(9)}, by=by),
    "a break": lambda p, by: record_break(p, "SH020", "dawn", "a dream", by=by),
    "an anchor left out": lambda p, by: set_without(p, "SH020", "keeper", True, by=by),
    "a move": lambda p, by: move_shot(p, "SH020", "arrival", 0, by=by),
    "a move to another scene": lambda p, by: move_shot(p, "SH010", "kitchen", 1, by=by),
    "an omission": lambda p, by: set_omitted(p, "SH020", True, by=by),
    "a deleted shot": lambda p, by: delete_shot(p, "SH010", by=by),
    "a new shot": lambda p, by: create_shot(p, "arrival", by=by, after="SH010"),
    "a copy": lambda p, by: duplicate_shot(p, "SH020", by=by),
    "a status": lambda p, by: set_status(p, "SH010", "in-review", role="owner", by=by),
    "a new scene": lambda p, by: create_scene(p, "Later", by=by),
    "a scene's title": lambda p, by: edit_scene(p, "arrival", title="Coming", anchors=["pier"], by=by),
    "a deleted scene": lambda p, by: delete_scene(p, "arrival", by=by),
    "a moved scene": lambda p, by: move_scene(p, "arrival", 1, by=by),
    "a new anchor": lambda p, by: create_anchor(
        p, Anchor("x", "style", "film grain", "35 mm"), by=by, level="scene", where="kitchen"
    ),
    "an anchor's text": pier_with("a pier of stone"),
    "an anchor's places": lambda p, by: attached_to(p, "dawn", {"project": [""]}, by=by),
    "a deleted anchor": lambda p, by: delete_anchor(p, "keeper", by=by),
    "a setting": lambda p, by: save_settings(p, {"title": "Harbour II", "cfg": Decimal(11)}, by=by),
    "a rule": lambda p, by: set_rule(p, "seed.unlocked", "off", "one seed a shot", by=by),
    "a lock": lambda p, by: lock_seed(p, "kitchen", master="SH040", seed=9, reason="", by=by),
    "no lock": lambda p, by: unlock_seed(p, "arrival", reason="new look", by=by),
    "another master": lambda p, by: choose_master(p, "arrival", master="SH020", by=by),
}


@pytest.fixture
def plan(owner):
    return factories.project_of(boards.harbour_and_kitchen(), owner)


@pytest.mark.parametrize("what", WRITES)
def test_each_kind_of_write_goes_back_and_forth(plan, owner, what):
    before = factories.board(plan)
    WRITES[what](plan, owner)
    after = factories.board(plan)
    assert after != before
    back(plan, owner)
    assert factories.board(plan) == before
    again(plan, owner)
    assert factories.board(plan) == after
    back(plan, owner)
    assert factories.board(plan) == before


def test_one_thing_done_is_one_step(plan, owner):
    before = Activity.objects.filter(project=plan, can_undo=True).count()
    for write in WRITES.values():
        with contextlib.suppress(Refused, Blocked):
            write(plan, owner)
            before += 1
    assert Activity.objects.filter(project=plan, can_undo=True).count() == before


class Steps(TestCase):
    @settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
    @given(names=st.lists(st.sampled_from(sorted(WRITES)), min_size=1, max_size=7))
    def test_a_whole_day_is_taken_back_and_done_again(self, names):
        owner = factories.person()
        plan = factories.project_of(boards.harbour_and_kitchen(), owner)
        states = [factories.board(plan)]
        for name in names:
            with contextlib.suppress(Refused, Blocked):
                WRITES[name](plan, owner)
                if factories.board(plan) != states[-1]:
                    states.append(factories.board(plan))
        for state in reversed(states[:-1]):
            back(plan, owner)
            assert factories.board(plan) == state
        for state in states[1:]:
            again(plan, owner)
            assert factories.board(plan) == state


def test_a_new_step_leaves_nothing_to_do_again(plan, owner):
    save_shot(plan, "SH010", {"title": "One"}, by=owner)
    back(plan, owner)
    assert next_redo(plan, owner) is not None
    save_shot(plan, "SH020", {"title": "Two"}, by=owner)
    assert next_redo(plan, owner) is None
    with pytest.raises(Refused, match="nothing to do again"):
        again(plan, owner)
    back(plan, owner)
    assert again(plan, owner).target == "SH020"  # what was taken back last, not what was taken back before it
    assert next_redo(plan, owner) is None


def test_each_person_has_steps_of_their_own(plan, owner, editor):
    save_shot(plan, "SH010", {"title": "Mine"}, by=owner)
    save_shot(plan, "SH020", {"title": "Theirs"}, by=editor)
    back(plan, owner)
    assert (factories.shot(plan, "SH010").title, factories.shot(plan, "SH020").title) == ("", "Theirs")
    with pytest.raises(Refused, match="nothing of yours"):
        back(plan, owner)


def test_another_field_that_somebody_changed_stays(plan, owner, editor):
    save_shot(plan, "SH010", {"title": "Mine"}, by=owner)
    save_shot(plan, "SH010", {"notes": "Theirs"}, by=editor)
    back(plan, owner)
    assert (factories.shot(plan, "SH010").title, factories.shot(plan, "SH010").notes) == ("", "Theirs")


OVER = {
    "the title of SH010": (
        lambda p, by: save_shot(p, "SH010", {"title": "Mine"}, by=by),
        lambda p, by: save_shot(p, "SH010", {"title": "Theirs"}, by=by),
        "changed the title of SH010 since",
    ),
    "a move within a scene": (
        lambda p, by: move_shot(p, "SH020", "arrival", 0, by=by),
        lambda p, by: (move_shot(p, "SH020", "arrival", 1, by=by), move_shot(p, "SH020", "arrival", 0, by=by)),
        "moved or deleted SH020 since",
    ),
    "a move elsewhere": (
        lambda p, by: move_shot(p, "SH020", "arrival", 0, by=by),
        lambda p, by: move_shot(p, "SH020", "kitchen", 0, by=by),
        "moved or deleted SH020 since",
    ),
    "a shot that came and was written": (
        lambda p, by: create_shot(p, "arrival", by=by),
        lambda p, by: save_shot(p, "SH060", {"title": "Theirs"}, by=by),
        "changed SH060 since",
    ),
    "a deleted shot": (
        lambda p, by: save_shot(p, "SH010", {"title": "Mine"}, by=by),
        lambda p, by: save_settings(p, {"title": "x"}, by=by),
        None,
    ),
    "a scene that filled": (
        lambda p, by: create_scene(p, "Later", by=by),
        lambda p, by: create_shot(p, "later", by=by),
        "holds shots that came later",
    ),
    "an anchor": (pier_with("of stone"), pier_with("of iron"), "changed the description of wooden pier since"),
}


@pytest.mark.parametrize("what", OVER)
def test_never_over_somebody_elses_later_change(plan, owner, editor, what):
    mine, theirs, sentence = OVER[what]
    mine(plan, owner)
    theirs(plan, editor)
    before = factories.board(plan)
    if sentence is None:
        back(plan, owner)
        return
    with pytest.raises(Refused, match=sentence):
        back(plan, owner)
    assert factories.board(plan) == before


def test_others_moves_around_a_shot_leave_its_way_back(plan, owner, editor):
    move_shot(plan, "SH020", "kitchen", 0, by=owner)
    create_shot(plan, "arrival", by=editor)
    create_shot(plan, "kitchen", by=editor, after="SH020")
    back(plan, owner)
    assert factories.codes(plan)[0][:2] == ["SH010", "SH020"]


def test_what_comes_back_is_a_version_of_its_own(plan, owner):
    save_shot(plan, "SH010", {"subject": "a red buoy"}, by=owner)
    back(plan, owner)
    numbers = ShotVersion.objects.filter(shot__code="SH010", shot__project=plan).values_list("number", flat=True)
    assert sorted(numbers) == [1, 2, 3]


def test_an_approval_does_not_come_back_over_an_open_error(plan, owner):
    set_status(plan, "SH010", "approved", role="owner", by=owner)
    set_status(plan, "SH010", "draft", role="owner", by=owner)
    line = next_undo(plan, owner)
    assert line
    save_shot(plan, "SH010", {"duration": Decimal(500)}, by=owner)
    with pytest.raises(Refused, match="open error"):
        back(plan, owner, line.pk)


def test_a_reviewer_takes_back_decisions_alone(plan, owner, reviewer):
    set_status(plan, "SH010", "in-review", role="owner", by=owner)
    set_status(plan, "SH010", "approved", role="reviewer", by=reviewer)
    save_shot(plan, "SH020", {"title": "x"}, by=owner)
    undo(plan, None, by=reviewer, role="reviewer")
    assert factories.shot(plan, "SH010").status == "in-review"
    theirs = next_undo(plan, owner)
    assert theirs
    with pytest.raises(Refused, match="As a reviewer"):
        undo(plan, theirs.pk, by=reviewer, role="reviewer")


def test_the_line_that_was_written_is_told_to_whoever_wrote_it(plan, owner):
    save_shot(plan, "SH010", {"title": "x"}, by=owner)
    assert plan.done.target == "SH010"
    save_shot(plan, "SH010", {"title": "x"}, by=owner)
    assert plan.done is None
