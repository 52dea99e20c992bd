"""Share links in the database: only hashes, uses noted without waiting, guests told apart."""

import hashlib
from datetime import timedelta

import pytest
from django.utils import timezone

from projects.core.findings import Refused
from projects.models import Activity, Comment, Decision, Guest, ShareLink
from projects.writes import sharing
from projects.writes.comments import add_comment, change_comment, resolve_comment
from projects.writes.reviewing import Person, decide
from projects.writes.sharing import (
    Ended,
    LinkValues,
    change_link,
    ended,
    find_link,
    make_link,
    name_guest,
    revoke_links,
    used,
)
from projects.writes.transaction import Reused, writing
from tests import factories

PLAIN = LinkValues("Client", "project", (), "comment", None, None)


def test_the_token_is_long_and_only_its_hash_is_stored(project, owner):
    token = make_link(project, PLAIN, by=owner)
    row = ShareLink.objects.get()
    assert (len(token) >= 32, row.token_hash) == (True, hashlib.sha256(token.encode()).hexdigest())
    assert token not in repr(factories.everything())
    assert find_link(token) == row
    assert find_link(token[:-1]) is None


def test_the_lines_of_the_log_name_the_link_and_never_its_token(project, owner):
    token = make_link(project, PLAIN, by=owner)
    row = ShareLink.objects.get()
    change_link(project, row.pk, LinkValues("Agency", "approved", (), "view", None), by=owner)
    revoke_links(project, None, by=owner)
    lines = list(Activity.objects.filter(project=project, verb__startswith="link").order_by("id"))
    assert [(line.verb, line.target) for line in lines] == [
        ("link-made", "Client"),
        ("link-changed", "Agency"),
        ("link-revoked", "Agency"),
    ]
    assert [line for line in lines if token in repr(vars(line))] == []


def test_a_form_that_is_sent_twice_makes_one_link(project, owner):
    first, second = (make_link(project, PLAIN, by=owner, key="once") for _ in range(2))
    assert (bool(first), second, ShareLink.objects.count()) == (True, "", 1)
    with pytest.raises(Reused):
        make_link(project, LinkValues("Other", "project", (), "view", None), by=owner, key="once")


def test_sharing_leaves_the_plan_alone(project, owner):
    before = project.revision
    make_link(project, PLAIN, by=owner)
    project.refresh_from_db()
    assert project.revision == before


def test_an_empty_password_takes_it_away_and_none_leaves_it(project, owner):
    make_link(project, LinkValues("Client", "project", (), "view", None, "open sesame"), by=owner)
    row = ShareLink.objects.get()
    assert ("open sesame" in row.password, sharing.is_password(row, "open sesame")) == (False, True)
    assert change_link(project, row.pk, PLAIN, by=owner).password == row.password
    assert change_link(project, row.pk, LinkValues("Client", "project", (), "view", None, ""), by=owner).password == ""


def test_a_revoked_link_is_not_changed_and_counted_once(project, owner, theirs, stranger):
    make_link(project, PLAIN, by=owner)
    make_link(theirs, PLAIN, by=stranger)
    row = ShareLink.objects.get(project=project)
    assert [revoke_links(project, None, by=owner), revoke_links(project, [row.pk], by=owner)] == [1, 0]
    assert ShareLink.objects.get(project=theirs).revoked_at is None
    with pytest.raises(Refused, match="This link was revoked"):
        change_link(project, row.pk, PLAIN, by=owner)


@pytest.mark.parametrize("skew", [timedelta(), timedelta(minutes=10), timedelta(minutes=-10)])
def test_an_expiry_is_the_clock_s_and_nothing_is_kept_of_it(skew, link):
    now = timezone.now()
    link.expires_at = now
    assert bool(ended(link, now + skew)) == (skew >= timedelta())


@pytest.mark.parametrize(
    ("last", "uses"), [(None, 1), (timedelta(seconds=-20), 0), (timedelta(seconds=-90), 1), (timedelta(minutes=10), 1)]
)
def test_a_use_is_counted_at_most_once_a_minute_whatever_the_clock_said(last, uses, link):
    now = timezone.now()
    ShareLink.objects.update(last_used_at=last and now + last)
    link.refresh_from_db()
    used(link, now, opened=True)
    link.refresh_from_db()
    assert (link.uses, link.last_used_at == now) == (uses, bool(uses))


def test_looking_further_is_no_further_use(link):
    ShareLink.objects.update(last_used_at=None)
    link.refresh_from_db()
    used(link, timezone.now(), opened=False)
    link.refresh_from_db()
    assert (link.uses, link.last_used_at is None) == (0, False)


@pytest.mark.django_db(transaction=True)
def test_a_reader_does_not_wait_for_a_writer(link):
    ShareLink.objects.update(last_used_at=None)
    link.refresh_from_db()
    with writing():
        used(link, timezone.now(), opened=True)
    link.refresh_from_db()
    assert link.uses in (0, 1)  # SQLite: somebody stood in the gate; PostgreSQL has none


def test_guests_of_one_name_are_told_apart_also_from_members(link, project, owner):
    other = factories.share_link(project, "another")
    names = [name_guest(where, name).name for where, name in ((link, "Kim"), (other, "kim"), (link, " Owner ")) if name]
    assert names == ["Kim", "kim (2)", "Owner (2)"]


def test_nobody_comes_in_by_a_link_that_was_revoked_meanwhile(link, project, owner):
    revoke_links(project, None, by=owner)
    with pytest.raises(Ended):
        name_guest(link, "Kim")
    assert Guest.objects.count() == 0


def test_what_a_guest_says_is_not_written_once_the_link_was_revoked(link, project, owner):
    person = Person(guest=name_guest(link, "Kim"))
    comment = add_comment(project, "Before.", person=person, code="SH010").number
    revoke_links(project, None, by=owner)
    seen = {"SH010": ""}
    for late in (
        lambda: add_comment(project, "After.", person=person, code="SH010"),
        lambda: change_comment(project, comment, "After.", person=person),
        lambda: resolve_comment(project, comment, True, person=person),
        lambda: decide(project, seen, "approved", person=person),
    ):
        with pytest.raises(Ended, match="This link was revoked"):
            late()
    assert (Comment.objects.get().text, Decision.objects.count()) == ("Before.", 0)
