"""The review screen, for members and guests: what it shows, decisions on what was shown, and what is refused."""

from __future__ import annotations

import re
from html import unescape

import pytest
from django.urls import reverse

from projects.approvals import digest_of
from projects.models import Decision, Membership, Project, Shot, ShotVersion
from projects.reads import report_of
from projects.writes.projects import set_four_eyes
from projects.writes.reviewing import Person, decide
from projects.writes.shots import set_omitted
from tests import boards, factories
from tests.cast import LINK_TOKEN
from tests.pages import Page


def at(project, name="review", *args):
    return reverse(name, args=[project.slug, *args])


def digest(project, code="SH020"):
    return digest_of(report_of(Project.objects.get(pk=project.pk)).shot(code))


def text_of(response):
    return unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode())))


def send(client, project, kind, code="SH020", note="", seen=None, **more):
    data = {"kind": kind, "digest": seen or digest(project, code), "note": note, "shown": "", **more}
    return client.post(at(project, "review_decide", code), data)


def decided(project):
    rows = Decision.objects.filter(project=project).order_by("id")
    return list(rows.values_list("shot__code", "kind", "name", "note"))


def test_the_review_opens_the_first_shot_that_waits(as_reviewer, project):
    assert 'data-code="SH010"' in as_reviewer.get(at(project)).content.decode()
    assert send(as_reviewer, project, "approved", "SH010").status_code == 302
    assert 'data-code="SH020"' in as_reviewer.get(at(project)).content.decode()


def test_a_decision_leads_to_the_next_open_shot(as_reviewer, project):
    response = send(as_reviewer, project, "approved", "SH010")
    assert response["Location"] == at(project, "review_shot", "SH020")
    assert decided(project) == [("SH010", "approved", "Reviewer", "")]
    last = send(as_reviewer, project, "changes-requested", note="Slower.")
    page = as_reviewer.get(last["Location"])
    assert last["Location"] == at(project, "review_shot", "SH020")
    assert "SH020: changes requested. Every shot is decided." in text_of(page)
    assert "2 of 2 decided" in text_of(page)


def test_with_htmx_the_next_shot_comes_as_a_region_with_its_address(as_reviewer, project):
    data = {"kind": "approved", "digest": digest(project, "SH010")}
    headers = {"HX-Request": "true", "HX-Target": "review"}
    response = as_reviewer.post(at(project, "review_decide", "SH010"), data, headers=headers)
    assert (response.status_code, response["HX-Push-Url"]) == (200, at(project, "review_shot", "SH020"))
    assert response.content.decode().lstrip().startswith('<div id="review"')


@pytest.mark.parametrize("note", ["", "  \n ", "\u200b\u2060 \ufe0f"])
def test_changes_are_requested_with_a_note(as_reviewer, project, note):
    response = send(as_reviewer, project, "changes-requested", note=note)
    assert response.status_code == 422
    assert "Say what should change." in text_of(response)
    assert decided(project) == []


def test_a_note_that_is_too_long_stays_where_it_was_typed(as_reviewer, project):
    assert send(as_reviewer, project, "changes-requested", note="\a slower").status_code == 422
    assert "control character" in text_of(send(as_reviewer, project, "approved", note="\a slower"))
    response = send(as_reviewer, project, "changes-requested", note="x" * 5_001)
    assert response.status_code == 422
    assert "A note has at most 5,000 characters; this one has 5,001." in text_of(response)
    assert "x" * 5_001 in response.content.decode()


def test_a_decision_on_a_version_that_is_no_longer_current_shows_the_new_one(as_reviewer, project):
    report = report_of(project)
    seen, shown = digest(project), report.shot("SH020").prompt.text
    project.shots.filter(code="SH020").update(action="runs toward the water")
    Project.objects.filter(pk=project.pk).update(revision=project.revision + 1)
    response = send(as_reviewer, project, "changes-requested", note="Keep the pause <b>.", seen=seen, shown=shown)
    page = response.content.decode()
    assert response.status_code == 409
    assert "SH020 has changed since you opened it. Look at the new version, then decide." in text_of(response)
    assert "<del>stops and turns </del><ins>runs </ins>" in page
    assert "Keep the pause &lt;b&gt;." in page
    assert f'name="digest" value="{digest(project)}"' in page
    assert decided(project) == []
    assert send(as_reviewer, project, "approved", seen=digest(project)).status_code == 302


def test_a_decision_without_a_digest_has_been_shown_nothing(as_reviewer, project):
    response = as_reviewer.post(at(project, "review_decide", "SH020"), {"kind": "approved"})
    assert (response.status_code, decided(project)) == (409, [])


@pytest.mark.parametrize("kind", ["", "nonsense", "draft"])
def test_there_are_no_other_decisions(as_reviewer, project, kind):
    response = send(as_reviewer, project, kind)
    assert (response.status_code, decided(project)) == (409, [])
    assert "There is no such decision." in text_of(response)


def test_a_shot_with_an_open_error_is_not_approved_and_says_why(as_reviewer, project):
    project.shots.filter(code="SH020").update(seed=5)
    factories.forget_reports()
    response = send(as_reviewer, project, "approved", note="Fine for me")
    assert response.status_code == 409
    assert "1 open error" in text_of(response)
    assert "Fine for me" in response.content.decode()


def test_a_printed_sheet_says_project_shot_state_and_revision(as_reviewer, as_guest, project, link):
    head = re.compile(r'<header class="sheet-head paper-only">.*?</header>', re.DOTALL)
    send(as_reviewer, project, "approved", "SH010")
    project.refresh_from_db()
    sheet = head.search(as_reviewer.get(at(project, "review_shot", "SH010")).content.decode())
    theirs = head.search(as_guest.get(reverse("share_shot", args=[LINK_TOKEN, "SH010"])).content.decode())
    assert sheet is not None
    assert theirs is not None
    parts = (project.title, "Review of SH010", "APPROVED", f"Revision {project.revision} ·")
    assert [part in sheet[0] for part in parts] == [True] * 4
    assert [part in theirs[0] for part in parts] == [True, True, True, False]


def test_a_viewer_reads_along_without_buttons(as_viewer, project):
    page = as_viewer.get(at(project, "review_shot", "SH020"))
    assert page.status_code == 200
    assert "review-decide" not in page.content.decode().replace('class="review-decide', "")
    assert send(as_viewer, project, "approved").status_code == 403


def test_omitted_and_foreign_shots_are_not_here(as_reviewer, project, owner, theirs):
    set_omitted(project, "SH020", True, by=owner)
    other = theirs.shots.first().code
    assert [as_reviewer.get(at(project, "review_shot", code)).status_code for code in ("SH020", other, "no")] == [404] * 3


def test_the_strip_tells_what_changed_since_with_who_approved(as_reviewer, project, reviewer):
    send(as_reviewer, project, "approved", "SH010")
    project.shots.filter(code="SH010").update(action="runs")
    Project.objects.filter(pk=project.pk).update(revision=99)
    page = as_reviewer.get(at(project, "review_shot", "SH010"))
    assert "Changed since approval by Reviewer" in text_of(page)
    assert "1 changed since" in text_of(page)
    changed = as_reviewer.get(at(project, "review_shot", "SH020") + "?show=changed").content.decode()
    assert re.findall(r'id="tile-(\w+)"', changed) == ["SH010", "SH020"]


def test_what_was_reworked_after_a_request_waits_again(as_reviewer, project):
    send(as_reviewer, project, "changes-requested", "SH010", note="Slower")
    project.shots.filter(code="SH010").update(action="runs")
    Project.objects.filter(pk=project.pk).update(revision=99)
    assert 'data-code="SH010"' in as_reviewer.get(at(project)).content.decode()


def test_the_decisions_on_a_shot_are_listed_with_version_and_note(as_reviewer, project):
    send(as_reviewer, project, "changes-requested", note="Less <fog>")
    page = as_reviewer.get(at(project, "review_shot", "SH020"))
    assert re.search(r"Changes requested Reviewer .* UTC, version 1 Less <fog>", text_of(page))


def test_four_eyes_hold_an_author_back(as_editor, project, owner, editor):
    set_four_eyes(project, True, by=owner)
    ShotVersion.objects.filter(shot__code="SH020").update(by=editor)
    response = send(as_editor, project, "approved")
    assert response.status_code == 409
    assert "somebody else has to approve it" in text_of(response)


def test_a_guest_reviews_with_a_name_and_sees_the_decision(as_guest, project, link):
    page = as_guest.get(reverse("share", args=[LINK_TOKEN]))
    assert (page.status_code, 'data-code="SH010"' in page.content.decode()) == (200, True)
    assert at(project) not in page.content.decode()
    to = reverse("share_decide", args=[LINK_TOKEN, "SH010"])
    response = as_guest.post(to, {"kind": "approved", "digest": digest(project, "SH010")})
    assert response["Location"] == reverse("share_shot", args=[LINK_TOKEN, "SH020"])
    assert decided(project) == [("SH010", "approved", "Kim", "")]
    assert "Kim, a guest" in text_of(as_guest.get(reverse("share_shot", args=[LINK_TOKEN, "SH010"])))


def test_a_guest_s_page_asks_cheaply_whether_anything_is_new(as_guest, project, reviewer):
    to = reverse("share_live", args=[LINK_TOKEN])
    now = as_guest.get(to).json()
    assert as_guest.get(to, now).status_code == 204
    decide(project, {"SH010": digest(project, "SH010")}, "approved", person=Person(user=reviewer))
    then = as_guest.get(to, now).json()
    assert [then[name] != now[name] for name in ("rev", "talk", "here")] == [True, True, False]


def test_the_live_poll_of_members_hears_of_what_is_said(as_viewer, project):
    first = as_viewer.get(at(project, "live"), {"shot": "SH010"}, headers={"HX-Request": "true"}).content.decode()
    known = dict(re.findall(r'data-(rev|talk|here)="([^"]*)"', first))
    assert as_viewer.get(at(project, "live"), known).status_code == 204
    assert as_viewer.get(at(project, "live"), {**known, "talk": "99"}).status_code == 200


def test_an_empty_plan_says_so(as_owner, owner):
    empty = factories.project_of(boards.blank(), owner)
    assert "Nothing to review yet" in text_of(as_owner.get(at(empty)))


def test_a_review_takes_few_queries_however_long_the_plan_is(as_reviewer, reviewer, owner, django_assert_max_num_queries):
    plan = factories.project_of(boards.long_board(120), owner)
    Membership.objects.create(project=plan, user=reviewer, role="reviewer")
    as_reviewer.get(at(plan))
    with django_assert_max_num_queries(9):
        as_reviewer.get(at(plan))


@pytest.mark.parametrize("code", ["comments", "shots", "new", "close", "rounds", "decision", "scenes", "read"])
def test_a_shot_may_be_called_like_a_part_of_an_address(code, as_reviewer, project, link):
    Shot.objects.filter(project=project, code="SH020").update(code=code)
    form = Page(as_reviewer.get(at(project, "review_shot", code))).form("review-decide")
    assert as_reviewer.post(form.action, form.data(kind="approved")).status_code == 302
    assert as_reviewer.get(at(project, "shot", code)).status_code == 200
    assert factories.guest_client(LINK_TOKEN, "Lee").get(reverse("share_shot", args=[LINK_TOKEN, code])).status_code == 200
    assert as_reviewer.get(reverse("review", args=[project.slug]) + "comments/").status_code == 200


def test_links_to_where_shots_stood_before_lead_on(as_viewer, project):
    before = reverse("review", args=[project.slug]) + "SH020/?show=open"
    assert as_viewer.get(before)["Location"] == at(project, "review_shot", "SH020") + "?show=open"
