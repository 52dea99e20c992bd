"""The drawn example of a word: a small picture, 96 by 54, that shows what the word changes.

`draw` of an entry is KIND:PARAMETERS. Kinds: `shot_size`, `framing`, `angle`, `camera`, `speed` and `scene` are drawn
frames (core/sketch.py); `lamp`, `quality`, `temperature`, `light`, `setup` plans of a light; `lens`, `motion`; `swatch`,
`grain`, `flare`, `bokeh`, `blinds`, `symmetry`, `viewfinder`, `screen`, `aerial`, `stock`, `body`, `silhouette`, `drawn`
looks; `age`, `hair`, `eyes`, `cloth`, `material`, `season`, `air`, `focus` features. An unknown one shows the words.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import lru_cache

from projects.core.board import Move, Shot
from projects.core.catalog import Catalog
from projects.core.sketch import sketch, sketch_defs
from projects.core.vocabulary import Entry
from projects.core.vocabulary_diagrams import HEIGHT, WIDTH, lens, light, motion, setup
from projects.core.vocabulary_features import age, air, cloth, eyes, focus, hair, material, season
from projects.core.vocabulary_looks import (
    aerial,
    blinds,
    body,
    bokeh,
    drawn,
    flare,
    grain,
    screen,
    silhouette,
    stock,
    swatch,
    symmetry,
    viewfinder,
)

KINDS: dict[str, Callable[[list[str]], str]] = {
    "lamp": light, "quality": light, "temperature": light, "light": light, "setup": setup, "lens": lens, "motion": motion,
    "swatch": swatch, "grain": grain, "flare": flare, "bokeh": bokeh, "blinds": blinds, "symmetry": symmetry,
    "viewfinder": viewfinder, "screen": screen, "aerial": aerial, "stock": stock, "body": body, "silhouette": silhouette,
    "drawn": drawn, "age": age, "hair": hair, "eyes": eyes, "cloth": cloth, "material": material, "season": season,
    "air": air, "focus": focus,
}  # fmt: skip
SKETCHED = frozenset({"shot_size", "framing", "angle", "camera", "speed", "scene"})

_FRAME = re.compile(r"<svg class=\"frame\"[^>]*>(.*)</svg>", re.DOTALL)
_TEXT = re.compile(r"<text.*?</text>", re.DOTALL)
_SIZES = f'class="word-pic" width="{WIDTH}" height="{HEIGHT}"'
_HIDDEN = 'aria-hidden="true" focusable="false"'
# A word that has no drawing: a line of text.
_PLAIN = (
    '<path fill="none" stroke="currentColor" stroke-width="3" stroke-linecap="round" opacity=".45" d="M20 21h56M20 33h34"/>'
)


def _shot(kind: str, of: str, text: str) -> tuple[Shot, str, int]:
    """The shot whose drawn frame shows an entry, with its environment and the number of people in it."""
    if kind == "shot_size":
        return Shot("x", shot_size=of), "a field", 1
    if kind == "framing":
        size = "ws" if of == "establishing" else "mcu" if of == "insert" else "ms"
        people = 0 if of in ("insert", "establishing") else 2
        thing = "a letter" if of == "insert" else ""
        return (
            Shot("x", shot_size=size, framing=of, subject=thing),
            "a street" if of == "establishing" else "a room",
            people,
        )
    if kind == "angle":
        return Shot("x", shot_size="vws" if of == "birds-eye" else "ws", angle=of), "a street", 1
    if kind == "camera":
        move, _, way = of.partition(":")
        return Shot("x", shot_size="ws", camera=(Move(move, way or None, "normal"),)), "a field", 1
    if kind == "speed":
        return Shot("x", shot_size="ws", camera=(Move("tracking", "right", of),)), "a field", 1
    return Shot("x", shot_size="ws", lighting=text), ", ".join(filter(None, (of, text))), 0


def _sketched(kind: str, of: str, text: str, catalog: Catalog) -> str:
    shot, environment, people = _shot(kind, of, text)
    svg = sketch(shot, catalog, ratio="16:9", environment=environment, people=people)
    found = _FRAME.fullmatch(svg)
    inside = _TEXT.sub("", found[1] if found else "")
    return f'<svg {_SIZES} viewBox="0 0 160 90" {_HIDDEN}>{inside}</svg>'


@lru_cache(maxsize=1024)
def _picture(draw: str, text: str, catalog: Catalog) -> str:
    kind, _, of = draw.partition(":")
    if kind in SKETCHED:
        return _sketched(kind, of, text, catalog)
    inside = KINDS[kind](of.split()) if kind in KINDS else _PLAIN
    return f'<svg {_SIZES} viewBox="0 0 {WIDTH} {HEIGHT}" {_HIDDEN}>{inside}</svg>'


def picture_of(draw: str, catalog: Catalog, text: str = "") -> str:
    """The picture that a `draw` name means. `text` is what a drawn scene reads its place and light from.

    Drawn frames refer to `sketch_defs`: a page that shows some wants `with_definitions`.
    """
    return _picture(draw, text if draw.startswith("scene:") else "", catalog)


def picture(entry: Entry, catalog: Catalog) -> str:
    """The drawn example of an entry as an `<svg>` without a name: the words stand beside it."""
    return picture_of(entry.draw, catalog, entry.text)


def with_definitions(pictures: Iterable[str], scope: str) -> tuple[list[str], str]:
    """The pictures and the hidden `<svg>` with what they refer to, all ids under a name of their own.

    So a list that arrives later stands beside a page's frames, whatever that page already defines.
    """
    kept = list(pictures)
    scoped = [svg.replace("#sk-", f"#{scope}-") for svg in kept]
    sketched = [svg for svg in kept if "#sk-" in svg]
    if not sketched:
        return scoped, ""
    return scoped, sketch_defs(sketched).replace("#sk-", f"#{scope}-").replace('id="sk-', f'id="{scope}-')
