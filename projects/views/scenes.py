"""A scene's title and anchors, field by field where two people change them."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from projects.access import MemberRequest, for_project
from projects.core.findings import Refused
from projects.core.roles import Action
from projects.forms.anchors import SceneForm
from projects.models import Project, Scene
from projects.reads import report_of
from projects.views.approvals_told import held_now, lost_since
from projects.views.regions import page
from projects.views.shared import base_values, said_done
from projects.writes.scenes import clashing, edit_scene
from projects.writes.shots_gate import kept_scene, mark
from projects.writes.transaction import Stale

FIELDS = ("title", "anchors")


@require_http_methods(["GET", "HEAD", "POST"])
@for_project(Action.EDIT)
def scene(request: MemberRequest, project: Project, key: str) -> HttpResponse:
    """A scene's title and anchors. `take` names a field that takes the other person's words; nothing is saved then."""
    row = kept_scene_or_404(project, key)
    board, data, status = report_of(project).board, request.POST.copy(), 200
    seen = {name: data.get(f"seen_{name}", "") or mark(getattr(row, name)) for name in FIELDS}
    taken = data.get("take", "")
    if taken in FIELDS:
        data.setlist(taken, row.anchors if taken == "anchors" else [row.title])
        seen[taken] = mark(getattr(row, taken))
    form = SceneForm(data or None, board=board, initial={"title": row.title, "anchors": row.anchors})
    clash: list[str] = []
    if request.method == "POST" and not form.is_valid():
        status = 422
    elif request.method == "POST" and not taken:
        wanted = {"title": form.cleaned_data["title"], "anchors": _ordered(row, form.cleaned_data["anchors"])}
        held = held_now(project)
        try:
            edit_scene(project, key, **wanted, by=request.person, seen=seen)
            sentence = f"Scene saved.{lost_since(project, held)}"
            return said_done(request, project, f"{reverse('board', args=[project.slug])}#scene-{key}", sentence)
        except Stale as error:
            row, status = error.row, 409
            clash = clashing(row, {n: v for n, v in wanted.items() if seen[n] != mark(v)}, seen)
            for name in clash:
                form.add_error(name, f"{error.who} saved {_told(row, name, board)} meanwhile. Save again to use yours.")
            seen |= {name: mark(getattr(row, name)) for name in clash}
    values = {**base_values(request, project), "form": form, "scene": row, "seen": seen, "clash": clash}
    return page(request, "screens/scene.html", values, status=status)


def _ordered(row: Scene, chosen: list[str]) -> list[str]:
    """Anchors in the order that the scene has them in, new ones after them."""
    kept = [key for key in row.anchors if key in chosen]
    return kept + [key for key in chosen if key not in kept]


def _told(row: Scene, name: str, board: Any) -> str:
    if name == "title":
        return f"“{row.title}”" if row.title else "an empty title"
    names = [anchor.name for anchor in board.anchors if anchor.key in row.anchors]
    return ", ".join(names) if names else "no anchors"


def kept_scene_or_404(project: Project, key: str) -> Scene:
    """The scene, or 404 where this project has none of this key."""
    try:
        return kept_scene(project, key)
    except Refused:
        raise Http404 from None
