"""The export page: choose layout, scope, columns and paper; see the paper; take it away in print and in files."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from projects.access import MemberRequest, for_project
from projects.core.dialects import LABELS, in_dialect
from projects.core.paper import sheet
from projects.core.paper_css import page_rules
from projects.core.paper_options import COLUMNS, PER_PAGE, Options
from projects.core.paper_query import OptionsProblem, query, read_options
from projects.core.roles import Action
from projects.exports import FORMATS
from projects.exports.material import Material
from projects.material import material_of
from projects.media.pictures import SIZES
from projects.models import Project
from projects.papers import paper_values
from projects.reads import setting
from projects.since import changed_codes, label, points
from projects.views.regions import page
from projects.views.shared import base_values

LAYOUT_LABELS = {
    "table": "Shot list", "grid": "Storyboard grid", "pages": "One shot a page", "deck": "Client deck",
}  # fmt: skip
SCOPE_LABELS = {
    "project": "Whole project", "scenes": "Scenes", "shots": "Shots", "approved": "Approved only",
    "changed": "Only what changed",
}  # fmt: skip
BAD = 422


def asked(request: HttpRequest) -> tuple[Options, dict[str, str]]:
    """The options of an address, and a sentence for each that is none."""
    try:
        return read_options(dict(request.GET.lists())), {}
    except OptionsProblem as problem:
        return problem.options, problem.problems


def material(project: Project, options: Options, problems: dict[str, str]) -> Material:
    """What the paper and the files of these options are made of. A point in time that is none is a problem."""
    changed: frozenset[str] | None = frozenset()
    if options.scope == "changed":
        changed = changed_codes(project, options.since)
        if changed is None:
            problems["since"] = "There is no such point in time; choose one of the list."
    return material_of(project, options, changed or frozenset(), label(project, options.since))


@require_safe
@for_project(Action.EXPORT)
def export(request: MemberRequest, project: Project) -> HttpResponse:
    """The choices on one side, the paper as it comes out on the other; total credits above both."""
    options, problems = asked(request)
    options = _moved(options, request.GET.get("up", ""))
    values = base_values(request, project) | _choices(project, options)
    made = material(project, options, problems)
    logo = (
        reverse("picture", args=[project.slug, project.logo.digest, SIZES[0]]) if project.logo_id and project.logo else ""
    )
    values |= paper_values(made, project.slug, logo) | {"problems": problems, "catalog": made.catalog}
    return page(request, "screens/export.html", values, regions=("takeaway",), status=BAD if problems else 200)


def _moved(options: Options, name: str) -> Options:
    """The options with one column further to the left; for a page without scripts."""
    columns = list(options.columns)
    at = columns.index(name) if name in columns else 0
    if at:
        columns[at - 1 : at + 1] = columns[at], columns[at - 1]
    return replace(options, columns=tuple(columns))


def _choices(project: Project, options: Options) -> dict[str, Any]:
    """Everything that can be chosen, and the address of what is chosen."""
    rest = [name for name in COLUMNS if name not in options.columns]
    return {
        "options": options, "query": query(options), "formats": FORMATS, "layouts": LAYOUT_LABELS,
        "scopes": SCOPE_LABELS, "per_page": PER_PAGE, "dialects": LABELS, "points": points(project),
        "presets": [(preset.name, query(preset.options)) for preset in setting(project, "presets")],
        "columns": [(name, COLUMNS[name], True) for name in options.columns] + [(n, COLUMNS[n], False) for n in rest],
        "in_dialect": in_dialect, "query_with": lambda **other: query(options, **other),
    }  # fmt: skip


@require_safe
@for_project(Action.EXPORT)
def export_margins(request: MemberRequest, project: Project) -> HttpResponse:
    """The stylesheet of the printed page: its size and what stands in its margins."""
    options, problems = asked(request)
    made = material(project, options, problems)
    found = sheet(made.report, made.whole, made.catalog, made.facts, options)
    return HttpResponse(page_rules(found), content_type="text/css; charset=utf-8")
