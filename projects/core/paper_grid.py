"""The storyboard grid: how many frames stand how large on a page, and which page holds what. Sizes in millimetres."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace

from projects.core.paper_options import Options
from projects.core.paper_values import Entry, PaperLane, PaperScene, Run, Sheet

# Width and height in portrait.
PAPER = {"a4": (210.0, 297.0), "letter": (215.9, 279.4)}
SIDE, TOP, BOTTOM = 12.0, 11.0, 13.0
HEAD = 13.0  # the project and the scene on every page
COLUMN_GAP, ROW_GAP, LANE_HEIGHT = 5.0, 3.5, 3.6
LANES_MOST = 6
LINE = 3.5  # of a caption at 8.2 points
LETTERS_TO_A_MM = 0.58
LEAST_LETTERS = 60  # fewer say nothing
# Height of the words under a frame, by frames a page; with fewer than two lines for it, prompts stand in the appendix.
CAPTION = {3: 44.0, 6: 20.0, 8: 12.0, 9: 9.0, 12: 8.5}
DECK_CAPTION = 14.0
LEAD_WIDTH, LEAD_HEIGHT = 0.6, 0.58  # of the page, where one shot has it


@dataclass(frozen=True, slots=True)
class Grid:
    """The shape of a page: columns and rows, size of a frame and height of its caption, lines and letters of its prompt."""

    columns: int
    rows: int
    frame_width: float
    frame_height: float
    cell_width: float
    caption: float
    lines: int
    letters: int


def lead(sheet: Sheet) -> tuple[float, float]:
    """Width and height of the frame that has a page of its own: words and facts stand beside it."""
    across, _, down = sheet.ratio.partition(":")
    ratio = float(across) / float(down)
    wide, tall = text_area(sheet.options)
    high = min(wide * LEAD_WIDTH / ratio, (tall - HEAD) * LEAD_HEIGHT)
    return round(high * ratio, 2), round(high, 2)


@dataclass(frozen=True, slots=True)
class GridRow:
    """Frames side by side with the part of each thread that runs under them."""

    entries: tuple[Entry, ...]
    lanes: tuple[PaperLane, ...]


@dataclass(frozen=True, slots=True)
class GridPage:
    """One page: its scene, whether the scene began on an earlier page, and its rows."""

    scene: PaperScene
    continued: bool
    rows: tuple[GridRow, ...]


def page_size(options: Options) -> tuple[float, float]:
    """Width and height of the paper as it lies."""
    wide, tall = PAPER[options.paper]
    return (tall, wide) if options.orientation == "landscape" else (wide, tall)


def text_area(options: Options) -> tuple[float, float]:
    """Width and height of what is printed on, inside the margins."""
    wide, tall = page_size(options)
    return wide - 2 * SIDE, tall - TOP - BOTTOM


def shape(sheet: Sheet) -> Grid:
    """The columns and rows that give the largest frames in the delivery ratio."""
    across, _, down = sheet.ratio.partition(":")
    ratio, options = float(across) / float(down), sheet.options
    wide, tall = text_area(options)
    lanes = min(LANES_MOST, max((len(scene.lanes) for scene in sheet.scenes), default=0))
    caption = DECK_CAPTION if options.layout == "deck" else CAPTION[options.per_page]
    below = caption + lanes * LANE_HEIGHT + ROW_GAP
    best: tuple[float, Grid] | None = None
    for columns in range(1, options.per_page + 1):
        rows = -(-options.per_page // columns)
        cell = (wide - COLUMN_GAP * (columns - 1)) / columns
        high = min(cell / ratio, (tall - HEAD) / rows - below)
        if high <= 0 or rows * columns - options.per_page >= columns:
            continue
        lines = int(caption / LINE) - 2
        letters = int(lines * cell * LETTERS_TO_A_MM) if lines > 0 and options.layout == "grid" else 0
        letters = letters if letters >= LEAST_LETTERS else 0
        size = round(high * ratio, 2), round(high, 2)
        found = Grid(columns, rows, *size, round(cell, 2), caption, lines if letters else 0, letters)
        empty = rows * columns - options.per_page
        score = high * high * ratio * (1 - 0.1 * empty)
        if best is None or score > best[0]:
            best = (score, found)
    if best is None:
        return Grid(1, options.per_page, 20.0 * ratio, 20.0, wide, caption, 0, 0)
    return best[1]


def pages(sheet: Sheet) -> tuple[GridPage, ...]:
    """The frames of each scene on pages of their own, row by row."""
    grid = shape(sheet)
    return tuple(page for scene in sheet.scenes for page in _of_scene(scene, grid))


def _of_scene(scene: PaperScene, grid: Grid) -> Iterator[GridPage]:
    rows = []
    for start in range(0, len(scene.entries), grid.columns):
        stop = start + grid.columns
        lanes = tuple(replace(lane, cells=lane.cells[start:stop]) for lane in scene.lanes[:LANES_MOST])
        rows.append(GridRow(scene.entries[start:stop], lanes))
    for start in range(0, len(rows), grid.rows):
        yield GridPage(scene, start > 0, tuple(rows[start : start + grid.rows]))


def wide(text: str) -> float:
    """How many letters wide a text is, for each of its letters: near 2 for Japanese."""
    if text.isascii():
        return 1.0
    return sum(1.8 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in text) / max(1, len(text))


def caption(entry: Entry, letters: int) -> tuple[tuple[Run, ...], bool]:
    """The prompt cut at a word to the width of so many letters, and whether something is left out."""
    left, kept = _letters(entry, letters), []
    for run in entry.prompt:
        if len(run.text) <= left:
            kept.append(run)
            left -= len(run.text)
            continue
        words = run.text[:left].rsplit(None, 1)[0] if left > 0 and " " in run.text[:left] else ""
        kept.append(Run(f"{words.rstrip(',;')} …", run.mark if words else ""))
        return tuple(kept), True
    return tuple(kept), False


def _letters(entry: Entry, letters: int) -> int:
    return int(letters / wide("".join(run.text for run in entry.prompt)))


def shortened(sheet: Sheet) -> bool:
    """Whether some prompt does not fit under its frame, so that the appendix holds all of them."""
    if sheet.options.layout != "grid":
        return False
    letters = shape(sheet).letters
    return any(caption(entry, letters)[1] for scene in sheet.scenes for entry in scene.entries)
