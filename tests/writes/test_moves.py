"""Moves: exact positions after any sequence, codes that stay, seeds taken and breaks lost."""

import pytest

from projects.core.findings import Refused
from projects.models import Activity, Scene, Shot
from projects.writes.anchors import record_break
from projects.writes.moves import move_scene, move_shot
from projects.writes.shots import delete_shot
from tests import boards, factories


@pytest.fixture
def wide(owner):
    return factories.project_of(boards.harbour_and_kitchen(), owner)


@pytest.mark.parametrize("start", range(4))
@pytest.mark.parametrize("to", range(6))
def test_a_move_within_a_scene_is_that_of_a_list(start, to, owner):
    project = factories.project_of(boards.long_board(4, 1), owner)
    codes = ["SH010", "SH020", "SH030", "SH040"]
    moved = move_shot(project, codes[start], "scene-1", to, by=owner)
    code = codes.pop(start)
    codes.insert(to, code)
    assert factories.codes(project) == [codes]
    assert moved.position == codes.index(code)


def test_a_move_between_scenes_closes_one_gap_and_opens_another(wide, owner):
    move_shot(wide, "SH020", "kitchen", 1, by=owner)
    assert factories.codes(wide) == [["SH010", "SH030"], [], ["SH040", "SH020", "SH050", "12A"]]
    positions = Shot.objects.filter(project=wide).order_by("scene_id", "position").values_list("position", flat=True)
    assert list(positions) == [0, 1, 0, 1, 2, 3]


def test_the_code_stays_and_the_log_says_where_it_came_from(wide, owner):
    move_shot(wide, "SH020", "empty", 0, by=owner)
    line = Activity.objects.filter(project=wide).latest("id")
    assert (line.verb, line.target, line.data) == (
        "shot-moved",
        "SH020",
        {"scene": "empty", "position": 0, "was": ["arrival", 1]},
    )


def test_into_a_locked_scene_it_takes_the_seed(wide, owner):
    moved = move_shot(wide, "12A", "arrival", 0, by=owner)
    assert (moved.took_seed, factories.shot(wide, "12A").seed) == (48213, 48213)


def test_out_of_a_locked_scene_it_takes_the_projects_seed(wide, owner):
    moved = move_shot(wide, "SH010", "empty", 0, by=owner)
    assert (moved.took_seed, factories.shot(wide, "SH010").seed) == (7, 7)


def test_out_of_a_lock_with_no_other_it_keeps_its_seed(project, owner):
    Scene.objects.create(project=project, key="free", position=1)
    moved = move_shot(project, "SH010", "free", 0, by=owner)
    assert (moved.took_seed, factories.shot(project, "SH010").seed) == (None, 48213)


def test_a_break_whose_anchor_is_not_in_use_there_goes_with_a_line_in_the_log(project, owner):
    Scene.objects.create(project=project, key="free", position=1)
    record_break(project, "SH020", "pier", "a dream", by=owner)
    record_break(project, "SH020", "dawn", "a lamp", by=owner)
    moved = move_shot(project, "SH020", "free", 0, by=owner)
    assert moved.lost_breaks == ("wooden pier",)
    assert [item.anchor for item in factories.shot(project, "SH020").breaks] == ["dawn"]
    assert Activity.objects.get(verb="break-lost").data == {"anchor": "pier", "reason": "a dream"}


@pytest.mark.parametrize(
    ("code", "scene", "position"), [("SH020", "arrival", -1), ("SH099", "arrival", 0), ("SH020", "nowhere", 0)]
)
def test_a_move_of_or_to_what_is_not_there_is_refused(code, scene, position, project, owner):
    before = factories.everything()
    with pytest.raises(Refused):
        move_shot(project, code, scene, position, by=owner)
    assert factories.everything() == before


def test_a_deleted_shot_is_not_moved(project, owner):
    delete_shot(project, "SH020", by=owner)
    with pytest.raises(Refused):
        move_shot(project, "SH020", "arrival", 0, by=owner)


@pytest.mark.parametrize("start", range(3))
@pytest.mark.parametrize("to", range(5))
def test_a_scene_moves_as_in_a_list(start, to, wide, owner):
    keys = ["arrival", "empty", "kitchen"]
    move_scene(wide, keys[start], to, by=owner)
    keys.insert(to, keys.pop(start))
    assert [scene.key for scene in factories.board(wide).scenes] == keys
    assert list(Scene.objects.filter(project=wide).order_by("position").values_list("position", flat=True)) == [0, 1, 2]
