"""Approved shots are protected, whichever way they are written: asked about first, never changed unasked."""

import pytest

from projects.approvals import standing
from projects.core.batching import Batch
from projects.models import Activity, Project, Shot
from projects.reads import report_of
from projects.writes.anchors import edit_anchor, record_break, remove_break
from projects.writes.batch_edit import edit_shots
from projects.writes.protection import Protected, approved_may_change
from projects.writes.reviewing import Person, decide
from projects.writes.scenes import delete_scene
from projects.writes.shots import delete_shot, save_shot, set_omitted
from projects.writes.status import restore_version, set_status
from projects.writes.undo import undo
from projects.writes.variants import add_variant, save_variant
from tests import factories
from tests.ways import WAYS


@pytest.fixture
def plan(project, owner, reviewer):
    """The harbour with SH020 approved; SH020 has a variant B and an earlier version."""
    add_variant(project, "SH020", like="A", by=owner)
    save_variant(project, "SH020", "B", {"action": "runs quickly away"}, by=owner)
    save_shot(project, "SH020", {"lens": "35mm"}, by=owner)
    decide(project, {"SH020": ""}, "approved", person=Person(reviewer))
    return Project.objects.get(pk=project.pk)


def asked(plan, act):
    """What a write asks; nothing is saved, and the log has a line of who tried."""
    before = factories.content()
    with pytest.raises(Protected) as raised:
        act()
    assert factories.content() == before
    line = Activity.objects.filter(project=plan).latest("id")
    assert (line.verb, line.target, line.data) == ("refused", raised.value.target, {"reason": str(raised.value)})
    return raised.value, line.by


@pytest.mark.parametrize("way", WAYS)
def test_each_way_of_writing_asks_and_goes_through_where_it_was_agreed_to(way, plan, editor):
    error, who = asked(plan, lambda: WAYS[way](plan, editor))
    assert (error.codes, str(error), who) == (("SH020",), "SH020 is approved. Change it all the same?", editor)
    with approved_may_change(True):
        WAYS[way](plan, editor)
    assert Activity.objects.filter(project=plan).latest("id").verb != "refused"


def test_what_was_agreed_to_leaves_the_approval_on_record(plan, editor):
    with approved_may_change(True):
        save_shot(plan, "SH020", {"subject": "collar down"}, by=editor)
    now = Project.objects.get(pk=plan.pk)
    found = standing(now, report_of(now))
    assert (list(found.approvals), list(found.stale), found.stale["SH020"].who) == (["SH020"], ["SH020"], "Reviewer")


@pytest.mark.parametrize(("way", "code"), [("split", "SH020"), ("join", "SH010")])
def test_an_approved_shot_that_is_cut_or_put_together_shows_as_changed_since(way, code, plan, editor, reviewer):
    if code == "SH010":
        decide(plan, {code: ""}, "approved", person=Person(reviewer))
    with approved_may_change(True):
        WAYS[way](plan, editor)
    now = Project.objects.get(pk=plan.pk)
    assert standing(now, report_of(now)).stale[code].who == "Reviewer"
    undo(now, None, by=editor, role="editor")
    now = Project.objects.get(pk=plan.pk)
    assert standing(now, report_of(now)).stale == {}


def test_undo_restore_and_a_break_taken_back_ask_too(plan, editor, owner, reviewer):
    asked(plan, lambda: restore_version(plan, "SH020", 1, by=editor))
    line = Activity.objects.filter(project=plan, verb="shot-edited").latest("id")
    asked(plan, lambda: undo(plan, line.pk, by=owner, role="owner"))
    with approved_may_change(True):
        record_break(plan, "SH020", "pier", "another harbour", by=editor)
    made = Activity.objects.filter(project=plan, can_undo=True).latest("id")
    decide(plan, {"SH020": ""}, "approved", person=Person(reviewer))
    asked(plan, lambda: undo(plan, made.pk, by=editor, role="editor"))
    asked(plan, lambda: remove_break(plan, "SH020", "pier", by=editor))


def test_deleting_asks_alone_with_others_and_with_the_scene(plan, editor):
    asked(plan, lambda: delete_shot(plan, "SH020", by=editor))
    asked(plan, lambda: edit_shots(plan, ["SH010", "SH020"], Batch("delete"), by=editor, role="editor"))
    asked(plan, lambda: delete_scene(plan, "arrival", by=editor))


def test_leaving_out_asks_and_taking_back_in_does_not(plan, editor):
    asked(plan, lambda: set_omitted(plan, "SH020", True, by=editor))
    asked(plan, lambda: edit_shots(plan, ["SH010", "SH020"], Batch("omit"), by=editor, role="editor"))
    with approved_may_change(True):
        set_omitted(plan, "SH020", True, by=editor)
    set_omitted(plan, "SH020", False, by=editor)
    assert not standing(plan, report_of(Project.objects.get(pk=plan.pk))).stale


def test_several_approved_shots_are_named_together(plan, editor, reviewer):
    decide(plan, {"SH010": ""}, "approved", person=Person(reviewer))
    error, _ = asked(
        plan, lambda: edit_shots(plan, ["SH010", "SH020"], Batch("change", {"quality": "high"}), by=editor, role="editor")
    )
    assert str(error) == "SH010, SH020 are approved. Change them all the same?"


def test_what_no_approval_holds_for_is_saved_unasked(plan, editor):
    save_shot(plan, "SH020", {"title": "The turn", "notes": "wind", "dialogue": "Not today.", "previews": 5}, by=editor)
    edit_shots(plan, ["SH020"], Batch("move", scene="arrival", place=0), by=editor, role="editor")
    set_status(plan, "SH020", "in-review", role="editor", by=editor)
    assert Shot.objects.get(project=plan, code="SH020").title == "The turn"


def test_a_shot_that_keeps_an_anchors_older_wording_stays_as_approved(plan, editor):
    edit_anchor(
        plan, "dawn", name="dawn light", kind="lighting", description="grey rain", revision=1, by=editor, keep=["SH020"]
    )
    now = Project.objects.get(pk=plan.pk)
    assert standing(now, report_of(now)).stale == {}


def test_once_an_approval_holds_no_longer_nothing_asks_again(plan, editor):
    edit = {"subject": "a keeper in a red coat"}
    asked(plan, lambda: save_shot(plan, "SH020", edit, by=editor))
    with approved_may_change(True):
        save_shot(plan, "SH020", edit, by=editor)
    save_shot(plan, "SH020", {"subject": "a keeper in a blue coat"}, by=editor)
    assert Shot.objects.get(project=plan, code="SH020").status == "approved"
    undo(plan, None, by=editor, role="editor")
    undo(plan, None, by=editor, role="editor")  # what was approved stands again, and so does the question
    factories.forget_reports()
    asked(plan, lambda: save_shot(plan, "SH020", edit, by=editor))


def test_what_an_anchor_made_stale_asks_no_more_than_what_was_edited(plan, owner, editor):
    edit_anchor(plan, "dawn", name="dawn light", kind="lighting", description="grey rain", revision=1, by=owner)
    save_shot(plan, "SH020", {"subject": "a keeper in a red coat"}, by=editor)
    assert standing(plan, report_of(Project.objects.get(pk=plan.pk))).stale.keys() == {"SH020"}
    delete_shot(plan, "SH020", by=editor)
