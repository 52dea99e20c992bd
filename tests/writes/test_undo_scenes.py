"""Taking back where a scene stood: after the scene that it stood after, whatever else has moved meanwhile."""

from projects.models import Activity
from projects.writes.moves import move_scene
from projects.writes.scenes import create_scene, delete_scene
from projects.writes.undo import redo, undo
from tests import boards, factories


def plan_of(owner):
    """A project with the scenes a, b, c, d, e."""
    project = factories.project_of(boards.blank(), owner)
    for title in "abcde":
        create_scene(project, title, by=owner)
    for row in project.scenes.exclude(title__in="abcde"):
        delete_scene(project, row.key, by=owner)
    return project


def order(project):
    rows = project.scenes.filter(deleted_at__isnull=True).order_by("position")
    assert [row.position for row in rows] == list(range(len(rows)))
    return "".join(row.title for row in rows)


def turned(turn, project, owner, number=None):
    turn(project, number, by=owner, role="owner")
    return order(project)


def test_a_deleted_scene_comes_back_after_its_neighbour(owner, editor):
    project = plan_of(owner)
    delete_scene(project, "d", by=owner)
    move_scene(project, "c", 0, by=editor)
    assert order(project) == "cabe"
    assert turned(undo, project, owner) == "cdabe"
    assert turned(redo, project, owner) == "cabe"


def test_a_moved_scene_goes_back_after_its_neighbour(owner, editor):
    project = plan_of(owner)
    move_scene(project, "e", 0, by=owner)
    delete_scene(project, "b", by=editor)
    move_scene(project, "d", 1, by=editor)
    assert order(project) == "edac"
    assert turned(undo, project, owner) == "deac"
    assert turned(redo, project, owner) == "edac"


def test_without_its_neighbour_a_scene_goes_to_its_old_position(owner, editor):
    project = plan_of(owner)
    delete_scene(project, "d", by=owner)
    delete_scene(project, "c", by=editor)
    assert turned(undo, project, owner) == "abed"


def test_the_first_scene_comes_back_first(owner, editor):
    project = plan_of(owner)
    delete_scene(project, "a", by=owner)
    move_scene(project, "e", 0, by=editor)
    assert turned(undo, project, owner) == "aebcd"


def test_a_line_of_the_log_from_before_neighbours_were_kept_holds_a_position(owner):
    project = plan_of(owner)
    delete_scene(project, "b", by=owner)
    line = Activity.objects.filter(project=project, can_undo=True).latest("id")
    line.changes = [{**entry, "place": [entry["place"][0][:1], None]} for entry in line.changes]
    line.save()
    assert turned(undo, project, owner) == "abcde"
