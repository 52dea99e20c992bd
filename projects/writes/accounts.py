"""Accounts: one-time sign-in links, a changed address, the end of all sessions and tokens."""

from __future__ import annotations

import hashlib
import secrets
from datetime import timedelta

from django.core import signing
from django.core.exceptions import ValidationError
from django.core.validators import EmailValidator, MaxLengthValidator
from django.db.models import F
from django.utils import timezone

from projects.core.findings import Refused
from projects.models import ApiToken, SignInLink, User
from projects.writes.letters import letter, post, public_url
from projects.writes.transaction import writing

LINK_HOLDS = timedelta(hours=24)
ADDRESS_SALT = "storyboard.address"
# The default owner of imports, an address without a dot that a mail validator would refuse.
LOCAL_OWNER = "owner@localhost"


def checked_address(email: str) -> str:
    """An address in lower case. Refused for what is none."""
    email = email.strip().lower()
    try:
        EmailValidator(allowlist=["localhost"])(email)
        MaxLengthValidator(254)(email)
    except ValidationError:
        raise Refused(f"“{email[:80]}” is no email address.") from None
    return email


def account(email: str) -> User:
    """The account of this address, made where there is none. Refused for what is no address."""
    email = checked_address(email)
    with writing():
        user = User.objects.filter(email__iexact=email).first()
        return user or User.objects.create_user(email)


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def signin_link(email: str, *, without_two_factor: bool = False) -> str:
    """A link that signs this address in once, within a day. Makes the account where there is none.

    Two-factor is asked for all the same; `without_two_factor` switches it off, for somebody who lost the telephone and
    the recovery codes.
    """
    from allauth.mfa.models import Authenticator

    user = account(email)
    token = secrets.token_urlsafe(24)
    with writing():
        if without_two_factor:
            Authenticator.objects.filter(user=user).delete()
        SignInLink.objects.create(user=user, token_hash=_hash(token), expires_at=timezone.now() + LINK_HOLDS)
    return public_url(f"/signin/{token}/")


def find_link(token: str) -> SignInLink | None:
    """The link of this token while it can still be used. Writes nothing."""
    rows = SignInLink.objects.select_related("user").filter(token_hash=_hash(token), used_at__isnull=True)
    return rows.filter(expires_at__gt=timezone.now(), user__is_active=True).first()


def use_link(token: str) -> User:
    """Spends a link and gives the person it signs in. Refused for one that is spent, old or unknown."""
    with writing():
        link = find_link(token)
        spent = link and SignInLink.objects.filter(pk=link.pk, used_at__isnull=True).update(used_at=timezone.now())
        if link is None or not spent:
            raise Refused("This link was already used or is too old. Ask for a new one.")
        return link.user


def ask_address(user: User, email: str) -> None:
    """Sends a link to a new address, whose owner confirms with it that it is theirs.

    Where somebody else has an account with it, the letter says so to them, and the page says nothing. Refused for the
    address that the account has already.
    """
    email = checked_address(email)
    if email == user.email:
        raise Refused("This is your address already.")
    if User.objects.filter(email__iexact=email).exists():
        post(letter(email, "Your address", "Somebody wanted to use your address for another account. Nothing changed."))
        return
    token = signing.dumps([user.pk, user.email, email, user.get_session_auth_hash()[:16]], salt=ADDRESS_SALT)
    lines = ("Open this link while you are signed in, to sign in with this address from now on. It works for a day:",
             public_url(f"/account/address/{token}/"), "Not you? Then do nothing.")  # fmt: skip
    post(letter(email, "Confirm your address", *lines))


def asked_address(user: User, token: str) -> str | None:
    """The new address that a token confirms for this person; None for one that is too old, used or somebody else's."""
    try:
        number, was, email, mark = signing.loads(token, salt=ADDRESS_SALT, max_age=LINK_HOLDS)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    fits = (number, was, mark) == (user.pk, user.email, user.get_session_auth_hash()[:16])
    return str(email) if fits else None


def change_address(user: User, email: str, *, tell: bool) -> None:
    """Gives an account another address to sign in with. Refused where it is taken. `tell` writes to the old address."""
    from allauth.account.models import EmailAddress

    email, was = checked_address(email), user.email
    with writing():
        if User.objects.filter(email__iexact=email).exclude(pk=user.pk).exists():
            raise Refused("There is another account with this address.")
        user.email = email
        user.save(update_fields=["email"])
        EmailAddress.objects.filter(user=user).delete()  # the library must not let the old one in
        SignInLink.objects.filter(user=user, used_at__isnull=True).delete()
    if tell:
        post(letter(was, "Your address was changed", f"You sign in as {email} from now on.",
                    "Not you? Ask whoever runs this server at once."))  # fmt: skip


def save_profile(user: User, name: str, digest: str) -> None:
    """How a person is called, and how often news come by mail."""
    with writing():
        user.name, user.digest = name, digest
        user.save(update_fields=["name", "digest"])


def set_password(user: User, password: str) -> None:
    """A new password; sessions that know the old one end."""
    with writing():
        user.set_password(password)
        user.save(update_fields=["password"])


def end_sessions(user: User) -> None:
    """Ends every session of a person on every device, by one number of the account that all of them have to know.

    API tokens and sign-in links that nobody used yet end as well: whoever asks for this fears that somebody else got in.
    """
    now = timezone.now()
    with writing():
        User.objects.filter(pk=user.pk).update(sign_outs=F("sign_outs") + 1)
        ApiToken.objects.filter(user=user, revoked_at__isnull=True).update(revoked_at=now)
        SignInLink.objects.filter(user=user, used_at__isnull=True).delete()
