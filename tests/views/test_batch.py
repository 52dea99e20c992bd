"""Several shots at once, through the browser's requests: pick, look, do, take back."""

from __future__ import annotations

import re

import pytest

from tests import factories
from tests.pages import text_of

HX = {"HTTP_HX_REQUEST": "true", "HTTP_HX_TARGET": "batch"}


def address(project):
    return f"/projects/{project.slug}/batch/"


def post(client, project, **data):
    return client.post(address(project), {"shot": ["SH010", "SH020"], **data})


def shots(project):
    return [factories.shot(project, code) for code in ("SH010", "SH020")]


def test_without_a_script_every_shot_can_be_ticked(as_owner, project):
    page = as_owner.get(address(project)).content.decode()
    assert re.findall(r'type="checkbox" name="shot" value="(\w+)"', page) == ["SH010", "SH020"]


def test_a_look_shows_what_changes_and_saves_nothing(as_owner, project):
    before = factories.content()
    page = text_of(post(as_owner, project, do="change", duration="6", quality="high"))
    assert "Change 2 shots" in page
    assert "Length 20 s → 12 s" in page
    assert "Nothing is saved yet" in page
    assert factories.content() == before


def test_what_was_looked_at_is_done_and_taken_back(as_owner, project):
    before = factories.board(project)
    answer = post(as_owner, project, do="change", duration="6", apply="1", revision=project.revision)
    assert answer.status_code == 302
    assert [str(shot.duration.normalize()) for shot in shots(project)] == ["6", "6"]
    as_owner.post(f"/projects/{project.slug}/undo/")
    assert factories.board(project) == before


def test_by_htmx_the_page_stays_and_catches_up(as_owner, project):
    answer = as_owner.post(address(project), {"shot": "SH010", "do": "omit", "apply": "1"}, **HX)
    assert (answer.status_code, '"changed"' in answer["HX-Trigger"]) == (200, True)
    assert "1 shot omitted." in answer.content.decode()


BAD = {
    "nothing picked": ({"shot": [], "do": "omit"}, 422, "Pick at least one shot first."),
    "a shot that is gone": ({"shot": ["SH010", "SH777"], "do": "omit"}, 409, "SH777 was deleted meanwhile."),
    "no deed": ({"do": "explode"}, 409, "Choose what to do with these shots."),
    "nothing chosen": ({"do": "change"}, 409, "Choose what to change first."),
    "a length that is none": ({"do": "change", "duration": "abc"}, 422, "Enter a number from 0.5 to 600 seconds"),
    "a length out of range": ({"do": "change", "duration": "601"}, 422, "Enter a number from 0.5 to 600 seconds"),
    "an unknown model": ({"do": "change", "model": "no-such"}, 422, "Select a valid choice."),
    "a step that is none": ({"do": "change", "anchor-keeper": "paint"}, 422, "Select a valid choice."),
    "a foreign anchor": ({"do": "change", "anchor-theirs": "attach"}, 409, "Choose what to change first."),
    "no scene": ({"do": "move"}, 409, "Choose the scene to move to first."),
    "no status": ({"do": "status"}, 409, "Choose the status first."),
    "a place that is none": ({"do": "move", "scene": "arrival", "place": "x"}, 422, "A place is a whole number"),
}


@pytest.mark.parametrize("what", BAD)
def test_bad_input_gets_one_sentence_and_changes_nothing(as_owner, project, what):
    data, status, sentence = BAD[what]
    before = factories.content()
    answer = post(as_owner, project, **data)
    assert (answer.status_code, sentence in text_of(answer)) == (status, True)
    assert factories.content() == before


def test_a_plan_that_moved_on_is_looked_at_again(as_owner, project):
    answer = post(as_owner, project, do="omit", apply="1", revision="0")
    assert answer.status_code == 409
    assert "Somebody changed this project meanwhile" in text_of(answer)


def test_a_reviewer_may_decide_and_nothing_else(as_reviewer, project):
    assert post(as_reviewer, project, do="delete").status_code == 403
    assert post(as_reviewer, project, do="status", status="approved").status_code == 200


def test_an_anchor_is_left_out_of_all(as_owner, project):
    answer = post(as_owner, project, do="change", apply="1", **{"anchor-keeper": "leave_out"})
    assert answer.status_code == 302
    assert all("keeper" in shot.without for shot in shots(project))


def test_the_way_from_the_look_leads_back_to_what_was_typed(as_owner, project):
    answer = post(as_owner, project, do=["change", ""], duration="6")
    page = answer.content.decode()
    assert (answer.status_code, "Look at the changes" in page, 'value="6"' in page) == (200, True, True)


def test_the_bar_of_the_picked_sends_its_codes_in_a_form(as_owner, project):
    page = as_owner.get(f"/projects/{project.slug}/").content.decode()
    assert re.findall(r'<form id="picked"[^>]* method="(\w+)"', page) == ["post"]
