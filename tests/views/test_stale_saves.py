"""Two people at one shot: nothing that either typed is lost, whoever is faster."""

import pytest
from django.urls import reverse

from tests import factories
from tests.pages import Page

HTMX = {"HX-Request": "true", "HX-Target": "shot-live"}
BREAKS_CONTINUITY = "another wooden pier, fog rolling in"


@pytest.fixture
def path(project):
    return reverse("shot", args=[project.slug, "SH020"])


def opened(client, path):
    """The editor's form as the person sees it."""
    return Page(client.get(path)).form("shot-form")


def _marks(html):
    """The marks that an answer brings for the next save."""
    form = Page(type("Answer", (), {"content": f"<form>{html}</form>".encode()})).forms[0]
    return [(name, value) for name, value in form.fields if name in ("revision", "seen")]


def test_a_stale_save_is_refused_with_both_texts(as_editor, as_owner, path, project):
    mine = opened(as_editor, path)
    as_owner.post(path, opened(as_owner, path).data(subject="their collar"))
    before = factories.content()
    response = as_editor.post(path, mine.data(subject="my collar", notes="mine too"), headers=HTMX)
    page = Page(response)
    assert (response.status_code, response["HX-Retarget"]) == (409, "#editor")
    told = "Nothing you typed is lost. Choose what stays, then save again: Subject."
    assert page.all("stale") == [f"Not saved: Owner saved this shot while you were writing. {told}"]
    assert page.all("texts") == ["Owner their collar raised You my collar raised"]
    fields = dict(page.form("shot-form").fields)
    assert (fields["subject"], fields["notes"]) == ("my collar", "mine too")
    assert factories.content() == before


def test_saving_again_after_seeing_both_texts_takes_mine(as_editor, as_owner, path, project):
    mine = opened(as_editor, path)
    as_owner.post(path, opened(as_owner, path).data(subject="their collar", title="theirs"))
    again = Page(as_editor.post(path, mine.data(subject="my collar", notes="mine too"))).form("shot-form")
    assert as_editor.post(path, again.data()).status_code == 302
    shot = factories.shot(project, "SH020")
    assert (shot.subject, shot.notes, shot.title) == ("my collar", "mine too", "theirs")


def test_two_people_who_change_different_fields_both_keep_their_work(as_editor, as_owner, path, project):
    mine, other = opened(as_editor, path), opened(as_owner, path)
    assert as_owner.post(path, other.data(subject="their collar")).status_code == 302
    assert as_editor.post(path, mine.data(notes="my note")).status_code == 302
    shot = factories.shot(project, "SH020")
    assert (shot.subject, shot.notes) == ("their collar", "my note")


def test_a_save_does_not_undo_what_others_saved_since_the_page_was_opened(as_editor, as_owner, path, project):
    mine = opened(as_editor, path)
    as_owner.post(path, opened(as_owner, path).data(title="theirs"))
    first = as_editor.post(path, mine.data(notes="one"), headers=HTMX)
    again = mine.data(notes="two", **dict(_marks(first.content.decode())))
    assert as_editor.post(path, again, headers=HTMX).status_code == 200
    shot = factories.shot(project, "SH020")
    assert (shot.title, shot.notes) == ("theirs", "two")


def test_a_field_that_changed_between_two_saves_of_mine_is_stale(as_editor, as_owner, path, project):
    mine = opened(as_editor, path)
    as_owner.post(path, opened(as_owner, path).data(title="theirs"))
    first = as_editor.post(path, mine.data(notes="one"), headers=HTMX)
    again = mine.data(notes="one", title="mine", **dict(_marks(first.content.decode())))
    assert as_editor.post(path, again, headers=HTMX).status_code == 409
    assert factories.shot(project, "SH020").title == "theirs"


@pytest.mark.parametrize("wrong", [{"duration": "no"}, {"environment": BREAKS_CONTINUITY}])
def test_a_refused_form_stays_stale(wrong, as_editor, as_owner, path, project):
    refused = as_editor.post(path, opened(as_editor, path).data(subject="my collar", **wrong))
    as_owner.post(path, opened(as_owner, path).data(subject="their collar"))
    again = Page(refused).form("shot-form").data(duration="10", environment="")
    assert (refused.status_code, as_editor.post(path, again).status_code) == (422, 409)
    assert factories.shot(project, "SH020").subject == "their collar"
