"""Who gets news by mail when, and that nothing is claimed twice."""

from datetime import UTC, datetime, timedelta

import pytest

from projects.models import Notice, Project, User
from projects.writes.comments import add_comment
from projects.writes.digests import claim, due, give_back, person_of, set_digest, stop_token
from projects.writes.reviewing import Person

NOW = datetime(2026, 11, 23, 6, tzinfo=UTC)


@pytest.fixture
def news(project, reviewer, owner):
    """The owner wants news every day and has one."""
    set_digest(owner, "day")
    add_comment(project, "@Owner look", person=Person(user=reviewer), code="SH020")
    return User.objects.get(pk=owner.pk)


def test_it_is_ones_turn_after_a_day_or_a_week(db):
    from tests import factories

    for name, how, hours in (
        ("new", "day", None),
        ("day", "day", 24),
        ("fresh", "day", 20),
        ("week", "week", 170),
        ("soon", "week", 100),
        ("never", "", None),
    ):
        User.objects.filter(pk=factories.person(name).pk).update(
            digest=how, digest_at=None if hours is None else NOW - timedelta(hours=hours)
        )
    gone = factories.person("gone")
    User.objects.filter(pk=gone.pk).update(digest="day", is_active=False)
    assert [user.name for user in due(NOW)] == ["New", "Day", "Week"]


def test_news_are_claimed_once(news):
    claimed = claim(news, NOW)
    assert claimed is not None
    assert [notice.kind for notice in claimed.notices] == ["mention"]
    assert claim(news, NOW) is None
    assert claim(User.objects.get(pk=news.pk), NOW + timedelta(days=1)) is None


def test_two_runs_at_once_claim_for_one_of_them(news, project, reviewer):
    same = User.objects.get(pk=news.pk)
    assert claim(news, NOW) is not None
    add_comment(project, "@Owner again", person=Person(user=reviewer), code="SH020")
    assert claim(same, NOW) is None


def test_what_was_not_sent_waits_for_the_next_run(news):
    claimed = claim(news, NOW)
    assert claimed is not None
    give_back(claimed, NOW)
    again = claim(User.objects.get(pk=news.pk), NOW + timedelta(hours=1))
    assert again is not None
    assert again.notices == claimed.notices


def test_what_is_read_or_of_a_project_that_one_left_is_no_news(news, project, owner):
    Notice.objects.update(read_at=NOW)
    assert claim(news, NOW) is None
    Notice.objects.update(read_at=None)
    owner.memberships.filter(project=project).delete()
    assert claim(news, NOW) is None


def test_nor_what_is_of_a_deleted_project(news, project):
    Project.objects.filter(pk=project.pk).update(deleted_at=NOW)
    assert claim(news, NOW) is None


def test_a_token_says_who_and_no_other_does(owner, editor):
    assert (person_of(stop_token(owner)), person_of(stop_token(editor))) == (owner, editor)
    assert [person_of(token) for token in ("", "1", "x:y:z", stop_token(owner)[:-1], f"x{stop_token(owner)}")] == [None] * 5
