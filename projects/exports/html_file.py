"""A paper as one HTML file to send: nothing is loaded from anywhere, and nothing in it runs."""

from __future__ import annotations

import base64
import hashlib
import io
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from projects.core.figures import plural
from projects.core.paper import sheet
from projects.core.paper_columns import columns_of
from projects.core.paper_css import page_rules
from projects.core.paper_grid import caption, lead, pages, shape, shortened, text_area
from projects.core.paper_values import Sheet
from projects.core.report import ShotReport
from projects.core.sketch import frame_width, sketch_defs
from projects.core.sketch_alone import drawing_of
from projects.core.sketch_frame import HEIGHT
from projects.exports.material import Material, Told, silent

_ROOT = Path(__file__).resolve().parents[2]
# Own pictures are made this large at most, their longer side in pixels, and all of them together take this many bytes.
SIDE_MAX = 800
PICTURES_MAX = 24 * 1024 * 1024
_QUALITY = 80
TOLD = 25  # frames between two words on how far it is
# What a broken picture may raise in the library that reads it.
_UNREADABLE = (
    OSError, ValueError, SyntaxError, EOFError, MemoryError, TypeError, AttributeError, LookupError, ArithmeticError,
)  # fmt: skip


def write(material: Material, told: Told = silent) -> bytes:
    """UTF-8 HTML of the whole paper with its styles, drawings and pictures inside: all of it shows offline."""
    options = material.options
    found = sheet(material.report, material.whole, material.catalog, material.facts, options)
    style, grid = _style(found), shape(found)
    pictures, running, frames = _Pictures(material), material.report.running(), dict[str, Markup]()
    for at, item in enumerate(running):
        if at % TOLD == 0:
            told("Drawing frames", at, len(running))
        frames[item.shot.key] = pictures.frame(item)
    entries = [entry for scene in found.scenes for entry in scene.entries]
    text = _environment().get_template("paper/alone.html").render(
        sheet=found, logo=_logo(material), policy=_policy(style), style=_ours(f"<style>{style}</style>"),
        frames=frames,
        defs=_ours(sketch_defs(pictures.drawn, paper=True)),
        unread=pictures.unread, left_out=pictures.left_out, grid=grid, table=columns_of(options),
        pages=pages(found) if options.layout in ("grid", "deck") else (),
        captions={entry.code: caption(entry, grid.letters)[0] for entry in entries},
        shortened=shortened(found), lead=lead(found), width=text_area(options)[0],
    )  # fmt: skip
    return text.encode("utf-8", "replace")


def _ours(markup: str) -> Markup:
    """Markup that was made here: stylesheets, and drawings that escape the words in them."""
    return Markup(markup)  # noqa: S704 - see above


@cache
def _environment() -> Environment:
    made = Environment(
        loader=FileSystemLoader(_ROOT / "templates"), autoescape=True, undefined=StrictUndefined, trim_blocks=True,
        lstrip_blocks=True,
    )  # fmt: skip
    made.globals["plural"] = plural
    return made


def _style(found: Sheet) -> str:
    """The stylesheets of a paper in one; what stands in the margins is for print alone, as it is on our pages."""
    files = [(_ROOT / "static" / f"{name}.css").read_text("utf-8").strip() for name in ("paper", "paper-alone")]
    return "\n".join(["", *files, f"@media print {{ {page_rules(found)} }}", ""])


def _policy(style: str) -> str:
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    return f"default-src 'none'; style-src 'sha256-{digest}'; img-src data:; base-uri 'none'; form-action 'none'"


def _inside(data: bytes, kind: str = "jpeg") -> str:
    return f"data:image/{kind};base64,{base64.b64encode(data).decode()}"


def _logo(material: Material) -> str:
    """The logo as an address inside the file; nothing where there is none or it cannot be read."""
    logo = material.facts.logo
    made = smaller(logo) if logo else None
    return _inside(made) if made else ""


def smaller(data: bytes) -> bytes | None:
    """A picture written anew as a JPEG of at most `SIDE_MAX` pixels a side, without metadata; None where it is none."""
    from PIL import Image

    try:
        with Image.open(io.BytesIO(data), formats=("JPEG", "PNG", "WEBP")) as image:
            image.draft("RGB", (SIDE_MAX, SIDE_MAX))
            made = _on_white(image)
            made.thumbnail((SIDE_MAX, SIDE_MAX))
            out = io.BytesIO()
            made.save(out, "JPEG", quality=_QUALITY)
    except (*_UNREADABLE, Image.DecompressionBombError):
        return None
    return out.getvalue()


def _on_white(image: Any) -> Any:
    """The picture as it looks on paper, where something of it is see-through."""
    from PIL import Image

    if not image.has_transparency_data:
        return image.convert("RGB")
    layer = image.convert("RGBA")
    ground = Image.new("RGBA", layer.size, "white")
    ground.alpha_composite(layer)
    return ground.convert("RGB")


class _Pictures:
    """The frames of a paper, and what became of the pictures: `unread` and `left_out` name shots."""

    def __init__(self, material: Material) -> None:
        self._material = material
        self._bytes = 0
        self.drawn: list[str] = []
        self.unread: list[str] = []
        self.left_out: list[str] = []

    def frame(self, item: ShotReport) -> Markup:
        """A shot's own picture where it has one, else its drawn frame."""
        made = self._picture(item.shot.key)
        ratio = self._material.report.board.aspect_ratio
        if made is None:
            self.drawn.append(drawing_of(item, self._material.catalog, ratio))
            return _ours(self.drawn[-1])
        self._bytes += len(made)
        width, told = frame_width(ratio), escape(f"{item.shot.key}: own picture")
        return _ours(
            f'<svg class="frame" viewBox="0 0 {width} {HEIGHT}" role="img" aria-label="{told}">'
            f'<image href="{_inside(made)}" width="{width}" height="{HEIGHT}" preserveAspectRatio="xMidYMid slice"/></svg>'
        )

    def _picture(self, code: str) -> bytes | None:
        data = self._material.picture(code)
        if data is None:
            return None
        if self._bytes >= PICTURES_MAX:
            self.left_out.append(code)
            return None
        made = smaller(data)
        if made is None:
            self.unread.append(code)
        return made
