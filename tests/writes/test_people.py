"""Roles, leaving and handing over: a project always keeps an owner who can sign in."""

import pytest

from projects.core.findings import Refused
from projects.core.telling import told
from projects.models import Activity, Invitation, Membership, Notice, User
from projects.writes.invitations import invite
from projects.writes.people import hand_over, people_of, remove, set_role

pytestmark = pytest.mark.django_db


@pytest.fixture
def alone(project, deactivated):
    """The project with one owner who can sign in, and one who cannot."""
    User.objects.filter(pk=deactivated.pk).update(is_active=False)
    return project


def roles(project):
    return {row.user.email.split("@")[0]: row.role for row in people_of(project)}


def said(project):
    line = Activity.objects.filter(project=project).latest("id")
    assert line.by
    return line.by.label, told(line.verb, line.target)


def test_a_change_of_role_is_told_with_who_whom_from_and_to(project, owner, viewer):
    set_role(project, viewer, "editor", by=owner)
    assert (roles(project)["viewer"], said(project)) == ("editor", ("Owner", "role of Viewer, viewer to editor"))


def test_the_same_role_again_is_no_change(project, owner, viewer):
    before = Activity.objects.count()
    set_role(project, viewer, "viewer", by=owner)
    assert Activity.objects.count() == before


@pytest.mark.parametrize("end", [lambda p, u: set_role(p, u, "editor", by=u), lambda p, u: remove(p, u, by=u)])
def test_the_last_owner_who_can_sign_in_stays_one(end, alone, owner):
    with pytest.raises(Refused, match="You are the only owner"):
        end(alone, owner)
    assert roles(alone)["owner"] == "owner"


def test_an_owner_may_go_once_there_is_another(alone, owner, editor):
    set_role(alone, editor, "owner", by=owner)
    remove(alone, owner, by=owner)
    assert (roles(alone).get("owner"), said(alone)) == (None, ("Owner", "Owner (owner) left the project"))


def test_two_owners_cannot_lower_each_other_both(alone, owner, editor):
    set_role(alone, editor, "owner", by=owner)
    set_role(alone, owner, "viewer", by=editor)
    with pytest.raises(Refused, match="Editor is the only owner"):
        set_role(alone, editor, "viewer", by=owner)


def test_handing_over_leaves_both_with_a_role(alone, owner, reviewer):
    hand_over(alone, reviewer, by=owner)
    assert (roles(alone)["owner"], roles(alone)["reviewer"]) == ("editor", "owner")
    assert said(alone) == ("Owner", "project handed over to Reviewer, reviewer to owner")


def test_a_project_is_handed_to_nobody_who_cannot_sign_in_and_not_to_oneself(alone, owner, deactivated, stranger):
    for person in (deactivated, owner, stranger):
        with pytest.raises(Refused):
            hand_over(alone, person, by=owner)
    assert roles(alone)["owner"] == "owner"


def test_only_an_owner_hands_over(alone, editor, viewer):
    with pytest.raises(Refused):
        hand_over(alone, viewer, by=editor)


def test_whoever_is_removed_leaves_no_way_back_and_no_news(project, owner, viewer):
    Notice.objects.create(user=viewer, project=project, kind="mention", who="Owner")
    Invitation.objects.create(
        project=project, email=viewer.email, role="editor", token_hash="x", expires_at=project.created_at
    )
    remove(project, viewer, by=owner)
    assert (Notice.objects.count(), Invitation.objects.count()) == (0, 0)
    assert said(project) == ("Owner", "Viewer (viewer) removed from the project")


def test_somebody_who_is_no_member_any_more_is_named(project, owner, viewer):
    Membership.objects.filter(user=viewer).delete()
    with pytest.raises(Refused, match="Viewer is no longer a member"):
        set_role(project, viewer, "editor", by=owner)


def test_owners_stand_first_then_names_in_order(project):
    assert list(roles(project)) == ["deactivated", "owner", "editor", "reviewer", "viewer"]


def test_inviting_raises_the_revision_once_whatever_the_number(project, owner):
    before = project.revision
    invite(project, [f"p{n}@example.org" for n in range(50)], "viewer", by=owner)
    project.refresh_from_db()
    assert project.revision == before + 1
