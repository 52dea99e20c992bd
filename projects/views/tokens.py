"""API tokens of a person: listed, made, shown once, revoked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from projects.access import MemberRequest, signed_in
from projects.core.findings import Refused
from projects.forms.tokens import TokenForm
from projects.models import ApiToken, Project
from projects.views.regions import page
from projects.views.shared import new_key, said
from projects.writes.tokens import make_token, revoke_token, tokens_of

API = "/api/v1/"  # written out: to look it up would load the libraries of the API


@dataclass(frozen=True, slots=True)
class Shown:
    """A token as the list shows it; `project` is empty where it reaches all."""

    row: ApiToken
    writes: bool
    project: str
    expired: bool


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def tokens(request: MemberRequest) -> HttpResponse:
    """The tokens of this person. A post makes one: it stands on the answer, and nowhere ever after."""
    if request.method != "POST":
        return _page(request)
    form = TokenForm(request.POST, projects=_projects(request))
    if not form.is_valid():
        return _page(request, form, status=422)
    try:
        token = make_token(request.person, form.values(), key=request.POST.get("key", "")[:64])
    except Refused as error:
        form.add_error(None, str(error))
        return _page(request, form, status=409)
    return _page(request, made=token, again=not token)


@require_POST
@signed_in
def token_revoke(request: MemberRequest, number: int) -> HttpResponse:
    """Revokes a token: from now on it lets nobody in."""
    name = revoke_token(request.person, min(number, 2**62))
    if name is None:
        raise Http404
    return said(request, reverse("tokens"), f"“{name}” is revoked. It lets no program in any more.")


def _projects(request: MemberRequest) -> dict[str, Project]:
    """The projects of this person by slug, by title."""
    rows = Project.objects.filter(memberships__user=request.person, deleted_at__isnull=True).order_by("title", "id")
    return {project.slug: project for project in rows}


def _page(
    request: MemberRequest, form: TokenForm | None = None, *, made: str = "", again: bool = False, status: int = 200
) -> HttpResponse:
    projects, now = _projects(request), timezone.now()
    keys = {project.pk for project in projects.values()}
    values: dict[str, Any] = {
        "tokens": [
            Shown(
                row, "write" in row.scopes,
                "" if row.project is None else row.project.title if row.project_id in keys else "A project out of reach",
                row.expires_at is not None and row.expires_at <= now,
            )
            for row in tokens_of(request.person)
        ],
        "form": form or TokenForm(projects=projects), "made": made, "again": again, "key": new_key(),
        "api": request.build_absolute_uri(API), "docs": f"{API}docs/",
    }  # fmt: skip
    return page(request, "screens/tokens.html", values, status=status)
