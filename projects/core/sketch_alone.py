"""A sketch as a file of its own: a drawing with only the definitions it uses, which needs no page and no stylesheet."""

from __future__ import annotations

import re
from functools import lru_cache

from projects.core.catalog import Catalog
from projects.core.limits import is_person
from projects.core.report import ShotReport
from projects.core.sketch import sketch, sketch_defs

_VIEW = re.compile(r'<svg class="frame" viewBox="0 0 (\d+) (\d+)"')
_WORDS = re.compile(r"<text\b[^>]*>[^<]*</text>")
_HIDDEN = re.compile(r"^<svg[^>]*>|</svg>$")
_CLASS = re.compile(r' class="[a-z -]*"')
_INK = "#111"  # of words on paper; on screen they are white
_COLOUR = re.compile(r"#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})\b")


def standalone(drawing: str, *, paper: bool = True, words: bool = True) -> str:
    """A frame of `sketch` as a complete SVG file: any program shows it as the page does.

    On `paper` it is drawn in greys. Without `words` the camera line and the code are left out, for a frame that is
    shown so small that nobody could read them. A text that is no such frame comes back unchanged.
    """
    found = _VIEW.match(drawing)
    if found is None:
        return drawing
    width, height = found.groups()
    body = drawing if words else _WORDS.sub("", drawing)
    if paper:
        body = body.replace(' fill="#fff">', f' fill="{_INK}">').replace(
            ' fill="#fff" text-anchor', f' fill="{_INK}" text-anchor'
        )
    ground = "#fff" if paper else "#0b0d10"
    inside = f'{_needed(drawing, paper)}<path fill="{ground}" d="M0 0h{width}v{height}H0z"/>'
    head, rest = body.split(">", 1)
    head = head.replace(
        '<svg class="frame"', f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}"', 1
    )
    face = ' font-family="Noto Sans, Inter, sans-serif"' if words else ""
    made = _CLASS.sub("", f"{inside}{rest}")
    return f"{_CLASS.sub('', head)}{face}>{_COLOUR.sub(_grey, made) if paper else made}"


@lru_cache(maxsize=1024)
def _needed(drawing: str, paper: bool) -> str:
    """The `<defs>` of one drawing."""
    return _HIDDEN.sub("", sketch_defs((drawing,), paper=paper))


def _grey(colour: re.Match[str]) -> str:
    """The few lights that keep a tint on a page, without it."""
    red, green, blue = (int(part, 16) for part in colour.groups())
    level = round((red * 299 + green * 587 + blue * 114) / 1000)
    return f"#{level:02x}{level:02x}{level:02x}"


def drawing_of(item: ShotReport, catalog: Catalog, ratio: str) -> str:
    """The drawn frame of a shot, from its own words, its anchors and the reasons of its breaks."""
    shot = item.shot
    reasons = {broken.anchor: broken.reason for broken in shot.breaks}
    told: dict[str, list[str]] = {"subject": [], "environment": [], "lighting": [], "style": [], "instead": []}
    people = 0
    for use in item.uses:
        anchor = use.anchor
        people += is_person(anchor, catalog)
        if use.role != "breaks":
            said = anchor.description or anchor.name
            told[anchor.kind].append(f"{anchor.name}: {anchor.description}" if anchor.kind == "subject" else said)
        elif anchor.kind in ("environment", "lighting"):
            told["instead"].append(reasons.get(anchor.key, ""))
    return sketch(
        shot, catalog, ratio=ratio, environment=". ".join(told["environment"]), lighting=". ".join(told["lighting"]),
        people=people, subjects=told["subject"], instead=". ".join(told["instead"]), label=shot.key,
    )  # fmt: skip
