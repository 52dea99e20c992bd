"""Who is here: one row for each device of a person in each project, renewed while a page of it stands open there."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db import DatabaseError, connection, transaction
from django.db.models import F, IntegerField, Value

from projects.models import Guest, Presence, Project, User
from projects.writes.transaction import gate_file

# A person who was not seen for this long is gone. A row is renewed early enough to outlive two missed turns.
HERE_FOR = timedelta(seconds=25)
RENEWED_AFTER = timedelta(seconds=10)


@dataclass(frozen=True, slots=True)
class Here:
    """A person who has a page of the project open on some device, and the code of the shot that stands open there, if any.

    `user` is the key of the account; of a guest, who has none, it is the key of the guest below zero.
    """

    user: int
    name: str
    shot: str
    seen_at: datetime
    device: str = ""


@contextmanager
def written_if_free() -> Iterator[bool]:
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
    """Everybody who was seen in the last 25 s, by name, once for each device; guests too. One query over indexes."""
    since = now - HERE_FOR
    members = Presence.objects.filter(project=project, seen_at__gt=since).values_list(
        "user", "user__name", "user__email", "shot", "seen_at", "device"
    )
    number = Value(0, output_field=IntegerField()) - F("pk")
    guests = Guest.objects.filter(link__project=project, link__revoked_at=None, seen_at__gt=since).values_list(
        number, "name", Value(""), "shot", "seen_at", Value("")
    )
    found = [
        Here(user, User(name=name, email=email).label, shot, seen_at, device)
        for user, name, email, shot, seen_at, device in members.union(guests, all=True)
    ]
    return tuple(sorted(found, key=lambda here: (here.name.casefold(), here.user, here.shot, here.device)))


def keep_here(
    project: Project, user: User, shot: str | None, people: Iterable[Here], now: datetime, device: str = ""
) -> bool:
    """Notes that this person is here on this device, with `shot` open; None leaves what is noted there. True where a row
    was written.

    `people` is what `people_here` gave: a row that is fresh and says the same is left alone. A busy
    database is no fault: the next turn, a second later, notes it.
    """
    own = next((here for here in people if (here.user, here.device) == (user.pk, device)), None)
    if own and now - own.seen_at < RENEWED_AFTER and shot in (None, own.shot):
        return False
    columns = {"seen_at": now} if shot is None else {"seen_at": now, "shot": shot}
    try:
        with written_if_free() as free:
            rows = Presence.objects.filter(project=project, user=user)
            if free and not rows.filter(device=device).update(**columns):
                rows.filter(seen_at__lte=now - HERE_FOR).delete()  # devices that are gone
                Presence.objects.create(project=project, user=user, device=device, **columns)
            return free
    except DatabaseError:
        return False


def leave(project: Project, user: User, device: str = "") -> None:
    """Forgets that this person is here on this device; where the database is busy, the row is passed over 25 s later."""
    try:
        with written_if_free() as free:
            if free:
                Presence.objects.filter(project=project, user=user, device=device).delete()
    except DatabaseError:
        return


def keep_guest(guest: Guest, shot: str, now: datetime) -> bool:
    """Notes that a guest is here with `shot` open, as `keep_here` does of members. True where the row was written."""
    if guest.seen_at is not None and now - guest.seen_at < RENEWED_AFTER and shot == guest.shot:
        return False
    try:
        with written_if_free() as free:
            if free:
                Guest.objects.filter(pk=guest.pk).update(seen_at=now, shot=shot)
            return free
    except DatabaseError:
        return False
