"""The board narrowed to some of its shots: by anchor, finding, status, model and words.

Several values of one kind mean any of them; several kinds mean all. A value that the project does not know is left
out and said, so that a filter never hides a whole plan by mistake.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from projects.core.board import KINDS
from projects.core.catalog import Catalog
from projects.core.findings import SEVERITIES
from projects.core.report import Report, ShotReport
from projects.core.review import LABELS
from projects.core.search import QUERY_MAX, Index, found_codes, words_of
from projects.core.words import without_article

FIELDS = ("anchor", "finding", "status", "model")
VALUES_MAX = 20
_SEVERITIES = {"error": "Errors", "warning": "Warnings", "hint": "Hints"}


@dataclass(frozen=True, slots=True)
class Filter:
    """What shots are to be shown. Anchors by key, findings by code, family (`seed`) or severity, models by id."""

    anchor: tuple[str, ...] = ()
    finding: tuple[str, ...] = ()
    status: tuple[str, ...] = ()
    model: tuple[str, ...] = ()
    q: str = ""

    @property
    def active(self) -> bool:
        """Whether it asks for anything."""
        return any((self.anchor, self.finding, self.status, self.model, self.q))

    def pairs(self) -> list[tuple[str, str]]:
        """Its values as (field, value), in the order of a query string."""
        found = [(field, value) for field in FIELDS for value in getattr(self, field)]
        return [*found, ("q", self.q)] if self.q else found

    def without(self, field: str, value: str) -> Filter:
        """The filter less one value."""
        if field == "q":
            return replace(self, q="")
        left: dict[str, Any] = {field: tuple(item for item in getattr(self, field) if item != value)}
        return replace(self, **left)


@dataclass(frozen=True, slots=True)
class Choice:
    """One value that a field of the filter can have, with how many shots have it. `group`: a heading over some."""

    value: str
    label: str
    count: int
    group: str = ""


def _families(catalog: Catalog) -> set[str]:
    return {code.partition(".")[0] for code in catalog.rules}


def _known(report: Report, catalog: Catalog) -> dict[str, set[str]]:
    """Every value that makes sense in each field, whether a shot has it or not."""
    found = {finding.code for item in report.all_shots() for finding in item.findings}
    return {
        "anchor": {anchor.key for anchor in report.board.anchors},
        "finding": {*SEVERITIES, *catalog.rules, *_families(catalog), *found},
        "status": set(LABELS),
        "model": {*catalog.models, *(item.context.model_id for item in report.all_shots())},
    }


def read_filter(given: Mapping[str, Sequence[str]], report: Report, catalog: Catalog) -> tuple[Filter, str]:
    """The filter that a query string asks for, and one sentence on what of it is unknown (empty where nothing is)."""
    asked = {field: _values(given.get(field, ())) for field in FIELDS}
    words = " ".join(" ".join(given.get("q", ())).split())[:QUERY_MAX]
    query = words if words_of(words) else ""
    if not any(asked.values()):
        return Filter(q=query), ""
    known = _known(report, catalog)
    kept = {field: tuple(value for value in values if value in known[field]) for field, values in asked.items()}
    unknown = [f"{field} “{_short(value)}”" for field in FIELDS for value in asked[field] if value not in known[field]]
    sentence = f"Not filtered by {', '.join(unknown[:3])}: this project has no such thing." if unknown else ""
    return Filter(**kept, q=query), sentence


def _values(given: Sequence[str]) -> tuple[str, ...]:
    plain = (value.replace("\x00", "").strip() for value in given[:VALUES_MAX])
    return tuple(dict.fromkeys(value for value in plain if value))


def _short(value: str, most: int = 40) -> str:
    return value if len(value) <= most else f"{value[:most]}…"


def _has_finding(item: ShotReport, wanted: Iterable[str]) -> bool:
    values = frozenset(wanted)
    return any(
        finding.code in values or finding.severity in values or finding.code.partition(".")[0] in values
        for finding in item.findings
    )


def _fits(item: ShotReport, wanted: Filter) -> bool:
    """Whether a shot has what is asked for, words apart."""
    if wanted.anchor and not any(use.anchor.key in wanted.anchor for use in item.uses):
        return False
    if wanted.finding and not _has_finding(item, wanted.finding):
        return False
    if wanted.status and item.shot.status not in wanted.status:
        return False
    return not wanted.model or item.context.model_id in wanted.model


def matching(wanted: Filter, report: Report, shots: Index | None = None) -> tuple[str, ...]:
    """The codes of the shots that fit, in running order. `shots` is needed where the filter has words."""
    worded = found_codes(shots, wanted.q) if wanted.q and shots else None
    return tuple(
        item.shot.key for item in report.all_shots() if _fits(item, wanted) and (worded is None or item.shot.key in worded)
    )


def choices(report: Report, catalog: Catalog) -> dict[str, tuple[Choice, ...]]:
    """What each field of the filter offers: only what some shot has, with how many do."""
    counted: dict[str, Counter[str]] = {field: Counter() for field in FIELDS}
    severities: Counter[str] = Counter()
    for item in report.all_shots():
        counted["status"][item.shot.status] += 1
        counted["model"][item.context.model_id] += 1
        counted["anchor"].update({use.anchor.key for use in item.uses})
        counted["finding"].update({finding.code for finding in item.findings})
        severities.update({finding.severity for finding in item.findings})
    anchors = sorted(report.board.anchors, key=lambda anchor: KINDS.index(anchor.kind))
    rules = sorted(counted["finding"].items(), key=lambda pair: pair[0])
    return {
        "anchor": tuple(
            Choice(a.key, without_article(a.name), counted["anchor"][a.key], a.kind.title())
            for a in anchors
            if counted["anchor"][a.key]
        ),
        "finding": (
            *(Choice(name, _SEVERITIES[name], severities[name]) for name in SEVERITIES if severities[name]),
            *(Choice(code, _rule_label(code, catalog), count, "By rule") for code, count in rules),
        ),
        "status": tuple(Choice(k, label, counted["status"][k]) for k, label in LABELS.items() if counted["status"][k]),
        "model": tuple(Choice(key, catalog.model(key).name, count) for key, count in counted["model"].most_common()),
    }


def _rule_label(code: str, catalog: Catalog) -> str:
    rule = catalog.rules.get(code)
    return rule.title if rule else code


def label_of(field: str, value: str, report: Report, catalog: Catalog) -> str:
    """What a chip calls one value of a filter that was read."""
    if field == "anchor":
        return without_article(report.board.anchor(value).name)
    if field == "finding":
        return _SEVERITIES.get(value) or _rule_label(value, catalog)
    if field == "status":
        return LABELS[value]
    return catalog.model(value).name if field == "model" else f"“{_short(value)}”"
