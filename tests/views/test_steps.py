"""Undo and redo through requests: one's own steps in a list, across reloads, in place."""

from __future__ import annotations

from tests import factories
from tests.pages import text_of


def base(project):
    return f"/projects/{project.slug}/"


def omit(client, project, code="SH020"):
    return client.post(f"{base(project)}shots/{code}/omission/", {"omitted": "1"})


def test_the_latest_step_goes_back_and_forth(as_owner, project):
    omit(as_owner, project)
    as_owner.post(f"{base(project)}undo/")
    assert not factories.shot(project, "SH020").omitted
    as_owner.post(f"{base(project)}redo/")
    assert factories.shot(project, "SH020").omitted


def test_the_list_says_what_was_done_and_what_is_next(as_owner, project):
    omit(as_owner, project)
    page = text_of(as_owner.get(f"{base(project)}steps/"))
    assert "SH020 omitted next to take back" in page
    as_owner.post(f"{base(project)}undo/")
    assert "SH020 omitted taken back Do it again" in text_of(as_owner.get(f"{base(project)}steps/"))


def test_without_a_script_the_person_is_led_to_the_steps(as_owner, project):
    omit(as_owner, project)
    answer = as_owner.post(f"{base(project)}undo/")
    assert (answer.status_code, answer["Location"]) == (302, f"{base(project)}steps/")


def test_by_htmx_the_person_stays_where_the_way_back_was_offered(as_owner, project):
    omit(as_owner, project)
    here = f"http://testserver{base(project)}shots/SH010/"
    answer = as_owner.post(f"{base(project)}undo/", HTTP_HX_REQUEST="true", HTTP_HX_CURRENT_URL=here)
    assert f'"path": "{base(project)}shots/SH010/"' in answer["HX-Location"]


def test_the_page_of_a_shot_that_went_is_left(as_owner, project):
    answer = as_owner.post(f"{base(project)}shots/", {"scene": "arrival"})
    here = f"http://testserver{answer['Location']}"
    answer = as_owner.post(f"{base(project)}undo/", HTTP_HX_REQUEST="true", HTTP_HX_CURRENT_URL=here)
    assert f'"path": "{base(project)}"' in answer["HX-Location"]


def test_an_address_of_another_site_is_not_followed(as_owner, project):
    omit(as_owner, project)
    answer = as_owner.post(f"{base(project)}undo/", HTTP_REFERER="https://elsewhere.example/projects/")
    assert answer["Location"] == f"{base(project)}steps/"


def test_nothing_to_take_back_is_said(as_editor, project):
    answer = as_editor.post(f"{base(project)}undo/")
    assert (answer.status_code, "nothing of yours to take back" in text_of(answer)) == (409, True)


def test_a_number_beyond_everything_is_refused(as_owner, project):
    assert as_owner.post(f"{base(project)}undo/{2**70}/").status_code == 409


def test_the_trash_holds_what_was_deleted_until_it_comes_back(as_owner, project):
    as_owner.post(f"{base(project)}shots/SH020/deletion/")
    page = as_owner.get(f"{base(project)}trash/")
    assert "SH020" in text_of(page)
    as_owner.post(f"{base(project)}shots/SH020/restoration/")
    assert "The trash is empty" in text_of(as_owner.get(f"{base(project)}trash/"))
