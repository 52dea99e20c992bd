"""The words on and about a sketch: the camera line in its corner, the code, the text for screen readers."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from html import escape
from typing import NamedTuple

from projects.core.board import Move
from projects.core.catalog import CameraMove, Framing, Speed, Term
from projects.core.sketch_cues import Cues
from projects.core.sketch_frame import number

_GLYPH = 0.56  # width of a letter in font sizes, on average
_FONT, _MARGIN = 6.5, 6
_SHOWN_LABEL = 16
_LONG_DIRECTION = 5  # longer ones ("clockwise") are left to the arrow


class Caption(NamedTuple):
    """The terms of a catalogue that a sketch writes out."""

    sizes: Mapping[str, Term]
    framings: Mapping[str, Framing]
    moves: Mapping[str, CameraMove]
    speeds: Mapping[str, Speed]


def _short(terms: Mapping[str, Term], key: str | None) -> str:
    term = terms.get(key or "")
    return (term.short or term.label) if term else ""


def _move_name(caption: Caption, move: Move) -> str:
    entry = caption.moves.get(move.move)
    name = (entry.short or entry.label.lower()) if entry else move.move
    return f"{name} {move.direction}" if move.direction and len(move.direction) <= _LONG_DIRECTION else name


def camera_line(caption: Caption, size: str | None, framing: str | None, camera: tuple[Move, ...]) -> str:
    """`WS · dolly in · slow`; with several moves `OTS MS · dolly in + pan left`."""
    shot = f"{_short(caption.framings, framing)} {_short(caption.sizes, size)}".strip()
    moves = " + ".join(_move_name(caption, move) for move in camera[:3])
    speed = caption.speeds.get(camera[0].speed or "") if len(camera) == 1 else None
    return " · ".join(part for part in (shot, moves, speed.label.lower() if speed else "") if part)


def _said(caption: Caption, move: Move) -> str:
    entry = caption.moves.get(move.move)
    text = entry.directions.get(move.direction or "", entry.text) if entry else move.move
    speed = caption.speeds.get(move.speed or "")
    return f"{speed.text} {text}" if speed else text


def description(caption: Caption, size: str | None, framing: str | None, camera: tuple[Move, ...], cues: Cues) -> str:
    """The sketch in words: `Sketch: wide shot, slow dolly in, pier, dawn`."""
    framed, sized = caption.framings.get(framing or ""), caption.sizes.get(size or "")
    shot = sized.text if sized else ""
    if framed:
        shot = f"{framed.text} {shot}" if sized else framed.alone
    place = cues.place or cues.inside
    said = (shot, *(_said(caption, move) for move in camera[:3]), place, cues.time)
    return "Sketch: " + (", ".join(part for part in said if part) or "nothing set yet")


def _text(words: str, x: str, y: float, size: float, more: str = "") -> str:
    return f'<text class="mv" x="{x}" y="{number(y)}" font-size="{number(size)}" fill="#fff"{more}>{escape(words)}</text>'


@lru_cache(maxsize=8192)
def written(line: str, label: str, width: int) -> str:
    """The camera line (on two lines in a narrow frame) and the label, as text elements."""
    room = width - 2 * _MARGIN if width > 100 else width - 6
    left = _MARGIN if width > 100 else 3
    lines = [line] if line else []
    if len(line) * _GLYPH * _FONT > room and " · " in line:
        lines = line.split(" · ", 1)
    label = label if len(label) <= _SHOWN_LABEL else label[: _SHOWN_LABEL - 1] + "…"
    beside = bool(label) and len(lines) < 2 and (len(line) + len(label) + 2) * _GLYPH * _FONT <= room
    if label and not beside:
        lines.append(label)
    longest = max((len(text) for text in lines), default=1)
    size = max(min(_FONT, room / (longest * _GLYPH)), 2.5)
    parts = [_text(text, str(left), 5 + size + i * size * 1.25, size) for i, text in enumerate(lines)]
    if beside:
        parts.append(_text(label, str(width - left), 5 + size, size, ' text-anchor="end"'))
    return "".join(parts)
