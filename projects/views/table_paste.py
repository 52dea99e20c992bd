"""Pasting rows into the table: what would change is shown first, then all of it is saved, or nothing."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.views.decorators.http import require_POST

from projects.access import MemberRequest, for_project
from projects.core.cells import Column
from projects.core.cells_change import CellChange, Outcome, Problem, Typed
from projects.core.cells_paste import PasteError, Placed, headed, placed, rows_of
from projects.core.findings import Finding
from projects.core.report import Report
from projects.core.roles import Action
from projects.forms.cells import chosen_columns, ours
from projects.models import Project
from projects.views.regions import page
from projects.views.shared import base_values
from projects.views.table_rows import kept_table, saved_answer, status_of
from projects.writes.cells import CellsHeld, CellsRefused, new_codes, outcome_of, save_cells, typed_new

SHOWN_CHANGES = 200
ROUNDS = 4


@dataclass(frozen=True, slots=True)
class Preview:
    """What a paste would do: cells that change, cells that are refused, findings that come and go, rows beyond the end."""

    placed: Placed
    changes: list[CellChange]
    problems: list[Problem]
    after: Report
    come: list[tuple[str, Finding]]
    go: list[tuple[str, Finding]]
    mark: str

    @property
    def new(self) -> int:
        """How many rows lie beyond the last shot."""
        return len(self.placed.new)


def _moved(before: Report, after: Report) -> list[tuple[str, Finding]]:
    """The errors and warnings of `after` that `before` does not have, each with the code of its shot."""
    known = {(item.shot.key, finding.identity) for item in before.all_shots() for finding in item.findings}
    return [
        (item.shot.key, finding)
        for item in after.all_shots()
        for finding in item.findings
        if finding.severity != "hint" and (item.shot.key, finding.identity) not in known
    ]


def _outcome(
    report: Report, cells: list[Typed], codes: list[str], skip: bool
) -> tuple[Outcome, Report, list[Typed], list[Problem]]:
    """What the cells come to; with `skip` without the refused ones, which are given last."""
    refused: list[Problem] = []
    found, after = outcome_of(report, cells, new=codes)
    for _ in range(ROUNDS if skip else 0):
        if not found.problems:
            break
        refused += found.problems
        bad = {(problem.code, problem.column) for problem in found.problems}
        cells = [cell for cell in cells if (cell.code, cell.column) not in bad]
        found, after = outcome_of(report, cells, new=codes)
    return found, after, cells, refused


def _mark(changes: list[CellChange]) -> str:
    """What a person saw of the cells before: a digest, to tell whether they are still so."""
    return hashlib.sha256(repr([(c.code, c.column.key, c.old) for c in changes]).encode()).hexdigest()[:16]


@require_POST
@for_project(Action.EDIT)
def table_paste(request: MemberRequest, project: Project) -> HttpResponse:
    """Pasted rows at a cell (`code`, `column`) or below headings: shown first, with `apply` saved, all or nothing.

    `add` makes shots of the rows beyond the last one, `skip` leaves out the cells that are refused, `data` takes a first
    row of headings as data. `only` names the shots that a filter leaves: no other one is touched.
    """
    values = {**base_values(request, project), "columns": chosen_columns(request.POST, kept_table(request, project))}
    ticked = {name: bool(request.POST.get(name)) for name in ("add", "skip", "data")}
    values |= {"typed": request.POST, **ticked, "headed": False}
    report: Report = values["report"]
    try:
        rows = [[ours(cell) for cell in row] for row in rows_of(request.POST.get("text", ""))]
        values["headed"] = headed(rows)
        found = _placed(request, report, rows, values)
    except PasteError as error:
        return _paste_page(request, {**values, "preview": None, "problem": str(error)}, 422)
    if values["add"] and not report.scenes:
        return _paste_page(request, {**values, "preview": None, "problem": "Add a scene first."}, 422)
    codes = new_codes(project, len(found.new)) if values["add"] else []
    every = [*found.cells, *typed_new(codes, found.new[: len(codes)])]
    outcome, after, cells, refused = _outcome(report, every, codes, values["skip"])
    come, go = _moved(report, after), _moved(after, report)
    preview = Preview(found, outcome.cells, refused or outcome.problems, after, come, go, _mark(outcome.cells))
    last = report.scenes[-1] if report.scenes else None
    values |= {"preview": preview, "problem": "", "shown": SHOWN_CHANGES, "last": last}
    if not request.POST.get("apply"):
        return _paste_page(request, values, 200)
    return _apply(request, project, values, cells, codes)


def _placed(request: MemberRequest, report: Report, rows: list[list[str]], values: dict[str, Any]) -> Placed:
    """Where the pasted cells belong: from the cell that was chosen, else from the first one of the table."""
    columns: Sequence[Column] = values["columns"]
    only = request.POST["only"].split() if "only" in request.POST else None
    first = next((s.key for _, s in report.board.shots() if only is None or s.key in only), "")
    code, column = request.POST.get("code") or first, request.POST.get("column") or columns[1].key
    shown = None if only is None else frozenset(only)
    return placed(report.board, rows, columns, code, column, shown=shown, data=values["data"])


def _apply(
    request: MemberRequest, project: Project, values: dict[str, Any], cells: list[Typed], codes: list[str]
) -> HttpResponse:
    preview: Preview = values["preview"]
    if preview.problems and not values["skip"]:
        return _nothing(request, values, preview.problems)
    if request.POST.get("mark") not in (None, "", preview.mark):
        sentence = "Somebody changed these cells meanwhile. Look again at what would change, then paste."
        return _paste_page(request, {**values, "problem": sentence}, 409)
    added = set(codes)
    old = [cell for cell in cells if cell.code not in added]
    rows = [{c.column: c.text for c in cells if c.code == code} for code in codes]
    try:
        saved = save_cells(project, old, by=request.person, new=rows)
    except (CellsRefused, CellsHeld) as error:
        return _nothing(request, values, error.problems)
    return saved_answer(request, project, saved)


def _nothing(request: MemberRequest, values: dict[str, Any], problems: Sequence[Problem]) -> HttpResponse:
    sentence = f"Nothing was pasted. {problems[0].place}: {problems[0].sentence}"
    return _paste_page(request, {**values, "problem": sentence}, status_of(problems))


def _paste_page(request: MemberRequest, values: dict[str, Any], status: int) -> HttpResponse:
    return page(request, "screens/table_paste.html", values, regions=("paste",), status=status)
