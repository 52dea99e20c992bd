"""The export page: the ordered shot list with every prompt and the total credits, on screen, on paper, in files."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.utils import timezone
from django.utils.text import slugify
from django.views.decorators.http import require_safe

from projects.access import MemberRequest, for_project
from projects.cards import camera_label, drawn, frame_of, picture_addresses
from projects.core.dialects import LABELS, in_dialect
from projects.core.roles import Action
from projects.core.sketch import sketch_defs
from projects.exports import FORMATS, file_name
from projects.material import material_of
from projects.media.pictures import SIZES
from projects.models import Project
from projects.reads import catalogue
from projects.views.canvas import shape_of
from projects.views.regions import page
from projects.views.shared import base_values

PAPERS = ("a4", "letter")


@require_safe
@for_project(Action.EXPORT)
def export(request: MemberRequest, project: Project) -> HttpResponse:
    """The shot list of the whole project, ready to read, copy and print.

    `?dialect=` shows and copies the prompts in another dialect; files keep the project's.
    """
    values = base_values(request, project)
    report = values["report"]
    catalog = catalogue()
    running = report.running()
    ratio, own = report.board.aspect_ratio, picture_addresses(project.slug, SIZES[-1], report)
    paper = request.GET.get("paper", "a4")
    asked = request.GET.get("dialect", "")
    dialect = asked if asked in LABELS else report.board.dialect
    sizes = {item.shot.shot_size for item in running if item.shot.shot_size}
    values |= {
        "shape": shape_of(report.board.aspect_ratio),
        "formats": FORMATS,
        "paper": paper if paper in PAPERS else "a4",
        "dialect": dialect,
        "dialects": LABELS,
        "prompts": {item.shot.key: in_dialect(item.context, dialect) for item in running},
        "model": catalog.model(report.board.model),
        "legend": [(catalog.sizes[size].short, catalog.sizes[size].label) for size in catalog.sizes if size in sizes],
        "sketches": {t.shot.key: frame_of(t, catalog, ratio, own.get(t.shot.key, "")) for t in running},
        "cameras": {item.shot.key: camera_label(item, catalog) for item in running},
        "breaks": [(item, use) for item in running for use in item.uses if use.role == "breaks"],
        "wrong": [(item, finding) for item in running for finding in item.errors],
        "defs": drawn(sketch_defs(paper=True)),
        "now": timezone.now(),
        "snapshot": f"r{project.revision}",
        "destination": catalog.destinations[report.board.destination].label if report.board.destination else "",
        "qualities": catalog.qualities,
    }
    return page(request, "screens/export.html", values)


@require_safe
@for_project(Action.EXPORT)
def export_file(request: MemberRequest, project: Project, kind: str) -> HttpResponse:
    """One file, to be saved."""
    if kind not in FORMATS:
        raise Http404
    form = FORMATS[kind]
    material = material_of(project)
    report = material.report
    response = HttpResponse(form.write(material), content_type=form.content_type)
    name = file_name(slugify(project.title)[:60] or "storyboard", report, form.extension)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
