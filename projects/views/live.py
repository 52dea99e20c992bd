"""The live prompt of a shot: what is typed, compiled, checked and priced in its place."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from projects.core.board import KINDS, Board, SeedLock, Shot
from projects.core.credit import Estimate, estimate
from projects.core.dialects import dialect_label, dialect_note, dialects_of
from projects.core.expansion import expand
from projects.core.findings import Finding, ordered
from projects.core.prompts import Prompt
from projects.core.report import Report, findings_of
from projects.core.rulebook import applied
from projects.core.seeds import attempt_seed, seed_badge, seed_sentence
from projects.core.shot_context import ShotContext
from projects.core.use import Use
from projects.core.wording import clean
from projects.core.wording import form as wording
from projects.core.words import without_article
from projects.reads import catalogue
from projects.writes.shots_gate import context_on, with_shot

FIELDS = (
    "subject", "action", "environment", "lighting", "style", "camera", "camera_note", "cfg", "seed", "negative_prompt",
    "duration", "resolution", "quality", "previews", "model", "starts_from", "custom_prompt", "state_in", "state_out",
    "boundary",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Told:
    """The prompt in another dialect than the project's: what to call it, a word on it, its text."""

    dialect: str
    label: str
    note: str
    prompt: Prompt


@dataclass(frozen=True, slots=True)
class Live:
    """What the panel under the slots shows."""

    prompt: Prompt
    negative: str
    seed: int | None
    lock: SeedLock | None
    seed_badge: str
    seed_note: str
    attempt: int
    attempt_seed: int | None
    cfg: Decimal
    previews: int
    estimate: Estimate
    findings: tuple[Finding, ...]
    told: tuple[Told, ...] = ()
    omitted: bool = False
    fields: tuple[str, ...] = FIELDS

    @property
    def by_field(self) -> dict[str, list[Finding]]:
        found: dict[str, list[Finding]] = {}
        for finding in self.findings:
            if finding.field in self.fields:
                found.setdefault(finding.field or "", []).append(finding)
        return found

    @property
    def general(self) -> list[Finding]:
        """Findings that belong to no field of the editor."""
        return [finding for finding in self.findings if finding.field not in self.fields]


@dataclass(frozen=True, slots=True)
class Chip:
    """An anchor that the compiler puts before a slot's own words."""

    key: str
    text: str
    title: str
    role: str


def live(report: Report, shot: Shot) -> Live:
    """The panel for a shot as it is typed. Findings about scenes come from the saved state."""
    saved = report.shot(shot.key)
    if shot == saved.shot:
        return _panel(saved.context, saved.estimate, saved.findings)
    board: Board = with_shot(report.board, shot)
    ctx = context_on(board, shot.key)
    own = findings_of(ctx)
    alone = {_place(finding) for finding in saved.own_findings}
    scene_wide = [finding for finding in saved.findings if _place(finding) not in alone]
    return _panel(ctx, estimate(board, shot, catalogue()), ordered([*applied(own, board.rules), *scene_wide]))


def _place(finding: Finding) -> tuple[object, ...]:
    """What tells one finding of a shot from another, whatever level this project gives its rule."""
    return (finding.code, finding.field, finding.start, finding.words, finding.anchor)


def _panel(ctx: ShotContext, cost: Estimate, findings: tuple[Finding, ...]) -> Live:
    seed, attempt = ctx.seed, ctx.shot.attempt
    return Live(
        ctx.prompt, ctx.negative, seed, ctx.lock, "" if seed is None else seed_badge(ctx.model), seed_sentence(ctx.model),
        attempt, None if seed is None else attempt_seed(seed, attempt), ctx.cfg, ctx.previews, cost, findings, _told(ctx),
        ctx.shot.omitted,
    )  # fmt: skip


def _told(ctx: ShotContext) -> tuple[Told, ...]:
    by_hand = "A hand-written prompt is used as it is in every dialect." if ctx.custom else ""
    return tuple(
        Told(dialect, dialect_label(dialect, ctx), by_hand or (dialect_note(ctx) if dialect == "vendor" else ""), prompt)
        for dialect, prompt in dialects_of(ctx).items()
        if dialect != ctx.board.dialect
    )


def chips(report: Report, key: str) -> dict[str, list[Chip]]:
    """For each slot the anchors that stand before its own words."""
    item = report.shot(key)
    short = report.board.continuity == "phrase" or item.shot.starts_from is not None
    found: dict[str, list[Chip]] = {}
    for slot in KINDS:
        of_kind = tuple(use for use in item.uses if use.anchor.kind == slot)
        _, unsaid = expand(clean(getattr(item.shot, slot)), slot, of_kind, short=short)
        found[slot] = [_chip(use, short) for use in unsaid]
    return found


def _chip(use: Use, short: bool) -> Chip:
    pieces = wording(use, short=short)
    phrase = next((piece.text for piece in pieces if piece.phrase), None)
    text = phrase or without_article(use.anchor.name)
    title = "".join(piece.text for piece in pieces) or f"Break: {use.reason}"
    if use.role == "breaks":
        text = f"{without_article(use.anchor.name)}: break"
    return Chip(use.anchor.key, text, title, use.role)
