"""What a query string asks of the board, and the indexes that answer it, kept per process."""

from __future__ import annotations

import threading
from collections import OrderedDict
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import QueryDict

from projects.core.catalog import Catalog
from projects.core.filtering import FIELDS, Choice, Filter, choices, label_of, matching, read_filter
from projects.core.report import Report
from projects.core.search import Index, index

_KEPT = 8


@dataclass(slots=True)
class _Known:
    """What was made of one report, each part when it was first asked for; `earlier` helps to make the index."""

    report: Report
    earlier: Index | None = None
    index: Index | None = None
    choices: dict[str, tuple[Choice, ...]] | None = None


class _Memory:
    """The latest of each project. A report is never changed, so what was made of it holds as long as it is the one."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._kept: OrderedDict[str, _Known] = OrderedDict()

    def of(self, slug: str, report: Report) -> _Known:
        with self._lock:
            known = self._kept.get(slug)
            if known is None or known.report is not report:
                known = _Known(report, (known.index or known.earlier) if known else None)
                self._kept[slug] = known
            self._kept.move_to_end(slug)
            while len(self._kept) > _KEPT:
                self._kept.popitem(last=False)
        return known


_MEMORY = _Memory()


def index_of(slug: str, report: Report) -> Index:
    """The shots of a project, ready to be searched."""
    known = _MEMORY.of(slug, report)
    if known.index is None:
        known.index, known.earlier = index(report, known.earlier), None
    return known.index


def choices_of(slug: str, report: Report, catalog: Catalog) -> dict[str, tuple[Choice, ...]]:
    """What the filter of a project offers."""
    known = _MEMORY.of(slug, report)
    if known.choices is None:
        known.choices = choices(report, catalog)
    return known.choices


@dataclass(frozen=True, slots=True)
class Chip:
    """One value that the board is filtered by; `rest` is the query string without it."""

    field: str
    value: str
    label: str
    rest: str


@dataclass(frozen=True, slots=True)
class Filtered:
    """The filter of a page: what is asked, what it found (None without a filter), and what else could be asked."""

    filter: Filter
    codes: frozenset[str] | None
    order: tuple[str, ...]
    total: int
    chips: tuple[Chip, ...]
    sentence: str
    choices: dict[str, tuple[Choice, ...]]
    alone: bool

    @property
    def query(self) -> str:
        """The query string that leads here again."""
        return _query(self.filter, self.alone)

    @property
    def other(self) -> str:
        """The query string of the same filter with the others shown where they are hidden, and the other way."""
        return _query(self.filter, not self.alone)

    @property
    def further(self) -> list[tuple[str, str]]:
        """Values beyond the first of a field: the form of one choice each carries them along."""
        return [(field, value) for field in FIELDS for value in getattr(self.filter, field)[1:]]

    def label(self, field: str, value: str) -> str:
        """What a value of this filter is called."""
        return next(chip.label for chip in self.chips if (chip.field, chip.value) == (field, value))


def _query(wanted: Filter, alone: bool) -> str:
    pairs = wanted.pairs()
    return urlencode([*pairs, ("alone", "1")] if alone and pairs else pairs)


def filtered(given: QueryDict, slug: str, report: Report, catalog: Catalog) -> Filtered:
    """The filter that a query string asks for, applied. `alone=1` hides what does not fit instead of dimming it."""
    wanted, sentence = read_filter({name: given.getlist(name) for name in (*FIELDS, "q")}, report, catalog)
    alone = wanted.active and given.get("alone") == "1"
    order = matching(wanted, report, index_of(slug, report) if wanted.q else None) if wanted.active else ()
    chips = tuple(
        Chip(field, value, label_of(field, value, report, catalog), _query(wanted.without(field, value), alone))
        for field, value in wanted.pairs()
    )
    offered = choices_of(slug, report, catalog)
    total = sum(len(scene.shots) for scene in report.scenes)
    codes = frozenset(order) if wanted.active else None
    return Filtered(wanted, codes, order, total, chips, sentence, offered, alone)
