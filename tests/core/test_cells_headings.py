"""Pasted headings, and a paste into a plan of which a filter hides some shots."""

import pytest

from projects.core.board import Board, Scene, Shot
from projects.core.cells import COLUMNS, columns_of, named
from projects.core.cells import elsewhere as has_no_cell
from projects.core.cells_paste import PasteError, placed, rows_of
from projects.exports.csv_file import COLUMNS as CSV_COLUMNS

CODES = ("SH010", "SH020", "SH030", "SH040")
BOARD = Board("x", scenes=(Scene("one", shots=tuple(Shot(code) for code in CODES)),))
SHOWN = columns_of(["title", "subject", "duration"])


def put(text, code="SH010", column="title", **more):
    return placed(BOARD, rows_of(text), SHOWN, code, column, **more)


def cells(found):
    return [(cell.code, cell.column, cell.text) for cell in found.cells]


@pytest.mark.parametrize("head", [*(column.label for column in COLUMNS), *CSV_COLUMNS])
def test_every_heading_of_the_table_and_of_our_csv_is_known(head):
    assert named(head) is not None or has_no_cell(head)


def test_a_first_row_of_names_heads_the_rows_below_whatever_cell_is_chosen():
    found = put("Seconds\tTitle\n4\tWalk\n5\tStop", "SH020", "subject")
    assert cells(found) == [
        ("SH020", "duration", "4"), ("SH020", "title", "Walk"), ("SH030", "duration", "5"), ("SH030", "title", "Stop"),
    ]  # fmt: skip
    assert found.headings == ("Seconds", "Title")


def test_one_column_with_its_name_above_is_headed_too():
    found = put("Title\nWalk, slowly\nStop", column="subject")
    assert cells(found) == [("SH010", "title", "Walk, slowly"), ("SH020", "title", "Stop")]


@pytest.mark.parametrize("text", ["Title\tSeconds", "Title", "Scene\nWalk"])
def test_names_with_nothing_below_and_names_that_cannot_be_typed_are_data(text):
    assert put(text).headings == ()


def test_headings_may_be_taken_as_data():
    found = put("Title\tSubject\nWalk\ta man", data=True)
    assert (cells(found)[:2], found.headings) == ([("SH010", "title", "Title"), ("SH010", "subject", "Subject")], ())


def test_what_our_csv_has_besides_is_left_out_and_said():
    found = put("key\ttitle\tprompt\tstart\nSH020\tWalk\tA man.\t0")
    assert cells(found) == [("SH020", "title", "Walk")]
    assert found.notes == ["prompt, start: no column of the table, so left out."]


def test_a_paste_passes_over_hidden_shots_and_counts_them():
    found = put("A\nB\nC", shown={"SH010", "SH040"})
    assert cells(found) == [("SH010", "title", "A"), ("SH040", "title", "B")]
    assert found.new == [{"title": "C"}]
    assert found.notes == ["2 hidden shots lie between them and stay as they are."]


def test_a_row_that_names_a_hidden_shot_is_left_out_and_said():
    found = put("Shot\tTitle\nSH010\tA\nSH020\tB", shown={"SH010", "SH030"})
    assert cells(found) == [("SH010", "title", "A")]
    assert found.notes == ["1 row names a shot that the filter hides: left as it is."]


def test_a_hidden_shot_is_no_place_to_paste_at():
    with pytest.raises(PasteError) as caught:
        put("A", "SH020", shown={"SH010"})
    assert str(caught.value) == "SH020 is hidden by the filter. Choose a cell that is shown, or show the others."
