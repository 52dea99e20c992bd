"""What a page sends of its table: typed cells, chosen fixes, pasted text, columns. Read here, judged elsewhere."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from django.http import QueryDict

from projects.core.cells import BY_KEY, Column, columns_of
from projects.core.cells_change import Typed
from projects.core.cells_paste import MOST_CELLS
from projects.core.findings import Finding, Fix, Refused
from projects.core.fixing import Chosen, applicable
from projects.exports.csv_file import guarded
from projects.forms.fixes import read_fix

NARROWEST, WIDEST = 48, 640
LONGEST_REASON = 500


def ours(text: str) -> str:
    """A pasted text without the apostrophe that guards what a spreadsheet would run; any other text as it is."""
    return text[1:] if text.startswith("'") and guarded(text[1:]) == text else text


def _listed(text: str) -> list[Any]:
    """A JSON list. Refused for anything else."""
    try:
        found = json.loads(text or "[]")
    except (ValueError, RecursionError):
        found = None
    if not isinstance(found, list):
        raise Refused("The cells did not arrive whole, so nothing was saved. Reload the page and try again.")
    return found


def typed_cells(data: Mapping[str, Any]) -> list[Typed]:
    """The cells of a save: `cells` as [[code, column, text], ...], `seen` as the texts that stood there before.

    Refused where it is no such list, and for too many of them.
    """
    cells, seen = _listed(data.get("cells", "")), _listed(data.get("seen", ""))
    if len(cells) > MOST_CELLS:
        raise Refused(f"{len(cells):,} cells are too many to save at once: at most {MOST_CELLS:,}.")
    found: dict[tuple[str, str], Typed] = {}
    for at, cell in enumerate(cells):
        if not isinstance(cell, list) or len(cell) != 3 or not all(isinstance(part, str) for part in cell):
            raise Refused("The cells did not arrive whole, so nothing was saved. Reload the page and try again.")
        before = seen[at] if at < len(seen) and isinstance(seen[at], str) else None
        found[cell[0], cell[1]] = Typed(cell[0], cell[1], cell[2], before)
    return list(found.values())


def chosen_fixes(data: Mapping[str, Any]) -> dict[str, list[Chosen]]:
    """The fixes that a person chose, by shot: `fixes` as [[code, {kind, field, ...}, reason], ...]."""
    found: dict[str, list[Chosen]] = {}
    for item in _listed(data.get("fixes", ""))[:50]:
        if not isinstance(item, list) or len(item) != 3 or not isinstance(item[0], str):
            continue
        given = read_fix(json.dumps(item[1]))
        chosen = _chosen(given, str(item[2]).strip()) if given else None
        if chosen:
            found.setdefault(item[0], []).append(chosen)
    return found


def _chosen(given: Mapping[str, Any], reason: str) -> Chosen | None:
    def text(name: str) -> str:
        return str(given.get(name) or "")

    start, end = (given.get(name) if isinstance(given.get(name), int) else None for name in ("start", "end"))
    kind: Any = given["kind"]
    fix = Fix(kind, "", text("field") or None, text("text"), text("anchor") or None, start, end, text("words"))
    if not applicable(fix):
        return None
    if kind == "break" and not reason:
        raise Refused("Say why this shot breaks the anchor.")
    if len(reason) > LONGEST_REASON:
        raise Refused("Keep the reason under 500 characters.")
    return Chosen(Finding("", "error", fix.field, "", start, end, fix.words), fix, reason)


def fix_data(finding: Finding, fix: Fix) -> dict[str, Any]:
    """A fix as the page keeps it in a button, and sends it back."""
    whole = bool(fix.words)
    return {
        "kind": fix.kind, "label": fix.label, "field": fix.field or finding.field, "text": fix.text, "anchor": fix.anchor,
        "start": fix.start if whole else finding.start, "end": fix.end if whole else finding.end,
        "words": fix.words or finding.words,
    }  # fmt: skip


def chosen_columns(data: Mapping[str, Any], kept: Mapping[str, Any]) -> tuple[Column, ...]:
    """The columns to show: those asked for (`columns=title,action`), else those that this person keeps."""
    asked = data.getlist("columns") if isinstance(data, QueryDict) else []
    keys = [key.strip() for part in asked for key in part.split(",") if key.strip()]
    return columns_of(keys or kept.get("columns"))


def kept_widths(data: Mapping[str, Any]) -> dict[str, int]:
    """Widths of columns in pixels, `widths` as {column: width}; what is no width is left out."""
    try:
        found = json.loads(data.get("widths", "") or "{}")
    except (ValueError, RecursionError):
        return {}
    if not isinstance(found, dict):
        return {}
    good = {key: width for key, width in found.items() if key in BY_KEY and type(width) is int}
    return {key: max(NARROWEST, min(WIDEST, width)) for key, width in good.items()}
