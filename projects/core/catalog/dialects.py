"""How the guide of a model's vendor lays a prompt out. The fields are the keys of a TOML entry."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from projects.core.board import Slot


@dataclass(frozen=True, slots=True)
class Layout:
    """One block of a prompt: some slots in order, with a label before them where `label` says one.

    `sentence`: one after another in a sentence. `lines`: a line a slot, each with its own label. `list`: a line
    a part, each with a dash. `ends`: what a sentence ends in where more follows.
    """

    slots: tuple[Slot, ...]
    label: str = ""
    layout: Literal["sentence", "lines", "list"] = "sentence"
    ends: Literal["stop", "colon"] = "stop"


@dataclass(frozen=True, slots=True)
class Dialect:
    """Order and layout of a prompt for the models and families named; a model's own entry goes before its family's.

    The blocks hold each of the six slots exactly once. `labels`: what a slot is called on a line of its own.
    """

    id: str
    label: str
    blocks: tuple[Layout, ...]
    between: Literal["blank", "line", "paragraph"] = "blank"
    labels: Mapping[str, str] = field(default_factory=dict)
    families: tuple[str, ...] = ()
    models: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    note: str = ""
