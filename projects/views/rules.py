"""The rules of one project: which are switched off or made hints, why, who did it and when."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from projects.access import MemberRequest, for_project, must
from projects.core.board import RuleSetting
from projects.core.catalog import Rule
from projects.core.method import rules_of
from projects.core.report import Report, build
from projects.core.roles import Action
from projects.core.rulebook import changed_rules
from projects.forms.rules import LEVELS, RuleForm
from projects.models import Activity, Project
from projects.reads import catalogue
from projects.views.regions import page
from projects.views.shared import base_values, said_done
from projects.writes.rules import AS_IT_IS, VERBS, set_rule
from projects.writes.transaction import Stale


@dataclass(frozen=True, slots=True)
class RuleRow:
    """One rule in a project: its setting (None: as it is), who set it when, how many findings it gives or would give."""

    rule: Rule
    setting: RuleSetting | None
    line: Activity | None
    findings: int
    errors: int

    @property
    def level(self) -> str:
        """`as-it-is`, `hint` or `off`."""
        return self.setting.level if self.setting else AS_IT_IS


def _lines(project: Project) -> dict[str, Activity]:
    """Who set each rule last, by code."""
    rows = Activity.objects.filter(project=project, verb__in=VERBS.values()).select_related("by").order_by("id")
    return {line.target: line for line in rows}


def _rows(project: Project, report: Report) -> list[RuleRow]:
    """Every rule, with the findings that it gives when it is left as it is."""
    plain = build(replace(report.board, rules=()), catalogue(), previous=report) if report.board.rules else report
    found = [finding for item in plain.running() for finding in item.findings]
    every = Counter(finding.code for finding in found)
    errors = Counter(finding.code for finding in found if finding.severity == "error")
    settings = {setting.code: setting for setting in report.board.rules}
    lines = _lines(project)
    return [
        RuleRow(rule, settings.get(code), lines.get(code) if code in settings else None, every[code], errors[code])
        for code, rule in catalogue().rules.items()
    ]


@require_http_methods(["GET", "HEAD", "POST"])
@for_project(Action.VIEW)
def rules(request: MemberRequest, project: Project) -> HttpResponse:
    """Every rule and its level in this project. A POST sets one of them."""
    form = RuleForm(request.POST if request.method == "POST" else None, catalog=catalogue())
    status = 200
    if request.method == "POST":
        must(request, Action.EDIT)
        status = _save(request, project, form) if form.is_valid() else 422
        if status == 200:
            code, level = form.cleaned_data["code"], form.cleaned_data["level"]
            word = {"off": "is off", "hint": "only hints now", AS_IT_IS: "holds as it is"}[level]
            to = f"{reverse('rules', args=[project.slug])}#{code}"
            return said_done(request, project, to, f"{catalogue().rules[code].title}: {word} in this project.")
    values = base_values(request, project)
    report: Report = values["report"]
    rows = {row.rule.code: row for row in _rows(project, report)}
    values |= {
        "groups": [
            (group, [rows[rule.code] for rule in rules_of(group, catalogue())])
            for group in catalogue().rule_groups.values()
        ],
        "changed": changed_rules(report.board),
        "form": form,
        "open": form.data.get("code", "") if status != 200 else "",
        "levels": LEVELS,
    }
    return page(request, "screens/rules.html", values, status=status)


def _save(request: MemberRequest, project: Project, form: RuleForm) -> int:
    """200 where the rule is set; 409, with the other person's setting on the form, where not."""
    data = form.cleaned_data
    try:
        set_rule(project, data["code"], data["level"], data["reason"], by=request.person, seen=data["seen"] or None)
    except Stale as error:
        labels = dict(LEVELS)
        now: RuleSetting | None = error.row
        said_now = f"{labels[now.level]}: {now.reason}" if now else labels[AS_IT_IS]
        form.add_error(None, f"Somebody set this rule meanwhile ({said_now}). Save again to use yours.")
        return 409
    return 200
