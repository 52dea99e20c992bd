"""The trash: what was deleted, by whom, and how it comes back."""

from __future__ import annotations

from tests import factories
from tests.pages import Page, text_of


def base(project):
    return f"/projects/{project.slug}/"


def test_shots_scenes_and_anchors_wait_there_and_come_back(as_owner, project):
    before = factories.board(project)
    as_owner.post(f"{base(project)}anchors/keeper/deletion/")
    as_owner.post(f"{base(project)}shots/SH020/deletion/")
    page = text_of(as_owner.get(f"{base(project)}trash/"))
    assert ["SH020" in page, "keeper" in page, "by Owner" in page] == [True, True, True]
    as_owner.post(f"{base(project)}scenes/arrival/deletion/")
    assert "with 1 shot" in text_of(as_owner.get(f"{base(project)}trash/"))
    for path in ("scenes/arrival", "shots/SH020", "anchors/keeper"):
        as_owner.post(f"{base(project)}{path}/restoration/")
    assert factories.board(project) == before
    assert "The trash is empty" in text_of(as_owner.get(f"{base(project)}trash/"))


def test_a_shot_of_a_deleted_scene_comes_back_with_its_scene_alone(as_owner, project):
    as_owner.post(f"{base(project)}shots/SH020/deletion/")
    as_owner.post(f"{base(project)}scenes/arrival/deletion/")
    (listed,) = Page(as_owner.get(f"{base(project)}trash/")).all("trash")
    assert ["SH020" in listed, "Arrival" in listed] == [False, True]
