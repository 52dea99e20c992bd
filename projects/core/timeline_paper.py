"""The timeline on paper: rows of so many seconds, all at one scale, as drawings. One unit is a tenth of a millimetre."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from html import escape

from projects.core.report import Report
from projects.core.timeline import timecode
from projects.core.timeline_layout import ROW_SECONDS, Layout, Piece, Thread, rows
from projects.core.timeline_words import clock, length, seconds
from projects.core.words import without_article

HEAD, UNIT = 280, 40
RULER, BAND, FRAME, TEXT, LANE = 50, 46, 160, 74, 44
TOP = RULER + BAND
LANES = TOP + FRAME + TEXT + 14
FRAME_LEAST = Decimal(3)
LABEL_LEAST = Decimal("1.5")


def _x(at: Decimal, start: Decimal) -> str:
    return seconds(round(HEAD + (at - start) * UNIT, 1))


def _cut(start: Decimal, end: Decimal, row: Decimal) -> tuple[Decimal, Decimal] | None:
    """The part of a stretch of time that lies in a row; None where there is none."""
    begin, stop = max(start, row), min(end, row + ROW_SECONDS)
    return (begin, stop) if begin < stop else None


def _runs(thread: Thread, row: Decimal) -> bool:
    """Whether anything of a thread lies in a row."""
    marked = any(row <= mark.at < row + ROW_SECONDS for mark in thread.marks)
    return marked or any(_cut(stretch.start, stretch.end, row) for stretch in thread.stretches)


class Paper:
    """Draws the rows of one report. `frame` gives the reference of a shot's drawing on the page."""

    def __init__(self, report: Report, layout: Layout, frame: Callable[[str], str]) -> None:
        self.report, self.layout, self.frame = report, layout, frame
        self.items = {item.shot.key: item for item in report.all_shots()}
        wide, _, tall = report.board.aspect_ratio.partition(":")
        self.wide = int(FRAME * float(wide) / float(tall))
        self.titles = {s.scene.key: f"{s.number}  {s.scene.title or s.scene.key}" for s in report.scenes}

    def rows(self) -> list[str]:
        """Every row as a drawing."""
        return [self.row(start) for start in rows(self.layout.span)]

    def row(self, start: Decimal) -> str:
        """One row with its ruler, scenes, shots and those threads that run in it."""
        threads = [thread for thread in self.layout.threads if _runs(thread, start)]
        high = LANES + len(threads) * LANE + 6
        wide = HEAD + int(ROW_SECONDS) * UNIT + 20
        inside = [self._ruler(start), *self._bands(start), *self._shots(start)]
        inside += [self._thread(t, LANES + at * LANE + LANE // 2, start) for at, t in enumerate(threads)]
        inside.append(self._target(start, high))
        label = f"{clock(start)} to {clock(min(start + ROW_SECONDS, self.layout.span))}"
        return f'<svg viewBox="0 0 {wide} {high}" role="img" aria-label="{label}">{"".join(inside)}</svg>'

    def _ruler(self, start: Decimal) -> str:
        marks, labels = [], []
        for second in range(0, int(ROW_SECONDS) + 1, 5):
            at = start + second
            x = _x(at, start)
            marks.append(f"M{x} {RULER}v{-14 if second % 10 == 0 else -7}")
            if second % 10 == 0 and second < ROW_SECONDS:
                labels.append(f'<text x="{x}" y="{RULER - 20}" class="tc">{timecode(at, self.report.board.fps)}</text>')
        return f'<path class="rule" d="{"".join(marks)}M{HEAD} {RULER}H{HEAD + int(ROW_SECONDS) * UNIT}"/>{"".join(labels)}'

    def _bands(self, start: Decimal) -> list[str]:
        found = []
        for band in self.layout.bands:
            cut = _cut(band.start, band.end, start)
            if cut:
                said = f"{self.titles[band.scene]}  ·  {length(band.duration)}"
                inside = f'<rect class="band" width="100%" height="{BAND}"/>'
                inside += f'<text class="scene" x="10" y="32">{escape(said)}</text>'
                found.append(self._box(cut, start, RULER, BAND, inside))
        return found

    def _box(self, cut: tuple[Decimal, Decimal], start: Decimal, y: int, high: int, inside: str) -> str:
        """A part of the row that cuts off what it holds."""
        wide = seconds(round((cut[1] - cut[0]) * UNIT, 1))
        return f'<svg x="{_x(cut[0], start)}" y="{y}" width="{wide}" height="{high}">{inside}</svg>'

    def _shots(self, start: Decimal) -> list[str]:
        found = []
        for band in self.layout.bands:
            for piece in band.pieces:
                if piece.omitted:
                    found.append(self._omitted(piece, start))
                elif cut := _cut(piece.start, piece.end, start):
                    found.append(self._shot(piece, cut, start))
        return found

    def _omitted(self, piece: Piece, start: Decimal) -> str:
        if not start <= piece.start < start + ROW_SECONDS:
            return ""
        x = _x(piece.start, start)
        return f'<path class="omitted" d="M{x} {TOP}v{FRAME + TEXT}"/>'

    def _shot(self, piece: Piece, cut: tuple[Decimal, Decimal], start: Decimal) -> str:
        item = self.items[piece.shot]
        first, run = cut[0] == piece.start, cut[1] - cut[0]
        inside = f'<rect class="cut{" wrong" if item.errors else ""}" width="100%" height="100%"/>'
        if first and run >= FRAME_LEAST:
            inside += f'<use href="{self.frame(piece.shot)}" width="{self.wide}" height="{FRAME}"/>'
        if run >= LABEL_LEAST:
            name = f"{item.number} {piece.shot}" if first else f"… {piece.shot}"
            mark = " ×" if item.errors else " !" if any(f.severity == "warning" for f in item.findings) else ""
            inside += f'<text x="8" y="{FRAME + 30}" class="shot">{escape(name)}</text>'
            inside += f'<text x="8" y="{FRAME + 60}">{length(piece.duration)}{mark}</text>'
        return self._box(cut, start, TOP, FRAME + TEXT, inside)

    def _thread(self, thread: Thread, y: int, start: Decimal) -> str:
        lines, reasons, dots = [], [], []
        for stretch in thread.stretches:
            cut = _cut(stretch.start, stretch.end, start)
            if cut and stretch.kind == "line":
                lines.append(f"M{_x(cut[0], start)} {y}H{_x(cut[1], start)}")
            elif cut:
                said = f'<text x="8" y="24" class="reason">break: {escape(stretch.reason)}</text>'
                reasons.append(self._box(cut, start, y - 16, 32, said))
        for mark in thread.marks:
            if start <= mark.at < start + ROW_SECONDS:
                x = _x(mark.at, start)
                dots.append(f'<circle cx="{x}" cy="{y}" r="9"/>' if mark.kind == "dot" else _cross(x, y))
        name = escape(without_article(thread.anchor.name)[:22])
        path = f'<path d="{"".join(lines)}"/>' if lines else ""
        return f'<g class="{thread.anchor.kind}"><text x="0" y="{y + 9}">{name}</text>{path}{"".join(reasons + dots)}</g>'

    def _target(self, start: Decimal, high: int) -> str:
        found = self.layout.against
        if found is None or not start < found.target <= start + ROW_SECONDS:
            return ""
        x, said = _x(found.target, start), f"target {clock(found.target)} {found.shape} {found.short}"
        near = found.target - start > ROW_SECONDS / 2
        anchor = ' text-anchor="end"' if near else ""
        shift = f"{x}" if not near else _x(found.target - Decimal("0.2"), start)
        return f'<path class="target" d="M{x} 0V{high}"/><text class="goal" x="{shift}" y="14"{anchor}>{said}</text>'


def _cross(x: str, y: int) -> str:
    return f'<svg x="{x}" y="{y}" overflow="visible"><path class="cross" d="M-9-9L9 9M-9 9L9-9"/></svg>'
