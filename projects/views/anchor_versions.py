"""The wordings that an anchor has had: one brought back, and the shots that keep an older one."""

from __future__ import annotations

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_POST

from projects.access import MemberRequest, for_project
from projects.core.roles import Action
from projects.models import Project
from projects.views.canvas import anchor_or_404, known_or_404
from projects.views.shared import said
from projects.writes.anchor_versions import use_new_wording
from projects.writes.anchors import restore_anchor_version


@require_POST
@for_project(Action.EDIT)
def anchor_version_restore(request: MemberRequest, project: Project, key: str, number: int) -> HttpResponse:
    """Brings an earlier wording back as a new version; every prompt that uses the anchor follows."""
    row = anchor_or_404(project, key)
    restore_anchor_version(project, key, min(number, 2**31 - 1), by=request.person)
    return said(request, reverse("anchor", args=[project.slug, key]), f"{row.name} reads as in version {number} again.")


@require_POST
@for_project(Action.EDIT)
def wordings(request: MemberRequest, project: Project, key: str) -> HttpResponse:
    """Lets the shots of `shot`, or all that keep an older wording of the anchor, use the one of now."""
    row = anchor_or_404(project, key)
    to = request.POST.get("shot", "") if request.POST.get("editor") else ""
    if to:
        known_or_404(project, to)
    line = use_new_wording(project, key, request.POST.getlist("shot"), by=request.person)
    back = reverse("undo", args=[project.slug, line.pk]) if line else ""
    where = reverse("shot", args=[project.slug, to]) if to else reverse("anchor", args=[project.slug, key])
    return said(request, where, f"They say {row.name} as it reads now.", back)
