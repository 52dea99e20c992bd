"""The camera slot: framing, size, angle, lens, then moves, then the camera note."""

from __future__ import annotations

import re

from projects.core.board import Move, Shot
from projects.core.catalog import Catalog
from projects.core.parsing import find_camera
from projects.core.wording import clean

_LENS_WORD = re.compile(r"\blens(?:es)?\b", re.IGNORECASE)


def move_text(move: Move, catalog: Catalog) -> str:
    """One move in words: `slow clockwise orbit`, `normal-speed pan left`, `static camera`."""
    entry = catalog.moves[move.move]
    text = entry.directions[move.direction] if move.direction else entry.text
    return f"{catalog.speeds[move.speed].text} {text}" if move.speed else text


def _framed_size(shot: Shot, catalog: Catalog) -> str:
    size = catalog.sizes[shot.shot_size].text if shot.shot_size else ""
    if not shot.framing:
        return size
    framing = catalog.framings[shot.framing]
    return f"{framing.text} {size}" if size else framing.alone


def _lens_text(lens: str) -> str:
    lens = clean(lens)
    return f"{lens} lens" if lens and lens.isascii() and not _LENS_WORD.search(lens) else lens


def camera_parts(shot: Shot, catalog: Catalog) -> list[str]:
    """The parts of the camera slot in order, empty ones left out."""
    parts = [
        _framed_size(shot, catalog),
        catalog.angles[shot.angle].text if shot.angle else "",
        _lens_text(shot.lens),
        *(move_text(move, catalog) for move in shot.camera),
        clean(shot.camera_note),
    ]
    return [part for part in parts if part]


def moves_in_note(text: str, catalog: Catalog) -> tuple[Move, ...]:
    """The moves that free camera text names."""
    return tuple(move for _, _, move in find_camera(text, catalog)) if text.strip() else ()
