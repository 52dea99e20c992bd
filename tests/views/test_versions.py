"""Versions of a shot on screen, two of them beside each other, approvals; and the question before an approved shot changes."""

from decimal import Decimal

import pytest
from django.urls import reverse

from projects.core.document import loads
from projects.management.commands.demo import DOCUMENT
from projects.models import Activity, Anchor, Membership, Project, Shot
from projects.reads import catalogue
from projects.writes.anchors import delete_anchor, edit_anchor
from projects.writes.projects import import_board, save_settings
from projects.writes.protection import approved_may_change
from projects.writes.reviewing import Person, decide
from projects.writes.shots import save_shot
from projects.writes.variants import save_variant
from tests import factories
from tests.pages import Page, text_of


@pytest.fixture
def shot(project):
    return reverse("shot", args=[project.slug, "SH020"])


@pytest.fixture
def approved(project, reviewer):
    decide(project, {"SH020": ""}, "approved", person=Person(reviewer), note="Lovely.")
    return Project.objects.get(pk=project.pk)


@pytest.fixture
def changed(approved, editor):
    """Approved by the reviewer, then changed in itself."""
    with approved_may_change(True):
        save_shot(approved, "SH020", {"subject": "collar down"}, by=editor)
    return Project.objects.get(pk=approved.pk)


def text(client, path, **asked):
    return client.get(path, asked).content.decode()


def status(project):
    return Shot.objects.get(project=project, code="SH020").status


# ---- Versions


def test_each_version_tells_its_author_its_reason_and_its_decisions(as_viewer, changed, shot):
    items = Page(as_viewer.get(f"{shot}versions/")).all("decision")
    assert len(items) == 1
    html = text(as_viewer, f"{shot}versions/")
    for told in ("Approved by Reviewer", "Lovely.", "Changed since approval by Reviewer"):
        assert (told, told in html) == (told, True)
    assert html.index("Version 2") < html.index("Version 1") < html.index("as it came in")


def test_what_an_anchor_changed_since_the_last_version_is_said(as_viewer, project, shot, editor):
    edit_anchor(project, "dawn", name="dawn light", kind="lighting", description="grey rain", revision=1, by=editor)
    assert "has changed the prompt since version 1" in text(as_viewer, f"{shot}versions/")


# ---- Beside each other


def test_two_versions_are_compared_word_by_word_with_fields_and_parameters(as_viewer, project, shot, editor):
    save_shot(project, "SH020", {"subject": "collar down", "cfg": Decimal(9), "quality": "high"}, by=editor)
    html = text(as_viewer, f"{shot}versions/compare/", a="1", b="2")
    assert ("<del>raised, </del>" in html, "<ins>down, </ins>" in html) == (True, True)
    cells = [cell.strip() for cell in Page(as_viewer.get(f"{shot}versions/compare/?a=1&b=2")).all("differences")]
    assert "CFG 12 9" in cells[0]
    assert "Subject collar raised collar down" in cells[1]
    back = text(as_viewer, f"{shot}versions/compare/", a="2", b="1")
    assert ("<del>down, </del>" in back, "<ins>raised, </ins>" in back) == (True, True)


def test_without_being_asked_for_others_what_was_approved_is_compared_with_now(as_viewer, changed, shot):
    html = text(as_viewer, f"{shot}versions/compare/")
    for told in ("Version 1", "As it stands now", "<ins>down, </ins>"):
        assert (told, told in html) == (told, True)


def test_two_equal_sides_say_so(as_viewer, project, shot):
    assert "Both say the same." in text(as_viewer, f"{shot}versions/compare/", a="1", b="now")


def test_a_version_of_an_anchor_that_is_gone_is_compared_all_the_same(as_viewer, approved, shot, editor):
    delete_anchor(approved, "dawn", by=editor)
    assert "dawn light is no longer in use." in text(as_viewer, f"{shot}versions/compare/")
    Anchor.objects.filter(project=approved, key="dawn").delete()
    assert "dawn light is no longer in use." in text(as_viewer, f"{shot}versions/compare/")


@pytest.mark.parametrize("number", ["0", "99", "x", "-1", "1.0", "٣", "9" * 40, "now%00", "1 "])
def test_a_version_that_this_shot_does_not_have_is_not_found(number, as_owner, project, shot):
    assert as_owner.get(f"{shot}versions/compare/?a={number}").status_code == 404
    assert as_owner.get(f"{shot}versions/compare/?b={number}").status_code == 404


def test_a_shot_of_somebody_else_is_not_found(as_stranger, as_owner, project, theirs, shot):
    assert as_stranger.get(f"{shot}versions/compare/").status_code == 404
    assert as_owner.get(reverse("version_compare", args=[project.slug, "SH999"])).status_code == 404


def test_a_shot_without_a_version_has_nothing_to_compare(as_editor, project):
    as_editor.post(reverse("shots", args=[project.slug]), {"scene": "arrival"})
    code = Shot.objects.filter(project=project).latest("id").code
    assert "Both say the same." in text(as_editor, reverse("version_compare", args=[project.slug, code]))


def test_the_changed_version_is_approved_from_the_comparison_if_it_is_still_the_one_shown(
    as_reviewer, changed, shot, editor
):
    html = text(as_reviewer, f"{shot}versions/compare/")
    seen = html.split('name="seen" value="')[1].split('"')[0]
    with approved_may_change(True):
        save_shot(changed, "SH020", {"subject": "hood up"}, by=editor)
    refused = as_reviewer.post(f"{shot}status/", {"status": "approved", "seen": seen})
    assert refused.status_code == 409
    assert "SH020 has changed since you opened it." in refused.content.decode()
    seen = text(as_reviewer, f"{shot}versions/compare/").split('name="seen" value="')[1].split('"')[0]
    assert as_reviewer.post(f"{shot}status/", {"status": "approved", "seen": seen}).status_code == 302
    assert "Approved by Reviewer" in text(as_reviewer, shot)


# ---- Changed since, everywhere


def test_every_screen_says_that_a_shot_was_changed_since_and_leads_to_what_changed(as_viewer, changed):
    way = reverse("version_compare", args=[changed.slug, "SH020"])
    for name in ("board", "table", "export", "approvals"):
        html = text(as_viewer, reverse(name, args=[changed.slug]))
        assert (name, way in html, "by Reviewer" in html) == (name, True, True)
    assert way in text(as_viewer, reverse("shot", args=[changed.slug, "SH020"]))
    assert "1 approved, 1 changed since" in text(as_viewer, reverse("findings", args=[changed.slug]))
    assert "1 approved, 1 changed since" in text(as_viewer, reverse("timeline", args=[changed.slug]))


def test_a_change_that_moves_no_word_of_the_prompt_is_told_where_it_is_decided_on(as_viewer, approved, shot, owner):
    save_settings(approved, {"negative_prompt": "motion blur, flicker"}, by=owner)
    for path in (reverse("approvals", args=[approved.slug]), reverse("review_shot", args=[approved.slug, "SH020"])):
        assert "motion blur, <del>morphing</del><ins>flicker</ins>" in text(as_viewer, path)
    save_settings(approved, {"negative_prompt": "motion blur, morphing, Morphing"}, by=owner)
    said = "The same words and parameters go out; only how something was typed differs."
    assert said in text(as_viewer, reverse("review_shot", args=[approved.slug, "SH020"]))
    digest = Shot.objects.get(project=approved, code="SH020").versions.get().digest
    assert [digest[:12] in text(as_viewer, f"{shot}versions/{path}") for path in ("", "compare/")] == [True, True]


def test_a_shot_that_stands_as_approved_is_no_news(as_viewer, approved):
    for name in ("board", "table", "export", "approvals", "findings"):
        assert (name, "Changed since" in text(as_viewer, reverse(name, args=[approved.slug]))) == (name, False)


def test_the_preview_of_an_anchor_names_the_approvals_that_would_go(as_editor, approved):
    path = reverse("anchor", args=[approved.slug, "dawn"])
    form = Page(as_editor.get(path)).form("anchor-form").data(description="grey rain", preview="1")
    assert Page(as_editor.post(path, form)).all("going-stale") == [
        "1 approval will no longer hold: SH020 approved by Reviewer"
    ]


def test_the_preview_of_a_batch_names_the_approvals_that_would_go(as_editor, approved):
    data = {"shot": ["SH020"], "do": "change", "duration": "8"}
    shown = Page(as_editor.post(reverse("batch", args=[approved.slug]), data))
    assert shown.all("going-stale") == ["1 approval will no longer hold SH020 approved by Reviewer"]


def test_a_batch_asks_for_a_note_where_changes_are_requested(as_reviewer, project):
    data = {"shot": ["SH010", "SH020"], "do": "status", "status": "changes-requested"}
    path = reverse("batch", args=[project.slug])
    refused = as_reviewer.post(path, data)
    assert (refused.status_code, "Say what should change." in refused.content.decode()) == (422, True)
    assert as_reviewer.post(path, {**data, "note": "Warmer.", "apply": "1"}).status_code == 302
    assert {d.note for d in project.decisions.all()} == {"Warmer."}


# ---- Asked first


def test_a_form_without_scripts_gets_a_page_that_keeps_what_was_typed_and_says_yes(as_editor, approved, shot):
    data = Page(as_editor.get(shot)).form("shot-form").data(subject="\ncollar <down>", save="1")
    asked = as_editor.post(shot, data, headers={"Referer": f"http://testserver{shot}?q=1"})
    assert (asked.status_code, "SH020 is approved. Change it all the same?" in asked.content.decode()) == (409, True)
    assert f'href="{shot}?q=1"' in asked.content.decode()
    assert "What you sent subject collar <down>" in text_of(asked)
    assert factories.shot(approved, "SH020").subject == "collar raised"
    assert as_editor.post(shot, {**data, "approved": "change"}).status_code == 302
    assert (factories.shot(approved, "SH020").subject, status(approved)) == ("\ncollar <down>", "approved")


def test_a_way_back_off_the_site_is_not_offered(as_editor, approved, shot):
    for referer in ("https://evil.example/projects/x/", "http://testserver/accounts/login/", "//evil.example/projects/"):
        html = as_editor.post(f"{shot}without/", {"anchor": "keeper"}, headers={"Referer": referer}).content.decode()
        assert ("evil" in html, f'href="{reverse("projects")}">Leave as approved' in html) == (False, True)


@pytest.mark.parametrize("headers", [{"HX-Request": "true"}, {"Accept": "application/json, text/html"}])
def test_a_script_gets_the_question_and_sends_it_again(headers, as_editor, approved, shot):
    data = Page(as_editor.get(shot)).form("shot-form").data(subject="collar down")
    asked = as_editor.post(shot, data, headers=headers)
    assert (asked.status_code, asked["X-Ask"]) == (409, "approved")
    assert asked.json() == {
        "ask": "SH020 is approved. Change it all the same?",
        "codes": ["SH020"],
        "stays": "SH020 stays as approved by Reviewer; nothing was changed.",
    }
    assert as_editor.post(shot, {**data, "approved": "change"}, headers=headers).status_code in (200, 302)
    assert factories.shot(approved, "SH020").subject == "collar down"


def test_every_address_that_writes_an_approved_shot_asks_alike_and_leaves_a_line(as_owner, project, shot, owner, reviewer):
    as_owner.post(f"{shot}variants/", {"like": "A"})
    save_variant(project, "SH020", "B", {"action": "runs quickly away"}, by=owner)
    save_shot(project, "SH020", {"lens": "35mm"}, by=owner)
    decide(project, {"SH020": ""}, "approved", person=Person(reviewer))
    before = factories.shot(project, "SH020")
    edited = Activity.objects.filter(project=project, verb="shot-edited").latest("id").pk
    cells = [("cell.SH020.subject", "collar down"), ("seen.SH020.subject", "collar raised")]
    for name, args, data in (
        ("shot", ["SH020"], {**Page(as_owner.get(shot)).form("shot-form").data(subject="collar down")}),
        ("breaks", ["SH020"], {"anchor": "pier", "reason": "another harbour"}),
        ("without", ["SH020"], {"anchor": "keeper"}),
        ("version_restore", ["SH020", 1], {}),
        ("variant_pick", ["SH020", "B"], {}),
        ("shot_delete", ["SH020"], {}),
        ("shot_split", ["SH020"], {"parts": "2", "apply": "1"}),
        ("shot_join", ["SH010"], {"apply": "1"}),
        ("batch", [], {"shot": ["SH020"], "do": "change", "duration": "8", "apply": "1"}),
        ("table_cells", [], {"cells": '[["SH020", "duration", "8"]]'}),
        ("table_form", [], dict(cells)),
        ("table_paste", [], {"text": "8", "code": "SH020", "column": "duration", "apply": "1"}),
        ("timeline_durations", [], {"shot": "SH020", "duration": "8"}),
        ("thread", ["keeper"], {"shot": "SH020", "state": "without"}),
        ("undo", [edited], {}),
        ("scene_delete", ["arrival"], {}),
    ):
        tried = Activity.objects.filter(verb="refused").count()
        answer = as_owner.post(reverse(name, args=[project.slug, *args]), data)
        assert (name, answer.status_code, "Change it all the same?" in answer.content.decode()) == (name, 409, True)
        last = Activity.objects.filter(verb="refused").latest("id")
        told = (name, Activity.objects.filter(verb="refused").count() - tried, last.by, last.target)
        assert told == (name, 1, owner, "SH020")
    assert factories.shot(project, "SH020") == before


def test_yes_is_no_way_around_other_rules(as_viewer, as_editor, approved, shot):
    assert as_viewer.post(shot, {"subject": "x", "approved": "change"}).status_code == 403
    data = Page(as_editor.get(shot)).form("shot-form").data(environment="another wooden pier, fog rolling in")
    assert as_editor.post(shot, {**data, "approved": "change"}).status_code == 422


# ---- Four eyes


def test_only_the_owner_asks_for_four_eyes_and_all_see_it(as_owner, as_editor, as_viewer, project, shot, editor, owner):
    path = reverse("four_eyes", args=[project.slug])
    assert as_editor.post(path, {"on": "1"}).status_code == 403
    assert as_owner.post(path, {"on": "1"}).status_code == 302
    assert "Four eyes are asked for:" in text(as_viewer, reverse("settings", args=[project.slug]))
    assert "Only the owner changes this." in text(as_viewer, reverse("settings", args=[project.slug]))
    refused = as_owner.post(f"{shot}status/", {"status": "approved"})
    assert (refused.status_code, status(project)) == (409, "draft")
    assert "You wrote part of this version. In this project somebody else has to approve it." in refused.content.decode()
    assert as_editor.post(f"{shot}status/", {"status": "approved"}).status_code == 302
    as_owner.post(path, {})
    assert Project.objects.get(pk=project.pk).four_eyes is False
    assert Membership.objects.filter(project=project).count() == 5


def test_a_version_that_would_break_continuity_is_not_restored_and_says_so(as_owner, owner):
    slug = import_board(loads(DOCUMENT.read_bytes(), catalogue()), by=owner, allow_errors=True)
    save_shot(Project.objects.get(slug=slug), "SH030", {"subject": ""}, by=owner)
    answer = as_owner.post(reverse("version_restore", args=[slug, "SH030", 1]))
    assert answer.status_code == 422
    assert "Version 1 would break continuity now: “red apron” contradicts Mara" in " ".join(Page(answer).words)
    assert Shot.objects.get(project__slug=slug, code="SH030").subject == ""
