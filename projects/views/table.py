"""The plan as a table: every shot a row, every field a cell that can be typed into, pasted over and ordered."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse, JsonResponse
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from projects.access import MemberRequest, for_project
from projects.core.cells import COLUMNS
from projects.core.cells_change import Problem
from projects.core.fixing import applicable
from projects.core.report import Report
from projects.core.roles import Action
from projects.forms.cells import chosen_columns, chosen_fixes, fix_data, kept_widths, typed_cells
from projects.models import Project
from projects.reads import catalogue
from projects.views.canvas import board_values
from projects.views.catching_up import asked_for, catch_up, scene_marks, short
from projects.views.regions import page
from projects.views.shared import said
from projects.views.table_rows import (
    head_html,
    kept_table,
    row_printer,
    rows_of,
    saved_answer,
    status_of,
    wants_json,
    width_class,
)
from projects.writes.cells import CellsHeld, CellsRefused, save_cells
from projects.writes.prefs import set_pref


def _values(request: MemberRequest, project: Project) -> dict[str, Any]:
    values = board_values(request, project)
    kept = kept_table(request, project)
    columns = chosen_columns(request.GET, kept)
    report: Report = values["report"]
    # A row shows the names of the anchors that stand in its empty cells.
    names = short(repr([anchor.name for anchor in report.board.anchors]))
    keys = ",".join([*(column.key for column in columns), names])
    also = {scene.scene.key: keys for scene in report.scenes}
    catalog = catalogue()
    return {
        **values,
        "marks": scene_marks(project.slug, report, values["cards"], values["edit"], also),
        "columns": columns,
        "rest": [column for column in COLUMNS if column not in columns],
        "rows": rows_of(project.slug, report, columns, catalog),
        "row_html": row_printer(values["filtered"]),
        "head_html": head_html,
        "width_class": width_class,
        "choices": {column.key: column.choices(catalog) for column in columns if column.choices},
        "widths": kept.get("widths") or {},
        "same": values.get("same", frozenset()),
        "problems": (),
        "problem": "",
    }


@require_safe
@for_project(Action.VIEW)
def table(request: MemberRequest, project: Project) -> HttpResponse:
    """The table of a project, with `?columns=title,action` those columns, else the ones this person keeps."""
    values = _values(request, project)
    return catch_up(request, values, "parts/table_scene.html") if asked_for(request) else page(
        request, "screens/table.html", values
    )  # fmt: skip


@require_POST
@for_project(Action.VIEW)
def table_columns(request: MemberRequest, project: Project) -> HttpResponse:
    """Keeps which columns this person sees in which order, and how wide; without any, the usual ones again."""
    asked = [] if "usual" in request.POST else request.POST.getlist("columns")
    columns = [key for part in asked for key in part.split(",")]
    chosen = [column.key for column in chosen_columns({}, {"columns": columns})] if columns else []
    set_pref(project, request.person, "table", {"columns": chosen, "widths": kept_widths(request.POST)})
    if wants_json(request):
        return JsonResponse({"columns": chosen})
    return said(request, reverse("table", args=[project.slug]), "The table shows the columns you chose.")


@require_POST
@for_project(Action.EDIT)
def table_cells(request: MemberRequest, project: Project) -> HttpResponse:
    """Saves typed cells, all or none: `cells` [[code, column, text], ...], `seen` their texts before, `fixes`.

    422 where a cell cannot be read or would break continuity, 409 where one is stale, gone or its seed is locked.
    """
    try:
        saved = save_cells(project, typed_cells(request.POST), by=request.person, fixes=chosen_fixes(request.POST))
    except (CellsRefused, CellsHeld) as error:
        return _refused(request, project, error.problems)
    return saved_answer(request, project, saved)


def _refused(request: MemberRequest, project: Project, problems: tuple[Problem, ...]) -> HttpResponse:
    status = status_of(problems)
    if wants_json(request):
        return JsonResponse({"problems": [_told(problem) for problem in problems]}, status=status)
    values = {**_values(request, project), "problems": problems}
    return page(request, "screens/table.html", values, status=status)


def _told(problem: Problem) -> dict[str, Any]:
    """A refused cell as the page needs it: the sentence, both texts, and the fixes that can be made at once."""
    finding = problem.finding
    fixes = [fix_data(finding, fix) for fix in finding.fixes if applicable(fix)] if finding else []
    return {
        "code": problem.code, "column": problem.column, "place": problem.place, "sentence": problem.sentence,
        "kind": problem.kind, "typed": problem.typed, "theirs": problem.theirs, "fixes": fixes,
    }  # fmt: skip
