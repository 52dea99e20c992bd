"""The table as a form, and the table under a filter, over HTTP."""

import pytest
from django.urls import reverse

from projects.models import Shot
from tests import factories
from tests.factories import content, shot
from tests.pages import Page


@pytest.fixture
def form(project):
    return reverse("table_form", args=[project.slug])


@pytest.fixture
def table(project):
    return reverse("table", args=[project.slug])


def cells(**typed):
    return {name.replace("__", "."): text for name, text in typed.items()}


def test_cells_of_several_shots_are_saved_at_once_and_can_be_taken_back(as_editor, form, project):
    data = cells(cell__SH010__title="Walk", seen__SH010__title="", cell__SH020__title="Stop", seen__SH020__title="")
    response = as_editor.post(form, data, follow=True)
    assert response.redirect_chain == [(form, 302)]
    assert Page(response).all("toast") == ["2 shots saved. Undo"]
    assert [shot(project, code).title for code in ("SH010", "SH020")] == ["Walk", "Stop"]


def test_what_nobody_typed_into_is_not_sent_on(as_editor, form, project):
    data = cells(
        cell__SH020__action="stops and turns toward the water", seen__SH020__action="stops and turns toward the water"
    )
    assert Page(as_editor.post(form, data, follow=True)).all("toast") == ["Nothing had to be changed."]


@pytest.mark.parametrize(
    ("column", "text", "status"),
    [("duration", "=A1", 422), ("subject", "the keeper in a blue wool coat", 422), ("seed", "5", 409)],
)
def test_one_refused_cell_keeps_everything_typed_and_nothing_is_saved(as_editor, form, column, text, status):
    before = content()
    data = cells(cell__SH010__title="Walk", seen__SH010__title="") | {f"cell.SH020.{column}": text}
    response = as_editor.post(f"{form}?columns=title,{column}", data)
    assert response.status_code == status
    assert content() == before
    html = response.content.decode()
    assert 'name="cell.SH010.title" value="Walk"' in html
    assert f'id="at-SH020-{column}-why"' in html
    assert text in html


def refused_coat(client, form):
    """The form after SH020 was to give the keeper another coat than her anchor."""
    response = client.post(f"{form}?columns=title,subject", {"cell.SH020.subject": "the keeper in a blue wool coat"})
    assert response.status_code == 422
    return Page(response).form("?page=1")


def test_a_refused_cell_is_mended_by_a_button_beside_it(as_editor, form, project):
    page = refused_coat(as_editor, form)
    buttons = [text for name, _, text in page.buttons if name == "fixes"]
    assert buttons[-1].startswith("Record")
    sent = page.data() | page.button(buttons[0])
    assert as_editor.post(f"{form}?columns=title,subject", sent).status_code == 302
    assert "blue" not in shot(project, "SH020").subject


def test_a_break_is_recorded_with_the_reason_typed_beside_it(as_editor, form, project):
    page = refused_coat(as_editor, form)
    label = next(text for name, _, text in page.buttons if text.startswith("Record"))
    reason = next(name for name, _ in page.fields if name.startswith("reason."))
    assert as_editor.post(form, page.data(**{reason: ""}) | page.button(label)).status_code == 422
    assert as_editor.post(form, page.data(**{reason: "a year later"}) | page.button(label)).status_code == 302
    assert [item.reason for item in shot(project, "SH020").breaks] == ["a year later"]


@pytest.mark.parametrize("fixes", ["", "{", "[1]", '[["SH020", 1, ""]]', '[["SH020", {}]]', '"x"', "[" * 5000])
def test_fixes_that_no_button_sent_change_nothing(as_editor, form, project, fixes):
    before = factories.board(project)
    assert as_editor.post(form, {"cell.SH010.title": "", "seen.SH010.title": "", "fixes": fixes}).status_code == 302
    assert factories.board(project) == before


def test_what_stands_against_a_shot_leads_to_where_it_is_mended(as_editor, form, project):
    Shot.objects.filter(project=project, code="SH020").update(duration=25)
    factories.forget_reports()
    html = as_editor.get(form).content.decode()
    assert f'href="{reverse("shot", args=[project.slug, "SH020"])}#find-duration">Mend it in SH020</a>' in html


def test_a_stale_cell_shows_what_is_there_and_is_kept_by_a_second_save(as_owner, as_editor, form, project):
    mine = cells(cell__SH010__title="Mine", seen__SH010__title="")
    as_owner.post(form, cells(cell__SH010__title="Theirs", seen__SH010__title=""))
    response = as_editor.post(form, mine)
    assert response.status_code == 409
    html = response.content.decode()
    assert "<bdi>Theirs</bdi>” now. Save again to keep yours." in html
    assert 'name="seen.SH010.title" value="Theirs"' in html
    as_editor.post(form, mine | {"seen.SH010.title": "Theirs"})
    assert shot(project, "SH010").title == "Mine"


def test_a_cell_of_a_shot_that_is_gone_is_told_with_what_was_typed(as_editor, form):
    response = as_editor.post(form, cells(cell__SH999__title="Lost", seen__SH999__title=""))
    assert response.status_code == 409
    assert "There is no shot SH999 any more." in response.content.decode()
    assert 'You typed “<span dir="auto">Lost</span>”' in response.content.decode()


def test_line_ends_that_a_browser_adds_change_nothing(as_editor, form, project):
    as_editor.post(form, cells(cell__SH010__notes="a\r\nb", seen__SH010__notes=""))
    assert shot(project, "SH010").notes == "a\nb"
    data = cells(cell__SH010__notes="a\r\nb", seen__SH010__notes="a\r\nb")
    assert Page(as_editor.post(form, data, follow=True)).all("toast")[-1:] == ["Nothing had to be changed."]


@pytest.mark.parametrize("page", ["0", "7", "x", "99999999999", "-1", "²"])
def test_a_page_that_does_not_exist_gives_one_that_does(as_editor, form, page):
    assert as_editor.get(f"{form}?page={page}").content.decode().count('class="cells-row"') == 2


def test_rows_that_do_not_fit_the_filter_are_dimmed_and_with_alone_hidden(as_viewer, table):
    html = as_viewer.get(f"{table}?q=planks&alone=1").content.decode()
    assert '<tr data-shot="SH020" class="dim">' in html
    assert '<tr data-shot="SH010">' in html
    assert 'class="board table-view alone"' in html


def test_an_empty_slot_names_the_anchors_that_stand_in(as_viewer, table):
    html = as_viewer.get(f"{table}?columns=environment,action").content.decode()
    assert html.count('<i class="a">wooden pier</i>') == 2


def test_a_paste_leaves_hidden_shots_alone(as_editor, table, project):
    data = {"text": "A\nB", "code": "SH020", "column": "title", "only": "SH020"}
    page = Page(as_editor.post(f"{table}paste/", data))
    assert page.all("lead") == ["1 cell would change, in Title. Nothing is saved yet."]
    kept = page.form("paste")
    as_editor.post(kept.action, kept.data(apply="1"))
    assert [shot(project, code).title for code in ("SH010", "SH020")] == ["", "A"]


def test_headings_are_said_and_may_be_taken_as_data(as_editor, table):
    data = {"text": "Title\tSubject\nWalk\ta man", "code": "SH010", "column": "title"}
    page = Page(as_editor.post(f"{table}paste/", data))
    assert page.all("paste-heads") == [
        "The first row names the columns Title, Subject, so each cell goes to its column. Take the first row as data"
    ]
    assert page.all("lead") == ["2 cells would change, in Title, Subject. Nothing is saved yet."]
    page = Page(as_editor.post(f"{table}paste/", data | {"data": "1"}))
    assert page.all("lead") == ["4 cells would change, in Title, Subject. Nothing is saved yet."]
