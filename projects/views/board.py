"""The board: scenes of shots with their threads, and the moves on it."""

from __future__ import annotations

import json

from django.http import HttpResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from projects.access import MemberRequest, for_project
from projects.core.findings import Refused
from projects.core.roles import Action
from projects.forms.anchors import SceneForm
from projects.models import Project
from projects.reads import report_of
from projects.views.approvals_told import held_now, lost_since
from projects.views.canvas import board_values
from projects.views.catching_up import asked_for, catch_up
from projects.views.regions import page
from projects.views.shared import refresh_done, said, said_done, toast_html, way_back
from projects.writes.moves import move_scene, move_shot
from projects.writes.scenes import create_scene, delete_scene, restore_scene


@require_safe
@for_project(Action.VIEW)
def board(request: MemberRequest, project: Project) -> HttpResponse:
    """The board of a project; with `?scenes=changed` what has changed since the page was shown."""
    values = board_values(request, project)
    return catch_up(request, values) if asked_for(request) else page(request, "screens/board.html", values)


@require_POST
@for_project(Action.EDIT)
def moves(request: MemberRequest, project: Project) -> HttpResponse:
    """Moves one shot: `shot`, `scene`, and `position` (from 0) or `place` (from 1)."""
    text = request.POST.get("position") or _from_one(request.POST.get("place", ""))
    if not text.isascii() or not text.removeprefix("-").isdigit() or len(text) > 9:
        raise Refused("A place is a whole number, 1 or more.")
    held = held_now(project)
    moved = move_shot(project, request.POST.get("shot", ""), request.POST.get("scene", ""), int(text), by=request.person)
    sentence = f"{moved.code} is now shot {moved.position + 1} of {moved.scene_title}."
    if moved.took_seed is not None:
        sentence += f" It takes the locked seed {moved.took_seed}."
    if moved.lost_breaks:
        sentence += f" Its break of {', '.join(moved.lost_breaks)} went: the anchor is not in use there."
    sentence += lost_since(project, held)
    back = way_back(request, project)
    if not request.htmx:
        return said(request, reverse("shot", args=[project.slug, moved.code]), sentence, back)
    response = HttpResponse(toast_html(sentence, back, get_token(request)))
    scenes = sorted({moved.scene, moved.from_scene})
    response["HX-Trigger"] = json.dumps({"moved": {"scenes": ",".join(scenes)}})
    return response


def _from_one(place: str) -> str:
    place = place.strip()
    return str(int(place) - 1) if place.isascii() and place.isdigit() and 0 < len(place) < 9 else "x"


@require_POST
@for_project(Action.EDIT)
def scenes(request: MemberRequest, project: Project) -> HttpResponse:
    """Adds a scene at the end."""
    form = SceneForm(request.POST, board=report_of(project).board)
    if not form.is_valid():
        raise Refused(" ".join(str(e) for errors in form.errors.values() for e in errors))
    key = create_scene(
        project, form.cleaned_data["title"], by=request.person, key=request.POST.get("key", "")[:64],
        anchors=form.cleaned_data["anchors"],
    )  # fmt: skip
    return redirect(f"{reverse('board', args=[project.slug])}#scene-{key}")


@require_POST
@for_project(Action.EDIT)
def scene_move(request: MemberRequest, project: Project, key: str) -> HttpResponse:
    """Moves a scene to a position (from 0)."""
    text = request.POST.get("position", "")
    if not text.isascii() or not text.isdigit() or len(text) > 9:
        raise Refused("A place is a whole number, 1 or more.")
    held = held_now(project)
    to = move_scene(project, key, int(text), by=request.person)
    sentence = f"The scene is now scene {to + 1}.{lost_since(project, held)}"
    return said_done(request, project, f"{reverse('board', args=[project.slug])}#scene-{key}", sentence)


@require_POST
@for_project(Action.EDIT)
def scene_delete(request: MemberRequest, project: Project, key: str) -> HttpResponse:
    """Deletes a scene with its shots; a toast offers the way back."""
    held = held_now(project)
    delete_scene(project, key, by=request.person)
    sentence = f"Scene deleted.{lost_since(project, held)}"
    return refresh_done(request, project, reverse("board", args=[project.slug]), sentence)


@require_POST
@for_project(Action.EDIT)
def scene_restore(request: MemberRequest, project: Project, key: str) -> HttpResponse:
    """Brings a deleted scene back."""
    held = held_now(project)
    restore_scene(project, key, by=request.person)
    sentence = f"Scene restored.{lost_since(project, held)}"
    return refresh_done(request, project, reverse("board", args=[project.slug]), sentence)
