"""Invitations: who gets a link, what it lets in, and when it is over."""

from datetime import timedelta

import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from projects.core.findings import Refused
from projects.models import Activity, Invitation, Membership, User
from projects.writes.invitations import (
    Spent,
    accept,
    accept_new,
    find_invitation,
    invite,
    open_invitations,
    refusal,
    renew,
    revoke,
)
from projects.writes.letters import delivered
from tests import factories

pytestmark = pytest.mark.django_db
NEW = "new@example.org"


def token_of(result):
    return result.link.rstrip("/").rsplit("/", 1)[1]


@pytest.fixture
def token(project, owner):
    return token_of(invite(project, [NEW], "reviewer", by=owner)[0])


def test_each_line_has_its_own_result(project, owner):
    lines = ["New@Example.org", "nonsense", "EDITOR@example.org", " new@example.org,", "", "other@example.org;"]
    results = invite(project, lines, "viewer", by=owner)
    assert [(line.email, line.sentence, bool(line.link)) for line in results] == [
        ("new@example.org", "Invited.", True), ("nonsense", "This is no email address.", False),
        ("EDITOR@example.org", "Already a member, as editor.", False), ("new@example.org", "Twice in the list.", False),
        ("other@example.org", "Invited.", True),
    ]  # fmt: skip
    line = Activity.objects.latest("id")
    assert (line.verb, line.target, line.data["emails"]) == (
        "people-invited", "2 people as viewer", ["new@example.org", "other@example.org"],
    )  # fmt: skip


@pytest.mark.parametrize("text", ["a@b.org\nBcc: c@d.org", "a\x00@b.org", "a b@c.org", "@c.org", "a" * 300 + "@b.org"])
def test_what_is_no_address_gets_no_link(text, project, owner):
    assert [line.link for line in invite(project, [text], "viewer", by=owner)] == [""]
    assert Invitation.objects.count() == 0


def test_two_hundred_people_cost_as_many_queries_as_two(project, owner):
    def queries(count, word):
        with CaptureQueriesContext(connection) as context:
            invite(project, [f"{word}{n}@example.org" for n in range(count)], "viewer", by=owner)
        return len(context)

    assert queries(200, "many") - queries(2, "few") <= 4  # rows go in batches
    assert Invitation.objects.count() == 202


def test_only_a_hash_of_the_long_token_is_stored(token):
    row = Invitation.objects.get()
    assert (len(token) >= 32, token in str(vars(row)), len(row.token_hash)) == (True, False, 64)


def test_the_link_is_built_from_the_configured_address(project, owner, settings):
    settings.PUBLIC_URL = "https://sb.example.org/"
    link = invite(project, [NEW], "viewer", by=owner)[0].link
    assert link.startswith("https://sb.example.org/invitations/")


def test_inviting_again_ends_the_earlier_link_and_takes_the_new_role(project, owner, token):
    again = invite(project, [NEW.upper()], "editor", by=owner)[0]
    assert again.sentence == "Invited anew. The earlier link no longer works."
    row = Invitation.objects.get()
    assert (find_invitation(token), find_invitation(token_of(again)), row.role) == (None, row, "editor")


def test_the_right_person_joins_with_the_role_once(project, owner, token):
    user = factories.person("new")
    row = find_invitation(token)
    accept(row, user)
    assert Membership.objects.get(project=project, user=user).role == "reviewer"
    line = Activity.objects.latest("id")
    assert (line.by, line.verb, line.target) == (user, "member-joined", "New as reviewer")
    with pytest.raises(Spent, match="already used"):
        accept(find_invitation(token), user)


def test_nobody_else_joins_with_it(project, stranger, token):
    with pytest.raises(Refused, match=r"for new@example\.org; you are signed in as stranger@example\.org"):
        accept(find_invitation(token), stranger)
    assert refusal(find_invitation(token)) == ""


def test_a_member_who_accepts_keeps_the_role(project, owner, token):
    user = factories.person("new")
    Membership.objects.create(project=project, user=user, role="editor")
    accept(find_invitation(token), user)
    assert Membership.objects.get(project=project, user=user).role == "editor"


def test_an_account_is_made_with_the_invited_address_and_no_other(project, token):
    user = accept_new(find_invitation(token), "Neu", "a long enough password")
    assert (user.email, user.name, user.check_password("a long enough password")) == (NEW, "Neu", True)
    assert Membership.objects.get(user=user).role == "reviewer"


def test_no_second_account_for_an_address_that_has_one(project, token):
    factories.person("new")
    with pytest.raises(Refused, match="There is an account"):
        accept_new(find_invitation(token), "Neu", "a long enough password")
    assert (User.objects.filter(email=NEW).count(), refusal(find_invitation(token))) == (1, "")


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"accepted_at": timezone.now()}, "This invitation was already used. Sign in, or ask for a new one."),
        ({"revoked_at": timezone.now()}, "This invitation was taken back. Ask whoever sent it."),
        (
            {"expires_at": timezone.now() - timedelta(seconds=1)},
            "This invitation is too old. Ask whoever sent it for a new one.",
        ),
    ],
)
def test_an_invitation_that_is_over_lets_nobody_in(change, sentence, token):
    Invitation.objects.update(**change)
    row = find_invitation(token)
    assert refusal(row) == sentence
    with pytest.raises(Spent, match=sentence[:30]):
        accept_new(row, "Neu", "a long enough password")
    assert User.objects.filter(email=NEW).count() == 0


def test_it_holds_two_weeks(token):
    left = Invitation.objects.get().expires_at - timezone.now()
    assert timedelta(days=13, hours=23) < left <= timedelta(days=14)


def test_a_new_link_ends_the_old_one_and_wakes_an_old_invitation(project, owner, token):
    Invitation.objects.update(expires_at=timezone.now() - timedelta(days=1))
    fresh = token_of(renew(project, Invitation.objects.get().pk, by=owner))
    assert (find_invitation(token), refusal(find_invitation(fresh))) == (None, "")


def test_one_that_was_taken_back_is_neither_listed_nor_renewed(project, owner, token):
    number = Invitation.objects.get().pk
    assert revoke(project, number, by=owner) == NEW
    assert open_invitations(project) == []
    for again in (renew, revoke):
        with pytest.raises(Refused, match="already used or taken back"):
            again(project, number, by=owner)


def test_an_address_can_be_invited_again_after_its_invitation_was_taken_back(project, owner, token):
    revoke(project, Invitation.objects.get().pk, by=owner)
    assert invite(project, [NEW], "viewer", by=owner)[0].sentence == "Invited."


def test_letters_go_out_where_the_server_sends_mail(project, owner, settings):
    settings.MAIL_WORKS = True
    project.title = "Harbour\r\nBcc: everybody@example.org"
    project.save()
    results = invite(project, [NEW, "b@example.org"], "viewer", by=owner)
    delivered()
    assert [letter.to for letter in mail.outbox] == [[NEW], ["b@example.org"]]
    assert mail.outbox[0].subject == "[Storyboard] Owner invites you to Harbour Bcc: everybody@example.org"
    assert [results[at].link in letter.body for at, letter in enumerate(mail.outbox)] == [True, True]


def test_no_letter_where_it_does_not(project, owner):
    invite(project, [NEW], "viewer", by=owner)
    delivered()
    assert mail.outbox == []
