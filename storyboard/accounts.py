"""Where accounts differ from the library: sign-up, limits, letters, two-factor, how long sessions last."""

import base64
import hashlib
from collections.abc import Callable
from typing import Any
from urllib.parse import quote

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import record_authentication
from allauth.account.signals import password_reset
from allauth.account.stages import EmailVerificationStage
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.signals import authenticator_added
from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.contrib.messages.storage.cookie import CookieStorage
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html

from projects.forms.people import point_out
from projects.middleware import message
from projects.writes.letters import post, public_url

KNOWN, UNKNOWN = "account/email/password_reset_key", "account/email/unknown_account"
TAKEN = "account/email/account_already_exists"


class Adapter(DefaultAccountAdapter):  # type: ignore[misc]  # the library is not typed
    """Account rules of this site."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": "This address and this password do not fit each other.",
        "too_many_login_attempts": "Too many wrong tries. Wait five minutes, then try again.",
        "incorrect_password": "This is not your password.",
        "enter_current_password": "This is not your password.",
        "rate_limited": "Too many tries. Wait a while, then try again.",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Nobody makes an account alone unless STORYBOARD_SIGNUP=open."""
        return bool(settings.SIGNUP_OPEN)

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        """Count wrong passwords per account and address, so that a stranger cannot lock somebody else out."""
        login = str(credentials.get("email", credentials.get("username", ""))).lower()
        return f"{self.get_client_ip(request)} {login}"

    def get_reset_password_from_key_url(self, key: str) -> str:
        """The link of a letter: built from the configured address, whatever the request called this server."""
        path = reverse("account_reset_password_from_key", kwargs={"uidb36": "UID", "key": "KEY"})
        return public_url(path.replace("UID-KEY", quote(key)))

    def get_email_confirmation_url(self, request: HttpRequest, emailconfirmation: Any) -> str:
        """The same for the link that confirms an address."""
        return public_url(reverse("account_confirm_email", args=[emailconfirmation.key]))

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        """Back to the account page."""
        return reverse("account")

    def send_account_already_exists_mail(self, email: str) -> None:
        """Tells whoever has the address that somebody wanted another account with it."""
        self.send_mail(TAKEN, email, {"password_reset_url": public_url(reverse("account_reset_password"))})

    def respond_email_verification_sent(self, request: HttpRequest, user: Any) -> HttpResponseBase:
        """The same page whether there was such an account before, after the same time: a password was hashed for both."""
        if user is None:
            make_password(request.POST.get("password1"))
        response: HttpResponseBase = super().respond_email_verification_sent(request, user)
        return response

    def get_login_stages(self) -> list[str]:
        """As the library has them, with our own rule of who must confirm an address."""
        theirs = f"{EmailVerificationStage.__module__}.{EmailVerificationStage.__name__}"
        return [f"{__name__}.{Confirmed.__name__}" if stage == theirs else stage for stage in super().get_login_stages()]

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Writes the letter now, sends it beside the request.

        For an address without an account the same letter is written and thrown away: neither the page nor its time
        tells whether there is one, and nobody gets letters that they did not ask for.
        """
        if template_prefix == UNKNOWN:
            made_up = {"password_reset_url": self.get_reset_password_from_key_url("0-unknown"), "user": self.new_user(None)}
            self.render_mail(KNOWN, email, {**context, **made_up})
        else:
            post(self.render_mail(template_prefix, email, {**context, "email": email}))


class Confirmed(EmailVerificationStage):  # type: ignore[misc]  # the library is not typed
    """Whoever made an account alone confirms its address first. Who was invited, or got a link of the server, did so."""

    def handle(self) -> tuple[HttpResponseBase | None, bool]:
        """On to the page that says to look into the mail, where an address waits to be confirmed."""
        from allauth.account.models import EmailAddress

        user = self.login.user
        if user and not EmailAddress.objects.filter(user=user, email__iexact=user.email, verified=False).exists():
            return None, True
        found: tuple[HttpResponseBase | None, bool] = super().handle()
        return found


def _confirmed(request: HttpRequest, user: Any, **_: Any) -> None:
    """Whoever set a password by the link of a letter reads the mail of that address: it needs no second letter.

    Wrong tries with the old password no longer count, for an account that the library has no address of, too.
    """
    from allauth.account.adapter import get_adapter
    from allauth.account.models import EmailAddress

    get_adapter()._delete_login_attempts_cached_email(request, email=user.email)
    EmailAddress.objects.filter(user=user, email__iexact=user.email).update(verified=True)


password_reset.connect(_confirmed)


def _shown(request: HttpRequest, user: Any, authenticator: Any, **_: Any) -> None:
    """Whoever typed the first code of a telephone need not type a second one to see the recovery codes."""
    if authenticator.type == authenticator.Type.TOTP:
        record_authentication(request, user, method="mfa", type="totp", reauthenticated=True)


authenticator_added.connect(_shown)


class TwoFactor(DefaultMFAAdapter):  # type: ignore[misc]  # the library is not typed
    """Codes from a telephone: the drawing that it reads, and the secret kept under the key of this server."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": "This code does not fit. Enter the one that the app shows now; it changes every half minute.",
    }

    def get_totp_issuer(self) -> str:
        """How the telephone lists this account."""
        return f"Storyboard {settings.PUBLIC_HOST}"

    def build_totp_svg(self, url: str) -> str:
        """The square code as a drawing without any style, which our policy would refuse."""
        import qrcode

        code = qrcode.QRCode(border=3)
        code.add_data(url)
        code.make(fit=True)
        rows = code.get_matrix()
        path = "".join(f"M{x} {y}h1v1h-1z" for y, row in enumerate(rows) for x, dark in enumerate(row) if dark)
        drawing = '<svg class="qr" viewBox="0 0 {0} {0}" role="img" aria-label="Code to scan"><path d="{1}"/></svg>'
        return format_html(drawing, len(rows), path)

    def encrypt(self, text: str) -> str:
        """What is stored: nobody who reads the database alone can make codes."""
        return _vault().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """The secret; one that fits nothing where the server's key is another one than when it was stored."""
        from allauth.mfa.totp.internal.auth import generate_totp_secret

        try:
            return _vault().decrypt(encrypted_text.encode()).decode()
        except InvalidToken:
            return str(generate_totp_secret())


def _vault() -> Fernet:
    return Fernet(base64.urlsafe_b64encode(hashlib.sha256(f"two-factor:{settings.SECRET_KEY}".encode()).digest()))


class FormStatus:
    """The library's forms answer 200 whatever was typed. Ours: 422, and 429 after too many tries."""

    LIMITS = frozenset({"too_many_login_attempts", "rate_limited"})

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer the request."""
        return self.get_response(request)

    def process_template_response(self, request: HttpRequest, response: TemplateResponse) -> TemplateResponse:
        """Sets the status of a form that comes back with errors."""
        form = (response.context_data or {}).get("form")
        if request.method == "POST" and response.status_code == 200 and form is not None and form.errors:
            codes = {error.code for errors in form.errors.as_data().values() for error in errors}
            response.status_code = 429 if codes & self.LIMITS else 422
            point_out(form)
        return response


def not_from_here(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The answer to a form without our token: it came from elsewhere, or the session changed since it was opened."""
    sentence = "This form is too old, or it came from another site. Reload its page and send it again."
    return message(request, 403, "Not accepted", sentence)


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
