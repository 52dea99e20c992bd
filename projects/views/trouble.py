"""Troubleshooting a shot: choose what went wrong with its clip, see what would change, apply it."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse, QueryDict
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from projects.access import MemberRequest, for_project, must
from projects.core.findings import Finding
from projects.core.report import Report, ShotReport
from projects.core.roles import Action
from projects.core.troubleshooting import apply, changes, preview
from projects.forms.shots import seen_in, seen_marks
from projects.forms.trouble import chosen_in
from projects.models import Project
from projects.reads import catalogue
from projects.views.canvas import shot_in
from projects.views.regions import page
from projects.views.shared import base_values, said
from projects.writes.shots import save_shot
from projects.writes.transaction import Blocked, Stale


@require_http_methods(["GET", "HEAD", "POST"])
@for_project(Action.VIEW)
def trouble(request: MemberRequest, project: Project, code: str) -> HttpResponse:
    """The symptoms; with `symptom` the changes that address it and what they bring about; a POST applies them, or with
    `preview` shows what those that are ticked bring about."""
    data = request.POST if request.method == "POST" else request.GET
    values = base_values(request, project)
    item = shot_in(values["report"], code)
    values |= _values(values["report"], item, data)
    if request.method == "POST":
        must(request, Action.EDIT)
        if request.POST.get("preview"):
            return page(request, "screens/trouble.html", values, regions=("effects",))
        if values["chosen"]:
            return _apply(request, project, item, values)
        values["nothing"] = True
        return page(request, "screens/trouble.html", values, status=422)
    return page(request, "screens/trouble.html", values)


def _values(report: Report, item: ShotReport, data: QueryDict) -> dict[str, Any]:
    catalog = catalogue()
    symptom = None if item.shot.omitted else catalog.symptoms.get(data.get("symptom", ""))
    found = changes(report.board, item.shot, symptom, catalog) if symptom else ()
    chosen = chosen_in(data, found)
    codes = {code for fix in symptom.fixes for code in fix.codes} if symptom else set()
    return {
        "shot": item,
        "symptoms": catalog.symptoms.values(),
        "symptom": symptom,
        "changes": found,
        "speaks": [finding for finding in item.findings if finding.code in codes],
        "chosen": chosen,
        "effects": preview(report, apply(item.shot, chosen), catalog) if chosen else None,
        "seen": data.get("seen") or seen_marks(item.shot),
        "blocked": (),
        "nothing": False,
        "stale": "",
    }


def _apply(request: MemberRequest, project: Project, item: ShotReport, values: dict[str, Any]) -> HttpResponse:
    """Saves the chosen changes through the same gate as the editor; refused, everything stays on the page."""
    code, chosen = item.shot.key, values["chosen"]
    blocked: tuple[Finding, ...] = ()
    try:
        wanted = {change.field: change.after for change in chosen}
        save_shot(project, code, wanted, by=request.person, seen=seen_in(request.POST))
    except Blocked as error:
        blocked = error.findings
        return page(request, "screens/trouble.html", {**values, "blocked": blocked}, status=422)
    except Stale as error:
        now = {"stale": error.who, "seen": seen_marks(item.shot)}
        return page(request, "screens/trouble.html", {**values, **now}, status=409)
    count = "1 change" if len(chosen) == 1 else f"{len(chosen)} changes"
    return said(
        request, reverse("shot", args=[project.slug, code]), f"{count} applied to {code}. Make a new take and compare."
    )
