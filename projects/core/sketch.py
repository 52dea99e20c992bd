"""Sketches: the frame that the product draws of a shot while there is no picture of it.

A sketch shows what the shot's data say: how large people are, where they are and in which light, and
how the camera moves. It is put together from drawings that stand on the page once (`sketch_defs`), so
that a frame stays near 600 bytes, without a style attribute or an id of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from html import escape
from pathlib import Path
from weakref import WeakKeyDictionary

from projects.core.board import Move, Shot
from projects.core.catalog import Catalog
from projects.core.sketch_caption import Caption, camera_line, description, written
from projects.core.sketch_cast import Cast
from projects.core.sketch_cues import Cues
from projects.core.sketch_frame import HEIGHT, Scene
from projects.core.sketch_light import light_defs
from projects.core.sketch_moves import arrows, move_defs
from projects.core.sketch_reading import Reading
from projects.core.sketch_scene import picture

_DRAWINGS = Path(__file__).parent.parent / "catalog" / "sketch.svg"
_SIZES = frozenset({"ews", "vws", "ws", "mls", "ms", "mcu", "cu", "ecu"})
_SYMBOL = re.compile(r"^  <g id=.*?^  </g>", re.MULTILINE | re.DOTALL)
_ID = re.compile(r'id="(sk-[a-z-]+)"')
_REFERENCE = re.compile(r"#(sk-[a-z-]+)")
# On paper black arrows have to show on people and things, so these turn grey with an outline, and places pale.
_PAPER = {
    ' class="ink"': ("", ' fill="#7a7a7a" stroke="#000"'),
    ' class="veil"': ("", ' opacity=".7" color="#fff"'),
    ' class="ray"': (' stroke="#fff"', ' stroke="#000"'),
}


@lru_cache(maxsize=256)
def frame_width(ratio: str) -> int:
    """Width of a frame that is 90 high, for a ratio such as "16:9"; 160 where the text is no ratio."""
    across, _, down = ratio.partition(":")
    try:
        width = round(HEIGHT * float(across) / float(down))
    except (ValueError, ZeroDivisionError, OverflowError):
        return 160
    return min(max(width, 40), 240)


def _people(framing: str, size: str, people: tuple[str, ...]) -> tuple[str, ...]:
    """Who of the people is drawn: a close shot shows one, unless it is a two-shot. Four stand for a crowd."""
    if framing == "two-shot":
        return (*people, "adult", "adult")[:2]
    if framing == "pov":
        return people[:2]
    return people[:1] if size in ("mcu", "cu", "ecu") else people


class _Artist:
    """Draws with the words and terms of one catalogue, and remembers what it has drawn."""

    def __init__(self, catalog: Catalog) -> None:
        self._caption = Caption(catalog.sizes, catalog.framings, catalog.moves, catalog.speeds)
        self.reading = Reading(catalog)
        self.frame = lru_cache(maxsize=4096)(self._frame)

    def _frame(
        self,
        size: str | None,
        framing: str | None,
        angle: str | None,
        camera: tuple[Move, ...],
        width: int,
        seen: Cast,
        cues: Cues,
    ) -> tuple[str, str, str]:
        """What a frame says to a screen reader, its picture with the arrows, and its camera line."""
        drawn = size if size in _SIZES else "ms"
        people = _people(framing or "", drawn, seen.people)
        scene = Scene(width, drawn, framing or "", angle or "", people, cues, seen.many)
        shown = Cast() if framing == "establishing" else seen._replace(people=people, told=seen.told or framing == "insert")
        if framing == "insert":  # the thing fills the frame, whoever holds it
            shown = shown._replace(people=())
        said = description(self._caption, size, framing, camera, cues, shown)
        return escape(said), picture(scene) + arrows(camera, width), camera_line(self._caption, size, framing, camera)


_artists: WeakKeyDictionary[Catalog, _Artist] = WeakKeyDictionary()


def _artist(catalog: Catalog) -> _Artist:
    artist = _artists.get(catalog)
    if artist is None:
        artist = _artists[catalog] = _Artist(catalog)
    return artist


def sketch(
    shot: Shot,
    catalog: Catalog,
    *,
    ratio: str,
    environment: str = "",
    lighting: str = "",
    people: int = 1,
    label: str = "",
    subjects: Sequence[str] | None = None,
    instead: str = "",
) -> str:
    """A complete `<svg class="frame">` for a shot, 90 units high and as wide as `ratio` ("16:9") makes it.

    `environment` and `lighting` are what the shot carries from its anchors; its own words come first, then `instead`,
    the reasons of breaks of its place or light. `people` is the number of people who are known to be there, `subjects`
    the subjects it carries ("Mara: a woman in her thirties"); without `subjects` a `people` of 0 keeps people out. The
    camera line stands in the upper left corner; `label` (a shot's code) in the upper right one. The page has to hold
    `sketch_defs()` once. Never raises on odd values.
    """
    artist = _artist(catalog)
    seen = artist.reading.seen(shot, people, subjects)
    cues = artist.reading.cues(shot, environment, lighting, instead)
    if shot.framing == "insert":
        cues = cues._replace(thing=seen.thing or artist.reading.thing(shot))
    else:
        cues = cues._replace(thing=seen.thing)
    width = frame_width(ratio)
    said, drawn, line = artist.frame(shot.shot_size, shot.framing, shot.angle, shot.camera, width, seen, cues)
    name = f"{escape(label)}: {said}" if label else said
    return (
        f'<svg class="frame" viewBox="0 0 {width} {HEIGHT}" role="img" aria-label="{name}">'
        f"{drawn}{written(line, label, width)}</svg>"
    )


@lru_cache(maxsize=2)
def _definitions(paper: bool) -> dict[str, str]:
    """Every drawing and gradient by its id, in page order."""
    source = _DRAWINGS.read_text(encoding="utf-8")
    for mark, paint in _PAPER.items():
        source = source.replace(mark, paint[paper])
    drawings = ("".join(line.strip() for line in symbol.splitlines()) for symbol in _SYMBOL.findall(source))
    return {found[1]: part for part in (*light_defs(paper), *drawings, *move_defs(paper)) if (found := _ID.search(part))}


def sketch_defs(sketches: Iterable[str] | None = None, *, paper: bool = False) -> str:
    """The hidden `<svg>` with the drawings and gradients that frames refer to, once a page.

    With `sketches` only what these frames need is written. `paper` gives light greys for ink on white.
    """
    return _defs(None if sketches is None else frozenset().union(*map(_named, sketches)), paper)


@lru_cache(maxsize=4096)
def _named(drawing: str) -> frozenset[str]:
    """The drawings and gradients that a drawing refers to."""
    return frozenset(_REFERENCE.findall(drawing))


@lru_cache(maxsize=64)
def _defs(names: frozenset[str] | None, paper: bool) -> str:
    known = _definitions(paper)
    wanted: set[str] = set(known) if names is None else set()
    queue = list(names or ())
    while queue:
        name = queue.pop()
        if name in known and name not in wanted:
            wanted.add(name)
            queue.extend(_named(known[name]))
    inner = "".join(part for name, part in known.items() if name in wanted)
    return f'<svg class="sketch-defs" width="0" height="0" aria-hidden="true" focusable="false"><defs>{inner}</defs></svg>'
