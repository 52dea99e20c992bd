"""Keeping a project, or a scene of it, as a template; putting a template into a project."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.urls import reverse

from projects.core.board import Anchor, Board, Move, Scene, Shot
from projects.core.templates_making import Chosen, template_from
from projects.models import Activity, Project, Template
from projects.writes.templates import save_template
from tests import factories
from tests.boards import harbour
from tests.pages import Page

pytestmark = pytest.mark.django_db
GALLERY = "/new/template/"
REVEAL = "/new/template/product-reveal/"
HTMX = {"HX-Request": "true", "HX-Target": "preview"}


def words(page: Page) -> str:
    """Everything that a page says."""
    return " ".join(" ".join(page.words).split())


def latest() -> Project:
    return Project.objects.latest("pk")


def keep(user, title="Harbour", board=None, *chosen):
    return save_template(template_from(board or harbour(), chosen, title=title), by=user)


def clean_board() -> Board:
    """A plan without a finding on a living model."""
    shot = Shot(
        "SH010", subject="Mara with green eyes and a red wool coat", action="walks slowly along the planks",
        environment="a weathered wooden pier at low tide", lighting="soft golden dawn light from the left",
        style="35 mm film grain", camera=(Move("dolly", "in", "slow"),), shot_size="ws",
    )  # fmt: skip
    scenes = (Scene("one", "For {who}", shots=(shot,)),)
    return Board("Mara at dawn", model="kling-3.0", negative_prompt="blur", scenes=scenes)


def test_a_project_is_kept_with_the_blanks_that_are_ticked(as_viewer, viewer, owner):
    project = factories.project_of(clean_board(), viewer)
    path = reverse("template_save", args=[project.slug])
    page = Page(as_viewer.get(path))
    form = page.form("template-form")
    names = [value[0] for name, value in form.data().items() if name.startswith("b-") and name.endswith("-name")]
    assert names == ["who", "title"]
    data = form.data(title="At dawn", purpose="One walk", **{"own1-text": "Mara", "own1-name": "hero", "make": "1"})
    answer = as_viewer.post(path, data)
    assert (answer.status_code, answer["Location"]) == (302, "/templates/")
    row = Template.objects.get(owner=viewer)
    assert [(blank["key"], blank["default"]) for blank in row.document["blanks"]] == [("who", "who"), ("hero", "Mara")]
    used = as_viewer.post(f"{GALLERY}own:{row.key}/", {"blank-hero": "Ines", "blank-who": "Vale"}, follow=True)
    board = factories.board(latest())
    assert (used.status_code, board.scenes[0].title, board.scenes[0].shots[0].subject) == (
        200, "For Vale", "Ines with green eyes and a red wool coat",
    )  # fmt: skip


def test_the_blanks_show_while_they_are_ticked(as_viewer, viewer):
    project = factories.project_of(clean_board(), viewer)
    path = reverse("template_save", args=[project.slug])
    data = {"title": "", "own1-text": "Mara", "own1-name": "hero", "preview": "1"}
    answer = as_viewer.post(path, data, headers={**HTMX, "HX-Target": "kept"})
    assert (answer.status_code, Template.objects.count()) == (200, 0)
    assert '<mark class="blank">hero</mark> with green eyes' in answer.content.decode()


def test_a_scene_is_kept_alone(as_viewer, viewer):
    project = factories.project_of(clean_board(), viewer)
    path = reverse("scene_template_save", args=[project.slug, "one"])
    assert as_viewer.post(path, {"title": "Walk"}).status_code == 302
    assert Template.objects.get().document["scene"] is True
    assert as_viewer.get(reverse("scene_template_save", args=[project.slug, "gone"])).status_code == 404


def test_a_plan_with_an_error_becomes_no_template(as_owner, owner):
    keeper = Anchor("keeper", "subject", "keeper", "a lighthouse keeper in a red wool coat")
    shots = (Shot("SH010"), Shot("SH020", subject="same keeper in a blue wool coat"))
    project = factories.project_of(
        Board("B", anchors=(keeper,), scenes=(Scene("one", "", ("keeper",), shots=shots),)), owner
    )
    answer = as_owner.post(reverse("template_save", args=[project.slug]), {"title": "B", "accept": "on"})
    assert (answer.status_code, Template.objects.count()) == (422, 0)
    assert "A template raises no error. Mend these in the plan first" in words(Page(answer))


def test_findings_come_along_only_where_that_is_said(as_owner, owner):
    project = factories.project_of(Board("Bare", scenes=(Scene("one", shots=(Shot("SH010"),)),)), owner)
    path = reverse("template_save", args=[project.slug])
    answer = as_owner.post(path, {"title": "Pier"})
    assert (answer.status_code, Template.objects.count()) == (422, 0)
    assert "It would start with the findings listed here." in words(Page(answer))
    assert as_owner.post(path, {"title": "Pier", "accept": "on"}).status_code == 302


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"title": " "}, "Give the template a title."),
        ({"title": "x" * 201}, "201 characters: at most 200 fit here."),
        ({"own1-text": "SH", "own1-name": "{a"}, "A blank's name starts with a letter"),
        ({"own1-text": "SH", "own1-name": ""}, "A blank's name starts with a letter"),
        ({"own1-text": "a", "own1-name": "x", "own2-text": "b", "own2-name": "x"}, "Two blanks are called “x”."),
    ],
)
def test_a_wrong_template_is_refused_and_all_that_was_typed_stays(values, sentence, as_owner, project):
    path = reverse("template_save", args=[project.slug])
    answer = as_owner.post(path, {"title": "T", "purpose": "typed", "accept": "on", **values})
    page = Page(answer)
    assert (answer.status_code, Template.objects.count()) == (422, 0)
    assert sentence in words(page)
    assert page.form("template-form").data()["purpose"] == ["typed"]


def test_a_title_used_twice_is_said_where_it_was_typed(as_owner, owner, project):
    keep(owner)
    answer = as_owner.post(reverse("template_save", args=[project.slug]), {"title": "harbour", "accept": "on"})
    assert answer.status_code == 422
    assert "You have a template called “harbour” already." in words(Page(answer))


def test_its_scenes_come_into_a_project_and_go_back(as_editor, project):
    path = reverse("template_insert", args=[project.slug, "product-reveal"])
    page = Page(as_editor.get(f"{path}?after=arrival"))
    assert page.text("coming").startswith("Scene 2: The reveal 1 shot · ")
    answer = as_editor.post(path, page.form("template-form").data(**{"blank-product": "tea tin"}), follow=True)
    assert "Product reveal is inserted." in words(Page(answer))
    assert [scene.title for scene in factories.board(project).scenes][-1] == "The reveal"
    line = Activity.objects.filter(project=project).latest("pk")
    as_editor.post(reverse("undo", args=[project.slug, line.pk]))
    assert len(factories.board(project).scenes) == 1


def test_what_would_come_is_shown_before(as_editor, project):
    path = reverse("template_insert", args=[project.slug, "product-reveal"])
    before = factories.content()
    data = {"blank-product": "tea tin", "preview": "1"}
    answer = as_editor.post(path, data, headers={**HTMX, "HX-Target": "coming"})
    assert (answer.status_code, "tea tin, new" in Page(answer).text("coming"), factories.content()) == (200, True, before)


def test_an_error_of_continuity_keeps_it_out_and_says_which(as_owner, owner, project):
    keeper = Anchor("man", "subject", "keeper", "")
    scene = Scene("night", "Night", ("man",), shots=(Shot("SH010", subject="same {who} in a {colour} wool coat"),))
    board = Board("Night", anchors=(keeper,), scenes=(scene,))
    chosen = (Chosen("{colour}", "colour", "blue", written=True), Chosen("{who}", "who", "keeper", written=True))
    key = keep(owner, "Night", board, *chosen)
    path = reverse("template_insert", args=[project.slug, f"own:{key}"])
    before = factories.content()
    answer = as_owner.post(path, {"after": ""})
    page = Page(answer)
    assert (answer.status_code, factories.content()) == (422, before)
    assert "Not inserted: this would break continuity." in words(page)
    assert as_owner.post(path, {"blank-colour": "red"}).status_code == 302


@pytest.mark.parametrize("after", ["gone", "%00", "<script>"])
def test_a_place_that_is_not_there_is_not_found(after, as_editor, project):
    path = reverse("template_insert", args=[project.slug, "product-reveal"])
    assert as_editor.get(f"{path}?after={after}").status_code == 404
    assert as_editor.post(path, {"after": after}).status_code == 404


def test_a_wrong_value_keeps_the_scenes_out(as_editor, project):
    path = reverse("template_insert", args=[project.slug, "product-reveal"])
    before = factories.content()
    answer = as_editor.post(path, {"blank-product": "a:b", "blank-brand": "Norra"})
    assert (answer.status_code, factories.content()) == (422, before)
    assert Page(answer).form("template-form").data()["blank-brand"] == ["Norra"]


@pytest.fixture
def faulty(owner):
    """The clean plan and a shot in it that says nothing."""
    board = clean_board()
    scene = board.scenes[0]
    wrong = Shot("SH090")
    return factories.project_of(replace(board, scenes=(replace(scene, shots=(*scene.shots, wrong)),)), owner)


def test_a_refusal_names_the_findings_with_links_to_shot_and_field(as_owner, faulty):
    answer = as_owner.post(reverse("template_save", args=[faulty.slug]), {"title": "T"})
    html = answer.content.decode()
    assert (answer.status_code, Template.objects.count()) == (422, 0)
    assert f'href="{reverse("shot", args=[faulty.slug, "SH090"])}#id_action"' in html
    assert "Save without SH090" in html


def test_faulty_shots_are_left_out_where_that_is_ticked(as_owner, faulty):
    path = reverse("template_save", args=[faulty.slug])
    preview = as_owner.post(path, {"title": "T", "spare": "1", "preview": "1"}, headers={**HTMX, "HX-Target": "kept"})
    assert ("No findings." in preview.content.decode(), Template.objects.count()) == (True, 0)
    assert as_owner.post(path, {"title": "T", "spare": "1"}).status_code == 302
    shots = [shot["key"] for scene in Template.objects.get().document["board"]["scenes"] for shot in scene["shots"]]
    assert "SH090" not in shots


def test_more_findings_than_are_listed_are_counted(as_owner, owner):
    shots = tuple(Shot(f"SH{n:03d}") for n in range(10, 120, 10))
    project = factories.project_of(Board("Bare", scenes=(Scene("one", shots=shots),)), owner)
    page = words(Page(as_owner.post(reverse("template_save", args=[project.slug]), {"title": "T"})))
    assert "more findings" in page
    assert "Save without" not in page


def test_the_suggested_title_of_a_template_carries_no_mark_of_a_copy(as_owner, owner):
    project = factories.project_of(replace(clean_board(), title="Vale (copy) (copy)"), owner)
    path = reverse("template_save", args=[project.slug])
    assert Page(as_owner.get(path)).form("template-form").data()["title"] == ["Vale"]
    as_owner.post(path, {"title": "Vale"})
    assert Page(as_owner.get(path)).form("template-form").data()["title"] == ["Vale (copy)"]
