"""The craft rules about format, quality and what the chosen model can do. They read values, no language."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from projects.core.catalog import Model
from projects.core.findings import Finding, Fix
from projects.core.sequence import Placed, Sequence
from projects.core.shot_context import ShotContext
from projects.core.splitting_lengths import fewest

DRIFT_SECONDS = Decimal(10)
LOW_CFG = Decimal(6)
DEFAULT_CFG = Decimal(7)


def duration(ctx: ShotContext) -> Iterator[Finding]:
    """A clip must lie within the range that its model offers; over ten seconds a carried subject drifts. Split a long
    beat into several shots."""
    seconds = ctx.shot.duration
    known = ctx.facts.known_range()
    said = _number(seconds)
    if known and not known[0] <= seconds <= known[1]:
        low, high = _number(known[0]), _number(known[1])
        nearest = low if seconds < known[0] else high
        yield Finding(
            "format.duration", "error", "duration",
            f"{said} s is outside what {ctx.model.name} offers: {low} to {high} s.",
            words=said, fixes=(*_split(ctx, seconds > known[1]), Fix("set", f"Make it {nearest} s", "duration", nearest)),
        )  # fmt: skip
    elif seconds > DRIFT_SECONDS and ctx.keeps_subject():
        limit = _number(DRIFT_SECONDS)
        yield Finding(
            "format.duration", "warning", "duration",
            f"Over {limit} s a subject tends to drift; this shot runs {said} s.",
            words=said, fixes=(Fix("set", f"Make it {limit} s", "duration", limit), *_split(ctx, True)),
        )  # fmt: skip


def _split(ctx: ShotContext, wanted: bool) -> tuple[Fix, ...]:
    """The offer to make several shots of a long one, where it has an action to divide."""
    if not wanted or (ctx.custom and not ctx.shot.action.strip()):
        return ()
    parts = fewest(ctx.shot.duration, ctx.facts)
    return (Fix("split", f"Split into {parts} shots", "duration", str(parts)),)


def no_preview(ctx: ShotContext) -> Iterator[Finding]:
    """High costs twice as much as Fast. Iterate in Fast first and render only the pick in High."""
    if ctx.quality == "high" and ctx.previews == 0:
        yield Finding(
            "quality.no-preview", "warning", "previews", "High quality with no Fast preview planned.",
            fixes=(Fix("set", "Plan 3 previews", "previews", "3"),),
        )  # fmt: skip


def low_cfg(ctx: ShotContext) -> Iterator[Finding]:
    """Under CFG 6 a model follows the wording loosely, and a subject changes from shot to shot."""
    if ctx.facts.cfg and ctx.cfg < LOW_CFG and ctx.keeps_subject():
        yield Finding(
            "quality.low-cfg", "hint", "cfg", f"CFG {_number(ctx.cfg)} is loose for a shot that has to keep its subject.",
            words=_number(ctx.cfg), fixes=(Fix("set", "Use CFG 14", "cfg", "14"),),
        )  # fmt: skip


def unsupported(ctx: ShotContext) -> Iterator[Finding]:
    """The chosen model lacks something that this shot asks for. What is not known of a model is never held against it."""
    facts, shot, name = ctx.facts, ctx.shot, ctx.model.name
    ratios, resolutions = facts.aspect_ratios, facts.resolutions
    asks: list[tuple[bool, str | None, str]] = [
        (
            ratios is not None and ctx.board.aspect_ratio not in ratios,
            None,
            f"the ratio {ctx.board.aspect_ratio}",
        ),
        (resolutions is not None and ctx.resolution not in resolutions, "resolution", ctx.resolution),
        (facts.seed is False and ctx.lock is None and shot.seed is not None, "seed", "seeds"),
        (facts.cfg is False and ctx.cfg != DEFAULT_CFG, "cfg", "CFG"),
        (facts.negative_prompt is False and bool(ctx.negative), "negative_prompt", "negative prompts"),
        (facts.first_frame is False and shot.starts_from is not None, "starts_from", "a first frame"),
    ]
    for lacking, field, what in asks:
        if lacking:
            yield Finding(
                "model.unsupported", "warning", field, f"{name} does not take {what}.", words=what, fixes=_opened(field)
            )
    limit = facts.max_prompt_chars
    text = ctx.prompt.text
    length = len(text.encode("utf-16-le", "surrogatepass")) // 2 if facts.max_prompt_unit == "utf16" else len(text)
    if limit is not None and length > limit:
        yield Finding(
            "model.unsupported", "warning", "computed.prompt",
            f"The prompt has {length:,} characters; {name} takes {limit:,}.", words="prompt length",
            fixes=(Fix("open", "Shorten it", "custom_prompt" if ctx.custom else "action"),),
        )  # fmt: skip


def _opened(field: str | None) -> tuple[Fix, ...]:
    """The way to the setting; without a field it is the project's ratio."""
    return (Fix("open", "Change it", field or "aspect_ratio"), Fix("open", "Choose another model", "model"))


def _number(value: Decimal) -> str:
    return format(value.normalize(), "f")


def ratio_destination(seq: Sequence) -> Iterator[Placed]:
    """The ratio follows the destination. Any other is cropped on arrival."""
    board = seq.board
    first = next((shot for _, shot in board.shots() if not shot.omitted), None)
    context = seq.contexts[first.key] if first else None
    if first is None or context is None or board.destination is None:
        return
    destination = context.catalog.destinations[board.destination]
    if board.aspect_ratio in destination.ratios:
        return
    wanted = min(destination.ratios, key=lambda ratio: crop_loss(board.aspect_ratio, ratio))
    lost = crop_loss(board.aspect_ratio, wanted)
    yield first.key, Finding(
        "format.ratio-destination", "warning", None,
        f"{destination.label} wants {wanted}; from {board.aspect_ratio} the crop loses {lost} % of the frame.",
        words=board.aspect_ratio, fixes=(Fix("open", f"Use {wanted}", "aspect_ratio", wanted),),
    )  # fmt: skip


def crop_loss(ratio: str, wanted: str) -> int:
    """The share of the frame in whole percent that a crop from one ratio to another loses (16:9 to 9:16: 68)."""
    (a, b), (c, d) = ([Fraction(part) for part in ratio.split(":")] for ratio in (ratio, wanted))
    kept = min(a / b, c / d) / max(a / b, c / d)
    return int((1 - kept) * 100 + Fraction(1, 2))


def retired(seq: Sequence) -> Iterator[Placed]:
    """A model of this plan is shut down, about to be, or in no catalogue file any more. The plan stays valid; retarget it
    before you render."""
    seen: set[str] = set()
    for _, shot in seq.board.shots():
        if shot.omitted or (shot.model or seq.board.model) in seen:
            continue
        model = seq.contexts[shot.key].model
        seen.add(model.id)
        if model.status in _ENDED:
            yield shot.key, Finding(
                "model.retired", "hint", "model" if shot.model else None, _ended(model),
                words=model.id, fixes=(Fix("open", "Choose a model", "model"),),
            )  # fmt: skip


_ENDED = {"shutdown": "was shut down", "retiring": "is being retired", "missing": ""}


def _ended(model: Model) -> str:
    if model.status == "missing":
        return f"The catalogue no longer knows the model {model.id}; choose another."
    when = f" on {model.status_date:%Y-%m-%d}" if model.status_date else ""
    return f"{model.name} {_ENDED[model.status]}{when}. Plan with it, render with another."


def seed_unsupported(seq: Sequence) -> Iterator[Placed]:
    """A seed lock on a model that takes no seed: the seed is kept for the record only. Said once a scene."""
    for scene in seq.board.scenes:
        for shot in seq.running(scene):
            ctx = seq.contexts[shot.key]
            if ctx.lock is not None and ctx.facts.seed is False:
                yield shot.key, Finding(
                    "model.unsupported", "warning", "seed",
                    f"{ctx.model.name} takes no seed: the locked seed is recorded only.", words="seed lock",
                    fixes=(Fix("open", "Choose another model", "model"),),
                )  # fmt: skip
                break
