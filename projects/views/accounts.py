"""Signing in with a one-time link. Signing in with a password comes from the library."""

from __future__ import annotations

import time

from allauth.account.utils import perform_login
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from projects.access import public
from projects.core.findings import Refused
from projects.middleware import message
from projects.views.limits import too_many, wrong_link
from projects.views.regions import page
from projects.writes.accounts import find_link, use_link

BY_LINK = "by_link"


@require_http_methods(["GET", "HEAD", "POST"])
@public
def sign_in_link(request: HttpRequest, token: str) -> HttpResponse:
    """Asks once more on GET, so that a link preview spends nothing; signs in on POST, with two-factor where it is on."""
    stop = too_many(request)
    if stop is not None:
        return stop
    if request.method == "POST":
        try:
            user = use_link(token)
        except Refused as error:
            return _spent(request, str(error), 409)
        request.session[BY_LINK] = [user.pk, time.time()]
        response: HttpResponse = perform_login(request, user, redirect_url=reverse("projects"))
        return response
    link = find_link(token)
    if link is None:
        return _spent(request, "This link was already used or is too old. Ask for a new one.", 404)
    return page(request, "screens/sign_in_link.html", {"who": link.user.label})


def _spent(request: HttpRequest, sentence: str, status: int) -> HttpResponse:
    wrong_link(request)
    return message(request, status, "Link spent", sentence)
