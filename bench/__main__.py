"""`make bench`: measure, print the table, write bench/results.json. With `--strict` a missed bar ends with 1."""

from __future__ import annotations

import gc
import sys
import tempfile
import time
from pathlib import Path

from bench.rows import Row, table, write
from bench.stage import stage

RESULTS = Path(__file__).parent / "results.json"


def measure(folder: Path) -> list[Row]:
    """All figures, in the order of the table."""
    with stage(folder) as found:
        # From here on this process belongs to the product (settings, database), so its modules can be loaded.
        from bench.batch import batch_rows
        from bench.core import core_rows
        from bench.files import file_rows
        from bench.labelled import labelled_rows
        from bench.live import Live
        from bench.pages import Pages
        from bench.paper import paper_rows
        from bench.review import Review
        from bench.table import table_rows
        from bench.writers import writer_rows

        # As the servers do: what is loaded is hidden from the garbage collector, and its runs are rare.
        gc.collect()
        gc.freeze()
        gc.set_threshold(50_000, 50, 1000)
        pages = Pages(found).rows()
        live = Live(found)  # after the pages: it sends the forms that it reads now
        rows = [
            *pages,
            *live.rows(),
            *Review(found, live.clients).rows(),
            *table_rows(found),
            *batch_rows(found),
            *writer_rows(found),
            *found.starts,
            *_memory(found.product.memory(), found.floor.memory()),
        ]
    return [*rows, *core_rows(), *file_rows(), *paper_rows(), *labelled_rows()]


def _memory(ours: tuple[float, float], theirs: tuple[float, float]) -> list[Row]:
    note = f"floor {theirs[0]:.0f} MB; really taken, with the parent: {ours[1]:.0f} MB, floor {theirs[1]:.0f} MB"
    return [Row("memory of 2 workers after all of this", round(ours[0]), "MB", 260, note)]


def main() -> int:
    """The exit status."""
    start = time.perf_counter()
    with tempfile.TemporaryDirectory(prefix="storyboard-bench-") as folder:
        rows = measure(Path(folder))
    write(rows, RESULTS)
    print(table(rows))
    missed = [row for row in rows if not row.ok]
    print(
        f"\n{len(missed)} of {sum(row.limit is not None for row in rows)} bars missed; {time.perf_counter() - start:.0f} s."
    )
    return 1 if missed and "--strict" in sys.argv else 0


if __name__ == "__main__":
    sys.exit(main())
