"""Camera moves of a sketch: one arrow or mark per move, its length by the speed.

Every function returns path data in frame units (the frame is 90 high and `width` wide).
"""

from __future__ import annotations

from collections.abc import Callable
from math import cos, hypot, pi, sin

from projects.core.sketch_frame import number

_LENGTH = {"slow": 0.7, "fast": 1.5}


def _points(*values: float) -> str:
    return " ".join(number(value) for value in values)


def _head(x: float, y: float, dx: float, dy: float, size: float = 5) -> str:
    """An open arrow head with its tip at (x, y) that points along (dx, dy)."""
    length = hypot(dx, dy) or 1
    ux, uy = dx / length * size, dy / length * size
    left, right = (-ux - uy * 0.7, -uy + ux * 0.7), (-ux + uy * 0.7, -uy - ux * 0.7)
    return f"M{_points(x + left[0], y + left[1])}L{_points(x, y)}L{_points(x + right[0], y + right[1])}"


def _arrow(x1: float, y1: float, x2: float, y2: float) -> str:
    return f"M{_points(x1, y1)}L{_points(x2, y2)}{_head(x2, y2, x2 - x1, y2 - y1)}"


def _pan(width: float, k: float, direction: str) -> str:
    """A shallow bow: the camera turns on the spot."""
    half = min(24 * k, width * 0.4) * (-1 if direction == "left" else 1)
    middle = width / 2
    return (
        f"M{_points(middle - half, 82)}Q{_points(middle, 75)} {_points(middle + half, 82)}"
        f"{_head(middle + half, 82, half, 6)}"
    )


def _tilt(width: float, k: float, direction: str) -> str:
    half = min(17 * k, 27) * (1 if direction == "down" else -1)
    x = width - 11
    return f"M{_points(x, 48 - half)}Q{_points(x + 5, 48)} {_points(x, 48 + half)}{_head(x, 48 + half, -3, half)}"


def _depth(width: float, k: float, direction: str) -> str:
    """An arrow on the ground that narrows with the distance: broad end at the camera."""
    unit = max(0.65, min(1.0, width / 110))
    reach = min(30 * k, 34) * unit
    left = max(5.0, width / 2 - 52 * unit)
    near, far = (left, 85.0), (left + reach, 85 - reach * 0.62)
    (ax, ay), (bx, by) = (far, near) if direction in ("out", "back") else (near, far)
    wide, slim = 3 * unit, 1.2 * unit
    start, end = (slim, wide) if direction in ("out", "back") else (wide, slim)
    length = hypot(bx - ax, by - ay)
    nx, ny = -(by - ay) / length, (bx - ax) / length
    head = max(end * 2.2, 3.4 * unit)
    tip = min(8.5 * unit, length * 0.5)
    sx, sy = bx - (bx - ax) / length * tip, by - (by - ay) / length * tip
    corners = (
        (ax + nx * start, ay + ny * start),
        (sx + nx * end, sy + ny * end),
        (sx + nx * head, sy + ny * head),
        (bx, by),
        (sx - nx * head, sy - ny * head),
        (sx - nx * end, sy - ny * end),
        (ax - nx * start, ay - ny * start),
    )
    return "M" + "L".join(_points(*corner) for corner in corners) + "z"


def _rails(width: float, k: float) -> str:
    """The two rails of an arrow in depth, thinning with the distance like the arrow itself."""
    unit = max(0.65, min(1.0, width / 110))
    reach = min(30 * k, 34) * unit
    left = max(5.0, width / 2 - 52 * unit)
    path = ""
    for side in (-1, 1):
        x, y = left + side * 6 * unit + 1, 85 + side * 2.5 * unit
        end = left + reach + side * 2 * unit, 85 - reach * 0.62 + side
        path += f"M{_points(x, y)}L{_points(*end)}L{_points(x + 1.4, y)}z"
    return path


def _zoom(width: float, k: float, direction: str) -> str:
    """Corner brackets, each with an arrow that draws the frame in or lets it out."""
    inset, run = min(width * 0.16, 22), 4 + 4 * k
    path = ""
    for sx, x in ((1, inset), (-1, width - inset)):
        for sy, y in ((1, 22.0), (-1, 72.0)):
            path += f"M{_points(x, y + 7 * sy)}V{number(y)}H{number(x + 7 * sx)}"
            inner = (x + run * sx + 3 * sx, y + run * 0.7 * sy + 3 * sy)
            outer = (x + 3 * sx, y + 3 * sy)
            path += _arrow(*inner, *outer) if direction == "out" else _arrow(*outer, *inner)
    return path


def _tracking(width: float, k: float, direction: str) -> str:
    """An arrow over a rail; into the depth where the camera follows or leads."""
    if direction in ("forward", "back", "behind"):
        return _depth(width, k, direction) + _rails(width, k)
    half = min(26 * k, width * 0.4) * (-1 if direction == "left" else 1)
    middle, rail = width / 2, abs(half) + 4
    ties = "".join(f"M{_points(middle - rail + rail * i / 3, 84)}v3" for i in range(7))
    return f"{_arrow(middle - half, 79, middle + half, 79)}M{_points(middle - rail, 85.5)}h{number(rail * 2)}{ties}"


def _orbit(width: float, k: float, direction: str) -> str:
    """Part of a circle on the ground around the subject, seen at a flat angle; all of it for a full orbit."""
    rx, ry, middle = min(42.0, width * 0.42), 9.0, width / 2
    sign = -1 if direction == "counterclockwise" else 1
    sweep = 330 if direction == "full" else min(130 * k, 250)
    first = pi / 2 - sign * sweep / 2 * pi / 180
    last = pi / 2 + sign * sweep / 2 * pi / 180
    x1, y1 = middle + rx * cos(first), 75 + ry * sin(first)
    x2, y2 = middle + rx * cos(last), 75 + ry * sin(last)
    arc = f"A{_points(rx, ry)} 0 {int(sweep > 180)} {int(sign > 0)} {_points(x2, y2)}"
    return f"M{_points(x1, y1)}{arc}{_head(x2, y2, -sin(last) * rx * sign, cos(last) * ry * sign)}"


def _crane(width: float, k: float, direction: str) -> str:
    length = min(30 * k, 44)
    x, (start, end) = width - 12, (80 - length, 80.0) if direction == "down" else (80.0, 80 - length)
    return f"M{_points(x - 5, start)}h10{_arrow(x, start, x, end)}"


def _handheld(width: float, k: float, direction: str) -> str:
    wave = number(3.5 * k)
    step = min(7.0, width / 9)
    return f"M{_points(width / 2 - step * 3, 81)}q{number(step / 2)}-{wave} {number(step)} 0" + f"t{number(step)} 0" * 5


def _static(width: float, k: float, direction: str) -> str:
    return f"M{_points(width - 16, 76)}h8v8h-8z"


def _locked(width: float, k: float, direction: str) -> str:
    return f"M{_points(width / 2 - 8, 45)}a8 8 0 1 0 16 0a8 8 0 1 0-16 0m-4 0h7m10 0h7m-12-12v7m0 10v7"


_DRAW: dict[str, Callable[[float, float, str], str]] = {
    "pan": _pan,
    "tilt": _tilt,
    "zoom": _zoom,
    "dolly": _depth,
    "tracking": _tracking,
    "orbit": _orbit,
    "crane": _crane,
    "handheld": _handheld,
    "static": _static,
    "locked": _locked,
}


def move_path(move: str, direction: str | None, speed: str | None, width: float) -> tuple[str, bool]:
    """Path data of one move and whether it is filled (an arrow in depth) rather than stroked.

    A move that has no drawing (added by a user) gives an empty path.
    """
    draw = _DRAW.get(move)
    if draw is None:
        return "", False
    solid = move == "dolly" or (move == "tracking" and direction in ("forward", "back", "behind"))
    return draw(width, _LENGTH.get(speed or "", 1.0), direction or ""), solid
