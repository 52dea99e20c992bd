"""The table as a form, and the table under a filter, over HTTP."""

import pytest
from django.urls import reverse

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
