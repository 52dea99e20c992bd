"""The camera slot: framing, size, angle, lens, then moves, then the camera note."""

from __future__ import annotations

import re
from typing import NamedTuple

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


class CameraValues(NamedTuple):
    """Everything that a shot says in its camera slot."""

    framing: str | None
    size: str | None
    angle: str | None
    lens: str
    moves: tuple[Move, ...]
    note: str


def camera_values(shot: Shot) -> CameraValues:
    """The camera values of a shot."""
    return CameraValues(shot.framing, shot.shot_size, shot.angle, shot.lens, shot.camera, shot.camera_note)


def _framed_size(values: CameraValues, catalog: Catalog) -> str:
    size = catalog.sizes[values.size].text if values.size else ""
    if not values.framing:
        return size
    framing = catalog.framings[values.framing]
    return f"{framing.text} {size}" if size else framing.alone


def _lens_text(lens: str) -> str:
    lens = clean(lens)
    return f"{lens} lens" if lens and lens.isascii() and not _LENS_WORD.search(lens) else lens


def camera_texts(values: CameraValues, catalog: Catalog) -> list[str]:
    """The parts of the camera slot in order, empty ones left out."""
    parts = [
        _framed_size(values, catalog),
        catalog.angles[values.angle].text if values.angle else "",
        _lens_text(values.lens),
        *(move_text(move, catalog) for move in values.moves),
        clean(values.note),
    ]
    return [part for part in parts if part]


def camera_parts(shot: Shot, catalog: Catalog) -> list[str]:
    """The parts of a shot's camera slot in order, empty ones left out."""
    return camera_texts(camera_values(shot), catalog)


def moves_in_note(text: str, catalog: Catalog) -> tuple[Move, ...]:
    """The moves that free camera text names."""
    return tuple(move for _, _, move in find_camera(text, catalog)) if text.strip() else ()
