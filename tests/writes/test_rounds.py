"""Rounds of review: what is shown is frozen, decisions belong to the open one, what came of it never changes."""

import pytest
from django.db import IntegrityError, transaction

from projects.approvals import digest_of
from projects.core.findings import Refused
from projects.models import Activity, Decision, Notice, Project, Round, RoundItem, ShotVersion, User
from projects.reads import report_of
from projects.rounds import CLOSING, shown
from projects.writes.comments import add_comment
from projects.writes.reviewing import Person, decide
from projects.writes.rounds import RoundValues, close_round, open_a_round
from projects.writes.shots import save_shot
from tests import factories

ALL = RoundValues("First cut", "Look at the pace", "project")


def fresh(project: Project) -> Project:
    return Project.objects.get(pk=project.pk)


def digest(project: Project, code: str) -> str:
    return digest_of(report_of(fresh(project)).shot(code))


def edit(project: Project, by: User, **changes: object) -> None:
    save_shot(fresh(project), "SH020", changes, by=by)


def approve(project: Project, by: User, code: str = "SH020", kind: str = "approved", note: str = "") -> Decision:
    return decide(fresh(project), {code: digest(project, code)}, kind, person=Person(by), note=note)[0]


def test_opening_freezes_each_shot_and_the_document_and_sends_drafts_to_review(project, owner):
    before = factories.board(project)
    opened = open_a_round(project, ALL, by=owner)
    assert [(item.shot.code, item.place) for item in RoundItem.objects.filter(round=opened).order_by("position")] == [
        ("SH010", "1.1"), ("SH020", "1.2")
    ]  # fmt: skip
    assert (opened.number, opened.document["format"], opened.document["title"]) == (1, "storyboard/1", before.title)
    assert {factories.shot(project, code).status for code in ("SH010", "SH020")} == {"in-review"}
    shown_now = shown(opened, "SH020")
    assert shown_now
    assert (shown_now.changed, shown_now.digest == digest(project, "SH020"), shown_now.says) == (False, True, "")


def test_drafts_stay_where_the_form_says_so(project, owner):
    open_a_round(project, RoundValues("", "", "project", send=False), by=owner)
    assert {factories.shot(project, code).status for code in ("SH010", "SH020")} == {"draft"}


def test_a_scope_without_shots_is_refused_and_nothing_is_kept(project, owner):
    for values in (RoundValues("", "", "scenes", ("nowhere",)), RoundValues("", "", "in-review")):
        with pytest.raises(Refused, match="There is no shot in this scope"):
            open_a_round(project, values, by=owner)
    assert (Round.objects.count(), ShotVersion.objects.filter(reason="frozen").count()) == (0, 0)


def test_the_second_round_that_is_opened_gets_a_sentence(project, owner):
    open_a_round(project, ALL, by=owner)
    with pytest.raises(Refused, match="First cut is open already"):
        open_a_round(fresh(project), ALL, by=owner)
    with pytest.raises(IntegrityError), transaction.atomic():
        Round.objects.create(project=project, number=9, document={})
    assert Round.objects.count() == 1


def test_decisions_and_comments_belong_to_the_open_round_alone(project, owner, reviewer):
    opened = open_a_round(project, ALL, by=owner)
    inside = approve(project, reviewer)
    add_comment(fresh(project), "Darker?", person=Person(reviewer), code="SH010")
    assert (inside.round, opened.comments.count()) == (opened, 1)
    close_round(fresh(project), 1, "", by=owner)
    assert approve(project, reviewer, kind="changes-requested", note="Rather not").round is None


def test_a_round_is_closed_once(project, owner):
    open_a_round(project, ALL, by=owner)
    close_round(fresh(project), 1, "First", by=owner)
    with pytest.raises(Refused, match="closed already"):
        close_round(fresh(project), 1, "Second", by=owner)
    kept = Round.objects.get()
    assert (kept.closing_note, kept.document[CLOSING]["closing_note"]) == ("First", "First")
    assert open_a_round(fresh(project), ALL, by=owner).number == 2


def test_members_get_a_notice_and_the_log_a_line_of_both(project, owner, reviewer):
    open_a_round(project, ALL, by=owner)
    close_round(fresh(project), 1, "", by=owner)
    assert list(Notice.objects.filter(user=reviewer).order_by("id").values_list("kind", flat=True)) == [
        "round-opened",
        "round-closed",
    ]
    assert Notice.objects.filter(user=owner).count() == 0
    lines = Activity.objects.filter(project=project, verb__startswith="round").order_by("id")
    assert [(line.verb, line.target, line.can_undo) for line in lines] == [
        ("round-opened", "First cut", False), ("round-closed", "First cut", False)
    ]  # fmt: skip
