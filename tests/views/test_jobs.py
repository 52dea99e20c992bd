"""The PDF of the export page: at once, or by way of a page that says how far it is; on the real server where it takes long."""

import fcntl
import io
import json
import re
import time
import zipfile
from contextlib import contextmanager, suppress
from datetime import timedelta
from http.client import HTTPConnection
from pathlib import Path

import pytest
from django.urls import reverse
from django.utils import timezone

from bench.boards import board
from projects.core.document import dumps
from projects.models import Job
from projects.writes import jobs
from projects.writes.making import LOCK, folder
from tests.pages import Page
from tests.servers import Server, scratch_database

SECONDS = 40


@pytest.fixture
def path(project):
    return reverse("export_file", args=[project.slug, "pdf"])


def job_of(project, by, **columns):
    return Job.objects.create(project=project, by=by, kind="pdf", options={"query": "layout=deck"}, **columns)


def text(client, project, job):
    return Page(client.get(reverse("job", args=[project.slug, job.pk]))).text("job")


def test_a_small_paper_comes_at_once_by_its_name(as_viewer, path):
    for response in (as_viewer.get(path, {"layout": "pages"}), as_viewer.post(f"{path}?layout=deck")):
        assert (response.status_code, response.content[:5]) == (200, b"%PDF-")
        assert response["Content-Disposition"] == 'attachment; filename="harbour-morning.pdf"'
        assert response["Content-Type"] == "application/pdf"
    assert Job.objects.count() == 0


def test_options_that_are_none_are_said(as_viewer, path):
    response = as_viewer.get(path, {"layout": "poster"})
    assert (response.status_code, response.content.decode()) == (422, "There is no such layout; choose one of the list.")


def test_each_state_is_said_with_what_to_do_next(as_viewer, project, owner):
    now = timezone.now()
    waits = job_of(project, owner, state="queued", beat_at=now)
    runs = job_of(project, owner, state="running", beat_at=now, said="Reading pictures", done=25, total=90)
    assert "It is next." in text(as_viewer, project, waits)
    assert "Reading pictures: 25 of 90" in text(as_viewer, project, runs)
    lost = job_of(project, owner, state="running", beat_at=now - jobs.SILENT - timedelta(seconds=2))
    assert "Ended without an answer" in text(as_viewer, project, lost)
    assert "Start it again" in text(as_viewer, project, lost)
    failed = job_of(project, owner, state="failed", said="The disk of this server is full.")
    assert "The disk of this server is full." in text(as_viewer, project, failed)
    assert "Nothing was made." in text(as_viewer, project, job_of(project, owner, state="cancelled"))
    assert "no longer kept" in text(as_viewer, project, job_of(project, owner, state="done", file="gone.pdf"))


def test_the_page_asks_again_only_while_something_happens(as_viewer, project, owner):
    for state, asks in (("running", True), ("done", False), ("failed", False)):
        job = job_of(project, owner, state=state, beat_at=timezone.now())
        html = as_viewer.get(reverse("job", args=[project.slug, job.pk])).content.decode()
        assert ('hx-trigger="every 1s"' in html, 'http-equiv="refresh"' in html) == (asks, asks)
        region = as_viewer.get(
            reverse("job", args=[project.slug, job.pk]), headers={"HX-Request": "true", "HX-Target": "job"}
        )
        assert region.content.decode().strip().startswith('<div id="job"')


def test_a_result_is_saved_by_its_name_and_a_lost_one_leads_to_its_page(as_viewer, project, owner):
    job = job_of(project, owner, state="done", file="made.pdf", name="harbour-DRAFT.pdf")
    (folder() / "made.pdf").write_bytes(b"%PDF-1.7")
    response = as_viewer.get(reverse("job_file", args=[project.slug, job.pk]))
    assert b"".join(response.streaming_content) == b"%PDF-1.7"
    assert response["Content-Disposition"] == 'attachment; filename="harbour-DRAFT.pdf"'
    zipped = job_of(project, owner, state="done", file="made.zip")
    Job.objects.filter(pk=zipped.pk).update(kind="zip")
    (folder() / "made.zip").write_bytes(b"PK")
    response = as_viewer.get(reverse("job_file", args=[project.slug, zipped.pk]))
    assert (b"".join(response.streaming_content), response["Content-Type"]) == (b"PK", "application/zip")
    assert "The zip is ready" in text(as_viewer, project, zipped)
    (folder() / "made.pdf").unlink()
    response = as_viewer.get(reverse("job_file", args=[project.slug, job.pk]))
    assert (response.status_code, response["Location"]) == (303, reverse("job", args=[project.slug, job.pk]))


def test_a_job_of_another_project_is_no_job(as_viewer, as_stranger, project, theirs, owner, stranger):
    ours, other = job_of(project, owner, state="queued"), job_of(theirs, stranger, state="queued")
    for client, slug, job in (
        (as_stranger, project.slug, ours),
        (as_viewer, project.slug, other),
        (as_viewer, theirs.slug, other),
    ):
        for name in ("job", "job_file"):
            assert client.get(reverse(name, args=[slug, job.pk])).status_code == 404
        assert client.post(reverse("job_cancel", args=[slug, job.pk])).status_code == 404
    assert set(Job.objects.values_list("state", flat=True)) == {"queued"}


class Site:
    """The real server with a long plan in it, and one person who asks for its PDF."""

    def __init__(self, server):
        self.server = server
        self.slug = server.manage("import_storyboard", "-", given=dumps(board(500)))
        self.browser = server.browser()

    def ask(self, query="", kind="pdf"):
        """The address of the job that a file became."""
        status, headers, _ = self.browser.get(f"/projects/{self.slug}/export/{kind}/{query}")
        assert status == 303
        return headers["Location"]

    def until(self, job, words):
        end, found = time.monotonic() + SECONDS, ""
        while time.monotonic() < end:
            found = " ".join(re.sub("<[^>]+>", " ", self.browser.get(job)[2].split('<section class="job">')[1]).split())
            if words in found:
                return found
            time.sleep(0.1)
        raise AssertionError(f"{words!r} never came; the last was {found!r}")

    def program(self):
        """Asks the API with a token: status, headers and body."""
        form = {"name": "Nightly build", "scope": "read", "project": "", "expires": "30", "key": "k"}
        shown = re.search(r'value="(sb_[^"]+)"', self.browser.post("/account/tokens/", **form)[2])
        assert shown

        def ask(method, address):
            status, headers, text = self.browser.twin().ask(method, address, Authorization=f"Bearer {shown[1]}")
            return status, headers, json.loads(text) if text.startswith("{") else text

        return ask

    def makers(self):
        """Processes that make a PDF for this server."""
        found = []
        for path in Path("/proc").glob("[0-9]*/cmdline"):
            with suppress(OSError):  # it ended meanwhile
                line = path.read_bytes()
                if b"pdf_process.py" in line and bytes(self.server.folder) in line:
                    found.append(path.parent.name)
        return found

    def one(self):
        """Waits until one is made."""
        self._count(1)

    def none(self):
        """Waits until none is made any more."""
        self._count(0)

    def _count(self, wanted):
        end = time.monotonic() + SECONDS
        while len(self.makers()) != wanted and time.monotonic() < end:
            time.sleep(0.02)
        assert len(self.makers()) == wanted

    def saved(self, address):
        connection = HTTPConnection("127.0.0.1", self.server.port, timeout=30)
        connection.request(
            "GET", address, headers={"Cookie": "; ".join(f"{k}={v}" for k, v in self.browser.cookies.items())}
        )
        data = connection.getresponse().read()
        connection.close()
        return data


def test_a_long_paper_waits_runs_is_cancelled_and_ends_with_its_server(tmp_path):
    with scratch_database(tmp_path / "data") as more:
        server = Server(tmp_path / "data", more)
        server.start()
        try:
            story(Site(server))
        finally:
            server.stop()


@contextmanager
def another(site):
    """As if another heavy file were made all the time."""
    data = site.server.folder / "jobs"
    data.mkdir(exist_ok=True)
    with (data / LOCK).open("wb") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        yield


def story(site):
    with another(site):
        first, second = site.ask("?layout=grid"), site.ask("?layout=deck")
        site.until(first, "It is next.")
        site.until(second, "1 file before this one")
        assert site.browser.post(f"{second}cancellation/")[0] == 302
        site.until(second, "Nothing was made.")
        assert site.makers() == []
    site.until(first, "Save the PDF")
    assert site.saved(f"{first}file/")[:5] == b"%PDF-"
    with another(site):
        both = [site.ask(kind=kind) for kind in ("zip", "html")]
        site.until(both[1], "1 file before this one")
    site.until(both[0], "Save the zip")
    assert zipfile.ZipFile(io.BytesIO(site.saved(f"{both[0]}file/"))).testzip() is None
    site.until(both[1], "Save the page")
    over_the_api(site)
    with another(site):
        third = site.ask("?layout=pages")
    site.one()
    site.browser.post(f"{third}cancellation/")
    site.none()
    site.until(third, "Make it again")
    with another(site):
        site.ask("?layout=pages")
    site.one()
    site.server.kill()  # as a power cut does
    site.none()


def over_the_api(site):
    ask, address = site.program(), f"/api/v1/projects/{site.slug}/exports/html"
    with another(site):
        (status, headers, told), first = ask("GET", address), ask("GET", address)[2]
        assert (status, headers["Location"], headers["Retry-After"], told["state"]) == (202, told["url"], "1", "queued")
        assert ask("DELETE", first["url"])[0] == 204
        assert ask("GET", first["url"])[2]["state"] == "cancelled"
    end = time.monotonic() + SECONDS
    while told["state"] != "done" and time.monotonic() < end:
        time.sleep(0.5)  # a token may ask so often
        told = ask("GET", told["url"])[2]
    status, headers, page = ask("GET", told["file"])
    assert (status, headers["Content-Type"], page[:15]) == (200, "text/html; charset=utf-8", "<!doctype html>")
