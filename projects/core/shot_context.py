"""Everything that a rule about one shot may read."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, TypeVar

from projects.core.board import Board, Scene, SeedLock, Shot
from projects.core.catalog import Catalog, Facts, Model
from projects.core.prompts import Prompt
from projects.core.use import Use

T = TypeVar("T")

OWN_FIELDS: tuple[tuple[str, str], ...] = (
    ("subject", "subject"),
    ("action", "action"),
    ("environment", "environment"),
    ("lighting", "lighting"),
    ("camera_note", "camera"),
    ("style", "style"),
)


@dataclass(frozen=True, slots=True)
class ShotContext:
    """One shot in its place: its scene, its anchors in use, its compiled prompt and negative prompt.

    `board` holds the settings and the anchors of the plan, and none of its scenes: what a rule about one shot finds
    hangs on no other scene.
    """

    board: Board
    scene: Scene
    shot: Shot
    uses: tuple[Use, ...]
    prompt: Prompt
    negative: str
    catalog: Catalog
    # What rules about several shots have read from this shot alone. It goes on with the shot to a later report.
    known: dict[str, Any] = field(init=False, repr=False, compare=False, default_factory=dict)

    def once(self, name: str, read: Callable[[ShotContext], T]) -> T:
        """What `read` tells of this shot, read once. It may look at the shot, its anchors, its lock and the settings."""
        if name not in self.known:
            self.known[name] = read(self)
        return self.known[name]  # type: ignore[no-any-return]

    def knowing(self, known: dict[str, Any]) -> ShotContext:
        """This context with what was read from an earlier one that had the same shot, anchors, lock and settings."""
        object.__setattr__(self, "known", known)
        return self

    @property
    def custom(self) -> bool:
        """Whether a hand-written prompt takes the place of the compiled one."""
        typed = self.shot.custom_prompt
        return bool(typed) and not typed.isspace()

    def own_texts(self) -> list[tuple[str, str, str]]:
        """(field, slot, text) of the shot's own wording: its slots, or the custom prompt alone."""
        if self.custom:
            return [("custom_prompt", "custom", self.shot.custom_prompt)]
        return [(name, slot, text) for name, slot in OWN_FIELDS if (text := getattr(self.shot, name))]

    def carried(self) -> list[Use]:
        """The anchors that this shot carries, unbroken."""
        return [use for use in self.uses if use.role == "carries"]

    def kinds_in_use(self) -> frozenset[str]:
        """The kinds of the anchors in use, broken ones included."""
        return frozenset(use.anchor.kind for use in self.uses)

    def keeps_subject(self) -> bool:
        """Whether a subject has to look the same: one is in use and not broken on purpose."""
        return any(use.anchor.kind == "subject" and use.role != "breaks" for use in self.uses)

    @property
    def lock(self) -> SeedLock | None:
        """The lock that holds for this shot: its scene's, else the project's."""
        return self.scene.seed_lock or self.board.seed_lock

    @property
    def seed(self) -> int | None:
        """The seed that goes out: the lock's where there is one, else the shot's own."""
        return self.lock.seed if self.lock else self.shot.seed

    @property
    def model_id(self) -> str:
        """The shot's model, else the project's."""
        return self.shot.model or self.board.model

    @property
    def model(self) -> Model:
        """The catalogue's entry of that model; one without facts where it has none any more."""
        return self.catalog.model(self.model_id)

    @property
    def facts(self) -> Facts:
        """What the checks hold the model to: the guide's facts or the API's, as the project chose."""
        return self.model.facts(self.board.model_facts)

    @property
    def resolution(self) -> str:
        """The shot's resolution, else the project's."""
        return self.shot.resolution or self.board.resolution

    @property
    def quality(self) -> str:
        """The shot's quality mode, else the project's."""
        return self.shot.quality or self.board.quality

    @property
    def cfg(self) -> Decimal:
        """The shot's CFG, else the project's."""
        return self.shot.cfg if self.shot.cfg is not None else self.board.cfg

    @property
    def previews(self) -> int:
        """The Fast previews planned for the shot, else for each shot of the project."""
        return self.shot.previews if self.shot.previews is not None else self.board.previews
