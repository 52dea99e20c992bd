"""Rounds of review: their list, opening one, its summary on screen, on paper and as a file, closing it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from projects.access import MemberRequest, for_project, must
from projects.core.findings import Refused
from projects.core.markdown import read
from projects.core.roles import Action, may
from projects.core.rounds import OUTCOMES
from projects.exports.rounds_file import ROUND_FORMATS
from projects.forms.rounds import ClosingForm, RoundForm
from projects.models import Project, Round
from projects.reads import report_of
from projects.rounds import rounds_of, summary_of
from projects.views.regions import page
from projects.views.shared import base_values, said
from projects.writes.rounds import close_round, open_a_round

_NUMBERS = 2**31


@require_http_methods(["GET", "HEAD", "POST"])
@for_project(Action.VIEW)
def rounds(request: MemberRequest, project: Project) -> HttpResponse:
    """The rounds of a project. A post opens one."""
    board = report_of(project).board
    if request.method != "POST":
        return _list(request, project, RoundForm(board=board))
    must(request, Action.SHARE)
    form = RoundForm(request.POST, board=board)
    if not form.is_valid():
        return _list(request, project, form, status=422)
    try:
        opened = open_a_round(project, form.values(), by=request.person)
    except Refused as error:
        return _list(request, project, form, status=409, refused=str(error))
    to = reverse("review_round", args=[project.slug, opened.number])
    return said(request, to, f"{opened} is open. What it shows stays as it is now.")


def _list(
    request: MemberRequest, project: Project, form: RoundForm, *, status: int = 200, refused: str = ""
) -> HttpResponse:
    listed = rounds_of(project)
    values = {
        **base_values(request, project), "rounds": listed, "form": form, "refused": refused,
        "current": next((row for row in listed if row.closed_at is None), None), "share": may(request.role, Action.SHARE),
    }  # fmt: skip
    return page(request, "screens/rounds.html", values, status=status)


@require_safe
@for_project(Action.VIEW)
def review_round(request: MemberRequest, project: Project, number: int) -> HttpResponse:
    """What came of a round: who approved what, what is still open, what changed since."""
    return _round(request, project, _row(project, number), ClosingForm())


@require_POST
@for_project(Action.SHARE)
def review_round_close(request: MemberRequest, project: Project, number: int) -> HttpResponse:
    """Closes a round. What was typed stays where it is refused."""
    row, form = _row(project, number), ClosingForm(request.POST)
    if not form.is_valid():
        return _round(request, project, row, form, status=422)
    try:
        closed = close_round(project, number, form.cleaned_data["note"].strip(), by=request.person)
    except Refused as error:
        return _round(request, project, row, form, status=409, refused=str(error))
    return said(request, reverse("review_round", args=[project.slug, number]), f"{closed} is closed.")


@require_safe
@for_project(Action.EXPORT)
def review_round_file(request: MemberRequest, project: Project, number: int, kind: str) -> HttpResponse:
    """The summary of a round as a file, to be saved."""
    if kind not in ROUND_FORMATS:
        raise Http404
    form, summary = ROUND_FORMATS[kind], summary_of(_row(project, number), project)
    response = HttpResponse(form.write(summary), content_type=form.content_type)
    name = f"{slugify(project.title)[:60] or 'storyboard'}-round-{number}.{form.extension}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _row(project: Project, number: int) -> Round:
    rows = Round.objects.filter(project=project).select_related("opened_by", "closed_by")
    row = rows.filter(number=number).first() if number < _NUMBERS else None
    if row is None:
        raise Http404
    return row


def _round(
    request: MemberRequest, project: Project, row: Round, form: ClosingForm, *, status: int = 200, refused: str = ""
) -> HttpResponse:
    summary = summary_of(row, project)
    base = base_values(request, project)
    values: dict[str, Any] = {
        **base, "row": row, "summary": summary, "form": form, "refused": refused, "formats": ROUND_FORMATS,
        "outcomes": OUTCOMES, "share": may(request.role, Action.SHARE), "now": timezone.now(),
        "codes": {item.shot.key for item in base["report"].all_shots()}, "when": datetime.fromisoformat, "read": read,
        "bar_parts": _bar(summary.counts, len(summary.items)),
    }  # fmt: skip
    return page(request, "screens/round.html", values, status=status)


def _bar(counts: dict[str, int], total: int) -> list[tuple[str, float, float]]:
    """The bar of a round: which outcome, where it begins and how long it is, in hundredths."""
    found, at = [], 0.0
    for name, count in counts.items():
        width = round(100 * count / total, 2) if total else 0.0
        found.append((name, round(at, 2), width))
        at += width
    return found
