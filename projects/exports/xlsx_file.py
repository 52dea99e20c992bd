"""The shot list as an Excel workbook: the columns of the CSV, and a second sheet that says what this is."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from projects.core.figures import clock, day, number, plural, render_span
from projects.exports.csv_file import COLUMNS, Cell, guarded, row
from projects.exports.material import Material

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.worksheet import Worksheet

# What a cell holds at most, counted as Excel counts: in 16-bit units.
CELL_MAX = 32_767
CUT = " … [cut: a cell holds no more]"
# Beyond this a spreadsheet rounds.
_EXACT = 10**15
# Widths in characters of the columns that are not of the usual width.
_WIDTHS = {
    "number": 8, "key": 10, "scene": 20, "title": 20, "subject": 34, "action": 34, "environment": 30, "lighting": 26,
    "camera": 24, "style": 24, "prompt": 64, "negative_prompt": 34, "custom_prompt": 34, "anchors": 22, "breaks": 26,
    "dialogue": 30, "notes": 30, "errors": 26, "model": 16, "starts_from": 14,
}  # fmt: skip
_USUAL = 11
_HEADER_MAX = 80  # of the title, in the line on top of each page
_NOT_XML = re.compile("[\ud800-\udfff\ufffe\uffff]")


def write(material: Material) -> bytes:
    """An .xlsx file. Texts are texts whatever they begin with, and guarded as in the CSV besides; numbers are numbers.

    A text that is longer than a cell holds is cut, ends with `CUT`, and is named on the second sheet.
    """
    from xlsxwriter import Workbook

    out = io.BytesIO()
    plain = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = Workbook(out, {"in_memory": True, **plain})
    about = material.facts
    title = material.report.board.title
    book.set_properties({"title": _xml(title), "created": about.now.replace(tzinfo=None), "comments": _draft(material)})
    cut = _shots(book, material)
    _summary(book, material, cut)
    book.close()
    return out.getvalue()


def _draft(material: Material) -> str:
    return f"DRAFT: {plural(material.report.errors, 'open error')}" if material.report.draft else ""


def _xml(text: str) -> str:
    """A text without what no XML file can hold."""
    return _NOT_XML.sub("\ufffd", text)


def fitted(text: str) -> tuple[str, bool]:
    """A text as a cell can hold it, and whether something of it was cut."""
    if len(text) * 2 <= CELL_MAX or len(text.encode("utf-16-le")) <= CELL_MAX * 2:
        return text, False
    kept = text.encode("utf-16-le")[: (CELL_MAX - len(CUT)) * 2].decode("utf-16-le", "ignore")
    return kept + CUT, True


def _shots(book: Workbook, material: Material) -> list[str]:
    """The first sheet. The names of cells that were cut."""
    draft = _draft(material)
    sheet = book.add_worksheet("DRAFT shots" if draft else "Shots")
    items = material.report.running()
    wrapped, top = book.add_format({"text_wrap": True, "valign": "top"}), book.add_format({"valign": "top"})
    head = book.add_format({"bold": True, "valign": "top", "bottom": 1, "bg_color": "#E8EAED"})
    for at, name in enumerate(COLUMNS):
        sheet.set_column(at, at, _WIDTHS.get(name, _USUAL))
        sheet.write_string(0, at, name, head)
    cut: list[str] = []
    for line, item in enumerate(items, 1):
        cells = row(item, material.report, material.catalog)
        cut += (f"{item.shot.key} {name}" for name in _line(sheet, line, cells, wrapped, top))
    sheet.freeze_panes(1, COLUMNS.index("scene"))
    sheet.autofilter(0, 0, max(1, len(items)), len(COLUMNS) - 1)
    # `1.10` is a place in the plan and no number; without this every one of them has a green corner.
    sheet.ignore_errors({"number_stored_as_text": f"A1:AZ{len(items) + 1}"})
    _page(sheet, material, draft)
    return cut


def _line(sheet: Worksheet, line: int, cells: Sequence[Cell], wrapped: Any, top: Any) -> Iterable[str]:
    """Writes one row; yields the names of columns whose text was cut."""
    for at, cell in enumerate(cells):
        if cell is None or cell == "":
            sheet.write_blank(line, at, None, top)
        elif not isinstance(cell, str) and -_EXACT < cell < _EXACT:
            sheet.write_number(line, at, cell, top)
        else:
            text, shortened = fitted(_xml(guarded(str(cell))))
            sheet.write_string(line, at, text, wrapped)
            if shortened:
                yield COLUMNS[at]


def _page(sheet: Worksheet, material: Material, draft: str) -> None:
    """How the sheet is printed: on the width of the page, the headings on each, DRAFT above and below."""
    about = material.facts
    title = " ".join(_xml(material.report.board.title).split())[:_HEADER_MAX].replace("&", "&&")
    sheet.set_landscape()
    sheet.set_paper(1 if material.options.paper == "letter" else 9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    sheet.set_header(f"&L{title}&R{draft or f'Version {about.revision}'}")
    sheet.set_footer(f"&L{'DRAFT · ' if draft else ''}snapshot {about.snapshot}&C{day(about.now)} UTC&RPage &P of &N")


def _summary(book: Workbook, material: Material, cut: Sequence[str]) -> None:
    sheet = book.add_worksheet("Summary")
    label = book.add_format({"bold": True, "valign": "top"})
    value = book.add_format({"text_wrap": True, "valign": "top", "align": "left"})
    sheet.set_column(0, 0, 22)
    sheet.set_column(1, 1, 90)
    for line, (name, said) in enumerate(_facts(material, cut)):
        sheet.write_string(line, 0, name, label)
        if isinstance(said, int):
            sheet.write_number(line, 1, said, value)
        else:
            sheet.write_string(line, 1, fitted(_xml(guarded(said)))[0], value)
    _page(sheet, material, _draft(material))


def _facts(material: Material, cut: Sequence[str]) -> Iterable[tuple[str, str | int]]:
    report, about = material.report, material.facts
    totals = report.totals
    yield "Project", report.board.title
    yield "State", _draft(material) or "No open errors"
    yield "Version", about.revision
    yield "Snapshot", about.snapshot
    yield "Date", f"{day(about.now)} UTC"
    if material.options.scope != "project":
        yield "Part", f"{report.shots} of {plural(material.whole.shots, 'shot')}"
    yield "Shots", report.shots
    yield "Duration", clock(report.duration)
    yield "Credits, finals", totals.final
    yield "Credits, previews", totals.previews
    yield "Credits, total", totals.total
    if totals.unknown:
        yield "Not counted", f"{plural(totals.unknown, 'shot')} of unknown price"
    yield "Money", "unknown" if report.cost is None else f"{report.cost} {report.currency}"
    yield "Render time", render_span(totals.render)
    if report.board.budget_credits is not None:
        yield "Budget", f"{number(report.board.budget_credits)} credits"
    for item in report.running():
        for finding in item.errors:
            yield f"Open error, {item.number}", f"{item.shot.key}: {finding.message} ({finding.code})"
    if cut:
        yield "Cut", f"Longer than the {CELL_MAX:,} characters of a cell; the document has all of it: {', '.join(cut)}"
