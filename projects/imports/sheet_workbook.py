"""Sheets of an Excel workbook as texts: opened only after its parts were unfolded, counted and measured by ourselves.

The library that reads a workbook makes room for every cell up to the last one and a copy of each shared text; a file of
a few kilobytes could so ask for all memory there is. Hence the sizes come first, and the library gets what was counted.
"""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile
from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise

from projects.core.incoming import ImportProblem
from projects.imports.decoding import within
from projects.imports.sheet_table import Table, finished, known
from projects.imports.zips import MB, Archive, Caps

CAPS = Caps(entries=2_000, total=96 * MB, ratio=200)
AREA_MAX = 4_000_000
TEXT_MAX = 128 * MB
_WANTED = re.compile(
    r"(?:\[Content_Types\]\.xml|_rels/.*|xl/(?:workbook|styles|sharedStrings)\.xml|"
    r"xl/(?:_rels|worksheets)/.*)\Z"
)
_STEP = re.compile(rb"<(?:\w+:)?(row|c)\b([^<>]*)>")
_ROW = re.compile(rb"""\br=["'](\d{1,7})["']""")
_PLACE = re.compile(rb"""\br=["']([A-Z]{1,3})(\d{1,7})["']""")
_VALUE = re.compile(rb"<(?:\w+:)?(?:c\b([^<>]*)|v\b[^<>]*>\s*(\d{1,9})?)")
_SHARED = re.compile(rb"""\bt=["']s["']""")
_ITEM = re.compile(rb"<(?:\w+:)?si\b")
_OLD = b"\xd0\xcf\x11\xe0"


def workbook_table(data: bytes, names: frozenset[str] = frozenset(), headed: bool | None = None) -> Table:
    """The table of the sheet that looks most like a shot list; a note says which one where there are several."""
    sheets = {name: rows for name, rows in sheets_of(data).items() if any(any(row) for row in rows)}
    if not sheets:
        raise ImportProblem("The workbook has no rows: choose one with headings and a row for each shot.")
    chosen = max(sheets, key=lambda name: (max(known(row, names) for row in sheets[name][:25]), len(sheets[name])))
    others = [f"“{name}”" for name in sheets if name != chosen]
    notes = []
    if others:
        some = f"{', '.join(others[:5])}{' and others' if len(others) > 5 else ''}"
        notes.append(f"Read from the sheet “{chosen}”; left out: {some}.")
    return finished(sheets[chosen], notes, names, headed=headed)


def sheets_of(data: bytes) -> dict[str, list[list[str]]]:
    """The rows of every sheet as texts, by the sheet's name. ImportProblem for what is no workbook or asks too much."""
    from python_calamine import CalamineError, CalamineWorkbook, PasswordError

    within(data)
    if data.startswith(_OLD):
        raise ImportProblem("This is a workbook of the old kind, or one with a password: save it as .xlsx without one.")
    archive = Archive(data, CAPS, "workbook")
    if "xl/workbook.xml" not in archive.entries:
        raise ImportProblem("This is no Excel workbook: save the sheet as .xlsx or as CSV.")
    packed = _counted(archive)
    try:
        book = CalamineWorkbook.from_object(io.BytesIO(packed))
        return {name: _texts(book.get_sheet_by_name(name).to_python(skip_empty_area=False)) for name in _names(book)}
    except (CalamineError, PasswordError, ValueError, KeyError, OSError):
        raise ImportProblem("The workbook is damaged and cannot be read: open it and save it as .xlsx again.") from None


def _names(book: object) -> list[str]:
    """Worksheets in order; charts and macros have no rows."""
    sheets = getattr(book, "sheets_metadata", ())
    return [sheet.name for sheet in sheets if str(sheet.typ).endswith("WorkSheet")]


def _counted(archive: Archive) -> bytes:
    """The parts that make up the sheets in a new archive, each of them measured."""
    out = io.BytesIO()
    shared = b""
    sheets: dict[str, bytes] = {}
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as packed:
        for name in archive.entries:
            if not _WANTED.match(name):
                continue
            content = archive.content(name)
            if b"<!DOCTYPE" in content or b"<!ENTITY" in content or b"\x00" in content:
                raise ImportProblem(f"“{name[:60]}” in the workbook is not as spreadsheets write it: save it anew.")
            packed.writestr(name, content)
            if name == "xl/sharedStrings.xml":
                shared = content
            elif name.startswith("xl/worksheets/") and name.endswith(".xml"):
                sheets[name] = content
    _check_area(sheets)
    _check_texts(shared, list(sheets.values()))
    return out.getvalue()


def _check_area(sheets: dict[str, bytes]) -> None:
    """Refuse cells that stand so far off that the room up to them would fill memory."""
    total = 0
    for name, content in sheets.items():
        rows, columns, count = _extent(content)
        total += max(rows * columns, count)
        if total > AREA_MAX:
            shown = name.rsplit("/", 1)[-1]
            raise ImportProblem(
                f"A sheet ({shown}) reaches to row {rows:,}, column {columns:,}: delete what stands far off."
            )


def _extent(content: bytes) -> tuple[int, int, int]:
    """The last row and column that hold something, and how many cells do. Places may be left out: then they count on."""
    rows = columns = count = row = column = 0
    for match in _STEP.finditer(content):
        if match[1] == b"row":
            stated = _ROW.search(match[2])
            row, column = int(stated[1]) if stated else row + 1, 0
            continue
        place = _PLACE.search(match[2])
        if place:
            column, row = _number(place[1]), int(place[2])
        else:
            column += 1
        if not match[2].endswith(b"/"):
            rows, columns, count = max(rows, row), max(columns, column), count + 1
    return rows, columns, count


def _number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def _check_texts(shared: bytes, sheets: Sequence[bytes]) -> None:
    """A text that is kept once and used in a hundred thousand cells takes its room each time."""
    starts = [match.start() for match in _ITEM.finditer(shared)]
    lengths = [end - start for start, end in pairwise([*starts, len(shared)])]
    longest = max(lengths, default=0)
    total = 0
    for content in sheets:
        by_number = False
        for match in _VALUE.finditer(content):
            if match[1] is not None:
                by_number = bool(_SHARED.search(match[1]))
            elif by_number:
                at = int(match[2]) if match[2] else -1
                total += lengths[at] if 0 <= at < len(lengths) else longest
                if total > TEXT_MAX:
                    raise ImportProblem(f"The texts of the workbook take over {TEXT_MAX // MB} MB: split it or use CSV.")


def _texts(rows: Sequence[Sequence[object]]) -> list[list[str]]:
    """Every cell as a text."""
    return [[cell if isinstance(cell, str) else cell_text(cell) for cell in row] for row in rows]


def cell_text(value: object) -> str:
    """A value of a cell as a person would type it: 4 for 4.0, yes and no, 2026-01-02, 0:04:05."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else format(Decimal(repr(value)), "f")
    if isinstance(value, dt.datetime) and value.time() == dt.time():
        return value.date().isoformat()
    if isinstance(value, dt.datetime):
        return value.isoformat(" ")
    if isinstance(value, dt.time):
        return f"{value.hour}:{value.minute:02}:{value.second:02}"
    if isinstance(value, dt.timedelta):
        seconds = int(value.total_seconds())
        return f"{seconds // 3600}:{seconds // 60 % 60:02}:{seconds % 60:02}"
    return str(value)
