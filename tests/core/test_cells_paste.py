"""A paste: text is rows of cells, they find their places, and what cannot be placed is named."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from projects.core.cells import columns_of
from projects.core.cells_change import changed_by, with_new
from projects.core.cells_paste import MOST_CELLS, PasteError, placed, rows_of, split
from tests.plans import DAWN, KEEPER, MARA, PIER, plan, shot
from tests.strategies import catalog, texts

BOARD = plan(shot("SH010"), shot("SH020"), shot("SH030"), anchors=(KEEPER, MARA, PIER, DAWN), use=())
SHOWN = columns_of(None)


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("a\tb\nc\td\n", [["a", "b"], ["c", "d"]]),
        ("a\tb\r\nc", [["a", "b"], ["c"]]),
        ('"two\nlines"\tb', [["two\nlines", "b"]]),
        ('"say ""hi"""\tb', [['say "hi"', "b"]]),
        ('"Hello."\t"Go," he said', [['"Hello."', '"Go," he said']]),
        ("a man, old\na dog, wet", [["a man, old"], ["a dog, wet"]]),
        ("Shot,Title\nSH010,Walk", [["Shot", "Title"], ["SH010", "Walk"]]),
        ("Shot;Title\nSH010;Walk", [["Shot", "Title"], ["SH010", "Walk"]]),
        ('"a, b","c"\n"d","e"', [["a, b", "c"], ["d", "e"]]),
        ("a\t\t", [["a", "", ""]]),
        ("\ta", [["", "a"]]),
        ("a\n\nb", [["a"], [""], ["b"]]),
    ],
)
def test_pasted_text_is_rows_of_cells(text, rows):
    assert rows_of(text) == rows


@given(st.lists(st.lists(texts, min_size=2, max_size=4), min_size=1, max_size=4))
def test_quoted_cells_read_back(table):
    table = [[cell.replace("\r", " ") for cell in row] for row in table]
    quoted = [['"' + cell.replace('"', '""') + '"' for cell in row] for row in table]
    assert split("\n".join(",".join(row) for row in quoted), ",") == table


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "There is nothing to paste. Copy cells in a spreadsheet first."),
        ("\n\n", "There is nothing to paste. Copy cells in a spreadsheet first."),
        (
            "\n".join(["\t".join("ab")] * 5000),
            "10,000 cells are too many to paste at once: at most 5,000. Paste them in parts.",
        ),
    ],
)
def test_a_paste_that_cannot_be_is_refused_in_one_sentence(text, sentence):
    with pytest.raises(PasteError) as caught:
        rows_of(text)
    assert str(caught.value) == sentence


def test_five_thousand_cells_still_fit():
    assert len(rows_of("\n".join(["a"] * MOST_CELLS))) == MOST_CELLS


def put(text, code="SH010", column="title"):
    return placed(BOARD, rows_of(text), SHOWN, code, column)


def test_rows_go_right_and_down_from_the_anchor_and_short_ones_leave_the_rest():
    found = put("A\tB\nC", "SH020")
    assert [(c.code, c.column, c.text) for c in found.cells] == [
        ("SH020", "title", "A"), ("SH020", "subject", "B"), ("SH030", "title", "C"),
    ]  # fmt: skip
    short = "1 row is shorter than the longest one: the cells it lacks stay as they are."
    assert (found.new, found.notes) == ([], [short])


def test_a_formula_among_words_is_named_as_what_it_becomes():
    becomes = ["“=SUM(A1)” and 1 more: no formula is worked out here, it stays as words."]
    assert put("=SUM(A1)\t=B2", "SH020").notes == becomes
    assert put("=SUM(A1)", "SH020", column="quality").notes == []  # refused there, with a sentence of its own
    assert put("Title\tNotes\n=SUM(A1)\t=B2").notes == becomes


def test_rows_beyond_the_last_shot_are_kept_apart_as_new_ones():
    assert put("A\nB\nC\tD", "SH020").new == [{"title": "C", "subject": "D"}]


def test_cells_beyond_the_last_column_and_worked_out_ones_are_named():
    found = put("high\tx\t5\t-\ty\tz", column="quality")
    assert [(c.column, c.text) for c in found.cells] == [("quality", "high")]
    assert found.notes == [
        "Status, Credits, Findings: worked out, so left out.",
        "Row 1 goes beyond the last column, Findings: “y”, “z” would be left out.",
    ]


def test_headings_put_cells_into_their_columns_and_codes_into_their_shots():
    found = put("Shot\tNotes\tCredits\nsh030\tlate\t5\n\tnew one\t")
    assert [(c.code, c.column, c.text) for c in found.cells] == [("SH030", "notes", "late")]
    assert (found.new, found.notes) == ([{"notes": "new one"}], ["Credits: worked out, so left out."])


def test_headings_without_codes_go_down_from_the_anchor():
    found = put("Title\tNotes\nA\tB", "SH020", "action")
    assert [(c.code, c.column, c.text) for c in found.cells] == [("SH020", "title", "A"), ("SH020", "notes", "B")]


@pytest.mark.parametrize(
    ("text", "code", "column", "sentence"),
    [
        ("Shot\tMood\nSH010\tx", "SH010", "title",
         "There is no column “Mood”. Correct the first row or delete it, then paste again."),
        ("Shot\tMood\tHue\nSH010\tx\ty", "SH010", "title",
         "There are no columns “Mood”, “Hue”. Correct the first row or delete it, then paste again."),
        ("Shot\tTitle\tTitle\nSH010\tx\ty", "SH010", "title", "The first row names Title twice. Keep one of them."),
        ("x", "SH999", "title", "There is no shot SH999 any more. Choose the cell to paste at."),
        ("x", "SH010", "mood", "There is no column “mood” in this table. Choose the cell to paste at."),
    ],
)  # fmt: skip
def test_a_paste_without_a_place_is_refused_in_one_sentence(text, code, column, sentence):
    with pytest.raises(PasteError) as caught:
        put(text, code, column)
    assert str(caught.value) == sentence


def test_new_shots_stand_at_the_end_of_the_last_scene():
    assert [item.key for _, item in with_new(BOARD, ["SH040"]).shots()] == ["SH010", "SH020", "SH030", "SH040"]


@given(st.text(max_size=200))
def test_no_text_breaks_the_paste(text):
    try:
        found = put(text)
    except PasteError:
        return
    assert changed_by(BOARD, found.cells, catalog()).cells is not None
