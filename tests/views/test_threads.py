"""Threads as a tool, through requests."""

from __future__ import annotations

import pytest

from tests import factories
from tests.pages import text_of


def address(project, key="keeper"):
    return f"/projects/{project.slug}/anchors/{key}/thread/"


def test_the_page_shows_what_the_thread_does_in_each_shot(as_viewer, project):
    page = text_of(as_viewer.get(address(project)))
    assert "SH010 established here" in page
    assert "SH020 carried" in page


def test_a_break_is_recorded_and_said(as_editor, project):
    answer = as_editor.post(address(project), {"shot": "SH020", "state": "break", "reason": "a dream"}, follow=True)
    assert "keeper breaks in SH020." in text_of(answer)
    assert [item.reason for item in factories.shot(project, "SH020").breaks] == ["a dream"]


def test_by_htmx_the_board_stays_and_catches_up(as_editor, project):
    answer = as_editor.post(
        address(project), {"shot": ["SH010", "SH020"], "state": "without"}, headers={"HX-Request": "true"}
    )
    assert (answer.status_code, '"changed"' in answer["HX-Trigger"]) == (200, True)


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        ({"shot": "SH020", "state": "break"}, "Say why the thread breaks here."),
        ({"state": "use"}, "Pick at least one shot first."),
        ({"shot": "SH999", "state": "use"}, "SH999 was deleted meanwhile."),
        ({"shot": "SH020"}, "Choose one of these."),
    ],
)
def test_bad_input_gets_one_sentence_on_the_page(as_editor, project, data, sentence):
    answer = as_editor.post(address(project), data)
    assert (answer.status_code, sentence in text_of(answer)) == (409, True)


def test_an_anchor_that_does_not_exist_has_no_thread(as_editor, project):
    assert as_editor.get(address(project, "nobody")).status_code == 404
