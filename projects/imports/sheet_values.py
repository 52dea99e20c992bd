"""Cells of a spreadsheet as values of a shot, each by its field: what the table's own cells take, and what others write."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from functools import lru_cache
from typing import Any

from projects.core.board import Board, Break, Move, Shot, StartsFrom
from projects.core.catalog import Catalog
from projects.core.cells import BY_KEY
from projects.core.cells_reading import CellError, bare, told
from projects.core.document_json import DocumentError
from projects.core.document_values import SHOT_KEY, text
from projects.core.parsing import Parsed, parse
from projects.exports.csv_file import guarded
from projects.imports.text_duration import bare_duration

TEXTS = (
    "title", "subject", "action", "environment", "lighting", "style", "lens", "camera_note", "negative_prompt",
    "custom_prompt", "dialogue", "notes",
)  # fmt: skip
SLOTS = ("subject", "action", "environment", "lighting", "style")
_NO_SHOT, _NO_BOARD = Shot(""), Board("")
_CLOCK = re.compile(r"(?:(\d{1,3}):)?(\d{1,3}):([0-5]?\d(?:[.,]\d{1,3})?)")
_PLAIN_NUMBER = re.compile(r"[-+\d.,\s]*")
_EDGES = " \t\n,;:.–—-/|·+&"
_STATUS = "import-status:"
# What follows it is about the camera, also words that elsewhere would be about somebody: `circles`, `follows`.
_LABEL = "Camera: "
_FRAME_MAX = 200
_WORD = re.compile(r"\w")
_JOINING = frozenset(
    "on onto to toward towards from with past over around across behind through along into at of for".split()
)


def plain(cell: str, own: bool) -> str:
    """A cell without the apostrophe that keeps a spreadsheet from running it."""
    if cell[:1] == "'" and guarded(cell[1:]) == cell and (own or cell[1:2] != "'"):
        return cell[1:]
    return cell


def text_value(cell: str) -> str:
    """A text that a document can hold. CellError for control characters and over 10,000 of them."""
    try:
        return text(cell, "cell")
    except DocumentError as error:
        raise CellError(f"The text {error.reason}. Correct it there.") from None


def _by_cell(name: str) -> Callable[[str, Catalog, Board], Any]:
    """What the table's cell of this name takes."""

    def read(cell: str, catalog: Catalog, board: Board) -> Any:
        reader = BY_KEY[name].read
        return reader(cell, _NO_SHOT, board, catalog) if reader else None

    return read


def _duration(cell: str, catalog: Catalog, board: Board) -> Decimal:
    """Seconds, a clock (0:04, 0:00:04) or words (4-6 s)."""
    typed = cell.strip()
    clock = _CLOCK.fullmatch(typed)
    if clock:
        seconds = int(clock[1] or 0) * 3600 + int(clock[2]) * 60 + Decimal(clock[3].replace(",", "."))
        typed = format(seconds, "f")
    try:
        value: Decimal = _by_cell("duration")(typed, catalog, board)
    except CellError:
        found = None if _PLAIN_NUMBER.fullmatch(typed) else bare_duration(typed, catalog)
        if found is None:
            raise
        return found
    return value


@lru_cache(maxsize=8)
def _statuses(catalog: Catalog) -> Mapping[str, str]:
    """Our statuses by every word for them, without signs."""
    found: dict[str, str] = {}
    for name, words in catalog.words.items():
        if name.startswith(_STATUS):
            key = name.removeprefix(_STATUS)
            found |= dict.fromkeys([bare(key), *map(bare, words)], key)
    return found


def _status(cell: str, catalog: Catalog, board: Board) -> str:
    known = _statuses(catalog)
    if bare(cell) not in known:
        raise CellError(f"{told(cell)} is no status. Write one of {', '.join(dict.fromkeys(known.values()))}.")
    return known[bare(cell)]


def _ratio(cell: str, catalog: Catalog, board: Board) -> str:
    found = cell.strip().replace("x", ":").replace(" ", "")
    if found not in catalog.ratios:
        raise CellError(f"{told(cell)} is no aspect ratio. Write one of {', '.join(list(catalog.ratios)[:6])}.")
    return found


def _starts_from(cell: str, catalog: Catalog, board: Board) -> StartsFrom:
    code, _, frame = cell.strip().partition(":")
    if code == "upload" and not frame:
        return StartsFrom()
    if not SHOT_KEY.fullmatch(code) or frame not in ("first", "last"):
        raise CellError(f"{told(cell)} is no start frame. Write SH010:last, SH010:first or upload.")
    return StartsFrom(code, "last" if frame == "last" else "first")


def _listed(cell: str, catalog: Catalog, board: Board) -> tuple[str, ...]:
    found: tuple[str, ...] = _by_cell("anchors")(cell, catalog, board)
    return found


def _breaks(cell: str, catalog: Catalog, board: Board) -> tuple[Break, ...]:
    found: list[Break] = []
    keys = {anchor.key for anchor in board.anchors}
    for piece in cell.split("; "):
        key, _, reason = piece.partition(": ")
        if key.strip() in keys and reason.strip():
            found.append(Break(key.strip(), reason))
        elif found:
            # A reason may hold a semicolon of its own.
            found[-1] = Break(found[-1].anchor, f"{found[-1].reason}; {piece}")
        else:
            raise CellError(f"{told(piece)} is no break. Write the key of an anchor, a colon and the reason.")
    return tuple(found)


READERS: dict[str, Callable[[str, Catalog, Board], Any]] = {
    **{name: _by_cell(name) for name in ("framing", "angle", "model", "resolution", "quality", "cfg", "seed", "previews")},
    "shot_size": _by_cell("shot_size"),
    "duration": _duration,
    "status": _status,
    "aspect_ratio": _ratio,
    "starts_from": _starts_from,
    "anchors": _listed,
    "without": _listed,
    "breaks": _breaks,
}


def frame_values(cell: str, catalog: Catalog) -> dict[str, Any]:
    """Size, framing and angle from one cell: `CU`, `Wide, low angle`, `OTS / MCU`. CellError where words are left."""
    found: dict[str, Any] = {}
    if len(cell) > _FRAME_MAX:
        raise CellError(f"{told(cell)} is too long for a size, a framing or an angle. Read it as the description.")
    for piece in filter(str.strip, re.split(r"[,;/+&|\n]+|\s+-\s+", cell)):
        said = _one_frame(piece.strip(), catalog)
        if not said:
            raise CellError(f"{told(piece)} is no size, framing or angle. Write one such as medium shot or low angle.")
        for name, value in said.items():
            found.setdefault(name, value)
    return found


def _one_frame(piece: str, catalog: Catalog) -> dict[str, Any]:
    for name in ("shot_size", "framing", "angle"):
        try:
            return {name: READERS[name](piece, catalog, _NO_BOARD)}
        except CellError:
            continue
    said = parse(piece, catalog)
    values = {name: getattr(said, name) for name in ("shot_size", "framing", "angle") if getattr(said, name)}
    return values if values and not left_over(piece, said) else {}


def left_over(cell: str, said: Parsed, start: int = 0) -> str:
    """The words of a text from `start` on that no value says, a preposition before them included."""
    spans = [span for span in said.used if span[0] >= start]
    kept, at = [], start
    for place, (begin, end) in enumerate(spans):
        follows = spans[place + 1][0] if place + 1 < len(spans) else len(cell)
        joins = cell[begin:end].casefold() in _JOINING and _WORD.search(cell[end:follows])
        if not joins:
            kept.append(cell[at:begin])
            at = end
    rest = " ".join("".join([*kept, cell[at:]]).split()).strip(_EDGES)
    return rest if _WORD.search(rest) else ""


@lru_cache(maxsize=2048)
def camera_values(cell: str, catalog: Catalog, own: bool) -> Mapping[str, Any]:
    """Camera moves, and the words beside them as the camera note; of other people's cells also size, angle and lens."""
    text_value(cell)
    pieces = cell.split("; ") if own else [piece for piece in re.split(r"\s*[;\n]\s*", cell) if piece]
    values: dict[str, Any] = {"camera": ()}
    rest: list[str] = []
    for at, piece in enumerate(pieces):
        said = parse(_LABEL + piece, catalog)
        if not said.used and (named := _named_moves(piece, catalog)):
            values["camera"] += named
            continue
        left = left_over(_LABEL + piece, said, len(_LABEL))
        if own and piece and (left or not said.camera or said.shot_size or said.framing or said.angle or said.lens):
            # From the first word that is no move on, it is the note as it was written.
            rest = pieces[at:]
            break
        values["camera"] += said.camera
        for name in ("shot_size", "framing", "angle", "lens"):
            if getattr(said, name):
                values.setdefault(name, getattr(said, name))
        rest.append(left)
    note = "; ".join(piece for piece in rest if piece)
    return values | ({"camera_note": text_value(note)} if note or own else {})


def _named_moves(piece: str, catalog: Catalog) -> tuple[Move, ...]:
    """Moves by their bare names, such as `Pan`, which in a sentence could be many things."""
    try:
        found: tuple[Move, ...] = _by_cell("camera")(piece, catalog, _NO_BOARD)
    except CellError:
        return ()
    return found
