"""The one fan-in: a board and a catalogue in, everything that pages and exports show out."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from decimal import Decimal
from operator import is_

from projects.core.board import Board, Scene, Shot
from projects.core.catalog import Catalog
from projects.core.checked import Checked, ground, keep, recall
from projects.core.continuity import RULES
from projects.core.craft import CRAFT_RULES
from projects.core.credit import Estimate, estimate, money, total
from projects.core.findings import Finding, ordered
from projects.core.ordering import numbers
from projects.core.prompts import Prompt, compile_shot, negative_prompt
from projects.core.report_scenes import anchors_at_fault, lanes_of, together
from projects.core.report_values import Cell, Lane, Report, SceneReport, ShotReport
from projects.core.rulebook import applied
from projects.core.sequence_rules import Rules, SceneFindings
from projects.core.shot_context import ShotContext
from projects.core.timeline import starts
from projects.core.use import Use, scene_usage, usage

__all__ = ["Cell", "Lane", "Report", "SceneReport", "ShotReport", "build", "context_of", "contexts_of", "findings_of"]

NOTHING = Prompt("")
_NONE: tuple[Finding, ...] = ()


def context_of(board: Board, scene: Scene, shot: Shot, uses: tuple[Use, ...], catalog: Catalog) -> ShotContext:
    """A shot in its place with its compiled prompt."""
    board = settings_of(board)
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
    uses, settings = usage(board), settings_of(board)
    return {shot.key: context_of(settings, scene, shot, uses[shot.key], catalog) for scene, shot in board.shots()}


def settings_of(board: Board) -> Board:
    """A board without its scenes."""
    return replace(board, scenes=()) if board.scenes else board


def _read_by_rules(settings: Board) -> Board:
    """What of a board the rules about one shot may read beside the shot, its anchors and its lock."""
    no_plan = replace(settings, anchors=(), anchors_in_use=(), seed_lock=None)
    return replace(no_plan, title="", brief="", rules=(), vocabulary=(), target_duration=None, post=(), presets=())


class _Earlier:
    """What of an earlier report may still hold: its shots and scenes by key.

    Only values are taken over: nothing of the earlier board is kept alive.
    """

    def __init__(self, previous: Report | None, settings: Board, catalog: Catalog) -> None:
        self.shots: dict[str, ShotReport] = {}
        self.scenes: dict[str, SceneReport] = {}
        self.same_rules = self._same_settings = False
        self._same_uses: dict[tuple[int, int], bool] = {}
        if previous is None:
            return
        before = settings_of(previous.board)
        alike = before == settings
        if alike or _read_by_rules(before) == _read_by_rules(settings):
            items = previous.all_shots()
            self.shots = {item.shot.key: item for item in items if item.context.catalog is catalog}
            self.scenes = {scene.scene.key: scene for scene in previous.scenes}
            self.same_rules = before.rules == settings.rules
            self._same_settings = alike and len(self.shots) == len(items)

    def whole(self, scene: Scene, established: dict[str, str]) -> SceneReport | None:
        """The earlier report of a scene that is the very same, in a plan with the same settings and anchors."""
        found = self.scenes.get(scene.key) if self._same_settings else None
        if found is None or found.scene is not scene or found.established is None or found.established[0] != established:
            return None
        return found

    def of(self, board: Board, scene: Scene, shot: Shot, uses: tuple[Use, ...]) -> ShotReport | None:
        """The earlier report of a shot whose inputs are all the same, or None."""
        found = self.shots.get(shot.key)
        if found is None or not (found.shot is shot or found.shot == shot):
            return None
        same = self.same_uses(found.context.uses, uses)
        return found if same and found.context.lock == (scene.seed_lock or board.seed_lock) else None

    def same_uses(self, before: tuple[Use, ...], now: tuple[Use, ...]) -> bool:
        """Whether a shot uses the same anchors in the same way; both must be kept alive meanwhile."""
        pair = (id(before), id(now))
        same = self._same_uses.get(pair)
        if same is None:
            same = self._same_uses[pair] = before == now
        return same

    def same_threads(self, before: tuple[ShotReport, ...], now: tuple[ShotReport, ...]) -> bool:
        """Whether the threads through the same shots in the same order look as they did."""
        return all(
            self.same_uses(then.context.uses, item.context.uses)
            and (then.findings is item.findings or anchors_at_fault(then) == anchors_at_fault(item))
            for then, item in zip(before, now, strict=True)
        )

    def kept(self) -> dict[str, SceneFindings]:
        """What rules about several shots found in a scene, where it was the same catalogue's."""
        return {key: scene.kept for key, scene in self.scenes.items() if scene.kept is not None}


class _Builder:
    """Puts a report together: first every shot on its own, then what concerns several."""

    def __init__(self, board: Board, catalog: Catalog, previous: Report | None) -> None:
        self.board, self.catalog, self.settings = board, catalog, settings_of(board)
        self.numbers, self.starts = numbers(board), starts(board)
        self.contexts: dict[str, ShotContext] = {}
        self.own: dict[str, tuple[Finding, ...]] = {}
        self.estimates: dict[str, Estimate] = {}
        self._known_estimates: dict[tuple[object, ...], Estimate] = {}
        self.earlier = _Earlier(previous, self.settings, catalog)
        self.ground = ground(_read_by_rules(self.settings), catalog)
        # The shots whose context is another one than in the earlier report.
        self.changed: set[str] = set()
        # Which shot had established which anchor before each scene, and after it; scenes in which nothing is new.
        self.established: dict[str, tuple[dict[str, str], dict[str, str]]] = {}
        self.whole: dict[str, SceneReport] = {}
        established: dict[str, str] = {}
        for scene in board.scenes:
            established = self._add_scene(scene, established)
        rules = Rules(board, self.contexts, self.earlier.kept(), self.changed)
        self.kept = rules.scenes
        self.wider = {key: tuple(found) for key, found in rules.findings().items()}

    def _add_scene(self, scene: Scene, established: dict[str, str]) -> dict[str, str]:
        """Adds the shots of a scene; gives which shot has established which anchor then."""
        whole = self.earlier.whole(scene, established)
        if whole is not None and whole.established is not None:
            self.whole[scene.key] = whole
            self.established[scene.key] = whole.established
            for item in whole.shots:
                key = item.shot.key
                self.contexts[key], self.own[key], self.estimates[key] = item.context, item.own_findings, item.estimate
            return whole.established[1]
        after = dict(established)
        uses = scene_usage(self.settings, scene, after)
        self.established[scene.key] = (established, after)
        for shot in scene.shots:
            self._add(scene, shot, uses[shot.key])
        return after

    def _add(self, scene: Scene, shot: Shot, uses: tuple[Use, ...]) -> None:
        key = shot.key
        earlier = self.earlier.of(self.board, scene, shot, uses)
        if earlier is None:
            self.changed.add(key)
            ctx, self.own[key] = self._checked(scene, shot, uses)
            self.estimates[key] = self._estimate(shot)
        else:
            ctx = ShotContext(self.settings, scene, shot, uses, earlier.prompt, earlier.negative, self.catalog)
            ctx.knowing(earlier.context.known)
            own = earlier.own_findings
            self.own[key] = tuple(findings_of(ctx)) if own and _hangs_on_others(own) else own
            self.estimates[key] = earlier.estimate
        self.contexts[key] = ctx

    def _checked(self, scene: Scene, shot: Shot, uses: tuple[Use, ...]) -> tuple[ShotContext, tuple[Finding, ...]]:
        """A shot in its place, and what is found of it alone; as it was found lately, where all is the same."""
        key = (self.ground, shot, uses, scene.seed_lock or self.board.seed_lock)
        known = recall(key)
        if known is not None:
            ctx = ShotContext(self.settings, scene, shot, uses, known.prompt, known.negative, self.catalog)
            return ctx.knowing(known.known), known.findings
        ctx = context_of(self.settings, scene, shot, uses, self.catalog)
        found = tuple(findings_of(ctx))
        if not shot.omitted and not _hangs_on_others(found):
            keep(key, Checked(ctx.prompt, ctx.negative, found, ctx.known))
        return ctx, found

    def _estimate(self, shot: Shot) -> Estimate:
        """The estimate of a shot; shots with the same parameters cost the same."""
        like = (shot.omitted, shot.model, shot.quality, shot.resolution, shot.duration, shot.previews)
        known = self._known_estimates.get(like)
        if known is None:
            known = self._known_estimates[like] = estimate(self.board, shot, self.catalog)
        return known

    def scene(self, place: int, scene: Scene) -> SceneReport:
        """The report of one scene. All or part of it is taken over where it hangs on nothing that is new."""
        kept, established = self.kept[scene.key], self.established[scene.key]
        whole = self.whole.get(scene.key)
        if whole is not None and whole.number == place and all(map(self._stands, whole.shots)):
            return whole if whole.kept is kept else replace(whole, kept=kept)
        shots = tuple([self._shot(scene, shot) for shot in scene.shots])
        earlier = self.earlier.scenes.get(scene.key)
        if earlier is None or [item.shot.key for item in earlier.shots] != [*kept.shots]:
            earlier = None
        if earlier is not None and self.changed.isdisjoint(kept.shots):
            alike = all(map(is_, [item.findings for item in earlier.shots], [item.findings for item in shots]))
            lanes = earlier.lanes if alike else lanes_of(shots)
            return SceneReport(scene, place, shots, lanes, earlier.duration, earlier.totals, kept, established)
        running = [item for item in shots if not item.shot.omitted]
        duration = sum((item.shot.duration for item in running), Decimal(0))
        totals = total([item.estimate for item in running])
        alike = earlier is not None and self.earlier.same_threads(earlier.shots, shots)
        lanes = earlier.lanes if earlier is not None and alike else lanes_of(shots)
        return SceneReport(scene, place, shots, lanes, duration, totals, kept, established)

    def _stands(self, item: ShotReport) -> bool:
        """Whether the report of a shot in a scene without news is still right where it hangs on other scenes."""
        key = item.shot.key
        placed = item.number == self.numbers[key] and item.start == self.starts[key]
        return placed and item.wider_findings == self.wider.get(key, _NONE)

    def _shot(self, scene: Scene, shot: Shot) -> ShotReport:
        key = shot.key
        ctx, own, wider = self.contexts[key], self.own[key], self.wider.get(key, _NONE)
        earlier = self.earlier.shots.get(key)
        # Of a shot that was taken over, the context is the only thing to be made anew.
        if earlier is not None and key not in self.changed:
            seed, model = earlier.seed, earlier.model
        else:
            seed, model = ctx.seed, ctx.model
        if self.earlier.same_rules and earlier and earlier.own_findings is own and earlier.wider_findings == wider:
            findings = earlier.findings
        else:
            findings = applied(ordered((*own, *wider)), self.board.rules)
        return ShotReport(
            scene, shot, ctx, self.numbers[key], self.starts[key], ctx.prompt, ctx.negative, seed, model,
            self.estimates[key], findings, own, wider,
        )  # fmt: skip


def _hangs_on_others(found: tuple[Finding, ...]) -> bool:
    """Whether a finding about a shot alone offers something that hangs on the shots before it."""
    return any(finding.code == "continuity.not-established" for finding in found)


def build(board: Board, catalog: Catalog, previous: Report | None = None) -> Report:
    """Compiles, checks and prices a whole board.

    Of `previous`, an earlier report of the same project, the prompt, the findings and the estimate of every
    shot are taken over whose inputs are the same; the result is the same as without it.
    """
    made = _Builder(board, catalog, previous)
    scenes = tuple([made.scene(place, scene) for place, scene in enumerate(board.scenes, 1)])
    running = sum([not shot.omitted for _, shot in board.shots()])
    totals = together(scene.totals for scene in scenes)
    cost, currency = money(board, catalog, totals)
    counts = Counter([finding.severity for scene in scenes for item in scene.shots for finding in item.findings])
    return Report(
        board, scenes, running, sum((scene.duration for scene in scenes), Decimal(0)), totals, cost, currency,
        counts["error"], counts["warning"], counts["hint"],
    )  # fmt: skip
