"""Templates beside a project: keeping it, or one scene of it, as one; putting one's scenes into it."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from projects.access import MemberRequest, for_project
from projects.cards import drawn, sketch_of
from projects.core import board as core
from projects.core.catalog.templating import pieces
from projects.core.findings import SEVERITIES, Finding, Fix, Refused
from projects.core.report import Report, build
from projects.core.roles import Action
from projects.core.sketch import sketch_defs
from projects.core.templates import Template, filled
from projects.core.templates_insert import added_errors
from projects.core.templates_making import candidates, in_braces, of_scene, sparing, template_from
from projects.core.templates_model import count, model_for
from projects.core.titles import copy_title, without_copy
from projects.forms.templates import FillForm, KeepForm
from projects.models import Project
from projects.models import Template as Row
from projects.reads import catalogue, report_of
from projects.templatetags.jinja import fix_place
from projects.views.regions import page
from projects.views.shared import base_values, new_key, said, said_done
from projects.views.templates_cards import built_in_cards, own_cards, template_of
from projects.writes.templates import insert_template, preview_insert, save_template
from projects.writes.transaction import Blocked, Reused

FIELDS = ("subject", "action", "environment", "lighting", "camera_note", "style", "custom_prompt")
SHOWN = 8


@require_http_methods(["GET", "HEAD", "POST"])
@for_project(Action.VIEW)
def template_save(request: MemberRequest, project: Project) -> HttpResponse:
    """Keeps the project as a template of one's own."""
    board = report_of(project).board
    return _saving(request, project, board, board.title, None)


@require_http_methods(["GET", "HEAD", "POST"])
@for_project(Action.VIEW)
def scene_template_save(request: MemberRequest, project: Project, key: str) -> HttpResponse:
    """Keeps one scene as a template of one's own."""
    try:
        board = of_scene(report_of(project).board, key)
    except KeyError:
        raise Http404 from None
    return _saving(request, project, board, board.title, board.scenes[0])


def _saving(
    request: MemberRequest, project: Project, board: core.Board, title: str, scene: core.Scene | None
) -> HttpResponse:
    posted = request.POST if request.method == "POST" else None
    form = KeepForm(posted, candidates=candidates(board), initial={"title": _free_title(title, request)})
    asked = form.is_bound and not request.POST.get("preview")
    status = 422 if form.is_bound and not form.is_valid() and not (request.POST.get("preview") and request.htmx) else 200
    template, report, offer = _kept(form, board, title, scene)
    if asked and form.is_valid() and _takes(form, report, offer):
        try:
            save_template(template, by=request.person, key=request.POST.get("key", "")[:64])
            return said(request, reverse("own_templates"), f"{template.title} is kept as a template.")
        except (Refused, Reused) as error:
            form.add_error("title", str(error))
    if asked and form.errors:
        status = 422
    values = {
        **base_values(request, project), "form": form, "scene": scene, "template": template, "found": report,
        "texts": _texts(template, board, form), "key": request.POST.get("key") or new_key(),
        "findings": worst(report), "count": count(report), "offer": offer, "refused": status == 422,
    }  # fmt: skip
    return page(request, "screens/template_save.html", values, regions=("kept", "spare"), status=status)


def _free_title(title: str, request: MemberRequest) -> str:
    """A title to begin with: without the mark of a copy, unless one of the person's templates has it."""
    taken = [row.title for row in Row.objects.filter(owner=request.person, deleted_at__isnull=True)]
    plain = without_copy(title, catalogue()).strip() or title
    return copy_title(plain, taken, catalogue()) if plain.casefold() in {t.casefold() for t in taken} else plain


Offer = tuple[core.Board, tuple[str, ...]] | None


def _kept(form: KeepForm, board: core.Board, title: str, scene: core.Scene | None) -> tuple[Template, Report, Offer]:
    """The template that the form asks for, its report, and the plan without its faulty shots where that can be offered."""
    data = getattr(form, "cleaned_data", {})

    def made(of: core.Board) -> Template:
        return template_from(
            of, form.chosen(), title=data.get("title") or title, purpose=data.get("purpose") or "",
            seeds=bool(data.get("seeds")), scene=scene is not None,
        )  # fmt: skip

    def wrong(of: core.Board) -> set[str]:
        return _gravest(_report(made(of)))

    template = made(board)
    report = _report(template)
    offer = sparing(board, wrong) if count(report) else None
    if offer and data.get("spare"):
        template = made(offer[0])
        report = _report(template)
    return template, report, offer


def _gravest(report: Report) -> set[str]:
    """The shots with the gravest findings, the most of them where these are alike."""
    rank = {
        item.shot.key: tuple(sum(finding.severity == severity for finding in item.findings) for severity in SEVERITIES)
        for item in report.running()
    }
    most = max(rank.values(), default=())
    return {code for code, found in rank.items() if found == most and any(found)}


def worst(report: Report, most: int = SHOWN) -> list[tuple[str, str, Finding]]:
    """The gravest findings of a report as (code, address of the field from its shot's page, finding)."""
    found = [(item.shot.key, finding) for item in report.running() for finding in item.findings]
    found.sort(key=lambda pair: SEVERITIES.index(pair[1].severity))
    return [(code, _place(finding), finding) for code, finding in found[:most]]


def _place(finding: Finding) -> str:
    """Where a finding is mended, from the address of its shot; the shot itself where it names no field."""
    if not finding.field or finding.field.startswith("computed."):
        return ""
    return fix_place(Fix("open", "", finding.field), finding.field)


def _report(template: Template) -> Report:
    """The report of a template on its defaults and on the model that it would start with."""
    return build(filled(template, {}, catalogue(), model=model_for(template, catalogue())), catalogue())


def _takes(form: KeepForm, report: Report, offer: Offer) -> bool:
    """A template raises no finding, unless who keeps it says so; one with errors is not taken at all."""
    if form.cleaned_data["spare"] and offer is None and count(report):
        form.add_error("spare", "No shot can be left out any more so that the rest is without findings.")
    elif report.errors:
        form.add_error(None, "A template raises no error. Mend these in the plan first, or record breaks that are meant.")
    elif count(report) and not form.cleaned_data["accept"]:
        form.add_error("accept", "It would start with the findings listed here. Mend them first, or tick this.")
    return not form.errors


def _texts(template: Template, board: core.Board, form: KeepForm) -> list[tuple[str, str, list[tuple[str, bool]]]]:
    """The texts that hold a blank, as (what, kind, pieces), the blanks among them marked; first of all the anchors."""
    found: list[tuple[str, str, list[tuple[str, bool]]]] = []
    chosen = form.chosen()
    for anchor in board.anchors:
        told = anchor.name.casefold() in anchor.description.casefold()
        text = in_braces(anchor.description if told else f"{anchor.name}: {anchor.description}".rstrip(": "), chosen)
        found.append((anchor.kind.title(), anchor.kind, pieces(text)))
    for _, shot in list(board.shots())[:SHOWN]:
        for name in FIELDS:
            if getattr(shot, name):
                label, kind = f"{shot.key} {name.replace('_', ' ')}", "camera" if name == "camera_note" else name
                found.append((label, kind, pieces(in_braces(getattr(shot, name), chosen))))
    return found


def _after(request: MemberRequest, report: Report) -> str | None:
    """The scene to insert after; None for the end. 404 for a scene that this project has not."""
    key = request.POST.get("after", request.GET.get("after", ""))
    if key and key not in {scene.scene.key for scene in report.scenes}:
        raise Http404
    return key or None


@require_safe
@for_project(Action.EDIT)
def template_choose(request: MemberRequest, project: Project) -> HttpResponse:
    """The gallery, to choose what goes into this project."""
    values = base_values(request, project)
    values |= {"after": _after(request, values["report"]) or "", "built_in": built_in_cards(catalogue())}
    values |= {"own": own_cards(request.person), "defs": drawn(sketch_defs())}
    return page(request, "screens/template_choose.html", values)


@require_http_methods(["GET", "HEAD", "POST"])
@for_project(Action.EDIT)
def template_insert(request: MemberRequest, project: Project, ref: str) -> HttpResponse:
    """Fills a template and puts its scenes into the project."""
    template = template_of(ref, request.person)
    values = base_values(request, project)
    report: Report = values["report"]
    posted = request.POST if request.method == "POST" else None
    form = FillForm(posted, template=template)
    after = _after(request, report)
    status, blocked = 200, []
    valid = not form.is_bound or form.is_valid()
    other = filled(template, form.given() if form.is_bound and valid else {}, catalogue())
    asked = form.is_bound and not request.POST.get("preview")
    if asked and valid:
        try:
            insert_template(
                project, other, after=after, title=template.title, by=request.person, key=request.POST.get("key", "")[:64]
            )
            return said_done(request, project, reverse("board", args=[project.slug]), f"{template.title} is inserted.")
        except Blocked as error:
            status, blocked = 422, list(error.findings)
        except (Refused, Reused) as error:
            form.add_error(None, str(error))
    if not valid or form.errors:
        status = 200 if request.POST.get("preview") and request.htmx else 422
    values |= {"template": template, "form": form, "after": after or "", "blocked": blocked, "defs": drawn(sketch_defs())}
    values |= {"key": request.POST.get("key") or new_key(), **_coming(project, other, after)}
    return page(request, "screens/template_insert.html", values, regions=("coming",), status=status)


def _coming(project: Project, other: core.Board, after: str | None) -> dict[str, Any]:
    """What an insert would bring: scenes as they would be, anchors shared and new, errors that would come."""
    found, before, report = preview_insert(project, other, after)
    keys = {scene.key for scene in found.scenes}
    new = [scene for scene in report.scenes if scene.scene.key in keys]
    items = [item for scene in new for item in scene.shots if not item.shot.omitted]
    ratio = report.board.aspect_ratio
    return {
        "coming": found,
        "scenes": new,
        "shots": [(item, sketch_of(item, catalogue(), ratio)) for item in items[:SHOWN]],
        "more": max(0, len(items) - SHOWN),
        "adds": [finding for _, finding in added_errors(before, report)],
        "credits": sum(scene.totals.total for scene in new),
        "unknown": sum(scene.totals.unknown for scene in new),
    }
