"""Every rule about several shots, sorted by how far it looks; and asking none of them twice about the same.

A rule of a scene looks at its shots and the project's settings; a rule of what follows also at the shots just before the
scene; a rule of the plan at all of it. Where everything that the rules of a scene look at is as it was in an earlier
report, their findings are taken over.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from itertools import islice

from projects.core.advice import model, move
from projects.core.board import Board, Scene, SeedLock, Shot
from projects.core.craft_load import no_negative
from projects.core.craft_model import ratio_destination, retired, seed_unsupported
from projects.core.findings import Finding
from projects.core.handover import state_differs
from projects.core.limits import REACH, face_needs_frame
from projects.core.sequence import no_anchor, stale_reference
from projects.core.sequence_cuts import CUT_RULES
from projects.core.sequence_presence import PRESENCE_RULES
from projects.core.sequence_seeds import seed_mismatch, seed_no_master, seed_unlocked, seed_varies
from projects.core.sequence_values import Placed, Sequence, SequenceRule
from projects.core.shot_context import ShotContext

SCENE_RULES: tuple[SequenceRule, ...] = (
    no_anchor, *PRESENCE_RULES, seed_mismatch, seed_unlocked, *CUT_RULES, move, no_negative, seed_unsupported,
)  # fmt: skip
FOLLOWING_RULES: tuple[SequenceRule, ...] = (state_differs, face_needs_frame)
PLAN_RULES: tuple[SequenceRule, ...] = (
    stale_reference, seed_varies, seed_no_master, model, ratio_destination, retired,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class SceneFindings:
    """What the rules found in one scene, and what they looked at: its own values, its shots, the shots before it."""

    values: tuple[tuple[str, ...], SeedLock | None, SeedLock | None]
    shots: tuple[str, ...]
    before: tuple[str, ...]
    alone: tuple[Placed, ...]
    following: tuple[Placed, ...]


def _before(running: list[Shot]) -> tuple[Shot, ...]:
    """Of the shots before a scene those that a rule may look at: the nearest, and the last that runs."""
    near = tuple(running[-REACH:])
    if all(shot.omitted for shot in near):
        last = next((shot for shot in islice(reversed(running), len(near), None) if not shot.omitted), None)
        return near if last is None else (last, *near)
    return near


class Rules:
    """The rules about several shots, asked of one board.

    `kept` is what an earlier report of the same project found, by scene key, where anything of it may still hold;
    `changed` names the shots whose context is another one since.
    """

    def __init__(
        self, board: Board, contexts: Mapping[str, ShotContext], kept: Mapping[str, SceneFindings], changed: Collection[str]
    ) -> None:
        self._board, self._contexts = board, contexts
        self._kept, self._changed = kept, frozenset(changed)
        self.scenes: dict[str, SceneFindings] = {}
        passed: list[Shot] = []
        for scene in board.scenes:
            self.scenes[scene.key] = self._of_scene(scene, _before(passed))
            passed.extend(scene.shots)

    def findings(self) -> dict[str, list[Finding]]:
        """All findings by the key of the shot that they hang on."""
        found: dict[str, list[Finding]] = {}
        plan = [placed for rule in PLAN_RULES for placed in rule(Sequence(self._board, self._contexts))]
        for placed in (*(scene.alone + scene.following for scene in self.scenes.values()), plan):
            for key, finding in placed:
                found.setdefault(key, []).append(finding)
        return found

    def _of_scene(self, scene: Scene, before: tuple[Shot, ...]) -> SceneFindings:
        values = (scene.anchors, scene.seed_lock, self._board.seed_lock)
        shots, behind = tuple([shot.key for shot in scene.shots]), tuple([shot.key for shot in before])
        kept = self._kept.get(scene.key)
        if kept is not None and not (kept.values == values and kept.shots == shots and self._changed.isdisjoint(shots)):
            kept = None
        if kept is not None and kept.before == behind and self._changed.isdisjoint(behind):
            return kept
        alone = self._asked(SCENE_RULES, scene, ()) if kept is None else kept.alone
        return SceneFindings(values, shots, behind, alone, self._asked(FOLLOWING_RULES, scene, before))

    def _asked(self, rules: tuple[SequenceRule, ...], scene: Scene, before: tuple[Shot, ...]) -> tuple[Placed, ...]:
        sequence = Sequence(replace(self._board, scenes=(scene,)), self._contexts, before)
        return tuple([placed for rule in rules for placed in rule(sequence)])
