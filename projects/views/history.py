"""What happened: the activity log and the versions of a shot."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from projects.access import MemberRequest, for_project
from projects.core.diff import word_diff
from projects.core.roles import Action
from projects.models import Activity, Project, Shot, ShotVersion
from projects.reads import report_of
from projects.views.canvas import shot_in
from projects.views.regions import page
from projects.views.shared import base_values, said_done
from projects.writes.status import restore_version
from projects.writes.transaction import Blocked

A_PAGE = 100


@require_safe
@for_project(Action.VIEW)
def activity(request: MemberRequest, project: Project) -> HttpResponse:
    """Who did what and when, the latest first."""
    rows = Activity.objects.filter(project=project).select_related("by").defer("changes").order_by("-id")
    before = request.GET.get("before", "")
    if before.isascii() and before.isdigit() and len(before) < 16:
        rows = rows.filter(id__lt=int(before))
    lines = list(rows[: A_PAGE + 1])
    values = {
        **base_values(request, project),
        "lines": lines[:A_PAGE],
        "older": lines[A_PAGE - 1].pk if len(lines) > A_PAGE else None,
    }
    return page(request, "screens/activity.html", values)


def _row(project: Project, code: str) -> Shot:
    row = Shot.objects.filter(project=project, code=code, deleted_at__isnull=True).first()
    if row is None:
        raise Http404
    return row


@require_safe
@for_project(Action.VIEW)
def versions(request: MemberRequest, project: Project, code: str) -> HttpResponse:
    """The versions of a shot, each with its prompt against the one before."""
    row = _row(project, code)
    item = shot_in(report_of(project), code)
    found = list(ShotVersion.objects.filter(shot=row).select_related("by").order_by("number"))
    shown = [
        (
            version,
            word_diff(found[at - 1].prompt if at else "", version.prompt) if at else [("same", version.prompt)],
        )
        for at, version in enumerate(found)
    ]
    values = {
        **base_values(request, project),
        "shot": item,
        "versions": list(reversed(shown))[:A_PAGE],
        "latest": len(found),
    }
    return page(request, "screens/versions.html", values)


@require_POST
@for_project(Action.EDIT)
def version_restore(request: MemberRequest, project: Project, code: str, number: int) -> HttpResponse:
    """Brings an earlier version back as a new one."""
    _row(project, code)
    if number > 2**31:
        raise Http404
    try:
        restore_version(project, code, number, by=request.person)
    except Blocked as error:
        sentence = f"Version {number} would break continuity now: {error.findings[0].message}"
        return page(
            request,
            "screens/message.html",
            {"title": "Not restored", "sentence": sentence, "status": 422},
            status=422,
        )
    return said_done(request, project, reverse("shot", args=[project.slug, code]), f"{code} is back at version {number}.")
