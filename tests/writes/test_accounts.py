"""Accounts and one-time links."""

from datetime import timedelta

import pytest
from django.utils import timezone

from projects.core.findings import Refused
from projects.models import SignInLink, User
from projects.writes.accounts import account, find_link, signin_link, use_link

pytestmark = pytest.mark.django_db


def token(email="ada@example.org"):
    return signin_link(email).rstrip("/").rsplit("/", 1)[1]


def test_an_address_has_one_account_whatever_its_case():
    assert account(" Ada@Example.org ").pk == account("ada@example.org").pk
    assert User.objects.count() == 1


def test_the_local_owner_is_an_address():
    assert account("owner@localhost").email == "owner@localhost"


@pytest.mark.parametrize(
    "text", ["", "ada", "ada@", "@example.org", "a b@example.org", "ada@example.org\nBcc: x@y.org", "a\x00@b.org"]
)
def test_what_is_no_address_is_refused(text):
    with pytest.raises(Refused):
        account(text)
    assert User.objects.count() == 0


def test_a_link_works_once():
    given = token()
    assert use_link(given).email == "ada@example.org"
    with pytest.raises(Refused):
        use_link(given)


def test_only_a_hash_of_the_token_is_stored_and_it_is_long():
    given = token()
    assert len(given) >= 32
    row = SignInLink.objects.get()
    assert (given in str(vars(row)), len(row.token_hash)) == (False, 64)


def test_looking_at_a_link_does_not_spend_it():
    given = token()
    for _ in range(3):
        assert find_link(given) is not None
    use_link(given)
    assert find_link(given) is None


def test_an_old_link_and_one_of_a_deactivated_person_do_nothing():
    old, off = token(), token("bob@example.org")
    SignInLink.objects.filter(user__email="ada@example.org").update(expires_at=timezone.now() - timedelta(seconds=1))
    User.objects.filter(email="bob@example.org").update(is_active=False)
    for given in (old, off, "", "nonsense", "x" * 5000):
        with pytest.raises(Refused):
            use_link(given)
