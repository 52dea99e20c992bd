import fcntl
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.db import connection

from projects.models import Presence, Project
from projects.writes.presence import keep_here, leave, people_here

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)


def later(seconds):
    return NOW + timedelta(seconds=seconds)


def note(project, user, shot, at, device=""):
    return keep_here(project, user, shot, people_here(project, at), at, device)


def told(project, at):
    return [(here.name, here.shot) for here in people_here(project, at)]


def test_people_are_here_for_25_seconds(project, owner, editor):
    note(project, owner, "SH010", NOW)
    note(project, editor, "", later(3))
    assert told(project, later(4)) == [("Editor", ""), ("Owner", "SH010")]
    assert told(project, later(25)) == [("Editor", "")]


def test_a_fresh_row_that_says_the_same_is_left_alone(project, owner):
    written = [
        note(project, owner, shot, later(at)) for at, shot in [(0, ""), (9, ""), (10, ""), (11, "SH010"), (12, None)]
    ]
    assert written == [True, False, True, True, False]


def test_a_page_in_the_background_keeps_the_shot_that_another_page_has_open(project, owner):
    note(project, owner, "SH010", NOW)
    assert note(project, owner, None, later(12))
    assert told(project, later(13)) == [("Owner", "SH010")]


def test_who_leaves_is_gone_at_once_and_alone(project, owner, editor):
    note(project, owner, "", NOW)
    note(project, editor, "", NOW)
    leave(project, owner)
    assert told(project, later(1)) == [("Editor", "")]


def test_two_devices_of_one_person_are_told_each_and_leave_alone(project, owner):
    note(project, owner, "SH010", NOW, "desk")
    note(project, owner, "SH030", later(1), "phone")
    assert told(project, later(2)) == [("Owner", "SH010"), ("Owner", "SH030")]
    assert note(project, owner, "SH010", later(3), "desk") is False
    leave(project, owner, "phone")
    assert told(project, later(4)) == [("Owner", "SH010")]


def test_rows_of_devices_that_are_gone_do_not_pile_up(project, owner):
    for at in range(5):
        note(project, owner, "", later(30 * at), f"device {at}")
    assert list(Presence.objects.values_list("device", flat=True)) == ["device 4"]


def test_people_of_other_projects_are_not_here(project, theirs, owner, stranger):
    note(theirs, stranger, "unspoken-1", NOW)
    assert told(project, NOW) == []


def test_who_is_here_is_no_change_of_the_project(project, owner):
    note(project, owner, "SH010", NOW)
    assert Project.objects.get(pk=project.pk).revision == project.revision


def test_the_list_is_one_query(project, owner, editor, django_assert_num_queries):
    note(project, owner, "", NOW)
    note(project, editor, "", NOW)
    with django_assert_num_queries(1):
        people_here(project, NOW)


def test_nobody_waits_at_the_gate_to_say_that_they_are_here(project, owner, settings):
    if connection.vendor != "sqlite":
        pytest.skip("the gate stands before SQLite alone")
    with (Path(settings.STORYBOARD_DATA) / "write.lock").open("w") as gate:
        fcntl.flock(gate, fcntl.LOCK_EX)
        assert note(project, owner, "", NOW) is False
        leave(project, owner)
    assert (note(project, owner, "", NOW), Presence.objects.count()) == (True, 1)
