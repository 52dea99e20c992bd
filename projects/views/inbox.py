"""What waits for a person, over all projects: mentions, answers, comments, decisions, rounds; how news come by email."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from projects.access import MemberRequest, public, signed_in
from projects.core.markdown import excerpt
from projects.forms.comments import DIGESTS, DigestForm
from projects.middleware import message
from projects.models import Notice, Project
from projects.talk import address_of, notices_of, sentence_of, unread_notices
from projects.views.regions import page
from projects.views.shared import said
from projects.writes.digests import person_of, set_digest
from projects.writes.notices import read_notices

A_PAGE = 50
SHOWN = 200


@dataclass(frozen=True, slots=True)
class Line:
    """One notice as the inbox shows it."""

    notice: Notice
    sentence: str
    text: str
    address: str


@require_safe
@signed_in
def inbox(request: MemberRequest) -> HttpResponse:
    """What waits, the latest first; `?project=` shows one project alone, `?before=` goes on."""
    mine = Project.objects.of(request.person.pk).order_by("title", "pk").only("slug", "title")
    chosen = request.GET.get("project", "")
    rows = notices_of(request.person).select_related("project", "shot", "comment", "decision", "round").order_by("-id")
    if chosen:
        rows = rows.filter(project__slug=chosen)
    before = request.GET.get("before", "")
    if before.isascii() and before.isdigit() and len(before) < 19:
        rows = rows.filter(pk__lt=int(before))
    found = list(rows[: A_PAGE + 1])
    more = {**({"project": chosen} if chosen else {}), "before": str(found[A_PAGE - 1].pk)} if len(found) > A_PAGE else {}
    values = {
        "lines": [_line(notice) for notice in found[:A_PAGE]], "older": urlencode(more), "chosen": chosen,
        "projects": list(mine), "mail": settings.MAIL_WORKS, "now": timezone.now(),
        "unread": unread_notices(request.person), "choices": DIGESTS, "digest": request.person.digest,
    }  # fmt: skip
    return page(request, "screens/inbox.html", values)


def _line(notice: Notice) -> Line:
    said_there = notice.comment.text if notice.comment else notice.decision.note if notice.decision else ""
    return Line(notice, sentence_of(notice), excerpt(said_there, SHOWN), address_of(notice))


@require_POST
@signed_in
def inbox_read(request: MemberRequest) -> HttpResponse:
    """Marks one notice as read (`number`), or all of them."""
    number = request.POST.get("number", "")
    if number and not (number.isascii() and number.isdigit() and len(number) < 19):
        raise Http404
    count = read_notices(request.person, timezone.now(), int(number) if number else None)
    chosen = request.POST.get("project", "")
    to = reverse("inbox") + (f"?{urlencode({'project': chosen})}" if chosen else "")
    return said(request, to, "Marked as read." if count else "Nothing was unread.")


@require_POST
@signed_in
def inbox_digest(request: MemberRequest) -> HttpResponse:
    """How often news come by email."""
    form = DigestForm(request.POST)
    if not form.is_valid():
        return message(request, 422, "Not saved", "Choose never, every day or every week.")
    how = form.cleaned_data["digest"]
    set_digest(request.person, how)
    told = {"day": "News will come by email every day.", "week": "News will come by email every week."}
    return said(request, reverse("inbox"), told.get(how, "No news will come by email."))


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
@public
def inbox_stop(request: HttpRequest, token: str) -> HttpResponse:
    """Ends news by email by the signed link in one of them: a GET asks, a POST (of a mail program, too) does it.

    The token says who and is proof enough: a mail program has no session and no other token.
    """
    person = person_of(token)
    if person is None:
        return message(request, 403, "This link does not hold", "Sign in and choose in your inbox how news come by email.")
    if request.method == "POST":
        set_digest(person, "")
    return page(request, "screens/inbox_stop.html", {"stopped": request.method == "POST", "address": person.email})
