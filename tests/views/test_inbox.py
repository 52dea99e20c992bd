"""The inbox: what waits, marked as read, narrowed, paged; and news by mail on and off."""

import pytest
from django.test import Client
from django.urls import reverse

from projects.models import Notice, Project, User
from projects.talk import unread_notices
from projects.writes.comments import add_comment, delete_comment
from projects.writes.digests import stop_token
from projects.writes.reviewing import Person
from tests import boards, factories
from tests.browser.hostile import HOSTILE
from tests.pages import Page, text_of


@pytest.fixture
def ana(reviewer):
    return Person(user=reviewer)


def mention(project, ana, text="@Owner look", **about):
    return add_comment(project, text, person=ana, **about).number


def test_what_waits_is_shown_with_the_latest_first(as_owner, project, ana):
    mention(project, ana, "@Owner first", code="SH020")
    number = mention(project, ana, "@Owner second", scene="arrival")
    page = Page(as_owner.get("/inbox/"))
    assert [text.split(" new")[0] for text in page.all("what")] == [
        "Reviewer mentioned you in a comment on a scene", "Reviewer mentioned you in a comment on SH020",
    ]  # fmt: skip
    assert reverse("review_comment", args=[project.slug, number]) in page.html
    assert "2 unread" in text_of(as_owner.get("/inbox/"))


def test_one_and_all_are_marked_as_read(as_owner, as_editor, project, ana, owner):
    for n in range(3):
        mention(project, ana, f"@Owner {n}")
    one = Notice.objects.order_by("pk")[0]
    as_editor.post("/inbox/read/", {"number": str(one.pk)})
    assert unread_notices(owner) == 3
    as_owner.post("/inbox/read/", {"number": str(one.pk)})
    assert unread_notices(owner) == 2
    as_owner.post("/inbox/read/")
    assert (unread_notices(owner), Page(as_owner.get("/inbox/")).all("new-mark")) == (0, [])
    assert as_owner.post("/inbox/read/", {"number": "x"}).status_code == 404


def test_it_narrows_to_a_project_and_goes_on_in_pages(as_owner, project, ana, owner):
    other = factories.project_of(boards.harbour(), owner)
    other.memberships.create(user=ana.user, role="reviewer")
    for n in range(52):
        mention(project, ana, f"@Owner {n}")
    mention(other, ana, "@Owner there")
    assert [len(Page(as_owner.get("/inbox/", {"project": p.slug})).all("what")) for p in (project, other)] == [50, 1]
    page = Page(as_owner.get("/inbox/", {"project": project.slug}))
    before = Notice.objects.filter(project=project).order_by("-pk")[49].pk
    assert f"project={project.slug}&amp;before={before}" in page.html
    assert len(Page(as_owner.get("/inbox/", {"project": project.slug, "before": before})).all("what")) == 2
    assert len(Page(as_owner.get("/inbox/", {"before": "x"})).all("what")) == 50


def test_nothing_waits_from_where_one_left_nor_what_was_deleted(as_owner, project, ana, owner):
    number = mention(project, ana)
    delete_comment(project, number, person=ana)
    mention(project, ana)
    assert unread_notices(owner) == 1
    owner.memberships.all().delete()
    assert (unread_notices(owner), "Nothing waits for you" in text_of(as_owner.get("/inbox/"))) == (0, True)


def test_nothing_waits_from_a_deleted_project(project, ana, owner):
    mention(project, ana)
    Project.objects.filter(pk=project.pk).update(deleted_at="2026-11-23T00:00Z")
    assert unread_notices(owner) == 0


def test_hostile_texts_stay_texts(as_owner, project, ana):
    for text in HOSTILE:
        mention(project, ana, f"@Owner {text}", code="SH020")
    html = as_owner.get("/inbox/").content.decode()
    assert [mark for mark in ("<script>", "<img", "<iframe", "<style", "<base") if mark in html] == []


def test_the_inbox_asks_as_often_for_many_as_for_one(as_owner, project, ana):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    counts = []
    for many in (1, 30):
        for _ in range(many):
            mention(project, ana, code="SH020")
        with CaptureQueriesContext(connection) as asked:
            as_owner.get("/inbox/")
        counts.append(len(asked.captured_queries))
    assert (counts[0], counts[0] <= 6) == (counts[1], True)


def test_the_number_for_the_bar_is_one_query_and_stops_at_a_hundred(project, owner, ana, django_assert_num_queries):
    Notice.objects.bulk_create(Notice(user=owner, project=project, kind="stale") for _ in range(130))
    with django_assert_num_queries(1):
        assert unread_notices(owner) == 100


def test_news_by_mail_are_asked_for_and_ended(as_owner, owner):
    assert as_owner.post("/inbox/digest/", {"digest": "week"}).status_code == 302
    assert User.objects.get(pk=owner.pk).digest == "week"
    assert as_owner.post("/inbox/digest/", {"digest": "hourly"}).status_code == 422
    path = reverse("inbox_stop", args=[stop_token(owner)])
    with factories.writes() as written:
        assert Client().get(path).status_code == 200
    assert (written, User.objects.get(pk=owner.pk).digest) == ([], "week")
    # As a mail program does it: no session, no token of a form, the body that RFC 8058 gives.
    strict = Client(enforce_csrf_checks=True)
    assert strict.post(path, {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert User.objects.get(pk=owner.pk).digest == ""
