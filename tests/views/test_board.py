"""The board: what it shows to whom, scenes, and moves."""

import json

import pytest
from django.urls import reverse

from projects.models import Activity, Break, Shot
from tests import boards, factories
from tests.pages import Page

HTMX = {"HX-Request": "true"}


@pytest.fixture
def path(project):
    return reverse("board", args=[project.slug])


@pytest.fixture
def wide(owner):
    """Three scenes of five, no and three shots; nothing locked but the project's seed and the first scene's."""
    return factories.project_of(boards.harbour_and_kitchen(), owner)


def moved(client, project, shot, scene, position, **headers):
    data = {"shot": shot, "scene": scene, "position": position}
    return client.post(reverse("moves", args=[project.slug]), data, **headers)


def test_the_board_shows_each_scene_with_its_shots(as_viewer, path):
    page = Page(as_viewer.get(path))
    assert page.all("ttl") == ["SH010", "SH020"]
    assert [name for name, _ in page.texts.items() if name.startswith("scene-")] == ["scene-arrival"]


def test_who_may_only_look_gets_no_way_to_change_anything(as_viewer, as_editor, path):
    forms = Page(as_viewer.get(path)).forms
    assert [form.action for form in forms if form.method == "post"] == ["/accounts/logout/"]
    assert len(Page(as_editor.get(path)).forms) > 5


def test_a_board_without_scenes_is_a_page(as_owner, owner):
    empty = factories.project_of(boards.blank(), owner)
    assert Page(as_owner.get(reverse("board", args=[empty.slug]))).all("empty") == [
        "No scenes yet A scene groups the shots that share a place, a light and, where locked, a seed."
    ]


def test_a_scene_without_shots_is_shown_and_exported(as_owner, wide):
    assert as_owner.get(reverse("board", args=[wide.slug])).status_code == 200
    assert as_owner.get(reverse("export", args=[wide.slug])).status_code == 200


def test_a_move_within_a_scene(as_editor, project):
    response = moved(as_editor, project, "SH020", "arrival", 0)
    assert response["Location"] == f"/projects/{project.slug}/shots/SH020/"
    assert factories.codes(project) == [["SH020", "SH010"]]


def test_a_move_by_htmx_names_the_scenes_that_changed_and_nothing_else(as_owner, wide):
    response = moved(as_owner, wide, "SH040", "empty", 0, headers=HTMX)
    assert json.loads(response["HX-Trigger"]) == {"moved": {"scenes": "empty,kitchen"}}
    assert len(response.content) < 4096


def test_a_place_is_counted_from_one_by_people(as_editor, project):
    data = {"shot": "SH020", "scene": "arrival", "place": "1"}
    as_editor.post(reverse("moves", args=[project.slug]), data)
    assert factories.codes(project) == [["SH020", "SH010"]]


@pytest.mark.parametrize("position", ["", "x", "-1", "--5", "1.5", "٣", "9" * 30, "1e3", " "])
def test_a_place_that_is_none_is_refused(position, as_editor, project):
    assert moved(as_editor, project, "SH020", "arrival", position).status_code == 409
    assert factories.codes(project) == [["SH010", "SH020"]]


@pytest.mark.parametrize("place", ["0", "x", "", "-2", "²"])
def test_a_place_of_people_that_is_none_is_refused(place, as_editor, project):
    data = {"shot": "SH020", "scene": "arrival", "place": place}
    assert as_editor.post(reverse("moves", args=[project.slug]), data).status_code == 409


def test_a_place_beyond_the_end_is_the_end(as_editor, project):
    moved(as_editor, project, "SH010", "arrival", 999)
    assert factories.codes(project) == [["SH020", "SH010"]]


def test_a_move_says_which_seed_it_took_and_which_break_it_lost(as_owner, wide):
    Break.objects.filter(shot__project=wide).delete()
    as_owner.post(reverse("breaks", args=[wide.slug, "12A"]), {"anchor": "keeper", "reason": "his brother"})
    as_owner.post(reverse("scene", args=[wide.slug, "arrival"]), {"title": "Arrival", "anchors": "pier"})
    response = moved(as_owner, wide, "12A", "arrival", 0, headers=HTMX)
    assert Page(response).all("toast") == [
        (
            "12A is now shot 1 of Arrival. It takes the locked seed 48213. "
            "Its break of keeper went: the anchor is not in use there. Undo"
        )
    ]
    assert Activity.objects.get(project=wide, verb="break-lost").data == {"anchor": "keeper", "reason": "his brother"}


def test_a_scene_is_added_once_whatever_the_clicks(as_editor, project):
    for _ in range(2):
        as_editor.post(reverse("scenes", args=[project.slug]), {"title": "Later", "key": "once"})
    assert [scene.title for scene in factories.board(project).scenes] == ["Arrival", "Later"]


def test_a_scene_is_renamed_and_loses_an_anchor_with_its_breaks(as_editor, project):
    as_editor.post(reverse("breaks", args=[project.slug, "SH020"]), {"anchor": "pier", "reason": "a dream"})
    response = as_editor.post(reverse("scene", args=[project.slug, "arrival"]), {"title": "Landing"})
    scene = factories.board(project).scenes[0]
    assert (response.status_code, scene.title, scene.anchors, scene.shots[1].breaks) == (302, "Landing", (), ())
    assert Activity.objects.filter(project=project, verb="break-lost").count() == 1


def test_a_scene_is_moved(as_owner, wide):
    as_owner.post(reverse("scene_move", args=[wide.slug, "kitchen"]), {"position": "0"})
    assert [scene.key for scene in factories.board(wide).scenes] == ["kitchen", "arrival", "empty"]


@pytest.mark.parametrize("position", ["", "x", "-1", "1.5", "9" * 30])
def test_a_scene_goes_to_no_place_that_is_none(position, as_owner, wide):
    before = factories.codes(wide)
    assert as_owner.post(reverse("scene_move", args=[wide.slug, "kitchen"]), {"position": position}).status_code == 409
    assert factories.codes(wide) == before


def test_a_deleted_scene_comes_back_with_its_shots(as_owner, wide):
    before = factories.board(wide)
    answer = as_owner.post(reverse("scene_delete", args=[wide.slug, "arrival"]))
    assert [scene.key for scene in factories.board(wide).scenes] == ["empty", "kitchen"]
    line = Activity.objects.filter(project=wide).latest("id")
    undo = Page(as_owner.get(answer["Location"])).form(reverse("undo", args=[wide.slug, line.pk]))
    as_owner.post(undo.action, undo.data())
    assert factories.board(wide) == before


def test_a_shot_of_a_deleted_scene_is_out_of_reach(as_owner, wide):
    as_owner.post(reverse("scene_delete", args=[wide.slug, "arrival"]))
    before = factories.content()
    assert moved(as_owner, wide, "SH010", "empty", 0).status_code == 409
    assert as_owner.post(reverse("shot_delete", args=[wide.slug, "SH010"])).status_code == 409
    assert as_owner.post(reverse("shots", args=[wide.slug]), {"scene": "arrival"}).status_code == 409
    assert factories.content() == before


def test_a_title_of_a_scene_may_hold_anything_but_control_characters(as_editor, project):
    for title in ("Nacht 🌙 مرحبا", "<script>alert(1)</script>", "x" * 200):
        assert as_editor.post(reverse("scenes", args=[project.slug]), {"title": title}).status_code == 302
    for title in ("a\x00b", "a\x07b", "x" * 10_001):
        assert as_editor.post(reverse("scenes", args=[project.slug]), {"title": title}).status_code == 409
    assert [s.title for s in factories.board(project).scenes][1:] == [
        "Nacht 🌙 مرحبا",
        "<script>alert(1)</script>",
        "x" * 200,
    ]
    html = as_editor.get(reverse("board", args=[project.slug])).content.decode()
    assert "<script>alert(1)" not in html


def test_a_board_of_2000_shots_is_kept_exactly_and_usable(as_owner, owner):
    big = factories.project_of(boards.long_board(2_000, 10), owner)
    assert len(Page(as_owner.get(reverse("board", args=[big.slug]))).all("ttl")) == 2_000
    assert moved(as_owner, big, "SH010", "scene-10", 199, headers=HTMX).status_code == 200
    path = reverse("shot", args=[big.slug, "SH15000"])
    form = Page(as_owner.get(path)).form("shot-form")
    assert as_owner.post(path, form.data(notes="still quick")).status_code == 302
    assert factories.shot(big, "SH15000").notes == "still quick"
    assert Shot.objects.filter(project=big).count() == 2_000
    assert len(as_owner.get(reverse("export_file", args=[big.slug, "csv"])).content.splitlines()) == 2_001
