"""What is said, from rows to values."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from projects.models import Shot
from projects.talk import open_threads, people_of, unread_by_project, unread_by_shot
from projects.writes.comments import add_comment, delete_comment, keep_read, resolve_comment
from projects.writes.reviewing import Person
from tests import boards, factories


@pytest.fixture
def ana(reviewer):
    return Person(user=reviewer)


def test_what_others_said_is_unread_until_it_is_read(project, ana, owner):
    one = add_comment(project, "a", person=ana, code="SH010").number
    two = add_comment(project, "b", person=ana, code="SH020").number
    add_comment(project, "c", person=ana, scene="arrival")
    add_comment(project, "d", person=ana)
    add_comment(project, "mine", person=Person(user=owner), thread=one)
    assert unread_by_shot(project, owner.pk) == {"SH020": 1, "": 2}
    assert unread_by_shot(project, ana.user.pk) == {"SH010": 1}
    keep_read(project, owner, "", 10**6)
    assert unread_by_shot(project, owner.pk) == {"SH020": 1}
    delete_comment(project, two, person=ana)
    assert unread_by_shot(project, owner.pk) == {}


def test_what_hangs_on_a_deleted_shot_is_not_unread(project, ana, owner):
    add_comment(project, "a", person=ana, code="SH010")
    Shot.objects.filter(code="SH010").update(deleted_at="2026-11-23T00:00Z")
    assert unread_by_shot(project, owner.pk) == {}


def test_projects_are_counted_in_one_query(project, theirs, ana, owner):
    other = factories.project_of(boards.harbour(), owner)
    for where, count in ((project, 2), (other, 1)):
        for _ in range(count):
            add_comment(where, "a", person=ana, code="SH010")
    with CaptureQueriesContext(connection) as asked:
        assert unread_by_project([project.pk, other.pk], owner.pk) == {project.pk: 2, other.pk: 1}
        assert unread_by_shot(project, owner.pk) == {"SH010": 2}
    assert len(asked.captured_queries) == 2


def test_open_threads_are_counted_by_shot(project, ana):
    first = add_comment(project, "a", person=ana, code="SH010").number
    add_comment(project, "b", person=ana, thread=first)
    add_comment(project, "c", person=ana, code="SH010")
    add_comment(project, "d", person=ana)
    resolve_comment(project, first, True, person=ana)
    assert open_threads(project) == {"SH010": 1, "": 1}


def test_members_can_be_mentioned_and_nobody_else(project, deactivated, stranger):
    type(deactivated).objects.filter(pk=deactivated.pk).update(is_active=False)
    assert [person.name for person in people_of(project).people] == ["Owner", "Editor", "Reviewer", "Viewer"]
