"""The values every rule reads: a board of scenes and shots with anchors, seed locks and breaks.

A `Board` holds exactly what a `storyboard/1` document holds, field for field and under the same
names, so that a document, the database and the rules speak of one thing. Everything here is frozen:
rules take values and return values.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, replace
from decimal import Decimal
from typing import Literal

from projects.core.paper_options import Options

Kind = Literal["subject", "environment", "lighting", "style"]
KINDS: tuple[Kind, ...] = ("subject", "environment", "lighting", "style")

Slot = Literal["subject", "action", "environment", "lighting", "camera", "style"]
SLOTS: tuple[Slot, ...] = ("subject", "action", "environment", "lighting", "camera", "style")

STATUSES = ("draft", "in-review", "changes-requested", "approved")
SCREEN_DIRECTIONS = ("left-to-right", "right-to-left", "toward", "away", "still")
BOUNDARIES = ("cut", "match", "continuous")
VARIANTS = ("A", "B", "C", "D", "E")
RULE_LEVELS = ("off", "hint")
ATTEMPT_MAX = 99
SEED_MAX = 2**32 - 1


@dataclass(frozen=True, slots=True)
class Move:
    """One camera move: catalogue ids of the move, its direction and its speed (both may be None)."""

    move: str
    direction: str | None = None
    speed: str | None = None


@dataclass(frozen=True, slots=True)
class Anchor:
    """What must stay the same. `name` is how carrying shots call it, `description` its full wording."""

    key: str
    kind: Kind
    name: str
    description: str = ""

    def __hash__(self) -> int:
        """Of two of the values: anchors are looked up by the thousand."""
        return hash((self.key, self.description))


@dataclass(frozen=True, slots=True)
class SeedLock:
    """The seed (0 to 2^32-1) of a master shot, held for a scene or the project. `master` is a shot key."""

    seed: int
    master: str | None = None


@dataclass(frozen=True, slots=True)
class Break:
    """An intended exception of one shot for the anchor with this key."""

    anchor: str
    reason: str


@dataclass(frozen=True, slots=True)
class StartsFrom:
    """The reference frame a shot starts from: a frame of an earlier shot, or an upload (`shot` None)."""

    shot: str | None = None
    frame: Literal["first", "last"] | None = None


@dataclass(frozen=True, slots=True)
class State:
    """What stands how where a shot begins or ends, in a person's words. `screen_direction`: where the movement goes."""

    position: str = ""
    wardrobe: str = ""
    props: str = ""
    light: str = ""
    screen_direction: str | None = None


@dataclass(frozen=True, slots=True)
class Wording:
    """An older description of an anchor that one shot keeps."""

    anchor: str
    description: str


@dataclass(frozen=True, slots=True)
class PostStep:
    """A finishing step after generation. `tool` is the id of a catalogue entry or a name of one's own."""

    tool: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Variant:
    """Another wording of a shot, A to E, with its own parameters. The one that is picked is the shot itself."""

    key: str
    subject: str = ""
    action: str = ""
    environment: str = ""
    lighting: str = ""
    style: str = ""
    camera: tuple[Move, ...] = ()
    shot_size: str | None = None
    framing: str | None = None
    angle: str | None = None
    lens: str = ""
    camera_note: str = ""
    negative_prompt: str = ""
    custom_prompt: str = ""
    custom_prompt_basis: str | None = None
    fantasy: bool = False
    duration: Decimal = Decimal(10)
    quality: str | None = None
    resolution: str | None = None
    model: str | None = None
    cfg: Decimal | None = None
    previews: int | None = None


VARIANT_FIELDS = tuple(field.name for field in fields(Variant) if field.name != "key")


@dataclass(frozen=True, slots=True)
class Shot:
    """One planned clip. None in quality, resolution, model, cfg or previews means the project's value."""

    key: str
    title: str = ""
    subject: str = ""
    action: str = ""
    environment: str = ""
    lighting: str = ""
    style: str = ""
    camera: tuple[Move, ...] = ()
    shot_size: str | None = None
    framing: str | None = None
    angle: str | None = None
    lens: str = ""
    camera_note: str = ""
    negative_prompt: str = ""
    custom_prompt: str = ""
    custom_prompt_basis: str | None = None
    anchors: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    breaks: tuple[Break, ...] = ()
    starts_from: StartsFrom | None = None
    duration: Decimal = Decimal(10)
    quality: str | None = None
    resolution: str | None = None
    model: str | None = None
    cfg: Decimal | None = None
    seed: int | None = None
    previews: int | None = None
    fantasy: bool = False
    omitted: bool = False
    dialogue: str = ""
    notes: str = ""
    status: str = "draft"
    state_in: State | None = None
    state_out: State | None = None
    # How the shot begins against the one before it.
    boundary: str = "cut"
    # The letter of the shot's own fields; `variants` holds the others.
    variant: str = "A"
    variants: tuple[Variant, ...] = ()
    # The attempt at this clip that is planned now: each rejected take adds one.
    attempt: int = 1
    wordings: tuple[Wording, ...] = ()
    # The finishing steps of this shot alone; None means the project's.
    post: tuple[PostStep, ...] | None = None

    def broken(self) -> frozenset[str]:
        """Keys of the anchors that this shot breaks on purpose."""
        return frozenset(item.anchor for item in self.breaks)

    def __hash__(self) -> int:
        """Of a few values: shots are looked up by the thousand."""
        return hash((self.key, self.subject, self.action, self.environment, self.lighting, self.style))


@dataclass(frozen=True, slots=True)
class Scene:
    """An ordered group of shots that share anchors and, where locked, a seed."""

    key: str
    title: str = ""
    anchors: tuple[str, ...] = ()
    seed_lock: SeedLock | None = None
    shots: tuple[Shot, ...] = ()

    def with_shots(self, changed: Mapping[str, Shot]) -> Scene:
        """This scene with these shots, by key, in place of its own; the very same where none of them is its own."""
        if changed.keys().isdisjoint([shot.key for shot in self.shots]):
            return self
        return replace(self, shots=tuple([changed.get(shot.key, shot) for shot in self.shots]))


@dataclass(frozen=True, slots=True)
class RuleSetting:
    """A rule that this project has switched off or made a hint, and why."""

    code: str
    level: str
    reason: str


@dataclass(frozen=True, slots=True)
class Word:
    """A phrase of the project's own vocabulary for one slot."""

    slot: Slot
    text: str
    label: str = ""


@dataclass(frozen=True, slots=True)
class WordGroup:
    """A group of the project's own words that exclude each other: (value, its wordings) by value."""

    id: str
    label: str
    kinds: tuple[Kind, ...]
    values: tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class Preset:
    """Options of the export page under a name."""

    name: str
    options: Options


@dataclass(frozen=True, slots=True)
class Board:
    """A whole plan: the project's settings, its anchors and its scenes in running order."""

    title: str
    brief: str = ""
    destination: str | None = None
    aspect_ratio: str = "16:9"
    resolution: str = "1080p"
    fps: Decimal = Decimal(24)
    model: str = "sora-2"
    model_facts: Literal["guide", "api"] = "guide"
    quality: str = "standard"
    previews: int = 0
    draft_resolution: str | None = None
    draft_duration: Decimal | None = None
    cfg: Decimal = Decimal(7)
    negative_prompt: str = ""
    continuity: Literal["restate", "phrase"] = "restate"
    dialect: str = "sentence"
    budget_credits: int | None = None
    money_per_credit: Decimal | None = None
    currency: str = "USD"
    anchors_in_use: tuple[str, ...] = ()
    seed_lock: SeedLock | None = None
    anchors: tuple[Anchor, ...] = ()
    scenes: tuple[Scene, ...] = ()
    rules: tuple[RuleSetting, ...] = ()
    vocabulary: tuple[Word, ...] = ()
    word_groups: tuple[WordGroup, ...] = ()
    # How long the whole plan shall run, in seconds.
    target_duration: Decimal | None = None
    # What happens to every clip after generation, in order.
    post: tuple[PostStep, ...] = ()
    presets: tuple[Preset, ...] = ()

    def shots(self) -> Iterator[tuple[Scene, Shot]]:
        """Every shot with its scene in running order, omitted ones included."""
        for scene in self.scenes:
            for shot in scene.shots:
                yield scene, shot

    def anchor(self, key: str) -> Anchor:
        """The anchor with this key. KeyError where there is none."""
        for anchor in self.anchors:
            if anchor.key == key:
                return anchor
        raise KeyError(key)
