"""Files that take longer than a request: rows that say how far they are, and what happens to what they made."""

from __future__ import annotations

import shutil
import time
import uuid
from collections.abc import Iterable
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import DatabaseError, connection
from django.utils import timezone

from projects.core.findings import Refused
from projects.exports import FORMATS
from projects.exports.apart import sentence
from projects.exports.material import Material
from projects.models import Project, User
from projects.models.outside import Job
from projects.writes.making import LOCK, LOST, WORK, Making, folder

MOST = 20  # jobs that a project keeps
KEPT = timedelta(hours=24)
SILENT = timedelta(seconds=10)  # without a sign of life for so long, nobody makes it any more
ALIVE = ("queued", "running")
BEAT = 0.8
WAIT = 1.0  # seconds that somebody waits for a file before it becomes a job
STRAY = 3600  # seconds after which a folder that nobody names is removed
_makings: dict[uuid.UUID, Making] = {}


def made(project: Project, by: User, material: Material, kind: str, name: str, query: str) -> bytes | Job:
    """The file, where that takes less than a second; else the job that makes it, or has more to say of it than bytes can.

    Refused where it cannot be made, or too many are in the making.
    """
    form = FORMATS[kind]
    if material.report.shots <= form.alone:
        return form.write(material)
    try:
        making = Making(material, kind)
    except OSError as error:
        raise Refused(sentence(error)) from error
    over = making.wait(getattr(settings, "PDF_WAIT_SECONDS", WAIT))
    if over and making.state == "done" and not making.note:
        return making.take()
    if over and making.state == "failed":
        making.take()
        raise Refused(making.said)
    try:
        return keep(project, by, making, name, query)
    except Refused:
        making.cancelled.set()
        raise


def keep(project: Project, by: User, making: Making, name: str, query: str) -> Job:
    """A job out of what is in the making: from now on its row says how far it is. Refused where there are too many."""
    sweep()
    _make_room(project)
    job = Job.objects.create(
        project=project, by=by, kind=making.kind, options={"query": query}, revision=project.revision, name=name,
        state="running" if making.pid else "queued", said=making.said, beat_at=timezone.now(),
    )  # fmt: skip
    _makings[job.pk] = making
    with making.lock:
        making.tick, making.ended = _Beat(job), _ended(job)
        over = making.over.is_set()
    if over:
        finish(job, making)
    return Job.objects.get(pk=job.pk)


def state_of(job: Job) -> str:
    """Its state as people see it; "lost" where it should be going on, but nobody is at it any more."""
    seen = job.beat_at or job.at
    return "lost" if job.state in ALIVE and timezone.now() - seen > SILENT else job.state


def place_of(job: Job) -> int:
    """How many wait or work before a job that waits; 0 for the next."""
    count: int = _ahead(job).count()
    return count


def cancel(job: Job) -> bool:
    """Ends a job, wherever it is made. False where it is over already."""
    ended = Job.objects.filter(pk=job.pk, state__in=ALIVE).update(state="cancelled", said="", ended_at=timezone.now())
    making = _makings.get(job.pk)
    if ended and making is not None:
        making.cancelled.set()
    return bool(ended)


def file_of(job: Job) -> Path | None:
    """What a job has made, as long as it is kept."""
    found = folder() / job.file if job.file else None
    return found if found and job.state == "done" and found.is_file() else None


def sweep() -> None:
    """Removes what was made a day ago, what belongs to deleted projects, and what a lost process has left behind."""
    _remove(Job.objects.filter(at__lt=timezone.now() - KEPT))
    _remove(Job.objects.filter(project__deleted_at__isnull=False))
    named = set(Job.objects.exclude(file="").values_list("file", flat=True))
    for path in folder().iterdir():
        stray = path.name.startswith(WORK) or path.name not in {*named, LOCK}
        if stray and time.time() - path.stat().st_mtime > STRAY:
            shutil.rmtree(path, ignore_errors=True) if path.is_dir() else path.unlink(missing_ok=True)


def forget(project: Project) -> None:
    """Removes every job of a project that is deleted; what is in the making is ended."""
    _remove(Job.objects.filter(project=project))


def finish(job: Job, making: Making) -> None:
    """Writes down how it ended, and keeps the file where nobody has cancelled it since."""
    name, state = f"{job.pk}.{FORMATS[making.kind].extension}", making.state
    said = making.note if state == "done" else making.said
    size = 0
    try:
        making.take(folder() / name)
        size = (folder() / name).stat().st_size if state == "done" else 0
    except OSError:
        state, said = "failed", LOST
    now = timezone.now()
    written = Job.objects.filter(pk=job.pk, state__in=ALIVE).update(
        state=state, said=said[:300], file=name if state == "done" else "", size=size, done=making.done,
        total=making.total, beat_at=now, ended_at=now,
    )  # fmt: skip
    if not written:
        (folder() / name).unlink(missing_ok=True)
    _makings.pop(job.pk, None)


def _remove(jobs: Any) -> None:
    for job in jobs:
        cancel(job)
        if job.file:
            (folder() / job.file).unlink(missing_ok=True)
        job.delete()


def _make_room(project: Project) -> None:
    """The oldest jobs that are over make room for a new one."""
    kept: Iterable[Job] = Job.objects.filter(project=project).order_by("-at")
    over = [job for job in kept if state_of(job) not in ALIVE]
    alive = len(list(kept)) - len(over)
    if alive >= MOST:
        raise Refused(f"{MOST} files of this project are in the making. Wait until one is ready, or cancel one.")
    _remove(over[MOST - 1 - alive :])


def _ahead(job: Job) -> Any:
    return Job.objects.filter(state__in=ALIVE, at__lt=job.at, beat_at__gte=timezone.now() - SILENT)


class _Beat:
    """What the thread of a job calls: writes its sign of life, and sees whether it was cancelled or is to wait."""

    def __init__(self, job: Job) -> None:
        self._job, self._at, self._told = job, 0.0, ("", "", 0)

    def __call__(self, making: Making) -> bool:
        told = (making.state, making.said, making.done)
        try:
            if time.monotonic() - self._at > BEAT or told != self._told:
                self._at, self._told = time.monotonic(), told
                alive = Job.objects.filter(pk=self._job.pk, state__in=ALIVE).update(
                    state=making.state if making.state in ALIVE else "running", said=making.said, done=making.done,
                    total=making.total, pid=making.pid, beat_at=timezone.now(),
                )  # fmt: skip
            else:
                alive = Job.objects.filter(pk=self._job.pk, state__in=ALIVE).count()
            first = making.state != "queued" or not _ahead(self._job).exists()
        except DatabaseError:
            return False  # busy or away for a moment: the next sign of life will tell
        finally:
            connection.close()
        if not alive:
            making.cancelled.set()
        return bool(alive) and first


def _ended(job: Job) -> Any:
    def ended(making: Making) -> None:
        for _ in range(5):
            try:
                finish(job, making)
            except DatabaseError:
                time.sleep(1)
            else:
                break
            finally:
                connection.close()

    return ended
