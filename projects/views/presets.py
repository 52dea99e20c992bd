"""What the export page keeps: presets of its options, and the logo at the top of the paper."""

from __future__ import annotations

from urllib.parse import parse_qs

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_POST

from projects.access import MemberRequest, for_project
from projects.core.findings import Refused
from projects.core.paper_query import OptionsProblem, query, read_options
from projects.core.roles import Action
from projects.media.pictures import MOST_BYTES, checked
from projects.models import Project
from projects.views.shared import said_done
from projects.writes.pictures import remove_logo, set_logo
from projects.writes.presets import delete_preset, save_preset

QUERY_MAX = 100_000


def _page(project: Project, options: str) -> str:
    return reverse("export", args=[project.slug]) + (f"?{options}" if options else "")


def _query(request: MemberRequest) -> str:
    """The options that were shown, as the page knows them."""
    given = request.POST.get("query", "")
    if len(given) > QUERY_MAX:
        raise Refused("These are more shots than a preset can name. Choose scenes instead.")
    try:
        return query(read_options(parse_qs(given, keep_blank_values=True)))
    except OptionsProblem as problem:
        raise Refused(str(problem)) from problem


@require_POST
@for_project(Action.EDIT)
def export_presets(request: MemberRequest, project: Project) -> HttpResponse:
    """Keeps the options that are shown under `name`; with `delete` takes that preset away."""
    shown = _query(request)
    name = request.POST.get("name", "")
    if request.POST.get("delete"):
        delete_preset(project, request.POST["delete"], by=request.person)
        return said_done(request, project, _page(project, shown), "Preset deleted.")
    options = read_options(parse_qs(shown, keep_blank_values=True))
    new = save_preset(project, name, options, by=request.person)
    return said_done(
        request, project, _page(project, shown), "Preset saved." if new else "Preset saved in place of the old one."
    )


@require_POST
@for_project(Action.EDIT)
def project_logo(request: MemberRequest, project: Project) -> HttpResponse:
    """Takes in the file `logo` for the top of every page, or with `remove` takes it away."""
    shown = _query(request)
    if request.POST.get("remove"):
        remove_logo(project, by=request.person)
        return said_done(request, project, _page(project, shown), "The paper has no logo now.")
    file = request.FILES.get("logo")
    if file is None:
        raise Refused("Choose a picture first.")
    if (file.size or 0) > MOST_BYTES:
        raise Refused(f"This file is over {MOST_BYTES // 1024 // 1024} MB. Save it smaller first.")
    set_logo(project, checked(file.read()), by=request.person)
    return said_done(request, project, _page(project, shown), "The logo stands at the top of every page.")
