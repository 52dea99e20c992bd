"""One shot: the editor beside the board, its live prompt, and what can be done with it."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from django.http import HttpResponse, QueryDict
from django.middleware.csrf import get_token
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from projects.access import MemberRequest, for_project, must
from projects.cards import cards_of
from projects.core.roles import Action
from projects.forms.fixes import apply_fix, read_fix
from projects.forms.shots import ShotForm, marks, moves_in
from projects.models import Project, Shot
from projects.reads import catalogue, report_of
from projects.views.canvas import changed_cards, shot_in
from projects.views.editor import editor_values
from projects.views.live import live
from projects.views.meanwhile import meanwhile
from projects.views.regions import page
from projects.views.shared import refresh, summary_html, toast_html, way_back
from projects.writes.shots import save_shot
from projects.writes.transaction import Blocked, Stale


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
        response = _editor(request, editor_values(request, project, code))
        if address := _on_timeline(request, project, code):
            response["HX-Push-Url"] = address
        return response
    must(request, Action.EDIT)
    return _save(request, project, code)


def _on_timeline(request: MemberRequest, project: Project, code: str) -> str:
    """The address of a shot that is opened beside the timeline, so that a reload and Back lead there; else nothing."""
    here = urlsplit((request.htmx.current_url_abs_path or "") if request.htmx else "")
    if here.path != reverse("timeline", args=[project.slug]):
        return ""
    query = QueryDict(here.query, mutable=True)
    query["shot"] = code
    return f"{here.path}?{query.urlencode()}"


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
