"""What the craft rules hold against each other and against a body, as data.

As in `terms`, the fields are the keys of a TOML entry.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Directive:
    """One side of a conflict: what may be asked of the whole picture.

    `phrases` say it by themselves, `apart` ones only where nothing else stands between two commas.
    `adjectives` say it of one of `nouns` (`dark, moody lighting`, `the lighting is dark`), and by themselves in the
    slots of `alone`. `opening` ones say it where a piece between two commas opens with them. An entry `@NAME` of a list
    stands for the word list `craft-NAME`.
    """

    phrases: tuple[str, ...] = ()
    apart: tuple[str, ...] = ()
    opening: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()
    nouns: tuple[str, ...] = ()
    alone: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Conflict:
    """Sides that exclude each other, but for the pairs in `together`.

    `slots`: where its words speak of the whole picture (`custom` is a hand-written text). `continuity`: an anchor against
    a shot's own words is told by the continuity rules already. `innocent`: the word lists `craft-NAME` of which a phrase
    between two directions lets both hold. `across`: only two different slots conflict.
    """

    id: str
    label: str
    sides: Mapping[str, Directive]
    together: tuple[tuple[str, ...], ...] = ()
    slots: tuple[str, ...] = ("environment", "lighting", "camera", "style", "custom")
    continuity: bool = False
    innocent: tuple[str, ...] = ("change", "contrast", "elsewhere")
    across: bool = False


@dataclass(frozen=True, slots=True)
class Feat:
    """Something that no living body can do: a verb, and what makes it too much.

    A `verbs` form, then (where given) one of `links`, then one of `targets` as the head of what follows; or a figure with a
    unit of `limits` above its limit. `needs`: one of these must stand in the sentence too. `unless`: with one of these
    it is no feat. `of`: who cannot do it: `any` living body, `known` ones, those of the `ground` or the `land`, `slow`
    ones, those without wings (`wingless`), `people` alone, or `all`, whoever does it. `alone`: the verb suffices.
    `machines`: with a machine or a tool it can be done. An entry `@NAME` stands for the word list `craft-NAME`, `-`
    among the links for none.
    """

    id: str
    label: str
    verbs: tuple[str, ...]
    links: tuple[str, ...] = ()
    targets: tuple[str, ...] = ()
    limits: Mapping[str, Decimal] = field(default_factory=dict)
    needs: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    of: str = "any"
    alone: bool = False
    machines: bool = True
