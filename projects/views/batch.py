"""Several shots at once: pick them, say what shall happen, look, then do it in one step."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from projects.access import MemberRequest, for_project, must
from projects.approvals import Approval, going_stale
from projects.core.batching import DEEDS, Batch, after, picked
from projects.core.batching_told import Told, told_changes
from projects.core.findings import Finding, Refused
from projects.core.report import Report, build
from projects.core.roles import Action
from projects.forms.batch import BatchForm
from projects.models import Project
from projects.reads import catalogue
from projects.views.changes import prompt_changes
from projects.views.regions import page
from projects.views.shared import base_values, done_here, here, refresh, way_back
from projects.writes.batch_edit import edit_shots, status_refusal
from projects.writes.transaction import Blocked

# deed -> what its heading and its button say of so many shots
SAID = {
    "change": "Change", "move": "Move", "duplicate": "Duplicate", "omit": "Omit", "back": "Take back in",
    "status": "Review", "delete": "Delete",
}  # fmt: skip
DONE = {
    "change": "changed", "move": "moved", "duplicate": "duplicated", "omit": "omitted", "back": "taken back in",
    "status": "reviewed", "delete": "deleted",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Outlook:
    """What a batch would bring: the report after it, findings that come and go by rule, and prompts that change."""

    after: Report
    changes: list[Any]
    values: list[Told]
    come: list[tuple[str, int]]
    go: list[tuple[str, int]]
    stale: list[Approval]


@require_http_methods(["GET", "HEAD", "POST"])
@for_project(Action.VIEW)
def batch(request: MemberRequest, project: Project) -> HttpResponse:
    """The shots to change, by `shot`. A POST shows what would happen; with `apply` it happens."""
    must(request, Action.EDIT, Action.REVIEW)
    data = request.POST if request.method == "POST" else request.GET
    values = base_values(request, project)
    report: Report = values["report"]
    form = BatchForm(data if request.method == "POST" else None, board=report.board, catalog=catalogue())
    deed = data.get("do", "")
    values |= {
        "form": form,
        "deed": deed if deed in DEEDS else "",
        "picked": data.getlist("shot"),
        "problem": "",
        "outlook": None,
        "SAID": SAID,
        "revision": request.POST.get("revision") or str(project.revision),
    }
    if not deed and not request.POST.get("apply"):
        return _shown(request, values)
    return _asked(request, project, values, form, deed)


def _shown(request: MemberRequest, values: dict[str, Any], problem: str = "", status: int = 200) -> HttpResponse:
    return page(request, "screens/batch.html", {**values, "problem": problem}, regions=("batch",), status=status)


def _asked(request: MemberRequest, project: Project, values: dict[str, Any], form: BatchForm, deed: str) -> HttpResponse:
    report: Report = values["report"]
    try:
        codes = picked(report.board, values["picked"])
        _allowed(request, deed)
        wanted = _batch(form, deed)
        if wanted is None:
            return _shown(request, {**values, "deed": ""}, status=422)
        values |= {"picked": list(codes), "outlook": _outlook(project, report, codes, wanted, request.role)}
    except Refused as error:
        return _shown(request, {**values, "deed": ""}, str(error), 422 if not values["picked"] else 409)
    if request.method != "POST" or not request.POST.get("apply"):
        return _shown(request, values)
    return _done(request, project, values, wanted)


def _allowed(request: MemberRequest, deed: str) -> None:
    if deed not in DEEDS:
        raise Refused("Choose what to do with these shots.")
    if deed != "status":
        must(request, Action.EDIT)


def _batch(form: BatchForm, deed: str) -> Batch | None:
    """What the form asks for, None where it is wrong. Duplicate, omit and delete need no form."""
    if deed in ("duplicate", "omit", "back", "delete"):
        return Batch(deed)
    return form.batch(deed) if form.is_bound and form.is_valid() else None


def _outlook(project: Project, report: Report, codes: tuple[str, ...], wanted: Batch, role: str) -> Outlook:
    if wanted.deed == "status":
        if not wanted.status:
            raise Refused("Choose the status first.")
        for code in codes:
            shot = report.shot(code).shot
            sentence = status_refusal(role, shot, wanted.status, report) if shot.status != wanted.status else None
            if sentence:
                raise Refused(f"{code}: {sentence}")
    if wanted.deed == "move" and not wanted.scene:
        raise Refused("Choose the scene to move to first.")
    then = build(after(report.board, codes, wanted), catalogue(), previous=report)
    was, now = _findings(report), _findings(then)
    come, go = (Counter(dict(a)) - Counter(dict(b)) for a, b in ((now, was), (was, now)))
    told = told_changes(report.board, then.board, catalogue())
    stale = going_stale(project, report, then)
    return Outlook(then, prompt_changes(report, then), told, sorted(come.items()), sorted(go.items()), stale)


def _findings(report: Report) -> Counter[str]:
    rules = catalogue().rules

    def title(finding: Finding) -> str:
        rule = rules.get(finding.code)
        return f"{finding.severity}: {rule.title if rule else finding.code}"

    return Counter(title(finding) for item in report.running() for finding in item.findings if finding.severity != "hint")


def _done(request: MemberRequest, project: Project, values: dict[str, Any], wanted: Batch) -> HttpResponse:
    text = values["revision"]
    revision = int(text) if text.isascii() and text.isdigit() and len(text) < 16 else project.revision
    codes = values["picked"]
    try:
        line = edit_shots(project, codes, wanted, by=request.person, role=request.role, revision=revision)
    except Refused as error:
        return _shown(request, {**values, "revision": str(project.revision)}, str(error), 409)
    except Blocked as error:
        sentence = f"Nothing was changed, since this would break continuity. {error.findings[0].message}"
        return _shown(request, values, sentence, 422)
    many = f"{len(codes)} shot{'s' if len(codes) > 1 else ''}"
    sentence = f"{many} {DONE[wanted.deed]}." if line else "Nothing had to be changed."
    board = reverse("board", args=[project.slug])
    if urlsplit(here(request, project, "")).path == reverse("batch", args=[project.slug]):
        return refresh(request, board, sentence, way_back(request, project) if line else "")
    return done_here(request, project, board, sentence, bool(line))
