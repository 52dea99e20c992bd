"""Signing in with a one-time link. Everything else about accounts comes from allauth."""

from __future__ import annotations

from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from projects.access import public
from projects.core.findings import Refused
from projects.views.regions import page
from projects.writes.accounts import find_link, use_link


@require_http_methods(["GET", "HEAD", "POST"])
@public
def sign_in_link(request: HttpRequest, token: str) -> HttpResponse:
    """Asks once more on GET, so that a link preview spends nothing; signs in on POST."""
    if request.method == "POST":
        try:
            user = use_link(token)
        except Refused as error:
            return page(
                request,
                "screens/message.html",
                {"title": "Link spent", "sentence": str(error), "status": 409},
                status=409,
            )
        login(request, user, backend="allauth.account.auth_backends.AuthenticationBackend")
        return redirect("projects")
    link = find_link(token)
    if link is None:
        sentence = "This link was already used or is too old. Ask for a new one."
        return page(
            request,
            "screens/message.html",
            {"title": "Link spent", "sentence": sentence, "status": 404},
            status=404,
        )
    return page(request, "screens/sign_in_link.html", {"who": link.user.label})
