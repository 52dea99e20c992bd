"""The plan as jobs for its vendors: each shot's request, what became of its parameters, both costs, and packed jobs."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from django.http import HttpResponse, QueryDict
from django.utils import timezone
from django.utils.text import slugify
from django.views.decorators.http import require_safe
from markupsafe import Markup

from projects.access import MemberRequest, for_project
from projects.cards import drawn, frame_of, picture_addresses
from projects.core.catalog import Catalog, Model
from projects.core.payload_values import Cost
from projects.core.payloads import Job, JobOptions, Jobs, jobs, routes_of
from projects.core.report import Report, SceneReport
from projects.core.roles import Action
from projects.core.sketch import sketch_defs
from projects.exports import file_name
from projects.exports.payloads_file import body_text, write
from projects.material import material_of
from projects.media.pictures import SIZES
from projects.models import Project
from projects.reads import catalogue
from projects.views.canvas import shape_of
from projects.views.regions import page
from projects.views.shared import base_values

SOUNDS = {"": "As planned", "on": "On", "off": "Off"}
# More shots than that are shown a scene at a time.
AT_ONCE = 40


@dataclass(frozen=True, slots=True)
class Shown:
    """A scene with its jobs."""

    scene: SceneReport
    single: tuple[Job, ...]
    packed: tuple[Job, ...]


@dataclass(frozen=True, slots=True)
class Sums:
    """What all jobs come to. Costs count the shots whose cost is known before and after."""

    asked: Decimal
    sent: int
    costs: tuple[tuple[str, str], ...]
    unknown: int
    problems: int


@require_safe
@for_project(Action.EXPORT)
def payloads(request: MemberRequest, project: Project) -> HttpResponse:
    """The jobs of the plan. `?model=` and `?route=` show another model without changing the plan, `?scene=` one scene."""
    values = base_values(request, project)
    report, catalog = values["report"], catalogue()
    options = _options(request.GET, catalog)
    found = jobs(report, catalog, options)
    shown = _shown(report, found)
    asked = request.GET.get("scene", "")
    few = report.shots <= AT_ONCE
    here = shown if few else [each for each in shown if each.scene.scene.key == asked] or shown[:1]
    values |= {
        "options": options,
        "sound": request.GET.get("sound", "") if request.GET.get("sound") in SOUNDS else "",
        "sounds": SOUNDS,
        "models": _models(catalog),
        "routes": _routes(report, catalog, options),
        "shown": here,
        "scenes": [] if few else shown,
        "query": _query(request.GET),
        "sums": _sums(found.single),
        "apart": {job.shot: _apart(job, found.single) for job in found.packed},
        "wrong": [(job, problem) for job in (*found.single, *found.packed) for problem in job.problems],
        "gone": _gone(found.single),
        "packed": len(found.packed),
        "packed_total": len(found.single) - sum(len(job.parts) - 1 for job in found.packed),
        "scene_of": {job.shot: each.scene.scene.key for each in shown for job in each.single},
        "frames": _frames(project, report, here, catalog),
        "body": body_text,
        "money": cost_text,
        "now": timezone.now(),
        "shape": shape_of(report.board.aspect_ratio),
        "defs": drawn(sketch_defs(paper=True)),
    }
    return page(request, "screens/payloads.html", values)


@require_safe
@for_project(Action.EXPORT)
def payloads_file(request: MemberRequest, project: Project) -> HttpResponse:
    """The same jobs as a file, to be saved."""
    material = material_of(project)
    data = write(material, _options(request.GET, material.catalog))
    response = HttpResponse(data, content_type="application/json; charset=utf-8")
    name = file_name(f"{slugify(project.title)[:50] or 'storyboard'}-payloads", material.whole, "json")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _options(given: QueryDict, catalog: Catalog) -> JobOptions:
    """What the address asks for; what nobody knows is passed over."""
    model, route = given.get("model", ""), given.get("route", "")
    sound = {"on": True, "off": False}.get(given.get("sound", ""))
    known = model if model in catalog.models else ""
    return JobOptions(known, route if route in catalog.payload_routes else "", sound)


def _query(given: QueryDict) -> str:
    """The address's own wishes less the scene, for links to other scenes and the file."""
    kept = given.copy()
    kept.pop("scene", None)
    return kept.urlencode()


def _models(catalog: Catalog) -> list[tuple[str, list[Model]]]:
    living = list(catalog.living_models())
    ended = [model for model in catalog.models.values() if not model.alive]
    return [("Can be used", living), ("Ended or ending", ended)]


def _routes(report: Report, catalog: Catalog, options: JobOptions) -> list[tuple[str, str]]:
    """The routes of the models shown, where there is a choice."""
    models = {options.model} if options.model else {item.model.id for item in report.running()}
    known = {payload.route for model in models for payload in routes_of(model, catalog)}
    choice = any(len(routes_of(model, catalog)) > 1 for model in models)
    return [(key, route.label) for key, route in catalog.payload_routes.items() if key in known] if choice else []


def _shown(report: Report, found: Jobs) -> list[Shown]:
    single = {job.shot: job for job in found.single}
    packed = {job.shot: job for job in found.packed}
    scenes = []
    for scene in report.scenes:
        codes = [item.shot.key for item in scene.shots if not item.shot.omitted]
        if codes:
            own = tuple(packed[code] for code in codes if code in packed)
            scenes.append(Shown(scene, tuple(single[code] for code in codes), own))
    return scenes


def _frames(project: Project, report: Report, here: Iterable[Shown], catalog: Catalog) -> dict[str, Markup]:
    """The frames of the shots that are shown."""
    ratio, own = report.board.aspect_ratio, picture_addresses(project.slug, SIZES[-1], report)
    items = [item for each in here for item in each.scene.shots if not item.shot.omitted]
    return {item.shot.key: frame_of(item, catalog, ratio, own.get(item.shot.key, "")) for item in items}


def _sums(single: Iterable[Job]) -> Sums:
    every = list(single)
    sure = [job for job in every if job.asked.money is not None and job.sent.money is not None]
    costs = []
    for currency in sorted({job.sent.currency for job in sure}):
        of_it = [job for job in sure if job.sent.currency == currency]
        asked = sum((job.asked.money or Decimal(0) for job in of_it), Decimal(0))
        sent = sum((job.sent.money or Decimal(0) for job in of_it), Decimal(0))
        costs.append((f"{cents(asked)} {currency}", f"{cents(sent)} {currency}"))
    return Sums(
        sum((job.parts[0].asked for job in every), Decimal(0)), sum(job.parts[0].sent for job in every), tuple(costs),
        len(every) - len(sure), sum(len(job.problems) for job in every),
    )  # fmt: skip


def _apart(job: Job, single: Iterable[Job]) -> str:
    """What the shots of a packed job cost as jobs of their own; empty where that is not known."""
    codes = {part.shot for part in job.parts}
    costs = [each.sent for each in single if each.shot in codes]
    if any(cost.money is None for cost in costs) or len({cost.currency for cost in costs}) != 1:
        return ""
    return f"{cents(sum((cost.money or Decimal(0) for cost in costs), Decimal(0)))} {costs[0].currency}"


def _gone(single: Iterable[Job]) -> list[Job]:
    """One job for each model that is over or ends, to say it once."""
    return list({job.model.id: job for job in single if job.status in ("historical", "ending")}.values())


def cost_text(cost: Cost | None) -> str:
    """A cost in words: credits, money, or that it is unknown."""
    if cost is None:
        return ""
    said = [f"{cost.credits:,} credits"] if cost.credits is not None else []
    said += [f"{cents(cost.money)} {cost.currency}"] if cost.money is not None else []
    return " · ".join(said) or "unknown"


def cents(amount: Decimal) -> str:
    """Money to the cent; the file keeps what a vendor bills exactly."""
    return f"{amount.quantize(Decimal('0.01'), ROUND_HALF_UP):,}"
