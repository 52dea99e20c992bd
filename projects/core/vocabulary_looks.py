"""Drawn examples of style: grades as colours on a small picture, stocks as film, grain, flare, bokeh, frames.

Every function takes the words after the colon of a `draw` name and gives the inside of a picture 96 by 54.
"""

from __future__ import annotations

import re

_COLOUR = re.compile(r"#[0-9a-f]{6}")


def colours(words: list[str], *defaults: str) -> list[str]:
    """The colours among the words, filled up with the defaults."""
    found = [word for word in words if _COLOUR.fullmatch(word)]
    return [*found, *defaults[len(found) :]]


def swatch(words: list[str]) -> str:
    """A picture in the colours of a grade, darkest first: hills, sky, sun; the colours themselves below."""
    dark, low, high, light, *_ = colours(words, "#1d2226", "#4a5250", "#9a8f7c", "#e6dcc6")
    chips = "".join(f'<path fill="{c}" d="M{24 * at} 42h24v12h-24z"/>' for at, c in enumerate((dark, low, high, light)))
    return (
        f'<path fill="{high}" d="M0 0h96v42H0z"/><path fill="{light}" opacity=".55" d="M0 18h96v14H0z"/>'
        f'<circle cx="66" cy="19" r="7" fill="{light}"/><path fill="{low}" d="M0 42V27l20-9l22 12l26-8l28 10v10z"/>'
        f'<path fill="{dark}" d="M0 42v-6l34-5l62 8v3z"/><circle cx="31" cy="21" r="2.6" fill="{dark}"/>'
        f'<path fill="{dark}" d="M27.5 35v-9q3.5-3 7 0v9z"/>{chips}'
    )


def _dots(count: int, step: int = 1) -> list[tuple[int, int]]:
    """Scattered points, the same each time: the fractional parts of multiples of two irrational numbers."""
    return [(at * step * 61803 % 9600 // 100, at * step * 41421 % 5400 // 100) for at in range(1, count)]


def grain(words: list[str]) -> str:
    """A grey wedge with grain over it."""
    wedge = "".join(f'<path fill="currentColor" opacity=".{at + 1}" d="M{16 * at} 0h16v54h-16z"/>' for at in range(6))
    dots = "".join(f"M{x} {y}h1.4" for x, y in _dots(170))
    light = "".join(f"M{x} {y}h1.2" for x, y in _dots(90, 7))
    return (
        f'{wedge}<path stroke="currentColor" stroke-width="1.4" opacity=".75" d="{dots}"/>'
        f'<path stroke="#808080" stroke-width="1.2" opacity=".8" d="{light}"/>'
    )


def flare(words: list[str]) -> str:
    """A lamp in a dark frame with the blue streak of an anamorphic lens."""
    return (
        '<path fill="#0d1118" d="M0 0h96v54H0z"/><path fill="#2f6fc4" opacity=".45" d="M0 24q48-7 96 0q-48 7-96 0z"/>'
        '<path fill="#9ccaff" d="M0 24q48-2.5 96 0q-48 2.5-96 0z"/>'
        '<circle cx="60" cy="24" r="9" fill="#5d9be6" opacity=".4"/>'
        '<circle cx="60" cy="24" r="4" fill="#fff"/><g fill="none" stroke="#7fb2ee" opacity=".6">'
        '<circle cx="38" cy="35" r="4"/>'
        '<circle cx="22" cy="43" r="7"/></g>'
    )


def bokeh(words: list[str]) -> str:
    """A sharp figure before lights out of focus; `one`: a single light that bleeds."""
    if "one" in words:
        rings = "".join(f'<circle cx="48" cy="25" r="{r}" fill="#ff7a4d" opacity=".22"/>' for r in (23, 17, 12))
        return f'<path fill="#15161b" d="M0 0h96v54H0z"/>{rings}<circle cx="48" cy="25" r="7" fill="#fff3df"/>'
    spots = ((14, 14, 8), (32, 9, 6), (78, 15, 9), (64, 8, 5), (86, 36, 7), (12, 38, 6), (30, 28, 5), (70, 33, 6))
    lights = "".join(
        f'<circle cx="{x}" cy="{y}" r="{r}" fill="{"#f0b45c" if at % 3 else "#7fb5ff"}" opacity=".5"/>'
        for at, (x, y, r) in enumerate(spots)
    )
    return (
        f'<path fill="#14171d" d="M0 0h96v54H0z"/>{lights}<circle cx="48" cy="23" r="8.5" fill="#e8d9c8"/>'
        '<path fill="#e8d9c8" d="M30 54c0-14 8-19 18-19s18 5 18 19z"/>'
    )


def blinds(words: list[str]) -> str:
    """The light of film noir: slats across a wall, a hat in silhouette."""
    slats = "".join(f'<path fill="#e9e6df" d="M0 {y}l96-9v4.5l-96 9z"/>' for y in range(8, 64, 10))
    return (
        f'<path fill="#0c0c0e" d="M0 0h96v54H0z"/>{slats}<path fill="#050506" d="M26 54c0-12 5-17 12-19c-5-4-6-9-5-15'
        'q-9 0-10-3q8-1 11-3q1-9 12-9t13 9q4 2 11 3q-1 3-11 3c1 6 0 11-5 15c8 2 14 7 14 19z"/>'
    )


def symmetry(words: list[str]) -> str:
    """A corridor in one-point perspective, the figure in the very middle."""
    lines = "M0 0l36 19M96 0L60 19M0 54l36-17M96 54L60 37M36 19h24v18H36zM12 6v43M84 6v43M24 13v31M72 13v31"
    return (
        f'<path fill="none" stroke="currentColor" stroke-width="1.2" opacity=".7" d="{lines}"/>'
        '<circle cx="48" cy="25" r="2.4" fill="currentColor"/><path fill="currentColor" d="M45 37v-7q3-3 6 0v7z"/>'
        '<path stroke="currentColor" stroke-dasharray="2 3" opacity=".6" d="M48 0v20M48 40v14"/>'
    )


def viewfinder(words: list[str]) -> str:
    """The marks of a viewfinder around a figure; `tilted`: carried by hand."""
    marks = "M8 16V6h12M76 6h12v10M88 38v10H76M20 48H8V38"
    turned = ' transform="rotate(-6 48 27)"' if "tilted" in words else ""
    dot = '<circle cx="81" cy="13" r="2.5" fill="#f05b5b"/>'
    ghost = (
        '<path fill="none" stroke="currentColor" opacity=".3" d="M11 20V10h12M79 10h12v10M91 42v10H79"/>' if turned else ""
    )
    return (
        f'{ghost}<g{turned}><path fill="none" stroke="currentColor" stroke-width="2" d="{marks}"/>{dot}'
        '<circle cx="48" cy="21" r="6" fill="currentColor" opacity=".7"/>'
        '<path fill="currentColor" opacity=".7" d="M35 46c0-12 5-17 13-17s13 5 13 17z"/></g>'
    )


def screen(words: list[str]) -> str:
    """A tall screen of this shape around one of 16:9."""
    try:
        width = 48 * float(words[0])
    except (IndexError, ValueError):
        width = 69.0
    return (
        f'<path fill="currentColor" opacity=".15" d="M{48 - width / 2:.1f} 3h{width:.1f}v48h{-width:.1f}z"/>'
        f'<path fill="none" stroke="currentColor" stroke-width="2" d="M{48 - width / 2:.1f} '
        f'3h{width:.1f}v48h{-width:.1f}z"/>'
        f'<path fill="none" stroke="currentColor" stroke-dasharray="3 3" opacity=".7" '
        f'd="M{48 - width / 2:.1f} {27 - width * 9 / 32:.1f}h{width:.1f}v{width * 9 / 16:.1f}h{-width:.1f}z"/>'
        '<path fill="currentColor" opacity=".5" d="M20 46l16-20l9 10l9-14l20 24z"/>'
    )


def aerial(words: list[str]) -> str:
    """Fields from above, a road through them and the shadow of the drone."""
    return (
        '<g fill="currentColor"><path opacity=".12" d="M0 0h40v24H0z"/><path opacity=".3" d="M40 0h56v18H40z"/>'
        '<path opacity=".22" d="M0 24h30v30H0z"/><path opacity=".4" d="M30 24h30v30H30z"/>'
        '<path opacity=".16" d="M60 18h36v36H60z"/></g>'
        '<path fill="none" stroke="currentColor" stroke-width="3" d="M-2 40q30-4 42-18t58-16"/>'
        '<path stroke="currentColor" stroke-width="2" stroke-linecap="round" d="M66 32l12 10M78 32l-12 10"/>'
        '<circle cx="72" cy="37" r="3" fill="currentColor"/>'
    )


def stock(words: list[str]) -> str:
    """A strip of film with two frames in the colours of the stock."""
    low, high, *_ = colours(words, "#333333", "#cccccc")
    holes = "".join(f"M{x} 4h5v5h-5zM{x} 45h5v5h-5z" for x in range(4, 96, 12))
    frames = "".join(
        f'<path fill="{high}" d="M{x} 12h42v30h-42z"/><path fill="{low}" d="M{x} 42V32l12-8l14 8l16-5v15z"/>'
        for x in (4, 50)
    )
    return f'<path fill="#101114" d="M0 1h96v52H0z"/><path fill="#d8d5cd" d="{holes}"/>{frames}'


def body(words: list[str]) -> str:
    """A cinema camera from the side."""
    return (
        '<path fill="currentColor" d="M30 20h34v22H30zM64 24h8v14h-8zM72 21l12-3v26l-12-3z"/>'
        '<path fill="currentColor" opacity=".55" d="M14 24h16v14H14zM34 12h26v5H34zM37 17h3v3h-3zM54 17h3v3h-3z"/>'
        '<circle cx="40" cy="31" r="3" fill="#f05b5b"/>'
    )


def silhouette(words: list[str]) -> str:
    """Two figures black against a low sun."""
    return (
        '<path fill="#b9602f" d="M0 0h96v54H0z"/><path fill="#e8974a" d="M0 22h96v22H0z"/>'
        '<circle cx="56" cy="30" r="14" fill="#ffe2a6"/><path fill="#14100e" d="M0 44h96v10H0zM38 44V29q4-4 8 0v15z'
        'M54 44V31q4-4 8 0v13z"/><circle cx="42" cy="24" r="3.4" fill="#14100e"/>'
        '<circle cx="58" cy="26" r="3.4" fill="#14100e"/>'
    )


def drawn(words: list[str]) -> str:
    """A face in flat cels, in clay, or washed in with water colour."""
    kind = words[0] if words else "cel"
    if kind == "clay":
        return (
            '<path fill="#3f6f7d" d="M0 0h96v54H0z"/>'
            '<path fill="#c98a5e" d="M34 30q-4-20 14-21t15 20q-1 14-14 15t-15-14z"/>'
            '<circle cx="42" cy="24" r="5" fill="#f4efe6"/><circle cx="55" cy="25" r="4.5" fill="#f4efe6"/>'
            '<circle cx="43" cy="25" r="2" fill="#222"/><circle cx="54" cy="26" r="2" fill="#222"/>'
            '<path fill="none" stroke="#7c4a2c" stroke-width="2" stroke-linecap="round" d="M42 36q6 4 13 0"/>'
            '<path fill="none" stroke="#a86d45" opacity=".7" d="M37 31q3 2 5 0M58 33q2 1 4-1M46 12q3 2 6 0"/>'
        )
    if kind == "wash":
        return (
            '<path fill="#f3ede0" d="M0 0h96v54H0z"/><g opacity=".5">'
            '<path fill="#4f87a6" d="M0 0h96v20q-20 8-40 2T0 24z"/>'
            '<path fill="#6f9f62" d="M0 38q26-14 50-4t46-5v25H0z"/><circle cx="68" cy="17" r="10" fill="#e6a24c"/>'
            '<path fill="#3f6f7d" d="M4 30q16-14 30-2q-14 8-30 2z"/></g>'
        )
    return (
        '<path fill="#8fc7e8" d="M0 0h96v54H0z"/>'
        '<path fill="#f5d0a9" stroke="#1c1c22" stroke-width="2" d="M32 22q0-16 16-16t16 16t-16 22t-16-22z"/>'
        '<path fill="#3a2f6b" stroke="#1c1c22" stroke-width="2" d="M30 24q0-21 18-21t18 '
        '21q-6-3-8-9q-12 2-16 0q-4 8-12 9z"/>'
        '<path fill="#1c1c22" d="M39 25q3-3 5 0v5q-3 2-5 0zM52 25q3-3 5 0v5q-3 2-5 0z"/>'
    )
