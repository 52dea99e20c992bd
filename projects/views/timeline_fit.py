"""Fitting the plan to a target length: looked at first, then all or nothing, one step to take back."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from projects.access import MemberRequest, for_project, must
from projects.core.findings import Finding, Refused
from projects.core.report import Report, ShotReport, build
from projects.core.roles import Action
from projects.core.timeline_fit import fitted, held
from projects.core.timeline_words import against, clock, length, seconds, total_line
from projects.forms.timeline import FitForm, target_text
from projects.models import Project
from projects.reads import catalogue, report_of
from projects.views.regions import page
from projects.views.shared import base_values, said, way_back
from projects.writes.batch import with_shots
from projects.writes.durations import set_durations
from projects.writes.transaction import Blocked

SCREEN = "screens/timeline_fit.html"


@dataclass(frozen=True, slots=True)
class Row:
    """One shot in the preview: its length before and after, and the findings that come and go."""

    item: ShotReport
    after: ShotReport
    held: bool
    picked: bool
    new: tuple[Finding, ...]
    gone: tuple[Finding, ...]

    @property
    def changed(self) -> bool:
        """Whether its length differs."""
        return self.item.shot.duration != self.after.shot.duration


def _rows(report: Report, after: Report, codes: frozenset[str] | None) -> list[Row]:
    stay, found = held(report), []
    for item, new in zip(report.running(), after.running(), strict=True):
        was, now = ({f.identity for f in side.findings} for side in (item, new))
        key = item.shot.key
        came = tuple(f for f in new.findings if f.identity not in was)
        went = tuple(f for f in item.findings if f.identity not in now)
        picked = key not in stay and (codes is None or key in codes)
        found.append(Row(item, new, key in stay, picked, came, went))
    return found


@require_http_methods(["GET", "HEAD", "POST"])
@for_project(Action.EDIT)
def timeline_fit(request: MemberRequest, project: Project) -> HttpResponse:
    """Proposes lengths that meet a target; a POST takes them over."""
    must(request, Action.EDIT)
    data = (request.POST if request.method == "POST" else request.GET).copy()
    if "pick" in data:  # the boxes of the preview win over what the timeline had picked
        data["shots"] = " ".join(data.getlist("pick"))
    report = report_of(project)
    if "target" not in data:
        data["target"] = target_text(report.board.target_duration or report.duration)
    form = FitForm(data)
    if not form.is_valid():
        sentence = next(str(e) for errors in form.errors.values() for e in errors)
        return _shown(request, project, data, {}, None, sentence, 422)
    codes, target = form.codes(), form.cleaned_data["target"]
    if "boxes" in data and "pick" not in data:
        return _shown(request, project, data, {}, frozenset(), "Tick the shots whose length may change.", 422)
    lengths = fitted(report, target, codes)
    if request.method == "POST":
        return _applied(request, project, data, lengths, codes)
    return _shown(request, project, data, lengths, codes)


def _applied(
    request: MemberRequest, project: Project, data: Any, lengths: dict[str, Decimal], codes: frozenset[str] | None
) -> HttpResponse:
    here = reverse("timeline", args=[project.slug])
    text = data.get("revision", "")
    seen = int(text) if text.isascii() and text.isdigit() and len(text) < 16 else -1
    try:
        line = set_durations(project, lengths, by=request.person, revision=seen)
    except Refused as error:
        return _shown(request, project, data, fitted_now(project, data, codes), codes, str(error), 409)
    except Blocked as error:
        sentence = f"Nothing was changed, since this would break continuity. {error.findings[0].message}"
        return _shown(request, project, data, lengths, codes, sentence, 422)
    report = report_of(project)
    total = total_line(report.duration, report.board.target_duration)
    if line is None:
        return said(request, here, f"No length had to change. {total}")
    count = f"{len(lengths)} length{'' if len(lengths) == 1 else 's'}"
    return said(request, here, f"{count} changed. {total}", way_back(request, project))


def fitted_now(project: Project, data: Any, codes: frozenset[str] | None) -> dict[str, Decimal]:
    """The proposal on the plan as it stands after somebody else's change."""
    project.refresh_from_db()
    form = FitForm(data)
    return fitted(report_of(project), form.cleaned_data["target"], codes) if form.is_valid() else {}


def _shown(
    request: MemberRequest, project: Project, data: Any, lengths: dict[str, Decimal], codes: frozenset[str] | None,
    problem: str = "", status: int = 200,
) -> HttpResponse:  # fmt: skip
    values = base_values(request, project)
    report: Report = values["report"]
    changed = {code: replace(report.shot(code).shot, duration=value) for code, value in lengths.items()}
    after = build(with_shots(report.board, changed), catalogue(), previous=report)
    form = FitForm(data)
    target = form.cleaned_data.get("target") if form.is_valid() else None
    values |= {
        "after": after, "rows": _rows(report, after, codes), "lengths": lengths, "typed": data.get("target", ""),
        "target": target, "before_against": against(report.duration, target), "against": against(after.duration, target),
        "problem": problem, "revision": project.revision, "clock_of": clock, "length_of": length, "plain": seconds,
        "shots": data.get("shots", ""),
    }  # fmt: skip
    return page(request, SCREEN, values, status=status)
