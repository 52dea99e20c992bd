"""What a report says of a scene as a whole: its threads and its sums."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from projects.core.board import KINDS, Anchor
from projects.core.credit import Totals
from projects.core.report_values import Cell, Lane, ShotReport
from projects.core.use import Use


def lanes_of(shots: Sequence[ShotReport]) -> tuple[Lane, ...]:
    """The threads of a scene: one for each anchor that a shot of it uses, by kind, then in order of use."""
    anchors: dict[str, Anchor] = {}
    columns: list[tuple[str, Cell, dict[str, Use], set[str | None]]] = []
    for item in shots:
        uses = {use.anchor.key: use for use in item.context.uses}
        for key, use in uses.items():
            if key not in anchors:
                anchors[key] = use.anchor
        columns.append((item.shot.key, Cell(item.shot.key, "off"), uses, anchors_at_fault(item)))
    return tuple(
        Lane(anchor, _thread(anchor.key, columns))
        for anchor in sorted(anchors.values(), key=lambda anchor: KINDS.index(anchor.kind))
    )


def anchors_at_fault(item: ShotReport) -> set[str | None]:
    """The anchors against which a shot has an error."""
    return {finding.anchor for finding in item.findings if finding.severity == "error"}


def _thread(key: str, columns: list[tuple[str, Cell, dict[str, Use], set[str | None]]]) -> tuple[Cell, ...]:
    cells = []
    for shot, off, uses, wrong in columns:
        use, error = uses.get(key), key in wrong
        if use is not None:
            cells.append(Cell(shot, use.role, use.reason, error))
        else:
            cells.append(Cell(shot, "off", "", True) if error else off)
    return tuple(cells)


def together(parts: Iterable[Totals]) -> Totals:
    """The sum of sums."""
    final = previews = unknown = known = render_unknown = low = high = 0
    timed = False
    by_card: Counter[str] = Counter()
    for part in parts:
        final, previews = final + part.final, previews + part.previews
        unknown, known = unknown + part.unknown, known + part.known
        render_unknown += part.render_unknown
        if part.render is not None:
            timed, low, high = True, low + part.render[0], high + part.render[1]
        by_card.update(dict(part.by_card))
    render = (low, high) if timed else None
    return Totals(final, previews, final + previews, unknown, render, known, render_unknown, tuple(sorted(by_card.items())))
