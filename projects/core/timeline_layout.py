"""The plan laid out in time: scenes and shots with start and end, threads from end to end, the ruler over them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from projects.core.board import KINDS, Anchor
from projects.core.report import Cell, Report
from projects.core.timeline_words import Against, against

# The steps that a ruler may have in seconds: those that divide a minute, an hour, a day.
RULER_STEPS = tuple(map(Decimal, (1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1_800, 3_600, 7_200, 14_400)))
LABEL_PIXELS = 88
ROW_SECONDS = Decimal(60)


@dataclass(frozen=True, slots=True)
class Piece:
    """One shot in time; an omitted one stands where it would begin and lasts nothing."""

    shot: str
    start: Decimal
    duration: Decimal
    omitted: bool = False

    @property
    def end(self) -> Decimal:
        """Where the next one begins."""
        return self.start + self.duration


@dataclass(frozen=True, slots=True)
class Band:
    """One scene in time with its shots in order."""

    scene: str
    start: Decimal
    duration: Decimal
    pieces: tuple[Piece, ...]

    @property
    def end(self) -> Decimal:
        """Where the next scene begins."""
        return self.start + self.duration


@dataclass(frozen=True, slots=True)
class Mark:
    """A point on a thread: `dot` where the anchor is established, `cross` on an error, with the shot that it lies in."""

    kind: str
    at: Decimal
    shot: str


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of a thread from one time to another: `line` where the anchor is carried, `break` with its reason."""

    kind: str
    start: Decimal
    end: Decimal
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Thread:
    """One anchor through the whole plan."""

    anchor: Anchor
    stretches: tuple[Stretch, ...]
    marks: tuple[Mark, ...]
    shots: int


@dataclass(frozen=True, slots=True)
class Layout:
    """The whole plan in time; seconds. `target` is where it should end."""

    bands: tuple[Band, ...]
    threads: tuple[Thread, ...]
    duration: Decimal
    target: Decimal | None

    @property
    def span(self) -> Decimal:
        """What has to be shown: the plan, and the target where it lies behind its end."""
        return max(self.duration, self.target or Decimal(0))

    @property
    def against(self) -> Against | None:
        """Over or under the target length."""
        return against(self.duration, self.target)


def layout(report: Report) -> Layout:
    """A report laid out in time."""
    bands, now = [], Decimal(0)
    for scene in report.scenes:
        pieces, at = [], now
        for item in scene.shots:
            seconds = Decimal(0) if item.shot.omitted else item.shot.duration
            pieces.append(Piece(item.shot.key, at, seconds, item.shot.omitted))
            at += seconds
        bands.append(Band(scene.scene.key, now, at - now, tuple(pieces)))
        now = at
    return Layout(tuple(bands), _threads(report, bands), now, report.board.target_duration)


def _threads(report: Report, bands: list[Band]) -> tuple[Thread, ...]:
    """One thread for each anchor that a shot uses: by kind, then in order of use."""
    found: dict[str, tuple[Anchor, list[tuple[Piece, Cell]]]] = {}
    for scene, band in zip(report.scenes, bands, strict=True):
        for lane in scene.lanes:
            cells = found.setdefault(lane.anchor.key, (lane.anchor, []))[1]
            cells += [(p, c) for p, c in zip(band.pieces, lane.cells, strict=True) if not p.omitted]
    threads = [_thread(anchor, cells) for anchor, cells in found.values()]
    return tuple(sorted(threads, key=lambda thread: KINDS.index(thread.anchor.kind)))


def _thread(anchor: Anchor, cells: list[tuple[Piece, Cell]]) -> Thread:
    stretches: list[Stretch] = []
    marks = []
    for piece, cell in cells:
        middle = piece.start + piece.duration / 2
        stretch = _stretch(piece, cell, middle)
        last = stretches[-1] if stretches else None
        if stretch and last and _joins(last, stretch):
            stretches[-1] = Stretch(last.kind, last.start, stretch.end, last.reason)
        elif stretch:
            stretches.append(stretch)
        if cell.state == "establishes" and not cell.error:
            marks.append(Mark("dot", middle, piece.shot))
        if cell.error:
            marks.append(Mark("cross", middle, piece.shot))
    used = sum(cell.state in ("establishes", "carries") for _, cell in cells)
    return Thread(anchor, tuple(stretches), tuple(marks), used)


def _joins(last: Stretch, new: Stretch) -> bool:
    return last.end == new.start and (last.kind, last.reason) == (new.kind, new.reason)


def _stretch(piece: Piece, cell: Cell, middle: Decimal) -> Stretch | None:
    if cell.state == "establishes":
        return Stretch("line", middle, piece.end)
    if cell.state == "carries":
        return Stretch("line", piece.start, piece.end)
    return Stretch("break", piece.start, piece.end, cell.reason) if cell.state == "breaks" else None


def ruler_step(pixels: Decimal) -> Decimal:
    """Seconds between two labels of a ruler that shows so many pixels a second, so that labels never touch."""
    return next((step for step in RULER_STEPS if step * pixels >= LABEL_PIXELS), RULER_STEPS[-1])


def ticks(span: Decimal, step: Decimal) -> Iterator[Decimal]:
    """The labelled times of a ruler from zero on."""
    at = Decimal(0)
    while at <= span:
        yield at
        at += step


def rows(span: Decimal, seconds: Decimal = ROW_SECONDS) -> list[Decimal]:
    """Where each printed row begins, for rows of so many seconds. One row for an empty plan."""
    return list(ticks(span - Decimal("0.0001"), seconds)) or [Decimal(0)]
