"""The words on and about a sketch: the camera line in its corner, the code, the text for screen readers."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from html import escape
from typing import NamedTuple

from projects.core.board import Move
from projects.core.catalog import CameraMove, Framing, Speed, Term
from projects.core.sketch_cast import Cast
from projects.core.sketch_cues import Cues
from projects.core.sketch_frame import number

_GLYPH = 0.56  # width of a letter in font sizes, on average
_FONT, _MARGIN = 6.5, 6
_SHOWN_LABEL = 16
_FEW = 3
_NUMBERS = ("no", "one", "two", "three", "several")
_BESIDE = frozenset({"dog", "cat", "horse", "bird"})
_TURNED = {
    "left": " facing left", "right": " facing right", "back": " from behind", "front": " facing the camera",
}  # fmt: skip
_LIT = {
    "left": "light from the left", "right": "light from the right", "back": "light from behind", "top": "light from above",
    "below": "light from below", "front": "light from the front", "beams": "beams of light",
}  # fmt: skip
_LENSES = {"wide": "wide lens", "tele": "long lens", "macro": "macro lens"}
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


def _who(seen: Cast, cues: Cues) -> str:
    """`two people from behind`, `a dog`, `three birds`."""
    people = len(seen.people)
    if people:
        children = set(seen.people) == {"child"}
        one, more = ("a child", "children") if children else ("one person", "people")
        said = "a crowd" if people > _FEW else one if people == 1 else f"{_NUMBERS[people]} {more}"
        said += f" with a {cues.thing}" if cues.thing in _BESIDE and people < _FEW else ""
    elif cues.thing and seen.told:
        said = cues.thing if seen.many < 2 else f"{_NUMBERS[min(seen.many, 4)]} {cues.thing}s"
    else:
        return ""
    return said + _TURNED.get(cues.face, "")


def description(
    caption: Caption, size: str | None, framing: str | None, camera: tuple[Move, ...], cues: Cues, seen: Cast
) -> str:
    """The sketch in words: `Sketch: wide shot, slow dolly in, one person from behind, pier, dawn, rain`."""
    framed, sized = caption.framings.get(framing or ""), caption.sizes.get(size or "")
    shot = sized.text if sized else ""
    if framed:
        shot = f"{framed.text} {shot}" if sized else framed.alone
    place = (cues.place or cues.inside).replace("-", " ")
    lit = _LIT.get(cues.side, "")
    said = (
        shot, *(_said(caption, move) for move in camera[:3]), _LENSES.get(cues.lens, ""), _who(seen, cues), place,
        cues.time, cues.weather, lit,
    )  # fmt: skip
    return "Sketch: " + (", ".join(part for part in said if part) or "nothing set yet")


def _text(words: str, x: str, y: float, size: float, more: str = "") -> str:
    return f'<text class="mv" x="{x}" y="{number(y)}" font-size="{number(size)}" fill="#fff"{more}>{escape(words)}</text>'


@lru_cache(maxsize=4096)
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
