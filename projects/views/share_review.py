"""The review as guests see it: the screens of `views.review` and `views.comments` over the place behind a share link."""

from __future__ import annotations

from django.http import HttpResponse, JsonResponse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from projects.access_guest import GuestRequest, for_guest
from projects.core.roles import Action
from projects.models import ShareLink
from projects.views.review import decide_on, show_shot, start_review
from projects.views.review_many import several
from projects.views.share import place_of


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
    """204 while nothing is new: `rev` and `talk` are those of the page. The rule has loaded the link with its project."""
    now = {"rev": str(link.project.revision), "talk": str(link.project.talk)}
    if {name: request.GET.get(name, "") for name in now} == now:
        return HttpResponse(status=204)
    return JsonResponse(now)
