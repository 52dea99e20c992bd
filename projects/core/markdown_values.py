"""What a comment says, as a tree of values: blocks, and what stands inside. `mark` tells templates which is which."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class Words:
    """Text as it was typed."""

    mark: ClassVar[str] = "words"
    text: str


@dataclass(frozen=True, slots=True)
class LineBreak:
    """The next line of the same paragraph."""

    mark: ClassVar[str] = "break"


@dataclass(frozen=True, slots=True)
class Code:
    """Text between backticks."""

    mark: ClassVar[str] = "code"
    text: str


@dataclass(frozen=True, slots=True)
class Link:
    """A bare address: where it leads, and what is shown of it: before the host, the host, after it."""

    mark: ClassVar[str] = "link"
    url: str
    scheme: str
    host: str
    rest: str


@dataclass(frozen=True, slots=True)
class ShotLink:
    """The code of a shot that the reader may see."""

    mark: ClassVar[str] = "shot"
    code: str


@dataclass(frozen=True, slots=True)
class Name:
    """Somebody who is mentioned, as it was typed, with the @."""

    mark: ClassVar[str] = "name"
    text: str
    person: int


@dataclass(frozen=True, slots=True)
class Styled:
    """Words that are `strong` or `em`."""

    mark: ClassVar[str] = "styled"
    kind: str
    inside: tuple[Inline, ...]


Inline = Words | LineBreak | Code | Link | ShotLink | Name | Styled


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Lines of text."""

    mark: ClassVar[str] = "paragraph"
    inside: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Items:
    """A list; `ordered` from `start` on."""

    mark: ClassVar[str] = "items"
    ordered: bool
    start: int
    items: tuple[tuple[Inline, ...], ...]


@dataclass(frozen=True, slots=True)
class Quote:
    """What somebody else has said."""

    mark: ClassVar[str] = "quote"
    inside: tuple[Block, ...]


Block = Paragraph | Items | Quote
