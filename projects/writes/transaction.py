"""What every write stands in: the write gate, one transaction, the project's lock, one line in the log."""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
import threading
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from functools import lru_cache, partial
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone

from projects.approvals import standing
from projects.core.findings import Finding, Held, Refused
from projects.models import Project, Receipt, User
from projects.models.lookup import Lookup
from projects.reads import REPORTS, report_of
from projects.writes.activity import log, note
from projects.writes.due import collecting
from projects.writes.protection import Protected, with_stale
from projects.writes.saving import insert, quoted
from projects.writes.step import Step, step_of
from projects.writes.versioning import keep_versions

__all__ = [
    "Blocked", "Reused", "Stale", "changing", "fingerprint", "gate_file", "log", "note", "once", "writing",
]  # fmt: skip


class Blocked(Exception):
    """A save that would add continuity errors. Nothing was saved; `findings` says what stands against it."""

    def __init__(self, findings: tuple[Finding, ...]) -> None:
        super().__init__("This would break continuity.")
        self.findings = findings


class Stale(Exception):
    """Somebody saved in between. Nothing was saved; `row` is what stands there now, `who` saved it."""

    def __init__(self, row: Any, who: str) -> None:
        super().__init__(f"{who} changed this while you were writing.")
        self.row = row
        self.who = who


class Reused(Exception):
    """An idempotency key that was already used for something else."""


_thread_gate = threading.Lock()
_depth = threading.local()


def gate_file() -> Path:
    """The file whose lock is the write gate over processes."""
    return Path(settings.STORYBOARD_DATA) / "write.lock"


@contextmanager
def _gate() -> Iterator[None]:
    """Lets one writer at a time reach SQLite, over threads and processes.

    Without it SQLite's busy handler lets late writers starve the early ones. Re-entrant in a thread.
    """
    if connection.vendor != "sqlite" or getattr(_depth, "held", False) or not settings.WRITE_GATE:
        yield
        return
    path = gate_file()
    with _thread_gate:
        handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX)
            _depth.held = True
            yield
        finally:
            _depth.held = False
            os.close(handle)


@contextmanager
def writing() -> Iterator[None]:
    """One write transaction behind the gate."""
    with _gate(), transaction.atomic():
        yield


@contextmanager
def changing(project: Project, *, by: User | None = None) -> Iterator[Project]:
    """A write to one project: its revision raised and its row locked first (then scene, then shot).

    Yields the row as it is now, with the revision that it had, so that `report_of` gives what was there
    before. Refused where the project was deleted in between. What is Held is rolled back and logged.
    What `step` changes inside is one step of that person, carried by the line of the log that is written last; a block
    inside of a block belongs to the same step. Afterwards `done` of the project that was given is that line, None
    where nothing was done that could be taken back.
    """
    try:
        with _changing(project) as locked:
            yield locked
    except (Held, Protected) as error:
        with writing():
            log(project, by, "refused", error.target, reason=str(error))
        raise


_PROJECT = Lookup(Project, {"pk": int}, {})


@lru_cache(maxsize=1)
def _raising() -> str:
    table, revision, changed, key, deleted = quoted(Project, "revision", "changed_at", "id", "deleted_at")
    sets = f"{revision} = {revision} + 1, {changed} = %s"
    return f"UPDATE {table} SET {sets} WHERE {key} = %s AND {deleted} IS NULL"  # noqa: S608 - our names


def _raised(project: Project) -> bool:
    """Raises the revision of a project, which locks its row; False where it was deleted."""
    with connection.cursor() as ask:
        ask.execute(_raising(), [connection.ops.adapt_datetimefield_value(timezone.now()), project.pk])
        return bool(ask.rowcount)


@contextmanager
def _changing(project: Project) -> Iterator[Project]:
    outer: Step | None = getattr(project, "step", None)
    with writing():
        if not _raised(project):
            raise Refused("This project was deleted. Ask its owner to restore it.")
        locked = _PROJECT.find(project.pk)
        if locked is None:
            raise Project.DoesNotExist
        raised = locked.revision
        locked.revision = raised - 1
        step = outer or step_of(locked)
        locked.step = step  # type: ignore[attr-defined]
        with collecting() as waiting, with_stale(partial(_gone_stale, locked)):
            yield locked
            if waiting:
                keep_versions(locked, waiting, step.line.by if step.line else None)
        if outer is None:
            _carry(step)
    project.revision = raised
    if outer is None:
        project.done = step.line if step.line and step.line.can_undo else None  # type: ignore[attr-defined]


def _gone_stale(locked: Project) -> Collection[str]:
    """The shots whose approval holds no longer, as they stood before this write; where that is not known any more, none."""
    report = REPORTS.kept(locked) if step_of(locked).entries else report_of(locked)
    return standing(locked, report).stale if report else ()


def _carry(step: Step) -> None:
    """Gives what was changed after the last line of the log to that line."""
    if step.line is not None and step.carried < len(step.entries):
        step.line.changes, step.line.can_undo = step.entries, True
        step.line.save(update_fields=["changes", "can_undo"])


def fingerprint(body: Any) -> str:
    """What was asked for, as a digest."""
    return hashlib.sha256(json.dumps(body, sort_keys=True, default=str).encode()).hexdigest()


_RECEIPT = Lookup(Receipt, {"user": int, "key": str}, {})


def once(by: User, key: str, body: Any, make: Callable[[], dict[str, Any]]) -> dict[str, Any]:
    """Runs a create once for an idempotency key and gives the same answer for every repeat.

    Call it inside the transaction of the create. An empty key gives no protection. Reused where the
    key came before with another body.
    """
    if not key:
        return make()
    mark = fingerprint(body)
    _wait_for_twins(by, key)
    receipt = _RECEIPT.find(by.pk, key)
    if receipt is not None:
        if receipt.fingerprint != mark:
            raise Reused("This form was already sent with other content. Reload the page and send it again.")
        return dict(receipt.answer)
    answer = make()
    insert(Receipt(user=by, key=key, fingerprint=mark, answer=answer))
    return answer


def _wait_for_twins(by: User, key: str) -> None:
    """Lets the same create, sent twice at once, run one after the other. SQLite's writers do so anyway."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s, hashtext(%s))", [by.pk % 2**31, key])
