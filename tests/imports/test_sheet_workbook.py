"""Excel workbooks: values of every kind, the right sheet, and files that were made to fill memory."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from decimal import Decimal

import pytest
import xlsxwriter

from projects.core.incoming import ImportProblem
from projects.exports import csv_file
from projects.imports import read, sniff
from projects.imports.sheet import read_table
from tests import boards
from tests.papers import material

CATALOG = boards.catalog()


def workbook(*sheets):
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"strings_to_formulas": False, "remove_timezone": True})
    for name, rows in sheets:
        sheet = book.add_worksheet(name)
        for at, row in enumerate(rows):
            for column, value in enumerate(row):
                if isinstance(value, dt.date | dt.time):
                    sheet.write_datetime(
                        at,
                        column,
                        value,
                        book.add_format({"num_format": "h:mm:ss" if isinstance(value, dt.time) else "yyyy-mm-dd"}),
                    )
                elif isinstance(value, tuple):
                    sheet.write_formula(at, column, value[0], None, value[1])
                else:
                    sheet.write(at, column, value)
    book.close()
    return out.getvalue()


def refused(data):
    with pytest.raises(ImportProblem) as error:
        read_table(data, "xlsx", CATALOG)
    return str(error.value)


def changed(data, name, change):
    """The workbook with one part changed, everything packed hard."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.namelist():
            content = old.read(entry)
            new.writestr(entry, change(content) if entry == name else content)
    return out.getvalue()


ROWS = [
    ["Shot", "Action", "Secs", "Seed", "Notes"],
    [1, "runs", 4.0, 48213, dt.date(2026, 1, 2)],
    ["2", "=1+1 stays a text", 5.5, ("=7*6", 42), True],
    ["3", "sits", dt.time(0, 0, 6), "", "two\nlines"],
]
SHEET = "xl/worksheets/sheet1.xml"


def test_values_of_every_kind_arrive_as_a_person_would_type_them():
    data = workbook(("Sheet1", ROWS))
    assert sniff(data, "whatever.bin") == "xlsx"
    found = read(data, "list.xlsx", "", CATALOG)
    assert [(shot.key, dict(shot.fields)) for shot in found.scenes[0].shots] == [
        ("1", {"action": "runs", "duration": Decimal(4), "seed": 48213, "notes": "2026-01-02"}),
        ("2", {"action": "=1+1 stays a text", "duration": Decimal("5.5"), "seed": 42, "notes": "yes"}),
        ("3", {"action": "sits", "duration": Decimal(6), "notes": "two\nlines"}),
    ]
    assert (found.kind, found.skipped) == ("xlsx", ())


def test_of_several_sheets_the_shot_list_is_chosen_and_named():
    data = workbook(("Budget", [["Item", "Cost"], *[["Lamp", at] for at in range(9)]]), ("Shots", ROWS), ("Empty", []))
    found = read(data, "list.xlsx", "", CATALOG)
    assert found.notes == ("Read from the sheet “Shots”; left out: “Budget”.",)
    assert len(found.scenes[0].shots) == 3


def test_our_rows_in_a_workbook_say_what_they_say_in_csv():
    import csv

    text = csv_file.write(material(boards.harbour_and_kitchen()))
    rows = list(csv.reader(io.StringIO(text.decode(), newline="")))
    assert read(workbook(("Shots", rows)), "a.xlsx", "", CATALOG).scenes == read(text, "a.csv", "", CATALOG).scenes


def test_a_cell_far_off_does_not_ask_for_all_memory():
    far = workbook(("Sheet1", ROWS))
    out = changed(
        far,
        SHEET,
        lambda xml: xml.replace(b"</sheetData>", b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'),
    )
    assert refused(out) == "A sheet (sheet1.xml) reaches to row 1,048,576, column 16,384: delete what stands far off."


def test_a_shared_text_in_a_hundred_thousand_cells_is_counted_each_time():
    cells = b"".join(b'<row r="%d"><c r="A%d" t="s"><v>0</v></c></row>' % (at, at) for at in range(10, 30_000))
    data = changed(
        workbook(("Sheet1", [["x" * 30_000]])), SHEET, lambda xml: xml.replace(b"</sheetData>", cells + b"</sheetData>")
    )
    assert refused(data) == "The texts of the workbook take over 128 MB: split it or use CSV."


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (changed(workbook(("S", ROWS)), SHEET, lambda xml: xml + b" " * 40_000_000), f"“{SHEET}” would unfold to over 200 times its size: the workbook was not read."),
        (changed(workbook(("S", ROWS)), "xl/styles.xml", lambda xml: b'<!DOCTYPE a [<!ENTITY b "c">]>' + xml), "“xl/styles.xml” in the workbook is not as spreadsheets write it: save it anew."),
        (changed(workbook(("S", ROWS)), SHEET, lambda xml: xml[:200]), "The workbook is damaged and cannot be read: open it and save it as .xlsx again."),
        (workbook(("S", ROWS))[:900], "The workbook is broken and cannot be opened: save or download it again."),
        (workbook(("S", [])), "The workbook has no rows: choose one with headings and a row for each shot."),
        (b"\xd0\xcf\x11\xe0" + b"x" * 900, "This is a workbook of the old kind, or one with a password: save it as .xlsx without one."),
    ],
    ids=["bomb", "entities", "cut", "broken", "empty", "old"],
)  # fmt: skip
def test_a_workbook_that_cannot_be_read_is_refused_in_one_sentence(data, message):
    assert refused(data) == message
