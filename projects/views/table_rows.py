"""The table's rows, ready to print: a value that is equal where the row looks the same."""

from __future__ import annotations

import re
import threading
from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.http import HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.template import engines
from django.urls import reverse
from markupsafe import Markup

from projects.access import MemberRequest
from projects.cards import Card, cards_of, drawn
from projects.core.catalog import Catalog
from projects.core.cells import BY_KEY, Column, inherited
from projects.core.cells_change import Problem
from projects.core.findings import Finding
from projects.core.report import Report, SceneReport, ShotReport
from projects.core.review import LABELS
from projects.core.words import without_article
from projects.forms.cells import chosen_columns
from projects.forms.finding import Filtered
from projects.keeping import keep_latest
from projects.models import Membership, Project
from projects.reads import catalogue, report_of
from projects.views.shared import said, summary_html, toast_html
from projects.writes.cells import Saved


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell. `look` are its classes, `finding` a sentence. Where it is empty, `given` is the project's value and
    `held` names the anchors that stand in its place. `since` says who approved it before it was changed.

    `sev` is the gravest severity, in the column of findings alone.
    """

    text: str
    look: str = ""
    given: str = ""
    held: str = ""
    since: str = ""
    finding: str = ""
    sev: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One shot in the table, without the first column's cell, which is made of `code` and `number`."""

    code: str
    number: str
    href: str
    omitted: bool
    sketch: Markup
    cells: tuple[Cell, ...]


_KINDS = {"number": "n", "choice": "s", "fixed": "s", "text": "t", "long": ""}
_MARKS = {"error": "e", "warning": "w"}


def width_class(column: Column) -> str:
    """The class that gives a column its first width: `n` figures, `s` one word or two, `t` a few, else a text."""
    return "n" if column.key == "credits" else _KINDS[column.kind]


def _grave(item: ShotReport) -> dict[str, list[Finding]]:
    """Errors and warnings by the field they stand at, errors first; those of no field under `findings`."""
    found: dict[str, list[Finding]] = {}
    for finding in sorted(item.findings, key=lambda one: one.severity != "error"):
        if finding.severity != "hint":
            key = finding.field if finding.field in BY_KEY else "findings"
            found.setdefault(key or "findings", []).append(finding)
    return found


def _fixed(key: str, item: ShotReport) -> str:
    """What a column shows that is worked out."""
    if key == "number":
        return item.number or "–"
    if key == "scene":
        return item.scene.title or item.scene.key
    if key == "status":
        return "Omitted" if item.shot.omitted else LABELS[item.shot.status]
    if key == "credits":
        return "" if item.estimate.total is None else f"{item.estimate.total:,}"
    counts = [(name, sum(f.severity == name for f in item.findings)) for name in ("error", "warning")]
    return ", ".join(f"{count} {name}{'s' if count > 1 else ''}" for name, count in counts if count)


# What nobody can read in a frame of that size: its words, the band behind them and the arrows of the camera.
_SMALL = re.compile(r'<text[^>]*>[^<]*</text>|<path fill="#000" opacity=".5"[^>]*/>|<use href="#sk-m-[^>]*/>')


def small(sketch: Markup) -> Markup:
    """A frame for the head of a row. The drawings it is put together from stand on the page once."""
    return drawn(_SMALL.sub("", sketch))


def held_by(item: ShotReport) -> dict[str, str]:
    """The names of the anchors that stand in for an empty slot, by slot."""
    found: dict[str, list[str]] = {}
    for use in item.uses:
        if use.role != "breaks":
            found.setdefault(use.anchor.kind, []).append(without_article(use.anchor.name))
    return {kind: ", ".join(names) for kind, names in found.items()}


def row_of(
    base: str, item: ShotReport, columns: tuple[Column, ...], report: Report, catalog: Catalog, sketch: Markup, since: str
) -> Row:
    """The row of one shot; `base` is the board's address."""
    shot, board = item.shot, report.board
    grave, held = _grave(item), held_by(item)
    cells = []
    for column in columns[1:]:
        look = [width_class(column)] if column.kind != "long" else []
        at = grave.get(column.key, [])
        if column.key == "findings":
            at = [finding for found in grave.values() for finding in found]
        elif at:
            look.append(_MARKS[at[0].severity])
        more = f" And {len(at) - 1} more." if len(at) > 1 else ""
        shown = column.shown(shot, board, catalog) if column.shown else _fixed(column.key, item)
        given = "" if shown else inherited(column.key, shot, board, catalog)
        if column.key == "seed" and item.context.lock is not None:
            given = "" if shown else str(item.context.lock.seed)
            look.append("l")
        severity = at[0].severity if at and column.key == "findings" else ""
        stands = "" if shown else held.get(column.key, "")
        changed = since if column.key == "status" else ""
        cells.append(Cell(shown, " ".join(look), given, stands, changed, at[0].message + more if at else "", severity))
    return Row(shot.key, item.number or "–", f"{base}shots/{shot.key}/", shot.omitted, sketch, tuple(cells))


@dataclass(frozen=True, slots=True)
class _Kept:
    report: Report
    rows: dict[str, tuple[ShotReport, Card, Row]]


class _Rows:
    """The latest rows of this process by project and columns. What a report has taken over keeps its row."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._lock = threading.Lock()
        self._kept: OrderedDict[tuple[str, ...], _Kept] = OrderedDict()

    def get(self, slug: str, report: Report, columns: tuple[Column, ...], catalog: Catalog) -> Mapping[str, Row]:
        key = (slug, *(column.key for column in columns))
        with self._lock:
            kept = self._kept.get(key)
        if kept is None or kept.report is not report:
            kept = _Kept(report, _made(slug, report, columns, catalog, kept))
            with self._lock:
                keep_latest(self._kept, key, kept, self._most, lambda found: found.report)
        return {code: row for code, (_, _, row) in kept.rows.items()}


def _made(
    slug: str, report: Report, columns: tuple[Column, ...], catalog: Catalog, kept: _Kept | None
) -> dict[str, tuple[ShotReport, Card, Row]]:
    base = reverse("board", args=[slug])
    same = kept is not None and kept.report.board.anchors == report.board.anchors
    known = kept.rows if kept and same else {}
    cards = cards_of(slug, report, catalog)
    found = {}
    for item in report.all_shots():
        earlier, card = known.get(item.shot.key), cards[item.shot.key]
        if earlier and earlier[0] is item and earlier[1] is card:
            found[item.shot.key] = earlier
        else:
            row = row_of(base, item, columns, report, catalog, small(card.sketch), card.since)
            found[item.shot.key] = (item, card, row)
    return found


_ROWS = _Rows(most=4)


def rows_of(slug: str, report: Report, columns: tuple[Column, ...], catalog: Catalog) -> Mapping[str, Row]:
    """The rows of a whole report by shot code."""
    return _ROWS.get(slug, report, columns, catalog)


@lru_cache(maxsize=8192)
def row_html(row: Row) -> Markup:
    """A row as markup. Equal rows look equal, so it is rendered once."""
    template: Any = engines["jinja2"].env.get_template("parts/table_row.html")  # type: ignore[attr-defined]
    return Markup(template.render(row=row).strip())  # noqa: S704 - rendered with autoescape


def row_printer(narrowed: Filtered) -> Callable[[Row], Markup]:
    """What prints a row: where a filter is on, those that do not fit are dimmed."""
    codes = narrowed.codes

    def printed(row: Row) -> Markup:
        if codes is None or row.code in codes:
            return row_html(row)
        html = str(row_html(row))
        return drawn(
            html.replace('class="omitted"', 'class="omitted dim"', 1)
            if row.omitted
            else html.replace(">", ' class="dim">', 1)
        )

    return printed


def head_html(scene: SceneReport, slug: str, columns: int) -> Markup:
    """The line above the rows of a scene: its title and sums."""
    template: Any = engines["jinja2"].env.get_template("parts/table_head.html")  # type: ignore[attr-defined]
    return Markup(template.render(scene=scene, slug=slug, columns=columns).strip())  # noqa: S704 - rendered with autoescape


def kept_table(request: MemberRequest, project: Project) -> dict[str, Any]:
    """How this person has set up the table."""
    prefs = Membership.objects.filter(project=project, user=request.person).values_list("prefs", flat=True).first()
    table = (prefs or {}).get("table")
    return table if isinstance(table, dict) else {}


def wants_json(request: MemberRequest) -> bool:
    """Whether the page's script asks, which takes values rather than pages."""
    return "application/json" in request.headers.get("Accept", "")


def status_of(problems: Sequence[Problem]) -> int:
    """409 where somebody or something else stands against it, 422 where what was typed does."""
    return 409 if any(problem.kind in ("stale", "held", "gone") for problem in problems) else 422


def saved_answer(request: MemberRequest, project: Project, saved: Saved, to: str = "") -> HttpResponse:
    """For the page's script the rows that were saved, as they look now; else on to the table, or `to`."""
    count = len(saved.changed)
    done = []
    if count:
        done.append(f"{saved.changed[0]} saved." if count == 1 else f"{count} shots saved.")
    if saved.new:
        done.append(f"{saved.new[0]} added." if len(saved.new) == 1 else f"{len(saved.new)} shots added.")
    sentence = " ".join(done) or "Nothing had to be changed."
    back = reverse("undo", args=[project.slug, saved.line.pk]) if saved.line else ""
    if not wants_json(request):
        return said(request, to or reverse("table", args=[project.slug]), sentence, back)
    report = report_of(project)
    columns = chosen_columns(request.POST, kept_table(request, project))
    rows = rows_of(project.slug, report, columns, catalogue())
    touched = {*saved.changed, *saved.new}
    scenes = [scene for scene in report.scenes if any(item.shot.key in touched for item in scene.shots)]
    return JsonResponse(
        {
            "said": sentence,
            "rows": {code: row_html(rows[code]) for code in (*saved.changed, *saved.new) if code in rows},
            "added": dict.fromkeys(saved.new, report.scenes[-1].scene.key),
            "heads": {scene.scene.key: head_html(scene, project.slug, len(columns)) for scene in scenes},
            "summary": summary_html(project),
            "toast": toast_html(sentence, back, get_token(request)),
        },
        headers={"HX-Trigger": "changed"},
    )
