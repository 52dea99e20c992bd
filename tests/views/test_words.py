"""The page of words, the lists that the editor asks for, and the project's own words on it."""

import re

import pytest
from django.urls import reverse
from markupsafe import escape

from projects.core.board import Word, WordGroup
from projects.core.vocabulary import matching
from projects.models import Activity
from projects.reads import catalogue
from projects.writes.words import save_group, save_word
from tests import factories
from tests.pages import Page

GROUP = WordGroup("livery", "Livery", ("subject",), (("ours", ("racing green",)), ("rival", ("rival blue",))))
HTMX = {"HX-Request": "true"}


def at(project, *more, name="words"):
    return reverse(name, args=[project.slug, *more])


def texts(response):
    return re.findall(r'data-text="([^"]*)"', response.content.decode())


def ask(client, project, **query):
    return client.get(at(project), query, headers=HTMX)


def test_the_page_shows_every_phrase_with_a_picture(as_viewer, project):
    html = as_viewer.get(at(project)).content.decode()
    assert [p.label for p in catalogue().vocabulary.values() if escape(p.label) not in html] == []
    count = sum(len(group.entries) for groups in matching("", catalogue()).values() for group in groups)
    assert html.count('class="word-pic"') == count + len(("the light put together", "three points"))
    assert re.findall(r"<script(?![^>]*src=)|\sstyle=", html) == []


def test_the_page_defines_what_its_pictures_refer_to_and_nothing_twice(as_viewer, project):
    html = as_viewer.get(at(project)).content.decode()
    ids = re.findall(r'\sid="([^"]+)"', html)
    wanted = set(re.findall(r'(?:href="#|url\(#)(w-[a-z-]+)', html))
    assert (sorted({i for i in ids if ids.count(i) > 1}), wanted - set(ids)) == ([], set())


def test_a_search_and_a_field_narrow_the_page(as_viewer, project):
    page = as_viewer.get(at(project), {"q": "tri-x"}).content.decode()
    assert ("Kodak Tri-X" in page, "Warm" in page) == (True, False)
    page = as_viewer.get(at(project), {"field": "lens", "shot": "SH010"}).content.decode()
    assert ('id="field-lens"' in page, 'id="field-style"' in page, "Back to SH010" in page) == (True, False, True)
    assert "Nothing is called so" in as_viewer.get(at(project), {"q": "xyzzy"}).content.decode()
    assert as_viewer.get(at(project), {"field": "mood"}).status_code == 404
    assert "Back to" not in as_viewer.get(at(project), {"shot": '"><b>'}).content.decode()


def test_the_list_holds_only_what_was_asked_for(as_viewer, project, owner):
    save_word(project, Word("lighting", "warm lamps of the ferry", "Ferry lamps"), by=owner)
    response = ask(as_viewer, project, field="lighting", q="war")
    html = response.content.decode()
    assert texts(response)[:2] == ["warm golden light", "warm lamps of the ferry"]
    assert (html.count('role="option"'), html.startswith('<ul id="words-list" role="listbox"'), "<html" in html) == (
        6,
        True,
        False,
    )
    assert ask(as_viewer, project, field="lighting", q="xyzzy").content.decode().strip() == ""


def test_the_list_asks_the_database_little(as_viewer, project, django_assert_num_queries):
    ask(as_viewer, project, field="lighting", q="war")
    with django_assert_num_queries(3):  # session, person, membership with the project
        ask(as_viewer, project, field="lighting", q="war")


@pytest.mark.parametrize("field", ["subject", "lighting", "lens", "shot_size", "camera", "speed", "camera_note"])
def test_a_panel_shows_the_whole_field(as_viewer, project, field):
    html = ask(as_viewer, project, field=field, panel="1").content.decode()
    chosen = field in ("shot_size", "camera", "speed")
    assert (html.count('data-value="') > 2, "<html" in html, 'id="light-builder"' in html) == (
        chosen,
        False,
        field == "lighting",
    )
    assert html.count('class="word"') == html.count('aria-pressed="false"')


def test_a_light_is_put_together_with_and_without_htmx(as_viewer, project):
    asked = {"field": "lighting", "build": "1", "light-direction": "light-side", "light-quality": "light-soft"}
    html = ask(as_viewer, project, **asked).content.decode()
    assert ('data-word="soft side light"' in html, html.lstrip().startswith('<div id="light-builder"')) == (True, True)
    assert '<span id="built-light">soft side light</span>' in as_viewer.get(at(project), asked).content.decode()


def test_a_word_is_added_edited_removed_and_brought_back(as_editor, project):
    form = Page(as_editor.get(at(project))).form("new-word")
    assert as_editor.post(form.action, form.data(slot="style", text="our grain", label="Grain")).status_code == 302
    edit = {"was": "our grain", "was_slot": "style", "slot": "style", "text": "our fine grain", "label": ""}
    assert as_editor.post(at(project), edit).status_code == 302
    assert factories.board(project).vocabulary == (Word("style", "our fine grain"),)
    assert "our fine grain" in as_editor.get(at(project), {"field": "style"}).content.decode()
    assert as_editor.post(at(project, name="word_delete"), {"slot": "style", "text": "our fine grain"}).status_code == 302
    line = Activity.objects.get(verb="word-removed")
    assert as_editor.post(at(project, line.pk, name="word_restore")).status_code == 302
    assert factories.board(project).vocabulary == (Word("style", "our fine grain"),)


def test_a_word_that_cannot_be_kept_is_answered_with_everything_kept(as_editor, project, owner):
    save_word(project, Word("style", "our grain"), by=owner)
    response = as_editor.post(at(project), {"slot": "style", "text": "Our Grain", "label": "House <b>"})
    html = response.content.decode()
    assert (response.status_code, "in the list of this slot already" in html) == (422, True)
    assert dict(Page(response).form("new-word").fields)["label"] == "House <b>"
    response = as_editor.post(at(project), {"was": "our grain", "was_slot": "style", "slot": "style", "text": ""})
    assert (response.status_code, '<details class="own-edit" open>' in response.content.decode()) == (422, True)
    response = as_editor.post(at(project), {"was": "gone", "was_slot": "style", "slot": "style", "text": "new"})
    assert (response.status_code, "Load the page again" in response.content.decode()) == (422, True)


def test_a_group_is_added_edited_and_removed(as_editor, project):
    data = {"label": "Livery", "id": "", "kinds": ["subject"], "values": "ours: racing green\nrival: rival blue"}
    assert as_editor.post(at(project, name="word_groups"), data).status_code == 302
    assert factories.board(project).word_groups == (GROUP,)
    data |= {"was": "livery", "id": "livery", "label": "Paint"}
    assert as_editor.post(at(project, name="word_groups"), data).status_code == 302
    assert factories.board(project).word_groups[0].label == "Paint"
    assert as_editor.post(at(project, "livery", name="word_group_delete")).status_code == 302
    assert factories.board(project).word_groups == ()


def test_a_group_that_cannot_be_read_is_answered_with_everything_kept(as_editor, project, owner):
    data = {"label": "Livery", "id": "", "kinds": ["subject", "style"], "values": "ours racing green"}
    response = as_editor.post(at(project, name="word_groups"), data)
    form = Page(response).form("new-group").data()
    assert (response.status_code, form["values"], form["kinds"]) == (422, ["ours racing green"], ["subject", "style"])
    assert "Line 1: write a value" in response.content.decode()
    save_group(project, GROUP, by=owner)
    response = as_editor.post(at(project, name="word_groups"), data | {"was": "livery"})
    assert (response.status_code, "ours racing green" in response.content.decode()) == (422, True)
    response = as_editor.post(at(project, name="word_groups"), data | {"was": "gone", "values": "a: b\nc: d"})
    assert (response.status_code, "Load the page again" in response.content.decode()) == (422, True)


def test_a_reader_finds_no_form(as_viewer, project, owner):
    save_word(project, Word("style", "our grain"), by=owner)
    save_group(project, GROUP, by=owner)
    html = as_viewer.get(at(project)).content.decode()
    assert ("our grain" in html, "rival blue" in html, 'method="post" action="/projects' in html) == (True, True, False)


def test_the_editor_links_to_the_words_of_each_field(as_editor, as_viewer, project):
    shot = reverse("shot", args=[project.slug, "SH010"])
    html = as_editor.get(shot).content.decode()
    named = re.findall(r'data-words-open="(\w+)" data-words-for="(\w+)"', html)
    assert [of for of, _ in named[:9]] == [
        "subject", "action", "environment", "lighting", "style", "shot_size", "framing", "angle", "lens",
    ]  # fmt: skip
    assert named[9:13] == [("camera", "move_0"), ("speed", "speed_0"), ("camera", "move_1"), ("speed", "speed_1")]
    assert f'data-words="{at(project)}"' in html
    assert "data-words" not in as_viewer.get(shot).content.decode()


def test_hostile_words_are_text(as_editor, project, owner):
    hostile = '"><img src=x onerror=hit()>'
    save_word(project, Word("lighting", hostile, hostile), by=owner)
    save_group(project, WordGroup("x", hostile, ("style",), ((hostile, (hostile,)), ("b", ("c",)))), by=owner)
    for response in (
        as_editor.get(at(project)),
        ask(as_editor, project, field="lighting", q="img"),
        ask(as_editor, project, field="lighting", panel="1"),
    ):
        assert "<img" not in response.content.decode()
