"""A sheet with everything a template needs to print it: frames, pages of the grid, captions."""

from __future__ import annotations

from typing import Any

from projects.cards import drawn, frame_of, picture_addresses
from projects.core.paper import sheet
from projects.core.paper_columns import columns_of
from projects.core.paper_grid import caption, lead, pages, shape, shortened, text_area
from projects.core.sketch import sketch_defs
from projects.exports.material import Material
from projects.media.pictures import SIZES


def paper_values(material: Material, slug: str, logo: str = "") -> dict[str, Any]:
    """What `paper/paper.html` shows of a material. `slug` is where pictures are found, `logo` an address."""
    report, options = material.report, material.options
    found = sheet(report, material.whole, material.catalog, material.facts, options)
    ratio, own = report.board.aspect_ratio, picture_addresses(slug, SIZES[-1], material.whole)
    grid = shape(found)
    entries = [entry for scene in found.scenes for entry in scene.entries]
    return {
        "sheet": found,
        "logo": logo,
        "frames": {t.shot.key: frame_of(t, material.catalog, ratio, own.get(t.shot.key, "")) for t in report.running()},
        "defs": drawn(sketch_defs(paper=True)),
        "grid": grid,
        "table": columns_of(options),
        "pages": pages(found) if options.layout in ("grid", "deck") else (),
        "captions": {entry.code: caption(entry, grid.letters)[0] for entry in entries},
        "shortened": shortened(found),
        "lead": lead(found),
        "width": text_area(options)[0],
    }
