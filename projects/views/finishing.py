"""Finishing steps: what is done to clips after generation, for a whole project or for one shot."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from projects.access import MemberRequest, for_project, must
from projects.core.board import PostStep
from projects.core.document_post import STEPS_MAX
from projects.core.finishing import usual_chain
from projects.core.paper_entries import post_line
from projects.core.report import ShotReport
from projects.core.roles import Action
from projects.forms.post import NONE, OWN, PROJECTS, StepRow, StepsForm, rows_of
from projects.models import Project
from projects.reads import catalogue, report_of
from projects.views.canvas import shot_in
from projects.views.regions import page
from projects.views.shared import base_values, said, said_done
from projects.writes.finishing import set_steps
from projects.writes.shots import save_shot
from projects.writes.shots_gate import mark
from projects.writes.transaction import Stale

WHICH_LABELS = {PROJECTS: "The project's steps", OWN: "Steps of its own", NONE: "None for this shot"}
MEANWHILE = "Somebody changed these steps meanwhile ({now}). Save again to use yours."


@require_http_methods(["GET", "HEAD", "POST"])
@for_project(Action.VIEW)
def finishing(request: MemberRequest, project: Project) -> HttpResponse:
    """The steps that hold for every shot. A POST saves them, or moves or removes one, or takes the usual chain."""
    steps = report_of(project).board.post
    if request.method != "POST":
        return _shown(request, project, None, rows_of(steps, catalogue()), steps)
    must(request, Action.EDIT)
    form = StepsForm(request.POST, catalogue())
    if not form.ok:
        return _shown(request, project, None, form.rows, steps, problem=form.problem, status=422)
    try:
        changed = set_steps(project, form.steps, by=request.person, seen=request.POST.get("seen", ""))
    except Stale as stale:
        return _shown(request, project, None, form.rows, stale.row, problem=_meanwhile(stale.row), status=409)
    return _done(request, project, reverse("finishing", args=[project.slug]), changed, form.place)


@require_http_methods(["GET", "HEAD", "POST"])
@for_project(Action.VIEW)
def shot_finishing(request: MemberRequest, project: Project, code: str) -> HttpResponse:
    """The steps of one shot: the project's, its own or none. A POST saves them, or moves or removes one."""
    item = shot_in(report_of(project), code)
    now = item.shot.post
    if request.method != "POST":
        return _shown(request, project, item, rows_of(now or (), catalogue()), now)
    must(request, Action.EDIT)
    form = StepsForm(request.POST, catalogue())
    steps = {PROJECTS: None, NONE: (), OWN: form.steps}.get(form.which)
    problem = form.problem or _unsaid(form, now)
    if problem or not form.ok:
        return _shown(request, project, item, form.rows, now, which=form.which, problem=problem, status=422)
    seen = {"post": request.POST["seen"]} if request.POST.get("seen") else None
    try:
        save_shot(project, code, {"post": steps}, by=request.person, seen=seen)
    except Stale as stale:
        now, problem = stale.row.post, _meanwhile(stale.row.post)
        return _shown(request, project, item, form.rows, now, which=form.which, problem=problem, status=409)
    return _done(request, project, reverse("shot_finishing", args=[project.slug, code]), steps != now, form.place)


def _unsaid(form: StepsForm, now: tuple[PostStep, ...] | None) -> str:
    """What is missing where a shot's rows and the choice above them do not fit together."""
    if form.which == OWN and not form.steps and form.ok:
        return "Name at least one step, or choose that there are none."
    if form.which in (PROJECTS, NONE) and form.steps and form.steps != (now or ()):
        return "You wrote steps of the shot's own: choose them above, or empty the rows."
    return ""


def _meanwhile(now: tuple[PostStep, ...] | None) -> str:
    told = "; ".join(post_line(step, catalogue()) for step in now) if now else "none" if now == () else "the project's"
    return MEANWHILE.format(now=told)


def _done(request: MemberRequest, project: Project, to: str, changed: bool, place: int) -> HttpResponse:
    """Back to the steps, at the one that was moved."""
    to = f"{to}#step-{place}" if place else to
    return (
        said_done(request, project, to, "Finishing steps saved.") if changed else said(request, to, "Nothing was changed.")
    )


def _shown(
    request: MemberRequest,
    project: Project,
    item: ShotReport | None,
    rows: list[StepRow],
    now: tuple[PostStep, ...] | None,
    *,
    which: str = "",
    problem: str = "",
    status: int = 200,
) -> HttpResponse:
    catalog = catalogue()
    own = PROJECTS if now is None else OWN if now else NONE
    values: dict[str, Any] = base_values(request, project) | {
        "shot": item, "rows": rows, "seen": mark(now), "problem": problem, "which": which or own, "labels": WHICH_LABELS,
        "tools": list(catalog.post_tools.values()), "most": STEPS_MAX, "chain": usual_chain(catalog), "now": now,
    }  # fmt: skip
    return page(request, "screens/finishing.html", values, status=status)
