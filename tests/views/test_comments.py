"""Comments through HTTP: who writes and reads what, bad input, and texts that stay texts."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from projects.models import Comment, Notice, Project, Read
from projects.reads import report_of
from projects.writes.comments import TOO_LATE, add_comment, resolve_comment
from projects.writes.reviewing import Person
from tests import boards, factories
from tests.browser.hostile import HOSTILE
from tests.pages import Page, text_of

HTMX = {"HX-Request": "true", "HX-Target": "comments"}


@pytest.fixture
def ana(reviewer):
    return Person(user=reviewer)


def shot_path(project, code="SH020"):
    return reverse("review_comments_shot", args=[project.slug, code])


def route(name, project, number):
    return reverse(f"review_comment_{name}", args=[project.slug, number])


def test_a_comment_is_written_shown_and_answered(as_reviewer, as_owner, project):
    form = Page(as_reviewer.get(shot_path(project))).form("comment-form-0")
    response = as_reviewer.post(shot_path(project), form.data(text="Too **dark** at the rail."))
    number = Comment.objects.get().pk
    assert (response.status_code, response["Location"].endswith(f"#comment-{number}")) == (302, True)
    page = Page(as_owner.get(shot_path(project)))
    assert "<strong>dark</strong> at the rail." in page.html
    assert "on v" in page.text(f"comment-{number}")
    as_owner.post(shot_path(project), page.form(f"comment-form-{number}").data(text="Lighter then."))
    answer = Comment.objects.get(thread=number)
    assert Page(as_reviewer.get(shot_path(project))).text(f"comment-{answer.pk}").startswith("Owner")


def test_the_same_form_sent_twice_is_one_comment(as_reviewer, project):
    form = Page(as_reviewer.get(shot_path(project))).form("comment-form-0")
    for _ in range(2):
        assert as_reviewer.post(shot_path(project), form.data(text="Once.")).status_code == 302
    assert as_reviewer.post(shot_path(project), form.data(text="Twice.")).status_code == 422
    assert [comment.text for comment in Comment.objects.all()] == ["Once."]


@pytest.mark.parametrize("headers", [{}, HTMX])
@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "Write something first."), ("x\x00", "Null characters are not allowed."),
        ("é" * 5001, "A comment has at most 5,000 characters; this one has 5,001. Shorten it."),
    ],
)  # fmt: skip
def test_what_cannot_be_is_said_where_it_was_typed_and_kept(text, sentence, headers, as_reviewer, project):
    response = as_reviewer.post(shot_path(project), {"text": text}, headers=headers)
    page = Page(response)
    assert (response.status_code, sentence in text_of(response)) == (422, True)
    assert dict(page.form("comment-form-0").fields)["text"] == text.replace(
        "\x00", "\ufffd" if "\ufffd" in page.html else "\x00"
    )
    assert Comment.objects.count() == 0


def test_an_answer_that_is_refused_is_kept_in_its_thread(as_reviewer, project, ana):
    first = add_comment(project, "Dark.", person=ana, code="SH020").number
    page = Page(as_reviewer.post(shot_path(project), {"text": "x" * 5001, "thread": str(first)}))
    assert dict(page.form(f"comment-form-{first}").fields)["text"] == "x" * 5001
    assert dict(page.form("comment-form-0").fields)["text"] == ""


def test_htmx_gets_an_empty_form_and_the_page_is_told(as_reviewer, project):
    response = as_reviewer.post(shot_path(project), {"text": "Dark."}, headers=HTMX)
    assert dict(Page(response).form("comment-form-0").fields)["text"] == ""
    assert (response.status_code, response["HX-Trigger"]) == (200, '{"talked": {"talk": "1"}}')
    assert "Comment added." in response.content.decode()


def test_the_region_answers_204_until_something_new_is_said(as_owner, project, ana):
    path = shot_path(project)
    assert as_owner.get(path, {"talk": "0"}, headers=HTMX).status_code == 204
    number = add_comment(project, "Dark.", person=ana, code="SH020").number
    response = as_owner.get(path, {"talk": "0"}, headers=HTMX)
    assert (response.status_code, response.content.strip()[:8]) == (200, b"<section")
    assert "Dark." in Page(response).text(f"comment-{number}")


def test_ones_own_can_be_changed_and_deleted_and_what_came_too_late_is_kept(as_reviewer, as_owner, project, ana):
    number = add_comment(project, "Dark.", person=ana, code="SH020").number
    edit, delete = route("edit", project, number), route("delete", project, number)
    assert [
        as_owner.get(edit).status_code,
        as_owner.post(edit, {"text": "No"}).status_code,
        as_owner.post(delete).status_code,
    ] == [403] * 3
    form = Page(as_reviewer.get(edit)).form(f"comment-edit-{number}")
    assert dict(form.fields)["text"] == "Dark."
    assert as_reviewer.post(edit, form.data(text="Darker.")).status_code == 302
    assert "edited" in Page(as_owner.get(shot_path(project))).text(f"comment-{number}")
    Comment.objects.update(at=timezone.now() - timedelta(minutes=16))
    response = as_reviewer.post(edit, {"text": "What I typed"})
    assert (response.status_code, TOO_LATE in text_of(response)) == (409, True)
    assert dict(Page(response).form(f"comment-edit-{number}").fields)["text"] == "What I typed"
    assert as_reviewer.post(delete).status_code == 409
    assert Comment.objects.get().text == "Darker."


def test_a_deleted_comment_says_so_where_answers_hang_on_it(as_owner, as_reviewer, project, ana, owner):
    one = add_comment(project, "Alone.", person=ana, code="SH020").number
    two = add_comment(project, "Answered.", person=ana, code="SH020").number
    add_comment(project, "Right.", person=Person(user=owner), thread=two)
    for number in (one, two):
        assert as_reviewer.post(route("delete", project, number)).status_code == 302
    page = Page(as_owner.get(shot_path(project)))
    assert (f"comment-{one}" in page.texts, page.text(f"comment-{two}")) == (False, "Deleted by its author")
    assert ("Alone." in page.html, "Answered." in page.html, "Right." in page.html) == (False, False, True)


def test_a_thread_is_resolved_and_opened_again(as_owner, project, ana):
    number = add_comment(project, "Dark.", person=ana, code="SH020").number
    for sum_said, resolved in (("1 open", "1"), ("all resolved", "")):
        page = Page(as_owner.get(shot_path(project)))
        assert page.text("comments-title") == f"Comments {sum_said}"
        form = page.form(route("resolve", project, number))
        assert dict(form.fields)["resolved"] == resolved
        as_owner.post(form.action, form.data())
    assert Comment.objects.get().resolved_at is None


def test_a_shot_that_changed_since_says_so(as_owner, project, ana):
    number = add_comment(project, "Dark.", person=ana, code="SH020").number
    assert "changed since" not in Page(as_owner.get(shot_path(project))).text(f"comment-{number}")
    form = Page(as_owner.get(reverse("shot", args=[project.slug, "SH020"]))).form("shot-form")
    assert as_owner.post(form.action, form.data(action="runs along the planks")).status_code in (200, 302)
    assert "the shot has changed since" in Page(as_owner.get(shot_path(project))).text(f"comment-{number}")


def test_scenes_and_the_sequence_have_comments_of_their_own(as_reviewer, project):
    scene, whole = (
        reverse("review_comments_scene", args=[project.slug, "arrival"]),
        reverse("review_comments", args=[project.slug]),
    )
    for path, text in ((scene, "Scene text"), (whole, "Whole text"), (shot_path(project), "Shot text")):
        assert as_reviewer.post(path, {"text": text}).status_code == 302
        assert [one for one in ("Scene text", "Whole text", "Shot text") if one in text_of(as_reviewer.get(path))] == [text]


def test_from_everywhere_one_finds_where_else_is_talked(as_owner, project, ana):
    add_comment(project, "Dark.", person=ana, code="SH020")
    elsewhere = [
        Page(as_owner.get(path)).all("comments-also")
        for path in (shot_path(project), reverse("review_comments", args=[project.slug]))
    ]
    title = report_of(project).scenes[0].scene.title
    assert elsewhere == [[f"Comments on the sequence, {title}"], [f"Comments on {title}, SH020 (1 open)"]]


def test_a_viewer_reads_along(as_viewer, project, ana):
    number = add_comment(project, "Dark.", person=ana, code="SH020").number
    page = Page(as_viewer.get(shot_path(project)))
    assert "Dark." in page.text(f"comment-{number}")
    assert [form.id for form in page.forms if form.id.startswith("comment")] == []
    assert as_viewer.post(shot_path(project), {"text": "x"}).status_code == 403


def test_an_address_of_a_comment_leads_to_where_it_stands(as_owner, project, ana):
    number = add_comment(project, "Dark.", person=ana, code="SH020").number
    answer = as_owner.get(reverse("review_comment", args=[project.slug, number]))
    assert (
        answer.status_code,
        answer["Location"].endswith(f"SH020/#comment-{number}") or "comments" in answer["Location"],
    ) == (302, True)


def test_a_comment_of_another_project_is_none(as_owner, as_stranger, project, theirs, stranger):
    number = add_comment(theirs, "unspoken", person=Person(user=stranger)).number
    before = factories.everything(), list(Comment.objects.values())
    for name in ("edit", "delete", "resolve"):
        assert as_owner.post(route(name, project, number), {"text": "x", "resolved": "1"}).status_code == 404
    assert as_owner.post(shot_path(project), {"text": "x", "thread": str(number)}).status_code == 404
    assert as_owner.get(reverse("review_comment", args=[project.slug, number])).status_code == 404
    assert (factories.everything(), list(Comment.objects.values())) == before


@pytest.mark.parametrize("thread", ["-1", "x", "99999999999999999999999", "1 or 1", "²"])
def test_a_mangled_thread_is_no_fault_of_the_server(thread, as_owner, project):
    assert as_owner.post(shot_path(project), {"text": "x", "thread": thread}).status_code in (302, 404, 422)


@pytest.mark.parametrize("upto", ["", "x", "-1", "9" * 30])
def test_a_mangled_mark_of_what_was_read_marks_nothing(upto, as_owner, project, ana):
    add_comment(project, "Dark.", person=ana, code="SH020")
    path = reverse("review_comments_read", args=[project.slug])
    assert as_owner.post(path, {"code": "SH020", "upto": upto}).status_code == 204
    assert (
        as_owner.post(path, {"code": "SH999", "upto": "1"}).status_code,
        Read.objects.filter(user__name="Owner").count(),
    ) == (404, 0)


def test_what_was_shown_is_new_until_it_is_read(as_owner, project, ana, owner):
    number = add_comment(project, "@Owner look", person=ana, code="SH020").number
    page = Page(as_owner.get(shot_path(project)))
    assert ("new" in page.all("new-mark"), 'data-new="1"' in page.html) == (True, True)
    as_owner.post(reverse("review_comments_read", args=[project.slug]), {"code": "SH020", "upto": str(number)})
    assert Page(as_owner.get(shot_path(project))).all("new-mark") == []
    assert Notice.objects.filter(user=owner, read_at=None).count() == 0


def test_no_hostile_text_becomes_markup(as_owner, as_reviewer, project, ana):
    for text in HOSTILE:
        add_comment(project, f"**{text}** {text}\n> {text}\n- {text} https://example.org/{text}", person=ana, code="SH020")
    html = as_owner.get(shot_path(project)).content.decode()
    for mark in (
        "<script>",
        "<img",
        "<iframe",
        "<svg onload",
        "<object",
        "<embed",
        "<base",
        "<style",
        "<meta http",
        "hx-get='/hit/'",
    ):
        assert (
            mark,
            mark in html.replace("<svg xmlns", "").replace('<script type="module"', "").replace("<script src", ""),
        ) == (mark, False)
    assert 'href="javascript:' not in html


def test_a_hundred_threads_need_as_many_queries_as_one(as_owner, owner, django_assert_num_queries, ana):
    project = factories.project_of(boards.long_board(2, 1), owner)
    path = shot_path(project, "SH010")
    counts = []
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    for many in (1, 40):
        for _ in range(many):
            first = add_comment(project, "SH020 @Owner", person=Person(user=owner), code="SH010").number
            add_comment(project, "Yes", person=Person(user=owner), thread=first)
        as_owner.get(path)
        with CaptureQueriesContext(connection) as asked:
            as_owner.get(path)
        counts.append(len(asked.captured_queries))
    assert (counts[0], counts[0] <= 8) == (counts[1], True)


def test_resolving_and_deleting_at_once_harms_nothing(project, ana, owner):
    number = add_comment(project, "Dark.", person=ana, code="SH020").number
    other = Project.objects.get(pk=project.pk)
    resolve_comment(project, number, True, person=ana)
    resolve_comment(other, number, True, person=Person(user=owner))
    assert Comment.objects.get().resolved_by == "Reviewer"
