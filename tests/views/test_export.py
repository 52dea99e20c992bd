"""The export page and its files: prompts, totals, what is in doubt, and DRAFT where errors are open."""

import csv
import io
import json

import pytest
from django.urls import reverse

from projects.core.document import loads
from projects.exports.csv_file import COLUMNS
from projects.models import Project, Shot
from projects.reads import catalogue, report_of
from tests import boards, factories
from tests.pages import Page


@pytest.fixture
def path(project):
    return reverse("export", args=[project.slug])


def fetch(client, project, kind):
    return client.get(reverse("export_file", args=[project.slug, kind]))


def name_of(response):
    return response["Content-Disposition"].split('filename="')[1].rstrip('"')


def report(project):
    factories.forget_reports()
    return report_of(Project.objects.get(pk=project.pk))


def test_every_shot_stands_in_order_with_its_prompt(as_viewer, path, project):
    page = Page(as_viewer.get(path))
    for item in report(project).running():
        assert page.text(f"prompt-{item.shot.key}") == item.prompt.text
    assert page.html.index('id="row-SH010"') < page.html.index('id="row-SH020"')


def test_the_totals_are_those_of_the_report(as_viewer, path, project):
    totals = report(project).totals
    words = Page(as_viewer.get(path)).text("totals").replace(",", "")
    assert [f"{n}" in words.split() for n in (totals.final, totals.previews, totals.total)] == [True, True, True]
    assert totals.total == totals.final + totals.previews


def test_all_prompts_are_there_to_be_copied_without_the_word_draft(as_viewer, path, project):
    Shot.objects.filter(project=project, code="SH020").update(duration=599)
    page = Page(as_viewer.get(path))
    assert "DRAFT" not in page.text("all-prompts")
    assert [item.prompt.text in page.text("all-prompts") for item in report(project).running()] == [True, True]


def test_open_errors_come_first_and_mark_everything_as_a_draft(as_viewer, path, project):
    Shot.objects.filter(project=project, code="SH020").update(environment="another wooden pier")
    page = Page(as_viewer.get(path))
    assert "continuity.reintroduced" in page.text("errors")
    assert page.html.index('id="errors"') < page.html.index('id="row-SH010"')
    assert page.all("p-stamp") == ["DRAFT · 1 OPEN ERROR"]
    assert {kind: name_of(fetch(as_viewer, project, kind)) for kind in ("json", "csv", "prompts")} == {
        "json": "harbour-morning-DRAFT.json", "csv": "harbour-morning-DRAFT.csv", "prompts": "harbour-morning-DRAFT.txt",
    }  # fmt: skip
    assert fetch(as_viewer, project, "prompts").content.startswith(b"# DRAFT: 1 open error\n")
    rows = list(csv.DictReader(io.StringIO(fetch(as_viewer, project, "csv").content.decode())))
    assert [(row["errors"], row["draft"]) for row in rows] == [("", "yes"), ("continuity.reintroduced", "yes")]
    assert json.loads(fetch(as_viewer, project, "json").content)["computed"]["draft"] is True


def test_without_errors_no_file_says_draft(as_viewer, path, project):
    assert "DRAFT" not in as_viewer.get(path).content.decode()
    for kind in ("json", "csv", "prompts"):
        response = fetch(as_viewer, project, kind)
        assert ("DRAFT" in name_of(response), b"DRAFT" in response.content) == (False, False)


def test_files_are_attachments_of_their_type(as_viewer, project):
    types = {kind: fetch(as_viewer, project, kind)["Content-Type"] for kind in ("json", "csv", "prompts")}
    assert types == {
        "json": "application/json; charset=utf-8",
        "csv": "text/csv; charset=utf-8",
        "prompts": "text/plain; charset=utf-8",
    }
    response = fetch(as_viewer, project, "json")
    assert response["Content-Disposition"].startswith("attachment; ")
    assert loads(response.content, catalogue()) == boards.harbour()
    assert next(csv.reader(io.StringIO(fetch(as_viewer, project, "csv").content.decode()))) == COLUMNS


def test_a_title_never_gets_out_of_the_file_name(as_owner, owner):
    for title in ('a"; x="b', "../../etc/passwd", "líne\tbreak", "漢字", "-" * 80):
        project = factories.project_of(boards.blank(title), owner)
        name = name_of(fetch(as_owner, project, "json"))
        assert name.replace("-", "").replace(".", "").isalnum()


@pytest.mark.parametrize("kind", ["nope", "exe", "JSON"])
def test_a_format_that_is_none_is_404(kind, as_viewer, project):
    assert fetch(as_viewer, project, kind).status_code == 404


def test_breaks_seeds_and_unknown_prices_are_said(as_owner, owner):
    project = factories.project_of(boards.harbour_and_kitchen(), owner)
    html = as_owner.get(reverse("export", args=[project.slug])).content.decode()
    assert ("a memory in clean digital" in html, "48213" in html, "SH050" in html) == (True, True, False)


def test_the_page_of_an_empty_project(as_owner, owner):
    project = factories.project_of(boards.blank(), owner)
    assert as_owner.get(reverse("export", args=[project.slug])).status_code == 200
