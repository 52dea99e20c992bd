"""Invitations: a link that lets one address join a project with a role, within two weeks. Only a hash is stored."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta

from django.db import IntegrityError
from django.utils import timezone

from projects.core.findings import Refused
from projects.core.roles import Role
from projects.models import Invitation, Membership, Project, User
from projects.writes.accounts import checked_address
from projects.writes.letters import letter, post, public_url
from projects.writes.transaction import changing, log

HOLDS = timedelta(days=14)
AT_ONCE = 200


@dataclass(frozen=True, slots=True)
class Invited:
    """What became of one line: the address as it was typed, a sentence, and the link where one was made."""

    email: str
    sentence: str
    link: str = field(default="", repr=False)


class Spent(Refused):
    """An invitation that was real but holds no more: used, taken back, too old, or its project is gone."""


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()


def link_of(token: str) -> str:
    """The address that an invitation's letter holds."""
    return public_url(f"/invitations/{token}/")


def open_invitations(project: Project) -> list[Invitation]:
    """Those that nobody used or took back, also the ones that have become too old, the latest first."""
    rows = Invitation.objects.filter(project=project, accepted_at__isnull=True, revoked_at__isnull=True)
    return list(rows.select_related("by").order_by("-id"))


def invite(project: Project, lines: Sequence[str], role: str, *, by: User) -> list[Invited]:
    """Invites addresses with one role, each line with its own result; what is no address hinders no other line.

    An address that is invited already gets a new link with this role; the earlier link stops working. A letter goes to
    each where this server sends mail.
    """
    with changing(project, by=by) as locked:
        role = Role(role).value
        roles = Membership.objects.filter(project=locked).values_list("user__email", "role")
        members = {email.lower(): held for email, held in roles}
        waiting = {row.email: row for row in open_invitations(locked)}
        found = [_one(line, role, members, waiting) for line in _once_each(lines)]
        rows = [row for row, _, _ in found if row is not None]
        for row in rows:
            row.project, row.by = locked, by
        Invitation.objects.bulk_create([row for row in rows if row.email not in waiting])
        Invitation.objects.bulk_update(
            [row for row in rows if row.email in waiting], ["role", "token_hash", "expires_at", "by"], batch_size=100
        )
        if rows:
            target = rows[0].email if len(rows) == 1 else f"{len(rows)} people"
            log(locked, by, "people-invited", f"{target} as {role}"[:120], emails=[row.email for row in rows], role=role)
    _write_letters(project, [(row, token) for row, token, _ in found if row is not None], by)
    return [answer for _, _, answer in found]


def _once_each(lines: Sequence[str]) -> list[tuple[str, bool]]:
    """The lines with something in them; with each whether the address stood there before."""
    seen, found = set[str](), []
    for line in (line.strip().strip(",;").strip() for line in lines):
        if line:
            found.append((line, line.lower() in seen))
            seen.add(line.lower())
    return found


def _one(
    line: tuple[str, bool], role: str, members: dict[str, str], waiting: dict[str, Invitation]
) -> tuple[Invitation | None, str, Invited]:
    typed, again = line
    try:
        email = checked_address(typed)
    except Refused:
        return None, "", Invited(typed[:254], "This is no email address.")
    if again:
        return None, "", Invited(typed, "Twice in the list.")
    if email in members:
        return None, "", Invited(typed, f"Already a member, as {members[email]}.")
    token = secrets.token_urlsafe(24)
    row = waiting.get(email) or Invitation(email=email)
    sentence = "Invited anew. The earlier link no longer works." if row.pk else "Invited."
    row.role, row.token_hash, row.expires_at = role, _hash(token), timezone.now() + HOLDS
    return row, token, Invited(email, sentence, link_of(token))


def renew(project: Project, number: int, *, by: User) -> Invited:
    """A new link for an open invitation, good for two weeks from now; the earlier one stops working."""
    token = secrets.token_urlsafe(24)
    with changing(project, by=by) as locked:
        row = _open(locked, number)
        row.token_hash, row.expires_at = _hash(token), timezone.now() + HOLDS
        row.save(update_fields=["token_hash", "expires_at"])
        log(locked, by, "invitation-renewed", row.email[:120])
    _write_letters(project, [(row, token)], by)
    return Invited(row.email, "Invited anew. The earlier link no longer works.", link_of(token))


def revoke(project: Project, number: int, *, by: User) -> str:
    """Takes an invitation back: its link stops working at once. Gives the address."""
    with changing(project, by=by) as locked:
        row = _open(locked, number)
        row.revoked_at = timezone.now()
        row.save(update_fields=["revoked_at"])
        log(locked, by, "invitation-revoked", row.email[:120])
    return row.email


def _open(locked: Project, number: int) -> Invitation:
    rows = Invitation.objects.filter(project=locked, pk=number, accepted_at__isnull=True, revoked_at__isnull=True)
    row = rows.first()
    if row is None:
        raise Refused("This invitation was already used or taken back.")
    return row


def _write_letters(project: Project, rows: Sequence[tuple[Invitation, str]], by: User) -> None:
    from django.conf import settings

    if not settings.MAIL_WORKS:
        return
    post(
        *(
            letter(
                row.email,
                f"{by.label} invites you to {project.title}",
                f"{by.label} invites you to the project “{project.title}” as {row.role}.",
                f"Open this link to join. It works once, until {row.expires_at.day} {row.expires_at:%B %Y}:",
                link_of(token),
                "Not expected? Then do nothing.",
            )
            for row, token in rows
        )
    )


def find_invitation(token: str) -> Invitation | None:
    """The invitation of a token, whatever became of it. Writes nothing."""
    return Invitation.objects.select_related("project", "by").filter(token_hash=_hash(token)).first()


def refusal(row: Invitation) -> str:
    """Why an invitation holds no more, in a sentence; empty while it holds."""
    if row.accepted_at:
        return "This invitation was already used. Sign in, or ask for a new one."
    if row.revoked_at:
        return "This invitation was taken back. Ask whoever sent it."
    if row.expires_at <= timezone.now():
        return "This invitation is too old. Ask whoever sent it for a new one."
    if row.project.deleted_at:
        return "The project of this invitation was deleted."
    return ""


def accept(row: Invitation, user: User) -> Project:
    """Lets the person whom an invitation is for join. Who is a member already keeps the role they have.

    Refused for anybody else: the link alone, passed on, lets nobody in under another address.
    """
    if user.email.lower() != row.email.lower():
        raise Refused(f"This invitation is for {row.email}; you are signed in as {user.email}.")
    with changing(row.project, by=user) as locked:
        _spend(locked, row)
        _, new = Membership.objects.get_or_create(project=locked, user=user, defaults={"role": row.role})
        if new:
            log(locked, user, "member-joined", f"{user.label} as {row.role}"[:120], person=user.label, now=row.role)
    return row.project


def accept_new(row: Invitation, name: str, password: str) -> User:
    """Makes the account of the invited address and lets it join, both or neither."""
    try:
        with changing(row.project) as locked:
            _spend(locked, row)
            user = User.objects.create_user(row.email, password, name=name)
            Membership.objects.create(project=locked, user=user, role=row.role)
            log(locked, user, "member-joined", f"{user.label} as {row.role}"[:120], person=user.label, now=row.role)
    except IntegrityError:
        raise Refused(f"There is an account for {row.email} by now. Sign in, then open the link again.") from None
    return user


def _spend(locked: Project, row: Invitation) -> None:
    row.refresh_from_db()
    sentence = refusal(row)
    if sentence:
        raise Spent(sentence)
    Invitation.objects.filter(pk=row.pk).update(accepted_at=timezone.now())
