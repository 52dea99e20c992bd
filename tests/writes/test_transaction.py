"""Creates that happen once, refusals that write nothing, and projects that are gone."""

import pytest

from projects.core.findings import Refused
from projects.models import Activity, Project, Receipt
from projects.writes.shots import create_shot
from projects.writes.transaction import Reused, changing, fingerprint, log, once, writing
from tests import factories


def make(calls):
    def made():
        calls.append(1)
        return {"answer": len(calls)}

    return made


def test_a_create_runs_once_for_a_key(owner):
    calls: list[int] = []
    with writing():
        answers = [once(owner, "k", ["a"], make(calls)) for _ in range(3)]
    assert (answers, calls) == ([{"answer": 1}] * 3, [1])


def test_without_a_key_it_runs_every_time(owner):
    calls: list[int] = []
    with writing():
        answers = [once(owner, "", ["a"], make(calls)) for _ in range(2)]
    assert answers == [{"answer": 1}, {"answer": 2}]


def test_the_same_key_of_two_people_is_two_keys(owner, stranger):
    calls: list[int] = []
    with writing():
        assert [once(person, "k", ["a"], make(calls)) for person in (owner, stranger)] == [{"answer": 1}, {"answer": 2}]


def test_a_key_for_something_else_is_refused(owner):
    with writing():
        once(owner, "k", ["a"], dict)
        with pytest.raises(Reused):
            once(owner, "k", ["b"], dict)


def test_a_create_that_failed_may_be_sent_again(project, owner):
    with pytest.raises(Refused):
        create_shot(project, "no-such-scene", by=owner, key="k")
    assert Receipt.objects.count() == 0
    assert create_shot(project, "arrival", by=owner, key="k") == "SH030"


def test_the_fingerprint_is_that_of_the_content_not_of_its_order():
    assert fingerprint({"a": 1, "b": 2}) == fingerprint({"b": 2, "a": 1})
    assert fingerprint(["a", 1]) != fingerprint(["a", 2])


def test_every_write_raises_the_revision_by_one(project, owner):
    before = project.revision
    with changing(project) as locked:
        log(locked, owner, "looked")
    assert (project.revision, Project.objects.get().revision) == (before + 1, before + 1)


def test_a_write_that_fails_leaves_no_trace(project, owner):
    before = factories.everything()

    def fail():
        with changing(project) as locked:
            log(locked, owner, "looked")
            raise Refused("No.")

    with pytest.raises(Refused):
        fail()
    assert factories.everything() == before
    assert Activity.objects.filter(verb="looked").count() == 0


def test_a_project_deleted_meanwhile_takes_no_write(project, owner):
    Project.objects.filter(pk=project.pk).update(deleted_at="2026-01-01T00:00Z")
    with pytest.raises(Refused):
        create_shot(project, "arrival", by=owner)
