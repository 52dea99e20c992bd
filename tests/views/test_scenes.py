"""A scene's form, alone and with two people in it."""

from __future__ import annotations

from django.urls import reverse

from tests import factories
from tests.pages import Page


def path(project):
    return reverse("scene", args=[project.slug, "arrival"])


def form_of(client, project):
    return of_scene(Page(client.get(path(project))))


def of_scene(page):
    return next(form for form in page.forms if any(name == "seen_title" for name, _ in form.fields))


def scene(project):
    return factories.board(project).scenes[0]


def test_two_people_change_two_fields_and_both_stay(as_editor, as_owner, project):
    mine, theirs = form_of(as_editor, project), form_of(as_owner, project)
    left = list(scene(project).anchors)[1:]
    assert as_owner.post(path(project), theirs.data(anchors=left)).status_code == 302
    assert as_editor.post(path(project), mine.data(title="Coming home")).status_code == 302
    assert (scene(project).title, list(scene(project).anchors)) == ("Coming home", left)


def test_two_people_in_one_field_see_both_and_choose(as_editor, as_owner, owner, project):
    mine, theirs = form_of(as_editor, project), form_of(as_owner, project)
    as_owner.post(path(project), theirs.data(title="Theirs"))
    refused = as_editor.post(path(project), mine.data(title="Mine"))
    page = Page(refused)
    assert (refused.status_code, scene(project).title) == (409, "Theirs")
    assert f"{owner.label} saved “Theirs” meanwhile. Save again to use yours." in page.html
    again = of_scene(page)
    taken = of_scene(Page(as_editor.post(path(project), again.data(take="title"))))
    assert taken.data()["title"] == ["Theirs"]
    assert dict(again.fields)["title"] == "Mine"
    assert as_editor.post(path(project), again.data()).status_code == 302
    assert scene(project).title == "Mine"


def test_a_scene_that_is_not_there_is_not_found(as_editor, project):
    assert as_editor.get(reverse("scene", args=[project.slug, "nowhere"])).status_code == 404


def test_an_anchor_that_does_not_exist_is_refused_where_it_stands(as_editor, project):
    data = form_of(as_editor, project).data(anchors=["nobody"])
    assert as_editor.post(path(project), data).status_code == 422
