"""A sheet as the plain values that `paper.typ` lays out: texts as data, geometry in millimetres, frames by file name."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from html import unescape
from typing import Any

from projects.core.paper import sheet
from projects.core.paper_columns import columns_of
from projects.core.paper_grid import (
    BOTTOM,
    COLUMN_GAP,
    HEAD,
    LANE_HEIGHT,
    ROW_GAP,
    SIDE,
    TOP,
    Grid,
    caption,
    lead,
    page_size,
    pages,
    shape,
    text_area,
)
from projects.core.paper_options import Options
from projects.core.paper_values import Entry, PaperLane, Run, Sheet
from projects.core.sketch_alone import drawing_of, standalone
from projects.exports.material import Material

PADDING = 1.8  # right of each cell
TALLEST_FRAME = 42.0
POINT = 0.3528  # in millimetres
LINE = 8 * POINT * 1.38  # of the table
# A row that takes more of a page than this may be cut, for it might not fit on any.
MOST_OF_A_PAGE = 0.45
LONG_WORD = 48  # letters; what is longer has to break somewhere
# Where text runs from right to left.
_RIGHT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]")
_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ufffe\uffff\ud800-\udfff]")
_LABEL = re.compile(r'aria-label="([^"]*)"')
# What stands under a prompt only where it has no column of its own.
_OWN = {"dialogue": "Dialogue", "notes": "Notes", "post": "Finishing"}
_NAMED = {"CFG": "CFG", "Seed": "seed", "Starts from": "starts from"}


def printable(text: str) -> str:
    """A text without what no font can show: control characters and halves of characters."""
    return _CONTROLS.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def soft(text: str, most: int = LONG_WORD) -> str:
    """The text with places to break inside words that are longer than `most`; nothing else can be cut at a margin."""
    if len(text) <= most:
        return text
    return re.sub(rf"[^\s\u2e80-\ud7ff\uf900-\ufaff\ufe30-\uffef]{{{most},}}", lambda found: _cut(found[0], most), text)


def _cut(word: str, most: int) -> str:
    pieces, start = [], 0
    for at in range(1, len(word)):
        joined = unicodedata.category(word[at])[0] == "M" or word[at] == "\u200d" or word[at - 1] == "\u200d"
        if at - start >= most and not joined:
            pieces.append(word[start:at])
            start = at
    return "\u200b".join([*pieces, word[start:]])


def height_of(text: str, width: float, line: float = LINE) -> float:
    """About how high a text stands in a column of `width` millimetres."""
    rows = 0
    for part in text.split("\n"):
        ems = sum(1.0 if unicodedata.east_asian_width(letter) in "WF" else 0.58 for letter in part)
        rows += max(1, -(-int(ems * 8 * POINT * 10) // max(1, int(width * 10))))
    return rows * line


def clean(value: Any) -> Any:
    """Every text in these values made printable."""
    if isinstance(value, str):
        return value if value.isascii() and value.isprintable() else printable(value)
    if isinstance(value, dict):
        return {key: clean(item) for key, item in value.items()}
    return [clean(item) for item in value] if isinstance(value, (list, tuple)) else value


# A column of the table: id, heading, width in millimetres, and whether it stands in the second line.
Column = tuple[str, str, float, bool]


def table_of(options: Options) -> tuple[list[Column], int]:
    """The columns of both lines, and how many of the first stand beside both."""
    found = columns_of(options)
    first = [(name, label, width, False) for (name, label), width in zip(found.first, found.widths, strict=True)]
    under = round(sum(found.widths[found.beside :]), 3)
    return [*first, *((name, label, under, True) for name, label in found.second)], found.beside


def _runs(runs: Iterable[Run]) -> list[tuple[str, bool]]:
    return [(soft(run.text), run.mark == "carried") for run in runs]


def _said(entry: Entry, found: Sheet) -> list[tuple[str, str]]:
    """What stands under a prompt, each with its label."""
    table = found.options.layout == "table"
    own = {_OWN[name] for name, _ in found.columns if table and name in _OWN}
    lines = [("Negative", entry.negative), ("Dialogue", entry.dialogue), ("Notes", entry.notes), ("", entry.state)]
    lines += [("Break", line) for line in entry.breaks]
    lines.append(("Finishing", ", ".join(entry.post)))
    return [(label, soft(text)) for label, text in lines if text and label not in own]


def _facts(entry: Entry) -> str:
    return " · ".join(f"{_NAMED[fact.label]} {fact.value}" if fact.label in _NAMED else fact.value for fact in entry.facts)


def entry_values(entry: Entry, columns: list[Column], found: Sheet, grid: Grid | None) -> dict[str, Any]:
    """One shot. `long` says that its row of the table may be cut, `cut` that its caption is not the whole prompt."""
    cells = {name: soft(entry.cells.get(name, ""), max(4, int((width - PADDING) / 1.6))) for name, _, width, _ in columns}
    cells["status"] = cells.get("status", "").removeprefix(f"{entry.mark} ")
    prompt = "".join(run.text for run in entry.prompt)
    short, cut = ((), bool(prompt)) if grid is None else caption(entry, grid.letters)
    values = {
        "code": entry.code, "number": entry.number, "title": soft(entry.title), "camera": soft(entry.camera),
        "facts": _facts(entry), "credits": entry.credits, "status": entry.status, "mark": entry.mark,
        "approval": entry.approval, "negative": soft(entry.negative), "cells": cells, "errors": list(entry.errors),
        "duration": entry.cells["duration"], "price": entry.cells["credits"].split(" ")[0], "cut": cut,
        "dialogue": entry.dialogue, "notes": entry.notes, "prompt": _runs(entry.prompt), "short": _runs(short),
        "said": _said(entry, found), "long": False,
    }  # fmt: skip
    if found.options.layout == "table":
        tall = text_area(found.options)[1] * MOST_OF_A_PAGE
        lines: tuple[list[float], list[float]] = ([0.0], [0.0])
        for name, _, width, second in columns:
            lines[second].append(_tall(name, width, entry, cells, found, prompt))
        values["long"] = max(lines[0]) + sum(lines[1]) > tall
    return values


def _tall(name: str, width: float, entry: Entry, cells: dict[str, str], found: Sheet, prompt: str) -> float:
    """About the height of one cell in millimetres."""
    room = max(4.0, width - PADDING)
    if name == "frame":
        return 0.0
    if name != "prompt":
        return height_of(cells[name], room)
    title = height_of(entry.title, room) if entry.title else 0
    if found.appendix:
        return title + LINE
    return title + height_of(prompt, room) + sum(height_of(f"{label} {text}", room) for label, text in _said(entry, found))


def _lane(lane: PaperLane) -> dict[str, Any]:
    return {"name": lane.name, "pattern": lane.pattern, "cells": [asdict(cell) for cell in lane.cells]}


def _leaves(found: Sheet) -> Iterator[dict[str, Any]]:
    """The pages of the grid: codes by row, and the lanes under each row."""
    places = {id(scene): at for at, scene in enumerate(found.scenes)}
    for leaf in pages(found):
        rows = [{"codes": [e.code for e in row.entries], "lanes": [_lane(lane) for lane in row.lanes]} for row in leaf.rows]
        yield {"scene": places[id(leaf.scene)], "continued": leaf.continued, "rows": rows}


def frames_of(material: Material) -> Iterator[tuple[str, str, str]]:
    """Code, what the frame shows in words, and its drawing, of every shot on this paper."""
    ratio = material.report.board.aspect_ratio
    for item in material.report.running():
        drawing = drawing_of(item, material.catalog, ratio)
        told = _LABEL.search(drawing)
        # Letters of a frame would be smaller than 7 points: what they say stands beside it.
        yield item.shot.key, unescape(told[1]) if told else item.shot.key, standalone(drawing, words=False)


def values_of(material: Material) -> dict[str, Any]:
    """Everything on the paper of this material, but for pictures."""
    options = material.options
    found = sheet(material.report, material.whole, material.catalog, material.facts, options)
    gridded = options.layout in ("grid", "deck")
    grid = shape(found) if gridded else None
    columns, beside = table_of(options) if options.layout == "table" else ([], 0)
    entries = {e.code: entry_values(e, columns, found, grid) for scene in found.scenes for e in scene.entries}
    wide_page, tall_page = page_size(options)
    across, _, down = found.ratio.partition(":")
    plain = (
        "title", "brief", "sub", "stamp", "draft", "scope", "version", "snapshot", "date", "stats", "rules_off", "breaks",
        "post", "legend", "sign_off",
    )  # fmt: skip
    values: dict[str, Any] = clean(
        {name: getattr(found, name) for name in plain}
        | {
            "layout": options.layout, "ink": options.ink, "ratio": float(across) / float(down),
            "page": {"width": wide_page, "height": tall_page, "side": SIDE, "top": TOP, "bottom": BOTTOM, "head": HEAD},
            "moment": int(material.facts.now.timestamp()),
            "errors": [asdict(error) for error in found.errors],
            "totals": [(fact.label, fact.value) for fact in found.totals],
            "columns": [c[:3] for c in columns if not c[3]], "second": [c[:3] for c in columns if c[3]], "beside": beside,
            "tallest": TALLEST_FRAME, "padding": PADDING, "lead": lead(found),
            "scenes": [
                {"number": scene.number, "title": soft(scene.title), "sub": scene.sub,
                 "codes": [e.code for e in scene.entries],
                 "lanes": [_lane(lane) for lane in scene.lanes] if options.layout == "pages" else []}
                for scene in found.scenes
            ],
            "grid": asdict(grid) | {"gap": COLUMN_GAP, "row_gap": ROW_GAP, "lane": LANE_HEIGHT} if grid else None,
            "leaves": list(_leaves(found)) if gridded else [],
            "entries": entries,
            # A prompt that is cut under its frame stands in full at the end.
            "appendix": found.appendix or (options.layout == "grid" and any(e["cut"] for e in entries.values())),
            "elsewhere": found.appendix,
        }
    )  # fmt: skip
    return values


def reads_right(values: Any) -> bool:
    """Whether some text of these values runs from right to left."""
    if isinstance(values, str):
        return not values.isascii() and bool(_RIGHT.search(values))
    if isinstance(values, dict):
        return any(map(reads_right, values.values()))
    return isinstance(values, list) and any(map(reads_right, values))
