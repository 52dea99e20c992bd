"""Anchors that cells name: those of the plan, and new ones where it has none of this name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from projects.core.board import Anchor, Board, Kind
from projects.core.incoming import Skipped
from projects.core.ordering import slug_key
from projects.imports.sheet_mapping import NAMED_ANCHORS
from projects.imports.sheet_rows import Row

NAME_MAX = 80
_NO_NAME = re.compile(r"[,;:()\n]")


def with_anchors(rows: Sequence[Row], board: Board, skipped: list[Skipped]) -> tuple[list[Row], tuple[Anchor, ...]]:
    """The rows with the keys of the anchors that their cells name, and the anchors that are new.

    A cell holds one anchor or several, apart by `;` or line breaks: `keeper`, or `keeper: a man in his sixties`. A
    shot that is here already keeps its others.
    """
    making = _Making(board)
    standing = {shot.key: shot.anchors for _, shot in board.shots()}
    found = []
    for row in rows:
        values = {name: value for name, value in row.values.items() if name not in NAMED_ANCHORS}
        keys = list(values.get("anchors", standing.get(row.key, ())))
        for field, kind in NAMED_ANCHORS.items():
            for name, description in _named(row.values.get(field, "")):
                if len(name) > NAME_MAX or _NO_NAME.search(name):
                    told = f"“{name[:60]}” is no name of an anchor: at most {NAME_MAX} characters, no , ; : ( )."
                    skipped.append(Skipped(f"row {row.number}", told))
                    continue
                keys.append(making.key(kind, name, description))
        if any(row.values.get(field) for field in NAMED_ANCHORS):
            values["anchors"] = tuple(dict.fromkeys(keys))
        found.append(replace(row, values=values))
    return found, making.changed()


def _named(cell: str) -> Iterator[tuple[str, str]]:
    pieces: list[str] = []
    for piece in re.split(r"[;\n]", cell):
        if ":" in cell and ":" not in piece and pieces:
            # Among anchors with descriptions what has no name goes on with the one before.
            pieces[-1] += f";{piece}"
        else:
            pieces.append(piece)
    for piece in pieces:
        name, _, description = piece.partition(":")
        if name.strip():
            yield " ".join(name.split()), description.strip()


class _Making:
    """Anchors by kind and name, in the order in which the rows name them first."""

    def __init__(self, board: Board) -> None:
        self._standing = {(anchor.kind, anchor.name.casefold()): anchor for anchor in board.anchors}
        self._keys = {anchor.key for anchor in board.anchors}
        self._found: dict[tuple[Kind, str], Anchor] = {}

    def key(self, kind: Kind, name: str, description: str) -> str:
        """The key of an anchor; the first description that a cell gives is the anchor's."""
        place = (kind, name.casefold())
        known = self._found.get(place) or self._standing.get(place)
        if known is None:
            key = slug_key(name, self._keys, kind)
            self._keys.add(key)
            known = Anchor(key, kind, name, "")
            self._found[place] = known
        if description and place not in self._standing and not known.description:
            known = self._found[place] = replace(known, description=description)
        return known.key

    def changed(self) -> tuple[Anchor, ...]:
        """The anchors that are new here."""
        return tuple(self._found.values())
