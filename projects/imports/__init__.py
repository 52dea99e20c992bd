"""Files from elsewhere as values: what a file is (`sniff`) and what it says of a plan (`read`)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from projects.core.board import Board
from projects.core.catalog import Catalog
from projects.core.incoming import ImportProblem, Incoming
from projects.imports.sniffing import KINDS, sniff

__all__ = ["KINDS", "SHEETS", "ImportProblem", "read", "sniff"]

# Files whose columns a person may map before anything is read of them.
SHEETS = ("csv", "xlsx")
TIMELINES = ("edl", "otio", "fcpxml")


def read(
    data: bytes,
    name: str,
    kind: str,
    catalog: Catalog,
    *,
    mapping: Mapping[int, str] | None = None,
    board: Board | None = None,
    standing: Mapping[str, Mapping[str, str]] | None = None,
) -> Incoming:
    """What a file says. `kind` is one of KINDS, or "" to find out. ImportProblem, one sentence, for what cannot be read.

    `mapping`, `board` and `standing` are for spreadsheets: see `sheet.incoming`.
    """
    kind = kind or sniff(data, name)
    if kind not in KINDS:
        raise ImportProblem(f"Files of the kind “{kind[:20]}” cannot be read: choose one of {', '.join(KINDS)}.")
    if kind == "zip":
        return _unpacked(data, catalog, mapping, board, standing)
    if kind in SHEETS:
        from projects.imports import sheet

        table = sheet.read_table(data, kind, catalog)
        chosen = sheet.guess(table.headings, catalog, table.rows) if mapping is None else mapping
        return sheet.incoming(table, chosen, catalog, board=board, standing=standing, kind=kind)
    if kind in TIMELINES:
        from projects.imports.timeline import read_timeline

        return read_timeline(data, kind, board.fps if board else None)
    return _worded(data, kind, catalog)


def _worded(data: bytes, kind: str, catalog: Catalog) -> Incoming:
    if kind == "document":
        from projects.imports.document import read_document

        return read_document(data, catalog)
    if kind in ("fountain", "fdx"):
        from projects.imports.script import read_script

        return read_script(data, kind, catalog)
    from projects.imports.marked import read_marked

    return read_marked(data, kind, catalog)


def _unpacked(
    data: bytes,
    catalog: Catalog,
    mapping: Mapping[int, str] | None,
    board: Board | None,
    standing: Mapping[str, Mapping[str, str]] | None,
) -> Incoming:
    """What the one file of an archive that counts says."""
    from projects.imports.archive import unpack

    file = unpack(data)
    kind = sniff(file.data, file.name)
    if kind == "zip":
        raise ImportProblem(f"“{file.name[:60]}” is an archive inside the archive: unpack it and choose the file itself.")
    found = read(file.data, file.name, kind, catalog, mapping=mapping, board=board, standing=standing)
    return replace(found, notes=(*file.notes, *found.notes), pictures=file.pictures)
