"""Deciding on shots: on what was shown, all or none, and never on one's own under four eyes."""

from dataclasses import replace

import pytest

from projects.approvals import digest_of
from projects.core.batching import Batch
from projects.core.findings import Held, Refused
from projects.models import Activity, Decision, Project, Round, Shot, ShotVersion
from projects.reads import report_of
from projects.writes.anchors import edit_anchor
from projects.writes.batch_edit import edit_shots
from projects.writes.projects import duplicate_project, set_four_eyes
from projects.writes.protection import approved_may_change
from projects.writes.reviewing import Moved, Person, decide
from projects.writes.sharing import name_guest
from projects.writes.shots import save_shot, set_omitted
from projects.writes.status import set_status
from projects.writes.undo import redo, undo
from tests import factories


def shown(project, *codes):
    """The digests of what a page shows of these shots."""
    report = report_of(Project.objects.get(pk=project.pk))
    return {code: digest_of(report.shot(code)) for code in codes}


def status(project, code):
    return Shot.objects.get(project=project, code=code).status


@pytest.fixture
def four_eyes(project, owner):
    set_four_eyes(project, True, by=owner)
    return project


def test_several_shots_are_decided_on_at_once_in_one_line(project, reviewer):
    made = decide(project, shown(project, "SH010", "SH020"), "approved", person=Person(reviewer), note="Both fine.")
    assert [(d.shot.code, d.kind, d.name, d.note, d.version.number) for d in made] == [
        ("SH010", "approved", "Reviewer", "Both fine.", 1), ("SH020", "approved", "Reviewer", "Both fine.", 1),
    ]  # fmt: skip
    line = Activity.objects.filter(project=project).latest("id")
    assert (line.verb, line.target, line.by, line.data["status"]) == ("shots-status", "SH010, SH020", reviewer, "approved")
    assert Project.objects.get(pk=project.pk).talk == 1


def test_a_decision_on_what_is_no_longer_there_is_refused_with_what_moved(project, reviewer, editor):
    seen = shown(project, "SH010", "SH020")
    edit_anchor(project, "dawn", name="dawn light", kind="lighting", description="grey rain", revision=1, by=editor)
    before = factories.content()
    with pytest.raises(Moved) as raised:
        decide(project, seen, "approved", person=Person(reviewer))
    assert raised.value.codes == ("SH010", "SH020")
    assert str(raised.value) == ("SH010, SH020 have changed since you opened them. Look at the new version, then decide.")
    assert factories.content() == before


def test_the_second_of_two_approvals_stands_beside_the_first(project, reviewer, owner):
    seen = shown(project, "SH020")
    decide(project, seen, "approved", person=Person(reviewer))
    decide(project, seen, "approved", person=Person(owner))
    assert Decision.objects.filter(shot__code="SH020").count() == 2
    with pytest.raises(Held, match="You have already set this version to approved"):
        decide(project, seen, "approved", person=Person(owner))


def test_a_state_that_came_from_an_anchor_is_frozen_before_it_is_decided_on(project, reviewer, editor):
    edit_anchor(project, "dawn", name="dawn light", kind="lighting", description="grey rain", revision=1, by=editor)
    made = decide(project, shown(project, "SH020"), "approved", person=Person(reviewer))
    version = ShotVersion.objects.get(shot__code="SH020", number=2)
    assert (made[0].version, version.reason, version.by) == (version, "frozen", None)
    assert "grey rain" in version.prompt


def test_all_or_none(project, reviewer):
    set_omitted(project, "SH010", True, by=reviewer)
    before = factories.content()
    with pytest.raises(Held, match=r"SH010: It is omitted\. Take it back in first\."):
        decide(project, {"SH020": "", "SH010": ""}, "approved", person=Person(reviewer))
    assert {**factories.content(), "Project": 0} == {**before, "Project": 0}


def test_bad_decisions_are_refused_in_one_sentence(project, reviewer):
    for seen, kind, note, sentence in (
        ({"SH020": ""}, "changes-requested", " ", "Say what should change."),
        ({"SH020": ""}, "draft", "", "There is no such decision."),
        ({"SH020": ""}, "approved", "x" * 5001, "A note has at most 5,000 characters; this one has 5,001. Shorten it."),
        ({"SH999": ""}, "approved", "", "SH999 was deleted. Restore it first."),
        ({}, "approved", "", "Pick at least one shot first."),
    ):
        with pytest.raises(Refused) as raised:
            decide(project, seen, kind, person=Person(reviewer), note=note)
        assert str(raised.value) == sentence
    assert Decision.objects.count() == 0


def test_a_decision_belongs_to_the_round_that_is_open(project, reviewer, owner):
    current = Round.objects.create(project=project, number=1, document={}, opened_by=owner)
    made = decide(project, shown(project, "SH020"), "approved", person=Person(reviewer))
    assert made[0].round == current


# ---- Four eyes


OWN = "You wrote part of this version. In this project somebody else has to approve it."


def test_an_author_does_not_approve_own_work_one_by_one_or_several(four_eyes, editor, reviewer):
    save_shot(four_eyes, "SH020", {"subject": "collar down"}, by=editor)
    with pytest.raises(Held, match=OWN):
        set_status(four_eyes, "SH020", "approved", role="editor", by=editor)
    with pytest.raises(Held, match=f"SH020: {OWN}"):
        decide(four_eyes, {"SH010": "", "SH020": ""}, "approved", person=Person(editor))
    with pytest.raises(Held, match=OWN):
        edit_shots(four_eyes, ["SH020"], Batch("status", status="approved"), by=editor, role="editor")
    decide(four_eyes, {"SH010": "", "SH020": ""}, "approved", person=Person(reviewer))
    assert (status(four_eyes, "SH010"), status(four_eyes, "SH020")) == ("approved", "approved")


def by_link(project, maker, account=None):
    """A guest by a link that this member made, in a browser where `account` is signed in."""
    link = factories.share_link(project, f"link of {maker.pk}", rights="approve", by=maker)
    return Person(guest=name_guest(link, "Kim"), account=account)


def test_an_author_does_not_approve_own_work_by_a_link_that_he_made(four_eyes, editor, reviewer, owner):
    save_shot(four_eyes, "SH020", {"subject": "collar down"}, by=editor)
    own = by_link(four_eyes, editor)
    with pytest.raises(Held, match="Whoever made this link wrote part of this version"):
        decide(four_eyes, shown(four_eyes, "SH020"), "approved", person=own)
    decide(four_eyes, shown(four_eyes, "SH020"), "changes-requested", person=own, note="Warmer.")
    set_four_eyes(four_eyes, False, by=owner)
    decide(four_eyes, shown(four_eyes, "SH020"), "approved", person=own)
    set_four_eyes(four_eyes, True, by=owner)
    set_status(four_eyes, "SH020", "in-review", role="editor", by=editor)
    with pytest.raises(Held, match=OWN):  # what his own guest approved makes it nobody else's
        decide(four_eyes, shown(four_eyes, "SH020"), "approved", person=Person(editor))


def test_an_author_does_not_approve_own_work_by_the_link_of_another_where_he_is_signed_in(four_eyes, editor, reviewer):
    save_shot(four_eyes, "SH020", {"subject": "collar down"}, by=editor)
    guest = by_link(four_eyes, reviewer, account=editor)
    with pytest.raises(Held, match="You are signed in here as somebody who wrote part of this version"):
        decide(four_eyes, shown(four_eyes, "SH020"), "approved", person=guest)
    decide(four_eyes, shown(four_eyes, "SH020"), "approved", person=replace(guest, account=None))
    assert status(four_eyes, "SH020") == "approved"


def test_what_somebody_else_approved_counts_no_longer_as_own_work(four_eyes, editor, reviewer):
    save_shot(four_eyes, "SH020", {"subject": "collar down"}, by=editor)
    set_status(four_eyes, "SH020", "approved", role="reviewer", by=reviewer)
    set_status(four_eyes, "SH020", "changes-requested", role="editor", by=editor, note="Too dark.")
    undo(four_eyes, None, by=editor, role="editor")
    assert status(four_eyes, "SH020") == "approved"


def test_an_author_does_not_bring_an_approval_back_by_undo(four_eyes, editor, reviewer):
    set_status(four_eyes, "SH020", "approved", role="reviewer", by=reviewer)
    with approved_may_change(True):
        save_shot(four_eyes, "SH020", {"subject": "collar down"}, by=editor)
    set_status(four_eyes, "SH020", "changes-requested", role="editor", by=editor, note="Too dark.")
    with pytest.raises(Refused, match="You wrote part of SH020"):
        undo(four_eyes, None, by=editor, role="editor")


def test_an_author_does_not_do_an_approval_again(project, owner, editor):
    save_shot(project, "SH020", {"subject": "collar down"}, by=editor)
    set_status(project, "SH020", "approved", role="editor", by=editor)
    undo(project, None, by=editor, role="editor")
    set_four_eyes(project, True, by=owner)
    with pytest.raises(Refused, match="You wrote part of SH020"):
        redo(project, None, by=editor, role="editor")


def test_a_copy_asks_for_four_eyes_too_and_has_nothing_approved(four_eyes, reviewer, owner):
    decide(four_eyes, {"SH020": ""}, "approved", person=Person(reviewer))
    copy = Project.objects.get(slug=duplicate_project(Project.objects.get(pk=four_eyes.pk), by=owner))
    assert (copy.four_eyes, status(copy, "SH020"), copy.decisions.count()) == (True, "in-review", 0)


def test_four_eyes_are_no_step_that_an_editor_could_take_back(four_eyes):
    assert not Activity.objects.filter(project=four_eyes, verb="four-eyes-on", can_undo=True).exists()


@pytest.mark.parametrize("role", ["owner", "editor", "reviewer"])
def test_a_member_takes_back_what_a_guest_decided(role, project, owner, editor, reviewer):
    who = {"owner": owner, "editor": editor, "reviewer": reviewer}[role]
    before = status(project, "SH020")
    made = decide(project, shown(project, "SH020"), "approved", person=by_link(project, owner))
    line = Activity.objects.filter(project=project, verb="shot-status").latest("id")
    undo(project, line.pk, by=who, role=role)
    assert (status(project, "SH020"), Decision.objects.filter(pk=made[0].pk).count()) == (before, 1)
