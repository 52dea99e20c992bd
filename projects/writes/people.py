"""Who is in a project: roles, leaving, handing over. A project always keeps an owner who can sign in."""

from __future__ import annotations

from collections.abc import Iterable

from projects.core.findings import Refused
from projects.core.roles import Role
from projects.models import Invitation, Membership, Notice, Presence, Project, User
from projects.writes.transaction import changing, log

LAST_OWNER = "{who} the only owner of this project. Make somebody else an owner first."


def people_of(project: Project) -> list[Membership]:
    """The members of a project with their accounts, owners first, then by name."""
    order = {role.value: at for at, role in enumerate(Role)}
    rows = Membership.objects.filter(project=project).select_related("user")
    return sorted(rows, key=lambda row: (order[row.role], row.user.label.casefold(), row.pk))


def owners_but(people: Iterable[Membership], user: User) -> int:
    """How many others own the project and can sign in."""
    return sum(row.role == Role.OWNER and row.user.is_active and row.user_id != user.pk for row in people)


def set_role(project: Project, user: User, role: str, *, by: User) -> None:
    """Gives a member another role. Refused for the last owner, and for somebody who is no member."""
    with changing(project, by=by) as locked:
        member = _member(locked, user)
        if member.role == role:
            return
        if member.role == Role.OWNER:
            _keep_an_owner(locked, member, by)
        was, member.role = member.role, Role(role)
        member.save(update_fields=["role"])
        log(locked, by, "role-changed", said(user, was, role), person=user.label, was=was, now=role)


def hand_over(project: Project, to: User, *, by: User) -> None:
    """Makes another member the owner and the one who hands over an editor, in one step."""
    with changing(project, by=by) as locked:
        member, mine = _member(locked, to), _member(locked, by)
        if mine.role != Role.OWNER:
            raise Refused("Only an owner can hand this project over.")
        if to.pk == by.pk:
            raise Refused("This project is yours already. Choose somebody else.")
        if not member.user.is_active:
            raise Refused(f"The account of {member.user.label} is off. Choose somebody who can sign in.")
        was, member.role, mine.role = member.role, Role.OWNER, Role.EDITOR
        member.save(update_fields=["role"])
        mine.save(update_fields=["role"])
        log(locked, by, "project-handed-over", said(to, was, Role.OWNER), person=to.label, was=was, now="owner")


def remove(project: Project, user: User, *, by: User) -> None:
    """Takes somebody out of the project, or lets a member leave. Refused for the last owner.

    What they wrote and decided stays. Their next request finds no project; invitations to their address end.
    """
    with changing(project, by=by) as locked:
        member = _member(locked, user)
        if member.role == Role.OWNER:
            _keep_an_owner(locked, member, by)
        forget(locked, member)
        verb = "member-left" if user.pk == by.pk else "member-removed"
        log(locked, by, verb, f"{user.label} ({member.role})"[:120], person=user.label, was=member.role)


def forget(locked: Project, member: Membership) -> None:
    """Deletes a membership and what only made sense with it. Call it inside of `changing`."""
    Invitation.objects.filter(
        project=locked, email=member.user.email, accepted_at__isnull=True, revoked_at__isnull=True
    ).delete()
    Notice.objects.filter(project=locked, user_id=member.user_id).delete()
    Presence.objects.filter(project=locked, user_id=member.user_id).delete()
    member.delete()


def said(user: User, was: str, now: str) -> str:
    """How the log names a change of role: `Ada, viewer to editor`."""
    return f"{user.label}, {was} to {now}"[:120]


def _member(locked: Project, user: User) -> Membership:
    found = Membership.objects.select_related("user").filter(project=locked, user_id=user.pk).first()
    if found is None:
        raise Refused(f"{user.label} is no longer a member of this project.")
    return found


def _keep_an_owner(locked: Project, member: Membership, by: User) -> None:
    if not owners_but(people_of(locked), member.user):
        who = "You are" if member.user_id == by.pk else f"{member.user.label} is"
        raise Refused(LAST_OWNER.format(who=who))
