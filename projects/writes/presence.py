"""Who is here: one row for each person in each project, renewed while a page of it stands open."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db import DatabaseError, connection, transaction

from projects.models import Presence, Project, User
from projects.writes.transaction import gate_file

# A person who was not seen for this long is gone. A row is renewed early enough to outlive two missed turns.
HERE_FOR = timedelta(seconds=25)
RENEWED_AFTER = timedelta(seconds=10)


@dataclass(frozen=True, slots=True)
class Here:
    """A person who has a page of the project open, and the code of the shot that stands open there, if any."""

    user: int
    name: str
    shot: str
    seen_at: datetime


@contextmanager
def _written_if_free() -> Iterator[bool]:
    """A write transaction behind the gate of all writers (`writes.transaction`) where nobody stands in it; else False.

    Who is here is never worth a wait: dozens of pages ask every second, and the next turn notes it.
    """
    if connection.vendor != "sqlite" or not settings.WRITE_GATE:
        with transaction.atomic():
            yield True
        return
    handle = os.open(gate_file(), os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        yield False
    else:
        with transaction.atomic():
            yield True
    finally:
        os.close(handle)


def people_here(project: Project, now: datetime) -> tuple[Here, ...]:
    """Everybody who was seen in the last 25 s, by name. One query over an index."""
    rows = Presence.objects.filter(project=project, seen_at__gt=now - HERE_FOR)
    found = [
        Here(row.user_id, row.user.label, row.shot, row.seen_at)
        for row in rows.select_related("user").only("user__name", "user__email", "shot", "seen_at", "project_id")
    ]
    return tuple(sorted(found, key=lambda here: (here.name.casefold(), here.user)))


def keep_here(project: Project, user: User, shot: str | None, people: Iterable[Here], now: datetime) -> bool:
    """Notes that this person is here, with `shot` open; None leaves what is noted there. True where a row was written.

    `people` is what `people_here` gave: a row that is fresh and says the same is left alone. A busy
    database is no fault: the next turn, a second later, notes it.
    """
    own = next((here for here in people if here.user == user.pk), None)
    if own and now - own.seen_at < RENEWED_AFTER and shot in (None, own.shot):
        return False
    columns = {"seen_at": now} if shot is None else {"seen_at": now, "shot": shot}
    try:
        with _written_if_free() as free:
            if free and not Presence.objects.filter(project=project, user=user).update(**columns):
                Presence.objects.create(project=project, user=user, **columns)
            return free
    except DatabaseError:
        return False


def leave(project: Project, user: User) -> None:
    """Forgets that this person is here; where the database is busy, the row is passed over 25 s later."""
    try:
        with _written_if_free() as free:
            if free:
                Presence.objects.filter(project=project, user=user).delete()
    except DatabaseError:
        return
