"""What follows from a plan: review, findings, estimates."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.http import HttpResponse
from ninja import Router

from projects.api import description as spec
from projects.api.answers import Problem, answer
from projects.api.bodies import sent, text_of
from projects.api.door import ApiRequest, member, only
from projects.api.shots import item_of
from projects.api.shown import findings_rows, known, paged, revisions_of, shot_told
from projects.core.board import STATUSES
from projects.core.computed import finding_block, project_block
from projects.core.credit import Totals, money, total
from projects.core.findings import SEVERITIES, Refused
from projects.core.report import Report, ShotReport
from projects.core.review import DECISIONS, note_text
from projects.core.roles import Action
from projects.models import Project
from projects.reads import catalogue, report_of
from projects.writes.reviewing import Person, decide
from projects.writes.status import set_status

router = Router(tags=["Review, findings, estimates"])


def _one_of(name: str, value: str, values: Iterable[str]) -> None:
    if value not in values:
        told = f"one of {', '.join(values)}"
        raise Problem(422, f"{name}: {told}.", {name: told})


def _reviewed(project: Project, code: str) -> HttpResponse:
    return answer(shot_told(item_of(report_of(project), code), revisions_of(project, [code]).get(code, 0)))


@router.post("/projects/{slug}/shots/{code}/status", **spec.op("Take a step in review", "Shot", body="Step", writes=True))
def step_in_review(request: ApiRequest, slug: str, code: str) -> HttpResponse:
    """The table of steps says who may; see docs/REVIEW.md. `digest` holds the step to the version that was seen."""
    only(request)
    project, role = member(request, slug, Action.EDIT, Action.REVIEW)
    body = sent(request, frozenset(("status", "note", "digest")))
    item_of(report_of(project), code)
    status, note, digest = (text_of(body, name, most) for name, most in (("status", 40), ("note", 5_000), ("digest", 64)))
    _one_of("status", status, STATUSES)
    set_status(project, code, status, role=role, by=request.person, note=note, seen=digest)
    return _reviewed(project, code)


@router.post(
    "/projects/{slug}/shots/{code}/decision", **spec.op("Decide on a version", "Shot", body="Decision", writes=True)
)
def decide_on_shot(request: ApiRequest, slug: str, code: str) -> HttpResponse:
    """`digest` is the one of the shot that was read: where it has moved on since, nothing is decided (409)."""
    only(request)
    project, _ = member(request, slug, Action.REVIEW)
    body = sent(request, frozenset(("kind", "note", "digest")))
    item_of(report_of(project), code)
    kind, note, digest = (text_of(body, name, most) for name, most in (("kind", 40), ("note", 5_000), ("digest", 64)))
    _one_of("kind", kind, DECISIONS)
    if not digest:
        raise Problem(
            422, "Send the digest of the version that you decide on; it stands in the shot.", {"digest": "is missing"}
        )
    try:
        note_text(kind, note)
    except Refused as error:
        raise Problem(422, str(error), {"note": str(error)}) from None
    decide(project, {code: digest}, kind, person=Person(request.person), note=note)
    project.refresh_from_db()
    return _reviewed(project, code)


@router.get("/projects/{slug}/findings", **spec.op("Findings", "FindingList", query=spec.PAGED | spec.FINDINGS))
def list_findings(request: ApiRequest, slug: str) -> HttpResponse:
    """In running order, by rule (`continuity.missing`, or a family: `continuity`), severity and shot."""
    only(request, *spec.PAGED, *spec.FINDINGS)
    project, _ = member(request, slug, Action.VIEW)
    report = report_of(project)
    rules, severities, shots = (frozenset(request.GET.getlist(name)) for name in ("rule", "severity", "shot"))
    if severities - set(SEVERITIES):
        raise Problem(422, "severity: one of error, warning, hint.", {"severity": "one of error, warning, hint"})
    known(request, "shot", [item.shot.key for item in report.all_shots()])
    known(request, "rule", {part for code in catalogue().rules for part in (code, code.partition(".")[0])})
    rows = [
        (item, finding) for item, finding in findings_rows(report)
        if (not rules or finding.code in rules or finding.code.partition(".")[0] in rules)
        and (not severities or finding.severity in severities) and (not shots or item.shot.key in shots)
    ]  # fmt: skip
    part, place = paged(request, rows)
    items = [
        {"shot": item.shot.key, "scene": item.scene.key, "number": item.number, **finding_block(finding),
         "anchor": finding.anchor, "words": finding.words}
        for item, finding in part
    ]  # fmt: skip
    counts = {"errors": report.errors, "warnings": report.warnings, "hints": report.hints}
    return answer({"items": items, **place, **counts})


@router.get("/projects/{slug}/estimates", **spec.op("Credits, money and render time", "Estimates"))
def get_estimates(request: ApiRequest, slug: str) -> HttpResponse:
    """Of the whole plan, of each scene and of each model. Unknown credits stay unknown and are counted."""
    only(request)
    project, _ = member(request, slug, Action.VIEW)
    report = report_of(project)
    whole = project_block(report)
    models = dict.fromkeys(item.model.id for item in report.running())
    scenes = [
        {"scene": part.scene.key, "title": part.scene.title, **_sums(report, part.totals, part.shots)}
        for part in report.scenes
    ]
    by_model = []
    for model in models:
        items = [item for item in report.running() if item.model.id == model]
        by_model.append({"model": model, **_sums(report, total(item.estimate for item in items), items)})
    return answer({
        "revision": project.revision, "credits": whole["credits"], "cost": whole["cost"], "duration": whole["duration"],
        "render_seconds": whole["render_seconds"], "budget_credits": report.board.budget_credits, "scenes": scenes,
        "models": by_model,
    })  # fmt: skip


def _sums(report: Report, totals: Totals, items: Iterable[ShotReport]) -> dict[str, Any]:
    amount, currency = money(report.board, catalogue(), totals)
    running = [item.shot for item in items if not item.shot.omitted]
    render = totals.render
    return {
        "shots": len(running), "duration": sum(shot.duration for shot in running),
        "credits": {"final": totals.final, "previews": totals.previews, "total": totals.total, "unknown": totals.unknown},
        "cost": None if amount is None else {"amount": f"{amount:.2f}", "currency": currency},
        "render_seconds": None if render is None else {"min": render[0], "max": render[1]},
    }  # fmt: skip
