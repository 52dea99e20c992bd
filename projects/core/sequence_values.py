"""What a rule about neighbouring shots gets, and what it gives back."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from projects.core.board import Board, Scene, Shot
from projects.core.findings import Finding
from projects.core.shot_context import ShotContext
from projects.core.use import Use

# The key of the shot that a finding hangs on, and the finding.
Placed = tuple[str, Finding]


@dataclass(frozen=True, slots=True)
class Sequence:
    """The board with the context of every shot, omitted ones too, by shot key.

    `before` holds the shots just before the first scene where the board is only a part of the plan.
    """

    board: Board
    contexts: Mapping[str, ShotContext]
    before: tuple[Shot, ...] = ()

    def running(self, scene: Scene) -> list[Shot]:
        """The shots of a scene that are not omitted."""
        return [shot for shot in scene.shots if not shot.omitted]

    def subjects(self, shot: Shot) -> tuple[Use, ...]:
        """The subject anchors in use on a shot, broken ones too."""
        return tuple([use for use in self.contexts[shot.key].uses if use.anchor.kind == "subject"])


SequenceRule = Callable[[Sequence], Iterator[Placed]]
