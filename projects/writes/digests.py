"""News by mail, for those who asked for it: what is unread and was not mailed yet, each thing once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.core import signing
from django.db.models import Q

from projects.models import Notice, User
from projects.talk import notices_of
from projects.writes.transaction import writing

# A little less than the time between: whoever asks every day at six is not passed over for a second.
EVERY = {"day": timedelta(hours=23), "week": timedelta(days=7, hours=-1)}
MOST = 100
_SALT = "storyboard.digest"


@dataclass(frozen=True, slots=True)
class Claim:
    """News that one run alone will mail. `before` is when this person was mailed last."""

    user: User
    notices: tuple[Notice, ...]
    before: datetime | None


def set_digest(user: User, how: str) -> None:
    """How often a person wants news by mail: "", "day" or "week"."""
    with writing():
        User.objects.filter(pk=user.pk).update(digest=how)


def due(now: datetime) -> Iterator[User]:
    """The people whose turn it is: active, asked for it, and not mailed within their time."""
    turn = Q(digest_at__isnull=True)
    for how, every in EVERY.items():
        turn |= Q(digest=how, digest_at__lte=now - every)
    yield from User.objects.filter(turn, is_active=True, digest__in=EVERY).order_by("pk")


def claim(user: User, now: datetime) -> Claim | None:
    """Marks a person's unread news as mailed before they are: two runs at once never send the same. None: no news."""
    with writing():
        rows = notices_of(user).filter(read_at__isnull=True, mailed_at__isnull=True)
        ids = list(rows.order_by("-id").values_list("pk", flat=True)[:MOST])
        turn = User.objects.filter(pk=user.pk, digest_at=user.digest_at, digest=user.digest, is_active=True)
        if not ids or not turn.update(digest_at=now):
            return None
        Notice.objects.filter(pk__in=ids).update(mailed_at=now)
        found = Notice.objects.filter(pk__in=ids).select_related("project", "shot", "comment", "decision", "round")
        return Claim(user, tuple(found.order_by("project__title", "project_id", "id")), user.digest_at)


def give_back(claimed: Claim, now: datetime) -> None:
    """The mail was not sent: the news wait for the next run."""
    with writing():
        Notice.objects.filter(pk__in=[notice.pk for notice in claimed.notices], mailed_at=now).update(mailed_at=None)
        User.objects.filter(pk=claimed.user.pk, digest_at=now).update(digest_at=claimed.before)


def stop_token(user: User) -> str:
    """What the link that ends these mails carries: signed, for this person alone, without an end."""
    return signing.dumps(user.pk, salt=_SALT)


def person_of(token: str) -> User | None:
    """Whose mails this token ends; None for one that was not signed here."""
    try:
        return User.objects.filter(pk=signing.loads(token, salt=_SALT)).first()
    except signing.BadSignature:
        return None
