"""What a document says about a plan beside the plan itself: the `computed` blocks."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from projects.core.findings import Finding
from projects.core.report import Report, ShotReport


def _number(value: Decimal | None) -> int | Decimal | None:
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else value.normalize()


def _span(value: tuple[int, int] | None) -> dict[str, int] | None:
    return None if value is None else {"min": value[0], "max": value[1]}


def finding_block(finding: Finding) -> dict[str, Any]:
    """One finding as the document writes it."""
    return {
        "code": finding.code,
        "severity": finding.severity,
        "field": finding.field,
        "message": finding.message,
        "start": finding.start,
        "end": finding.end,
    }


def shot_block(item: ShotReport) -> dict[str, Any]:
    """`computed` of one shot. An omitted shot has null number, prompt and start, and no findings."""
    omitted = item.shot.omitted
    estimate = item.estimate
    return {
        "number": item.number,
        "prompt": None if omitted else item.prompt.text,
        "negative_prompt": item.negative,
        "seed": item.seed,
        "model": item.model.id,
        "start": _number(item.start),
        "credits": {"final": estimate.final, "previews": estimate.previews, "total": estimate.total},
        "render_seconds": _span(estimate.render),
        "findings": [finding_block(finding) for finding in item.findings],
    }


def project_block(report: Report) -> dict[str, Any]:
    """`computed` of the project: counts and sums over the shots that are not omitted."""
    totals = report.totals
    cost = None if report.cost is None else {"amount": f"{report.cost:.2f}", "currency": report.currency}
    return {
        "shots": report.shots,
        "duration": _number(report.duration),
        "credits": {
            "final": totals.final,
            "previews": totals.previews,
            "total": totals.total,
            "unknown": totals.unknown,
        },
        "cost": cost,
        "render_seconds": _span(totals.render),
        "errors": report.errors,
        "warnings": report.warnings,
        "draft": report.draft,
    }
