"""Light of a sketch: every sky or wall with its ground or floor, as gradients and one symbol each.

A symbol reaches from the horizon at y = 60 far beyond any frame, so that a frame only has to place it.
"""

from __future__ import annotations

# Sky at the top, half way and at the horizon; then the ground at the horizon and at the lower edge.
# Kept dark at the top and the bottom, so that white writing and arrows read on every one of them.
PALETTE: dict[str, tuple[str, str, str, str, str]] = {
    "dawn": ("#2c3a58", "#7d6a80", "#e2a67c", "#4d4852", "#15171e"),
    "morning": ("#33557b", "#7fa3ba", "#e2d5b4", "#66705f", "#1f2627"),
    "day": ("#46566a", "#8194a5", "#c2c9c8", "#5c625e", "#212527"),
    "noon": ("#215f9c", "#5c97c2", "#b9d4dd", "#737a68", "#2c312b"),
    "golden": ("#4d4257", "#b9744a", "#f6c06c", "#64492f", "#1d1510"),
    "dusk": ("#1b2144", "#594570", "#d37a60", "#3a3348", "#101118"),
    "night": ("#070c1a", "#182747", "#41598a", "#2a3853", "#0b0e16"),
    "overcast": ("#535c66", "#79828a", "#a2a8ac", "#575c5d", "#1f2224"),
    "neutral": ("#2e3035", "#565a60", "#84878b", "#4b4c50", "#18191b"),
    "warm": ("#33231a", "#6a4930", "#a07750", "#4f3827", "#19110c"),
    "cool": ("#222c37", "#435464", "#73879a", "#34404b", "#0f1317"),
    "dim": ("#0b0e17", "#212839", "#47526f", "#272e41", "#0b0d13"),
    "plain": ("#282c34", "#454b56", "#676e7a", "#383d47", "#14171b"),
}

_Stop = tuple[str, str, str]


def _grey(colour: str) -> str:
    """The same tone on paper: a light grey that saves ink and still keeps night darker than noon."""
    red, green, blue = (int(colour[i : i + 2], 16) for i in (1, 3, 5))
    level = 255 - round((255 - (red * 299 + green * 587 + blue * 114) / 1000) * 0.24)
    return f"#{level:02x}{level:02x}{level:02x}"


def _gradient(key: str, stops: tuple[_Stop, ...], kind: str = "linear", direction: str = ' x2="0" y2="1"') -> str:
    inner = "".join(
        f'<stop offset="{offset}" stop-color="{colour}"' + ("/>" if alpha == "1" else f' stop-opacity="{alpha}"/>')
        for offset, colour, alpha in stops
    )
    return f'<{kind}Gradient id="sk-{key}"{direction}>{inner}</{kind}Gradient>'


def _light(name: str, colours: tuple[str, ...]) -> tuple[str, str, str]:
    """The gradients of a sky and a ground, and the symbol made of both."""
    top, middle, low, near, far = colours
    sky = _gradient(f"{name}-a", ((".5", top, "1"), (".77", middle, "1"), ("1", low, "1")))
    ground = _gradient(f"{name}-b", (("0", near, "1"), (".4", far, "1")))
    symbol = (
        f'<g id="sk-{name}"><path fill="url(#sk-{name}-a)" d="M-60-60h520V60H-60z"/>'
        f'<path fill="url(#sk-{name}-b)" d="M-60 60h520v100H-60z"/></g>'
    )
    return sky, ground, symbol


def _veils(paper: bool) -> tuple[str, ...]:
    """Fills that fade out (sun, rays, mist, the edge of a glance) and the fills of people and things."""
    glow, ray = ("#fff", "#fff") if paper else ("#ffe6b8", "#ffcf87")
    dark, edge, rim = ("#000", "#555", "#fff") if paper else ("#000", "#6b6560", "#ffe9c4")
    body = (("0", edge, "1"), (".45", dark, "1"))
    return (
        _gradient("halo", (("0", glow, ".8"), (".35", glow, ".25"), ("1", glow, "0")), "radial", ""),
        _gradient("ray", (("0", ray, ".8" if paper else ".3"), (".7", ray, "0")), direction=""),
        _gradient("cone", (("0", "#fff", ".9" if paper else ".3"), ("1", "#fff", ".1" if paper else ".03"))),
        _gradient("mist", (("0", "#fff", "0"), (".5", "#fff", ".4"), ("1", "#fff", "0"))),
        _gradient("edge", ((".55", "#000", "0"), ("1", "#000", ".3" if paper else ".75")), "radial", ' r=".62"'),
        _gradient("rim", (("0", rim, ".75"), (".6", rim, ".4"))),
        _gradient("moonrim", (("0", "#a9bce0", ".6"), (".6", "#a9bce0", ".25"))),
        _gradient("lit", body, direction=""),
        _gradient("rit", body, direction=' x1="1" x2="0"'),
        _gradient("low-lit", (("0", edge, "1"), (".5", dark, "1")), direction=' y1="1" x2="0"'),
        _gradient("front-lit", (("0", edge, "1"), ("1", dark, "1")), "radial", ' cy=".3"'),
        _gradient("up", (("0", "#fff", ".9" if paper else ".34"), ("1", "#fff", "0")), direction=' y1="1" x2="0"'),
        _gradient("top-lit", (("0", edge, "1"), (".24", dark, "1"))),
    )


def light_defs(paper: bool) -> tuple[str, ...]:
    """One element of `<defs>` each. `paper` turns colours into light greys, for ink on white."""
    parts: list[str] = []
    for name, colours in PALETTE.items():
        parts.extend(_light(name, tuple(_grey(c) for c in colours) if paper else colours))
    return (*parts, *_veils(paper))
