"""What files are written from: the part in scope, approvals as they stand, the id of the snapshot."""

from projects.core.paper_options import Options
from projects.material import material_of
from projects.models import Project, Shot
from projects.writes.moves import move_shot
from projects.writes.protection import approved_may_change
from projects.writes.reviewing import Person, decide


def fresh(project):
    return Project.objects.get(pk=project.pk)


def codes(found):
    return [item.shot.key for item in found.report.running()]


def test_the_whole_plan_is_its_own_part(project):
    found = material_of(fresh(project))
    assert found.report is found.whole
    assert found.facts.revision == project.revision
    assert [found.picture(code) for code in codes(found)] == [None] * len(codes(found))


def test_approved_only_leaves_out_what_moved_on(project, reviewer, owner):
    decide(fresh(project), {"SH010": "", "SH020": ""}, "approved", person=Person(reviewer))
    found = material_of(fresh(project), Options(scope="approved"))
    assert codes(found) == ["SH010", "SH020"]
    assert {code: (a.by, a.version, a.stale) for code, a in found.facts.approvals.items()} == {
        code: (reviewer.name, found.facts.approvals[code].version, False) for code in ("SH010", "SH020")
    }
    with approved_may_change(True):
        move_shot(fresh(project), "SH020", "arrival", 0, by=owner)
    assert codes(material_of(fresh(project), Options(scope="approved"))) != ["SH010", "SH020"]


def test_the_id_of_a_snapshot_changes_with_the_plan_and_with_nothing_else(project, owner):
    first = material_of(fresh(project)).facts.snapshot
    assert material_of(fresh(project)).facts.snapshot == first
    Shot.objects.filter(project=project, code="SH010").update(notes="Bring the lamp.")
    Project.objects.filter(pk=project.pk).update(revision=project.revision + 1)
    assert material_of(fresh(project)).facts.snapshot != first
