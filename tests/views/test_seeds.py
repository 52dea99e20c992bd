"""Seed locks: for a scene and for the project, with who and why."""

import pytest
from django.urls import reverse

from projects.core.board import SeedLock as SeedLockValue
from projects.models import Activity, SeedLock, Shot
from tests import boards, factories
from tests.pages import Page


@pytest.fixture
def free(owner):
    """Two scenes of two shots, nothing locked."""
    return factories.project_of(boards.long_board(4, 2), owner)


@pytest.fixture
def scene(free):
    return reverse("scene_seed", args=[free.slug, "scene-1"])


def seeds(project):
    return [[shot.seed for shot in scene.shots] for scene in factories.board(project).scenes]


def test_a_lock_gives_its_seed_to_every_shot_of_the_scene(as_owner, scene, free, owner):
    assert as_owner.post(scene, {"master": "SH010", "seed": "77", "reason": "the good take"}).status_code == 302
    assert seeds(free) == [[77, 77], [None, None]]
    lock = SeedLock.objects.get(project=free)
    assert (lock.seed, lock.master and lock.master.code, lock.by, lock.reason) == (77, "SH010", owner, "the good take")
    line = Activity.objects.filter(project=free).latest("id")
    assert (line.verb, line.target, line.data["reason"]) == ("seed-locked", "scene-1", "the good take")


def test_without_a_seed_the_masters_own_is_locked(as_owner, scene, free):
    Shot.objects.filter(project=free, code="SH020").update(seed=5)
    as_owner.post(scene, {"master": "SH020"})
    assert seeds(free) == [[5, 5], [None, None]]


def test_a_master_without_a_seed_asks_for_one(as_owner, scene, free):
    response = as_owner.post(scene, {"master": "SH010", "reason": "kept"})
    assert response.status_code == 422
    assert "SH010 has no seed yet. Enter the seed to lock." in response.content.decode()
    assert SeedLock.objects.count() == 0


@pytest.mark.parametrize("seed", ["-1", "4294967296", "18446744073709551616", "1.5", "x", "٣", "1" * 400])
def test_a_seed_that_is_none_is_refused(seed, as_owner, scene, free):
    response = as_owner.post(scene, {"master": "SH010", "seed": seed})
    assert response.status_code == 422
    assert "A seed is a whole number from 0 to 4294967295." in response.content.decode()
    assert SeedLock.objects.count() == 0


def test_the_highest_seed_is_one(as_owner, scene, free):
    as_owner.post(scene, {"master": "SH010", "seed": "4294967295"})
    assert seeds(free)[0] == [4294967295, 4294967295]


def test_unlocking_needs_a_reason_and_leaves_the_seed_on_each_shot(as_owner, project):
    path = reverse("scene_seed", args=[project.slug, "arrival"])
    assert as_owner.post(path, {"reason": " "}).status_code == 422
    assert as_owner.post(path, {"reason": "a new take"}).status_code == 302
    assert seeds(project) == [[48213, 48213]]
    line = Activity.objects.filter(project=project).latest("id")
    assert (line.verb, line.data) == ("seed-unlocked", {"seed": 48213, "reason": "a new take"})


def test_a_lock_for_the_project_leaves_out_scenes_with_their_own(as_owner, scene, free):
    as_owner.post(scene, {"master": "SH010", "seed": "1"})
    as_owner.post(reverse("seed", args=[free.slug]), {"master": "SH030", "seed": "2"})
    assert seeds(free) == [[1, 1], [2, 2]]


def test_a_scene_that_is_unlocked_under_the_projects_lock_takes_the_projects_seed(as_owner, scene, free):
    as_owner.post(scene, {"master": "SH010", "seed": "1"})
    as_owner.post(reverse("seed", args=[free.slug]), {"master": "SH030", "seed": "2"})
    as_owner.post(scene, {"reason": "one look"})
    assert seeds(free) == [[2, 2], [2, 2]]


def test_a_new_shot_takes_the_seed_of_the_lock(as_owner, scene, free):
    as_owner.post(scene, {"master": "SH010", "seed": "1"})
    as_owner.post(reverse("shots", args=[free.slug]), {"scene": "scene-1"})
    assert seeds(free) == [[1, 1, 1], [None, None]]


def test_a_shot_that_leaves_a_locked_scene_takes_the_projects_seed(as_owner, scene, free):
    as_owner.post(scene, {"master": "SH010", "seed": "1"})
    as_owner.post(reverse("seed", args=[free.slug]), {"master": "SH030", "seed": "2"})
    as_owner.post(reverse("moves", args=[free.slug]), {"shot": "SH020", "scene": "scene-2", "position": "0"})
    assert seeds(free) == [[1], [2, 2, 2]]


def test_a_shot_that_comes_back_into_a_scene_locked_meanwhile_takes_its_seed(as_owner, scene, free):
    Shot.objects.filter(project=free, code="SH020").update(seed=9)
    as_owner.post(reverse("shot_delete", args=[free.slug, "SH020"]))
    as_owner.post(scene, {"master": "SH010", "seed": "1"})
    as_owner.post(reverse("shot_restore", args=[free.slug, "SH020"]))
    assert seeds(free) == [[1, 1], [None, None]]


def test_a_master_that_is_deleted_leaves_the_lock_and_another_is_chosen(as_owner, project):
    path = reverse("scene_seed", args=[project.slug, "arrival"])
    as_owner.post(reverse("shot_delete", args=[project.slug, "SH010"]))
    assert factories.board(project).scenes[0].seed_lock == SeedLockValue(48213, None)
    assert "seed.no-master" in as_owner.get(reverse("export_file", args=[project.slug, "json"])).content.decode()
    assert as_owner.post(path, {"master": "SH020"}).status_code == 302
    assert factories.board(project).scenes[0].seed_lock == SeedLockValue(48213, "SH020")


def test_the_page_shows_the_lock_to_who_may_not_change_it(as_viewer, project):
    page = Page(as_viewer.get(reverse("scene_seed", args=[project.slug, "arrival"])))
    assert ("48213" in page.html, len(page.forms)) == (True, 1)


def test_a_scene_without_shots_has_nothing_to_lock(as_owner, owner):
    wide = factories.project_of(boards.harbour_and_kitchen(), owner)
    path = reverse("scene_seed", args=[wide.slug, "empty"])
    assert as_owner.get(path).status_code == 200
    assert as_owner.post(path, {"master": "SH010", "seed": "3"}).status_code == 422
