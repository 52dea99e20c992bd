"""Where accounts differ from the library: sign-up, limits on wrong passwords, how long sessions last."""

from collections.abc import Callable
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.contrib.messages.storage.cookie import CookieStorage
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils import timezone


class Adapter(DefaultAccountAdapter):  # type: ignore[misc]  # the library is not typed
    """Account rules of this site."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Nobody makes an account alone unless STORYBOARD_SIGNUP=open."""
        return bool(settings.SIGNUP_OPEN)

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        """Count wrong passwords per account and address, so that a stranger cannot lock somebody else out."""
        login = str(credentials.get("email", credentials.get("username", ""))).lower()
        return f"{self.get_client_ip(request)} {login}"


class Messages(CookieStorage):
    """What a page has to say after a redirect, in a signed cookie of our own name."""

    cookie_name = f"{settings.COOKIE_PREFIX}messages"


class KeepSignedIn:
    """Sessions end after 14 days without work. Renewed at most once a day, never by a GET."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer the request; renew the session of somebody who sends something for the first time today."""
        response = self.get_response(request)
        if request.method == "POST" and request.user.is_authenticated:
            today = timezone.now().date().isoformat()
            if request.session.get("day") != today:
                request.session["day"] = today
        return response
