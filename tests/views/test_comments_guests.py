"""Comments behind a share link: what a guest may see and write."""

import re

import pytest
from django.test import Client

from projects.core.opaque import Opaque
from projects.models import Comment, Decision, Guest, Notice, ShareLink, Shot
from projects.reads import report_of
from projects.views.comments_shown import scope_of
from projects.views.place import guest_place
from projects.writes.comments import add_comment
from projects.writes.reviewing import Person
from projects.writes.sharing import LinkValues, make_link
from tests import boards, factories
from tests.pages import Page


@pytest.fixture
def ana(reviewer):
    return Person(user=reviewer)


def place_behind(project, owner, guest_name="Gil", **scope):
    link = ShareLink.objects.create(project=project, token_hash=str(scope) + guest_name, by=owner, **scope)
    return guest_place(link, "token", Guest.objects.create(link=link, name=guest_name))


def test_what_a_guest_may_see_is_what_the_link_shows(owner):
    project = factories.project_of(boards.long_board(4, 2), owner)
    report = report_of(project)
    first = report.scenes[0]
    whole = scope_of(place_behind(project, owner), report)
    one = scope_of(place_behind(project, owner, scope="scenes", scenes=[first.scene.key]), report)
    approved = scope_of(place_behind(project, owner, scope="approved"), report)
    assert (len(whole.codes), len(whole.scenes), whole.whole) == (report.shots, 2, True)
    assert (one.codes, one.scenes, one.whole) == (
        frozenset(item.shot.key for item in first.shots),
        frozenset({first.scene.key}),
        False,
    )
    assert (approved.codes, approved.scenes, approved.whole) == (frozenset(), frozenset(), False)
    assert Shot.objects.filter(project=project).exists()


def test_a_guest_reads_and_writes_what_the_link_shows_and_knows_no_address(project, owner, ana):
    add_comment(project, "Secret of the sequence", person=ana)
    add_comment(project, "@owner@example.org and @Owner, @Reviewer: dark.", person=ana, code="SH020")
    link = LinkValues("", "scenes", ("arrival",), "comment", None, None)
    start, guest = f"/s/{make_link(project, link, by=owner)}/", Client()
    guest.post(f"{start}name/", {"name": "Kim"})
    path = f"{start}comments/shots/SH020/"
    page = Page(guest.get(path))
    assert page.all("mention") == ["@Reviewer"]
    assert ["the sequence" in text for text in page.all("comments-also")] == [False]
    assert ("Secret" in page.html, guest.get(f"{start}comments/").status_code) == (False, 404)
    form = page.form("comment-form-0")
    for _ in range(2):
        assert guest.post(path, form.data(text="Lighter, @Owner?")).status_code == 302
    comment = Comment.objects.get(guest__name="Kim")
    assert (comment.text, comment.by, Notice.objects.filter(comment=comment, kind="mention").count()) == (
        "Lighter, @Owner?",
        None,
        1,
    )
    called = Opaque(start.split("/")[2]).hidden
    assert "guest" in Page(guest.get(path)).text(f"comment-{called(comment.pk)}")
    assert guest.get(f"{start}comments/{called(comment.pk)}/")["Location"].endswith(f"#comment-{called(comment.pk)}")
    assert guest.post(f"{start}comments/{called(comment.pk)}/edit/", {"text": "Softer?"}).status_code == 302
    other = Comment.objects.get(shot__code="SH020", by=ana.user)
    assert guest.post(f"{start}comments/{called(other.pk)}/edit/", {"text": "Mine"}).status_code == 403
    hidden = Comment.objects.get(text__startswith="Secret")
    assert [
        guest.post(f"{start}comments/{called(hidden.pk)}/{name}/").status_code
        for name in ("edit", "deletion", "resolution")
    ] == [404] * 3


def test_what_a_guest_sees_counts_nothing(project, owner, ana):
    for number in range(3):
        add_comment(project, f"Comment {number}", person=ana, code="SH020")
    start = f"/s/{make_link(project, LinkValues('', 'project', (), 'approve', None, None), by=owner)}/"
    guest = Client()
    guest.post(f"{start}name/", {"name": "Kim"})
    form = Page(guest.get(f"{start}shots/SH020/")).form("review-decide")
    guest.post(f"{start}shots/SH020/decision/", form.data(kind="changes-requested", note="Warmer."))
    html = guest.get(f"{start}shots/SH020/").content.decode()
    ids = re.findall(r'(?:comment|thread|decision|data-said="|comments/)-?(\d+)', html)
    keys = [*Comment.objects.values_list("pk", flat=True), *Decision.objects.values_list("pk", flat=True)]
    called = Opaque(start.split("/")[2]).hidden
    assert {int(found) for found in ids} - {0} == {called(key) for key in keys}
    assert [guest.get(f"{start}comments/{key}/").status_code for key in (1, 2, 2**52, 2**63, 10**30)] == [404] * 5
