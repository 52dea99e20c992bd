"""Accounts and one-time sign-in links."""

from __future__ import annotations

import hashlib
import secrets
from datetime import timedelta

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import EmailValidator
from django.utils import timezone

from projects.core.findings import Refused
from projects.models import SignInLink, User
from projects.writes.transaction import writing

LINK_HOLDS = timedelta(hours=24)
# The default owner of imports, an address without a dot that a mail validator would refuse.
LOCAL_OWNER = "owner@localhost"


def account(email: str) -> User:
    """The account of this address, made where there is none. Refused for what is no address."""
    email = email.strip().lower()
    try:
        EmailValidator(allowlist=["localhost"])(email)
    except ValidationError:
        raise Refused(f"“{email}” is no email address.") from None
    with writing():
        user = User.objects.filter(email__iexact=email).first()
        return user or User.objects.create_user(email)


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def signin_link(email: str) -> str:
    """A link that signs this address in once, within a day. Makes the account where there is none."""
    user = account(email)
    token = secrets.token_urlsafe(24)
    with writing():
        SignInLink.objects.create(user=user, token_hash=_hash(token), expires_at=timezone.now() + LINK_HOLDS)
    return f"{settings.PUBLIC_URL.rstrip('/')}/signin/{token}/"


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
