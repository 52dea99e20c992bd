"""The one fan-in: a board and a catalogue in, everything that pages and exports show out."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import NamedTuple

from projects.core.board import KINDS, Anchor, Board, Scene, Shot
from projects.core.catalog import Catalog, Model
from projects.core.continuity import RULES
from projects.core.craft import CRAFT_RULES, CRAFT_SEQUENCE_RULES
from projects.core.credit import Estimate, Totals, estimate, money, total
from projects.core.findings import Finding, errors, ordered
from projects.core.limits import LIMIT_SEQUENCE_RULES
from projects.core.ordering import numbers
from projects.core.prompts import Prompt, compile_shot, negative_prompt
from projects.core.rulebook import applied
from projects.core.seeds import attempt_seed
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
    # Those of the rules that look at one shot alone: what a later report may take over.
    own_findings: tuple[Finding, ...] = field(default=(), repr=False)

    @property
    def uses(self) -> tuple[Use, ...]:
        """The anchors in use with their roles."""
        return self.context.uses

    @property
    def errors(self) -> tuple[Finding, ...]:
        """The findings of severity error."""
        return errors(self.findings)

    @property
    def attempt_seed(self) -> int | None:
        """The seed that the attempt planned now proposes; None without a seed."""
        return None if self.seed is None else attempt_seed(self.seed, self.shot.attempt)

    @property
    def seed_use(self) -> str:
        """`sent`, `recorded only` or `unknown`, by what the model's API takes; empty without a seed."""
        if self.seed is None:
            return ""
        return {True: "sent", False: "recorded only", None: "unknown"}[self.model.api.seed]


class Cell(NamedTuple):
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
        """Every shot in order, omitted ones too."""
        return [shot for scene in self.scenes for shot in scene.shots]

    def running(self) -> list[ShotReport]:
        """The shots in order that are not omitted."""
        return [shot for shot in self.all_shots() if not shot.shot.omitted]

    def shot(self, key: str) -> ShotReport:
        """The report of the shot with this key. KeyError where there is none."""
        for shot in self.all_shots():
            if shot.shot.key == key:
                return shot
        raise KeyError(key)


NOTHING = Prompt("")
_NO_FINDINGS: tuple[Finding, ...] = ()


def context_of(board: Board, scene: Scene, shot: Shot, uses: tuple[Use, ...], catalog: Catalog) -> ShotContext:
    """A shot in its place with its compiled prompt."""
    prompt = NOTHING
    if not shot.omitted:
        prompt = compile_shot(
            shot, uses, phrase_only=board.continuity == "phrase", catalog=catalog, dialect=board.dialect,
            model=shot.model or board.model,
        )  # fmt: skip
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


def _settings(board: Board) -> Board:
    """What of a board the rules about one shot may read beside the shot, its anchors and its lock."""
    no_plan = replace(board, scenes=(), anchors=(), anchors_in_use=(), seed_lock=None)
    return replace(no_plan, title="", brief="", rules=(), vocabulary=())


class _Earlier:
    """The shots of an earlier report whose prompt, findings and estimate still hold, by key.

    Only values are taken over: nothing of the earlier board is kept alive.
    """

    def __init__(self, previous: Report | None, board: Board, catalog: Catalog) -> None:
        self._shots: dict[str, ShotReport] = {}
        self._same_uses: dict[tuple[int, int], bool] = {}
        if previous is not None and _settings(previous.board) == _settings(board):
            self._shots = {item.shot.key: item for item in previous.all_shots() if item.context.catalog is catalog}

    def of(self, board: Board, scene: Scene, shot: Shot, uses: tuple[Use, ...]) -> ShotReport | None:
        """The earlier report of a shot whose inputs are all the same, or None."""
        found = self._shots.get(shot.key)
        if found is None or found.shot != shot:
            return None
        pair = (id(found.context.uses), id(uses))
        same = self._same_uses.get(pair)
        if same is None:
            same = self._same_uses[pair] = found.context.uses == uses
        # What this finding offers hangs on the shots before, too.
        if any(finding.code == "continuity.not-established" for finding in found.own_findings):
            return None
        lock = scene.seed_lock or board.seed_lock
        return found if same and found.context.lock == lock else None


class _Builder:
    """Puts a report together: first every shot on its own, then what concerns several."""

    def __init__(self, board: Board, catalog: Catalog, previous: Report | None) -> None:
        self.board, self.catalog = board, catalog
        self.numbers, self.starts = numbers(board), starts(board)
        self.contexts: dict[str, ShotContext] = {}
        self.own: dict[str, tuple[Finding, ...]] = {}
        self.estimates: dict[str, Estimate] = {}
        self._known_estimates: dict[tuple[object, ...], Estimate] = {}
        uses = usage(board)
        earlier = _Earlier(previous, board, catalog)
        for scene in board.scenes:
            for shot in scene.shots:
                self._add(scene, shot, uses[shot.key], earlier.of(board, scene, shot, uses[shot.key]))
        self.findings = self._findings()

    def _add(self, scene: Scene, shot: Shot, uses: tuple[Use, ...], earlier: ShotReport | None) -> None:
        key = shot.key
        if earlier is None:
            ctx = context_of(self.board, scene, shot, uses, self.catalog)
            self.own[key] = tuple(findings_of(ctx))
            self.estimates[key] = self._estimate(shot)
        else:
            ctx = ShotContext(self.board, scene, shot, uses, earlier.prompt, earlier.negative, self.catalog)
            self.own[key] = earlier.own_findings
            self.estimates[key] = earlier.estimate
        self.contexts[key] = ctx

    def _estimate(self, shot: Shot) -> Estimate:
        """The estimate of a shot; shots with the same parameters cost the same."""
        like = (shot.omitted, shot.model, shot.quality, shot.resolution, shot.duration, shot.previews)
        known = self._known_estimates.get(like)
        if known is None:
            known = self._known_estimates[like] = estimate(self.board, shot, self.catalog)
        return known

    def _findings(self) -> dict[str, tuple[Finding, ...]]:
        """All findings by shot: its own and those about scenes and the sequence that hang on it."""
        wider: dict[str, list[Finding]] = {}
        sequence = Sequence(self.board, self.contexts)
        for rule in (*SEQUENCE_RULES, *CRAFT_SEQUENCE_RULES, *LIMIT_SEQUENCE_RULES):
            for key, finding in rule(sequence):
                wider.setdefault(key, []).append(finding)
        return {
            key: applied(ordered((*own, *wider.get(key, _NO_FINDINGS))), self.board.rules) for key, own in self.own.items()
        }

    def scene(self, place: int, scene: Scene) -> SceneReport:
        """The report of one scene."""
        shots = tuple([self._shot(scene, shot) for shot in scene.shots])
        running = [item for item in shots if not item.shot.omitted]
        duration = sum((item.shot.duration for item in running), Decimal(0))
        return SceneReport(scene, place, shots, _lanes(shots), duration, total(item.estimate for item in running))

    def _shot(self, scene: Scene, shot: Shot) -> ShotReport:
        key = shot.key
        ctx = self.contexts[key]
        return ShotReport(
            scene, shot, ctx, self.numbers[key], self.starts[key], ctx.prompt, ctx.negative, ctx.seed, ctx.model,
            self.estimates[key], self.findings[key], self.own[key],
        )  # fmt: skip


def _lanes(shots: tuple[ShotReport, ...]) -> tuple[Lane, ...]:
    """The threads of a scene: one for each anchor that a shot of it uses, by kind, then in order of use."""
    anchors: dict[str, Anchor] = {}
    columns: list[tuple[str, dict[str, Use], set[str | None]]] = []
    for item in shots:
        uses = {use.anchor.key: use for use in item.uses}
        for key, use in uses.items():
            anchors.setdefault(key, use.anchor)
        wrong = {finding.anchor for finding in item.findings if finding.severity == "error"}
        columns.append((item.shot.key, uses, wrong))
    return tuple(
        Lane(anchor, tuple([_cell(shot, uses.get(anchor.key), anchor.key in wrong) for shot, uses, wrong in columns]))
        for anchor in sorted(anchors.values(), key=lambda anchor: KINDS.index(anchor.kind))
    )


def _cell(shot: str, use: Use | None, wrong: bool) -> Cell:
    return Cell(shot, use.role, use.reason, wrong) if use else Cell(shot, "off", "", wrong)


def build(board: Board, catalog: Catalog, previous: Report | None = None) -> Report:
    """Compiles, checks and prices a whole board.

    Of `previous`, an earlier report of the same project, the prompt, the findings and the estimate of every
    shot are taken over whose inputs are the same; the result is the same as without it.
    """
    made = _Builder(board, catalog, previous)
    scenes = tuple([made.scene(place, scene) for place, scene in enumerate(board.scenes, 1)])
    every = [item for scene in scenes for item in scene.shots if not item.shot.omitted]
    totals = total(item.estimate for item in every)
    cost, currency = money(board, catalog, totals)
    counts = Counter([finding.severity for findings in made.findings.values() for finding in findings])
    return Report(
        board, scenes, len(every), sum((scene.duration for scene in scenes), Decimal(0)), totals, cost, currency,
        counts["error"], counts["warning"], counts["hint"],
    )  # fmt: skip
