"""Pasted text as cells: rows from a spreadsheet, then where each of them belongs on the board."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from projects.core.board import Board
from projects.core.cells import BY_KEY, Column, elsewhere, named
from projects.core.cells_change import Typed
from projects.core.cells_reading import bare, is_formula, told

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
    """Whether a row of several cells names columns: every cell does, or half of them, or one is the shot's code."""
    cells = [cell for cell in row if cell.strip()]
    known = sum(named(cell) is not None or elsewhere(cell) for cell in cells)
    code = any(named(cell) == "code" for cell in cells)
    return len(cells) >= 2 and (code or known == len(cells) or (known >= 2 and known * 2 >= len(cells)))


def headed(rows: Sequence[Sequence[str]]) -> bool:
    """Whether the first row names the columns of the others. One cell alone does where its column can be typed."""
    if len(rows) < 2:
        return False
    key = named(rows[0][0]) if all(len(row) == 1 for row in rows) else None
    return is_heading(rows[0]) or (key is not None and BY_KEY[key].read is not None)


@dataclass(slots=True)
class Placed:
    """Pasted cells in their places. `new` holds rows beyond the last shot, `notes` sentences on what is left out.

    `headings` are the columns that the first row names; none where it was taken as data.
    """

    cells: list[Typed] = field(default_factory=list)
    new: list[dict[str, str]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    rows: int = 0
    columns: list[Column] = field(default_factory=list)
    headings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Plan:
    """The shots that a paste may reach, in order, and all of them."""

    codes: Sequence[str]
    every: Sequence[str]

    def hidden(self, found: Placed) -> None:
        """Notes how many shots between the first and the last one that is reached are hidden, and so stay."""
        at = {code: place for place, code in enumerate(self.every)}
        reached = [at[cell.code] for cell in found.cells if cell.code in at]
        shown = set(self.codes)
        between = self.every[min(reached) : max(reached)] if reached else ()
        count = sum(code not in shown for code in between)
        if count:
            found.notes.append(f"{_hidden(count)} between them and stay{'s' if count == 1 else ''} as {_are(count)}.")


def _hidden(count: int) -> str:
    return "1 hidden shot lies" if count == 1 else f"{count} hidden shots lie"


def _are(count: int) -> str:
    return "it is" if count == 1 else "they are"


def placed(
    board: Board,
    rows: list[list[str]],
    columns: Sequence[Column],
    code: str,
    column: str,
    *,
    shown: Collection[str] | None = None,
    data: bool = False,
) -> Placed:
    """Where each pasted cell belongs: below the headings of the first row, else right and down from an anchor cell.

    With `data` the first row is never one of headings. `shown` are the shots that a filter leaves: the others stay as
    they are. Cells that cannot be typed (credits, findings) are left out. PasteError for a heading that names no
    column and an anchor that is not there.
    """
    every = [shot.key for _, shot in board.shots()]
    plan = _Plan(every if shown is None else [key for key in every if key in shown], every)
    if not data and headed(rows):
        found = _below_headings(plan, rows, code)
        plan.hidden(found)
        _note_formulas(found)
        return found
    keys = [item.key for item in columns]
    if column not in keys:
        raise PasteError(f"There is no column “{column[:40]}” in this table. Choose the cell to paste at.")
    if code not in every:
        raise PasteError(f"There is no shot {code[:40]} any more. Choose the cell to paste at.")
    if code not in plan.codes:
        raise PasteError(f"{code} is hidden by the filter. Choose a cell that is shown, or show the others.")
    right = list(columns)[keys.index(column) :]
    found = Placed(rows=len(rows), columns=right[: max(len(row) for row in rows)])
    _fill(found, rows, right, plan.codes[plan.codes.index(code) :])
    _note_beyond(found, rows, right)
    _note_short(found, rows)
    plan.hidden(found)
    _note_formulas(found)
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


def _note_short(found: Placed, rows: list[list[str]]) -> None:
    """A row that ends before the longest one says nothing about the cells that it lacks."""
    longest = max(len(row) for row in rows)
    short = sum(1 for row in rows if row != [""] and len(row) < longest)
    if short:
        row, lacks = ("row is", "it lacks") if short == 1 else ("rows are", "they lack")
        found.notes.append(f"{short} {row} shorter than the longest one: the cells {lacks} stay as they are.")


def _note_formulas(found: Placed) -> None:
    """A formula in a column of words is words; other columns refuse it with a sentence of their own."""
    pasted = [(c.column, c.text) for c in found.cells] + [pair for row in found.new for pair in row.items()]
    words = [text for key, text in pasted if key in BY_KEY and BY_KEY[key].kind in ("text", "long") and is_formula(text)]
    if words:
        more = f" and {len(words) - 1} more" if len(words) > 1 else ""
        found.notes.append(f"{told(words[0], 30)}{more}: no formula is worked out here, it stays as words.")


def _below_headings(plan: _Plan, rows: list[list[str]], code: str) -> Placed:
    heads = rows[0]
    unknown = [cell for cell in heads if cell.strip() and named(cell) is None and not elsewhere(cell)]
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
    found.headings = tuple(column.label for column in columns if column)
    if "code" in keys:
        _by_code(found, plan, body, columns, keys.index("code"))
    else:
        start = plan.codes.index(code) if code in plan.codes else 0
        # An empty heading is a column that nobody named: its cells are left out.
        kept = [at for at, column in enumerate(columns) if column]
        picked = [[row[at] for at in kept if at < len(row)] for row in body]
        if picked and kept:
            _fill(found, picked, [column for column in columns if column], plan.codes[start:])
    others = [cell.strip() for cell in heads if elsewhere(cell)]
    if others:
        found.notes.append(f"{', '.join(others)}: no column of the table, so left out.")
    return found


def _by_code(found: Placed, plan: _Plan, body: list[list[str]], columns: list[Column | None], at: int) -> None:
    known = {key.casefold(): key for key in plan.every}
    hidden = frozenset(plan.every) - frozenset(plan.codes)
    left = 0
    for row in body:
        code = row[at].strip() if at < len(row) else ""
        filled = {c.key: text for c, text in zip(columns, row, strict=False) if c and c.read}
        key = known.get(code.casefold(), code)
        if key in hidden:
            left += 1
        elif code:
            found.cells += [Typed(key, column, text) for column, text in filled.items()]
        elif any(text.strip() for text in filled.values()):
            found.new.append(filled)
    fixed = [c.label for c in columns if c and not c.read and bare(c.key) != "code"]
    if fixed:
        found.notes.append(f"{', '.join(fixed)}: worked out, so left out.")
    if left:
        names = "1 row names a shot that the filter hides" if left == 1 else f"{left} rows name shots that the filter hides"
        found.notes.append(f"{names}: left as {_are(left)}.")
