"""Threads as a tool: one anchor through the whole sequence, and what it does in each shot."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from projects.access import MemberRequest, for_project, must
from projects.core.findings import Refused
from projects.core.report import Report
from projects.core.roles import Action
from projects.core.threads import state_of
from projects.core.words import without_article
from projects.models import Project
from projects.views.canvas import anchor_or_404
from projects.views.regions import page
from projects.views.shared import base_values, done_here
from projects.writes.threads import draw_thread
from projects.writes.transaction import Blocked

SAID = {"use": "runs through", "without": "is not in", "break": "breaks in"}


@require_http_methods(["GET", "HEAD", "POST"])
@for_project(Action.VIEW)
def thread(request: MemberRequest, project: Project, key: str) -> HttpResponse:
    """The thread of one anchor, shot by shot. A POST draws it anew for every `shot`, to `state`, with a `reason`."""
    row = anchor_or_404(project, key)
    if request.method != "POST":
        return _page(request, project, key)
    must(request, Action.EDIT)
    codes, state = request.POST.getlist("shot"), request.POST.get("state", "")
    try:
        line = draw_thread(project, key, codes, state, request.POST.get("reason", ""), by=request.person)
    except Blocked as error:
        return _refused(request, project, key, f"Not saved: {error.findings[0].message}", 422)
    except Refused as error:
        return _refused(request, project, key, str(error), 409)
    where = codes[0] if len(codes) == 1 else f"{len(codes)} shots"
    sentence = f"{without_article(row.name)} {SAID[state]} {where}." if line else "It is so already."
    here = reverse("thread", args=[project.slug, key])
    return done_here(request, project, here, sentence, bool(line))


def _refused(request: MemberRequest, project: Project, key: str, sentence: str, status: int) -> HttpResponse:
    if request.htmx:
        raise Refused(sentence)
    return _page(request, project, key, sentence, status)


def _page(request: MemberRequest, project: Project, key: str, problem: str = "", status: int = 200) -> HttpResponse:
    values: dict[str, Any] = base_values(request, project)
    report: Report = values["report"]
    board = report.board
    values |= {
        "anchor": board.anchor(key),
        "rows": [
            (
                scene,
                [(item, *state_of(board, scene.scene, item.shot, key)) for item in scene.shots if not item.shot.omitted],
            )
            for scene in report.scenes
        ],
        "problem": problem,
        "typed": {"shot": request.POST.getlist("shot"), "reason": request.POST.get("reason", "")},
    }
    return page(request, "screens/thread.html", values, status=status)
