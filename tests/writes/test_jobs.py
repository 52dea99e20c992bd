"""Files in the making: real processes that wait for each other and can be ended, and rows that say how far they are."""

import fcntl
import os
import time
from datetime import timedelta

import pytest
from django.utils import timezone

from bench.boards import board
from projects.core.findings import Refused
from projects.core.report import build
from projects.exports.material import Material
from projects.material import facts_of, material_of
from projects.models import Job, Project
from projects.reads import report_of
from projects.writes import jobs
from projects.writes.making import LOCK, WORK, Making, folder
from tests.boards import catalog

SECONDS = 30


def file_of(job):
    """Where the file of a job lies; it has to have one."""
    path = jobs.file_of(job)
    assert path
    return path


@pytest.fixture(autouse=True)
def _own_folder(tmp_path, settings):
    settings.STORYBOARD_DATA = tmp_path


@pytest.fixture(scope="module")
def many():
    """A report of so many shots that it takes a while."""
    return build(board(400), catalog())


@pytest.fixture
def heavy(project, many):
    return Material(many, many, catalog(), facts_of(project, report_of(project)))


@pytest.fixture
def light(project):
    """A PDF of two shots, made."""
    making = Making(material_of(project))
    assert making.wait(SECONDS)
    return making


def kept(project, owner, making, **columns):
    job = jobs.keep(project, owner, making, "harbour.pdf", "layout=grid")
    Job.objects.filter(pk=job.pk).update(**columns) if columns else None
    return Job.objects.get(pk=job.pk)


def lives(pid):
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def until(true):
    end = time.monotonic() + SECONDS
    while not true() and time.monotonic() < end:
        time.sleep(0.02)
    assert true()


def test_what_is_made_can_be_taken_and_leaves_nothing_behind(light):
    assert (light.state, light.take()[:5]) == ("done", b"%PDF-")
    assert [path.name for path in folder().iterdir()] == []


def test_a_second_heavy_file_waits_and_starts_when_the_first_is_over(heavy):
    with (folder() / LOCK).open("wb") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        making = Making(heavy)
        assert not making.wait(0.4)
        assert (making.state, making.pid) == ("queued", None)
    until(lambda: making.pid)
    making.cancelled.set()
    assert making.wait(SECONDS)


@pytest.mark.parametrize("kind", ["pdf", "zip"])
def test_cancelling_ends_the_process(heavy, kind):
    making = Making(heavy, kind)
    until(lambda: making.pid)
    assert lives(making.pid)
    making.cancelled.set()
    assert making.wait(SECONDS)
    assert (making.state, lives(making.pid)) == ("cancelled", False)
    assert making.take() == b""


def test_a_process_that_is_killed_from_outside_ended_without_an_answer(heavy):
    making = Making(heavy)
    until(lambda: making.pid)
    os.kill(making.pid, 9)
    assert making.wait(SECONDS)
    assert (making.state, making.said) == ("failed", "It ended without an answer. Start it again.")


def test_a_folder_that_cannot_be_written_is_said_in_one_sentence(heavy):
    with (folder() / LOCK).open("wb") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        making = Making(heavy)
        making.folder.rmdir()
    assert making.wait(SECONDS)
    assert (making.state, making.said[:27]) == ("failed", "The PDF could not be laid o")


def test_a_job_keeps_its_file_and_says_where_it_came_from(project, owner, light):
    job = kept(project, owner, light)
    assert (job.state, job.kind, job.by, job.revision, job.options) == (
        "done", "pdf", owner, project.revision, {"query": "layout=grid"}
    )  # fmt: skip
    assert file_of(job).read_bytes()[:5] == b"%PDF-"
    assert job.size == file_of(job).stat().st_size
    assert (jobs.state_of(job), jobs.cancel(job)) == ("done", False)


def test_a_job_without_a_sign_of_life_is_lost(project, owner, light):
    ago = timezone.now() - jobs.SILENT - timedelta(seconds=1)
    job = kept(project, owner, light, state="running", beat_at=ago)
    assert (jobs.state_of(job), jobs.file_of(job)) == ("lost", None)
    assert jobs.state_of(kept(project, owner, light, state="running", beat_at=timezone.now())) == "running"


def test_a_waiting_job_knows_how_many_are_before_it(project, owner):
    now = timezone.now()
    made = [
        Job.objects.create(project=project, by=owner, kind="pdf", state=s, beat_at=now)
        for s in ("running", "queued", "queued")
    ]
    assert [jobs.place_of(job) for job in made] == [0, 1, 2]
    assert jobs.cancel(made[1])
    assert jobs.place_of(made[2]) == 1


def test_files_go_after_a_day_and_with_their_project(project, owner, theirs, stranger, light):
    job = kept(project, owner, light, at=timezone.now() - jobs.KEPT - timedelta(minutes=1))
    path = file_of(job)
    other = Job.objects.create(project=theirs, by=stranger, kind="pdf", state="done", file="theirs.pdf")
    (folder() / "theirs.pdf").write_bytes(b"%PDF-")
    Project.objects.filter(pk=theirs.pk).update(deleted_at=timezone.now())
    jobs.sweep()
    assert (path.exists(), (folder() / "theirs.pdf").exists()) == (False, False)
    assert not Job.objects.filter(pk__in=[job.pk, other.pk]).exists()


def test_what_nobody_names_is_swept_when_it_is_old(project):
    for name in (f"{WORK}old", f"{WORK}new"):
        (folder() / name).mkdir()
    long_ago = time.time() - 2 * jobs.STRAY
    os.utime(folder() / f"{WORK}old", (long_ago, long_ago))
    jobs.sweep()
    assert [path.name for path in folder().iterdir()] == [f"{WORK}new"]


def test_a_project_keeps_twenty_jobs_and_refuses_when_all_are_in_the_making(project, owner, light):
    now = timezone.now()
    for at in range(25):
        Job.objects.create(project=project, by=owner, kind="pdf", state="done", said=str(at))
    job = kept(project, owner, light)
    assert Job.objects.filter(project=project).count() == jobs.MOST
    assert Job.objects.filter(pk=job.pk, state="done").exists()
    Job.objects.filter(project=project).update(state="queued", beat_at=now)
    with pytest.raises(Refused, match="20 files of this project are in the making"):
        kept(project, owner, light)


def test_forgetting_a_project_removes_its_files(project, owner, light):
    path = file_of(kept(project, owner, light))
    jobs.forget(project)
    assert (path.exists(), Job.objects.count()) == (False, 0)
