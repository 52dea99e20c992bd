"""What a file from elsewhere says of a plan, before it is held against what stands: scenes and shots, only what is said."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class IncomingShot:
    """One shot of a file. `fields` holds values of `board.Shot` by name, and only those that the file speaks of.

    `key` is the code that the file gives, "" where it gives none; `text` are its words for finding it again;
    `where` is its place in the file ("row 12", "event 004").
    """

    fields: Mapping[str, Any] = field(default_factory=dict)
    key: str = ""
    text: str = ""
    where: str = ""


@dataclass(frozen=True, slots=True)
class IncomingScene:
    """A scene of a file with its shots in order. `key` "" where the file has none.

    `fields` holds values of `board.Scene` besides (`anchors`, `seed_lock`), where the file speaks of them.
    """

    title: str = ""
    key: str = ""
    shots: tuple[IncomingShot, ...] = ()
    where: str = ""
    fields: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Skipped:
    """Something of the file that was left out, and why, in a sentence."""

    where: str
    reason: str


@dataclass(frozen=True, slots=True)
class Incoming:
    """A whole file. `project` holds values of `board.Board` by name that it speaks of; `notes` what a person should know.

    `whole` says that the file claims to be the whole plan, so that shots it lacks are worth naming as missing.
    `pictures` holds by code, as the file gives it, the bytes of what came as a shot's picture: nobody has looked at them.
    """

    kind: str
    title: str = ""
    scenes: tuple[IncomingScene, ...] = ()
    project: Mapping[str, Any] = field(default_factory=dict)
    skipped: tuple[Skipped, ...] = ()
    notes: tuple[str, ...] = ()
    whole: bool = True
    pictures: Mapping[str, bytes] = field(default_factory=dict, repr=False)


class ImportProblem(ValueError):
    """A file that cannot be read: one sentence with the place and what to do."""
