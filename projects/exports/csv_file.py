"""The shot list as CSV, a row a shot, safe to open in a spreadsheet."""

from __future__ import annotations

import codecs
import csv
import io
from decimal import Decimal
from functools import lru_cache

from projects.core.camera import move_text
from projects.core.catalog import Catalog
from projects.core.report import Report, ShotReport
from projects.core.wording import clean
from projects.exports.material import Material

COLUMNS = (
    "number key scene title subject action environment lighting camera shot_size framing angle lens style prompt "
    "negative_prompt custom_prompt anchors without breaks starts_from model resolution aspect_ratio duration start "
    "quality cfg seed seed_use previews credits_final credits_previews credits_total dialogue notes status errors draft"
).split()

Cell = str | int | Decimal | None

# What a spreadsheet would take for a formula, also behind blanks, a quote, a byte order mark or in full width.
_FORMULA_SIGNS = "=+-@\t\r＝＋－＠"
_PASSED_OVER = " \u00a0\ufeff\"'\n"


def guarded(text: str) -> str:
    """The text with an apostrophe before it where a spreadsheet would run it as a formula.

    A text that already begins with an apostrophe gets one more, so that `unguarded` gives back exactly
    what was there.
    """
    if not text or text[0].isalnum():
        return text
    if text[0] == "'":
        return "'" + text
    for sign in text:
        if sign in _FORMULA_SIGNS:
            return "'" + text
        if sign not in _PASSED_OVER:
            return text
    return text


def unguarded(text: str) -> str:
    """The text as it was before `guarded`."""
    return text.removeprefix("'")


@lru_cache(maxsize=1024)
def plain(value: Decimal | int | None) -> str:
    """A number as a cell, empty where it is unknown."""
    if value is None:
        return ""
    return format(value.normalize(), "f") if isinstance(value, Decimal) else str(value)


def _starts_from(item: ShotReport) -> str:
    source = item.shot.starts_from
    if source is None:
        return ""
    return f"{source.shot}:{source.frame}" if source.shot else "upload"


def row(item: ShotReport, report: Report, catalog: Catalog) -> list[Cell]:
    """One shot by `COLUMNS`: texts as they are, numbers as numbers, nothing where a number is unknown."""
    shot, ctx, estimate = item.shot, item.context, item.estimate
    moves = [move_text(move, catalog) for move in shot.camera]
    note = clean(shot.camera_note)
    texts: list[Cell] = [
        item.number or "",
        shot.key,
        item.scene.title or item.scene.key,
        shot.title,
        shot.subject,
        shot.action,
        shot.environment,
        shot.lighting,
        "; ".join([*moves, note] if note else moves),
        shot.shot_size or "",
        shot.framing or "",
        shot.angle or "",
        shot.lens,
        shot.style,
        item.prompt.text,
        item.negative,
        shot.custom_prompt,
        "; ".join(use.anchor.key for use in item.uses),
        "; ".join(shot.without),
        "; ".join(f"{item.anchor}: {item.reason}" for item in shot.breaks),
        _starts_from(item),
    ]
    numbers: list[Cell] = [
        item.model.id,
        ctx.resolution,
        report.board.aspect_ratio,
        shot.duration,
        item.start,
        ctx.quality,
        ctx.cfg,
        item.seed,
        item.seed_use,
        ctx.previews,
        estimate.final,
        estimate.previews,
        estimate.total,
    ]
    last: list[Cell] = [
        shot.dialogue,
        shot.notes,
        shot.status,
        "; ".join(f.code for f in item.errors),
        "yes" if report.draft else "",
    ]
    return [*texts, *numbers, *last]


def _written(cells: list[Cell]) -> list[str]:
    # Nearly every cell is a text that begins with a letter or a digit, or is empty: it stands as it is.
    return [
        cell if isinstance(cell, str) and (not cell or cell[0].isalnum()) else _guarded_or_plain(cell) for cell in cells
    ]


def _guarded_or_plain(cell: Cell) -> str:
    return guarded(cell) if isinstance(cell, str) else plain(cell)


def for_spreadsheets(content: bytes) -> bytes:
    """The same file with a byte order mark where it is more than ASCII: else Excel takes UTF-8 for its own code page."""
    return content if content.isascii() else codecs.BOM_UTF8 + content


def write(material: Material) -> bytes:
    """UTF-8 CSV with a heading row and no byte order mark; omitted shots are left out."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    report, catalog = material.report, material.catalog
    writer.writerows(_written(row(item, report, catalog)) for item in report.running())
    return out.getvalue().encode("utf-8")
