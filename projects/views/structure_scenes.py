"""Scenes made once more and put in their place. A copy is looked at before it is made."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from projects.access import MemberRequest, for_project
from projects.core.document import SHOTS_MAX
from projects.core.findings import Refused
from projects.core.report import build
from projects.core.roles import Action
from projects.core.structure_effects import copied
from projects.models import Project, Scene
from projects.reads import catalogue, report_of
from projects.views.approvals_told import held_now, lost_since
from projects.views.regions import page
from projects.views.shared import base_values, new_key, refresh_done, said_done
from projects.views.structure import drawn_frames, other_changes, revision_of, whole
from projects.writes.moves import move_scene
from projects.writes.structure import copy_scene, scene_copied

SHOWN = 24


def _scene_or_404(project: Project, key: str) -> Scene:
    row = Scene.objects.filter(project=project, key=key).first()
    if row is None:
        raise Http404
    return row


def _board_here(request: MemberRequest, project: Project, key: str) -> str:
    """The view of the plan that the person looks at, else the board at this scene."""
    home = reverse("board", args=[project.slug])
    here = request.htmx.current_url_abs_path if request.htmx else None
    rest = (here or "").split("?")[0].removeprefix(home) if here and here.startswith(home) else None
    return (
        str(here)
        if rest is not None and rest.split("/")[0] in ("", "shots", "table", "timeline")
        else f"{home}#scene-{key}"
    )


@require_http_methods(["GET", "HEAD", "POST"])
@for_project(Action.EDIT)
def scene_copy(request: MemberRequest, project: Project, key: str) -> HttpResponse:
    """The scene once more, right after itself. A GET shows what comes of it: codes, credits, findings."""
    title = _scene_or_404(project, key).title or key
    if request.method != "POST":
        return _copy_page(request, project, key)
    wanted = (request.POST.get("key") or new_key())[:64]
    try:
        new = copy_scene(project, key, by=request.person, request_key=wanted, revision=revision_of(request))
    except Refused as error:
        if "revision" not in request.POST or project.scenes.filter(key=key, deleted_at__isnull=False).exists():
            raise
        project.refresh_from_db()
        return _copy_page(request, project, key, str(error), 409)
    to = f"{reverse('board', args=[project.slug])}#scene-{new}"
    return said_done(request, project, to, f"“{title}” stands there twice now; the copy's shots are drafts.")


def _copy_page(request: MemberRequest, project: Project, key: str, problem: str = "", status: int = 200) -> HttpResponse:
    report = report_of(project)
    board, copy = scene_copied(project, report.board, key)
    source = next(scene for scene in report.scenes if scene.scene.key == key)
    after = build(board, catalogue(), previous=report)
    sources = {new.key: old.shot.key for new, old in zip(copy.shots, source.shots, strict=True)}
    many = len(report.all_shots()) + len(sources) > SHOTS_MAX
    values = {
        **base_values(request, project, report),
        "scene": source,
        "copy": copy,
        "effects": copied(report, after, sources),
        "changes": other_changes(report, after, sources),
        "shown": SHOWN,
        "problem": problem or (f"A project holds {SHOTS_MAX:,} shots at most." if many else ""),
        "full": many,
        "revision": project.revision,
        "key": new_key(),
        **drawn_frames(after, list(sources)[:SHOWN]),
    }
    return page(request, "screens/scene_copy.html", values, status=status)


@require_POST
@for_project(Action.EDIT)
def scene_place(request: MemberRequest, project: Project, key: str) -> HttpResponse:
    """Puts a scene at a `place` (from 1) of the project."""
    title = _scene_or_404(project, key).title or key
    place = whole(request.POST.get("place", ""), "The place of a scene")
    if place < 1:
        raise Refused("The first place of a scene is 1.")
    held = held_now(project)
    to = move_scene(project, key, place - 1, by=request.person)
    sentence = f"“{title}” is scene {to + 1} now.{lost_since(project, held)}"
    return refresh_done(request, project, _board_here(request, project, key), sentence)
