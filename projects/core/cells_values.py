"""The cells that hold several values: camera moves and anchors, as words there and back."""

from __future__ import annotations

import re
from functools import lru_cache

from projects.core.board import Anchor, Board, Move, Shot
from projects.core.camera import move_text, moves_in_note
from projects.core.catalog import Catalog
from projects.core.cells_reading import CellError, bare, told
from projects.core.words import without_article

MOST_MOVES = 20
_APART = re.compile(r"\s*[;\n]\s*")
_LISTED = re.compile(r"\s*[,;\n]\s*")


def camera_shown(shot: Shot, board: Board, catalog: Catalog) -> str:
    """The camera moves as they stand in a prompt: `slow clockwise orbit; pan left`."""
    return "; ".join(move_text(move, catalog) for move in shot.camera)


@lru_cache(maxsize=8)
def _moves(catalog: Catalog) -> dict[str, Move]:
    """Every move of the catalogue by its words, its labels and its ids, all without signs."""
    found: dict[str, Move] = {}
    every = [
        (move, Move(move.id, way, speed))
        for move in catalog.moves.values()
        for way in (None, *move.directions)
        for speed in (None, *catalog.speeds)
    ]
    for _, value in every:
        found.setdefault(bare(move_text(value, catalog)), value)
    for entry, value in every:
        way, speed = value.direction or "", value.speed or ""
        for name in (entry.label, entry.id, entry.short):
            if name:
                found.setdefault(bare(f"{speed} {name} {way}"), value)
                found.setdefault(bare(f"{name} {way} {speed}"), value)
    return found


def camera_read(text: str, shot: Shot, board: Board, catalog: Catalog) -> tuple[Move, ...]:
    """Camera moves from words. CellError for words that are no move: those belong into the note."""
    found: list[Move] = []
    for piece in filter(None, _APART.split(text.strip())):
        known = _moves(catalog).get(bare(piece))
        moves = (known,) if known else moves_in_note(piece, catalog)
        if not moves or (known is None and not _only_moves(piece, moves, catalog)):
            raise CellError(
                f"{told(piece)} is not a camera move. Write moves such as “slow dolly in; pan left”; "
                "other words go into the camera note."
            )
        found += moves
    if len(found) > MOST_MOVES:
        raise CellError(f"{len(found)} camera moves: at most {MOST_MOVES} fit in one shot.")
    return tuple(found)


def _only_moves(piece: str, moves: tuple[Move, ...], catalog: Catalog) -> bool:
    """Whether a text says little else than these moves, so that nothing of it is lost when it is read as them."""
    said = sum(len(move_text(move, catalog).split()) for move in moves)
    return len(piece.split()) <= said + 3


def anchors_shown(shot: Shot, board: Board, catalog: Catalog) -> str:
    """The names of the shot's own anchors; the key where a name is another anchor's, too."""
    _, shown = _names(board.anchors)
    return ", ".join(shown[key] for key in shot.anchors if key in shown)


@lru_cache(maxsize=64)
def _names(anchors: tuple[Anchor, ...]) -> tuple[dict[str, str], dict[str, str]]:
    """Keys by every way to name an anchor, and the name that stands for each key."""
    ways: dict[str, set[str]] = {}
    for anchor in anchors:
        for way in {anchor.name.strip().casefold(), without_article(anchor.name).strip().casefold()}:
            ways.setdefault(way, set()).add(anchor.key)
    keys = {anchor.key for anchor in anchors}
    found = {way: next(iter(those)) for way, those in ways.items() if len(those) == 1 and way}
    shown = {}
    for anchor in anchors:
        name = anchor.name.strip()
        plain = name and not _LISTED.search(name) and found.get(name.casefold()) == anchor.key
        # A name that is another anchor's key would be read as that one.
        clear = plain and not (name in keys and name != anchor.key)
        shown[anchor.key] = name if clear else anchor.key
    return found, shown


def anchors_read(text: str, shot: Shot, board: Board, catalog: Catalog) -> tuple[str, ...]:
    """Anchor keys from names or keys with commas between. CellError for a name that no anchor has."""
    found, _ = _names(board.anchors)
    keys = {anchor.key for anchor in board.anchors}
    chosen: list[str] = []
    for name in filter(None, _LISTED.split(text.strip())):
        key = name if name in keys else found.get(name.casefold()) or found.get(without_article(name).casefold())
        if key is None:
            known = ", ".join(anchor.name for anchor in board.anchors[:6]) or "none yet"
            raise CellError(f"No anchor is called {told(name)}. Anchors of this project: {known}.")
        if key not in chosen:
            chosen.append(key)
    return tuple(chosen)
