"""The timeline: the same plan in time, lengths to scale, and the change of one length."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from decimal import Decimal

from django.http import Http404, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.template.loader import render_to_string
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from projects.access import MemberRequest, for_project, must
from projects.core.board import Shot as Planned
from projects.core.report import Report, build
from projects.core.roles import Action
from projects.core.timeline_words import clock, length, seconds, total_line
from projects.forms.timeline import DurationForm
from projects.models import Project, Shot
from projects.reads import catalogue, report_of
from projects.views.canvas import known_shots, shot_in
from projects.views.catching_up import asked_for, catch_up
from projects.views.editor import editor_values
from projects.views.regions import page
from projects.views.shared import said, summary_html, toast_html, way_back
from projects.views.timeline_values import timeline_values
from projects.writes.batch import with_shots
from projects.writes.durations import set_duration
from projects.writes.transaction import Blocked, Stale


@dataclass(frozen=True, slots=True)
class StaleLength:
    """A length that two people changed: what stands there now, and what was asked for."""

    code: str
    who: str
    theirs: str
    mine: str

    @property
    def sentence(self) -> str:
        """Both values in one sentence."""
        return f"{self.who} made {self.code} {self.theirs} s long meanwhile; you asked for {self.mine} s."


@require_safe
@for_project(Action.VIEW)
def timeline(request: MemberRequest, project: Project) -> HttpResponse:
    """The plan in time. `?scenes=changed` gives what changed, `?part=bed` all around the blocks, `?part=paper`
    the rows to print, `?zoom=` a scale, `?shot=` opens one in the editor."""
    code = request.GET.get("shot", "")
    opened = bool(code) and not request.htmx and known_shots(project).filter(code=code).exists()
    values = timeline_values(request, project, editor_values(request, project, code) if opened else None)
    if asked_for(request):
        return catch_up(request, values, "parts/timeline_scene.html")
    part = request.GET.get("part", "") if request.htmx else ""
    if part == "bed":
        return page(request, "screens/timeline.html", values, regions=("sums", "ruler", "threads"))
    if part == "paper":
        return page(request, "screens/timeline.html", values, regions=("paper",))
    return page(request, "screens/timeline.html", values)


@require_http_methods(["GET", "HEAD", "POST"])
@for_project(Action.VIEW)
def durations(request: MemberRequest, project: Project) -> HttpResponse:
    """Changes the length of one shot. A GET says what a length would do, and changes nothing."""
    form = DurationForm(request.POST if request.method == "POST" else request.GET)
    if request.method != "POST":
        return _foreseen(project, form) if request.GET else JsonResponse({})
    must(request, Action.EDIT)
    if not form.is_valid():
        return _refused(request, project, form.sentence(), 422)
    code, duration = form.cleaned_data["shot"], form.cleaned_data["duration"]
    # What was here and is deleted is told so by the write; what never was, is not found.
    if not Shot.objects.filter(project=project, code=code).exists():
        raise Http404
    try:
        line = set_duration(project, code, duration, by=request.person, seen=form.seen())
    except Blocked as error:
        sentence = f"Nothing was changed, since this would break continuity. {error.findings[0].message}"
        return _refused(request, project, sentence, 422)
    except Stale as error:
        stale = StaleLength(code, error.who, seconds(error.row.duration), seconds(duration))
        return _refused(request, project, stale.sentence, 409, stale)
    report = report_of(project)
    told = f"{code} is {'now' if line else 'already'} {seconds(duration)} s."
    told += f" {total_line(report.duration, report.board.target_duration)}"
    return _done(request, project, told, way_back(request, project) if line else "")


def _done(request: MemberRequest, project: Project, told: str, back: str) -> HttpResponse:
    if not request.htmx:
        return said(request, reverse("timeline", args=[project.slug]), told, back)
    response = HttpResponse(toast_html(told, back, get_token(request)) + summary_html(project))
    response["HX-Trigger"] = json.dumps({"changed": {}})
    return response


def _refused(
    request: MemberRequest, project: Project, sentence: str, status: int, stale: StaleLength | None = None
) -> HttpResponse:
    """The sentence where the length was typed: in a toast for the handle, by the form for a page without JavaScript."""
    if not request.htmx:
        values = timeline_values(request, project)
        values |= {"problem": sentence, "typed": {n: request.POST.get(n, "") for n in ("shot", "duration")}, "stale": stale}
        return page(request, "screens/timeline.html", values, status=status)
    values = {"sentence": sentence, "stale": stale, "project": project, "csrf_token": get_token(request)}
    response = HttpResponse(render_to_string("parts/length_refused.html", values, using="jinja2"), status=status)
    response["HX-Retarget"], response["HX-Reswap"] = "#toasts", "beforeend"
    response["HX-Trigger"] = json.dumps({"changed": {}} if stale else {})
    return response


def _foreseen(project: Project, form: DurationForm) -> HttpResponse:
    """What a length would do to the sums and findings of its shot, as plain values."""
    if not form.is_valid():
        return JsonResponse({"sentence": form.sentence()}, status=422)
    report = report_of(project)
    code, duration = form.cleaned_data["shot"], form.cleaned_data["duration"]
    item = shot_in(report, code)
    after = with_length(report, {code: replace(item.shot, duration=duration)})
    new = after.shot(code)
    found = next((f for f in new.findings if f.code == "format.duration"), None)
    end = None if new.start is None else new.start + duration
    return JsonResponse({
        "shot": code, "length": length(duration), "ends": clock(end or Decimal(0)),
        "total": total_line(after.duration, report.board.target_duration), "credits": new.estimate.total,
        "all_credits": after.totals.total, "unknown": after.totals.unknown,
        "finding": found.message if found else "", "severity": found.severity if found else "",
    })  # fmt: skip


def with_length(report: Report, changed: dict[str, Planned]) -> Report:
    """The report as it would be with these shots."""
    return build(with_shots(report.board, changed), catalogue(), previous=report)
