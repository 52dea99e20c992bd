"""Variants on their page: side by side, edited, picked, deleted."""

from django.urls import reverse

from projects.forms.shots import seen_marks
from tests import factories
from tests.pages import Page


def at(name, project, *more):
    return reverse(name, args=[project.slug, "SH020", *more])


def add(client, project):
    return client.post(at("variants", project), {"like": "A"})


def test_a_copy_is_made_edited_compared_and_picked(as_editor, project):
    assert add(as_editor, project).url == at("variant", project, "B")
    form = Page(as_editor.get(at("variant", project, "B"))).form("variant-form")
    assert as_editor.post(at("variant", project, "B"), form.data(action="runs quickly away")).status_code == 302
    page = as_editor.get(at("variants", project)).content.decode()
    assert '<mark class="new">' in page
    assert page.count('class="variant') == 3
    assert as_editor.post(at("variant_pick", project, "B")).status_code == 302
    shot = factories.shot(project, "SH020")
    assert (shot.variant, shot.action, shot.variants[0].action) == (
        "B",
        "runs quickly away",
        "stops and turns toward the water",
    )


def test_what_would_break_continuity_is_answered_with_everything_kept(as_editor, project):
    add(as_editor, project)
    form = Page(as_editor.get(at("variant", project, "B"))).form("variant-form")
    response = as_editor.post(at("variant", project, "B"), form.data(environment="another wooden pier", lens="85mm"))
    assert response.status_code == 422
    assert (
        "This would break continuity" in response.content.decode() or "would break continuity" in response.content.decode()
    )
    assert dict(Page(response).form("variant-form").fields)["lens"] == "85mm"


def test_a_value_that_cannot_be_read_is_answered_beside_it(as_editor, project):
    add(as_editor, project)
    form = Page(as_editor.get(at("variant", project, "B"))).form("variant-form")
    response = as_editor.post(at("variant", project, "B"), form.data(duration="long"))
    assert (response.status_code, "Enter a number" in response.content.decode()) == (422, True)


def test_a_variant_is_deleted_and_a_letter_that_is_not_there_is_not_found(as_editor, project):
    add(as_editor, project)
    assert as_editor.post(at("variant_delete", project, "B")).status_code == 302
    assert factories.shot(project, "SH020").variants == ()
    assert as_editor.get(at("variant", project, "B")).status_code == 404


def test_a_reader_compares_without_buttons(as_viewer, as_editor, project):
    add(as_editor, project)
    page = as_viewer.get(at("variants", project)).content.decode()
    assert ("Pick B" in page, 'id="v-B"' in page) == (False, True)


def test_what_two_people_changed_is_asked_again(as_editor, as_owner, project):
    add(as_editor, project)
    seen = seen_marks(factories.shot(project, "SH020"))
    form = Page(as_editor.get(at("variant", project, "B"))).form("variant-form").data(seen=seen)
    assert as_owner.post(at("variant", project, "B"), {**form, "lens": "35mm"}).status_code == 302
    assert as_editor.post(at("variant", project, "B"), {**form, "action": "runs quickly away"}).status_code == 302
    response = as_owner.post(at("variant", project, "B"), {**form, "action": "stands still"})
    assert (response.status_code, "meanwhile" in response.content.decode()) == (409, True)
    now = factories.shot(project, "SH020").variants[0]
    assert (now.lens, now.action) == ("35mm", "runs quickly away")
