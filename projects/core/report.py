"""The one fan-in: a board and a catalogue in, everything that pages and exports show out."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from projects.core.board import Anchor, Board, Scene, Shot
from projects.core.catalog import Catalog, Model
from projects.core.continuity import RULES
from projects.core.craft import CRAFT_RULES, CRAFT_SEQUENCE_RULES
from projects.core.credit import Estimate, Totals, estimate, money, total
from projects.core.findings import Finding, errors, ordered
from projects.core.ordering import numbers
from projects.core.prompts import Prompt, compile_shot, negative_prompt
from projects.core.sequence import SEQUENCE_RULES, Sequence
from projects.core.shot_context import ShotContext
from projects.core.timeline import starts
from projects.core.use import Use, usage


@dataclass(frozen=True, slots=True)
class ShotReport:
    """One shot with all that is derived from it. An omitted one has no number, prompt, start, estimate or finding."""

    scene: Scene
    shot: Shot
    context: ShotContext
    number: str | None
    start: Decimal | None
    prompt: Prompt
    negative: str
    seed: int | None
    model: Model
    estimate: Estimate
    findings: tuple[Finding, ...]

    @property
    def uses(self) -> tuple[Use, ...]:
        return self.context.uses

    @property
    def errors(self) -> tuple[Finding, ...]:
        return errors(self.findings)

    @property
    def seed_use(self) -> str:
        """`sent`, `recorded only` or `unknown`, by what the model's API takes; empty without a seed."""
        if self.seed is None:
            return ""
        return {True: "sent", False: "recorded only", None: "unknown"}[self.model.api.seed]


@dataclass(frozen=True, slots=True)
class Cell:
    """One shot's place on a thread: `establishes`, `carries`, `breaks`, or `off` where the anchor is not in use."""

    shot: str
    state: str
    reason: str = ""
    error: bool = False


@dataclass(frozen=True, slots=True)
class Lane:
    """The thread of one anchor through the shots of one scene."""

    anchor: Anchor
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class SceneReport:
    """One scene: its shots in order (omitted ones too), its threads and its sums over the running ones."""

    scene: Scene
    number: int
    shots: tuple[ShotReport, ...]
    lanes: tuple[Lane, ...]
    duration: Decimal
    totals: Totals


@dataclass(frozen=True, slots=True)
class Report:
    """The whole project as pages and exports show it."""

    board: Board
    scenes: tuple[SceneReport, ...]
    shots: int
    duration: Decimal
    totals: Totals
    cost: Decimal | None
    currency: str
    errors: int
    warnings: int
    hints: int

    @property
    def draft(self) -> bool:
        """Whether open errors make every export a draft."""
        return self.errors > 0

    def all_shots(self) -> list[ShotReport]:
        return [shot for scene in self.scenes for shot in scene.shots]

    def running(self) -> list[ShotReport]:
        return [shot for shot in self.all_shots() if not shot.shot.omitted]

    def shot(self, key: str) -> ShotReport:
        """The report of the shot with this key. KeyError where there is none."""
        for shot in self.all_shots():
            if shot.shot.key == key:
                return shot
        raise KeyError(key)


NOTHING = Prompt("")


def context_of(board: Board, scene: Scene, shot: Shot, uses: tuple[Use, ...], catalog: Catalog) -> ShotContext:
    """A shot in its place with its compiled prompt."""
    prompt = NOTHING
    if not shot.omitted:
        prompt = compile_shot(shot, uses, phrase_only=board.continuity == "phrase", catalog=catalog)
    return ShotContext(board, scene, shot, uses, prompt, negative_prompt(board, shot), catalog)


def findings_of(ctx: ShotContext) -> list[Finding]:
    """Findings of the rules that need one shot in its place; none for an omitted shot."""
    if ctx.shot.omitted:
        return []
    return [finding for rule in (*RULES, *CRAFT_RULES) for finding in rule(ctx)]


def contexts_of(board: Board, catalog: Catalog) -> dict[str, ShotContext]:
    """The context of every shot by key, in running order."""
    uses = usage(board)
    return {shot.key: context_of(board, scene, shot, uses[shot.key], catalog) for scene, shot in board.shots()}


def _findings(board: Board, contexts: dict[str, ShotContext]) -> dict[str, tuple[Finding, ...]]:
    found = {key: findings_of(ctx) for key, ctx in contexts.items()}
    sequence = Sequence(board, contexts)
    for rule in (*SEQUENCE_RULES, *CRAFT_SEQUENCE_RULES):
        for key, finding in rule(sequence):
            found[key].append(finding)
    return {key: ordered(items) for key, items in found.items()}


def _lanes(shots: tuple[ShotReport, ...]) -> tuple[Lane, ...]:
    anchors: dict[str, Anchor] = {}
    for shot in shots:
        for use in shot.uses:
            anchors.setdefault(use.anchor.key, use.anchor)
    order = {"subject": 0, "environment": 1, "lighting": 2, "style": 3}
    lanes = []
    for anchor in sorted(anchors.values(), key=lambda a: order[a.kind]):
        cells = []
        for shot in shots:
            found = next((u for u in shot.uses if u.anchor.key == anchor.key), None)
            wrong = any(f.anchor == anchor.key for f in shot.errors)
            cells.append(Cell(shot.shot.key, found.role if found else "off", found.reason if found else "", wrong))
        lanes.append(Lane(anchor, tuple(cells)))
    return tuple(lanes)


def build(board: Board, catalog: Catalog, previous: Report | None = None) -> Report:
    """Compiles, checks and prices a whole board. What did not change since `previous` is taken over."""
    contexts = contexts_of(board, catalog)
    findings = _findings(board, contexts)
    number, start = numbers(board), starts(board)
    scenes = []
    for at, scene in enumerate(board.scenes, 1):
        shots = tuple(
            ShotReport(
                scene,
                shot,
                contexts[shot.key],
                number[shot.key],
                start[shot.key],
                contexts[shot.key].prompt,
                contexts[shot.key].negative,
                contexts[shot.key].seed,
                contexts[shot.key].model,
                estimate(board, shot, catalog),
                findings[shot.key],
            )
            for shot in scene.shots
        )
        running = [shot for shot in shots if not shot.shot.omitted]
        scenes.append(
            SceneReport(
                scene,
                at,
                shots,
                _lanes(shots),
                sum((shot.shot.duration for shot in running), Decimal(0)),
                total(shot.estimate for shot in running),
            )
        )
    every = [shot for scene in scenes for shot in scene.shots if not shot.shot.omitted]
    totals = total(shot.estimate for shot in every)
    cost, currency = money(board, catalog, totals)
    severities = [finding.severity for items in findings.values() for finding in items]
    return Report(
        board,
        tuple(scenes),
        len(every),
        sum((shot.shot.duration for shot in every), Decimal(0)),
        totals,
        cost,
        currency,
        severities.count("error"),
        severities.count("warning"),
        severities.count("hint"),
    )
