"""Taking back and doing again: the latest of one's own steps, or one from the list of them."""

from __future__ import annotations

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from projects.access import MemberRequest, for_project, must
from projects.core.findings import Refused
from projects.core.roles import Action
from projects.core.telling import told
from projects.middleware import message
from projects.models import Activity, Project
from projects.views.regions import page
from projects.views.shared import base_values, here, refresh
from projects.writes.protection import Protected
from projects.writes.turning import steps as steps_of
from projects.writes.undo import next_redo, next_undo
from projects.writes.undo import redo as redo_step
from projects.writes.undo import undo as undo_step

A_LIST = 100
_TOO_BIG = 2**62


@require_safe
@for_project(Action.VIEW)
def steps(request: MemberRequest, project: Project) -> HttpResponse:
    """What this person did in the project, the latest first, with what stands and what was taken back."""
    must(request, Action.EDIT, Action.REVIEW)
    lines = list(steps_of(project, request.person).defer("changes")[:A_LIST])
    values = {
        **base_values(request, project),
        "lines": [(line, told(line.verb, line.target)) for line in lines],
        "to_undo": next_undo(project, request.person),
        "to_redo": next_redo(project, request.person),
    }
    return page(request, "screens/steps.html", values)


@require_POST
@for_project(Action.VIEW)
def undo(request: MemberRequest, project: Project, number: int | None = None) -> HttpResponse:
    """Takes back one line of the activity log, the latest of this person's own without a number."""
    must(request, Action.EDIT, Action.REVIEW)
    try:
        line = undo_step(project, _known(number), by=request.person, role=request.role)
    except Refused as error:
        return _stands(request, project, error)
    return _turned(request, project, line, "Taken back", reverse("redo_step", args=[project.slug, line.pk]), "Do it again")


@require_POST
@for_project(Action.VIEW)
def redo(request: MemberRequest, project: Project, number: int | None = None) -> HttpResponse:
    """Does again what was taken back, the latest of this person's own without a number."""
    must(request, Action.EDIT, Action.REVIEW)
    try:
        line = redo_step(project, _known(number), by=request.person, role=request.role)
    except Refused as error:
        return _stands(request, project, error)
    return _turned(request, project, line, "Done again", reverse("undo", args=[project.slug, line.pk]), "")


def _stands(request: MemberRequest, project: Project, error: Refused) -> HttpResponse:
    """What stands in the way of a step, with the list of steps a click away; approved shots ask instead."""
    if isinstance(error, Protected):
        raise error
    return message(request, 409, "Not possible", str(error), (reverse("steps", args=[project.slug]), "See all steps"))


def _known(number: int | None) -> int | None:
    """A number as it was asked for; one beyond any row is a row that does not exist."""
    return None if number is None else min(number, _TOO_BIG)


def _turned(request: MemberRequest, project: Project, line: Activity, did: str, back: str, label: str) -> HttpResponse:
    """A person stays on the page where the way back was offered, if it still exists."""
    sentence = f"{did}: {told(line.verb, line.target)}."
    return refresh(request, _here(request, project, line), sentence, f"{back} {label}".strip())


def _here(request: MemberRequest, project: Project, line: Activity) -> str:
    place = here(request, project, reverse("steps", args=[project.slug]))
    board = reverse("board", args=[project.slug])
    rest = place.removeprefix(board)
    # The page of a shot or anchor that this step made is gone with it.
    return board if rest.startswith(("shots/", "scenes/", "anchors/")) and not _there(project, rest) else place


def _there(project: Project, rest: str) -> bool:
    kind, _, name = rest.partition("/")
    name = name.split("/")[0]
    if not name:
        return True
    if kind == "shots":
        return project.shots.filter(code=name, deleted_at__isnull=True, scene__deleted_at__isnull=True).exists()
    rows = project.scenes if kind == "scenes" else project.anchors
    return bool(rows.filter(key=name, deleted_at__isnull=True).exists())
