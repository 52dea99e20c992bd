"""API tokens of a person: made, revoked, found by what a program sends. The token itself is shown once and never kept."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import DatabaseError
from django.db.models import QuerySet
from django.utils import timezone

from projects.core.findings import Refused
from projects.models import ApiToken, Project, User
from projects.writes.presence import written_if_free
from projects.writes.transaction import once, writing

MARK = "sb_"
SHOWN = 8  # signs of a token that its list shows, the mark included
MOST_TOKENS = 50
USED_AGAIN_AFTER = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class TokenValues:
    """What a token says. `project` None: every project of the person; `days` None: it never expires."""

    name: str
    write: bool
    project: Project | None
    days: int | None

    def body(self) -> Mapping[str, Any]:
        """What tells two forms apart."""
        return {
            "token": self.name, "write": self.write, "days": self.days,
            "project": self.project.pk if self.project else None,
        }  # fmt: skip


def hash_of(token: str) -> str:
    """What is stored of a token."""
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()


def tokens_of(user: User) -> QuerySet[ApiToken]:
    """The tokens of a person that were not revoked, the latest first."""
    return ApiToken.objects.filter(user=user, revoked_at__isnull=True).select_related("project").order_by("-id")


def make_token(user: User, values: TokenValues, *, key: str = "") -> str:
    """Makes a token and gives it, for nobody can be shown it again: only its hash is stored.

    Empty where this form was sent before (`key`): that token is there, and was shown then.
    """
    token = MARK + secrets.token_urlsafe(32)
    made: list[int] = []

    def make() -> dict[str, object]:
        if ApiToken.objects.filter(user=user, revoked_at__isnull=True).count() >= MOST_TOKENS:
            raise Refused(f"A person has at most {MOST_TOKENS} tokens. Revoke one that is no longer needed.")
        row = ApiToken.objects.create(
            user=user, project=values.project, name=values.name, prefix=token[:SHOWN], token_hash=hash_of(token),
            scopes=["read", "write"] if values.write else ["read"],
            expires_at=timezone.now() + timedelta(days=values.days) if values.days else None,
        )  # fmt: skip
        made.append(row.pk)
        return {"token": row.pk}

    with writing():
        once(user, key, values.body(), make)
    return token if made else ""


def revoke_token(user: User, number: int) -> str | None:
    """Revokes a token of this person, and gives its name; None where there is no such one. Twice is once."""
    with writing():
        row = ApiToken.objects.filter(user=user, pk=number).first()
        if row is not None and row.revoked_at is None:
            row.revoked_at = timezone.now()
            row.save(update_fields=["revoked_at"])
    return row.name if row else None


def token_sent(token: str, now: datetime) -> tuple[ApiToken | None, str]:
    """The token that a program sent, and why it is refused; no reason where it is good.

    A reason beside "no such token" is told only to who holds the real one.
    """
    row = None
    if token.startswith(MARK) and len(token) < 100:
        row = ApiToken.objects.select_related("user").filter(token_hash=hash_of(token)).first()
    if row is None or not row.user.is_active:
        return (
            None,
            "Send a valid API token in the header “Authorization: Bearer sb_…”. Make one under Account, API tokens.",
        )
    if row.revoked_at is not None:
        return None, "This token was revoked. Make another one under Account, API tokens."
    if row.expires_at is not None and row.expires_at <= now:
        return None, "This token has expired. Make another one under Account, API tokens."
    return row, ""


def note_use(row: ApiToken, now: datetime) -> None:
    """Keeps when a token was used last, at most once a minute, and only where no other write is under way."""
    if row.last_used_at is not None and abs(now - row.last_used_at) < USED_AGAIN_AFTER:
        return
    try:
        with written_if_free() as free:
            if free:
                ApiToken.objects.filter(pk=row.pk).update(last_used_at=now)
    except DatabaseError:
        return
