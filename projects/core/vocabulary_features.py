"""Drawn examples of what describes people, things, air and seasons.

Every function takes the words after the colon of a `draw` name and gives the inside of a picture 96 by 54.
"""

from __future__ import annotations

from projects.core.vocabulary_looks import colours

_HEAD = '<path fill="currentColor" opacity=".22" d="M36 24q0-13 12-13t12 13q0 15-12 19q-12-4-12-19zM42 42h12v12H42z"/>'
_HAIR = {
    "bob": "M34 34q-3-27 14-27t14 27h-5q2-10-1-16q-12 3-17 0q-2 7 0 16z",
    "curls": "M30 40q-6-5-1-10q-4-7 3-11q1-9 9-9q7-6 14 0q8 0 9 9q7 4 3 11q5 5-1 10q-6 2-7-4q4-8-2-15q-9 4-18 0q-6 7-2 15"
    "q-1 6-7 4z",
    "bun": "M35 26q-2-17 13-17t13 17q-4-3-5-8q-8 3-16 0q-1 5-5 8zM42 7a6 5 0 1 1 12 0z",
    "beard": "M36 25q1 7 6 7q6-3 12 0q5 0 6-7q1 16-12 20q-13-4-12-20zM35 22q-1-14 13-14t13 14q-5-7-13-7t-13 7z",
}
_GARMENTS = {
    "coat": "M38 8l10 6l10-6l14 8l8 26h-9l-5-14v26H30V28l-5 14h-9l8-26z",
    "shirt": "M38 9l10 8l10-8l13 6l7 17l-9 4l-5-9v27H32V27l-5 9l-9-4l7-17z",
    "apron": "M40 6h3q5 8 10 0h3v13q6 3 8 9v26H32V28q2-6 8-9z",
    "dress": "M40 6q2 7 8 7t8-7h4l-1 16q4 6 13 32H24q9-26 13-32l-1-16z",
}
_TALL = {"child": 0.62, "adult": 1.0, "old": 0.94}
_MATERIALS = {
    "steel": ("#8f979e", "#b9c0c6"), "glass": ("#9fc3cf", "#dcecf0"), "wood": ("#8a5a33", "#a9774a"),
    "ceramic": ("#d9d6cf", "#f1efea"), "leather": ("#6a4128", "#85563a"),
}  # fmt: skip


def age(words: list[str]) -> str:
    """A figure as tall as its age beside a measure; an old one with a stick."""
    kind = words[0] if words else "adult"
    scale = _TALL.get(kind, 1.0)
    head = 5.2 / scale**0.5
    top = 51 - 46 * scale
    stick = '<path fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" d="M61 51V32q3-4 5 0"/>'
    return (
        '<path fill="none" stroke="currentColor" opacity=".35" d="M24 5v46M20 5h8M20 16.5h8M20 '
        '28h8M20 39.5h8M12 51h72"/>'
        f'<circle cx="50" cy="{top + head:.1f}" r="{head:.1f}" fill="currentColor"/>'
        f'<path fill="currentColor" d="M43 {top + head * 2 + 13 * scale:.1f}q0-{11 * scale:.1f} 7-{11 * scale:.1f}'
        f't7 {11 * scale:.1f}l-2 {5 * scale:.1f}V51h-4V{51 - 12 * scale:.1f}h-2V51h-4V{top + head * 2 + 18 * scale:.1f}z"/>'
        + (stick if kind == "old" else "")
    )


def hair(words: list[str]) -> str:
    """A head with this cut of hair in its colour."""
    colour = colours(words, "#4a3a2a")[0]
    shape = _HAIR.get(words[0] if words else "", _HAIR["bob"])
    return f'{_HEAD}<path fill="{colour}" stroke="currentColor" stroke-width=".8" stroke-opacity=".45" d="{shape}"/>'


def eyes(words: list[str]) -> str:
    """An eye with an iris of this colour; `freckles`: a nose with freckles."""
    if "freckles" in words:
        spots = "30 24,36 30,40 23,44 31,52 31,56 23,60 30,66 24,34 36,62 36,48 26"
        dots = "".join(f"M{spot}h0" for spot in spots.split(","))
        nose = '<path fill="none" stroke="currentColor" stroke-width="2" d="M46 8q-2 18-6 26q8 7 16 0"/>'
        return f'{nose}<path stroke="#b06a3c" stroke-width="3.2" stroke-linecap="round" d="{dots}"/>'
    colour = colours(words, "#5b7fa6")[0]
    return (
        '<path fill="#f4f1ec" stroke="currentColor" stroke-width="2" d="M12 29q36-38 72 0q-36 26-72 0z"/>'
        f'<circle cx="48" cy="27" r="12.5" fill="{colour}"/><circle cx="48" cy="27" r="5.5" fill="#0c0c0e"/>'
        '<circle cx="52" cy="22" r="2.5" fill="#fff"/>'
        '<path fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" '
        'opacity=".6" d="M14 14q34-18 68 0"/>'
    )


def cloth(words: list[str]) -> str:
    """A garment in its colour."""
    colour = colours(words, "#5a6678")[0]
    shape = _GARMENTS.get(words[0] if words else "", _GARMENTS["shirt"])
    seam = '<path stroke="currentColor" stroke-opacity=".4" stroke-dasharray="2 2" d="M48 18v33"/>'
    edge = 'stroke="currentColor" stroke-opacity=".55" stroke-linejoin="round"'
    return f'<path fill="{colour}" {edge} d="{shape}"/>{seam}'


def material(words: list[str]) -> str:
    """A patch of a material: brushed, frosted, grained, matte or worn."""
    kind = words[0] if words else ""
    base, light = _MATERIALS.get(kind, ("#77797d", "#a5a7ab"))
    marks = {
        "steel": "".join(f"M0 {y}h96" for y in range(3, 54, 4)),
        "wood": "".join(f"M0 {y}q24-{5 + y % 7} 48 0t48 {y % 5}" for y in range(8, 60, 8))
        + "M38 27a10 4 0 1 0 20 0a10 4 0 1 0-20 0",
        "leather": "".join(f"M{x} {(x * 37) % 54}q4 3 8-1" for x in range(0, 96, 5)) + "M8 48L84 8",
        "glass": "M14 54L46 0M22 54L54 0M60 54L90 4",
    }.get(kind, "M22 18q10-12 30-10")
    wide = "3" if kind in ("glass", "ceramic") else "1.2"
    lines = f'<path fill="none" stroke="{light}" stroke-width="{wide}" stroke-linecap="round" d="{marks}"/>'
    shade = '<path fill="#000" opacity=".16" d="M0 54L96 30v24z"/>'
    return f'<path fill="{base}" d="M0 0h96v54H0z"/>{lines}{shade}'


def season(words: list[str]) -> str:
    """A tree in leaf of this colour, bare without one."""
    leaves = "".join(
        f'<circle cx="{x}" cy="{y}" r="{r}" fill="{colours(words, "#888888")[0]}"/>'
        for x, y, r in ((38, 19, 9), (58, 19, 9), (48, 12, 10), (48, 24, 10), (30, 26, 5), (66, 26, 5))
    )
    tree = "M48 50V24M48 36l-12-12M48 33l13-13M48 24l-6-12M48 26l5-15M40 28l-10-2M57 24l10-1M36 24v-8M61 20v-9"
    bare = f'<path fill="none" stroke="currentColor" stroke-width="2.2" stroke-linecap="round" d="{tree}"/>'
    ground = '<path stroke="currentColor" stroke-width="1.5" opacity=".5" d="M16 51h64"/>'
    return bare + (leaves if words else "") + ground


def air(words: list[str]) -> str:
    """A figure in fog, haze or beams, or hills that fade with distance."""
    kind = words[0] if words else "fog"
    person = '<circle cx="48" cy="22" r="5"/><path d="M39 50V34q9-10 18 0v16z"/>'
    if kind == "distance":
        hills = ("M0 24l22-12l20 10l24-14l30 16v30H0z", "M0 34l30-12l26 12l22-10l18 8v22H0z", "M0 46l40-12l56 14v6H0z")
        return "".join(
            f'<path fill="currentColor" opacity="{opacity}" d="{d}"/>'
            for opacity, d in zip((".16", ".38", ".8"), hills, strict=True)
        )
    if kind == "beams":
        rays = "".join(f'<path d="M{x} 0h9l-30 54h-16z"/>' for x in (30, 52, 74))
        return f'<g fill="#f0c878" opacity=".5">{rays}</g><g fill="currentColor">{person}</g>'
    if kind == "haze":
        return (
            '<circle cx="72" cy="14" r="8" fill="#f0c878" opacity=".75"/>'
            '<circle cx="72" cy="14" r="14" fill="#f0c878" opacity=".25"/>'
            f'<g fill="currentColor" opacity=".55">{person}</g>'
            f'<path fill="currentColor" opacity=".14" d="M0 18h96v36H0z"/>'
        )
    bands = "M4 20h50M62 20h28M0 28h34M42 28h50M10 36h78M0 44h58M66 44h30"
    return (
        f'<g fill="currentColor" opacity=".4">{person}</g>'
        f'<path fill="none" stroke="currentColor" stroke-width="4" stroke-linecap="round" opacity=".3" d="{bands}"/>'
    )


def focus(words: list[str]) -> str:
    """Two figures, one near and one far: which of them is sharp."""
    kind = words[0] if words else "deep"
    near = '<circle cx="22" cy="24" r="10"/><path d="M2 54q2-18 20-18t20 18z"/>'
    far = '<circle cx="68" cy="27" r="5"/><path d="M59 50V38q9-9 18 0v12z"/>'
    soft = 'fill="currentColor" opacity=".25" stroke="currentColor" stroke-width="5" stroke-opacity=".35"'
    sharp = 'fill="currentColor"'
    arrow = (
        '<path fill="none" stroke="currentColor" stroke-width="1.5" d="M36 10h26m-5-4l5 4l-5 4"/>' if kind == "rack" else ""
    )
    return f"<g {sharp if kind == 'deep' else soft}>{near}</g><g {sharp}>{far}</g>{arrow}"
