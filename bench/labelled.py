"""How right the rules on wording are on the labelled shots: shares, not times."""

from __future__ import annotations

from bench.rows import Row
from tests.core.labelled_set import Score, read, score

PRECISION = 97.0
RECALL = 90.0


def labelled_rows() -> list[Row]:
    """Two rows for each code: precision and recall in percent."""
    return [row for figures in score(read()) for row in _rows(figures)]


def _rows(figures: Score) -> tuple[Row, Row]:
    told = f"{figures.cases} cases, {figures.innocent} of them innocent; {figures.false} false, {figures.missed} missed"
    return (
        Row(f"precision {figures.code}", round(100 * figures.precision, 1), "%", PRECISION, told, at_least=True),
        Row(f"recall {figures.code}", round(100 * figures.recall, 1), "%", RECALL, "", at_least=True),
    )
