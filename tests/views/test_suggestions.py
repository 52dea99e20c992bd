"""Suggested anchors: the list, what would change, accepting, editing, merging, rejecting, the way back."""

from __future__ import annotations

import pytest
from django.urls import reverse

from projects.core.board import Board, Scene
from projects.core.suggest import suggest
from projects.forms.suggestions import mark_of
from projects.models import Activity, Membership, Project, ShotVersion
from projects.reads import catalogue, report_of
from tests import factories
from tests.core.suggest_stories import COURIER
from tests.core.suggest_stories import board as story
from tests.pages import Page

HTMX = {"HX-Request": "true", "HX-Target": "changes"}


@pytest.fixture
def plan(owner, editor, viewer):
    """A courier's story as a project of the owner's, the editor and the viewer in its team."""
    project = factories.project_of(story(COURIER), owner)
    for user, role in ((editor, "editor"), (viewer, "viewer")):
        Membership.objects.create(project=project, user=user, role=role)
    return project


@pytest.fixture
def path(plan):
    return reverse("suggestions", args=[plan.slug])


def words(page: Page) -> str:
    """Everything that a page says."""
    return " ".join(" ".join(page.words).split())


def fresh(plan: Project) -> Project:
    return Project.objects.get(pk=plan.pk)


def marks(plan: Project) -> dict[str, str]:
    """The identities of the proposals by name."""
    return {item.name: mark_of(item) for item in suggest(factories.board(plan), catalogue())}


def sent(plan: Project, *names: str, **more: str) -> dict[str, str]:
    """The form with these proposals ticked and everything else as it is proposed."""
    data = {"revision": str(fresh(plan).revision)}
    for item in suggest(factories.board(plan), catalogue()):
        mark = mark_of(item)
        data |= {f"{mark}-name": item.name, f"{mark}-description": item.description, f"{mark}-into": ""}
        if item.name in names:
            data[f"{mark}-take"] = "on"
    return data | more


def test_the_list_shows_each_proposal_with_words_of_its_shots(as_viewer, path):
    page = Page(as_viewer.get(path))
    assert page.all("suggestion")[0].startswith("Subject")
    assert len(page.all("suggestion")) == 6
    assert "a bike courier in her twenties with a shaved head" in words(page)


def test_looking_changes_nothing(as_viewer, path):
    with factories.writes() as written:
        assert as_viewer.get(path).status_code == 200
    assert written == []


def test_a_viewer_accepts_nothing(as_viewer, path, plan):
    assert as_viewer.post(path, sent(plan, "Lena", accept="1")).status_code == 403


def test_the_preview_shows_prompts_and_saves_nothing(as_editor, path, plan):
    before = factories.content()
    response = as_editor.post(path, sent(plan, "Lena", preview="1"), headers=HTMX)
    assert response.status_code == 200
    page = Page(response)
    assert "prompts would change" in words(page)
    assert page.all("sticky-actions") == []
    assert factories.content() == before


def test_without_htmx_the_preview_is_the_whole_page_with_the_ticks_kept(as_editor, path, plan):
    page = Page(as_editor.post(path, sent(plan, "Lena", preview="1")))
    assert "prompts would change" in words(page)
    assert len(page.all("suggestion")) == 6


def test_what_is_accepted_is_an_anchor_and_shots_stop_repeating_it(as_editor, path, plan):
    response = as_editor.post(path, sent(plan, "Lena", "Captain Reyes", accept="1"))
    assert response["Location"] == reverse("anchors", args=[plan.slug])
    board = factories.board(plan)
    assert [(a.kind, a.name, a.description) for a in board.anchors] == [
        ("subject", "Lena", "a bike courier in her twenties with a shaved head"),
        ("subject", "Captain Reyes", "a stooped man with a white moustache and a brown cardigan"),
    ]
    assert board.anchors_in_use == ("lena",)
    assert "shaved head" not in factories.shot(plan, "SH010").subject
    prompt = report_of(fresh(plan)).shot("SH020").prompt.text
    assert prompt.count("a bike courier in her twenties with a shaved head") == 1


def test_every_touched_shot_gets_a_version_and_the_log_one_line(as_editor, path, plan):
    as_editor.post(path, sent(plan, "Lena", "Harbour Street", accept="1"))
    line = Activity.objects.filter(project=plan, verb="suggestions-accepted").get()
    assert line.data["names"] == ["Lena", "Harbour Street"]
    touched = {row.code for row in plan.shots.filter(pk__in=[e["id"] for e in line.changes if e["row"] == "shot"])}
    assert (
        set(ShotVersion.objects.filter(shot__project=plan, reason="edit").values_list("shot__code", flat=True)) == touched
    )


def test_a_name_and_a_wording_may_be_edited_first(as_editor, path, plan):
    mark = marks(plan)["Lena"]
    data = sent(plan, "Lena", accept="1") | {f"{mark}-name": "courier Lena", f"{mark}-description": "a courier"}
    as_editor.post(path, data)
    assert [(a.name, a.description) for a in factories.board(plan).anchors] == [("courier Lena", "a courier")]


def test_a_name_that_anchors_may_not_have_is_sent_back_with_everything_typed(as_editor, path, plan):
    mark = marks(plan)["Lena"]
    response = as_editor.post(path, sent(plan, "Lena", accept="1") | {f"{mark}-name": "Lena: the courier"})
    page = Page(response)
    assert response.status_code == 422
    assert "A name holds no , ; : ( ) and no line break." in words(page)
    assert 'value="Lena: the courier"' in response.content.decode()
    assert factories.board(plan).anchors == ()


def test_one_proposal_may_go_into_another(as_editor, path, plan):
    found = marks(plan)
    data = sent(plan, "Lena", accept="1") | {f"{found['Captain Reyes']}-into": found["Lena"]}
    as_editor.post(path, data)
    board = factories.board(plan)
    assert [anchor.name for anchor in board.anchors] == ["Lena"]


def test_two_that_go_into_each_other_stay_two(as_editor, path, plan):
    found = marks(plan)
    data = sent(plan, "Lena", "Captain Reyes", accept="1")
    data |= {f"{found['Captain Reyes']}-into": found["Lena"], f"{found['Lena']}-into": found["Captain Reyes"]}
    as_editor.post(path, data)
    assert [anchor.name for anchor in factories.board(plan).anchors] == ["Lena", "Captain Reyes"]


def test_all_at_once(as_editor, path, plan):
    assert as_editor.post(path, sent(plan, all="1")).status_code == 302
    assert len(factories.board(plan).anchors) == 6
    assert report_of(fresh(plan)).errors == 0


def test_nothing_ticked_asks_for_a_tick(as_editor, path, plan):
    response = as_editor.post(path, sent(plan, accept="1"))
    assert (response.status_code, Page(response).all("refusal")) == (422, ["Tick the proposals to accept first."])


def test_a_project_that_moved_on_is_looked_at_again_first(as_editor, path, plan):
    data = sent(plan, "Lena", accept="1")
    as_editor.post(reverse("shot", args=[plan.slug, "SH020"]), {"title": "Straps", "duration": "10"})
    response = as_editor.post(path, data)
    assert response.status_code == 409
    assert factories.board(plan).anchors == ()


def test_accepting_can_be_taken_back(as_editor, path, plan):
    before = factories.board(plan)
    as_editor.post(path, sent(plan, all="1"))
    line = Activity.objects.filter(project=plan, verb="suggestions-accepted").get()
    back = reverse("suggestions_undo", args=[plan.slug, line.pk])
    assert as_editor.post(back).status_code == 302
    assert factories.board(plan) == before
    assert as_editor.post(back).status_code == 409


def test_what_was_rejected_stays_off_the_list_until_it_is_brought_back(as_editor, path, plan):
    mark = marks(plan)["Captain Reyes"]
    board = factories.board(plan)
    assert as_editor.post(path, {"reject": mark}).status_code == 302
    page = Page(as_editor.get(path))
    assert (len(page.all("suggestion")), page.all("turned-down")) == (5, ["Rejected Subject Captain Reyes Bring back"])
    assert factories.board(plan) == board
    as_editor.post(path, {"recall": mark})
    assert len(Page(as_editor.get(path)).all("suggestion")) == 6


def test_a_rejected_one_is_not_accepted_with_all(as_editor, path, plan):
    as_editor.post(path, {"reject": marks(plan)["Captain Reyes"]})
    as_editor.post(path, sent(plan, all="1"))
    assert "Captain Reyes" not in [anchor.name for anchor in factories.board(plan).anchors]


def test_a_proposal_that_is_gone_is_no_error(as_editor, path):
    assert as_editor.post(path, {"reject": "nothing"}).status_code == 302


def test_the_anchors_page_leads_here(as_editor, plan, path):
    assert f'href="{path}"' in as_editor.get(reverse("anchors", args=[plan.slug])).content.decode()


def test_a_plan_without_anything_that_recurs_says_so(as_owner, owner):
    empty = factories.project_of(Board("Empty", scenes=(Scene("one"),)), owner)
    page = Page(as_owner.get(reverse("suggestions", args=[empty.slug])))
    assert "Nothing to suggest" in words(page)
