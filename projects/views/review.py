"""The review screen: one shot large with everything to decide on it. Written over a place, for members and guests alike."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect
from django.views.decorators.http import require_POST, require_safe

from projects.access import MemberRequest, for_project
from projects.core.diff import word_diff
from projects.core.findings import Refused
from projects.core.report import ShotReport
from projects.core.review import LABELS, note_text
from projects.core.reviewing import next_undecided, undecided
from projects.core.roles import Action
from projects.models import Project
from projects.reads import report_of
from projects.views.canvas import known_or_404
from projects.views.place import Place, member_place
from projects.views.regions import page
from projects.views.review_shown import (
    address,
    may_decide,
    review_values,
    show_of,
    start_of,
    states_of,
)  # fmt: skip
from projects.views.shared import toast_html, way_back
from projects.writes.reviewing import Moved, decide


# ---- The plain functions, for members and guests alike.
def start_review(request: HttpRequest, place: Place) -> HttpResponse:
    """The first shot that waits for a decision, else the first of all."""
    place.must(Action.VIEW)
    report = report_of(place.project)
    states = states_of(place, report)
    code = next_undecided(states) or next(iter(states), "")
    return _screen(request, place, place.item(report, code) if code else None)


def show_shot(request: HttpRequest, place: Place, code: str) -> HttpResponse:
    """One shot in scope, large."""
    place.must(Action.VIEW)
    return _screen(request, place, place.item(report_of(place.project), code))


def decide_on(request: HttpRequest, place: Place, code: str) -> HttpResponse:
    """Decides on the version that was shown; then the next shot that waits. What was typed stays where it is refused."""
    may_decide(place)
    item = place.item(report_of(place.project), code)
    kind, note = request.POST.get("kind", ""), request.POST.get("note", "")
    try:
        note_text(kind, note)
    except Refused as error:
        return _again(request, place, item, note, str(error), 422)
    try:
        # A form without a digest has shown nothing: it counts as one of another version.
        decide(place.project, {code: request.POST.get("digest") or "none"}, kind, person=place.person, note=note)
    except Moved as error:
        now = report_of(place.project)
        fresh = place.item(now, code)
        words = word_diff(request.POST.get("shown", ""), fresh.prompt.text) if "shown" in request.POST else None
        return _again(request, place, fresh, note, str(error), 409, words)
    except Refused as error:
        return _again(request, place, place.item(report_of(place.project), code), note, str(error), 409)
    return _onwards(request, place, code, f"{code}: {LABELS[kind].lower()}.")


# ---- What they share.
def _screen(request: HttpRequest, place: Place, item: ShotReport | None) -> HttpResponse:
    values = review_values(request, place, report_of(place.project), item)
    return page(request, "screens/review.html", values, regions=("review",))


def _again(
    request: HttpRequest, place: Place, item: ShotReport, note: str, sentence: str, status: int,
    moved: list[tuple[str, str]] | None = None,
) -> HttpResponse:  # fmt: skip
    """The screen as it stands now, with what was typed and the sentence that stands against it."""
    values = review_values(request, place, report_of(place.project), item, note=note, error=sentence, moved=moved)
    return page(request, "screens/review.html", values, regions=("review",), status=status)


def _onwards(request: HttpRequest, place: Place, code: str, sentence: str) -> HttpResponse:
    """On to the next shot that waits for a decision; where none does, the same one again."""
    report = report_of(place.project)
    states = states_of(place, report)
    to = next_undecided(states, code) or code
    if to not in states:  # a link to approved shots alone no longer shows what was just decided on
        to = next(iter(states), "")
    if not any(undecided(state) for state in states.values()):
        sentence += " Every shot is decided."
    back = "" if place.guest else way_back(request, place.project)  # type: ignore[arg-type]
    show = show_of(request)
    if not getattr(request, "htmx", False):
        messages.info(request, sentence, extra_tags=back)
        return redirect(address(place, "shot", to, show=show) if to else start_of(place))
    values = review_values(request, place, report, place.item(report, to) if to else None)
    response = page(request, "screens/review.html", values, regions=("review",))
    response.content += toast_html(sentence, back, get_token(request)).encode()
    response["HX-Push-Url"] = address(place, "shot", to, show=show) if to else start_of(place)
    return response


# ---- The routes of members.
@require_safe
@for_project(Action.VIEW)
def review(request: MemberRequest, project: Project) -> HttpResponse:
    """The first shot that waits for a decision."""
    return start_review(request, member_place(request, project))


@require_safe
@for_project(Action.VIEW)
def review_shot(request: MemberRequest, project: Project, code: str) -> HttpResponse:
    """One shot large."""
    return show_shot(request, member_place(request, project), code)


@require_safe
@for_project(Action.VIEW)
def review_shot_before(request: MemberRequest, project: Project, code: str) -> HttpResponse:
    """Where shots stood before: links of that time lead on."""
    known_or_404(project, code)
    query = request.META.get("QUERY_STRING", "")
    return redirect(member_place(request, project).url("shot", code) + (f"?{query}" if query else ""))


@require_POST
@for_project(Action.REVIEW)
def review_decide(request: MemberRequest, project: Project, code: str) -> HttpResponse:
    """A decision on one shot."""
    return decide_on(request, member_place(request, project), code)
