"""What is measured: rows with a limit, the table, and results.json."""

from __future__ import annotations

import json
import statistics
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Row:
    """One figure. `limit` None: no bar, only told. `at_least`: the value may not fall below it, else not rise above."""

    name: str
    value: float
    unit: str
    limit: float | None = None
    note: str = ""
    at_least: bool = False

    @property
    def ok(self) -> bool:
        """Whether the bar is held; true where there is none."""
        if self.limit is None:
            return True
        return self.value >= self.limit if self.at_least else self.value <= self.limit


@dataclass(frozen=True, slots=True)
class Times:
    """Seconds of one request or call, measured many times."""

    seconds: Sequence[float]

    @property
    def p50(self) -> float:
        """The median in milliseconds."""
        return statistics.median(self.seconds) * 1000

    @property
    def p95(self) -> float:
        """What 19 of 20 stay under, in milliseconds."""
        return self._share(0.95)

    @property
    def p99(self) -> float:
        """What 99 of 100 stay under, in milliseconds."""
        return self._share(0.99)

    @property
    def most(self) -> float:
        """The slowest, in milliseconds."""
        return max(self.seconds) * 1000

    def _share(self, part: float) -> float:
        ordered = sorted(self.seconds)
        return ordered[min(len(ordered) - 1, round(part * len(ordered)))] * 1000


def ratio(name: str, product: Times, floor: Times, limit: float | None = None) -> Row:
    """Median over median of one interleaved run."""
    note = f"{product.p50:.1f} ms (p95 {product.p95:.1f}) over {floor.p50:.1f} ms (p95 {floor.p95:.1f})"
    return Row(name, round(product.p50 / floor.p50, 2), "x floor", limit, note)


def table(rows: Sequence[Row]) -> str:
    """The rows as text, one line each."""
    wide = max(len(row.name) for row in rows)
    lines = [f"{'':6} {'figure':{wide}} {'value':>9} {'unit':9} {'limit':>9}  measured"]
    for row in rows:
        mark = "      " if row.limit is None else "ok    " if row.ok else "MISSED"
        limit = "" if row.limit is None else f"{'>=' if row.at_least else '<='} {row.limit:g}"
        lines.append(f"{mark} {row.name:{wide}} {row.value:9,.5g} {row.unit:9} {limit:>9}  {row.note}".rstrip())
    return "\n".join(lines)


def write(rows: Sequence[Row], path: Path) -> None:
    """The rows as JSON, for machines."""
    found = [{"name": r.name, "value": r.value, "unit": r.unit, "limit": r.limit, "ok": r.ok} for r in rows]
    path.write_text(json.dumps(found, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
