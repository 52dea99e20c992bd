"""The columns of the shot list: how wide each is, and which ones stand in a second line under each shot.

With more columns than a page has room for, none gets so narrow that its words fall apart: what has most to say moves under
the shot, where it has the width of the page. Widths are millimetres.
"""

from __future__ import annotations

from dataclasses import dataclass

from projects.core.paper_grid import text_area
from projects.core.paper_options import COLUMNS, Options

# As wide as a column likes to be; the prompt gets what is left.
WIDTHS = {
    "number": 17, "frame": 38, "camera": 30, "start": 14, "duration": 14, "parameters": 38, "anchors": 30, "notes": 30,
    "dialogue": 30, "post": 30, "title": 30, "seed": 22, "model": 22, "status": 25, "credits": 25,
}  # fmt: skip
# As narrow as it may get, at eight points.
LEAST = {
    "number": 12, "frame": 20, "title": 17, "prompt": 70, "camera": 18, "start": 10, "duration": 16, "parameters": 24,
    "anchors": 20, "seed": 17, "model": 16, "dialogue": 20, "notes": 20, "post": 20, "status": 17, "credits": 18,
}  # fmt: skip
# What moves under the shot, first to last.
MOVES = ("prompt", "notes", "dialogue", "post", "anchors")
# Columns at the start of a row that stand beside both of its lines.
BESIDE = ("number", "frame")


@dataclass(frozen=True, slots=True)
class Columns:
    """Columns as (id, label): those of the first line with their widths, and those of the second.

    `beside` is how many of the first stand beside both lines; 0 where there is no second line.
    """

    first: tuple[tuple[str, str], ...]
    widths: tuple[float, ...]
    second: tuple[tuple[str, str], ...]
    beside: int


def columns_of(options: Options) -> Columns:
    """The chosen columns as they stand on the chosen paper. Their widths fill the page."""
    room = text_area(options)[0]
    first, second = list(options.columns), []
    for name in MOVES:
        if sum(LEAST[column] for column in first) <= room:
            break
        if name in first:
            first.remove(name)
            second.append(name)
    beside = next((at for at, name in enumerate(first) if name not in BESIDE), len(first) - 1) or 1
    under = tuple((name, COLUMNS[name]) for name in options.columns if name in second)
    return Columns(tuple((name, COLUMNS[name]) for name in first), _widths(first, room), under, beside if under else 0)


def _widths(names: list[str], room: float) -> tuple[float, ...]:
    """Widths that fill the page: what would get too narrow keeps its least, and the others share what is left."""
    prompt = max(float(LEAST["prompt"]), room - sum(WIDTHS.get(name, 0) for name in names))
    wanted = {name: float(WIDTHS.get(name, prompt)) for name in names}
    narrow, scale = dict[str, float](), 1.0
    for _ in names:
        rest = sum(width for name, width in wanted.items() if name not in narrow)
        scale = (room - sum(narrow.values())) / rest if rest else 1.0
        more = {name: LEAST[name] for name in names if name not in narrow and wanted[name] * scale < LEAST[name]}
        if not more or len(more) + len(narrow) == len(wanted):
            break
        narrow |= more
    return tuple(round(narrow.get(name, wanted[name] * scale), 3) for name in names)
