"""Joining a project by an invitation: asks on GET, so that a link preview joins nobody; joins on POST."""

from __future__ import annotations

from allauth.account.internal.flows.login import record_authentication
from allauth.account.utils import perform_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from projects.access import public
from projects.core.findings import Refused
from projects.forms.people import JoinForm, point_out
from projects.middleware import message
from projects.models import Invitation, Membership, User
from projects.views.limits import too_many, wrong_link
from projects.views.regions import page
from projects.writes.invitations import Spent, accept, accept_new, find_invitation, refusal

UNKNOWN = "There is no such invitation. Check that you opened the whole link, or ask for a new one."


@require_http_methods(["GET", "HEAD", "POST"])
@public
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """An invitation: whom it is for, to what, and how to join. 404 for one that never was, 410 for one that is over."""
    stop = too_many(request)
    if stop is not None:
        return stop
    row = find_invitation(token)
    if row is None:
        wrong_link(request)
        return _sentence(request, 404, "No invitation", UNKNOWN)
    sentence = refusal(row)
    if sentence:
        return _over(request, row, sentence)
    try:
        user = request.user
        return _for_member(request, row, user) if isinstance(user, User) else _for_stranger(request, row)
    except Spent as error:
        return _over(request, row, str(error))


def _over(request: HttpRequest, row: Invitation, sentence: str) -> HttpResponse:
    """Whoever joined with it is led on; anybody else is told."""
    user = request.user
    mine = isinstance(user, User) and row.accepted_at and user.email == row.email and not row.project.deleted_at
    if mine and Membership.objects.filter(project=row.project, user=user.pk).exists():
        return redirect("board", row.project.slug)
    return _sentence(request, 410, "This invitation is over", sentence)


def _sentence(request: HttpRequest, status: int, title: str, sentence: str) -> HttpResponse:
    return _private(message(request, status, title, sentence))


def _private(response: HttpResponse) -> HttpResponse:
    """The address of the page is a secret: nothing lists it. No other site hears of it either, by the policy of the
    whole site; without any referrer a browser would not say where its forms come from, and they would be refused."""
    response["X-Robots-Tag"] = "noindex"
    return response


def _page(request: HttpRequest, row: Invitation, how: str, form: JoinForm | None = None, status: int = 200) -> HttpResponse:
    values = {
        "title": row.project.title, "role": row.role, "email": row.email, "until": row.expires_at, "how": how, "form": form,
        "by": row.by.label if row.by else "Somebody", "next": request.path,
    }  # fmt: skip
    return _private(page(request, "screens/people_join.html", values, status=status))


def _for_member(request: HttpRequest, row: Invitation, user: User) -> HttpResponse:
    """Somebody who is signed in joins under the address that was invited, and under no other."""
    if user.email.lower() != row.email.lower():
        return _page(request, row, "other", status=403)
    if request.method != "POST":
        return _page(request, row, "join")
    return redirect("board", accept(row, user).slug)


def _for_stranger(request: HttpRequest, row: Invitation) -> HttpResponse:
    """Who has an account signs in first; who has none makes one here."""
    if User.objects.filter(email__iexact=row.email).exists():
        return _page(request, row, "sign-in", status=403 if request.method == "POST" else 200)
    form = JoinForm(request.POST if request.method == "POST" else None, email=row.email)
    if request.method != "POST" or not form.is_valid():
        point_out(form)
        return _page(request, row, "new", form, status=422 if form.errors else 200)
    try:
        user = accept_new(row, form.cleaned_data["name"], form.cleaned_data["password"])
    except Spent:
        raise
    except Refused:
        return _page(request, row, "sign-in", status=409)
    record_authentication(request, user, method="password", email=user.email)
    response: HttpResponse = perform_login(request, user, redirect_url=reverse("board", args=[row.project.slug]))
    return response
