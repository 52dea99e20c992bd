"""Steps in review and earlier versions, as rows."""

import pytest

from projects.core.findings import Refused
from projects.models import Activity, Shot, ShotVersion
from projects.writes.shots import save_shot
from projects.writes.status import restore_version, set_status
from projects.writes.transaction import Blocked
from tests import factories


def test_a_step_is_logged_with_where_it_came_from(project, owner):
    set_status(project, "SH020", "in-review", role="editor", by=owner)
    assert Activity.objects.latest("id").data == {"status": "in-review", "was": "draft"}


@pytest.mark.parametrize(
    ("role", "status"), [("viewer", "in-review"), ("reviewer", "in-review"), ("owner", "draft"), ("owner", "x")]
)
def test_a_step_that_the_table_does_not_allow_is_refused(role, status, project, owner):
    before = factories.content()
    with pytest.raises(Refused):
        set_status(project, "SH020", status, role=role, by=owner)
    assert factories.content() == before


def test_an_error_stands_against_approval(project, owner):
    Shot.objects.filter(code="SH020").update(environment="another wooden pier, fog rolling in")
    with pytest.raises(Refused, match="1 open error"):
        set_status(project, "SH020", "approved", role="owner", by=owner)


def test_an_earlier_version_comes_back_as_a_new_one(project, owner):
    save_shot(project, "SH020", {"subject": "collar down"}, by=owner)
    restore_version(project, "SH020", 1, by=owner)
    assert factories.shot(project, "SH020").subject == "collar raised"
    rows = ShotVersion.objects.filter(shot__code="SH020").order_by("number")
    assert [(row.number, row.reason, row.data["subject"]) for row in rows] == [
        (1, "import", "collar raised"),
        (2, "edit", "collar down"),
        (3, "restore", "collar raised"),
    ]
    assert Activity.objects.latest("id").verb == "shot-restored-version"


def test_an_earlier_version_passes_the_gate(project, owner):
    row = Shot.objects.get(code="SH020")
    version = ShotVersion.objects.get(shot=row)
    version.data["environment"] = "another wooden pier, fog rolling in"
    version.save()
    with pytest.raises(Blocked):
        restore_version(project, "SH020", 1, by=owner)


def test_a_version_that_is_none_is_refused(project, owner):
    with pytest.raises(Refused):
        restore_version(project, "SH020", 99, by=owner)


def test_what_a_lock_or_an_error_refuses_leaves_a_line_in_the_log(project, owner):
    with pytest.raises(Refused):
        save_shot(project, "SH010", {"seed": 7}, by=owner)
    line = Activity.objects.filter(project=project, verb="refused").get()
    assert (line.by, line.target) == (owner, "SH010")
    assert line.data == {"reason": "The seed is locked to 48213. Unlock it first to use another."}
