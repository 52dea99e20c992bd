"""Advice, always as hints: the camera move that suits a shot's purpose, the model that suits its content.

Both are the guide's opinions. A move is advised only where none is chosen; a model only where the chosen one is at
its end or where the guide itself compares it, and only one that clips can be made with.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from projects.core.advice_reading import Reader, reader
from projects.core.catalog import Catalog, Content, Model, Purpose
from projects.core.findings import Finding, Fix
from projects.core.parsing import find_camera
from projects.core.sequence_values import Placed, Sequence, SequenceRule
from projects.core.shot_context import ShotContext

# ------------------------------------------------------------------------- move


def move(seq: Sequence) -> Iterator[Placed]:
    """What the shot is for is plain, and no camera move is chosen: a slow orbit shows a product, a fast tracking shot keeps
    up with action, a slow crane opens up a place. Take the move, or choose your own."""
    for scene in seq.board.scenes:
        for at, shot in enumerate(seq.running(scene)):
            ctx = seq.contexts[shot.key]
            if shot.camera or ctx.custom:
                continue
            purpose = ctx.catalog.purposes.get(reader(ctx.catalog).purpose(ctx, at == 0) or "")
            if purpose is None or purpose.move is None:
                continue
            if shot.camera_note and _names_move(shot.camera_note, ctx.catalog):
                continue
            yield shot.key, _advised(purpose, ctx.catalog)


@lru_cache(maxsize=2048)
def _names_move(note: str, catalog: Catalog) -> bool:
    return bool(find_camera(note, catalog))


def move_text(purpose: Purpose) -> str:
    """The move of a purpose as the text of a fix: `orbit::slow`, that is move, direction, speed."""
    return f"{purpose.move or ''}:{purpose.direction or ''}:{purpose.speed or ''}"


def _advised(purpose: Purpose, catalog: Catalog) -> Finding:
    entry = catalog.moves[purpose.move or ""]
    words = entry.directions.get(purpose.direction or "", entry.text)
    speed = catalog.speeds[purpose.speed].text if purpose.speed else ""
    a = "an" if purpose.label[:1].casefold() in "aeiou" else "a"
    return Finding(
        "advice.move",
        "hint",
        "camera",
        f"This reads as {a} {purpose.label.casefold()} shot. {purpose.note}".rstrip(),
        words=purpose.label,
        fixes=(Fix("set", f"Take a {f'{speed} {words}'.strip()}", "camera", move_text(purpose)),),
    )


# ------------------------------------------------------------------------ model


def line(model: Model, catalog: Catalog) -> list[Model]:
    """A model and those that come after it, each the one to move to from the one before."""
    found = [model]
    while (after := found[-1].replacement or found[-1].successor) is not None:
        if after not in catalog.models or catalog.models[after] in found:
            break
        found.append(catalog.models[after])
    return found


def living(model: Model, catalog: Catalog) -> Model | None:
    """The model itself while it is current, else the first current one after it, else the first that is alive."""
    after = line(model, catalog)
    current = (item for item in after if item.status == "active")
    return next(current, None) or next((item for item in after if item.alive), None)


def _compared(model: Model) -> bool:
    """Whether the guide has an opinion about a model."""
    return bool(model.strengths or model.weaknesses or model.best_for)


class _Advice:
    """What to say of one model for each content; nothing where the choice is as good as what could be advised."""

    def __init__(self, chosen: Model, catalog: Catalog) -> None:
        self.open: dict[str, tuple[Model, str]] = {}
        self._places: dict[str, int] = {}
        for at, content in enumerate(catalog.contents.values(), 1):
            found = _of(content, chosen, catalog)
            if found is not None:
                self.open[content.id] = found
                self._places[content.id] = at
        self.reach = max(self._places.values(), default=0)

    def take(self, content: Content) -> tuple[Model, str]:
        """What to say of this content, which is said once."""
        self.reach = max((self._places[key] for key in self.open if key != content.id), default=0)
        return self.open.pop(content.id)


def _of(content: Content, chosen: Model, catalog: Catalog) -> tuple[Model, str] | None:
    """The living model to name for this content, and why; None where there is nothing to say."""
    origin = catalog.models[content.origin]
    best = living(origin, catalog)
    if best is not None:
        if chosen in line(origin, catalog) and chosen.alive:
            return None
        return (best, _because(content, origin, best)) if not chosen.alive or _compared(chosen) else None
    others = [catalog.models[key] for key in content.instead]
    if chosen.alive:
        return None
    for other in others:
        best = living(other, catalog)
        if best is not None:
            after = "" if best is other else f" {best.name} follows it."
            return best, f"{content.label}: the guide took {origin.name}, {_ended(origin)}. {content.note}{after}"
    return None


def _ended(model: Model) -> str:
    return "which was shut down without a successor" if model.status == "shutdown" else "which is being retired"


def _because(content: Content, origin: Model, best: Model) -> str:
    if best is origin:
        return f"{content.label}: the guide takes {origin.name}."
    state = {"shutdown": ", which was shut down", "retiring": ", which is being retired"}.get(origin.status, "")
    return f"{content.label}: the guide took {origin.name}{state}; {best.name} follows it."


def _fixes(ctx: ShotContext, best: Model) -> tuple[Fix, ...]:
    """The model for this shot, where it can make a clip of this length; and the way to all models."""
    known = best.facts(ctx.board.model_facts).known_range()
    fits = known is None or known[0] <= ctx.shot.duration <= known[1]
    compare = Fix("open", "Compare models", "model")
    return (Fix("set", f"Use {best.name} here", "model", best.id), compare) if fits else (compare,)


def model(seq: Sequence) -> Iterator[Placed]:
    """The guide takes another model for what this shot shows, or took one that has ended: its living successor is named.
    Said once for each content and model of a project. An opinion, not a measurement."""
    advice: dict[str, _Advice] = {}
    read: Reader | None = None
    for _, shot in seq.board.shots():
        known = advice.get(shot.model or seq.board.model)
        if shot.omitted or (known is not None and not known.open):
            continue
        ctx = seq.contexts[shot.key]
        if ctx.custom:
            continue
        if known is None:
            known = advice[ctx.model_id] = _Advice(ctx.model, ctx.catalog)
        read = read or reader(ctx.catalog)
        content = read.content(ctx, known.reach)
        if content is None or content.id not in known.open:
            continue
        best, why = known.take(content)
        yield (
            shot.key,
            Finding(
                "advice.model", "hint", "model" if shot.model else None, why, words=content.label, fixes=_fixes(ctx, best)
            ),
        )


ADVICE_RULES: tuple[SequenceRule, ...] = (move, model)
