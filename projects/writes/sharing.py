"""Share links for guests without an account: made, changed, revoked, found by their token, and the guests who came."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.contrib.auth.hashers import check_password, make_password
from django.db import DatabaseError
from django.db.models import F, QuerySet
from django.utils import timezone

from projects.core.findings import Refused
from projects.core.guest_names import apart
from projects.models import Guest, Membership, Project, ShareLink, User
from projects.writes.activity import log
from projects.writes.letters import public_url
from projects.writes.presence import written_if_free
from projects.writes.transaction import once, writing

MOST_LINKS = 200
MOST_GUESTS = 500
USED_AGAIN_AFTER = timedelta(minutes=1)


class Ended(Refused):
    """A link that was real and lets nobody in any more: expired, revoked, or its project was deleted."""


@dataclass(frozen=True, slots=True)
class LinkValues:
    """What a link says. `password`: None leaves what is there, an empty text takes it away."""

    label: str
    scope: str
    scenes: tuple[str, ...]
    rights: str
    expires_at: datetime | None
    password: str | None = field(default=None, repr=False)

    def columns(self) -> dict[str, object]:
        """What goes into the row, less the password."""
        kept = list(self.scenes) if self.scope == "scenes" else []
        return {
            "label": self.label, "scope": self.scope, "scenes": kept, "rights": self.rights, "expires_at": self.expires_at,
        }  # fmt: skip


def hash_of(token: str) -> str:
    """What is stored of a token."""
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()


def address_of(token: str) -> str:
    """The whole address of a link, for its maker to copy."""
    return public_url(f"/s/{token}/")


# ------------------------------------------------------------------------- by members


def links_of(project: Project) -> QuerySet[ShareLink]:
    """The links of a project with their guests and makers, the latest first."""
    return ShareLink.objects.filter(project=project).select_related("by").prefetch_related("guests").order_by("-id")


def make_link(project: Project, values: LinkValues, *, by: User, key: str = "") -> str:
    """Makes a link and gives its token, which nobody can be shown again: only its hash is stored.

    Empty where this form was sent before (`key`): that link is there, and its token was shown then.
    """
    token = secrets.token_urlsafe(24)

    def make() -> dict[str, object]:
        if open_links(project).count() >= MOST_LINKS:
            raise Refused(f"A project has at most {MOST_LINKS} links. Revoke one that is no longer needed.")
        secret = make_password(values.password) if values.password else ""
        row = ShareLink.objects.create(
            project=project, token_hash=hash_of(token), by=by, password=secret, **values.columns()
        )
        log(project, by, "link-made", str(row)[:120], scope=values.scope, rights=values.rights)
        made.append(row.pk)
        return {"link": row.pk}

    made: list[int] = []
    # Not when it ends: in 7 days is another moment by the time a form is sent again.
    body = {**values.columns(), "expires_at": bool(values.expires_at), "secret": bool(values.password)}
    with writing():
        once(by, key, body, make)
    return token if made else ""


def open_links(project: Project) -> QuerySet[ShareLink]:
    """The links that were not revoked."""
    return ShareLink.objects.filter(project=project, revoked_at__isnull=True)


def change_link(project: Project, number: int, values: LinkValues, *, by: User) -> ShareLink:
    """Changes what a link says; its address stays. Refused for one that is revoked or not of this project."""
    columns = values.columns()
    if values.password is not None:
        columns["password"] = make_password(values.password) if values.password else ""
    with writing():
        if not open_links(project).filter(pk=number).update(**columns):
            raise Refused("This link was revoked. Make another one.")
        row = ShareLink.objects.get(pk=number)
        log(project, by, "link-changed", str(row)[:120], scope=values.scope, rights=values.rights)
    return row


def revoke_links(project: Project, numbers: Iterable[int] | None, *, by: User) -> int:
    """Revokes these links of a project, or with None all of them, at once. Gives how many there were to revoke."""
    with writing():
        Project.objects.select_for_update().get(pk=project.pk)  # guests who write finish first, or learn of it
        rows = open_links(project)
        found = list(rows if numbers is None else rows.filter(pk__in=list(numbers)))
        if found:
            ShareLink.objects.filter(pk__in=[row.pk for row in found]).update(revoked_at=timezone.now())
            what = str(found[0])[:120] if len(found) == 1 else f"{len(found)} links"
            log(project, by, "link-revoked" if len(found) == 1 else "links-revoked", what)
    return len(found)


# ------------------------------------------------------------------------- by guests


def find_link(token: str) -> ShareLink | None:
    """The link of a token with its project, whatever became of it. Writes nothing."""
    return ShareLink.objects.select_related("project", "by").filter(token_hash=hash_of(token)).first()


def ended(link: ShareLink, now: datetime) -> str:
    """Why a link lets nobody in any more, in a sentence; empty while it does. Nothing of this is stored."""
    if link.revoked_at or link.project.deleted_at:
        return "This link was revoked. Ask whoever sent it to you for a new one."
    if link.expires_at is not None and link.expires_at <= now:
        return "This link has expired. Ask whoever sent it to you for a new one."
    return ""


def still_in(guest: Guest | None) -> None:
    """Ended where the link of this guest was revoked, or has expired, since the request came in.

    Call it inside of a write that holds the project's row: whoever revokes waits for that row, so nothing that a guest
    says is written after a link was revoked.
    """
    link = ShareLink.objects.select_related("project").get(pk=guest.link_id) if guest else None
    sentence = ended(link, timezone.now()) if link else ""
    if sentence:
        raise Ended(sentence)


def is_password(link: ShareLink, password: str) -> bool:
    """Whether this is the password of a link."""
    return check_password(password, link.password)


def used(link: ShareLink, now: datetime, *, opened: bool) -> None:
    """Notes that a link is in use, and where it was `opened` counts that; at most once a minute.

    Nobody waits for it: where somebody else is writing, the next request notes it.
    """
    if link.last_used_at is not None and abs(now - link.last_used_at) < USED_AGAIN_AFTER:
        return
    columns = {"last_used_at": now, "uses": F("uses") + 1} if opened else {"last_used_at": now}
    try:
        with written_if_free() as free:
            if free:
                ShareLink.objects.filter(pk=link.pk).update(**columns)
    except DatabaseError:
        return


def guest_of(link: ShareLink, number: object) -> Guest | None:
    """The guest of a link with this key."""
    return Guest.objects.filter(link=link, pk=number).first() if isinstance(number, int) else None


def name_guest(link: ShareLink, name: str) -> Guest:
    """Takes in a guest under a name. One that is taken in the project, by a guest or a member, gets a number: Kim (2).

    Ended where the link was revoked meanwhile.
    """
    with writing():
        # One at a time: two of one name who come at once are told apart, too.
        project = Project.objects.select_for_update().get(pk=link.project_id)
        if project.deleted_at or not ShareLink.objects.filter(pk=link.pk, revoked_at__isnull=True).exists():
            raise Ended("This link was revoked. Ask whoever sent it to you for a new one.")
        if Guest.objects.filter(link=link).count() >= MOST_GUESTS:
            raise Refused("Too many people have come by this link. Ask whoever sent it to you for another one.")
        taken = list(Guest.objects.filter(link__project=project).values_list("name", flat=True))
        members = Membership.objects.filter(project=project).select_related("user")
        taken += [row.user.label for row in members]
        return Guest.objects.create(link=link, name=apart(name, taken))
