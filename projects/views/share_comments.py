"""Comments behind a share link: the screens of `views.comments` over the place of a guest."""

from __future__ import annotations

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from projects.access_guest import GuestRequest, for_guest
from projects.core.roles import Action
from projects.models import ShareLink
from projects.views.comments import (
    add_comment,
    change_comment,
    delete_comment,
    find_comment,
    resolve_comment,
    show_comments,
)
from projects.views.share import place_of


@require_http_methods(["GET", "HEAD", "POST"])
@for_guest(Action.VIEW)
def share_comments(request: GuestRequest, link: ShareLink, code: str = "", key: str = "") -> HttpResponse:
    """What is said about the sequence, or about the shot or scene of the address, as far as the link shows them."""
    place = place_of(request, link)
    if request.method == "POST":
        return add_comment(request, place, code, key)
    return show_comments(request, place, code, key)


@require_safe
@for_guest(Action.VIEW)
def share_comment(request: GuestRequest, link: ShareLink, number: int) -> HttpResponse:
    """On to where a comment stands."""
    return find_comment(request, place_of(request, link), number)


@require_http_methods(["GET", "HEAD", "POST"])
@for_guest(Action.COMMENT)
def share_comment_edit(request: GuestRequest, link: ShareLink, number: int) -> HttpResponse:
    """The guest's own comment, changed within 15 minutes."""
    return change_comment(request, place_of(request, link), number)


@require_POST
@for_guest(Action.COMMENT)
def share_comment_delete(request: GuestRequest, link: ShareLink, number: int) -> HttpResponse:
    """The guest's own comment, deleted within 15 minutes."""
    return delete_comment(request, place_of(request, link), number)


@require_POST
@for_guest(Action.COMMENT)
def share_comment_resolve(request: GuestRequest, link: ShareLink, number: int) -> HttpResponse:
    """A thread, resolved or opened again."""
    return resolve_comment(request, place_of(request, link), number)
