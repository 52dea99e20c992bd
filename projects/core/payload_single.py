"""One shot as a job of its own: what the plan asks, and the request with both costs that comes of it."""

from __future__ import annotations

from dataclasses import replace

from projects.core.camera import move_text
from projects.core.catalog import Catalog, Model, Payload
from projects.core.dialect import vendor_dialect
from projects.core.dialects import LABELS
from projects.core.payload_body import as_texts
from projects.core.payload_costs import Terms, cost, price_note
from projects.core.payload_filled import Filled
from projects.core.payload_filling import fill
from projects.core.payload_values import Job, JobOptions, Part, Request, Status, Wanted
from projects.core.prompts import Prompt, compile_shot
from projects.core.report import Report, ShotReport
from projects.core.wording import clean
from projects.core.words import without_article

USUAL = JobOptions()


def routes_of(model: str, catalog: Catalog) -> list[Payload]:
    """The jobs that the catalogue knows of a model, the one that is proposed first."""
    return [payload for payload in catalog.payloads.values() if model in payload.models]


def payload_of(model: str, catalog: Catalog, options: JobOptions = USUAL) -> Payload | None:
    """The job of a model on the route asked for, else the first one."""
    known = routes_of(model, catalog)
    return next((payload for payload in known if payload.route == options.route), known[0] if known else None)


def model_of(item: ShotReport, catalog: Catalog, options: JobOptions = USUAL) -> Model:
    """The model that a job is for."""
    return catalog.models.get(options.model) or item.model


def job_of(item: ShotReport, report: Report, catalog: Catalog, options: JobOptions = USUAL) -> Job:
    """One shot as a job of its own."""
    model = model_of(item, catalog, options)
    payload = payload_of(model.id, catalog, options)
    part = Part(item.shot.key, item.number or "", item.shot.title, item.shot.duration, 0)
    if payload is None:
        why = f"The catalogue knows no job of {model.name}: its prompt and parameters are in the other files."
        after = _after(model, catalog)
        return Job((part,), model, None, None, "unknown", None, note=why, successor=after, problems=(why,))
    wanted = wanted_of(item, report, catalog, options, prompt_of(item, report, catalog, model).text)
    filled = fill(wanted, payload, catalog.payload_routes[payload.route])
    if item.errors:
        count = len(item.errors)
        filled.problems.insert(0, f"The shot has {count} open error{'s' if count > 1 else ''}: the plan is a draft.")
    return finished(filled, (replace(part, sent=filled.length.sent, prompt=wanted.prompt),))


def prompt_of(item: ShotReport, report: Report, catalog: Catalog, model: Model) -> Prompt:
    """The prompt as it is sent to this model: in its vendor's layout where the project asks for that."""
    if report.board.dialect != "vendor" or model.id == item.model.id:
        return item.prompt
    return compile_shot(
        item.shot,
        item.uses,
        phrase_only=report.board.continuity == "phrase",
        catalog=catalog,
        dialect="vendor",
        model=model.id,
    )


def placeholder(item: ShotReport) -> str | None:
    """The name that stands where the picture's address goes; None where the shot starts from words."""
    source = item.shot.starts_from
    if source is None:
        return None
    return f"{{{{starts_from:{source.shot}:{source.frame}}}}}" if source.shot else "{{starts_from:upload}}"


def wanted_of(item: ShotReport, report: Report, catalog: Catalog, options: JobOptions, prompt: str) -> Wanted:
    """What the plan asks of a shot's job."""
    shot, ctx, model = item.shot, item.context, model_of(item, catalog, options)
    spoken = bool(shot.dialogue.strip()) and shot.dialogue.strip() in prompt
    return Wanted(
        model, report.board, catalog, prompt, _layout(report, model, catalog, ctx.custom), shot.duration, ctx.resolution,
        ctx.quality, ctx.cfg, ctx.previews, item.negative, item.attempt_seed, shot.attempt, placeholder(item),
        spoken if options.audio is None else options.audio, shot.dialogue.strip(), tuple(_written(item, catalog)),
        ctx.custom,
    )  # fmt: skip


def _layout(report: Report, model: Model, catalog: Catalog, custom: bool) -> str:
    if custom:
        return "Written by hand"
    dialect = report.board.dialect
    if dialect == "vendor":
        entry = vendor_dialect(model.id, catalog)
        return entry.label if entry is not None else LABELS["sentence"]
    return LABELS[dialect]


def _written(item: ShotReport, catalog: Catalog) -> list[tuple[str, str]]:
    """What has no field of its own at any vendor: it stands in the prompt."""
    shot = item.shot
    terms = (catalog.sizes.get(shot.shot_size or ""), catalog.angles.get(shot.angle or ""))
    said = [term.label for term in terms if term is not None]
    said += [move_text(move, catalog) for move in shot.camera] + [clean(text) for text in (shot.lens, shot.camera_note)]
    found = [("Camera", ", ".join(text for text in said if text))] if any(said) else []
    named = [without_article(use.anchor.name) for use in item.uses if use.role != "breaks"]
    return [*found, ("Anchors", ", ".join(named))] if named else found


def finished(filled: Filled, parts: tuple[Part, ...]) -> Job:
    """The job as it is handed out, with its costs."""
    model, catalog = filled.wanted.model, filled.wanted.catalog
    terms = Terms(
        model, filled.payload, filled.route, filled.resolution, filled.ratio, filled.wanted.quality, filled.audio
    )  # fmt: skip
    length = filled.length
    other = None if length.other is None else cost(terms, length.other, catalog)
    asked = cost(terms, length.asked, catalog, filled.wanted.resolution)
    alone = filled.payload.packed_only and len(parts) == 1
    problems = [f"{model.name} takes several shots in one job: see the packed jobs."] if alone else []
    request = None if alone else _request(filled)
    return Job(
        parts, model, filled.route, filled.payload, "packed only" if alone else _status(model), request,
        tuple(filled.parameters), length, asked,
        cost(terms, length.sent, catalog), other, price_note(terms), _note(filled), successor=_after(model, catalog),
        problems=(*problems, *filled.problems),
    )  # fmt: skip


def _request(filled: Filled) -> Request:
    route, payload = filled.route, filled.payload
    path = payload.image if filled.image else payload.text
    body = as_texts(filled.body) if route.multipart else filled.body
    kind = "multipart/form-data" if route.multipart else "application/json"
    return Request("POST", f"{route.host}{path}", dict(route.headers), kind, body, route.auth, filled.files)


def _status(model: Model) -> Status:
    if model.status == "shutdown":
        return "historical"
    return "ending" if model.status == "retiring" else "ready"


def _note(filled: Filled) -> str:
    own = filled.wanted.model
    gone = own.status_note if _status(own) != "ready" else ""
    how = "The shape of this job was read at third parties." if filled.payload.confidence == "secondary" else ""
    several = filled.payload.several
    together = several.note if several is not None and filled.together is not None else ""
    return " ".join(text for text in (gone, filled.payload.note, together, filled.route.note, how) if text)


def _after(model: Model, catalog: Catalog) -> str:
    """The name of the model to move to, where this one ends."""
    following = None if model.alive else model.replacement or model.successor
    return catalog.model(following).name if following else ""
