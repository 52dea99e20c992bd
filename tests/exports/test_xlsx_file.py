"""The shot list as a workbook, read back by two other libraries."""

import io
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal

import openpyxl
from hypothesis import given, settings
from python_calamine import CalamineWorkbook

from projects.core.incoming import Incoming
from projects.exports.csv_file import COLUMNS, guarded, row
from projects.exports.xlsx_file import CELL_MAX, CUT, fitted, write
from projects.imports import read
from tests import boards
from tests.exports.test_prompts_file import wrong
from tests.papers import material
from tests.strategies import catalog

FORMULA = '=HYPERLINK("https://example.org")'


def opened(board, **options):
    return openpyxl.load_workbook(io.BytesIO(write(material(board, **options))))


def cells(board):
    """The first sheet as openpyxl reads it: a list of values a row."""
    return [[cell.value for cell in line] for line in opened(board).worksheets[0].iter_rows()]


def with_first(board, **values):
    scene = board.scenes[0]
    first = replace(scene.shots[0], **values)
    return replace(board, scenes=(replace(scene, shots=(first, *scene.shots[1:])), *board.scenes[1:]))


def test_the_columns_are_those_of_the_csv_and_a_row_is_a_shot():
    found = cells(boards.harbour_and_kitchen())
    assert found[0] == list(COLUMNS)
    assert [line[:2] for line in found[1:]] == [
        ["1.1", "SH010"], ["1.2", "SH020"], ["1.3", "SH030"], ["3.1", "SH040"], ["3.2", "12A"],
    ]  # fmt: skip


def test_numbers_are_numbers_and_places_in_the_plan_are_texts():
    third = dict(zip(COLUMNS, cells(boards.harbour_and_kitchen())[3], strict=True))
    found = {name: third[name] for name in ("number", "duration", "start", "cfg", "seed", "previews")}
    assert found == {"number": "1.3", "duration": 5.5, "start": 20, "cfg": 12, "seed": 48213, "previews": third["previews"]}
    assert type(third["previews"]) is int


@settings(max_examples=25, deadline=None)
@given(boards.boards())
def test_both_readers_give_back_every_text(board):
    made = material(board)
    content = write(made)
    wanted = [
        [guarded(cell) if isinstance(cell, str) else "" if cell is None else cell for cell in row(item, made.report, made.catalog)]
        for item in made.report.running()
    ]  # fmt: skip
    sheet = openpyxl.load_workbook(io.BytesIO(content)).worksheets[0]
    assert [[_alike(c.value) for c in line] for line in sheet.iter_rows(min_row=2)] == [
        list(map(_alike, line)) for line in wanted
    ]
    other = CalamineWorkbook.from_object(io.BytesIO(content)).get_sheet_by_index(0).to_python()
    assert [list(map(_alike, line)) for line in other[1:]] == [list(map(_alike, line)) for line in wanted]


def _alike(value):
    return "" if value is None else float(value) if isinstance(value, (int, float, Decimal)) else value


def test_no_cell_is_a_formula_or_a_link():
    board = with_first(boards.harbour(), title=FORMULA, notes="https://example.org", dialogue="@SUM(A1)", subject="'quoted")
    book = opened(board)
    values = [cell for sheet in book for line in sheet.iter_rows() for cell in line]
    assert {cell.data_type for cell in values} <= {"s", "n"}
    assert [cell for cell in values if cell.hyperlink] == []
    found = dict(zip(COLUMNS, cells(board)[1], strict=True))
    assert (found["title"], found["dialogue"], found["subject"]) == (f"'{FORMULA}", "'@SUM(A1)", "''quoted")


def test_a_workbook_comes_back_as_what_it_was():
    board = with_first(
        boards.harbour(),
        title=FORMULA,
        notes="_x0041_ \ttab\nline  two blanks \x85 \ufffd",
        dialogue="  'before and after  ",
    )
    found = read(write(material(board)), "shots.xlsx", "", catalog())
    assert isinstance(found, Incoming)
    shot = found.scenes[0].shots[0]
    wanted = board.scenes[0].shots[0]
    assert {name: shot.fields[name] for name in ("title", "notes", "dialogue")} == {
        "title": wanted.title, "notes": wanted.notes, "dialogue": wanted.dialogue,
    }  # fmt: skip


def test_headings_stay_in_view_filter_and_are_printed_on_every_page():
    sheet = opened(boards.harbour(), paper="letter").worksheets[0]
    assert (sheet.freeze_panes, sheet.auto_filter.ref, sheet.print_title_rows) == ("C2", "A1:AM3", "$1:$1")
    assert (sheet.page_setup.orientation, int(sheet.page_setup.paperSize)) == ("landscape", 1)
    assert sheet.column_dimensions["O"].width > sheet.column_dimensions["A"].width
    assert [sheet["F2"].alignment.wrap_text, sheet["F2"].alignment.vertical] == [True, "top"]


def test_the_second_sheet_says_what_this_is():
    book = opened(boards.harbour())
    about = {line[0].value: line[1].value for line in book["Summary"].iter_rows()}
    assert [sheet.title for sheet in book] == ["Shots", "Summary"]
    assert {name: about[name] for name in ("Project", "State", "Version", "Snapshot", "Date", "Shots")} == {
        "Project": boards.harbour().title, "State": "No open errors", "Version": 12, "Snapshot": "7c1f-a09e",
        "Date": about["Date"], "Shots": 2,
    }  # fmt: skip
    assert book.properties.created.replace(tzinfo=UTC) == datetime(2026, 11, 22, 14, 5, tzinfo=UTC)


def test_an_open_error_is_said_in_the_name_of_the_sheet_on_every_page_and_in_the_summary():
    book = opened(wrong())
    first = book.worksheets[0]
    assert first.title == "DRAFT shots"
    assert (first.oddHeader.right.text[:5], first.oddFooter.left.text[:5]) == ("DRAFT", "DRAFT")
    about = {line[0].value: line[1].value for line in book["Summary"].iter_rows()}
    assert about["State"].startswith("DRAFT: ")
    assert about["Open error, 1.1"].startswith("SH010: ")


def test_the_same_plan_gives_the_same_bytes():
    assert write(material(boards.harbour())) == write(material(boards.harbour()))


def test_what_a_cell_cannot_hold_is_cut_and_named():
    assert fitted("a" * CELL_MAX) == ("a" * CELL_MAX, False)
    text, cut = fitted("🎬" * CELL_MAX)
    assert (cut, text.endswith(CUT), len(text.encode("utf-16-le")) // 2 in (CELL_MAX, CELL_MAX - 1)) == (True, True, True)
    long = {name: f"{name} " * 1400 for name in ("subject", "action", "environment", "lighting", "style")}
    book = opened(with_first(boards.harbour(), **long))
    about = {line[0].value: line[1].value for line in book["Summary"].iter_rows()}
    assert "SH010 prompt" in about["Cut"]
    assert max(len(line[14].value or "") for line in book.worksheets[0].iter_rows()) == CELL_MAX
