"""What the app teaches, as data: the rules with their examples, the five steps, symptoms, the words of the field.

As in `terms`, the fields are the keys of a TOML entry.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from projects.core.board import Slot
from projects.core.findings import Severity

FixKind = Literal["cfg", "duration", "negative", "insert", "light", "camera", "quality", "fantasy", "frame", "mend"]


@dataclass(frozen=True, slots=True)
class RuleGroup:
    """Rules that belong together. `step` is its place among the five steps of the method, None outside of them.

    `sets` are the keys of the document (of a shot, else of the project) that a person decides in this step.
    """

    id: str
    label: str
    text: str
    step: int | None = None
    sets: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: the finding code that it gives (`id`), why it is there, what to do, and an example.

    `before` and `after` are small documents: project keys, `scene` (its keys) and `shots` (their keys, in
    order). `after` holds only what changes: it is laid over `before`. `rulebook` makes boards of them.
    `slot` names the slot for which the example stands in the table of vague and specific wording.
    """

    id: str
    title: str
    group: str
    severities: tuple[Severity, ...]
    why: str
    do: str
    before: Mapping[str, Any]
    after: Mapping[str, Any]
    slot: Slot | None = None

    @property
    def code(self) -> str:
        """The code of its findings."""
        return self.id


@dataclass(frozen=True, slots=True)
class SlotGuide:
    """What a slot (`id`) is for: the question that it answers, and what a good answer names."""

    id: Slot
    label: str
    asks: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SymptomFix:
    """One change that addresses a symptom, by `kind`.

    `cfg`: at least `value`. `duration`: at most `value` seconds. `negative`: the terms of the negative set `value`.
    `insert`: the text `value` into the slot `slot`. `light`: what the light does not say yet of direction, quality and
    temperature (`value`: the ids of three phrases to take). `camera`: one move with a speed, static where there is none.
    `quality`: at least `value`. `fantasy`: says that the prompt means it. `frame`: starts from a frame of the shot that
    establishes its subject. `mend`: the first fix of each finding with one of `codes`. `chosen`: proposed as chosen.
    """

    kind: FixKind
    why: str
    value: str = ""
    slot: Slot | None = None
    codes: tuple[str, ...] = ()
    chosen: bool = True


@dataclass(frozen=True, slots=True)
class Symptom:
    """What a person sees going wrong in a clip, what causes it, and the changes that address it."""

    id: str
    label: str
    causes: tuple[str, ...]
    fixes: tuple[SymptomFix, ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class GlossaryTerm:
    """A word of the field as the app means it. `group` puts like ones together."""

    id: str
    label: str
    text: str
    group: str
