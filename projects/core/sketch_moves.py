"""Camera moves of a sketch: one arrow or mark per move, its length by the speed.

The marks stand on the page once, white with a dark edge (black with a white one on paper), so that they show on every
ground; a frame places, turns and enlarges them.
"""

from __future__ import annotations

from math import cos, hypot, pi, sin
from typing import NamedTuple

from projects.core.board import Move
from projects.core.sketch_frame import number, short

_LENGTH = {"slow": 0.7, "fast": 1.5}
_INTO = frozenset({"forward", "back", "behind"})
_MOST = 3


def _points(*values: float) -> str:
    return " ".join(number(value) for value in values)


def _head(x: float, y: float, dx: float, dy: float, size: float = 5.5) -> str:
    """An open arrow head with its tip at (x, y) that points along (dx, dy)."""
    length = hypot(dx, dy) or 1
    ux, uy = dx / length * size, dy / length * size
    left, right = (-ux - uy * 0.7, -uy + ux * 0.7), (-ux + uy * 0.7, -uy - ux * 0.7)
    return f"M{_points(x + left[0], y + left[1])}L{_points(x, y)}L{_points(x + right[0], y + right[1])}"


def _arrow(x1: float, y1: float, x2: float, y2: float) -> str:
    return f"M{_points(x1, y1)}L{_points(x2, y2)}{_head(x2, y2, x2 - x1, y2 - y1)}"


def _rail() -> str:
    ties = "".join(f"M{_points(-30 + 10 * i, 5)}v3" for i in range(7))
    return f"{_arrow(-26, 0, 26, 0)}M-30 6.5h60{ties}"


def _zoom(out: bool) -> str:
    """The two brackets of the left side, each with an arrow into the frame or out of it."""
    path = ""
    for sign in (1, -1):
        y = -25 * sign
        path += f"M{_points(0, y + 7 * sign)}V{number(y)}H7"
        outer, inner = (3, y + 3 * sign), (11, y + 9 * sign)
        path += _arrow(*inner, *outer) if out else _arrow(*outer, *inner)
    return path


def _orbit(sweep: float) -> str:
    """Part of a circle on the ground around the subject, clockwise, seen at a flat angle."""
    first, last = pi / 2 - sweep / 2 * pi / 180, pi / 2 + sweep / 2 * pi / 180
    x1, y1, x2, y2 = 42 * cos(first), 9 * sin(first), 42 * cos(last), 9 * sin(last)
    arc = f"A42 9 0 {int(sweep > 180)} 1 {_points(x2, y2)}"
    return f"M{_points(x1, y1)}{arc}{_head(x2, y2, -sin(last) * 42, cos(last) * 9)}"


# Path data by name, and whether it is filled. A filled arrow lies on the ground, its broad end at the camera.
MARKS: dict[str, tuple[str, bool]] = {
    "pan": (f"M-24 0Q0-7 24 0{_head(24, 0, 24, 7)}", False),
    "tilt": (f"M0-17Q5 0 0 17{_head(0, 17, -3, 17)}", False),
    "zoom-in": (_zoom(out=False), False),
    "zoom-out": (_zoom(out=True), False),
    "dolly-in": ("M-1.6-2.5L22-15.6 20.5-18 30-18.6 25-10.5 23.4-13 1.6 2.5z", True),
    "dolly-out": ("M29.6-19.2L9.5-6.9 6.5-11.2 0 0 13-.6 10.6-4.4 30.4-18z", True),
    "rails": ("M-5-2L22-20.4h1L-3.6-1.6zM7 3L31-16.4l1 .6L8.6 3.4z", True),
    "tracking": (_rail(), False),
    "orbit": (_orbit(130), False),
    "orbit-full": (_orbit(325), False),
    "crane": (f"M-5 0h10{_arrow(0, 0, 0, -30)}", False),
    "handheld": ("M-21 0q3.5-4 7 0t7 0t7 0t7 0t7 0t7 0", False),
    "static": ("M-4-4h8v8h-8z", False),
    "locked": ("M-8 0a8 8 0 1 0 16 0a8 8 0 1 0-16 0m-4 0h7m10 0h7m-12-12v7m0 10v7", False),
}


def move_defs(paper: bool) -> tuple[str, ...]:
    """One element of `<defs>` for each mark."""
    ink, edge = ("#000", "#fff") if paper else ("#fff", "#000")
    made = []
    for name, (path, solid) in MARKS.items():
        fill = ink if solid else "none"
        wide, slim = ("3", ".3") if solid else ("4.4", "2.1")
        made.append(
            f'<g id="sk-m-{name}" fill="{fill}" stroke-linecap="round" stroke-linejoin="round">'
            f'<path stroke="{edge}" stroke-width="{wide}" opacity=".55" d="{path}"/>'
            f'<path stroke="{ink}" stroke-width="{slim}" d="{path}"/></g>'
        )
    return tuple(made)


class Mark(NamedTuple):
    """A mark where it stands: enlarged by `across` and `down`, which are negative where it is mirrored."""

    name: str
    x: float
    y: float
    across: float = 1
    down: float = 1

    def markup(self, dx: float = 0, dy: float = 0) -> str:
        """The reference, shifted by (dx, dy)."""
        size = short(self.across) if self.across == self.down else f"{short(self.across)} {short(self.down)}"
        scaled = f"scale({size})" if size != "1" else ""
        return f'<use href="#sk-m-{self.name}" transform="translate({_points(self.x + dx, self.y + dy)}){scaled}"/>'


def _depth(move: str, direction: str, width: float, k: float) -> list[Mark]:
    unit = max(0.65, min(1.0, width / 110))
    x, y, scale = max(5.0, width / 2 - 54 * unit), 84.0, min(k, 1.35) * unit
    marks = [Mark("dolly-out" if direction in ("out", "back") else "dolly-in", x, y, scale, scale)]
    return [*marks, Mark("rails", x, y, scale, scale)] if move == "tracking" else marks


def marks(move: str, direction: str | None, speed: str | None, width: float) -> list[Mark]:
    """The marks of one move; none for a move that has no drawing (added by a user)."""
    length, way, middle = _LENGTH.get(speed or "", 1.0), direction or "", width / 2
    unit = max(0.62, min(1.0, width / 110))
    k = length * unit
    if move == "dolly" or (move == "tracking" and way in _INTO):
        return _depth(move, way, width, length)
    if move in ("pan", "tracking"):
        k = min(k, width * 0.46 / 30)
        return [Mark(move, middle, 82 if move == "pan" else 79, -k if way == "left" else k, k)]
    if move == "tilt":
        return [Mark("tilt", width - 11 * unit, 48, k, k if way == "down" else -k)]
    if move == "crane":
        return [Mark("crane", width - 11 * unit, 44 if way == "down" else 80, k, -k if way == "down" else k)]
    if move == "zoom":
        k = {0.7: 0.85, 1.5: 1.2}.get(length, 1.0) * unit
        inset, name = min(width * 0.16, 22), "zoom-out" if way == "out" else "zoom-in"
        return [Mark(name, inset, 47, k, k), Mark(name, width - inset, 47, -k, k)]
    if move == "orbit":
        k = min({0.7: 0.75, 1.5: 1.3}.get(length, 1.0), width * 0.46 / 42)
        full = way == "full"
        return [Mark("orbit-full" if full else "orbit", middle, 75, -k if way == "counterclockwise" else k, k)]
    if move == "handheld":
        k = min(k, width * 0.46 / 21)
        return [Mark("handheld", middle, 81, k, k)]
    if move == "static":
        return [Mark("static", width - 12 * unit, 80, unit, unit)]
    return [Mark("locked", middle, 45, unit, unit)] if move == "locked" else []


_BOTTOM, _RIGHT = frozenset({"pan", "tracking", "orbit", "handheld"}), frozenset({"tilt", "crane", "static"})


def arrows(camera: tuple[Move, ...], width: float) -> str:
    """The marks of up to three moves; where two would lie on each other, the later one gives way."""
    taken: dict[str, int] = {}
    parts = ""
    for move in camera[:_MOST]:
        found = marks(move.move, move.direction, move.speed, width)
        zone = next((name.split("-")[0] for name, *_ in found), "")
        zone = "bottom" if zone in _BOTTOM else "right" if zone in _RIGHT else zone
        step = taken.get(zone, 0)
        taken[zone] = step + 1
        dx, dy = (0, -14 * step) if zone == "bottom" else (-17 * step, 0) if zone == "right" else (0, -9 * step)
        parts += "".join(mark.markup(dx, dy) for mark in found)
    return parts
