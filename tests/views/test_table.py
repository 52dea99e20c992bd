"""The table over HTTP: what it shows, what a cell takes, what a paste would do, and what is refused where."""

import json
from decimal import Decimal

import pytest
from django.urls import reverse

from projects.models import Membership
from tests.factories import board, codes, content, forget_reports, shot
from tests.pages import Page

JSON = {"HTTP_ACCEPT": "application/json"}


@pytest.fixture
def table(project):
    return reverse("table", args=[project.slug])


def cells(client, table, *items, seen=(), **more):
    data = {"cells": json.dumps(items), "seen": json.dumps(list(seen)), **more}
    return client.post(f"{table}cells/", data, **JSON)


def paste(client, table, text, **more):
    return client.post(f"{table}paste/", {"text": text, "code": "SH010", "column": "title", **more})


def rows(response):
    """The rows of the table as lists of texts."""
    html = response.content.decode().split("<thead>")[1].split("</table>")[0]
    found = []
    for part in html.split("<tr data-shot")[1:]:
        text = part.split("</tr>")[0].replace("<td", "|<td")
        found.append([" ".join(Page(_Fragment("<p " + piece)).words).strip() for piece in text.split("|")])
    return found


class _Fragment:
    def __init__(self, html):
        self.content = html.encode()


def test_the_table_shows_a_row_for_each_shot(as_viewer, table):
    response = as_viewer.get(f"{table}?columns=title,action,shot_size,duration,quality,camera")
    assert rows(response) == [
        ["1.1  SH010", "", "walks slowly along the planks", "Wide", "10", "Standard", "slow dolly in"],
        ["1.2  SH020", "", "stops and turns toward the water", "Medium", "10", "Standard", "slow clockwise orbit"],
    ]


def test_a_row_of_the_usual_columns_is_small(as_viewer, table):
    html = as_viewer.get(table).content.decode()
    assert max(len(part.split("</tr>")[0]) for part in html.split("<tr data-shot")[1:]) < 1200


def test_columns_are_kept_for_one_person(as_viewer, as_owner, table, viewer, project):
    assert as_viewer.post(f"{table}columns/", {"columns": "notes,title", "widths": '{"notes": 300}'}).status_code == 302
    assert rows(as_viewer.get(table))[0] == ["1.1  SH010", "", ""]
    assert len(rows(as_owner.get(table))[0]) == 13
    assert Membership.objects.get(project=project, user=viewer).prefs == {
        "table": {"columns": ["code", "notes", "title"], "widths": {"notes": 300}}
    }
    as_viewer.post(f"{table}columns/", {"columns": "notes", "usual": "1"})
    assert len(rows(as_viewer.get(table))[0]) == 13


def test_a_cell_is_saved_and_its_row_comes_back(as_editor, table, project):
    response = cells(as_editor, table, ["SH010", "title", "Walk"], seen=[""])
    answer = response.json()
    assert (response.status_code, answer["said"], list(answer["rows"])) == (200, "SH010 saved.", ["SH010"])
    assert response["HX-Trigger"] == "changed"
    assert ">Walk</td>" in answer["rows"]["SH010"]
    assert shot(project, "SH010").title == "Walk"


def test_without_a_script_the_table_says_what_was_saved(as_editor, table):
    response = as_editor.post(f"{table}cells/", {"cells": '[["SH010", "title", "Walk"]]'}, follow=True)
    assert response.redirect_chain == [(table, 302)]
    assert Page(response).all("toast") == ["SH010 saved. Undo"]


@pytest.mark.parametrize(
    ("cell", "status", "kind"),
    [
        (["SH020", "duration", "=A1"], 422, "value"),
        (["SH020", "subject", "the keeper in a blue wool coat"], 422, "blocked"),
        (["SH020", "seed", "5"], 409, "held"),
        (["SH999", "title", "x"], 409, "gone"),
        (["SH020", "mood", "x"], 409, "gone"),
    ],
)
def test_a_refused_cell_is_answered_at_that_cell_and_nothing_is_saved(as_editor, table, cell, status, kind):
    before = content()
    response = cells(as_editor, table, ["SH010", "title", "Walk"], cell)
    (problem,) = response.json()["problems"]
    assert (response.status_code, problem["kind"], problem["typed"]) == (status, kind, cell[2])
    assert [problem["code"], problem["column"]] == cell[:2]
    assert content() == before
    plain = as_editor.post(f"{table}cells/", {"cells": json.dumps([cell])})
    assert plain.status_code == status
    assert problem["sentence"] in Page(plain).all("refusal")[0]


def test_a_blocked_cell_comes_with_its_fixes_and_takes_one(as_editor, table, project):
    cell = ["SH020", "subject", "the keeper in a blue wool coat"]
    fixes = cells(as_editor, table, cell).json()["problems"][0]["fixes"]
    broken = next(fix for fix in fixes if fix["kind"] == "break")
    assert cells(as_editor, table, cell, fixes=json.dumps([["SH020", broken, "a dream"]])).status_code == 200
    assert [item.reason for item in shot(project, "SH020").breaks] == ["a dream"]


def test_a_stale_cell_shows_both_texts(as_owner, as_editor, table):
    cells(as_owner, table, ["SH010", "title", "Theirs"])
    response = cells(as_editor, table, ["SH010", "title", "Mine"], seen=[""])
    (problem,) = response.json()["problems"]
    assert (response.status_code, problem["typed"], problem["theirs"]) == (409, "Mine", "Theirs")
    assert cells(as_editor, table, ["SH010", "title", "Mine"], seen=["Theirs"]).status_code == 200


def test_cells_that_did_not_arrive_whole_are_refused(as_editor, table):
    assert as_editor.post(f"{table}cells/", {"cells": "{"}).status_code == 409


# --- pasting


def test_a_paste_is_shown_before_it_is_saved(as_editor, table):
    before = content()
    response = paste(as_editor, table, "Walk\tan old man\nStop")
    page = Page(response)
    assert (response.status_code, page.all("lead")) == (
        200,
        ["3 cells would change, in Title, Subject. Nothing is saved yet."],
    )
    assert content() == before


def test_what_was_shown_is_then_saved(as_editor, table, project):
    form = Page(paste(as_editor, table, "Walk\tan old man\nStop")).form("paste")
    assert as_editor.post(form.action, form.data(apply="1"), follow=True).redirect_chain == [(table, 302)]
    assert [shot(project, code).title for code in ("SH010", "SH020")] == ["Walk", "Stop"]
    assert shot(project, "SH010").subject == "an old man"


def test_findings_and_credits_are_told_before_and_after(as_editor, table):
    text = "Shot\tSeconds\nSH010\t4\nSH020\t20"
    page = Page(paste(as_editor, table, text))
    assert page.all("before-after") == ["Credits 676 → 675 Length 20 s → 24 s Errors 0 → 1 Warnings 0 → 1"]
    assert [item.split(" ")[0] for item in page.all("paste-list")] == ["SH010"]


def test_a_refused_cell_keeps_the_paste_from_being_saved_unless_it_is_left_out(as_editor, table, project):
    form = Page(paste(as_editor, table, "Shot\tTitle\tSeconds\nSH010\tWalk\t=A1\nSH020\tStop\t5")).form("paste")
    before = content()
    response = as_editor.post(form.action, form.data(apply="1"))
    assert response.status_code == 422
    assert Page(response).all("refusal") == [
        "Nothing was pasted. SH010, Seconds: “=A1” is a formula. A duration is a number from 0.5 to 600 seconds with at most 1 decimal."
    ]
    assert content() == before
    assert as_editor.post(form.action, form.data(apply="1", skip="1", mark=None)).status_code == 302
    assert [(s.title, s.duration) for s in board(project).scenes[0].shots] == [("Walk", Decimal(10)), ("Stop", Decimal(5))]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "There is nothing to paste. Copy cells in a spreadsheet first."),
        ("a\tb\n" * 5000, "10,000 cells are too many to paste at once: at most 5,000. Paste them in parts."),
        ("Shot\tMood\nSH010\tsad", "There is no column “Mood”. Correct the first row or delete it, then paste again."),
    ],
)
def test_a_paste_that_cannot_be_keeps_its_text(as_editor, table, text, sentence):
    response = paste(as_editor, table, text)
    page = Page(response)
    assert (response.status_code, page.all("refusal")) == (422, [sentence])
    assert page.text("paste-text").removeprefix("\n") == text


def test_rows_beyond_the_last_shot_become_shots_where_that_is_ticked(as_editor, table, project):
    form = Page(paste(as_editor, table, "A\nB\nC\nD")).form("paste")
    assert as_editor.post(form.action, form.data(apply="1")).status_code == 302
    assert codes(project) == [["SH010", "SH020"]]
    assert as_editor.post(form.action, form.data(apply="1", add="1", mark=None)).status_code == 302
    assert codes(project) == [["SH010", "SH020", "SH030", "SH040"]]
    assert shot(project, "SH040").title == "D"


def test_cells_that_somebody_changed_since_the_look_are_shown_again(as_owner, as_editor, table):
    form = Page(paste(as_editor, table, "Walk")).form("paste")
    cells(as_owner, table, ["SH010", "title", "Theirs"])
    response = as_editor.post(form.action, form.data(apply="1"))
    assert response.status_code == 409
    assert Page(response).all("refusal") == [
        "Somebody changed these cells meanwhile. Look again at what would change, then paste."
    ]


def test_our_own_guarded_text_is_pasted_as_it_was(as_editor, table, project):
    form = Page(paste(as_editor, table, "'=SUM(A1)\n''tis late")).form("paste")
    as_editor.post(form.action, form.data(apply="1"))
    assert [s.title for s in board(project).scenes[0].shots] == ["=SUM(A1)", "'tis late"]


def test_an_open_table_catches_up_with_the_rows_that_changed(as_owner, as_viewer, table):
    have = [part.split('"')[0] for part in as_viewer.get(table).content.decode().split('data-v="')[1:]]
    cells(as_owner, table, ["SH010", "title", "Walk"])
    forget_reports()
    response = as_viewer.get(table, {"scenes": "changed", "have": ",".join(have)}, headers={"HX-Request": "true"})
    html = response.content.decode()
    assert "<table><tbody" in html
    assert ">Walk</td>" in html
    assert '<tr data-shot="SH020" data-same></tr>' in html
