"""Files of a plan: at once where that takes less than a second, else a job that says how far one is."""

from __future__ import annotations

from dataclasses import fields
from typing import Any
from uuid import UUID

from django.http import FileResponse, Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.text import slugify
from ninja import Router

from projects.api import description as spec
from projects.api.answers import Problem, answer
from projects.api.door import ApiRequest, member, only
from projects.api.shown import known, listed
from projects.core.paper_options import Options
from projects.core.paper_query import OptionsProblem, query, read_options
from projects.core.roles import Action
from projects.exports import FORMATS, file_name
from projects.material import material_of
from projects.models import Job, Project
from projects.reads import report_of
from projects.since import changed_codes, label
from projects.writes import jobs

router = Router(tags=["Files"])
_OPTIONS = tuple(field.name for field in fields(Options))
_ASK_AGAIN = "1"  # seconds


@router.get("/projects/{slug}/exports/{kind}", **spec.op("A file", "File", query=spec.OPTIONS, later="Job"))
def get_export(request: ApiRequest, slug: str, kind: str) -> HttpResponse:
    """The very bytes of the export page; what takes longer than a second becomes a job (202): ask again at `Location`.

    The header Storyboard-Draft says whether errors are open in it.
    """
    only(request, *_OPTIONS)
    project, _ = member(request, slug, Action.EXPORT)
    if kind not in FORMATS:
        raise Http404
    options = _options(request)
    board = report_of(project).board
    scenes, shots = [scene.key for scene in board.scenes], [shot.key for _, shot in board.shots()]
    known(request, "keys", {"scenes": scenes, "shots": shots}.get(options.scope, [*scenes, *shots]))
    changed = changed_codes(project, options.since) if options.scope == "changed" else frozenset()
    if changed is None:
        sentence = "There is no such point in time."
        raise Problem(422, sentence, {"since": sentence})
    material, form = material_of(project, options, changed, label(project, options.since)), FORMATS[kind]
    name = file_name(slugify(project.title)[:60] or "storyboard", material.report, form.extension)
    draft = "true" if material.report.draft else "false"
    made = jobs.made(project, request.person, material, kind, name, query(options))
    if isinstance(made, Job):
        told = _told(project, made)
        return answer(told, 202, Location=told["url"], Retry_After=_ASK_AGAIN, Storyboard_Draft=draft)
    response = HttpResponse(made, content_type=form.content_type)
    response["Storyboard-Draft"] = draft
    _named(response, name)
    return response


def _options(request: ApiRequest) -> Options:
    try:
        return read_options(dict(request.GET.lists()))
    except OptionsProblem as problem:
        raise Problem(422, str(problem), problem.problems) from None


def _named(response: HttpResponseBase, name: str) -> None:
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "private, no-store"


@router.get("/projects/{slug}/jobs", **spec.op("Files that were made or are in the making", "JobList", query=spec.PAGED))
def list_jobs(request: ApiRequest, slug: str) -> HttpResponse:
    """The newest first, those of the export page among them. They are kept for a day."""
    only(request, *spec.PAGED)
    project, _ = member(request, slug, Action.EXPORT)
    return listed(request, [_told(project, job) for job in Job.objects.filter(project=project).order_by("-at", "id")])


@router.get("/projects/{slug}/jobs/{job}", **spec.op("How far a file is", "Job"))
def get_job(request: ApiRequest, slug: str, job: str) -> HttpResponse:
    """While it is `queued` or `running`, ask again after `Retry-After`; then `file` is where to fetch it."""
    only(request)
    project, _ = member(request, slug, Action.EXPORT)
    told = _told(project, _job(project, job))
    response = answer(told)
    if told["state"] in jobs.ALIVE:
        response["Retry-After"] = _ASK_AGAIN
    return response


@router.get("/projects/{slug}/jobs/{job}/file", **spec.op("The file of a job", "File", refuses=(409,)))
def get_job_file(request: ApiRequest, slug: str, job: str) -> HttpResponseBase:
    """409 while it is in the making or where nothing was made, 404 once it is no longer kept."""
    only(request)
    project, _ = member(request, slug, Action.EXPORT)
    found = _job(project, job)
    path, state = jobs.file_of(found), jobs.state_of(found)
    if path is None and state == "done":
        raise Problem(404, "This file is no longer kept. Ask for it anew.")
    if path is None:
        raise Problem(409, f"There is no file: this job is {state}.", state=state)
    response = FileResponse(path.open("rb"), content_type=FORMATS[found.kind].content_type)
    response["Storyboard-Draft"] = "true" if "-DRAFT." in found.name else "false"
    _named(response, found.name)
    return response


@router.api_operation(
    ["DELETE"], "/projects/{slug}/jobs/{job}", **spec.op("Cancel a file in the making", "", 204, refuses=(409,))
)
def drop_job(request: ApiRequest, slug: str, job: str) -> HttpResponse:
    """Whoever may export may cancel, a token that only reads, too. 409 where it is over."""
    only(request)
    project, _ = member(request, slug, Action.EXPORT)
    found = _job(project, job)
    if not jobs.cancel(found):
        raise Problem(409, f"It is over: {found.state}.", state=found.state)
    return HttpResponse(status=204)


def _job(project: Project, number: str) -> Job:
    try:
        found = Job.objects.filter(project=project, pk=UUID(number)).first()
    except ValueError:
        found = None
    if found is None:
        raise Http404
    return found


def _told(project: Project, job: Job) -> dict[str, Any]:
    """A job as the API tells it; `file` is null until it is ready, and once it is no longer kept."""
    state, at = jobs.state_of(job), f"/api/v1/projects/{project.slug}/jobs/{job.pk}"
    return {
        "id": str(job.pk), "kind": job.kind, "name": job.name, "state": state, "said": job.said, "done": job.done,
        "total": job.total, "ahead": jobs.place_of(job) if state == "queued" else 0, "revision": job.revision,
        "at": job.at.isoformat(), "size": job.size, "url": at,
        "file": None if jobs.file_of(job) is None else f"{at}/file",
    }  # fmt: skip
