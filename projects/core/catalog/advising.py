"""Which model the guide took for which content, as data. The fields are the keys of a TOML entry, as in `terms`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Content:
    """What a shot shows, and the model (`origin`) that the guide takes for it: its opinion, nobody here checked it.

    A shot has this content where all that is given holds: one of `looks` stands in its style or one of `subjects`
    in its subject; its size is one of `sizes` or its framing one of `framings`; `people` are `shown` or `none`,
    which also asks for a place. `fantasy`: a shot that is marked as fantasy has it, too. Where the origin has ended
    without a successor, `instead` names the models to look at, with the reason in `note`.
    """

    id: str
    label: str
    origin: str
    looks: tuple[str, ...] = ()
    subjects: tuple[str, ...] = ()
    sizes: tuple[str, ...] = ()
    framings: tuple[str, ...] = ()
    people: Literal["shown", "none"] | None = None
    fantasy: bool = False
    instead: tuple[str, ...] = ()
    note: str = ""
