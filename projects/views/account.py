"""A person's own account: name, address, news, colours, own data, the end of it."""

from __future__ import annotations

import time

from allauth.core.ratelimit import consume
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib.auth import logout, update_session_auth_hash
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from projects.access import MemberRequest, signed_in
from projects.core.findings import Refused
from projects.forms.people import AddressForm, LeaveForm, PasswordForm, ProfileForm, ProofForm, point_out
from projects.middleware import message
from projects.personal import personal_data
from projects.views.regions import page
from projects.views.shared import said
from projects.writes.accounts import ask_address, asked_address, change_address, end_sessions, save_profile, set_password
from projects.writes.leaving import OnlyOwner, delete_account, leaving

BY_LINK, FRESH_SECONDS = "by_link", 600  # set where the link is used, in views.accounts
A_YEAR = 365 * 24 * 60 * 60


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def account(request: MemberRequest) -> HttpResponse:
    """Name, news by mail and colours; the way to everything else about the account."""
    user, theme = request.person, request.COOKIES.get("theme", "")
    initial = {"name": user.name, "digest": user.digest, "theme": theme if theme in ("dark", "light") else ""}
    form = ProfileForm(request.POST if request.method == "POST" else None, mail=settings.MAIL_WORKS, initial=initial)
    if request.method == "POST" and form.is_valid():
        save_profile(user, form.cleaned_data["name"], form.cleaned_data["digest"])
        response = said(request, reverse("account"), "Saved.")
        theme = form.cleaned_data["theme"]
        if theme:
            response.set_cookie("theme", theme, max_age=A_YEAR, samesite="Lax")
        else:
            response.delete_cookie("theme", samesite="Lax")
        return response
    values = {"form": form, "two_factor": is_mfa_enabled(user, ["totp"]), "mail": settings.MAIL_WORKS}
    point_out(form)
    return page(request, "screens/people_account.html", values, status=422 if form.errors else 200)


def _came_by_link(request: MemberRequest) -> bool:
    """Whether this person signed in by a link within the last ten minutes."""
    number, at = request.session.get(BY_LINK, [0, 0])
    return bool(number == request.person.pk and time.time() - at < FRESH_SECONDS)


def _proved(request: MemberRequest, form: ProofForm) -> bool:
    """Whether this is surely the person: by the password, else by a sign-in link of the last ten minutes."""
    user = request.person
    if not user.has_usable_password():
        if _came_by_link(request):
            return True
        form.add_error(None, "Your account has no password. Sign in by a fresh link, then come back within ten minutes.")
        return False
    if not consume(request, action="reauthenticate", user=user):
        form.add_error("password", "Too many tries. Wait a minute.")
        return False
    if not user.check_password(form.cleaned_data.get("password", "")):
        form.add_error("password", "This is not your password.")
        return False
    return True


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def account_address(request: MemberRequest) -> HttpResponse:
    """Another address to sign in with: confirmed by a letter where this server sends mail, else by the password alone."""
    user, has_password = request.person, request.person.has_usable_password()
    form = AddressForm(request.POST if request.method == "POST" else None, has_password=has_password)
    if request.method == "POST" and form.is_valid() and _proved(request, form):
        try:
            if settings.MAIL_WORKS:
                ask_address(user, form.cleaned_data["email"])
                sentence = f"A letter is on its way to {form.cleaned_data['email']}. Open its link to confirm."
            else:
                change_address(user, form.cleaned_data["email"], tell=False)
                sentence = f"You sign in as {user.email} from now on."
            return said(request, reverse("account"), sentence)
        except Refused as error:
            form.add_error("email", str(error))
    values = {"form": form, "mail": settings.MAIL_WORKS, "has_password": has_password}
    point_out(form)
    return page(request, "screens/people_address.html", values, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def account_address_confirm(request: MemberRequest, token: str) -> HttpResponse:
    """Confirms a new address: asks on GET, changes it on POST."""
    email = asked_address(request.person, token)
    if email is None:
        sentence = "This link was already used, is too old, or is for another account than yours."
        return message(request, 404, "No such link", sentence)
    if request.method == "POST":
        change_address(request.person, email, tell=True)
        return said(request, reverse("account"), f"You sign in as {email} from now on.")
    return page(request, "screens/people_address_confirm.html", {"email": email})


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def account_password(request: MemberRequest) -> HttpResponse:
    """A new password. Who forgot the old one and came by a fresh link needs it no more; else the library asks for it."""
    if not _came_by_link(request):
        return redirect("account_change_password")
    user = request.person
    form = PasswordForm(request.POST if request.method == "POST" else None, email=user.email)
    if request.method == "POST" and form.is_valid():
        set_password(user, form.cleaned_data["password"])
        update_session_auth_hash(request, user)
        return said(request, reverse("account"), "The password is set. Other devices are signed out.")
    point_out(form)
    return page(request, "screens/people_password.html", {"form": form}, status=422 if form.errors else 200)


@require_POST
@signed_in
def account_sessions(request: MemberRequest) -> HttpResponse:
    """Signs this person out on every device, this one included, and ends their API tokens."""
    end_sessions(request.person)
    logout(request)
    return redirect(settings.LOGIN_URL)


@require_safe
@signed_in
def account_export(request: MemberRequest) -> HttpResponse:
    """What the site holds about this person, as one file."""
    response = JsonResponse(personal_data(request.person), json_dumps_params={"indent": 1, "ensure_ascii": False})
    response["Content-Disposition"] = f'attachment; filename="storyboard-account-{timezone.now():%Y-%m-%d}.json"'
    return response


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def account_deletion(request: MemberRequest) -> HttpResponse:
    """Says what the end of the account means, and ends it. Refused while others would be left without an owner."""
    user, has_password = request.person, request.person.has_usable_password()
    form = LeaveForm(request.POST if request.method == "POST" else None, has_password=has_password)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid() and _proved(request, form):
            try:
                delete_account(user, keep_name=form.cleaned_data["keep_name"] != "0")
                logout(request)
                return said(request, reverse("account_login"), "Your account is deleted.")
            except OnlyOwner as error:
                form.add_error(None, str(error))
                status = 409
    values = {"form": form, "leaving": leaving(user), "has_password": has_password}
    point_out(form)
    return page(request, "screens/people_deletion.html", values, status=status)
