"""What the screens of one project have in common."""

from __future__ import annotations

import json
import secrets
from typing import Any
from urllib.parse import urlsplit

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from projects.access import MemberRequest
from projects.core.report import Report
from projects.core.roles import Action, may
from projects.models import Project
from projects.reads import report_of
from projects.writes.undo import next_undo


def new_key() -> str:
    """An idempotency key for one create form."""
    return secrets.token_hex(16)


def base_values(request: MemberRequest, project: Project, report: Report | None = None) -> dict[str, Any]:
    """The values that every screen of a project shows."""
    return {
        "project": project,
        "report": report or report_of(project),
        "role": request.role,
        "edit": may(request.role, Action.EDIT),
    }


def toast_html(sentence: str, undo: str = "", token: str = "") -> str:
    """A quiet sentence to be added to the page by an htmx answer."""
    inner = render_to_string("parts/toast.html", {"sentence": sentence, "undo": undo, "csrf_token": token}, using="jinja2")
    return f'<div id="toasts" hx-swap-oob="beforeend">{inner}</div>'


def summary_html(project: Project) -> str:
    """The sums in the top bar, to be swapped in place by an htmx answer."""
    values = {"project": project, "report": report_of(project)}
    return render_to_string("parts/summary.html", values, using="jinja2")


def way_back(request: MemberRequest, project: Project) -> str:
    """The address that takes back what this person has just done; empty where there is nothing.

    The line that this request wrote, where it wrote any: another window may have done something since.
    """
    line = project.done if hasattr(project, "done") else next_undo(project, request.person)
    return reverse("undo", args=[project.slug, line.pk]) if line else ""


def said(request: HttpRequest, to: str, sentence: str, undo: str = "") -> HttpResponse:
    """After a plain form: on to a page that says what happened. For htmx: the same, by a full visit."""
    messages.info(request, sentence, extra_tags=undo)
    if getattr(request, "htmx", False):
        response = HttpResponse(status=204)
        response["HX-Redirect"] = to
        return response
    return redirect(to)


def refresh(request: HttpRequest, to: str, sentence: str, undo: str = "") -> HttpResponse:
    """A sentence, and the page it belongs to shown anew: by htmx in place, else by a redirect."""
    messages.info(request, sentence, extra_tags=undo)
    if getattr(request, "htmx", False):
        response = HttpResponse(status=200)
        response["HX-Location"] = json.dumps({"path": to, "target": "body", "swap": "innerHTML"})
        return response
    return redirect(to)


def said_done(request: MemberRequest, project: Project, to: str, sentence: str) -> HttpResponse:
    """`said` after a write that can be taken back."""
    return said(request, to, sentence, way_back(request, project))


def refresh_done(request: MemberRequest, project: Project, to: str, sentence: str) -> HttpResponse:
    """`refresh` after a write that can be taken back."""
    return refresh(request, to, sentence, way_back(request, project))


def here(request: MemberRequest, project: Project, otherwise: str) -> str:
    """The page of this project that the request came from, else another one."""
    board = reverse("board", args=[project.slug])
    asked = request.htmx.current_url_abs_path if request.htmx else request.headers.get("Referer", "")
    parts = urlsplit(asked or "")
    place = f"{parts.path}?{parts.query}" if parts.query else parts.path
    inside = place.startswith(board) and url_has_allowed_host_and_scheme(place, None)
    return place if inside else otherwise


def done_here(request: MemberRequest, project: Project, otherwise: str, sentence: str, undo: bool = True) -> HttpResponse:
    """After a write from any view of the plan: the page stays, says what happened, and catches up by itself."""
    back = way_back(request, project) if undo else ""
    if not getattr(request, "htmx", False):
        return said(request, otherwise, sentence, back)
    response = HttpResponse(toast_html(sentence, back, get_token(request)))
    response["HX-Reswap"] = "none"
    response["HX-Trigger"] = json.dumps({"changed": {"revision": project.revision}})
    response["HX-Trigger-After-Settle"] = "done"
    return response
