"""Pasted text as cells: rows from a spreadsheet, then where each of them belongs on the board."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from projects.core.board import Board
from projects.core.cells import BY_KEY, Column, named
from projects.core.cells_change import Typed
from projects.core.cells_reading import bare, told

MOST_CELLS = 5000
MOST_SIGNS = 4_000_000


class PasteError(ValueError):
    """A text that cannot be pasted as a whole. Its text is one sentence for a person."""


def rows_of(text: str) -> list[list[str]]:
    """The rows of a pasted text: cells with tabs between, or CSV where its first line is a row of headings or quoted.

    A quoted cell may hold line breaks and tabs. PasteError for nothing and for too much.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n").removeprefix("\ufeff")
    if not text.strip("\n"):
        raise PasteError("There is nothing to paste. Copy cells in a spreadsheet first.")
    if len(text) > MOST_SIGNS:
        raise PasteError(f"{len(text):,} characters are too much to paste at once: at most {MOST_SIGNS:,}.")
    rows = split(text, _separator(text))
    count = sum(len(row) for row in rows)
    if count > MOST_CELLS:
        raise PasteError(f"{count:,} cells are too many to paste at once: at most {MOST_CELLS:,}. Paste them in parts.")
    return rows


def _separator(text: str) -> str:
    """What stands between cells. Prose has commas of its own: they separate only below headings or between quotes."""
    if "\t" in text:
        return "\t"
    for sign in ",;":
        first = split(text, sign)[0]
        if is_heading(first) or (len(first) > 1 and f'"{sign}"' in text.partition("\n")[0]):
            return sign
    return "\t"


def split(text: str, separator: str) -> list[list[str]]:
    """Rows of cells. A cell in quotes ends at a quote before a separator or line end; other quotes are text."""
    rows: list[list[str]] = [[]]
    at, end = 0, len(text.rstrip("\n")) if text.strip("\n") else 0
    while at <= end:
        quoted = _quoted(text, at, separator) if text.startswith('"', at) else None
        if quoted:
            cell, at = quoted
        else:
            stop = min((p for p in (text.find(separator, at), text.find("\n", at)) if p >= 0), default=len(text))
            cell, at = text[at:stop], stop
        rows[-1].append(cell)
        if at >= end:
            break
        if text[at] == "\n":
            rows.append([])
        at += 1
    return rows


def _quoted(text: str, at: int, separator: str) -> tuple[str, int] | None:
    """A cell in quotes and where it ends, None where the quotes are a person's own."""
    close = at + 1
    while True:
        close = text.find('"', close)
        if close < 0:
            return None
        if text.startswith('""', close):
            close += 2
            continue
        break
    inside = text[at + 1 : close]
    after = close + 1
    if after < len(text) and text[after] not in (separator, "\n"):
        return None
    # A spreadsheet quotes only what needs it: plain words in quotes are speech.
    if separator == "\t" and not any(sign in inside for sign in ("\t", "\n", '""')):
        return None
    return inside.replace('""', '"'), after


def is_heading(row: Sequence[str]) -> bool:
    """Whether a row names columns: every cell does, or at least half of several, or one of them is the shot's code."""
    keys = [named(cell) for cell in row if cell.strip()]
    known = sum(key is not None for key in keys)
    return len(keys) >= 2 and ("code" in keys or known == len(keys) or (known >= 2 and known * 2 >= len(keys)))


@dataclass(slots=True)
class Placed:
    """Pasted cells in their places. `new` holds rows beyond the last shot, `notes` sentences on what is left out."""

    cells: list[Typed] = field(default_factory=list)
    new: list[dict[str, str]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    rows: int = 0
    columns: list[Column] = field(default_factory=list)


def placed(board: Board, rows: list[list[str]], columns: Sequence[Column], code: str, column: str) -> Placed:
    """Where each pasted cell belongs: below the headings of the first row, else right and down from an anchor cell.

    Cells that cannot be typed (credits, findings) are left out. PasteError for a heading that names no column and an
    anchor that is not there.
    """
    if is_heading(rows[0]):
        return _below_headings(board, rows, code)
    keys = [item.key for item in columns]
    codes = [shot.key for _, shot in board.shots()]
    if column not in keys:
        raise PasteError(f"There is no column “{column[:40]}” in this table. Choose the cell to paste at.")
    if code not in codes:
        raise PasteError(f"There is no shot {code[:40]} any more. Choose the cell to paste at.")
    right = list(columns)[keys.index(column) :]
    found = Placed(rows=len(rows), columns=right[: max(len(row) for row in rows)])
    _fill(found, rows, right, codes[codes.index(code) :])
    _note_beyond(found, rows, right)
    return found


def _fill(found: Placed, rows: list[list[str]], columns: Sequence[Column], codes: Sequence[str]) -> None:
    """Row by row on from the first code; short rows leave the rest as it is."""
    single = all(len(row) == 1 for row in rows)
    for at, row in enumerate(rows):
        if row == [""] and not single:
            continue
        filled = [(column, text) for column, text in zip(columns, row, strict=False) if column.read]
        if at < len(codes):
            found.cells += [Typed(codes[at], column.key, text) for column, text in filled]
        elif any(text.strip() for _, text in filled):
            found.new.append({column.key: text for column, text in filled})
    fixed = [column.label for column in columns[: max(len(row) for row in rows)] if not column.read]
    if fixed:
        found.notes.append(f"{', '.join(fixed)}: worked out, so left out.")


def _note_beyond(found: Placed, rows: list[list[str]], columns: Sequence[Column]) -> None:
    beyond = [
        (at, row[len(columns) :]) for at, row in enumerate(rows, 1) if any(cell.strip() for cell in row[len(columns) :])
    ]
    for at, cells in beyond[:5]:
        some = ", ".join(told(cell, 24) for cell in cells[:3] if cell.strip())
        found.notes.append(f"Row {at} goes beyond the last column, {columns[-1].label}: {some} would be left out.")
    if len(beyond) > 5:
        found.notes.append(f"{len(beyond) - 5} more rows go beyond the last column.")


def _below_headings(board: Board, rows: list[list[str]], code: str) -> Placed:
    heads = rows[0]
    unknown = [cell for cell in heads if cell.strip() and named(cell) is None]
    if unknown:
        some = ", ".join(told(cell, 30) for cell in unknown[:5])
        are = "There is no column" if len(unknown) == 1 else "There are no columns"
        raise PasteError(f"{are} {some}. Correct the first row or delete it, then paste again.")
    keys = [named(cell) for cell in heads]
    twice = next((key for at, key in enumerate(keys) if key and key in keys[:at]), None)
    if twice:
        raise PasteError(f"The first row names {BY_KEY[twice].label} twice. Keep one of them.")
    body = rows[1:]
    columns = [BY_KEY[key] if key else None for key in keys]
    found = Placed(rows=len(body), columns=[column for column in columns if column and column.read])
    if "code" in keys:
        _by_code(found, board, body, columns, keys.index("code"))
        return found
    codes = [shot.key for _, shot in board.shots()]
    start = codes.index(code) if code in codes else 0
    # An empty heading is a column that nobody named: its cells are left out.
    kept = [at for at, column in enumerate(columns) if column]
    picked = [[row[at] for at in kept if at < len(row)] for row in body]
    if picked:
        _fill(found, picked, [column for column in columns if column], codes[start:])
    return found


def _by_code(found: Placed, board: Board, body: list[list[str]], columns: list[Column | None], at: int) -> None:
    known = {shot.key.casefold(): shot.key for _, shot in board.shots()}
    for row in body:
        code = row[at].strip() if at < len(row) else ""
        filled = {c.key: text for c, text in zip(columns, row, strict=False) if c and c.read}
        if code:
            key = known.get(code.casefold(), code)
            found.cells += [Typed(key, column, text) for column, text in filled.items()]
        elif any(text.strip() for text in filled.values()):
            found.new.append(filled)
    fixed = [c.label for c in columns if c and not c.read and bare(c.key) != "code"]
    if fixed:
        found.notes.append(f"{', '.join(fixed)}: worked out, so left out.")
