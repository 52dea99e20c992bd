"""What is done with a shot as a whole: add, copy, omit, delete, restore, review, break, leave out."""

from __future__ import annotations

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_POST

from projects.access import MemberRequest, for_project, must
from projects.core.findings import Refused
from projects.core.review import LABELS
from projects.core.roles import Action
from projects.models import Project
from projects.views.approvals_told import held_now, lost_since
from projects.views.canvas import known_or_404, known_shots
from projects.views.shared import refresh_done
from projects.writes.anchors import record_break, remove_break, set_without
from projects.writes.shots import create_shot, delete_shot, duplicate_shot, restore_shot, set_omitted
from projects.writes.status import set_status
from projects.writes.structure import add_before


@require_POST
@for_project(Action.EDIT)
def shots(request: MemberRequest, project: Project) -> HttpResponse:
    """Adds a shot and opens it: right before the shot `before`, right after the shot `after`, or at the end of `scene`."""
    before, held = request.POST.get("before", ""), held_now(project)
    if before:
        known_or_404(project, before)
        code = add_before(project, before, by=request.person, key=request.POST.get("key", "")[:64])
        sentence = f"{code} added before {before}.{lost_since(project, held)}"
        return refresh_done(request, project, reverse("shot", args=[project.slug, code]), sentence)
    scene, after = request.POST.get("scene", ""), request.POST.get("after", "")
    place = known_shots(project).filter(code=after).values_list("scene__key", flat=True).first() if after else None
    scene = place or scene
    code = create_shot(
        project,
        scene,
        by=request.person,
        key=request.POST.get("key", "")[:64],
        after=after if place else None,
    )
    sentence = f"{code} added.{lost_since(project, held)}"
    return refresh_done(request, project, reverse("shot", args=[project.slug, code]), sentence)


@require_POST
@for_project(Action.EDIT)
def shot_copy(request: MemberRequest, project: Project, code: str) -> HttpResponse:
    """A copy of the shot right after it."""
    known_or_404(project, code)
    new = duplicate_shot(project, code, by=request.person, key=request.POST.get("key", "")[:64])
    return refresh_done(request, project, reverse("shot", args=[project.slug, new]), f"{new} is a copy of {code}.")


@require_POST
@for_project(Action.EDIT)
def omission(request: MemberRequest, project: Project, code: str) -> HttpResponse:
    """Takes a shot out of the sequence, or back in."""
    known_or_404(project, code)
    omitted, held = bool(request.POST.get("omitted")), held_now(project) - {code}
    set_omitted(project, code, omitted, by=request.person)
    sentence = (
        f"{code} is omitted: it keeps its code and counts nowhere." if omitted else f"{code} is back in the sequence."
    )
    sentence += lost_since(project, held)
    return refresh_done(request, project, reverse("shot", args=[project.slug, code]), sentence)


@require_POST
@for_project(Action.EDIT)
def shot_delete(request: MemberRequest, project: Project, code: str) -> HttpResponse:
    """Deletes a shot; a toast offers the way back."""
    held = held_now(project)
    delete_shot(project, code, by=request.person)
    sentence = f"{code} deleted.{lost_since(project, held)}"
    return refresh_done(request, project, reverse("board", args=[project.slug]), sentence)


@require_POST
@for_project(Action.EDIT)
def shot_restore(request: MemberRequest, project: Project, code: str) -> HttpResponse:
    """Brings a deleted shot back."""
    held = held_now(project)
    restore_shot(project, code, by=request.person)
    sentence = f"{code} restored.{lost_since(project, held)}"
    return refresh_done(request, project, reverse("shot", args=[project.slug, code]), sentence)


@require_POST
@for_project(Action.VIEW)
def shot_status(request: MemberRequest, project: Project, code: str) -> HttpResponse:
    """Takes one step in review. The table of steps says who may."""
    must(request, Action.EDIT, Action.REVIEW)
    known_or_404(project, code)
    status = request.POST.get("status", "")
    note, seen = request.POST.get("note", ""), request.POST.get("seen", "")[:64]
    set_status(project, code, status, role=request.role, by=request.person, note=note, seen=seen)
    return refresh_done(request, project, reverse("shot", args=[project.slug, code]), f"{code}: {LABELS[status].lower()}.")


@require_POST
@for_project(Action.EDIT)
def breaks(request: MemberRequest, project: Project, code: str) -> HttpResponse:
    """Records a break of `anchor` with its `reason`, or takes it back with `remove`."""
    known_or_404(project, code)
    anchor = request.POST.get("anchor", "")
    if request.POST.get("remove"):
        remove_break(project, code, anchor, by=request.person)
        return refresh_done(request, project, reverse("shot", args=[project.slug, code]), "The break is taken back.")
    reason = request.POST.get("reason", "")
    if len(reason) > 500:
        raise Refused("Keep the reason under 500 characters.")
    record_break(project, code, anchor, reason, by=request.person)
    return refresh_done(request, project, reverse("shot", args=[project.slug, code]), "Break recorded.")


@require_POST
@for_project(Action.EDIT)
def without(request: MemberRequest, project: Project, code: str) -> HttpResponse:
    """Says that the shot does not show `anchor`, or with `shown` that it does again."""
    known_or_404(project, code)
    set_without(project, code, request.POST.get("anchor", ""), not request.POST.get("shown"), by=request.person)
    return refresh_done(request, project, reverse("shot", args=[project.slug, code]), "Saved.")
