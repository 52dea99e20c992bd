"""Sketches: the frame that the product draws of a shot while there is no picture of it.

A sketch shows what the shot's data say: how large people are, where they are and in which light, and
how the camera moves. It is put together from drawings that stand on the page once (`sketch_defs`), so
that a frame stays near 600 bytes, without a style attribute or an id of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from html import escape
from pathlib import Path
from weakref import WeakKeyDictionary

from projects.core.board import Move, Shot
from projects.core.catalog import Catalog
from projects.core.sketch_caption import Caption, camera_line, description, written
from projects.core.sketch_cues import Cues, index, read
from projects.core.sketch_frame import HEIGHT, Scene
from projects.core.sketch_light import light_defs
from projects.core.sketch_moves import move_path
from projects.core.sketch_scene import picture

_DRAWINGS = Path(__file__).parent.parent / "catalog" / "sketch.svg"
_SIZES = frozenset({"ews", "vws", "ws", "mls", "ms", "mcu", "cu", "ecu"})
_SYMBOL = re.compile(r"^  <g id=.*?^  </g>", re.MULTILINE | re.DOTALL)
_ID = re.compile(r'id="(sk-[a-z-]+)"')
_REFERENCE = re.compile(r"#(sk-[a-z-]+)")
# On paper black arrows have to show on people and things, so these turn grey with an outline, and places pale.
_PAPER = {
    ' class="ink"': ' fill="#7a7a7a" stroke="#000"',
    ' class="veil"': ' opacity=".7" color="#fff"',
}
_LINE = ' fill="none" stroke="#fff" stroke-width="1.5" stroke-linecap="round"'


@lru_cache(maxsize=256)
def frame_width(ratio: str) -> int:
    """Width of a frame that is 90 high, for a ratio such as "16:9"; 160 where the text is no ratio."""
    across, _, down = ratio.partition(":")
    try:
        width = round(HEIGHT * float(across) / float(down))
    except (ValueError, ZeroDivisionError, OverflowError):
        return 160
    return min(max(width, 40), 240)


def _figures(framing: str, size: str, people: int) -> int:
    """How many people are drawn: a close shot shows one, unless it is a two-shot."""
    if framing == "two-shot":
        return 2
    if people > 1 and framing == "pov":
        return 2
    return min(people, 1 if size in ("mcu", "cu", "ecu") else 3)


def _without_place(lighting: Cues) -> Cues:
    """Only an environment names a place: "window light" is no room."""
    return lighting._replace(inside="", place="")


class _Artist:
    """Draws with the words and terms of one catalogue, and remembers what it has read and drawn."""

    def __init__(self, words: dict[str, frozenset[str]], caption: Caption) -> None:
        known = index(words)
        self._caption = caption
        self.read = lru_cache(maxsize=8192)(lambda text: read(text, known))
        self.cues = lru_cache(maxsize=8192)(self._cues)
        self.frame = lru_cache(maxsize=8192)(self._frame)

    def _cues(self, lighting: Cues, environment: Cues, thing: Cues, more_light: Cues, more_place: Cues) -> Cues:
        """Own lighting, own environment, then what is carried. Only a lighting says where light comes from."""
        own = _without_place(lighting).over(environment._replace(side=""))
        carried = _without_place(more_light).over(more_place._replace(side=""))
        return own.over(carried)._replace(thing=thing.thing)

    def _frame(
        self,
        size: str | None,
        framing: str | None,
        angle: str | None,
        camera: tuple[Move, ...],
        width: int,
        people: int,
        cues: Cues,
    ) -> tuple[str, str, str]:
        """What a frame says to a screen reader, its picture with the arrows, and its camera line."""
        drawn = size if size in _SIZES else "ms"
        scene = Scene(width, drawn, framing or "", angle or "", _figures(framing or "", drawn, people), cues)
        lines: list[str] = []
        solids: list[str] = []
        for move in camera[:3]:
            path, solid = move_path(move.move, move.direction, move.speed, width)
            (solids if solid else lines).append(path)
        arrows = f'<path class="mv"{_LINE} d="{"".join(lines)}"/>' if any(lines) else ""
        arrows += f'<path class="mv" fill="#fff" d="{"".join(solids)}"/>' if solids else ""
        said = description(self._caption, size, framing, camera, cues)
        return escape(said), picture(scene) + arrows, camera_line(self._caption, size, framing, camera)


_artists: WeakKeyDictionary[Catalog, _Artist] = WeakKeyDictionary()


def _artist(catalog: Catalog) -> _Artist:
    artist = _artists.get(catalog)
    if artist is None:
        caption = Caption(catalog.sizes, catalog.framings, catalog.moves, catalog.speeds)
        artist = _artists[catalog] = _Artist(dict(catalog.words), caption)
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
) -> str:
    """A complete `<svg class="frame">` for a shot, 90 units high and as wide as `ratio` ("16:9") makes it.

    `environment` and `lighting` are what the shot carries from its anchors; its own words come first. `people` is the
    number of people to be seen, 0 for none. The camera line stands in the upper left corner; `label` (a shot's code)
    in the upper right one. The page has to hold `sketch_defs()` once. Never raises on odd values.
    """
    artist = _artist(catalog)
    thing = f"{shot.subject} {shot.action}" if people < 1 or shot.framing == "insert" else ""
    texts = (shot.lighting, shot.environment, thing, lighting, environment)
    cues = artist.cues(*map(artist.read, texts))
    width = frame_width(ratio)
    said, drawn, line = artist.frame(shot.shot_size, shot.framing, shot.angle, shot.camera, width, max(people, 0), cues)
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
        source = source.replace(mark, paint if paper else "")
    drawings = ("".join(line.strip() for line in symbol.splitlines()) for symbol in _SYMBOL.findall(source))
    return {found[1]: part for part in (*light_defs(paper), *drawings) if (found := _ID.search(part))}


def sketch_defs(sketches: Iterable[str] | None = None, *, paper: bool = False) -> str:
    """The hidden `<svg>` with the drawings and gradients that frames refer to, once a page.

    With `sketches` only what these frames need is written. `paper` gives light greys for ink on white.
    """
    known = _definitions(paper)
    if sketches is None:
        wanted = set(known)
    else:
        wanted = set()
        queue = [name for text in sketches for name in _REFERENCE.findall(text)]
        while queue:
            name = queue.pop()
            if name in known and name not in wanted:
                wanted.add(name)
                queue.extend(_REFERENCE.findall(known[name]))
    inner = "".join(part for name, part in known.items() if name in wanted)
    return f'<svg class="sketch-defs" width="0" height="0" aria-hidden="true" focusable="false"><defs>{inner}</defs></svg>'
