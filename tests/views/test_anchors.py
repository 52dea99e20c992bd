"""Anchors: adding, the preview of every prompt that changes, editing, deleting, restoring."""

import pytest
from django.urls import reverse

from projects.core.board import Anchor
from projects.models import Activity
from tests import factories
from tests.pages import Page

HTMX = {"HX-Request": "true", "HX-Target": "changes"}
COAT = "a lighthouse keeper in his sixties, grey beard, blue oilskin"


@pytest.fixture
def path(project):
    return reverse("anchors", args=[project.slug])


@pytest.fixture
def keeper(project):
    return reverse("anchor", args=[project.slug, "keeper"])


def prompt(project, code):
    from projects.models import Project
    from projects.reads import report_of

    return report_of(Project.objects.get(pk=project.pk)).shot(code).prompt.text


def test_anchors_stand_under_their_kind_with_the_shots_that_use_them(as_viewer, path):
    page = Page(as_viewer.get(path))
    assert page.all("uses") == ["1.11.2", "1.11.2", "1.11.2"]
    assert len(page.forms) == 1


def test_a_new_anchor_holds_where_it_was_said(as_editor, path, project):
    data = {"kind": "style", "name": "film grain", "description": "35 mm grain", "holds": ["project:", "scene:arrival"]}
    assert as_editor.post(path, data).status_code == 302
    board = factories.board(project)
    assert board.anchors[-1] == Anchor("film-grain", "style", "film grain", "35 mm grain")
    assert (board.anchors_in_use, board.scenes[0].anchors) == (("film-grain",), ("pier", "film-grain"))


def test_a_new_anchor_for_one_shot(as_editor, path, project):
    data = {"kind": "subject", "name": "the gull", "description": "a one-eyed gull", "shot": "SH020"}
    response = as_editor.post(path, data)
    assert response["Location"] == f"/projects/{project.slug}/shots/SH020/"
    assert [shot.anchors for _, shot in factories.board(project).shots()] == [
        ("keeper", "dawn"),
        ("keeper", "dawn", "the-gull"),
    ]


def test_the_same_form_twice_adds_one_anchor(as_editor, path, project):
    for _ in range(2):
        as_editor.post(path, {"kind": "subject", "name": "Mara", "key": "once"})
    assert [anchor.key for anchor in factories.board(project).anchors] == ["pier", "keeper", "dawn", "mara"]


def test_the_same_key_for_another_anchor_is_refused(as_editor, path, project):
    as_editor.post(path, {"kind": "subject", "name": "Mara", "key": "once"})
    assert as_editor.post(path, {"kind": "subject", "name": "Nils", "key": "once"}).status_code == 422
    assert [anchor.name for anchor in factories.board(project).anchors][3:] == ["Mara"]


@pytest.mark.parametrize("name", ["", "  ", "the", "A", "a, b", "a; b", "a: b", "a (b)", "two\nlines", "x" * 81, "a\x00b"])
def test_a_name_that_could_not_be_compiled_is_refused_and_kept(name, as_editor, path, project):
    before = factories.content()
    response = as_editor.post(path, {"kind": "subject", "name": name, "description": "typed with care"})
    form = dict(next(form for form in Page(response).forms if form.buttons[-1][2] == "Add anchor").fields)
    assert (response.status_code, form["description"]) == (422, "typed with care")
    assert factories.content() == before


def test_the_preview_shows_each_prompt_that_changes_and_saves_nothing(as_editor, keeper, project):
    form = Page(as_editor.get(keeper)).form("anchor-form")
    with factories.writes() as written:
        response = as_editor.post(keeper, form.data(description=COAT, preview="1"), headers=HTMX)
    assert written == []
    text = " ".join("".join(Page(response).words).split())
    assert (text.count("SH010"), text.count("SH020")) == (1, 1)
    assert "oilskin" in text
    assert not response.content.startswith(b"<!doctype")


def test_the_preview_shows_findings_that_an_edit_brings(as_editor, keeper, project):
    path = reverse("shot", args=[project.slug, "SH020"])
    form = Page(as_editor.get(path)).form("shot-form")
    assert as_editor.post(path, form.data(subject="his red coat flapping")).status_code == 302
    form = Page(as_editor.get(keeper)).form("anchor-form")
    description = "a lighthouse keeper in his sixties, grey beard, blue coat"
    response = as_editor.post(keeper, form.data(description=description, preview="1"), headers=HTMX)
    assert [text.split()[0] for text in Page(response).all("finding")] == ["Error"]


def test_an_edit_changes_every_prompt(as_editor, keeper, project):
    form = Page(as_editor.get(keeper)).form("anchor-form")
    assert as_editor.post(keeper, form.data(description=COAT)).status_code == 302
    assert ["blue oilskin" in prompt(project, code) for code in ("SH010", "SH020")] == [True, True]
    line = Activity.objects.filter(project=project, verb="anchor-edited").get()
    assert line.data["before"] == {"description": "a lighthouse keeper in his sixties, grey beard, red wool coat"}


def test_an_edit_of_something_that_changed_meanwhile_is_refused_with_both_texts(as_editor, as_owner, keeper, project):
    mine = Page(as_editor.get(keeper)).form("anchor-form")
    as_owner.post(keeper, Page(as_owner.get(keeper)).form("anchor-form").data(description="their keeper"))
    response = as_editor.post(keeper, mine.data(description="my keeper"))
    html = response.content.decode()
    assert response.status_code == 409
    assert ("their keeper" in html, "my keeper" in html) == (True, True)
    assert factories.board(project).anchor("keeper").description == "their keeper"
    assert as_editor.post(keeper, Page(response).form("anchor-form").data()).status_code == 302
    assert factories.board(project).anchor("keeper").description == "my keeper"


def test_a_kind_that_is_none_is_refused(as_editor, keeper):
    form = Page(as_editor.get(keeper)).form("anchor-form")
    assert as_editor.post(keeper, form.data(kind="weather")).status_code == 422


def test_a_deleted_anchor_comes_back_where_it_was_used_with_its_breaks(as_editor, keeper, path, project):
    as_editor.post(reverse("breaks", args=[project.slug, "SH020"]), {"anchor": "keeper", "reason": "his brother"})
    before = factories.board(project)
    answer = as_editor.post(f"{keeper}deletion/")
    after = factories.board(project)
    assert [anchor.key for anchor in after.anchors] == ["pier", "dawn"]
    assert [shot.anchors for _, shot in after.shots()] == [("dawn",), ("dawn",)]
    undo = Page(as_editor.get(answer["Location"])).form(
        reverse("undo", args=[project.slug, project.activity.latest("id").pk])
    )
    as_editor.post(undo.action, undo.data())
    assert factories.board(project) == before


def test_a_deleted_anchor_is_gone_for_every_form(as_editor, keeper, project):
    as_editor.post(f"{keeper}deletion/")
    before = factories.content()
    assert as_editor.get(keeper).status_code == 404
    assert as_editor.post(keeper, {"kind": "subject", "name": "x", "revision": "1"}).status_code == 404
    assert as_editor.post(f"{keeper}deletion/").status_code == 404
    without = reverse("without", args=[project.slug, "SH020"])
    assert as_editor.post(without, {"anchor": "keeper"}).status_code == 409
    assert factories.content() == before


def test_an_edit_of_a_deleted_anchor_key_does_not_reuse_it(as_editor, keeper, path, project):
    as_editor.post(f"{keeper}deletion/")
    as_editor.post(path, {"kind": "subject", "name": "keeper"})
    assert [anchor.key for anchor in factories.board(project).anchors] == ["pier", "dawn", "keeper-2"]
