"""Fields that a form does not offer, and locks, from every side: nobody gets further than the form lets them."""

import json

import pytest
from django.urls import reverse

from projects.core.document import dumps
from projects.models import Project, Shot
from tests import boards, factories
from tests.pages import Page
from tests.views.routes import SETTINGS, SHOT

EXTRA = {
    "status": "approved", "omitted": "on", "code": "XX", "key": "XX", "position": "0", "scene": "x", "project": "1",
    "changed_by": "1", "deleted_at": "2020-01-01",
}  # fmt: skip


def test_a_field_added_to_the_shot_form_changes_nothing(as_editor, project):
    kept = ("status", "omitted", "code", "position", "scene_id", "project_id", "deleted_at", "starts_from_shot_id")
    before = Shot.objects.filter(project=project, code="SH020").values_list(*kept).get()
    assert as_editor.post(reverse("shot", args=[project.slug, "SH020"]), {**SHOT, **EXTRA}).status_code == 302
    assert Shot.objects.filter(project=project, code="SH020").values_list(*kept).get() == before


def test_a_field_added_to_the_settings_changes_nothing(as_editor, project):
    added = {"slug": "mine", "archived_at": "2020-01-01", "deleted_at": "2020-01-01", "anchors_in_use": "pier"}
    assert as_editor.post(reverse("settings", args=[project.slug]), {**SETTINGS, **added}).status_code == 302
    row = Project.objects.get(pk=project.pk)
    assert (row.slug, row.archived_at, row.deleted_at, row.anchors_in_use) == (project.slug, None, None, [])


@pytest.mark.parametrize("person", ["as_viewer", "as_reviewer"])
def test_a_post_to_a_page_that_one_may_read_writes_nothing_of_ones_own(person, request, project):
    client = request.getfixturevalue(person)
    before = factories.everything()
    posts = {
        "shot": (["SH020"], SHOT), "anchors": ([], {"kind": "subject", "name": "Mara"}), "settings": ([], SETTINGS),
        "anchor": (["pier"], {"kind": "subject", "name": "Mara", "preview": "1"}), "seed": ([], {"master": "SH010", "seed": "1"}),
    }  # fmt: skip
    for name, (path, data) in posts.items():
        assert client.post(reverse(name, args=[project.slug, *path]), data).status_code == 403
    assert factories.everything() == before


def test_a_viewer_sets_no_status(as_viewer, project):
    before = factories.everything()
    response = as_viewer.post(reverse("shot_status", args=[project.slug, "SH020"]), {"status": "in-review"})
    assert response.status_code == 403
    assert factories.everything() == before


def test_a_reviewer_takes_no_step_of_an_editor(as_reviewer, project):
    response = as_reviewer.post(reverse("shot_status", args=[project.slug, "SH020"]), {"status": "in-review"})
    assert response.status_code == 409
    assert Page(response).all("notice") == [
        "Not possible As a reviewer you cannot set a shot to in review. To the projects"
    ]


def seed_of(project, code="SH020"):
    return Shot.objects.get(project=project, code=code).seed


def test_a_locked_seed_is_refused_by_the_form(as_owner, project):
    response = as_owner.post(reverse("shot", args=[project.slug, "SH020"]), {**SHOT, "seed": "5"})
    assert response.status_code == 409
    assert "The seed is locked to 48213." in response.content.decode()
    assert seed_of(project) is None


def test_a_locked_seed_is_refused_as_a_fix(as_owner, project):
    fix = json.dumps({"kind": "set", "field": "seed", "text": "5"})
    response = as_owner.post(reverse("shot", args=[project.slug, "SH020"]), {**SHOT, "seed": "", "fix": fix})
    assert response.status_code == 409
    assert seed_of(project) is None


def test_a_locked_seed_survives_an_earlier_version(as_owner, owner):
    free = factories.project_of(boards.long_board(2, 1), owner)
    as_owner.post(reverse("shot", args=[free.slug, "SH010"]), {**SHOT, "seed": "5"})
    as_owner.post(reverse("scene_seed", args=[free.slug, "scene-1"]), {"master": "SH010", "seed": "9"})
    assert as_owner.post(reverse("version_restore", args=[free.slug, "SH010", 1])).status_code == 302
    assert seed_of(free, "SH010") == 9


def test_a_document_that_differs_from_its_lock_is_refused(as_owner, owner):
    text = dumps(boards.harbour()).replace('"seed": null', '"seed": 5')
    response = as_owner.post(reverse("new_from_document"), {"text": text})
    assert response.status_code == 422
    assert Project.objects.count() == 0


def test_a_second_lock_is_refused(as_owner, project):
    before = factories.everything()
    path = reverse("scene_seed", args=[project.slug, "arrival"])
    assert as_owner.post(path, {"master": "SH099"}).status_code == 409
    assert as_owner.post(path, {"seed": "7"}).status_code == 422  # the form that unlocks asks for a reason
    assert factories.everything() == before
