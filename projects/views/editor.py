"""The editor of one shot as values: for the board, and for the timeline with `?shot=`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from projects.access import MemberRequest
from projects.approvals import standing
from projects.core import board as core
from projects.core.findings import Finding
from projects.core.report import Report, ShotReport
from projects.core.review import TRANSITIONS, open_errors, refusal
from projects.core.roles import Action, may
from projects.core.use import in_use
from projects.forms.shots import EDITED, ShotForm, seen_marks
from projects.models import Project, Shot
from projects.reads import catalogue
from projects.views.canvas import board_values, shot_in
from projects.views.live import chips, live
from projects.views.meanwhile import Meanwhile, open_conflicts
from projects.views.shared import new_key


@dataclass(frozen=True, slots=True)
class Step:
    """One step in review, with the sentence that stands against it."""

    status: str
    label: str
    refusal: str | None


def _neighbours(report: Report, code: str) -> tuple[ShotReport | None, ShotReport | None]:
    shots = report.all_shots()
    at = next(i for i, item in enumerate(shots) if item.shot.key == code)
    return (shots[at - 1] if at else None), (shots[at + 1] if at + 1 < len(shots) else None)


def _defaults(shot: core.Shot) -> dict[str, bool]:
    """Which fields stand at their default, so that the page can mark them."""
    fresh = core.Shot("x")
    return {name: getattr(shot, name) == getattr(fresh, name) for name in (*EDITED, "camera")}


def _steps(role: str, item: ShotReport, stale: bool) -> list[Step]:
    if item.shot.omitted or not (may(role, Action.EDIT) or may(role, Action.REVIEW)):
        return []
    now = item.shot.status
    labels = {
        "draft": "Back to draft",
        "in-review": "Send to review",
        "changes-requested": "Request changes",
        "approved": "Approve",
    }
    anew = [Step("approved", "Approve the changed version", open_errors(item.findings))] if stale else []
    return anew + [Step(to, labels[to], refusal(role, now, to, item.findings)) for to in TRANSITIONS[now]]


def editor_values(
    request: MemberRequest,
    project: Project,
    code: str,
    *,
    form: ShotForm | None = None,
    blocked: tuple[Finding, ...] = (),
    found: Meanwhile | None = None,
    refused: bool = False,
) -> dict[str, Any]:
    """The board's values with one shot open in the editor. `found` is a form brought up to date, `refused` a save of it."""
    values = board_values(request, project)
    report: Report = values["report"]
    item = shot_in(report, code)
    scene, shot = item.scene, item.shot
    form = found.form if found else form or ShotForm(shot=shot, board=report.board, catalog=catalogue())
    bound = form.is_bound and hasattr(form, "cleaned_data")
    typed = found.shot if found else form.as_typed() if bound else shot
    conflicts = found.conflicts if found else open_conflicts(project, form, shot) if bound else {}
    before, after = _neighbours(report, code)
    used = {a.key for a in in_use(report.board, scene, shot)}
    values["keys"] |= {"after": new_key(), "copy": new_key()}
    return {
        **values,
        "shot": item,
        "before": before,
        "after": after,
        "form": form,
        "live": live(report, typed),
        "chips": chips(report, code),
        "defaults": _defaults(shot),
        "blocked": blocked,
        "conflicts": conflicts,
        "taken": found.taken if found else [],
        "who": found.who if found else "",
        "refused": refused,
        "revision": Shot.objects.values_list("revision", flat=True).get(project=project, code=code),
        "seen": found.seen if found else form.data.get("seen", "") if form.is_bound else seen_marks(shot),
        "clash": found.clash if found else form.data.get("clash", "") if form.is_bound else "",
        "left_out": [a for a in in_use(report.board, scene, shot, ignore_without=True) if a.key not in used],
        "older": {item.anchor for item in shot.wordings},
        "steps": _steps(request.role, item, code in standing(project, report).stale),
        "place": next(n for n, s in enumerate(scene.shots, 1) if s.key == code),
    }
