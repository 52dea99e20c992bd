"""Tokens as they are kept: by their hash alone, found by what is sent, noted when used."""

from datetime import timedelta
from hashlib import sha256

from django.utils import timezone

from projects.models import ApiToken
from projects.writes.tokens import TokenValues, make_token, note_use, revoke_token, token_sent, tokens_of

VALUES = TokenValues("Nightly build", True, None, 30)


def test_only_the_hash_of_a_token_is_kept(owner):
    token = make_token(owner, VALUES)
    row = ApiToken.objects.get()
    assert (row.token_hash, row.prefix, row.scopes) == (sha256(token.encode()).hexdigest(), token[:8], ["read", "write"])
    assert 6 * len(token.removeprefix("sb_")) >= 256
    assert row.expires_at is not None
    assert 29 <= (row.expires_at - timezone.now()).days <= 30


def test_the_same_form_makes_one_token(owner):
    assert [bool(make_token(owner, VALUES, key="k")) for _ in range(2)] == [True, False]
    assert ApiToken.objects.count() == 1


def test_a_token_is_found_until_it_ends(owner):
    token, now = make_token(owner, VALUES), timezone.now()
    row, reason = token_sent(token, now)
    assert (row, reason) == (ApiToken.objects.get(), "")
    number = ApiToken.objects.get().pk
    assert token_sent(token, now + timedelta(days=31))[0] is None
    assert revoke_token(owner, number) == revoke_token(owner, number) == "Nightly build"
    assert token_sent(token, now) == (None, "This token was revoked. Make another one under Account, API tokens.")
    assert list(tokens_of(owner)) == []


def test_use_is_noted_at_most_once_a_minute(owner):
    make_token(owner, VALUES)
    start = timezone.now()
    for seconds in (0, 59, 61):
        note_use(ApiToken.objects.get(), start + timedelta(seconds=seconds))
    assert ApiToken.objects.get().last_used_at == start + timedelta(seconds=61)
