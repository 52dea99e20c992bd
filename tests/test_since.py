"""What changed since an approval, a round, a version of the plan, a day."""

from datetime import timedelta

import pytest

from projects.models import Activity, Project, ShotVersion
from projects.since import changed_codes, label, points
from projects.writes.protection import approved_may_change
from projects.writes.reviewing import Person, decide
from projects.writes.rounds import RoundValues, open_a_round
from projects.writes.shots import create_shot, save_shot
from tests import factories


def fresh(project):
    factories.forget_reports()
    return Project.objects.get(pk=project.pk)


def since(project, value):
    found = changed_codes(fresh(project), value)
    return None if found is None else sorted(found)


@pytest.fixture
def later(project, owner):
    """The harbour a day after, with SH020 edited and one shot more."""
    for rows in (ShotVersion.objects.filter(shot__project=project), Activity.objects.filter(project=project)):
        for row in rows:
            type(row).objects.filter(pk=row.pk).update(at=row.at - timedelta(days=1))
    open_a_round(fresh(project), RoundValues("First cut", "", "project"), by=owner)
    save_shot(fresh(project), "SH020", {"action": "waits by the rope"}, by=owner)
    create_shot(fresh(project), "arrival", by=owner)
    return project


def test_what_is_new_and_what_is_edited_has_changed_since_a_round_and_a_day(later):
    before = Activity.objects.filter(project=later).earliest("id")
    day = before.at.date().isoformat()
    new = sorted(set(factories.codes(fresh(later))[0]) - {"SH010", "SH020"})
    assert since(later, "round-1") == sorted(["SH020", *new])
    assert since(later, day) == sorted(["SH020", *new])


def test_what_is_new_has_changed_since_a_printed_version(later):
    line = Activity.objects.filter(project=later, verb="shot-edited").latest("id")
    assert "SH020" not in since(later, f"v{line.revision}")
    assert "SH020" in since(later, f"v{line.revision - 1}")
    made = Activity.objects.filter(project=later, verb="shot-added").latest("id")
    assert (since(later, f"v{made.revision}"), since(later, f"v{made.revision - 1}")) == ([], [made.target])


def test_a_fresh_import_has_not_changed_since_its_first_version(project):
    Activity.objects.filter(project=project).update(revision=0)
    assert since(project, "v1") == []


def test_an_approval_that_its_shot_moved_on_from(project, reviewer, owner):
    decide(fresh(project), {"SH010": "", "SH020": ""}, "approved", person=Person(reviewer))
    assert since(project, "approval") == []
    with approved_may_change(True):
        save_shot(fresh(project), "SH020", {"action": "waits by the rope"}, by=owner)
    assert since(project, "") == ["SH020"]


def test_points_that_are_none(later):
    for value in (
        "round-9",
        "round-x",
        "v",
        "v0",
        f"v{fresh(later).revision + 1}",
        "v999999999999999",
        "yesterday",
        "\x00",
    ):
        assert since(later, value) is None
    assert [point.value for point in points(later)] == ["approval", "round-1"]
    assert label(later, "round-1").startswith("First cut opened, ")
    assert (label(later, "v12"), label(later, "2026-11-20"), label(later, "x")) == (
        "version 12",
        "the end of 20 Nov 2026",
        "",
    )
