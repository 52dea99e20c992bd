"""All findings of a project by rule: mend several at once, look before it is done, take it back."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from projects.access import MemberRequest, for_project, must
from projects.core.findings import SEVERITIES, Finding, Fix, Refused
from projects.core.fixing import Chosen, applicable, fixed
from projects.core.report import Report, ShotReport, build
from projects.core.roles import Action
from projects.forms.projects import ReasonForm
from projects.models import Project
from projects.reads import catalogue
from projects.views.changes import prompt_changes
from projects.views.regions import page
from projects.views.shared import base_values, said
from projects.writes.batch import save_shots, with_shots
from projects.writes.transaction import Blocked


@dataclass(frozen=True, slots=True)
class Row:
    """One finding on the page. `fixes` are those that change the shot by themselves, with their places."""

    id: str
    item: ShotReport
    finding: Finding
    fixes: tuple[tuple[int, Fix], ...]


@dataclass(frozen=True, slots=True)
class Group:
    """All findings of one rule."""

    code: str
    title: str
    rows: list[Row] = field(default_factory=list)

    @property
    def mendable(self) -> int:
        """How many of them a click can mend."""
        return sum(bool(row.fixes) for row in self.rows)


def _row(item: ShotReport, finding: Finding) -> Row:
    parts = (item.shot.key, finding.code, finding.field, finding.start, finding.end, finding.words, finding.anchor)
    mark = hashlib.sha256(repr(parts).encode()).hexdigest()[:16]
    return Row(mark, item, finding, tuple((at, fix) for at, fix in enumerate(finding.fixes) if applicable(fix)))


def groups_of(report: Report) -> list[Group]:
    """The findings of a report by rule, the gravest first, in running order."""
    found: dict[str, Group] = {}
    rules = catalogue().rules
    for item in report.running():
        for finding in item.findings:
            rule = rules.get(finding.code)
            group = found.setdefault(finding.code, Group(finding.code, rule.title if rule else finding.code))
            group.rows.append(_row(item, finding))
    return sorted(found.values(), key=lambda group: (SEVERITIES.index(group.rows[0].finding.severity), group.code))


def _chosen(request: MemberRequest, groups: list[Group], reason: str) -> Iterator[tuple[Row, Chosen]]:
    """What the person ticked, or every finding of the rule whose button was pressed, each with its fix."""
    picked = set(request.POST.getlist("pick"))
    code = request.POST.get("all", "")
    for group in groups:
        for row in group.rows:
            if row.fixes and (group.code == code if code else row.id in picked):
                asked = request.POST.get(f"fix-{row.id}", "")
                fix = next((fix for at, fix in row.fixes if str(at) == asked), row.fixes[0][1])
                yield row, Chosen(row.finding, fix, reason or fix.text)


@require_http_methods(["GET", "HEAD", "POST"])
@for_project(Action.VIEW)
def findings(request: MemberRequest, project: Project) -> HttpResponse:
    """The findings by rule. A POST shows what the chosen fixes would change; with `apply` it makes them."""
    values = base_values(request, project)
    report: Report = values["report"]
    groups = groups_of(report)
    if request.method != "POST":
        return page(request, "screens/findings.html", {**values, "groups": groups})
    must(request, Action.EDIT)
    reason = request.POST.get("reason", "").strip()
    chosen = list(_chosen(request, groups, reason))
    states = {}
    for row, _ in chosen:
        key = row.item.shot.key
        if key not in states:
            states[key] = fixed(row.item.shot, [item for other, item in chosen if other.item.shot.key == key])
    values |= {"groups": groups, "chosen": [(row, item.fix) for row, item in chosen], "reason": reason}
    if not chosen:
        return _shown(request, values, "Tick the findings to mend first.", 422)
    if not request.POST.get("apply"):
        return _preview(request, values, states)
    wrong = next(filter(None, (_wrong_reason(item) for _, item in chosen)), "")
    if wrong:
        return _preview(request, values, states, wrong, 422)
    return _applied(request, project, values, states)


def _wrong_reason(item: Chosen) -> str:
    """What stands against the reason of a break, in one sentence; empty for other fixes."""
    if item.fix.kind != "break":
        return ""
    if not item.reason.strip():
        return "Say why these shots break the anchor."
    form = ReasonForm({"reason": item.reason})
    return "" if form.is_valid() else str(form.errors["reason"][0])


def _shown(request: MemberRequest, values: dict[str, Any], problem: str, status: int) -> HttpResponse:
    return page(request, "screens/findings.html", {**values, "problem": problem}, status=status)


def _preview(
    request: MemberRequest, values: dict[str, Any], states: dict[str, Any], problem: str = "", status: int = 200
) -> HttpResponse:
    report: Report = values["report"]
    after = build(with_shots(report.board, states), catalogue(), previous=report)
    values |= {
        "after": after,
        "changes": prompt_changes(report, after),
        "touched": list(states),
        "asks_reason": any(fix.kind == "break" for _, fix in values["chosen"]),
        "problem": problem,
        "revision": request.POST.get("revision") or str(values["project"].revision),
    }
    return page(request, "screens/findings_preview.html", values, status=status)


def _applied(request: MemberRequest, project: Project, values: dict[str, Any], states: dict[str, Any]) -> HttpResponse:
    revision = request.POST.get("revision", "")
    known = int(revision) if revision.isascii() and revision.isdigit() and len(revision) < 16 else project.revision
    try:
        line = save_shots(project, states, by=request.person, verb="fixes-applied", revision=known)
    except Refused as error:
        return _shown(request, values, str(error), 409)
    except Blocked as error:
        sentence = f"Nothing was changed, since this would break continuity. {error.findings[0].message}"
        return _preview(request, values, states, sentence, 422)
    if line is None:
        return said(request, reverse("findings", args=[project.slug]), "Nothing had to be changed.")
    back = reverse("undo", args=[project.slug, line.pk])
    count = len(values["chosen"])
    sentence = f"{count} finding{'s' if count > 1 else ''} mended in {len(states)} shot{'s' if len(states) > 1 else ''}."
    return said(request, reverse("findings", args=[project.slug]), sentence, back)
