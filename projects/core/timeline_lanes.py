"""Threads as paths in a drawing whose unit along is one second: one path for each kind of stretch of an anchor."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from projects.core.board import Anchor
from projects.core.timeline_layout import Layout, Mark, Stretch, Thread
from projects.core.timeline_words import seconds

LANE = 24


@dataclass(frozen=True, slots=True)
class Drawn:
    """One thread as it is drawn at `y`: `lines`, `breaks` and `dots` are path data, empty where there are none.

    `crosses` are places in percent of the width. `told` says the thread in words.
    """

    anchor: Anchor
    y: int
    lines: str
    breaks: str
    dots: str
    crosses: tuple[tuple[str, str], ...]
    told: str


def path(stretches: Iterable[Stretch], kind: str, y: int) -> str:
    """All stretches of a kind as one path."""
    return "".join(f"M{seconds(s.start)} {y}H{seconds(s.end)}" for s in stretches if s.kind == kind)


def points(marks: Iterable[Mark], y: int) -> str:
    """All dots as one path of points; round line ends make them dots, whatever the zoom."""
    return "".join(f"M{seconds(mark.at)} {y}h0" for mark in marks if mark.kind == "dot")


def drawn(layout: Layout, lane: int = LANE) -> list[Drawn]:
    """Every thread of a layout, one below the other."""
    found = []
    for at, thread in enumerate(layout.threads):
        y = at * lane + lane // 2
        crosses = tuple((mark.shot, percent(mark.at, layout.span)) for mark in thread.marks if mark.kind == "cross")
        lines, breaks = (path(thread.stretches, kind, y) for kind in ("line", "break"))
        found.append(Drawn(thread.anchor, y, lines, breaks, points(thread.marks, y), crosses, told(thread)))
    return found


def percent(at: Decimal, span: Decimal) -> str:
    """A time as a place along the drawing."""
    return "0" if not span else f"{seconds(round(at / span * 100, 3))}%"


def told(thread: Thread) -> str:
    """A thread in words: where it begins, how far it goes, what stands against it."""
    established = [mark.shot for mark in thread.marks if mark.kind == "dot"]
    wrong = [mark.shot for mark in thread.marks if mark.kind == "cross"]
    reasons = list(dict.fromkeys(s.reason for s in thread.stretches if s.kind == "break"))
    parts = [f"in {thread.shots} shot{'' if thread.shots == 1 else 's'}"]
    parts += [f"established in {established[0]}"] if established else []
    parts += [f"break: {reason}" for reason in reasons[:3]]
    parts += [f"error in {', '.join(wrong[:8])}{' …' if len(wrong) > 8 else ''}"] if wrong else []
    return "; ".join(parts)
