"""Who may open a view. Closed by default: a view without a rule from this module fails the build."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar, cast

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import resolve_url

from projects.core.roles import Action, as_a, may
from projects.models import Project, User
from projects.models.lookup import Lookup
from projects.writes.protection import approved_may_change

View = TypeVar("View", bound=Callable[..., HttpResponseBase])


class MemberRequest(HttpRequest):
    """A request of a member: `person` is the user, `role` the role in the project at hand."""

    person: User
    role: str
    htmx: Any


def _sign_in(request: HttpRequest) -> HttpResponse:
    """To the sign-in page; a region asked for by htmx must not be filled with it, so the whole page goes."""
    back = request.get_full_path() if request.method in ("GET", "HEAD") else "/"
    response = redirect_to_login(back, resolve_url(settings.LOGIN_URL))
    if getattr(request, "htmx", False):
        away = HttpResponse(status=401)
        away["HX-Redirect"] = resolve_url(settings.LOGIN_URL)
        return away
    return response


def public(view: View) -> View:
    """Anybody, signed in or not."""
    cast(Any, view).access = "public"
    return view


def signed_in(view: View) -> View:
    """Anybody with an account."""

    @wraps(view)
    def guarded(request: MemberRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return _sign_in(request)
        request.person = request.user
        return view(request, *args, **kwargs)

    cast(Any, guarded).access = "signed-in"
    return cast(View, guarded)


def for_project(action: Action) -> Callable[[View], View]:
    """Members of the project whose role allows the action. The view gets the project in place of the slug.

    A stranger gets 404, as if the project did not exist; a member without the right 403.
    """

    def rule(view: View) -> View:
        @wraps(view)
        def guarded(request: MemberRequest, slug: str, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if not request.user.is_authenticated:
                return _sign_in(request)
            request.person = request.user
            project, request.role = _membership(slug, request.person)
            must(request, action)
            with approved_may_change(request.method == "POST" and request.POST.get("approved") == "change"):
                return view(request, project, *args, **kwargs)

        cast(Any, guarded).access = action
        return cast(View, guarded)

    return rule


def must(request: MemberRequest, *actions: Action) -> None:
    """Inside a view that more people may open than write to: 403 for a role that has none of these rights."""
    if not any(may(request.role, action) for action in actions):
        raise PermissionDenied(f"{as_a(request.role)} you cannot do this. Ask the owner of the project.")


_MEMBERSHIP = Lookup(
    Project, {"slug": str, "memberships__user": int}, {"deleted_at__isnull": True}, also=("memberships__role",)
)


def _membership(slug: str, user: User) -> tuple[Project, str]:
    found = _MEMBERSHIP.row(slug, user.pk)
    if found is None:
        raise Http404
    return found[0], str(found[1][0])
