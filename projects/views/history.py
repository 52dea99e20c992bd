"""What happened: the activity log, filtered, a page at a time and as a file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify
from django.views.decorators.http import require_safe

from projects.access import MemberRequest, for_project
from projects.core.report import Report
from projects.core.roles import Action, may
from projects.core.telling import KINDS, kind_of, told
from projects.exports.activity_file import LOG_FORMATS, LogLine
from projects.forms.activity import GUESTS, OTHERS, lines_of, wanted
from projects.models import Activity, Project, User
from projects.views.regions import page
from projects.views.shared import base_values
from projects.writes.undo import may_turn

A_PAGE = 100
MOST_LINES = 10_000
CUT = "Only the latest 10,000 lines are in this file. Filter by date for earlier ones."
_MORE_PEOPLE = ((GUESTS, "Guests"), (OTHERS, "Former members"))
_DECIDED = ("shot-status", "shots-status")
_UNLINKED = ("comment-deleted-on", "undone", "redone")


@dataclass(frozen=True, slots=True)
class Linked:
    """What lines can lead to in a project as it stands."""

    slug: str
    codes: frozenset[str]
    anchors: frozenset[str]
    scenes: frozenset[str]
    share: bool

    def address(self, line: Activity) -> str:
        """Where a line leads: what it is about while that is there, empty for nowhere."""
        kind, target, data = kind_of(line.verb), line.target, line.data
        if "round" in data:
            return reverse("review_round", args=[self.slug, data["round"]])
        if "comment" in data and line.verb not in _UNLINKED:
            return reverse("review_comment", args=[self.slug, data["comment"]])
        if target in self.codes:
            return reverse("shot", args=[self.slug, target])
        if kind == "anchors" and target in self.anchors:
            return reverse("anchor", args=[self.slug, target])
        if kind == "scenes" and target in self.scenes:
            return f"{reverse('board', args=[self.slug])}#scene-{target}"
        if line.verb.startswith("link-"):
            return reverse("sharing", args=[self.slug]) if self.share else ""
        pages = {"people": "people", "settings": "words" if line.verb.startswith("word-") else "settings"}
        return reverse(pages[kind], args=[self.slug]) if kind in pages else ""


def _linked(project: Project, report: Report, role: str) -> Linked:
    board = report.board
    return Linked(
        project.slug, frozenset(item.shot.key for item in report.all_shots()),
        frozenset(anchor.key for anchor in board.anchors), frozenset(scene.key for scene in board.scenes),
        may(role, Action.SHARE),
    )  # fmt: skip


@require_safe
@for_project(Action.VIEW)
def activity(request: MemberRequest, project: Project) -> HttpResponse:
    """Who did what and when, the latest first."""
    asked = wanted(request.GET.dict())
    rows = lines_of(project, asked, request.role)
    before = request.GET.get("before", "")
    if before.isascii() and before.isdigit() and len(before) < 16:
        rows = rows.filter(id__lt=int(before))
    lines, base = list(rows[: A_PAGE + 1]), base_values(request, project)
    linked = _linked(project, base["report"], request.role)
    turning = _turning(request, lines[:A_PAGE])
    values = {
        **base, "lines": lines[:A_PAGE], "older": lines[A_PAGE - 1].pk if len(lines) > A_PAGE else None, "asked": asked,
        "turning": turning, "kinds": KINDS, "formats": LOG_FORMATS, "address": linked.address, "now": timezone.now(),
        "people": [("", "Everybody"), *_members(project), *_MORE_PEOPLE],
    }  # fmt: skip
    return page(request, "screens/activity.html", values, status=422 if asked.faults else 200)


def _members(project: Project) -> list[tuple[str, str]]:
    """The members to choose from, by key; those of one name are told apart by their addresses."""
    people = list(User.objects.filter(memberships__project=project).order_by("name", "email"))
    named = Counter(user.label for user in people)
    return [(str(user.pk), user.label if named[user.label] == 1 else f"{user.label}, {user.email}") for user in people]


def _turning(request: MemberRequest, lines: Sequence[Activity]) -> frozenset[int]:
    """The lines (their keys) that this person is offered to take back, or to do again. Whoever edits: no query."""
    if may(request.role, Action.EDIT):
        return frozenset(line.pk for line in lines if line.can_undo)
    if not may(request.role, Action.REVIEW):
        return frozenset()
    decided = [line.pk for line in lines if line.can_undo and line.verb in _DECIDED]
    rows = Activity.objects.filter(pk__in=decided) if decided else ()
    return frozenset(row.pk for row in rows if may_turn(request.role, row, request.person, back=row.undone_at is None))


@require_safe
@for_project(Action.VIEW)
def activity_file(request: MemberRequest, project: Project, kind: str) -> HttpResponse:
    """The lines that the filter leaves, as a file of at most 10,000."""
    if kind not in LOG_FORMATS:
        raise Http404
    rows = list(lines_of(project, wanted(request.GET.dict()), request.role)[: MOST_LINES + 1])
    form = LOG_FORMATS[kind]
    body = form.write([_line(row) for row in rows[:MOST_LINES]], CUT if len(rows) > MOST_LINES else "")
    response = HttpResponse(body, content_type=form.content_type)
    name = f"{slugify(project.title)[:60] or 'storyboard'}-activity.{kind}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _line(row: Activity) -> LogLine:
    guest = str(row.data.get("guest") or "")
    who = row.by.label if row.by else guest or "Somebody"
    note = str(row.data.get("note") or row.data.get("reason") or "")
    return LogLine(
        row.at.isoformat(), who, bool(guest and not row.by), kind_of(row.verb), told(row.verb, row.target), note, row.verb,
        row.target, str(row.data.get("token") or ""),
    )  # fmt: skip
