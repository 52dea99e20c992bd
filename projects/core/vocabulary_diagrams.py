"""Drawn examples of light, lenses and motion: plans seen from above, angles of view, figures with speed lines.

Every function takes the words after the colon of a `draw` name and gives the inside of a picture 96 by 54. What is
ink is `currentColor`, so that a picture reads on any ground; only light has a colour of its own.
"""

from __future__ import annotations

from math import atan, atan2, cos, degrees, pi, sin

from projects.core.sketch_frame import number

WIDTH, HEIGHT = 96, 54
_TONES = {"warm": "#f0a63c", "cool": "#5aa2f0"}
_SUBJECT = (48.0, 24.0)
# Where a lamp stands: x, y. The camera is at the lower edge, the subject looks at it.
_LAMPS = {
    "front": (64.0, 46.0), "side": (11.0, 24.0), "back": (48.0, 4.0), "key": (17.0, 45.0), "fill": (80.0, 45.0),
    "rim": (74.0, 6.0),
}  # fmt: skip
# How wide a beam opens, in degrees to either side.
_SPREAD = {"soft": 27.0, "hard": 9.0, "volumetric": 20.0, "": 16.0}
_SENSOR_HALF = 18.0  # mm: half the width of a full 36 mm frame


def _at(x: float, y: float) -> str:
    return f"{number(x)} {number(y)}"


def _ray(x: float, y: float, angle: float, length: float) -> tuple[float, float]:
    return x + length * cos(angle), y + length * sin(angle)


def _wedge(x: float, y: float, angle: float, half: float, length: float, paint: str) -> str:
    first, last = _ray(x, y, angle - half, length), _ray(x, y, angle + half, length)
    return f'<path {paint} d="M{_at(x, y)}L{_at(*first)}L{_at(*last)}z"/>'


def _camera() -> str:
    return '<path fill="currentColor" opacity=".75" d="M42.5 46.5h11v6h-11zM46 46.5l-2-3.5h8l-2 3.5z"/>'


def _head(x: float, y: float) -> str:
    """A head from above that looks at the camera."""
    return (
        f'<circle cx="{number(x)}" cy="{number(y)}" r="6.5" fill="currentColor" opacity=".35"/>'
        f'<path fill="currentColor" opacity=".6" d="M{_at(x - 2.2, y + 6)}h4.4l-2.2 3.4z"/>'
    )


def _beam(x: float, y: float, to: tuple[float, float], quality: str, colour: str, strength: float = 1.0) -> str:
    """The light from a lamp to a point: layers where it is soft, one narrow wedge where it is hard, rays in the air."""
    angle, far = atan2(to[1] - y, to[0] - x), ((to[0] - x) ** 2 + (to[1] - y) ** 2) ** 0.5
    half = _SPREAD.get(quality, _SPREAD[""]) * pi / 180
    if quality == "soft":
        return "".join(
            _wedge(x, y, angle, half * share, far + 8, f'fill="{colour}" opacity="{number(0.2 * strength)}"')
            for share in (1.0, 0.7, 0.4)
        )
    if quality == "volumetric":
        return "".join(
            _wedge(x, y, angle + turn * half, half / 7, far + 16, f'fill="{colour}" opacity="{number(0.6 * strength)}"')
            for turn in (-0.8, -0.4, 0, 0.4, 0.8)
        )
    opacity = number((0.8 if quality == "hard" else 0.5) * strength)
    return _wedge(x, y, angle, half, far + 4, f'fill="{colour}" opacity="{opacity}"')


def _lamp(x: float, y: float, to: tuple[float, float], quality: str, colour: str) -> str:
    """The lamp itself: a wide panel where its light is soft, else a small head."""
    angle = atan2(to[1] - y, to[0] - x) + pi / 2
    reach = 7.0 if quality == "soft" else 3.5
    first, last = _ray(x, y, angle, reach), _ray(x, y, angle, -reach)
    return f'<path stroke="{colour}" stroke-width="3" stroke-linecap="round" d="M{_at(*first)}L{_at(*last)}"/>'


def _lit(x: float, y: float, lamp: tuple[float, float], colour: str) -> str:
    """The side of the head that the lamp reaches."""
    angle = atan2(lamp[1] - y, lamp[0] - x)
    first, last = _ray(x, y, angle - pi / 2, 6.5), _ray(x, y, angle + pi / 2, 6.5)
    return f'<path fill="{colour}" d="M{_at(*first)}A6.5 6.5 0 0 1 {_at(*last)}z"/>'


def _shadow(lamp: tuple[float, float]) -> str:
    """The hard shadow that the head throws away from the lamp."""
    x, y = _SUBJECT
    angle = atan2(y - lamp[1], x - lamp[0])
    near, side = _ray(x, y, angle + pi / 2, 6), _ray(x, y, angle - pi / 2, 6)
    far, end = _ray(*near, angle, 22), _ray(*side, angle, 22)
    return f'<path fill="currentColor" opacity=".3" d="M{_at(*near)}L{_at(*far)}L{_at(*end)}L{_at(*side)}z"/>'


def _from_above(quality: str, colour: str) -> str:
    """Light from overhead has to be seen from the side: a lamp over a head and shoulders."""
    head = (
        '<path fill="currentColor" opacity=".35" d="M30 54c1-9 8-12 18-12s17 3 18 12z"/>'
        '<circle cx="48" cy="33" r="8" fill="currentColor" opacity=".35"/>'
        f'<path fill="{colour}" d="M40 33a8 8 0 0 1 16 0z"/><path fill="{colour}" opacity=".7" d="M33 47q3-5 15-5t15 5z"/>'
    )
    return _beam(48, 4, (48, 40), quality, colour) + head + _lamp(48, 4, (48, 40), quality, colour)


def light(words: list[str]) -> str:
    """A light from above: direction, quality, temperature in any order; what is not said is drawn neutrally."""
    said = set(words)
    colour = next((_TONES[tone] for tone in _TONES if tone in said), "currentColor")
    quality = next((name for name in _SPREAD if name in said), "")
    if "top" in said:
        return _from_above(quality, colour)
    spot = _LAMPS[next((name for name in _LAMPS if name in said), "key")]
    shadow = _shadow(spot) if quality == "hard" else ""
    x, y = _SUBJECT
    return (
        shadow + _beam(*spot, _SUBJECT, quality, colour) + _head(x, y) + _lit(x, y, spot, colour)
        + _lamp(*spot, _SUBJECT, quality, colour) + _camera()
    )  # fmt: skip


def setup(words: list[str]) -> str:
    """The three-point set-up: the lamp that is meant stands out, or all three."""
    parts = [_head(*_SUBJECT)]
    for name, quality in (("key", ""), ("fill", "soft"), ("rim", "hard")):
        meant = name in words or "three" in words
        spot, colour = _LAMPS[name], _TONES["warm"] if meant else "currentColor"
        drawn = _beam(*spot, _SUBJECT, quality, colour, 0.9) + _lamp(*spot, _SUBJECT, quality, colour)
        parts.insert(0, drawn if meant else f'<g opacity=".22">{drawn}</g>')
        if meant:
            parts.append(_lit(*_SUBJECT, spot, colour) if name == "key" else "")
    return "".join(parts) + _camera()


def lens(words: list[str]) -> str:
    """The angle of view of a focal length on a full frame, 2 atan(18 / f), and who is inside of it."""
    kind = words[0] if words else ""
    if kind == "anamorphic":
        return (
            '<path fill="none" stroke="currentColor" opacity=".6" d="M6 11h84v32H6z"/>'
            '<path fill="#5aa2f0" d="M8 27q40-3 80 0q-40 3-80 0z"/><circle cx="48" cy="27" r="4" fill="#cfe4ff"/>'
            '<g fill="currentColor" opacity=".35"><ellipse cx="24" cy="20" rx="3" ry="5.5"/>'
            '<ellipse cx="70" cy="34" rx="3" ry="5.5"/><ellipse cx="78" cy="19" rx="2" ry="4"/></g>'
        )
    if not kind.isdecimal():
        return (
            '<circle cx="40" cy="26" r="19" fill="currentColor" opacity=".12"/>'
            '<circle cx="40" cy="26" r="19" fill="none" stroke="currentColor" stroke-width="2.5"/>'
            '<path stroke="currentColor" stroke-width="4" stroke-linecap="round" d="M55 39l14 11"/>'
            '<path fill="currentColor" opacity=".8" d="M40 38c-9-7-9-17 0-24c9 7 9 17 0 24z"/>'
            '<path stroke="currentColor" opacity=".5" d="M40 38v6"/><circle cx="80" cy="22" r="1.5" fill="currentColor"/>'
        )
    half = atan(_SENSOR_HALF / max(int(kind), 1))
    x, y = 13.0, 27.0
    people = "".join(
        f'<circle cx="66" cy="{number(py)}" r="3.4" fill="currentColor"'
        + ("" if abs(atan((py - y) / (66 - x))) <= half else ' opacity=".25"')
        + "/>"
        for py in (5, 16, 27, 38, 49)
    )
    return (
        _wedge(x, y, 0, half, 90 / cos(half), 'fill="currentColor" opacity=".16"')
        + f'<path fill="currentColor" d="M3 22h9v10H3z"/>{people}'
        f'<text x="93" y="51" font-size="9" text-anchor="end" fill="currentColor">{round(2 * degrees(half))}°</text>'
    )


# Limbs of a figure whose hip is at (0, 0), as strokes; the head is at (0, -19).
_POSES = {
    "walk": "M0-13V0M0 0L-5 13M0 0L6 13M0-11L-6-3M0-11L6-4",
    "run": "M3-13L0 0M0 0L-11 5L-15 0M0 0L9 4L7 14M3-11L-7-8L-9-2M3-11L11-5L16-9",
    "stand": "M0-13V0M0 0L-3 14M0 0L3 14M0-11L-4 0M0-11L4 0",
    "turn": "M0-13V0M0 0L-3 14M0 0L4 14M0-11L-7-6M0-11L7-7",
    "rise": "M0-13V0M0 0L-6 6L-5 13M0 0L7 4L9 12M0-11L-7-18M0-11L7-18",
}


def _trail(kind: str, fast: bool) -> str:
    """Speed lines: few and short where it is unhurried, many and long where it is fast."""
    if kind == "turn":
        arcs = "M34 40a16 5 0 1 0 28 0" + ("M27 38a24 8 0 1 0 42 0M30 44a20 8 0 0 0 36 2" if fast else "")
        return arcs + "m0 0l-5-1m5 1l1-5"
    if kind in ("fall", "rise"):
        down, lines = kind == "fall", range(5) if fast else range(2)
        length = 26 if fast else 9
        return "".join(f"M{38 + 5 * at if fast else 44 + 8 * at} {26 if down else 54}v{-length}" for at in lines)
    if kind == "stand":
        return ""
    spots = (8, 16, 24, 32, 40, 47) if fast else (18, 36)
    return "".join(f"M{8 + (at % 2) * 6 if fast else 24} {y}h{26 if fast else 8}" for at, y in enumerate(spots))


def motion(words: list[str]) -> str:
    """A figure (walk, run, turn, rise, stand) or a thing (float, fall) with few or many speed lines."""
    kind, fast = words[0] if words else "walk", "fast" in words
    thin = 'fill="none" stroke="currentColor" stroke-width="1.5" stroke-linecap="round" opacity=".55"'
    lines = f'<path {thin} d="{_trail(kind, fast)}"/>'
    if kind == "fall":
        floor = '<path stroke="currentColor" opacity=".4" d="M12 52h72"/>'
        return f'{lines}<circle cx="48" cy="36" r="7" fill="currentColor"/>{floor}'
    if kind == "float":
        tip = "M44 30l34-16l-10 28l-9-9z" if fast else "M50 33l26-11l-7 20l-7-6z"
        return f'{lines}<path fill="currentColor" d="{tip}"/>'
    pose = "run" if fast and kind == "walk" else kind
    x, y = (48, 32) if kind in ("turn", "rise", "stand") else (60, 34)
    return (
        f'{lines}<g transform="translate({x} {y})">'
        f'<circle cx="{3 if pose == "run" else 0}" cy="-19" r="4.5" fill="currentColor"/>'
        f'<path fill="none" stroke="currentColor" stroke-width="3.5" stroke-linecap="round" stroke-linejoin="round" '
        f'd="{_POSES.get(pose, _POSES["walk"])}"/></g>'
    )
