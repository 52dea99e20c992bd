"""The table as a plain form: a field for each cell, and beside it what stood there when the page was shown."""

from __future__ import annotations

import json
from collections.abc import Mapping

from projects.core.cells_change import Typed

CELL, SEEN, REASON = "cell.", "seen.", "reason."


def _lines(text: str) -> str:
    """A text as it was: a browser sends every line end as two signs."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def form_cells(data: Mapping[str, str]) -> dict[tuple[str, str], Typed]:
    """Every cell of the form by shot and column: `cell.SH010.title` as typed, `seen.SH010.title` as it stood there."""
    found = {}
    for name in data:
        code, _, column = name.removeprefix(CELL).rpartition(".")
        if name.startswith(CELL) and code:
            seen = data.get(f"{SEEN}{code}.{column}")
            found[code, column] = Typed(code, column, _lines(data[name]), None if seen is None else _lines(seen))
    return found


def changed_cells(cells: Mapping[tuple[str, str], Typed]) -> list[Typed]:
    """Those that somebody typed into."""
    return [cell for cell in cells.values() if cell.text != cell.seen]


def with_reasons(data: Mapping[str, str]) -> dict[str, str]:
    """The `fixes` that a button sent, a break with the reason typed beside it; one without a reason is left out."""
    try:
        sent = json.loads(data.get("fixes", "") or "[]")
        found = [_with_reason(data, *item) for item in sent]
    except (ValueError, TypeError, AttributeError, RecursionError):
        return {}
    return {"fixes": json.dumps([item for item in found if item])}


def _with_reason(data: Mapping[str, str], code: str, fix: Mapping[str, str], reason: str) -> list[object]:
    if fix.get("kind") != "break":
        return [code, fix, reason]
    why = data.get(f"{REASON}{code}.{fix.get('anchor')}", "").strip()
    return [code, fix, why] if why else []
