"""A spreadsheet of shots: its table, which column is which field, and what its rows say of a plan."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from projects.core.board import Board
from projects.core.catalog import Catalog
from projects.core.document_values import SHOT_KEY, TEXT_MAX
from projects.core.incoming import ImportProblem, Incoming, IncomingScene, IncomingShot, Skipped
from projects.imports.sheet_anchors import with_anchors
from projects.imports.sheet_mapping import FIELDS, checked, guess, headings_of, unmapped
from projects.imports.sheet_own import effective
from projects.imports.sheet_rows import Row, Rows
from projects.imports.sheet_table import Table, csv_table
from projects.imports.sheet_workbook import workbook_table

__all__ = ["FIELDS", "SHOTS_MAX", "Table", "checked", "guess", "incoming", "read_table", "standing", "unmapped"]

SHOTS_MAX = 5_000
_SCENE_WORD = re.compile(r"(?:scene|sc|int|ext|i/e|act|sequence)\b", re.IGNORECASE)
_SHORT = 12


def read_table(data: bytes, kind: str, catalog: Catalog, headed: bool | None = None) -> Table:
    """The table of a CSV file (`csv`) or a workbook (`xlsx`). ImportProblem with one sentence for what cannot be read.

    `headed` says whether the first row holds headings where none is known; None: by its looks.
    """
    names = frozenset(headings_of(catalog))
    return workbook_table(data, names, headed) if kind == "xlsx" else csv_table(data, names, headed)


def standing(data: bytes) -> dict[str, dict[str, str]]:
    """The cells of our own CSV, as written now, by code and column. Cells that still stand so say nothing new."""
    from projects.imports.sheet_values import plain

    table = csv_table(data)
    rows = [dict(zip(table.headings, (plain(cell, own=True) for cell in row), strict=False)) for row in table.rows]
    return {row["key"]: row for row in rows if row.get("key")}


def incoming(
    table: Table,
    mapping: Mapping[int, str],
    catalog: Catalog,
    *,
    board: Board | None = None,
    standing: Mapping[str, Mapping[str, str]] | None = None,
    kind: str = "csv",
) -> Incoming:
    """What the rows of a table say, by a mapping of columns to fields; of other columns nothing is said.

    A cell that is no value of its field is named by row and column in `skipped` and left out. `board` is the plan that
    stands, for the names of anchors; `standing` its cells as our own export writes them now (see `standing`), so
    that an unchanged cell of our own file says nothing.
    """
    chosen = checked(mapping, table)
    rows = Rows(table, chosen, catalog, board or Board(""), standing or {})
    read = [rows.read(at) for at in range(len(table.rows))]
    skipped = [*table.skipped]
    notes = [*table.notes, *_left_out(table, chosen, rows)]
    known = {shot.key.upper() for _, shot in board.shots()} if board else set[str]()
    kept = list(_kept(read, table, chosen, skipped, known))
    if not kept:
        raise ImportProblem("No row says anything of a shot: choose which column is the description or the action.")
    if len(kept) > SHOTS_MAX:
        row = kept[SHOTS_MAX].number
        raise ImportProblem(f"There are more than {SHOTS_MAX:,} shots, from row {row} on: split the file.")
    kept, coded = _coded(kept, skipped)
    project: dict[str, Any] = {}
    if table.own:
        kept, project = effective(kept, board is None or not standing)
    elif "aspect_ratio" in chosen.values():
        kept, project = _ratio(kept)
    kept, named = with_anchors(kept, board or Board(""), rows.skipped)
    project |= {"anchors": named} if named else {}
    scenes = tuple(_scenes(kept, _scene_of(table), board, notes))
    return Incoming(
        kind, scenes=scenes, project=project, skipped=(*skipped, *rows.skipped), notes=(*notes, *coded)
    )  # fmt: skip


def _left_out(table: Table, mapping: Mapping[int, str], rows: Rows) -> Iterator[str]:
    """Sentences about columns that nothing is read from."""
    names = unmapped(table, mapping)
    if names:
        some = ", ".join(f"“{name[:40]}”" for name in names[:10])
        yield f"Not read: {some}{f' and {len(names) - 10} more columns' if len(names) > 10 else ''}."
    if rows.unknown:
        some = ", ".join(sorted(rows.unknown))
        yield f"Not read: {some}, since there are no anchors yet: to make them, read it as “Anchor: subject” and the like."


def _kept(
    read: Sequence[Row], table: Table, mapping: Mapping[int, str], skipped: list[Skipped], known: Collection[str]
) -> Iterator[Row]:
    """The rows that say something of a shot, or anything of one that is `known`. One that names a scene alone begins it."""
    begins = ""
    for row in read:
        if row.worded or (table.own and row.key) or (row.values and row.key.upper() in known):
            yield replace(row, scene=row.scene or begins)
            begins = "" if row.scene else begins
            continue
        heading = row.scene or (row.key if "scene" not in mapping.values() and _SCENE_WORD.match(row.key) else "")
        begins = heading or begins
        reason = "It names a scene and no shot." if heading else "It says nothing of what the shot shows."
        skipped.append(Skipped(f"row {row.number}", reason))


def _coded(rows: Sequence[Row], skipped: list[Skipped]) -> tuple[list[Row], list[str]]:
    """The rows with codes that a shot can have, each once; numbers that start anew in each scene get its number."""
    notes: list[str] = []
    if _repeated(rows):
        scene = ""
        joined = []
        for row in rows:
            scene = row.scene.strip() or scene
            both = f"{scene}-{row.key}" if row.key and len(scene) <= _SHORT else row.key
            joined.append(replace(row, key=both))
        if not _repeated(joined) and all(SHOT_KEY.fullmatch(row.key) for row in joined if row.key):
            rows = joined
            example = next(row.key for row in joined if row.key)
            notes.append(f"Shot numbers start anew in each scene, so codes hold both: {example}.")
    seen: set[str] = set()
    found: list[Row] = []
    for row in rows:
        fits = bool(SHOT_KEY.fullmatch(row.key))
        if row.key and (not fits or row.key in seen):
            reason = "stands twice" if fits else "holds other signs than letters, digits, _ and -"
            told = f"The code “{row.key[:40]}” {reason}: the shot gets a new one."
            skipped.append(Skipped(f"row {row.number}", told))
            found.append(replace(row, key=""))
            continue
        seen.add(row.key)
        found.append(row)
    return found, notes


def _repeated(rows: Sequence[Row]) -> bool:
    keys = [row.key for row in rows if row.key]
    return len(set(keys)) < len(keys)


def _ratio(rows: Sequence[Row]) -> tuple[list[Row], dict[str, Any]]:
    """The ratio is the project's: the most common one of the rows."""
    given = Counter(row.values["aspect_ratio"] for row in rows if "aspect_ratio" in row.values)
    left = [replace(row, values={k: v for k, v in row.values.items() if k != "aspect_ratio"}) for row in rows]
    return left, {"aspect_ratio": given.most_common(1)[0][0]} if given else {}


def _scene_of(table: Table) -> Callable[[Row], str]:
    """The number of a row's scene in our own files (`2` of 2.1), by which equal titles are told apart; else ""."""
    if not table.own or "number" not in table.headings:
        return lambda row: ""
    at = table.headings.index("number")
    by_row = {
        number: row[at].partition(".") for number, row in zip(table.numbers, table.rows, strict=True) if at < len(row)
    }

    def number(row: Row) -> str:
        scene, point, _ = by_row.get(row.number, ("", "", ""))
        return scene if point else ""

    return number


def _scenes(
    rows: Sequence[Row], scene_of: Callable[[Row], str], board: Board | None, notes: list[str]
) -> Iterator[IncomingScene]:
    """Scenes in the order in which the rows name them first; a row without one goes on with the scene before."""
    order: dict[str, tuple[str, int, list[IncomingShot]]] = {}
    now, back = "", []
    for row in rows:
        title = row.scene.strip()
        number = scene_of(row)
        name = f"#{number}" if number else f"={title.casefold()}" if title else now
        if not number and now in order and title.casefold() == order[now][0].casefold():
            name = now
        if name in order and name != now:
            back.append(row.number)
        if name not in order:
            order[name] = (row.scene if number else title, row.number, [])
        now = name
        order[name][2].append(IncomingShot(row.values, row.key, row.text[:TEXT_MAX], f"row {row.number}"))
    if back:
        notes.append(f"Row {back[0]} goes back to an earlier scene, and so joins the end of it.")
    untitled = {scene.key for scene in board.scenes if not scene.title} if board else set()
    for title, number_of_row, shots in order.values():
        key = title if title in untitled else ""
        yield IncomingScene("" if key else title, key, tuple(shots), f"row {number_of_row}")
