"""Dialects on the pages: the settings choose one, the editor shows the others, the shot list copies any."""

import json

import pytest
from django.urls import reverse

from projects.core.dialect import DIALECTS
from projects.core.dialects import LABELS, dialect_note, dialects_of
from projects.forms.projects import DIALECT_CHOICES
from projects.models import Project
from projects.reads import report_of
from tests import factories
from tests.pages import Page


@pytest.fixture
def second(project):
    return report_of(project).shot("SH020")


def speak(project, dialect):
    Project.objects.filter(pk=project.pk).update(dialect=dialect, revision=project.revision + 1)
    factories.forget_reports()
    return report_of(Project.objects.get(pk=project.pk))


def test_every_dialect_has_a_name_on_the_pages():
    assert list(LABELS) == list(DIALECT_CHOICES) == list(DIALECTS)


@pytest.mark.parametrize("dialect", DIALECTS)
def test_the_project_s_dialect_is_the_prompt_of_every_shot(project, dialect):
    item = speak(project, dialect).shot("SH020")
    assert item.prompt == dialects_of(item.context)[dialect]


def test_the_editor_shows_the_other_dialects_without_a_script(as_editor, project, second):
    page = Page(as_editor.get(reverse("shot", args=[project.slug, "SH020"])))
    found = dialects_of(second.context)
    assert page.text("dialect-labelled").split() == found["labelled"].text.split()
    assert json.loads(page.text("dialect-json")) == json.loads(found["json"].text)
    assert page.text("dialect-vendor").split() == found["vendor"].text.split()
    assert 'id="dialect-sentence"' not in page.html
    assert (page.text("label-json"), page.text("label-vendor")) == ("JSON", f"For {second.model.name}")
    assert page.text("note-vendor") == dialect_note(second.context)


def typed(client, project, **values):
    path = reverse("shot_preview", args=[project.slug, "SH020"])
    return Page(client.post(path, {"duration": "5", **values}, headers={"HX-Request": "true"}))


def test_while_somebody_types_what_is_open_stays_and_only_the_words_are_swapped(as_editor, project):
    page = typed(as_editor, project, action="dances", model="kling-3.0")
    assert page.html.count("<details") == page.html.count('<details class="why"')
    assert page.html.count('id="dialect-json"') == 1
    assert json.loads(page.text("dialect-json"))["action"] == "dances"
    assert page.text("label-vendor") == "For Kling 3.0"


def test_a_hand_written_prompt_is_the_same_in_all(as_editor, project):
    page = typed(as_editor, project, custom_prompt="By hand.")
    assert [page.text(f"dialect-{dialect}") for dialect in ("labelled", "json", "vendor")] == ["By hand."] * 3
    assert page.text("note-json") == "A hand-written prompt is used as it is in every dialect."


@pytest.mark.parametrize("dialect", DIALECTS)
def test_the_shot_list_shows_and_copies_the_dialect_asked_for(as_viewer, project, second, dialect):
    page = Page(as_viewer.get(reverse("export", args=[project.slug]), {"dialect": dialect}))
    text = dialects_of(second.context)[dialect].text
    assert page.text("prompt-SH020").split() == text.split()
    assert text in page.text("all-prompts")


def test_an_unknown_dialect_is_the_project_s(as_viewer, project, second):
    page = Page(as_viewer.get(reverse("export", args=[project.slug]), {"dialect": "klingon"}))
    assert page.text("prompt-SH020") == second.prompt.text


def test_the_prompts_file_has_one_line_a_prompt_in_every_dialect(as_viewer, project):
    speak(project, "json")
    lines = as_viewer.get(reverse("export_file", args=[project.slug, "prompts"])).content.decode().split("\n")
    heads = [at for at, line in enumerate(lines) if line.startswith("# 1.")]
    assert [lines[at + 2] for at in heads] == ["", ""]
    assert [min(json.loads(lines[at + 1])) for at in heads] == ["action", "action"]
