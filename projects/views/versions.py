"""Versions of a shot: all of them with what was decided on each, any two beside each other, and the way back to one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from projects.access import MemberRequest, for_project
from projects.approvals import Approval, digest_of, standing, state_now, state_of
from projects.core.diff import word_diff
from projects.core.report import Report, ShotReport
from projects.core.roles import Action, may
from projects.core.versions_compared import Compared, State, compared
from projects.models import Decision, Project, Shot, ShotVersion
from projects.views.canvas import shot_in
from projects.views.regions import page
from projects.views.shared import base_values, said_done
from projects.writes.status import restore_version
from projects.writes.transaction import Blocked

A_PAGE = 100
NOW = "now"


@dataclass(frozen=True, slots=True)
class Row:
    """One version on the page: its words against the one before, what else it changed, what was decided on it."""

    version: ShotVersion
    words: list[tuple[str, str]]
    changes: Compared | None
    decisions: list[Decision] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a comparison. `name` stands in its address; `version` is None for the shot as it stands now."""

    name: str
    label: str
    state: State
    version: ShotVersion | None = None
    decisions: list[Decision] = field(default_factory=list)


def _row(project: Project, code: str) -> Shot:
    row = Shot.objects.filter(project=project, code=code, deleted_at__isnull=True).first()
    if row is None:
        raise Http404
    return row


def _decisions(shot: Shot) -> dict[int, list[Decision]]:
    """What was decided on each version (key of its row), the latest first."""
    found: dict[int, list[Decision]] = {}
    for decision in Decision.objects.filter(shot=shot).order_by("-id"):
        found.setdefault(decision.version_id, []).append(decision)
    return found


def _rows(versions: list[ShotVersion], decisions: dict[int, list[Decision]]) -> Iterable[Row]:
    """The latest first; only what is shown is compared."""
    for at in range(len(versions) - 1, max(-1, len(versions) - 1 - A_PAGE), -1):
        version, before = versions[at], versions[at - 1] if at else None
        changes = compared(state_of(before), state_of(version)) if before else None
        words = word_diff(before.prompt, version.prompt) if before else [("same", version.prompt)]
        yield Row(version, words, changes, decisions.get(version.pk, []))


@require_safe
@for_project(Action.VIEW)
def versions(request: MemberRequest, project: Project, code: str) -> HttpResponse:
    """The versions of a shot, each with its prompt against the one before and with what was decided on it."""
    row = _row(project, code)
    values = base_values(request, project)
    item = shot_in(values["report"], code)
    found = list(ShotVersion.objects.filter(shot=row).select_related("by").order_by("number"))
    now = digest_of(item)
    values |= {
        "now": timezone.now(),
        "shot": item,
        "versions": list(_rows(found, _decisions(row))),
        "latest": found[-1].number if found else 0,
        "moved_on": bool(found) and found[-1].digest != now,
        **_approval_values(project, values["report"], code),
    }
    return page(request, "screens/versions.html", values)


def _approval_values(project: Project, report: Report, code: str) -> dict[str, Any]:
    approved = standing(project, report)
    return {"approval": approved.approvals.get(code), "stale": code in approved.stale}


@require_safe
@for_project(Action.VIEW)
def version_compare(request: MemberRequest, project: Project, code: str) -> HttpResponse:
    """Two versions of a shot, `a` and `b`, beside each other: numbers, or `now` for what stands there.

    Without `a` it is the version that was approved, else the one before the last; without `b` what stands there now.
    """
    row = _row(project, code)
    values = base_values(request, project)
    item = shot_in(values["report"], code)
    found = {v.number: v for v in ShotVersion.objects.filter(shot=row).select_related("by").order_by("number")}
    decisions = _decisions(row)
    shown = _approval_values(project, values["report"], code)
    first = request.GET.get("a") or _first(shown["approval"], list(found))
    sides = [_side(name, item, found, decisions) for name in (first, request.GET.get("b") or NOW)]
    if not found:
        sides = [_now(item), _now(item)]
    values |= {
        "now": timezone.now(),
        "shot": item,
        "a": sides[0],
        "b": sides[1],
        "compared": compared(sides[0].state, sides[1].state),
        "numbers": list(found),
        "latest": max(found, default=0),
        "review": may(request.role, Action.REVIEW),
        "digest": digest_of(item),
        **shown,
    }
    return page(request, "screens/compare.html", values)


def _first(approval: Approval | None, numbers: list[int]) -> str:
    if approval:
        return str(approval.version)
    return str(numbers[-2] if len(numbers) > 1 else numbers[-1]) if numbers else NOW


def _now(item: ShotReport) -> Side:
    return Side(NOW, "As it stands now", state_now(item))


def _side(name: str, item: ShotReport, found: dict[int, ShotVersion], decisions: dict[int, list[Decision]]) -> Side:
    """One side by its name. 404 for a version that this shot does not have."""
    if name == NOW:
        return _now(item)
    number = int(name) if name.isascii() and name.isdigit() and len(name) < 10 else 0
    if number not in found:
        raise Http404
    version = found[number]
    return Side(str(number), f"Version {number}", state_of(version), version, decisions.get(version.pk, []))


@require_POST
@for_project(Action.EDIT)
def version_restore(request: MemberRequest, project: Project, code: str, number: int) -> HttpResponse:
    """Brings an earlier version back as a new one."""
    _row(project, code)
    if number > 2**31:
        raise Http404
    try:
        restore_version(project, code, number, by=request.person)
    except Blocked as error:
        way = (reverse("shot", args=[project.slug, code]), "To the shot")
        sentence = f"Version {number} would break continuity now: {error.findings[0].message}"
        return page(
            request,
            "screens/message.html",
            {
                "title": "Not restored",
                "sentence": sentence,
                "status": 422,
                "way": way,
            },
            status=422,
        )
    return said_done(request, project, reverse("shot", args=[project.slug, code]), f"{code} is back at version {number}.")


@dataclass(frozen=True, slots=True)
class Approved:
    """One approved shot on the list; `since` says what changed where it is no longer what was approved."""

    item: ShotReport
    approval: Approval | None
    since: Compared | None = None


@require_safe
@for_project(Action.VIEW)
def approvals(request: MemberRequest, project: Project) -> HttpResponse:
    """Every approved shot with who approved which version, those first that were changed since."""
    values = base_values(request, project)
    report: Report = values["report"]
    now = standing(project, report)
    approved = [item for item in report.all_shots() if item.shot.status == "approved"]
    changed = [item for item in approved if item.shot.key in now.stale]
    then = _approved_versions(project, [now.stale[item.shot.key] for item in changed[:A_PAGE]])
    told = {item.shot.key: compared(then[item.shot.key], state_now(item)) for item in changed if item.shot.key in then}
    values |= {
        "now": timezone.now(),
        "changed": [Approved(item, now.stale[item.shot.key], told.get(item.shot.key)) for item in changed],
        "held": [Approved(item, now.approvals.get(item.shot.key)) for item in approved if item.shot.key not in now.stale],
    }
    return page(request, "screens/approvals.html", values)


def _approved_versions(project: Project, approvals: list[Approval]) -> dict[str, State]:
    """What was approved, by code of the shot, in one query."""
    numbers = {approval.code: approval.version for approval in approvals}
    rows = ShotVersion.objects.filter(shot__project=project, shot__code__in=numbers, number__in=set(numbers.values()))
    return {row.shot.code: state_of(row) for row in rows.select_related("shot") if numbers[row.shot.code] == row.number}
