"""The table as a plain form, some shots a page: for browsers without scripts, for telephones, and for who likes forms."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods
from markupsafe import Markup

from projects.access import MemberRequest, for_project
from projects.cards import cards_of
from projects.core.cells import Column, inherited
from projects.core.cells_change import Problem, Typed
from projects.core.findings import Fix
from projects.core.fixing import applicable
from projects.core.report import Report, ShotReport
from projects.core.roles import Action
from projects.forms.cells import chosen_columns, chosen_fixes, fix_data
from projects.forms.cells_form import CELL, REASON, SEEN, changed_cells, form_cells, with_reasons
from projects.forms.finding import Filtered, filtered
from projects.models import Project
from projects.reads import catalogue
from projects.views.live import FIELDS
from projects.views.regions import page
from projects.views.shared import base_values
from projects.views.sketches import defs_of
from projects.views.table_rows import held_by, kept_table, saved_answer, status_of
from projects.writes.cells import CellsHeld, CellsRefused, save_cells

PER_PAGE = 10


@dataclass(frozen=True, slots=True)
class Field:
    """One cell as a field. `seen` is what stands there.

    Where it is empty, `given` is what the project says and `held` names the anchors that stand in.
    """

    column: Column
    name: str
    seen_name: str
    value: str
    seen: str
    given: str
    held: str
    choices: tuple[str, ...]
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class FormRow:
    """One shot of the form."""

    item: ShotReport
    sketch: Markup
    fields: tuple[Field, ...]


Cells = Mapping[tuple[str, str], Typed]


def _field(item: ShotReport, column: Column, report: Report, typed: Cells, problems: Sequence[Problem]) -> Field:
    shot, board, catalog = item.shot, report.board, catalogue()
    now = column.shown(shot, board, catalog) if column.shown else ""
    cell = typed.get((shot.key, column.key))
    mine = tuple(problem for problem in problems if (problem.code, problem.column) == (shot.key, column.key))
    # Whoever has read what somebody else wrote there may save over it; until then what they saw stays what they saw.
    stale = any(problem.kind == "stale" for problem in mine)
    seen = now if cell is None or cell.seen is None or stale else cell.seen
    value = cell.text if cell else now
    listed = column.choices(catalog) if column.choices else []
    choices = tuple(dict.fromkeys([*listed, *((value,) if value and listed else ())]))
    name = f"{shot.key}.{column.key}"
    given, held = ("", "") if now else (inherited(column.key, shot, board, catalog), held_by(item).get(column.key, ""))
    return Field(column, CELL + name, SEEN + name, value, seen, given, held, choices, mine)


def _mended(problem: Problem) -> list[tuple[Fix, str]]:
    """The fixes that mend a refused cell at once, each with what its button sends."""
    found = problem.finding
    fixes = [fix for fix in found.fixes if applicable(fix)] if found else []
    return [(fix, json.dumps([[problem.code, fix_data(found, fix), ""]])) for fix in fixes if found]


def _page_of(request: MemberRequest, last: int) -> int:
    text = request.GET.get("page", "1")
    return min(int(text), last) if text.isascii() and text.isdigit() and 0 < len(text) < 7 and int(text) else 1


def _values(
    request: MemberRequest, project: Project, typed: Cells | None = None, problems: Sequence[Problem] = ()
) -> dict[str, Any]:
    values = base_values(request, project)
    report: Report = values["report"]
    columns = [c for c in chosen_columns(request.GET, kept_table(request, project)) if c.read and c.shown]
    narrowed = filtered(request.GET, project.slug, report, catalogue())
    items = [item for item in report.all_shots() if narrowed.codes is None or item.shot.key in narrowed.codes]
    last = max(1, -(-len(items) // PER_PAGE))
    at = _page_of(request, last)
    posted = {code for code, _ in typed} if typed else set()
    listed = [i for i in report.all_shots() if i.shot.key in posted] if typed else items[PER_PAGE * (at - 1) :][:PER_PAGE]
    cards = cards_of(project.slug, report, catalogue())
    rows = [
        FormRow(item, cards[item.shot.key].sketch, tuple(_field(item, c, report, typed or {}, problems) for c in columns))
        for item in listed
    ]
    shown = {(row.item.shot.key, field.column.key) for row in rows for field in row.fields}
    return {
        **values, "rows": rows, "page": at, "last": last, "count": len(items), "first": PER_PAGE * (at - 1) + 1,
        "filtered": narrowed, "query": _query(narrowed), "problems": problems,
        "defs": defs_of(cards[row.item.shot.key] for row in rows),
        "mended": _mended, "FIELDS": FIELDS, "reason_of": lambda code, anchor: f"{REASON}{code}.{anchor}",
        "elsewhere": [problem for problem in problems if (problem.code, problem.column) not in shown],
    }  # fmt: skip


def _query(narrowed: Filtered) -> str:
    """What each address of the form carries on: the filter, ready for one more value after it."""
    return f"{narrowed.query}&" if narrowed.query else ""


@require_http_methods(["GET", "HEAD", "POST"])
@for_project(Action.EDIT)
def table_form(request: MemberRequest, project: Project) -> HttpResponse:
    """Ten shots a page (`?page=2`), narrowed as the table is; one Save for all cells of it, all or none.

    422 where a cell cannot be read or would break continuity, 409 where one is stale, gone or its seed is locked: each
    with its sentence beside the field and everything typed kept.
    """
    if request.method != "POST":
        return page(request, "screens/table_form.html", _values(request, project))
    typed = form_cells(request.POST)
    fixes = chosen_fixes(with_reasons(request.POST))
    try:
        saved = save_cells(project, changed_cells(typed), by=request.person, fixes=fixes)
    except (CellsRefused, CellsHeld) as error:
        values = _values(request, project, typed, error.problems)
        return page(request, "screens/table_form.html", values, status=status_of(error.problems))
    query = request.GET.copy()
    if "next" in request.POST:
        query["page"] = str(_page_of(request, 10**6) + 1)
    address = reverse("table_form", args=[project.slug])
    return saved_answer(request, project, saved, f"{address}?{query.urlencode()}" if query else address)
