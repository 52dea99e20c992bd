"""One shot: the editor beside the board, its live prompt, and what can be done with it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse, QueryDict
from django.middleware.csrf import get_token
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from projects.access import MemberRequest, for_project, must
from projects.approvals import standing
from projects.cards import cards_of
from projects.core import board as core
from projects.core.findings import Finding
from projects.core.report import Report, ShotReport
from projects.core.review import TRANSITIONS, open_errors, refusal
from projects.core.roles import Action, may
from projects.core.use import in_use
from projects.forms.fixes import apply_fix, read_fix
from projects.forms.shots import EDITED, ShotForm, marks, moves_in, seen_marks
from projects.models import Project, Shot
from projects.reads import catalogue, report_of
from projects.views.canvas import board_values, changed_cards, shot_in
from projects.views.live import chips, live
from projects.views.meanwhile import Meanwhile, meanwhile, open_conflicts
from projects.views.regions import page
from projects.views.shared import new_key, refresh, summary_html, toast_html, way_back
from projects.writes.shots import save_shot
from projects.writes.transaction import Blocked, Stale


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


def _editor(request: MemberRequest, values: dict[str, Any], status: int = 200) -> HttpResponse:
    response = page(request, "screens/board.html", values, regions=("editor",), status=status)
    if status != 200:
        response["HX-Retarget"] = "#editor"
        response["HX-Reswap"] = "outerHTML"
    return response


@require_http_methods(["GET", "HEAD", "POST"])
@for_project(Action.VIEW)
def shot(request: MemberRequest, project: Project, code: str) -> HttpResponse:
    """The editor of one shot; a POST saves it through the continuity gate."""
    if request.method != "POST":
        return _editor(request, editor_values(request, project, code))
    must(request, Action.EDIT)
    return _save(request, project, code)


def _save(request: MemberRequest, project: Project, code: str) -> HttpResponse:
    data: QueryDict = request.POST
    fix = read_fix(data.get("fix", "")) if data.get("fix") else None
    breaks: dict[str, str] = {}
    if fix:
        data, breaks = apply_fix(data, fix)
    report = report_of(project)
    item = shot_in(report, code)
    cards = cards_of(project.slug, report, catalogue())
    form = ShotForm(data, shot=item.shot, board=report.board, catalog=catalogue(), rows=moves_in(data))
    if not form.is_valid():
        return _editor(request, editor_values(request, project, code, form=form), 422)
    revision = data.get("revision", "")
    try:
        row = save_shot(
            project, code, form.changes(), by=request.person, seen=form.seen(), breaks=breaks,
            revision=int(revision) if revision.isascii() and revision.isdigit() and len(revision) < 16 else None,
        )  # fmt: skip
    except Blocked as error:
        return _editor(request, editor_values(request, project, code, form=form, blocked=error.findings), 422)
    except Stale as error:
        found = meanwhile(project, form, error.row, told=True)
        return _editor(request, editor_values(request, project, code, found=found, refused=True), 409)
    if fix or not request.htmx:
        return _saved_whole(request, project, code, cards)
    return _saved(request, project, row, cards, marks(form.values()))


def _saved(request: MemberRequest, project: Project, row: Shot, cards: dict[str, Any], seen: str) -> HttpResponse:
    """The live panel, the marks for the next save, and what else looks different now."""
    report = report_of(project)
    item = shot_in(report, row.code)
    values = {
        "project": project, "report": report, "edit": True, "shot": item, "live": live(report, item.shot),
        "seen": seen, "clash": "", "saved": "Saved.", "revision": row.revision,
    }  # fmt: skip
    response = page(request, "parts/saved.html", values)
    after = cards_of(project.slug, report, catalogue())
    response.write(changed_cards(cards, after, True))
    return response


def _saved_whole(request: MemberRequest, project: Project, code: str, cards: dict[str, Any]) -> HttpResponse:
    back = way_back(request, project)
    if not request.htmx:
        return refresh(request, reverse("shot", args=[project.slug, code]), f"{code} saved.", back)
    response = _editor(request, editor_values(request, project, code))
    response["HX-Retarget"] = "#editor"
    response["HX-Reswap"] = "outerHTML"
    after = cards_of(project.slug, report_of(project), catalogue())
    told = toast_html(f"{code} saved.", back, get_token(request))
    response.write(changed_cards(cards, after, True) + summary_html(project) + told)
    return response


@require_POST
@for_project(Action.EDIT)
def shot_preview(request: MemberRequest, project: Project, code: str) -> HttpResponse:
    """The prompt, findings and cost of what is typed. Saves nothing."""
    report = report_of(project)
    item = shot_in(report, code)
    form = ShotForm(request.POST, shot=item.shot, board=report.board, catalog=catalogue(), rows=moves_in(request.POST))
    form.is_valid()
    return page(request, "parts/live.html", {"live": live(report, form.as_typed()), "edit": True})


@require_POST
@for_project(Action.EDIT)
def shot_meanwhile(request: MemberRequest, project: Project, code: str) -> HttpResponse:
    """The editor with what others saved meanwhile and what is typed; `choose` decides a conflict. Saves nothing."""
    report = report_of(project)
    item = shot_in(report, code)
    form = ShotForm(request.POST, shot=item.shot, board=report.board, catalog=catalogue(), rows=moves_in(request.POST))
    form.is_valid()
    return _editor(request, editor_values(request, project, code, found=meanwhile(project, form, item.shot)))
