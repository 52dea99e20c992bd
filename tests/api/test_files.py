"""Files over the API: at once, or as jobs that say how far they are. The real server makes one in tests/views/test_jobs.py."""

import uuid
from datetime import timedelta

import pytest
from django.utils import timezone

from projects.models import Job
from projects.writes import jobs
from projects.writes.making import folder
from tests.api.clients import ROOT, program_of


@pytest.fixture
def program(owner):
    return program_of(owner, write=False)


def job_of(project, **columns):
    return Job.objects.create(
        project=project, beat_at=timezone.now(), **{"kind": "zip", "name": "harbour-DRAFT.zip", **columns}
    )


def test_files_are_those_of_the_export_page(program, project, as_owner):
    at = f"projects/{project.slug}/exports"
    for kind in ("csv", "json", "prompts"):
        answer = program.get(f"{at}/{kind}")
        page = as_owner.get(f"/projects/{project.slug}/export/{kind}/")
        assert (answer.content, answer["Content-Disposition"]) == (page.content, page["Content-Disposition"])
        assert answer["Storyboard-Draft"] == ("true" if "-DRAFT" in answer["Content-Disposition"] else "false")
    assert program.get(f"{at}/csv?scope=shots&keys=SH020").content.count(b"SH010") == 0
    assert program.get(f"{at}/csv?scope=nothing").status_code == 422
    assert program.get(f"{at}/exe").status_code == 404


def test_a_job_says_how_far_it_is(program, project):
    at = f"projects/{project.slug}/jobs"
    job = job_of(project, state="running", said="Writing timeline.edl", done=3, total=12)
    answer = program.get(f"{at}/{job.pk}")
    told = answer.json()
    assert (answer["Retry-After"], told["state"], told["said"], told["done"], told["total"], told["file"]) == (
        "1", "running", "Writing timeline.edl", 3, 12, None,
    )  # fmt: skip
    assert told["url"] == f"/{ROOT.strip('/')}/{at}/{job.pk}"
    job_of(project, state="queued")
    assert [item["ahead"] for item in program.get(at).json()["items"]] == [1, 0]
    lost = job_of(project, state="running")
    Job.objects.filter(pk=lost.pk).update(beat_at=timezone.now() - jobs.SILENT - timedelta(seconds=2))
    assert program.get(f"{at}/{lost.pk}").json()["state"] == "lost"
    for number in ("x", uuid.uuid4(), f"{job.pk}0"):
        assert program.get(f"{at}/{number}").status_code == 404


def test_a_file_is_there_when_it_is_made_and_not_before(program, project):
    job = job_of(project, state="running", file="made.zip")
    at = f"projects/{project.slug}/jobs/{job.pk}"
    (folder() / "made.zip").write_bytes(b"PK")
    assert program.get(f"{at}/file").json()["error"] == "There is no file: this job is running."
    Job.objects.update(state="done")
    answer = program.get(at)
    assert "Retry-After" not in answer
    answer = program.get(answer.json()["file"].removeprefix(ROOT))
    assert b"".join(answer.streaming_content) == b"PK"
    assert [answer[name] for name in ("Content-Type", "Content-Disposition", "Storyboard-Draft")] == [
        "application/zip", 'attachment; filename="harbour-DRAFT.zip"', "true",
    ]  # fmt: skip
    (folder() / "made.zip").unlink()
    assert (program.get(f"{at}/file").status_code, program.get(at).json()["file"]) == (404, None)


def test_whoever_may_export_cancels_what_is_not_over(program, project):
    job = job_of(project, state="running")
    at = f"projects/{project.slug}/jobs/{job.pk}"
    assert program.delete(at).status_code == 204
    answer = program.delete(at)
    assert (answer.status_code, answer.json()["error"]) == (409, "It is over: cancelled.")


def test_too_many_files_at_once_are_refused(program, project, settings):
    settings.PDF_WAIT_SECONDS = 0
    for _ in range(jobs.MOST):
        job_of(project, state="queued")
    answer = program.get(f"projects/{project.slug}/exports/zip")
    assert (answer.status_code, answer.json()["error"][:44]) == (409, "20 files of this project are in the making. ")
