"""What a batch would change, value by value: `CFG 14 → 11` and the shots it holds for."""

from __future__ import annotations

from dataclasses import dataclass

from projects.core.board import Board, Shot
from projects.core.catalog import Catalog
from projects.core.cells import COLUMNS, inherited
from projects.core.review import LABELS


@dataclass(frozen=True, slots=True)
class Told:
    """One value that changes alike in several shots: what it is called, what it was, what it will be, and where."""

    label: str
    was: str
    now: str
    codes: tuple[str, ...]


def told_changes(before: Board, after: Board, catalog: Catalog) -> list[Told]:
    """Every value that differs between two boards in shots that both hold, alike ones together, in column order."""
    old = {shot.key: shot for _, shot in before.shots()}
    found: dict[tuple[str, str, str], list[str]] = {}
    for _, shot in after.shots():
        was = old.get(shot.key)
        if was is None or was == shot:
            continue
        for label, a, b in _pairs(was, shot, before, after, catalog):
            found.setdefault((label, a, b), []).append(shot.key)
    ordered = sorted(found.items(), key=lambda item: item[0][0])
    return [Told(label, was, now, tuple(codes)) for (label, was, now), codes in ordered]


def _pairs(was: Shot, now: Shot, before: Board, after: Board, catalog: Catalog) -> list[tuple[str, str, str]]:
    """(label, was, now) for each value of one shot that differs."""
    pairs = []
    for column in COLUMNS:
        if column.shown is not None and getattr(was, column.key, None) != getattr(now, column.key, None):
            a = column.shown(was, before, catalog) or _open(column.key, was, before, catalog)
            b = column.shown(now, after, catalog) or _open(column.key, now, after, catalog)
            pairs.append((column.label, a, b))
    if was.without != now.without:
        pairs.append(("Not in the shot", _names(was, after), _names(now, after)))
    if was.status != now.status:
        pairs.append(("Status", LABELS[was.status], LABELS[now.status]))
    return pairs


def _names(shot: Shot, board: Board) -> str:
    """The names of the anchors that a shot does not show."""
    names = {anchor.key: anchor.name for anchor in board.anchors}
    return ", ".join(names[key] for key in shot.without if key in names) or "–"


def _open(key: str, shot: Shot, board: Board, catalog: Catalog) -> str:
    """What stands where a shot leaves a value open: the project's, said so."""
    value = inherited(key, shot, board, catalog)
    return f"{value} (project)" if value else "–"
