"""Approvals in force, and when a shot is no longer what was approved."""

from dataclasses import replace

import pytest
from django.db.models import Sum

from projects.approvals import approvals_of, going_stale, since_approval, standing
from projects.core.board import Shot as Value
from projects.core.report import build
from projects.models import AnchorVersion, Decision, Project, Shot, ShotVersion
from projects.reads import catalogue, report_of
from projects.writes.anchors import delete_anchor, edit_anchor
from projects.writes.moves import move_shot
from projects.writes.projects import save_settings
from projects.writes.protection import approved_may_change
from projects.writes.reviewing import Person, decide
from projects.writes.shots import save_shot, set_omitted
from projects.writes.undo import undo
from tests import boards, factories


@pytest.fixture
def approved(project, reviewer):
    """The harbour with SH020 approved by the reviewer."""
    approve(project, reviewer, "SH020")
    return project


def approve(project, by, *codes, note=""):
    return decide(Project.objects.get(pk=project.pk), dict.fromkeys(codes, ""), "approved", person=Person(by), note=note)


def now(project):
    """(codes approved, codes changed since)"""
    fresh = Project.objects.get(pk=project.pk)
    found = standing(fresh, report_of(fresh))
    return sorted(found.approvals), sorted(found.stale)


def told(project, code="SH020"):
    fresh = Project.objects.get(pk=project.pk)
    report = report_of(fresh)
    found = since_approval(fresh, report.shot(code), standing(fresh, report).approvals[code])
    assert found
    return found


def test_an_approval_says_who_when_and_which_version(approved, reviewer):
    found = approvals_of(approved)["SH020"]
    row = Decision.objects.get(shot__code="SH020")
    assert (found.who, found.by, found.at, found.version, found.digest, found.imported, found.guest) == (
        "Reviewer", "Reviewer", row.at, 1, ShotVersion.objects.get(shot=row.shot).digest, False, False,
    )  # fmt: skip
    assert now(approved) == (["SH020"], [])


def test_an_edit_shows_as_changed_since_and_the_way_back_brings_the_approval_back(approved, editor):
    with approved_may_change(True):
        save_shot(approved, "SH020", {"subject": "collar down"}, by=editor)
        assert now(approved) == (["SH020"], ["SH020"])
        assert Shot.objects.get(project=approved, code="SH020").status == "approved"
        assert [run for run in told(approved).prompt if run[0] != "same"] == [("gone", "raised, "), ("new", "down, ")]
        undo(approved, None, by=editor, role="editor")
    assert now(approved) == (["SH020"], [])


def test_what_is_no_part_of_the_job_leaves_an_approval_as_it_is(approved, editor):
    save_shot(approved, "SH020", {"title": "The turn", "notes": "wind", "dialogue": "Not today.", "previews": 5}, by=editor)
    assert now(approved) == (["SH020"], [])


def test_a_setting_shows_as_changed_since(approved, editor):
    save_settings(approved, {"aspect_ratio": "16:9"}, by=editor)
    assert now(approved) == (["SH020"], ["SH020"])
    assert [(d.label, d.was, d.now) for d in told(approved).parameters] == [("Aspect ratio", "9:16", "16:9")]


def test_the_running_order_shows_as_changed_since_with_what_it_did(approved, editor):
    move_shot(approved, "SH020", "arrival", 0, by=editor)
    assert now(approved) == (["SH020"], ["SH020"])
    assert "keeper is now established here." in told(approved).causes


def test_an_omission_of_the_shot_before_shows_as_changed_since(approved, editor):
    set_omitted(approved, "SH010", True, by=editor)
    assert now(approved) == (["SH020"], ["SH020"])


def test_a_deleted_anchor_is_still_named(approved, editor):
    delete_anchor(approved, "dawn", by=editor)
    assert told(approved).causes == ("dawn light is no longer in use.",)


def test_the_changed_version_is_approved_anew_and_the_old_approval_stays(approved, editor, reviewer):
    with approved_may_change(True):
        save_shot(approved, "SH020", {"subject": "collar down"}, by=editor)
    approve(approved, reviewer, "SH020")
    assert now(approved) == (["SH020"], [])
    assert [d.version.number for d in Decision.objects.filter(shot__code="SH020").order_by("id")] == [1, 2]


def test_what_came_as_approved_counts_as_the_importers(owner):
    board = boards.harbour()
    shots = tuple(replace(shot, status="approved") for shot in board.scenes[0].shots)
    made = factories.project_of(factories.board_with(board, *shots), owner)
    found = approvals_of(made)
    assert {code: (item.by, item.imported, item.version) for code, item in found.items()} == {
        "SH010": ("Owner, on import", True, 1), "SH020": ("Owner, on import", True, 1),
    }  # fmt: skip
    assert now(made) == (["SH010", "SH020"], [])


def test_a_shot_that_nobody_is_known_to_have_approved_is_no_approval(project):
    Shot.objects.filter(project=project, code="SH020").update(status="approved")
    assert now(project) == ([], [])


def test_an_anchor_of_two_hundred_approved_shots_writes_no_shot(owner):
    """Compared when it is read: one anchor and its versions are written, and every approval has changed since."""
    board = boards.harbour()
    shots = tuple(Value(f"SH{n:03d}", action="walks", anchors=("keeper",), status="approved") for n in range(200))
    made = factories.project_of(factories.board_with(board, *shots), owner)
    kept = factories.content()
    with factories.writes() as statements:
        edit_anchor(
            made, "keeper", name="the keeper", kind="subject", description="a woman in a blue coat", revision=1, by=owner
        )
    now_kept = factories.content()
    assert now_kept["Shot"] == kept["Shot"]
    assert now_kept["ShotVersion"] == kept["ShotVersion"]
    assert AnchorVersion.objects.count() == 2
    assert not [sql for sql in statements if "projects_shot" in sql]
    assert now(made) == ([f"SH{n:03d}" for n in range(200)],) * 2


def test_a_preview_names_the_approvals_that_would_go(approved):
    report = report_of(Project.objects.get(pk=approved.pk))
    anchors = tuple(replace(a, description="grey drizzle") if a.key == "dawn" else a for a in report.board.anchors)
    after = build(replace(report.board, anchors=anchors), catalogue(), previous=report)
    assert [(item.code, item.by) for item in going_stale(approved, report, after)] == [("SH020", "Reviewer")]
    assert going_stale(approved, report, report) == []


def test_one_report_is_asked_for_its_approvals_once(approved, django_assert_num_queries):
    fresh = Project.objects.get(pk=approved.pk)
    report = report_of(fresh)
    with django_assert_num_queries(1):
        standing(fresh, report)
    with django_assert_num_queries(0):
        standing(fresh, report)


def test_a_decision_leaves_the_shots_own_rows_apart_from_its_status(approved):
    assert Shot.objects.filter(project=approved).aggregate(total=Sum("revision"))["total"] == 3
