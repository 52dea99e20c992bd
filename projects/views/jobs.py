"""Files to be saved: at once where that takes less than a second, else a page that says how far one is."""

from __future__ import annotations

from typing import Any

from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.text import slugify
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from projects.access import MemberRequest, for_project
from projects.core.paper_query import query
from projects.core.roles import Action
from projects.exports import FORMATS, file_name, for_people
from projects.models import Job, Project
from projects.views.export import BAD, asked, material
from projects.views.regions import page
from projects.views.shared import base_values
from projects.writes import jobs

WORDS = {
    "queued": "Waiting", "running": "In the making", "done": "Ready", "failed": "Failed", "cancelled": "Cancelled",
    "lost": "Ended without an answer",
}  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
@for_project(Action.EXPORT)
def export_file(request: MemberRequest, project: Project, kind: str) -> HttpResponse:
    """One file, to be saved, or the way to where it is made. It takes the scope and columns of the page asked for it."""
    if kind not in FORMATS:
        raise Http404
    options, problems = asked(request)
    made, form = material(project, options, problems), FORMATS[kind]
    if problems:
        return HttpResponse(" ".join(problems.values()), status=BAD, content_type="text/plain; charset=utf-8")
    name = file_name(slugify(project.title)[:60] or "storyboard", made.report, form.extension)
    file = jobs.made(project, request.person, made, kind, name, query(options))
    if isinstance(file, Job):
        return _see(reverse("job", args=[project.slug, file.pk]))
    found: HttpResponse = _sent(HttpResponse(for_people(kind, file), content_type=form.content_type), name)
    return found


def _see(to: str) -> HttpResponse:
    return HttpResponseRedirect(to, status=303)


def _sent(response: Any, name: str) -> Any:
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "private, no-store"
    return response


@require_safe
@for_project(Action.EXPORT)
def job(request: MemberRequest, project: Project, number: str) -> HttpResponse:
    """How far a file is, its result, or what went wrong and what to do then. The page asks again by itself."""
    found = _job(project, number)
    state = jobs.state_of(found)
    values = base_values(request, project) | {
        "job": found, "noun": FORMATS[found.kind].noun, "state": state,
        "word": WORDS[state], "alive": state in jobs.ALIVE, "again": _again(found, project),
        "ahead": jobs.place_of(found) if state == "queued" else 0, "ready": jobs.file_of(found) is not None,
        "back": f"{reverse('export', args=[project.slug])}?{found.options.get('query', '')}".rstrip("?"),
    }  # fmt: skip
    return page(request, "screens/job.html", values, regions=("job",))


@require_POST
@for_project(Action.EXPORT)
def job_cancel(request: MemberRequest, project: Project, number: str) -> HttpResponse:
    """Ends a file in the making; one that is over stays as it is."""
    found = _job(project, number)
    jobs.cancel(found)
    return redirect("job", project.slug, found.pk)


@require_safe
@for_project(Action.EXPORT)
def job_file(request: HttpRequest, project: Project, number: str) -> HttpResponseBase:
    """What was made, to be saved; where it is gone, its page says so."""
    found = _job(project, number)
    path = jobs.file_of(found)
    if path is None:
        return _see(reverse("job", args=[project.slug, found.pk]))
    response: HttpResponseBase = _sent(
        FileResponse(path.open("rb"), content_type=FORMATS[found.kind].content_type), found.name
    )
    return response


def _job(project: Project, number: str) -> Job:
    found = Job.objects.filter(project=project, pk=number).first()
    if found is None:
        raise Http404
    return found


def _again(found: Job, project: Project) -> str:
    """The address that makes the same once more."""
    return f"{reverse('export_file', args=[project.slug, found.kind])}?{found.options.get('query', '')}".rstrip("?")
