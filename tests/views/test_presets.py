"""The choices of the export page: layout, scope, columns, presets, logo."""

import csv
import io
from dataclasses import replace

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from projects.models import Project
from projects.reads import report_of
from tests import boards, factories
from tests.pages import Page
from tests.views.test_pictures import png

LAYOUTS = ("table", "grid", "pages", "deck")


@pytest.fixture
def path(project):
    return reverse("export", args=[project.slug])


def codes(project):
    factories.forget_reports()
    return [item.shot.key for item in report_of(Project.objects.get(pk=project.pk)).running()]


def test_every_layout_shows_every_shot_on_its_paper(as_owner, owner):
    for ratio in ("16:9", "9:16", "1:1", "21:9"):
        project = factories.project_of(replace(boards.harbour_and_kitchen(), aspect_ratio=ratio), owner)
        for layout in LAYOUTS:
            page = Page(as_owner.get(reverse("export", args=[project.slug]), {"layout": layout, "paper": "letter"}))
            assert [code for code in codes(project) if f'id="row-{code}"' not in page.html] == []
            assert "margins.css?" in page.html


def test_a_choice_that_is_none_is_said_and_the_others_hold(as_viewer, path):
    asked = {"layout": "../../x", "per_page": "7", "paper": "letter", "since": "x", "scope": "changed"}
    response = as_viewer.get(path, asked)
    html = response.content.decode()
    assert response.status_code == 422
    for sentence in (
        "There is no such layout; choose one of the list.",
        "choose 3, 6, 8, 9 or 12.",
        "no such point in time",
    ):
        assert sentence in html
    assert 'data-paper="letter"' in html


def test_a_part_of_the_plan_goes_into_page_and_files(as_viewer, path, project):
    part = {"scope": "shots", "keys": ["SH020"]}
    page = Page(as_viewer.get(path, part))
    assert ('id="row-SH020"' in page.html, 'id="row-SH010"' in page.html) == (True, False)
    assert f"Chosen shots: 1 of {len(codes(project))} shots" in page.html
    url = reverse("export_file", args=[project.slug, "csv"])
    rows = list(csv.DictReader(io.StringIO(as_viewer.get(url, part).content.decode("utf-8-sig"))))
    assert [row["key"] for row in rows] == ["SH020"]
    assert as_viewer.get(url, {"layout": "x"}).status_code == 422


def test_the_margins_say_what_the_paper_is_of(as_viewer, project):
    response = as_viewer.get(reverse("export_margins", args=[project.slug]), {"paper": "letter", "layout": "nope"})
    assert response["Content-Type"] == "text/css; charset=utf-8"
    assert response.content.decode().startswith("@page { size: letter landscape;")


def test_columns_stand_in_the_chosen_order_and_move_without_scripts(as_viewer, path):
    chosen = {"form": "1", "columns": ["prompt", "seed", "number"]}
    html = as_viewer.get(path, chosen).content.decode()
    heads = [html.index(f'<th scope="col" class="c-{name}">') for name in chosen["columns"]]
    assert heads == sorted(heads)
    moved = as_viewer.get(path, chosen | {"up": "number"}).content.decode()
    assert moved.index('<th scope="col" class="c-number">') < moved.index('<th scope="col" class="c-seed">')


def test_presets_keep_what_is_shown_and_can_be_taken_back(as_editor, path, project):
    presets = reverse("export_presets", args=[project.slug])
    assert as_editor.post(presets, {"name": "Client", "query": "layout=deck&ink=black"}).status_code == 302
    assert "?layout=deck&amp;ink=black" in as_editor.get(path).content.decode()
    assert as_editor.post(presets, {"name": " ", "query": ""}).status_code == 409
    assert as_editor.post(presets, {"delete": "Client", "query": "layout=deck"}).status_code == 302
    assert as_editor.post(presets, {"delete": "Client"}).status_code == 409
    assert "ink=black" not in as_editor.get(path).content.decode()
    as_editor.post(reverse("undo_latest", args=[project.slug]))
    assert "ink=black" in as_editor.get(path).content.decode()


def test_a_logo_stands_on_the_paper_and_goes_again(as_editor, path, project):
    logo = reverse("project_logo", args=[project.slug])
    assert as_editor.post(logo, {"logo": SimpleUploadedFile("x.png", b"no picture")}).status_code == 409
    assert as_editor.post(logo, {"logo": SimpleUploadedFile("logo.png", png())}).status_code == 302
    assert 'class="p-logo"' in as_editor.get(path).content.decode()
    assert as_editor.post(logo, {"remove": "1"}).status_code == 302
    assert 'class="p-logo"' not in as_editor.get(path).content.decode()
