"""The end of an account: what has to be settled before, what goes with it and what stays."""

import pytest

from projects.models import Activity, Comment, Decision, Invitation, Membership, Project, Shot, ShotVersion, Template, User
from projects.writes.invitations import invite
from projects.writes.leaving import OnlyOwner, delete_account, leaving
from projects.writes.people import set_role
from tests import boards, factories

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _off(deactivated, project):
    User.objects.filter(pk=deactivated.pk).update(is_active=False)


@pytest.fixture
def own(owner):
    """A project in which nobody else works."""
    return factories.project_of(boards.harbour(), owner)


def spoken(project, user):
    """What a reviewer said and decided."""
    shot = Shot.objects.filter(project=project).first()
    version = ShotVersion.objects.filter(shot=shot).latest("id")
    comment = Comment.objects.create(project=project, shot=shot, text="Closer.", by=user, name=user.label)
    given = {"project": project, "shot": shot, "version": version, "digest": version.digest, "kind": "approved"}
    return comment, Decision.objects.create(**given, by=user, name=user.label)


def test_it_is_said_before_what_becomes_of_each_project(project, own, owner, editor):
    assert (leaving(owner).held, leaving(owner).alone, leaving(owner).others) == ([project], [own], [])
    assert (leaving(editor).held, leaving(editor).alone, leaving(editor).others) == ([], [], [project])


def test_the_only_owner_of_others_work_cannot_go(project, own, owner):
    before = factories.everything()
    with pytest.raises(OnlyOwner) as caught:
        delete_account(owner, keep_name=True)
    assert (caught.value.projects, factories.everything()) == ([project], before)


def test_projects_of_nobody_else_go_to_the_trash(project, own, owner, editor):
    set_role(project, editor, "owner", by=owner)
    delete_account(owner, keep_name=True)
    own.refresh_from_db()
    project.refresh_from_db()
    assert (own.deleted_at is None, project.deleted_at is None) == (False, True)
    assert User.objects.filter(email="owner@example.org").count() == 0
    assert Membership.objects.filter(project=project, role="owner", user__is_active=True).count() == 1


def test_what_was_said_and_decided_stays_under_the_name(project, reviewer):
    comment, decision = spoken(project, reviewer)
    delete_account(reviewer, keep_name=True)
    for row in (comment, decision):
        row.refresh_from_db()
        assert (row.by, row.name) == (None, "Reviewer")
    line = Activity.objects.latest("id")
    assert (line.by, line.verb, line.target) == (None, "member-left", "Reviewer (reviewer)")


def test_or_as_somebody_who_left(project, reviewer):
    comment, decision = spoken(project, reviewer)
    delete_account(reviewer, keep_name=False)
    for row in (comment, decision):
        row.refresh_from_db()
        assert row.name == "Somebody who left"
    assert Activity.objects.latest("id").target == "Somebody who left (reviewer)"


def test_what_was_theirs_alone_goes(project, owner, reviewer):
    Template.objects.create(owner=reviewer, key="t", title="Mine", document={})
    invite(project, ["later@example.org"], "viewer", by=owner)
    Invitation.objects.update(email=reviewer.email)
    delete_account(reviewer, keep_name=True)
    assert (Template.objects.count(), Invitation.objects.count()) == (0, 0)


def test_a_project_in_the_trash_keeps_nobody(project, owner):
    Project.objects.update(deleted_at=project.created_at)
    delete_account(owner, keep_name=True)
    assert User.objects.filter(pk=owner.pk).count() == 0
