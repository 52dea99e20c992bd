"""The pieces of a screenplay, whatever file they come from, in order."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Kind = Literal[
    "heading", "action", "character", "parenthetical", "dialogue", "note", "transition", "section", "synopsis",
    "title", "unclosed",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Piece:
    """One piece: what it is, its words, its place in the file, and the number of a scene or the name of a title entry."""

    kind: Kind
    text: str
    where: str
    label: str = ""
