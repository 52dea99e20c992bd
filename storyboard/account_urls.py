"""Addresses of signing in. Those of the library, some of them with our own view in front, and two-factor beside them."""

from allauth.account import views
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import include, path


def password_reset(request: HttpRequest) -> HttpResponseBase:
    """Asks for the address; where this server sends no letters, says who can help instead."""
    if settings.MAIL_WORKS:
        response: HttpResponseBase = views.password_reset(request)
        return response
    status = 409 if request.method == "POST" else 200
    return render(request, "account/password_reset.html", {"mail": False}, status=status)


def email(request: HttpRequest) -> HttpResponse:
    """The library's page of addresses is a part of our account page."""
    return redirect("account_address")


urlpatterns = [
    path("email/", email, name="account_email"),
    path("password/reset/", password_reset, name="account_reset_password"),
    path("", include("allauth.account.urls")),
    path("two-factor/", include("allauth.mfa.urls")),
]
