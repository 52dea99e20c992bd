"""Rounds of review on screen, without JavaScript: opened, summed up, closed, and as files."""

import csv
import io
import json

from django.urls import reverse

from projects.approvals import digest_of
from projects.models import Project, Round
from projects.reads import report_of
from projects.writes.comments import add_comment
from projects.writes.reviewing import Person, decide
from projects.writes.rounds import RoundValues, open_a_round
from tests.pages import Page

ALL = RoundValues("First cut", "Look at the pace", "project")


def decided(project, by, code="SH020", kind="approved", note=""):
    now = Project.objects.get(pk=project.pk)
    decide(now, {code: digest_of(report_of(now).shot(code))}, kind, person=Person(by), note=note)


def test_an_owner_opens_a_round_and_comes_to_its_summary(as_owner, as_viewer, project):
    path = reverse("rounds", args=[project.slug])
    form = Page(as_owner.get(path)).form("round-form")
    response = as_owner.post(path, form.data(title=" First  cut ", note="Until Friday"), follow=True)
    assert response.redirect_chain == [(reverse("review_round", args=[project.slug, 1]), 302)]
    row = Round.objects.get()
    assert (row.title, row.note) == ("First cut", "Until Friday")
    assert "0 of 2 shots decided" in response.content.decode()
    listed = as_viewer.get(path).content.decode()
    assert ("Round 1: First cut" in listed, 'id="round-form"' in listed) == (True, False)


def test_what_was_typed_stays_where_it_is_refused(as_owner, project, owner):
    path = reverse("rounds", args=[project.slug])
    long = as_owner.post(path, {"title": "x" * 201, "note": "keep me", "scope": "project"})
    assert (long.status_code, "keep me" in long.content.decode()) == (422, True)
    for data, sentence in (
        ({"scope": "scenes"}, "Choose at least one scene."), ({"scope": "nothing"}, "Choose one of the list."),
        ({"scope": "scenes", "scenes": "gone"}, "One of these scenes is gone. Choose again."),
    ):  # fmt: skip
        response = as_owner.post(path, data)
        assert (response.status_code, sentence in response.content.decode()) == (422, True)
    none = as_owner.post(path, {"scope": "in-review", "note": "keep me"})
    assert (none.status_code, "There is no shot in this scope" in none.content.decode()) == (409, True)
    open_a_round(project, ALL, by=owner)
    second = as_owner.post(path, {"scope": "project"})
    assert (second.status_code, "First cut is open already" in second.content.decode()) == (409, True)


def test_a_reviewer_reads_the_summary_and_neither_opens_nor_closes(as_reviewer, project, owner):
    assert as_reviewer.post(reverse("rounds", args=[project.slug]), {"scope": "project"}).status_code == 403
    open_a_round(project, ALL, by=owner)
    html = as_reviewer.get(reverse("review_round", args=[project.slug, 1])).content.decode()
    assert ("Look at the pace" in html, 'id="close"' in html) == (True, False)
    assert as_reviewer.post(reverse("review_round_close", args=[project.slug, 1])).status_code == 403


def test_open_comments_read_as_they_do_in_the_thread_and_long_ones_show_their_beginning(as_viewer, project, owner):
    opened = open_a_round(project, RoundValues("", "", "project"), by=owner)
    add_comment(project, "**Warmer**, <b>please</b>", person=Person(user=owner), code="SH010")
    add_comment(project, "x " * 500, person=Person(user=owner), code="SH010")
    page = as_viewer.get(reverse("review_round", args=[project.slug, opened.number])).content.decode()
    assert "<strong>Warmer</strong>, &lt;b&gt;please&lt;/b&gt;" in page
    assert page.count('class="more"') == 1


def test_a_round_is_closed_with_a_note_and_once(as_owner, project, owner, reviewer):
    open_a_round(project, ALL, by=owner)
    decided(project, reviewer)
    path = reverse("review_round_close", args=[project.slug, 1])
    assert as_owner.post(path, {"note": "x" * 5001}).status_code == 422
    html = as_owner.post(path, {"note": "Thank <b>you</b>"}, follow=True).content.decode()
    assert ("Thank &lt;b&gt;you&lt;/b&gt;" in html, "CLOSED" in html, 'id="close"' in html) == (True, True, False)
    again = as_owner.post(path, {"note": "Once more"})
    assert (again.status_code, "closed already" in again.content.decode()) == (409, True)


def test_a_round_that_is_none_or_theirs_is_not_found(as_owner, theirs, stranger, project):
    open_a_round(theirs, ALL, by=stranger)
    for number in (1, 0, 2**31, 10**30):
        assert as_owner.get(f"/projects/{project.slug}/rounds/{number}/").status_code == 404
    assert as_owner.get(reverse("review_round", args=[theirs.slug, 1])).status_code == 404
    assert as_owner.get(reverse("review_round_file", args=[project.slug, 1, "csv"])).status_code == 404


def test_the_files_say_what_the_page_says_and_are_safe_in_a_spreadsheet(as_viewer, project, owner, reviewer):
    open_a_round(project, ALL, by=owner)
    decided(project, reviewer, kind="changes-requested", note="=HYPERLINK(1)\n# slower")
    add_comment(Project.objects.get(pk=project.pk), "+1 on that", person=Person(reviewer), code="SH010")
    rows = list(
        csv.DictReader(
            io.StringIO(as_viewer.get(reverse("review_round_file", args=[project.slug, 1, "csv"])).content.decode())
        )
    )
    assert [(row["what"], row["number"], row["shot"], row["decision"], row["note"]) for row in rows] == [
        ("no decision", "1.1", "SH010", "", ""),
        ("decision", "1.2", "SH020", "Changes requested", "'=HYPERLINK(1)\n# slower"),
        ("open comment", "", "SH010", "", "'+1 on that"),
    ]
    data = json.loads(as_viewer.get(reverse("review_round_file", args=[project.slug, 1, "json"])).content)
    assert data["counts"] == {"shots": 2, "approved": 0, "changes-requested": 1, "none": 1}
    text = as_viewer.get(reverse("review_round_file", args=[project.slug, 1, "markdown"])).content.decode()
    assert "  - Changes requested by Reviewer, version" in text
    assert [line for line in text.splitlines() if line.startswith("#")] == [
        f"# {project.title}: Round 1: First cut", "## Changes requested (1)", "## No decision (1)", "## Open comments (1)"
    ]  # fmt: skip
    assert as_viewer.get(reverse("review_round_file", args=[project.slug, 1, "exe"])).status_code == 404


def test_a_summary_costs_few_questions(as_viewer, project, owner, django_assert_max_num_queries):
    open_a_round(project, ALL, by=owner)
    path = reverse("review_round", args=[project.slug, 1])
    as_viewer.get(path)
    with django_assert_max_num_queries(14):
        as_viewer.get(path)
