"""What a report holds: the values that pages and exports show."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import NamedTuple

from projects.core.board import Anchor, Board, Scene, Shot
from projects.core.catalog import Model
from projects.core.credit import Estimate, Totals
from projects.core.findings import Finding, errors
from projects.core.prompts import Prompt
from projects.core.seeds import attempt_seed
from projects.core.sequence_rules import SceneFindings
from projects.core.shot_context import ShotContext
from projects.core.use import Use


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
    # Those of the rules that look at one shot alone, and of those that look at several: what a later report may take over.
    own_findings: tuple[Finding, ...] = field(default=(), repr=False)
    wider_findings: tuple[Finding, ...] = field(default=(), repr=False)

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
    # What rules about several shots found here, and what they looked at: what a later report may take over.
    kept: SceneFindings | None = field(default=None, repr=False, compare=False)
    # Which shot had established which anchor before this scene, and after it, by anchor key.
    established: tuple[dict[str, str], dict[str, str]] | None = field(default=None, repr=False, compare=False)


@dataclass(frozen=True, slots=True, weakref_slot=True)
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
