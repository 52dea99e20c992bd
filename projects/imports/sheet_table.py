"""A spreadsheet as a table of texts: headings, rows below them with their numbers, and what was left out."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from projects.core.cells import named
from projects.core.cells_reading import bare
from projects.core.incoming import ImportProblem, Skipped
from projects.exports.csv_file import COLUMNS
from projects.imports.decoding import text_of

COLUMNS_MAX = 100
ROWS_MAX = 100_000
SIGNS = ",;\t|"
_SIGN_NAMES = {";": "semicolons", "\t": "tabs", "|": "bars", ",": "commas"}
_SAMPLE = 200
_HEADINGS_WITHIN = 25
_NAMED = 8
# A cell holds far less than this; what swallows more is a quote that never closes.
_CELL_MAX = 1_000_000
_NUMBER = re.compile(r"\d+([.,]\d+)?( ?s(ec\.?)?)?")
_SEPARATOR_LINE = re.compile(r"sep=([,;\t|])\r?\n", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Table:
    """Headings and the rows below them; `numbers` says which row of the file each one is, from 1.

    A row may be shorter than the headings: nothing is said of the columns that it lacks. `own` means that this is a
    file of ours, with our columns under our names. `headed` is None where headings are known; else it says whether the
    first row was taken for some, which nobody but the reader of the file can tell for sure.
    """

    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numbers: tuple[int, ...]
    notes: tuple[str, ...] = ()
    skipped: tuple[Skipped, ...] = ()
    own: bool = False
    headed: bool | None = None


def is_own(headings: Sequence[str]) -> bool:
    """Whether these are headings of our own files: most of them our names, letter by letter, and the code among them."""
    given = [cell.strip() for cell in headings if cell.strip()]
    ours = sum(cell in COLUMNS for cell in given)
    return "key" in given and ours >= 3 and ours * 2 > len(given)


def known(headings: Iterable[str], names: frozenset[str] = frozenset()) -> int:
    """How many of these cells are names of columns. `names` are further ones, without signs."""
    cells = {bare(cell) for cell in headings if cell.strip() and len(cell) <= 60}
    return sum(cell in names or cell in _OURS or named(cell) is not None for cell in cells if cell)


_OURS = frozenset(map(bare, COLUMNS))


def csv_table(data: bytes, names: frozenset[str] = frozenset(), headed: bool | None = None) -> Table:
    """The table of a CSV file in any usual encoding, with commas, semicolons, tabs or bars between its cells."""
    text, notes = text_of(data)
    stated = _SEPARATOR_LINE.match(text)
    sign = stated[1] if stated else separator(text, names)
    rows = _rows(text[stated.end() :] if stated else text, sign)
    if sign != ",":
        notes = (*notes, f"The cells are separated by {_SIGN_NAMES[sign]}.")
    return finished(rows, notes, names, first=2 if stated else 1, headed=headed)


def separator(text: str, names: frozenset[str] = frozenset()) -> str:
    """The sign that parts this text into the most even rows; headings that are known count most."""
    return max(SIGNS, key=lambda sign: (*_evenness(text, sign, names), -SIGNS.index(sign)))


def _evenness(text: str, sign: str, names: frozenset[str]) -> tuple[int, float, int]:
    rows = []
    try:
        for row in csv.reader(io.StringIO(text[:200_000], newline=""), delimiter=sign):
            if any(cell.strip() for cell in row):
                rows.append(row)
            if len(rows) > _SAMPLE:
                break
    except csv.Error:
        return (0, 0.0, 0)
    if not rows:
        return (0, 0.0, 0)
    best = max(rows[:_HEADINGS_WITHIN], key=lambda row: known(row, names))
    widths = [len(row) for row in rows]
    common = max(set(widths), key=lambda width: (widths.count(width), width))
    even = widths.count(common) / len(widths) if common > 1 else 0.0
    return (known(best, names) if len(best) > 1 else 0, even, common)


def _rows(text: str, sign: str) -> list[list[str]]:
    """Every record. ImportProblem where a quote never closes and for more rows than anybody shoots."""
    csv.field_size_limit(_CELL_MAX)
    rows: list[list[str]] = []
    for strict in (True, False):
        rows.clear()
        begins = 1
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=sign, strict=strict)
        try:
            for row in reader:
                rows.append(row)
                begins = reader.line_num + 1
                _count(len(rows))
            break
        except csv.Error as error:
            unclosed = "end of data" in str(error) or "limit" in str(error)
            if unclosed or not strict:
                reason = "a quotation mark opens and never closes" if unclosed else "the cells cannot be told apart"
                raise ImportProblem(f"From line {begins} on {reason}: correct it, or save the file as CSV anew.") from None
    return rows


def _count(rows: int) -> None:
    if rows > ROWS_MAX:
        raise ImportProblem(f"The file has more than {ROWS_MAX:,} rows: keep the shots and delete the rest.")


def finished(
    rows: Sequence[Sequence[str]], notes: Sequence[str] = (), names: frozenset[str] = frozenset(), first: int = 1,
    headed: bool | None = None,
) -> Table:  # fmt: skip
    """The table of these rows: the headings found, empty rows left out. `first` is the number of the first row.

    `headed` says of a file without a known heading whether its first row holds headings all the same; None: by its looks.
    """
    _count(len(rows))
    full = [at for at, row in enumerate(rows) if any(cell.strip() for cell in row)]
    if not full:
        raise ImportProblem("The file has no rows: choose one with headings and a row for each shot.")
    said = list(notes)
    within = [at for at in full if at < full[0] + _HEADINGS_WITHIN]
    head = max(within, key=lambda at: (known(rows[at], names), -at))
    asked = None if known(rows[head], names) else (not _like_a_shot(rows[full[0]]) if headed is None else headed)
    if asked:
        head = full[0]
        said.append(f"No heading of row {head + first} is known: say which column is what.")
    elif asked is False:
        said.append(f"No headings are known: row {full[0] + first} was read as a shot. Say which column is what.")
        rows = [[""] * max(len(rows[at]) for at in full), *rows]
        full, head, first = [0, *(at + 1 for at in full)], 0, first - 1
    skipped = [Skipped(f"row {at + first}", f"It stands above the headings: {_told(rows[at])}") for at in full if at < head]
    headings = tuple(cell.strip() for cell in rows[head])
    kept = headings[:COLUMNS_MAX]
    if any(headings[COLUMNS_MAX:]):
        said.append(f"The file has {len(headings)} columns: the first {COLUMNS_MAX} were read, the others left out.")
    body = [at for at in full if at > head]
    if not body:
        raise ImportProblem(f"There are headings in row {head + first} and no row below them: add a row for each shot.")
    empty = sorted(set(range(head + 1, body[-1])) - set(body))
    skipped += [Skipped(_numbers("row", [at + first for at in empty]), "Nothing stands there.")] if empty else []
    skipped += _ragged(rows, body, len(headings), first)
    return Table(
        kept,
        tuple(tuple(rows[at][: len(kept)]) for at in body),
        tuple(at + first for at in body),
        tuple(said),
        tuple(skipped),
        is_own(kept),
        asked,
    )


def _like_a_shot(row: Sequence[str]) -> bool:
    """Whether a first row holds a shot rather than headings: a number or a sentence is among its cells."""
    cells = [cell.strip() for cell in row if cell.strip()]
    return any(len(cell) > 40 or _NUMBER.fullmatch(cell) for cell in cells)


def _ragged(rows: Sequence[Sequence[str]], body: Sequence[int], width: int, first: int) -> list[Skipped]:
    """What stands beyond the headings, row by row, and which rows end before them."""
    long = [at for at in body if any(cell.strip() for cell in rows[at][width:])]
    found = [
        Skipped(f"row {at + first}", f"It has {len(rows[at])} cells under {width} headings: {_told(rows[at][width:])}")
        for at in long[:_NAMED]
    ]
    if len(long) > _NAMED:
        found.append(Skipped(_numbers("row", [at + first for at in long[_NAMED:]]), f"They have over {width} cells, too."))
    short = [at + first for at in body if len(rows[at]) < min(width, COLUMNS_MAX)]
    if short:
        found.append(Skipped(_numbers("row", short), f"Fewer than {width} cells: of the others nothing is said."))
    return found


def _numbers(what: str, numbers: Sequence[int]) -> str:
    """`row 4`, `rows 4, 9 and 12`, `rows 4, 5, 6 and 40 more`."""
    if len(numbers) == 1:
        return f"{what} {numbers[0]}"
    some = [str(number) for number in numbers[:_NAMED]]
    last = f"{len(numbers) - _NAMED} more" if len(numbers) > _NAMED else some.pop()
    return f"{what}s {', '.join(some)} and {last}"


def _told(cells: Sequence[str]) -> str:
    text = " · ".join(" ".join(cell.split()) for cell in cells if cell.strip())
    return f"“{text[:80]}…”" if len(text) > 80 else f"“{text}”"
