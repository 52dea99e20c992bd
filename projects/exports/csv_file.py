"""The shot list as CSV, a row a shot, safe to open in a spreadsheet."""

from __future__ import annotations

import csv
import io
from decimal import Decimal

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

# What a spreadsheet would take for a formula, also behind blanks, a quote, a byte order mark or in full width.
_FORMULA_SIGNS = "=+-@\t\r＝＋－＠"
_PASSED_OVER = " \u00a0\ufeff\"'\n"


def guarded(text: str) -> str:
    """The text with an apostrophe before it where a spreadsheet would run it as a formula.

    A text that already begins with an apostrophe gets one more, so that `unguarded` gives back exactly
    what was there.
    """
    if not text:
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


def _row(item: ShotReport, report: Report, catalog: Catalog) -> list[str]:
    shot, ctx, estimate = item.shot, item.context, item.estimate
    moves = [move_text(move, catalog) for move in shot.camera]
    note = clean(shot.camera_note)
    texts = [
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
    numbers = [
        item.model.id,
        ctx.resolution,
        report.board.aspect_ratio,
        plain(shot.duration),
        plain(item.start),
        ctx.quality,
        plain(ctx.cfg),
        plain(item.seed),
        item.seed_use,
        plain(ctx.previews),
        plain(estimate.final),
        plain(estimate.previews),
        plain(estimate.total),
    ]
    last = [
        shot.dialogue,
        shot.notes,
        shot.status,
        "; ".join(f.code for f in item.errors),
        "yes" if report.draft else "",
    ]
    return [*map(guarded, texts), *numbers, *map(guarded, last)]


def write(material: Material) -> bytes:
    """UTF-8 CSV with a heading row; omitted shots are left out."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    report, catalog = material.report, material.catalog
    writer.writerows(_row(item, report, catalog) for item in report.running())
    return out.getvalue().encode("utf-8")
