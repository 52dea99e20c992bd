"""The floor's pages: signed-in people only, the least queries, one template, CSRF on every write."""

from __future__ import annotations

import csv
import io

from django.contrib.auth.decorators import login_required
from django.db.models import F
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.urls import path
from django.views.decorators.http import require_GET, require_POST

from bench.floor.gate import writing
from bench.floor.models import Anchor, Scene, Shot

CARD = ("scene_id", "code", "title", "action", "duration", "quality", "credits", "status")
TABLE = (
    "position", "code", "scene__title", "title", "subject", "action", "environment", "lighting", "style", "camera",
    "shot_size", "angle", "lens", "prompt", "negative_prompt", "duration", "quality", "resolution", "seed", "credits",
    "dialogue", "notes", "status",
)  # fmt: skip


@require_GET
@login_required
def board(request: HttpRequest, project: int) -> HttpResponse:
    """All shots of a project: three content queries, one template."""
    anchors = list(Anchor.objects.filter(project=project).values_list("name", "description"))
    shots: dict[int, list[tuple[object, ...]]] = {}
    for row in Shot.objects.filter(project=project).order_by("scene_id", "position").values_list(*CARD):
        shots.setdefault(row[0], []).append(row)
    scenes = list(Scene.objects.filter(project=project).order_by("position").values_list("id", "title"))
    values = {"anchors": anchors, "scenes": scenes, "shots": shots, "csrf_token": get_token(request), "project": project}
    return render(request, "board.html", values)


def _fragment(request: HttpRequest, shot: Shot) -> HttpResponse:
    return render(request, "fragment.html", {"shot": shot})


@require_POST
@login_required
def create(request: HttpRequest, scene: int) -> HttpResponse:
    """A shot at the end of a scene."""
    with writing():
        row = Scene.objects.get(pk=scene)
        count = Shot.objects.filter(scene=row).count()
        shot = Shot.objects.create(
            project=row.project, scene=row, position=count, code=f"N{count:04d}", duration=10, action=request.POST["action"]
        )
    return _fragment(request, shot)


@require_POST
@login_required
def save(request: HttpRequest, pk: int) -> HttpResponse:
    """One field of one shot: a read, an update, a small fragment back."""
    with writing():
        shot = Shot.objects.get(pk=pk)
        Shot.objects.filter(pk=pk).update(action=request.POST["action"], revision=F("revision") + 1)
    shot.action = request.POST["action"]
    return _fragment(request, shot)


@require_POST
@login_required
def move(request: HttpRequest, pk: int) -> HttpResponse:
    """To a place in its scene by two range updates: close the gap, open another."""
    new = int(request.POST["position"])
    with writing():
        shot = Shot.objects.get(pk=pk)
        others = Shot.objects.filter(scene=shot.scene_id).exclude(pk=pk)
        others.filter(position__gt=shot.position).update(position=F("position") - 1)
        others.filter(position__gte=new).update(position=F("position") + 1)
        Shot.objects.filter(pk=pk).update(position=new)
    return HttpResponse(f"{shot.code} is now at {new}")


@require_GET
def ping(request: HttpRequest) -> HttpResponse:
    """The least of all answers."""
    return HttpResponse("pong")


@require_GET
@login_required
def table(request: HttpRequest, project: int) -> HttpResponse:
    """All shots of a project as CSV."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(TABLE)
    rows = Shot.objects.filter(project=project).order_by("scene__position", "position")
    writer.writerows(rows.values_list(*TABLE).iterator(chunk_size=5000))
    return HttpResponse(out.getvalue(), content_type="text/csv; charset=utf-8")


urlpatterns = [
    path("ping/", ping),
    path("<int:project>/", board),
    path("<int:project>/csv/", table),
    path("scenes/<int:scene>/shots/", create),
    path("shots/<int:pk>/", save),
    path("shots/<int:pk>/move/", move),
]
