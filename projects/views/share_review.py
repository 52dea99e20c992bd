"""The review as guests see it: the screens of `views.review` and `views.comments` over the place behind a share link."""

from __future__ import annotations

from dataclasses import replace

from django.http import HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from projects.access_guest import GuestRequest, for_guest
from projects.core.roles import Action
from projects.models import ShareLink
from projects.reads import report_of
from projects.views.catching_up import short
from projects.views.presence import a_code, faces_of, shown_of
from projects.views.review import decide_on, show_shot, start_review
from projects.views.review_many import several
from projects.views.share import place_of
from projects.writes.presence import keep_guest, people_here


@require_safe
@for_guest(Action.VIEW, opens=True)
def share(request: GuestRequest, link: ShareLink) -> HttpResponse:
    """Where a link leads: the first shot of it that waits for a decision."""
    return start_review(request, place_of(request, link))


@require_safe
@for_guest(Action.VIEW)
def share_shot(request: GuestRequest, link: ShareLink, code: str) -> HttpResponse:
    """One shot of the link."""
    return show_shot(request, place_of(request, link), code)


@require_POST
@for_guest(Action.REVIEW)
def share_decide(request: GuestRequest, link: ShareLink, code: str) -> HttpResponse:
    """Decides on the version of a shot that was shown."""
    return decide_on(request, place_of(request, link), code)


@require_http_methods(["GET", "HEAD", "POST"])
@for_guest(Action.COMMENT)
def share_many(request: GuestRequest, link: ShareLink) -> HttpResponse:
    """Several shots of the link and one decision, or one comment, on them."""
    return several(request, place_of(request, link))


@require_safe
@for_guest(Action.VIEW)
def share_live(request: GuestRequest, link: ShareLink) -> HttpResponse:
    """204 while nothing is new in what the link shows: `rev`, `talk` and `here` are those of the page.

    `shot` notes that this guest is here with that shot open. Told of others are those who look at a shot of the link, and
    where it shows the whole project all who are here.
    """
    place, now = place_of(request, link), timezone.now()
    codes = place.codes(report_of(link.project))
    asked = a_code(request.GET.get("shot", ""))
    if request.guest:
        keep_guest(request.guest, asked if asked in codes else "", now)
    whole = place.scenes is None and not place.approved_only
    people = [replace(here, shot=here.shot if here.shot in codes else "") for here in people_here(link.project, now)]
    faces = faces_of([here for here in people if whole or here.shot], -request.guest.pk if request.guest else 0)
    rev, talk = place.marks
    known = {"rev": rev, "talk": talk, "here": short(repr(faces))}
    if {name: request.GET.get(name, "") for name in known} == known:
        return HttpResponse(status=204)
    values = {"faces": faces, "most": shown_of(faces)}
    return JsonResponse({**known, "faces": render_to_string("parts/faces.html", values, using="jinja2")})
