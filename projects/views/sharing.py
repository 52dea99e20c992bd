"""Share links of a project, by its members: made, changed, revoked, and who came by them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from projects.access import MemberRequest, for_project
from projects.core.roles import Action
from projects.forms.sharing import RIGHTS, SCOPES, LinkForm
from projects.models import Project, ShareLink
from projects.reads import report_of
from projects.views.regions import page
from projects.views.shared import base_values, new_key, said
from projects.writes.sharing import address_of, change_link, links_of, make_link, revoke_links

MOST_NAMES = 12
MOST_ENDED = 50


@dataclass(frozen=True, slots=True)
class Shown:
    """A link as the list shows it. `scope` and `rights` in words; `form` is none for one that was revoked."""

    link: ShareLink
    label: str
    scope: str
    rights: str
    expired: bool
    names: tuple[str, ...]
    more: int
    form: LinkForm | None


@require_http_methods(["GET", "HEAD", "POST"])
@for_project(Action.SHARE)
def sharing(request: MemberRequest, project: Project) -> HttpResponse:
    """The links of a project. A post makes one: its address stands on the answer, and nowhere ever after."""
    board, now = report_of(project).board, timezone.now()
    if request.method != "POST":
        return _page(request, project, now)
    form = LinkForm(request.POST, board=board, now=now)
    if not form.is_valid():
        return _page(request, project, now, form=form, status=422)
    token = make_link(project, form.values(), by=request.person, key=request.POST.get("key", "")[:64])
    return _page(request, project, now, made=token, again=not token, right=form.cleaned_data["rights"])


@require_POST
@for_project(Action.SHARE)
def sharing_link(request: MemberRequest, project: Project, number: int) -> HttpResponse:
    """Changes what a link says."""
    link, now = _link(project, number), timezone.now()
    form = LinkForm(request.POST, board=report_of(project).board, now=now, link=link, auto_id=f"id_{number}_%s")
    if not form.is_valid():
        return _page(request, project, now, changed=form, status=422)
    label = _label(change_link(project, number, form.values(), by=request.person))
    return said(request, reverse("sharing", args=[project.slug]), f"{label} is changed. Its address stays the same.")


@require_POST
@for_project(Action.SHARE)
def sharing_revoke(request: MemberRequest, project: Project, number: int) -> HttpResponse:
    """Revokes a link: from now on it lets nobody in."""
    link = _link(project, number)
    revoke_links(project, [number], by=request.person)
    return said(request, reverse("sharing", args=[project.slug]), f"{_label(link)} is revoked. It lets nobody in any more.")


@require_POST
@for_project(Action.SHARE)
def sharing_revoke_all(request: MemberRequest, project: Project) -> HttpResponse:
    """Revokes every link of the project."""
    count = revoke_links(project, None, by=request.person)
    sentence = f"{count} link{' is' if count == 1 else 's are'} revoked." if count else "There was no link to revoke."
    return said(request, reverse("sharing", args=[project.slug]), sentence)


def _link(project: Project, number: int) -> ShareLink:
    """A link of this project; 404 for any other."""
    link = ShareLink.objects.filter(project=project, pk=min(number, 2**62)).first()
    if link is None:
        raise Http404
    return link


def _label(link: ShareLink) -> str:
    return f"“{link.label}”" if link.label else "The link"


def _page(
    request: MemberRequest, project: Project, now: datetime, *, form: LinkForm | None = None,
    changed: LinkForm | None = None, made: str = "", again: bool = False, right: str = "", status: int = 200,
) -> HttpResponse:  # fmt: skip
    report = report_of(project)
    rows = list(links_of(project))
    values: dict[str, Any] = {
        **base_values(request, project, report),
        "form": form or LinkForm(board=report.board, now=now),
        "links": [_shown(row, project, now, changed) for row in rows if row.revoked_at is None],
        "over": [_shown(row, project, now, None) for row in rows if row.revoked_at is not None][:MOST_ENDED],
        "changed": changed,
        "made": address_of(made) if made else "",
        "again": again,
        "right": right,
        "key": new_key(),
        "today": now.date().isoformat(),
        "now": now,
    }
    return page(request, "screens/sharing.html", values, status=status)


def _shown(row: ShareLink, project: Project, now: datetime, changed: LinkForm | None) -> Shown:
    board = report_of(project).board
    names = tuple(guest.name for guest in sorted(row.guests.all(), key=lambda guest: guest.pk))
    titles = [scene.title or scene.key for scene in board.scenes if scene.key in row.scenes]
    scope = dict(SCOPES)[row.scope] if row.scope != "scenes" else ", ".join(titles) or "No scene that is left"
    form = None
    if changed is not None and changed.link is not None and changed.link.pk == row.pk:
        form = changed
    elif row.revoked_at is None:
        given = {"label": row.label, "scope": row.scope, "rights": row.rights, "scenes": row.scenes}
        form = LinkForm(initial=given, board=board, now=now, link=row, auto_id=f"id_{row.pk}_%s")
    expired = row.expires_at is not None and row.expires_at <= now
    hidden = max(0, len(names) - MOST_NAMES)
    return Shown(
        row, row.label or "Link without a label", scope, dict(RIGHTS)[row.rights], expired, names[:MOST_NAMES], hidden, form
    )
