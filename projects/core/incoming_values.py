"""What a file would do to a plan, as values: what is added, changed, moved, missing or refused, and what was chosen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from projects.core.board import Anchor, Shot
from projects.core.incoming import Skipped

# Files that are written elsewhere again and again: what a person edited here since is kept unless they choose otherwise.
SCRIPTS = ("fountain", "fdx", "markdown", "text")
TIMELINES = ("edl", "otio", "fcpxml")
MISSING = ("keep", "omit", "delete")
Place = tuple[int, int]
Imported = Mapping[str, Sequence[Mapping[str, Any]]]


@dataclass(frozen=True, slots=True)
class Change:
    """One value that would change. `edited`: a person wrote it here since it last came from a file."""

    field: str
    before: Any
    after: Any
    edited: bool = False


@dataclass(frozen=True, slots=True)
class Entry:
    """One shot of the file: `key` is its code in the plan, `how` it was found ("new" where it was not).

    `scene` is the key of the scene that it belongs to, "" of a file that speaks of no scenes; `moved` says that its place
    differs. `shot` is a new shot as it would be.
    """

    place: Place
    where: str
    key: str
    how: Literal["code", "words", "place", "new"]
    scene: str
    changes: tuple[Change, ...] = ()
    moved: bool = False
    shot: Shot | None = None

    @property
    def kind(self) -> str:
        """`added`, `changed`, `moved` or `same`; what changes and moves is changed."""
        if self.shot is not None:
            return "added"
        return "changed" if self.changes else "moved" if self.moved else "same"


@dataclass(frozen=True, slots=True)
class SceneEntry:
    """One scene that the file speaks of, in its order. `fields` holds the values of a new one."""

    key: str
    title: str
    new: bool = False
    changes: tuple[Change, ...] = ()
    moved: bool = False
    fields: Mapping[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class Refusal:
    """A value of the file that cannot be, and is left out."""

    where: str
    key: str
    field: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Plan:
    """What a file would do. `missing` holds codes of the plan that a whole file lacks, in running order."""

    kind: str
    scenes: tuple[SceneEntry, ...]
    entries: tuple[Entry, ...]
    project: tuple[Change, ...] = ()
    anchors: tuple[Anchor, ...] = ()
    missing: tuple[str, ...] = ()
    refused: tuple[Refusal, ...] = ()
    skipped: tuple[Skipped, ...] = ()
    notes: tuple[str, ...] = ()

    def of(self, kind: str) -> tuple[Entry, ...]:
        """The shots that would be `added`, `changed`, `moved`, or stay the `same`."""
        return tuple(entry for entry in self.entries if entry.kind == kind)

    def says_something(self) -> bool:
        """Whether anything would differ."""
        shots = any(entry.kind != "same" for entry in self.entries)
        scenes = any(scene.new or scene.changes or scene.moved for scene in self.scenes)
        return shots or scenes or bool(self.project or self.anchors)


@dataclass(frozen=True, slots=True)
class Choices:
    """What a person ticked. `on` and `off` hold names of ticks (see `tick`) that differ from what stands there at first.

    `missing`: whether shots that the file lacks are kept, omitted or deleted.
    """

    on: frozenset[str] = frozenset()
    off: frozenset[str] = frozenset()
    missing: Literal["keep", "omit", "delete"] = "keep"

    def take(self, name: str, default: bool = True) -> bool:
        """Whether this tick is set."""
        return name in self.on or (default and name not in self.off)


def tick(owner: str, field: str = "") -> str:
    """The name of a tick: of a new shot its code, of a value its owner and field, `place` for where a shot stands."""
    return f"{owner}.{field}" if field else owner
