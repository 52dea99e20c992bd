"""The end of an account: what has to be settled before, what goes with it and what stays."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils import timezone

from projects.core.findings import Refused
from projects.models import Comment, Decision, Invitation, Membership, Notice, Project, User
from projects.writes.people import forget, owners_but
from projects.writes.transaction import changing, log, writing

SOMEBODY = "Somebody who left"


class OnlyOwner(Refused):
    """The account owns projects alone in which others work; `projects` names them."""

    def __init__(self, projects: list[Project]) -> None:
        super().__init__("You are the only owner of projects with other members. Hand them over first.")
        self.projects = projects


@dataclass(frozen=True, slots=True)
class Leaving:
    """What the end of an account means: projects to hand over first, projects that go to the trash, projects to leave."""

    held: list[Project]
    alone: list[Project]
    others: list[Project]


def leaving(user: User) -> Leaving:
    """What the end of this account would mean now."""
    held, alone, others = [], [], []
    mine = Project.objects.filter(memberships__user=user, deleted_at__isnull=True).order_by("pk")
    for project in mine:
        people = list(Membership.objects.filter(project=project).select_related("user"))
        if not any(row.user.is_active and row.user_id != user.pk for row in people):
            alone.append(project)
        elif not owners_but(people, user):
            held.append(project)
        else:
            others.append(project)
    return Leaving(held, alone, others)


def delete_account(user: User, *, keep_name: bool) -> None:
    """Deletes an account, all or nothing. OnlyOwner where others would be left without an owner.

    Projects in which nobody else works go to the trash. Comments and decisions stay, under the name or as somebody who
    left; own templates, two-factor, links, API tokens and sessions go.
    """
    name = user.label[:80] if keep_name else SOMEBODY
    with writing():
        plan = leaving(user)
        mine = sorted((*plan.held, *plan.alone, *plan.others), key=lambda project: project.pk)
        for project in mine:
            _leave(project, user, name)
        held = [project for project in mine if _ownerless(project)]
        if held:
            raise OnlyOwner(held)
        _sign(user, name, keep_name)
        Invitation.objects.filter(email=user.email).delete()
        user.delete()


def _leave(project: Project, user: User, name: str) -> None:
    """Leaves one project; to the trash with it where, as of now, nobody else works in it."""
    with changing(project) as locked:
        member = Membership.objects.select_related("user").filter(project=locked, user=user).first()
        if member is None:
            return
        role = member.role
        forget(locked, member)
        if not Membership.objects.filter(project=locked, user__is_active=True).exists():
            locked.deleted_at = timezone.now()
            locked.save(update_fields=["deleted_at"])
            log(locked, None, "project-deleted", "", title=locked.title)
        log(locked, None, "member-left", f"{name} ({role})"[:120], person=name, was=role)


def _ownerless(project: Project) -> bool:
    people = Membership.objects.filter(project=project, user__is_active=True)
    return people.exists() and not people.filter(role="owner").exists()


def _sign(user: User, name: str, keep_name: bool) -> None:
    """Puts the name under what stays: where none was kept, or everywhere where the person does not want theirs to stay."""
    for kind in (Comment, Decision):
        rows = kind._default_manager.filter(by=user)
        (rows.filter(name="") if keep_name else rows).update(name=name)
    if not keep_name:
        Notice.objects.filter(comment__by=user).update(who=name)
        Notice.objects.filter(decision__by=user).update(who=name)
