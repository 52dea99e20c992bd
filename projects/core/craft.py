"""The craft rules that need no language: empty slots, camera, format, quality, what the model can do."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from projects.core.board import SLOTS, Move
from projects.core.catalog import CameraMove
from projects.core.findings import Finding, Fix
from projects.core.parsing import find_camera
from projects.core.sequence import Placed, Sequence
from projects.core.shot_context import ShotContext

Rule = Callable[[ShotContext], Iterator[Finding]]

MOST_MOVES = 2
DRIFT_SECONDS = Decimal(10)
LOW_CFG = Decimal(6)
DEFAULT_CFG = Decimal(7)


def empty_slot(ctx: ShotContext) -> Iterator[Finding]:
    """One of the six slots says nothing, so the model decides it alone."""
    if ctx.custom:
        return
    said = {span.slot for span in ctx.prompt.spans if span.origin != "closing"}
    for slot in SLOTS:
        if slot != "camera" and slot not in said:
            yield Finding(
                "prompt.empty-slot",
                "warning",
                slot,
                f"The {slot} slot says nothing: the model will choose.",
                words=slot,
            )


class _Named(NamedTuple):
    """A move that a shot names: its field, its half-open place there (None for a chosen value), its words."""

    move: Move
    entry: CameraMove
    field: str
    start: int | None = None
    end: int | None = None
    words: str = ""

    def finding(self, code: str, message: str, fixes: tuple[Fix, ...] = ()) -> Finding:
        """A warning about this move."""
        words = self.words or self.entry.label
        return Finding(code, "warning", self.field, message, self.start, self.end, words, fixes=fixes)


def _moves(ctx: ShotContext) -> list[_Named]:
    """The moves chosen for a shot, then those that its camera note names; of a hand-written prompt those in it."""
    moves = ctx.catalog.moves
    field, text = ("custom_prompt", ctx.shot.custom_prompt) if ctx.custom else ("camera_note", ctx.shot.camera_note)
    chosen = () if ctx.custom else ctx.shot.camera
    found = [_Named(move, moves[move.move], "camera") for move in chosen]
    for start, end, move in find_camera(text, ctx.catalog) if text else ():
        if move not in chosen:
            found.append(_Named(move, moves[move.move], field, start, end, text[start:end]))
    return found


def camera(ctx: ShotContext) -> Iterator[Finding]:
    """One or two named moves, each with a speed. No move, or auto, leaves the camera to chance; more than two, or two
    that exclude each other, make it wander."""
    named = _moves(ctx)
    if not named:
        field = "custom_prompt" if ctx.custom else "camera"
        fixes = () if ctx.custom else (Fix("set", "Hold it static", "camera", "static"),)
        message = "No camera move is named: the model will pick one."
        yield Finding("prompt.camera-unspecified", "warning", field, message, fixes=fixes)
        return
    for item in named:
        if item.entry.dynamic and item.move.speed is None:
            message = f"{item.entry.label} has no speed: slow, normal or fast?"
            slow = Fix("set", "Make it slow", "camera", "slow")
            if item.start is not None:
                slow = Fix("replace", "Make it slow", item.field, f"slow {item.words}")
            yield item.finding("prompt.camera-no-speed", message, (slow,))
    if len(named) > MOST_MOVES:
        message = f"{len(named)} moves in one shot: keep one or two."
        yield named[MOST_MOVES].finding("prompt.camera-overload", message)
    yield from _exclusive(named)


def _exclusive(named: list[_Named]) -> Iterator[Finding]:
    for at, item in enumerate(named):
        for other in named[:at]:
            if item.move.move in other.entry.exclusive_with or other.move.move in item.entry.exclusive_with:
                message = f"{other.entry.label} and {item.entry.label.lower()} exclude each other."
                yield item.finding("prompt.camera-overload", message)
                return


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
            words=said, fixes=(Fix("set", f"Make it {nearest} s", "duration", nearest),),
        )  # fmt: skip
    elif seconds > DRIFT_SECONDS and ctx.keeps_subject():
        limit = _number(DRIFT_SECONDS)
        yield Finding(
            "format.duration", "warning", "duration",
            f"Over {limit} s a subject tends to drift; this shot runs {said} s.",
            words=said, fixes=(Fix("set", f"Make it {limit} s", "duration", limit),),
        )  # fmt: skip


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
            yield Finding("model.unsupported", "warning", field, f"{name} does not take {what}.", words=what)
    limit = facts.max_prompt_chars
    text = ctx.prompt.text
    length = len(text.encode("utf-16-le", "surrogatepass")) // 2 if facts.max_prompt_unit == "utf16" else len(text)
    if limit is not None and length > limit:
        yield Finding(
            "model.unsupported", "warning", "computed.prompt",
            f"The prompt has {length:,} characters; {name} takes {limit:,}.", words="prompt length",
        )  # fmt: skip


def _number(value: Decimal) -> str:
    return format(value.normalize(), "f")


CRAFT_RULES: tuple[Rule, ...] = (empty_slot, camera, duration, no_preview, low_cfg, unsupported)


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
    """A model of this plan is shut down or about to be. The plan stays valid; retarget it before you render."""
    seen = set()
    for _, shot in seq.board.shots():
        ctx = seq.contexts[shot.key]
        model = ctx.model
        if shot.omitted or model.id in seen or model.status not in ("shutdown", "retiring"):
            continue
        seen.add(model.id)
        when = f" on {model.status_date:%Y-%m-%d}" if model.status_date else ""
        what = "was shut down" if model.status == "shutdown" else "is being retired"
        yield shot.key, Finding(
            "model.retired", "hint", "model" if shot.model else None,
            f"{model.name} {what}{when}. Plan with it, render with another.",
            words=model.id, fixes=(Fix("open", "Choose a model", "model"),),
        )  # fmt: skip


def seed_unsupported(seq: Sequence) -> Iterator[Placed]:
    """A seed lock on a model that takes no seed: the seed is kept for the record only. Said once a scene."""
    for scene in seq.board.scenes:
        for shot in seq.running(scene):
            ctx = seq.contexts[shot.key]
            if ctx.lock is not None and ctx.facts.seed is False:
                yield shot.key, Finding(
                    "model.unsupported", "warning", "seed",
                    f"{ctx.model.name} takes no seed: the locked seed is recorded only.", words="seed lock",
                )  # fmt: skip
                break


CRAFT_SEQUENCE_RULES = (ratio_destination, retired, seed_unsupported)
