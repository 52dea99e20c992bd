"""Files out and in, in this process: against writing the same rows with the csv module, and in seconds."""

from __future__ import annotations

import csv
import io
import time
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial

from bench.boards import board
from bench.client import in_turns
from bench.rows import Row, ratio
from projects.core.catalog import load
from projects.core.paper_facts import Facts
from projects.core.report import build
from projects.exports import FORMATS, csv_file
from projects.exports.material import Material
from projects.imports import read

CATALOG = load()
SHOTS, ROWS = 1000, 2000
IN_PROCESS = ("json", "prompts", "xlsx", "otio", "edl", "fcpxml")


def material(shots: int) -> Material:
    """The whole plan of a board of so many shots."""
    report = build(board(shots), CATALOG)
    return Material(report, report, CATALOG, Facts(1, datetime.now(UTC), snapshot="0000-0000"))


def _plain(rows: list[list[str]]) -> bytes:
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator="\r\n").writerows(rows)
    return out.getvalue().encode()


def _seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def file_rows() -> list[Row]:
    """CSV of 1,000 shots over its floor, the other formats in milliseconds, a workbook of 2,000 rows read."""
    plan = material(SHOTS)
    rows = list(csv.reader(io.StringIO(csv_file.write(plan).decode("utf-8-sig"), newline="")))
    ours, floor = in_turns(lambda: _seconds(lambda: csv_file.write(plan)), lambda: _seconds(lambda: _plain(rows)), 15)
    found = [ratio("CSV of 1,000, over the csv module with the same rows", ours, floor, 2)]
    for kind in IN_PROCESS:
        if kind in FORMATS:
            took = min(_seconds(partial(FORMATS[kind].write, plan)) for _ in range(3))
            found.append(Row(f"{kind} of 1,000", round(took * 1000), "ms"))
    if "xlsx" in FORMATS:
        data = FORMATS["xlsx"].write(material(ROWS))
        took = _seconds(lambda: read(data, "plan.xlsx", "", CATALOG))
        found.append(Row("workbook of 2,000 rows read", round(took, 2), "s", 3, f"{len(data) >> 10} KB"))
    return found
