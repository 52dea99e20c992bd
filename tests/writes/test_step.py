"""What a step remembers of the rows that it changes."""

from __future__ import annotations

from decimal import Decimal

from projects.models import Activity, Scene, Shot
from projects.writes.columns import plain
from projects.writes.step import lift_shot, make, place_shot, put, put_all, step_of
from projects.writes.transaction import changing, log, note


def row(project, code):
    return Shot.objects.select_related("scene").get(project=project, code=code)


def entries(project, owner, act):
    with changing(project, by=owner) as locked:
        act(locked)
        return step_of(locked).entries


def test_only_what_differs_is_remembered_and_the_revision_goes_up(project, owner):
    shot = row(project, "SH010")
    found = entries(project, owner, lambda locked: put(locked, shot, owner, title="New", action=shot.action))
    assert found == [{"row": "shot", "id": shot.pk, "was": {"title": ""}, "now": {"title": "New"}}]
    assert row(project, "SH010").revision == 2


def test_many_rows_take_one_statement_and_those_that_are_so_already_none(project, owner, django_assert_num_queries):
    rows = [row(project, "SH010"), row(project, "SH020")]
    with changing(project, by=owner) as locked:
        with django_assert_num_queries(1):
            put_all(locked, rows, owner, cfg=Decimal(9))
        with django_assert_num_queries(0):
            assert put_all(locked, rows, owner, cfg=Decimal(9)) == []


def test_a_place_names_the_shot_before_it(project, owner):
    first, second = row(project, "SH010"), row(project, "SH020")
    found = entries(project, owner, lambda locked: place_shot(locked, second, second.scene, 0, owner))
    scene = second.scene_id
    assert found == [{"row": "shot", "id": second.pk, "place": [[scene, 1, first.pk], [scene, 0, None]]}]


def test_a_deleted_shot_has_no_place(project, owner):
    shot = row(project, "SH020")
    found = entries(project, owner, lambda locked: lift_shot(locked, shot, owner))
    assert found[0]["place"][1] is None


def test_a_new_scene_comes_from_nowhere(project, owner):
    found = entries(project, owner, lambda locked: make(locked, Scene, project=locked, key="late", title="Late"))
    assert found[0]["place"] == [None, [1, project.scenes.get(key="arrival").pk]]


def test_the_last_line_carries_all_and_a_note_beside_it_nothing(project, owner):
    with changing(project, by=owner) as locked:
        put(locked, row(project, "SH010"), owner, title="One")
        note(locked, owner, "break-lost", "SH010")
        log(locked, owner, "shot-edited", "SH010")
        put(locked, row(project, "SH020"), owner, title="Two")
        log(locked, owner, "shots-changed", "SH010, SH020")
    lines = Activity.objects.filter(project=project).order_by("-id")[:3]
    assert [(line.verb, line.can_undo, len(line.changes)) for line in lines] == [
        ("shots-changed", True, 2), ("shot-edited", False, 0), ("break-lost", False, 0),
    ]  # fmt: skip


def test_what_is_changed_after_the_last_line_belongs_to_it_too(project, owner):
    with changing(project, by=owner) as locked:
        log(locked, owner, "shot-edited", "SH010")
        put(locked, row(project, "SH010"), owner, title="One")
    line = Activity.objects.filter(project=project).latest("id")
    assert (line.verb, line.can_undo, len(line.changes)) == ("shot-edited", True, 1)


def test_equal_values_look_equal():
    assert plain(Decimal("10.0")) == plain(Decimal(10)) == "10"
