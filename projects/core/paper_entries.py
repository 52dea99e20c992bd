"""One shot, one thread, one finishing step in the words of the paper."""

from __future__ import annotations

from collections.abc import Sequence

from projects.core.board import PostStep
from projects.core.camera import move_text
from projects.core.catalog import Catalog
from projects.core.dialects import LABELS as DIALECTS
from projects.core.dialects import in_dialect
from projects.core.figures import clock, number, plural, state_line
from projects.core.paper_facts import Approved
from projects.core.paper_options import Options
from projects.core.paper_values import Entry, Fact, LaneCell, PaperLane, Run
from projects.core.prompts import Prompt
from projects.core.report import SceneReport, ShotReport
from projects.core.review import LABELS
from projects.core.words import without_article

# A shape for each status, so that print without colour tells them apart.
MARKS = {"draft": "○", "in-review": "◐", "changes-requested": "△", "approved": "●"}
SINCE = "Changed since approval"
SINCE_MARK = "◇"
PATTERNS = ("solid", "dashed", "dotted", "dash-dotted", "double", "loosely-dashed")
_BOUNDARIES = {"match": "Match cut", "continuous": "Continuous"}


def post_line(step: PostStep, catalog: Catalog) -> str:
    """`Upscale to 4K (Topaz Video AI): for the cinema cut`."""
    known = catalog.post_tools.get(step.tool)
    name = step.tool if known is None else f"{known.label} ({known.tool})" if known.tool else known.label
    return f"{name}: {step.note}" if step.note else name


def runs(prompt: Prompt) -> tuple[Run, ...]:
    """A prompt cut where its words come from; inserted words of an earlier shot are "carried"."""
    found: list[Run] = []
    for text, span in prompt.segments():
        mark = ""
        if span is not None and span.phrase:
            mark = "carried"
        elif span is not None and span.origin == "establishing":
            mark = "established"
        if found and found[-1].mark == mark:
            found[-1] = Run(found[-1].text + text, mark)
        else:
            found.append(Run(text, mark))
    return tuple(found)


def camera_of(item: ShotReport, catalog: Catalog) -> str:
    """Size, framing, angle, lens and moves, as a camera team reads them: `MS · low · 35mm · orbit, slow`."""
    shot = item.shot
    size = catalog.sizes[shot.shot_size].short if shot.shot_size else ""
    framing = catalog.framings[shot.framing].label if shot.framing else ""
    angle = catalog.angles[shot.angle].label if shot.angle else ""
    moves = [move_text(move, catalog) for move in shot.camera]
    return " · ".join(part for part in (size, framing, angle, shot.lens.strip(), *moves, shot.camera_note.strip()) if part)


def _credits(item: ShotReport) -> str:
    estimate = item.estimate
    if estimate.total is None:
        return "unknown"
    if not estimate.previews:
        return number(estimate.total)
    previews = plural(item.context.previews, "preview")
    return f"{number(estimate.total)} ({number(estimate.final)} final, {number(estimate.previews)} for {previews})"


def _seed(item: ShotReport) -> str:
    if item.seed is None:
        return ""
    again = f", attempt {item.shot.attempt}: {item.attempt_seed}" if item.shot.attempt > 1 else ""
    return f"{item.seed} ({item.seed_use}){again}"


def _facts(item: ShotReport, catalog: Catalog) -> tuple[Fact, ...]:
    ctx, shot = item.context, item.shot
    found = [
        Fact("Duration", f"{number(shot.duration)} s"),
        Fact("Quality", catalog.qualities[ctx.quality].label),
        Fact("Resolution", ctx.resolution),
        Fact("Model", item.model.name),
        Fact("CFG", number(ctx.cfg)),
    ]
    if item.seed is not None:
        found.append(Fact("Seed", _seed(item)))
    if shot.starts_from is not None:
        source = shot.starts_from
        found.append(Fact("Starts from", f"{source.frame} frame of {source.shot}" if source.shot else "an uploaded frame"))
    return tuple(found)


def _state(item: ShotReport) -> str:
    shot = item.shot
    parts = [_BOUNDARIES.get(shot.boundary, "")]
    parts += [f"Begins: {state_line(shot.state_in)}"] if shot.state_in else []
    parts += [f"Ends: {state_line(shot.state_out)}"] if shot.state_out else []
    return " · ".join(part for part in parts if part)


def entry_of(item: ShotReport, catalog: Catalog, approval: Approved | None, options: Options) -> Entry:
    """One running shot. A client's deck has neither seed, model nor credits; its prompts stand in the appendix."""
    shot, deck = item.shot, options.layout == "deck"
    dialect = options.dialect if options.dialect in DIALECTS else item.context.board.dialect
    facts = (Fact("Duration", f"{number(shot.duration)} s"),) if deck else _facts(item, catalog)
    stale = approval is not None and approval.stale
    status = SINCE if stale else LABELS[shot.status]
    mark = SINCE_MARK if stale else MARKS[shot.status]
    by = f"by {approval.by}, version {approval.version}" if approval else ""
    own = shot.post if shot.post is not None else item.context.board.post
    post = tuple(post_line(step, catalog) for step in own)
    camera, price = camera_of(item, catalog), "" if deck else _credits(item)
    anchors = "; ".join(without_article(use.anchor.name) for use in item.uses if use.role != "breaks")
    cells = {
        "number": item.number or "",
        "title": shot.title,
        "camera": camera,
        "start": clock(item.start),
        "duration": f"{number(shot.duration)} s",
        "parameters": " · ".join(f"{fact.label} {fact.value}" if fact.label in _NAMED else fact.value for fact in facts),
        "anchors": anchors,
        "seed": "" if deck else _seed(item),
        "model": "" if deck else item.model.name,
        "dialogue": shot.dialogue,
        "notes": shot.notes,
        "post": "; ".join(post),
        "status": f"{mark} {status}{f', {by}' if by else ''}",
        "credits": price,
    }
    return Entry(
        code=shot.key,
        number=item.number or "",
        title=shot.title,
        prompt=runs(in_dialect(item.context, dialect)),
        negative="" if deck else item.negative,
        camera=camera,
        facts=facts,
        credits=price,
        status=status,
        mark=mark,
        approval=by,
        dialogue=shot.dialogue,
        notes=shot.notes,
        state=_state(item),
        breaks=tuple(f"{without_article(use.anchor.name)}: {use.reason}" for use in item.uses if use.role == "breaks"),
        post=post,
        errors=tuple(finding.message for finding in item.errors),
        cells=cells,
    )


_NAMED = frozenset(("CFG", "Seed", "Starts from"))


def lanes_on_paper(scene: SceneReport, places: Sequence[int]) -> tuple[PaperLane, ...]:
    """The threads of a scene over its running shots; each has a line pattern of its own."""
    return tuple(
        PaperLane(
            name=without_article(lane.anchor.name),
            kind=lane.anchor.kind,
            pattern=PATTERNS[at % len(PATTERNS)],
            cells=tuple(LaneCell(cell.state, cell.reason, cell.error) for cell in map(lane.cells.__getitem__, places)),
        )
        for at, lane in enumerate(scene.lanes)
    )
