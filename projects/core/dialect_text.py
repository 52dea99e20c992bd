"""What every dialect is made of: a prompt with its spans, and the parts that stand between its joints."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import NamedTuple

from projects.core.sentences import ENDS, capital
from projects.core.wording import Origin


class Span(NamedTuple):
    """Half-open code points of a prompt with the slot they belong to and where they come from.

    `origin` is `own`, `establishing`, `carrying`, `broken` or `closing`; `phrase` marks inserted
    continuity words; `anchor` is the key of the anchor, None for the author's own words.
    """

    start: int
    end: int
    slot: str
    origin: Origin
    anchor: str | None = None
    phrase: bool = False


@dataclass(frozen=True, slots=True)
class Prompt:
    """A prompt and its spans in order. `custom` says that a person wrote it by hand."""

    text: str
    spans: tuple[Span, ...] = ()
    custom: bool = False

    def segments(self) -> list[tuple[str, Span | None]]:
        """The whole text cut at span edges; joints and labels between spans come with None."""
        found: list[tuple[str, Span | None]] = []
        at = 0
        for span in self.spans:
            if span.start > at:
                found.append((self.text[at : span.start], None))
            found.append((self.text[span.start : span.end], span))
            at = span.end
        if at < len(self.text):
            found.append((self.text[at:], None))
        return found


class Part(NamedTuple):
    """What stands between two joints of a slot: its text, its spans (places counted from its own start, slot,
    origin, anchor, phrase), and whether a sentence ends in it."""

    text: str
    spans: tuple[tuple[int, int, str, Origin, str | None, bool], ...]
    holds: bool

    @property
    def slot(self) -> str:
        """The slot it belongs to."""
        return self.spans[0][2]


# The parts of one slot in order; never empty.
SlotParts = tuple[Part, ...]

# Faster than the class itself, which would look at every argument by name.
make_span = partial(tuple.__new__, Span)


class Page:
    """A prompt that is being written, piece by piece."""

    def __init__(self) -> None:
        self._texts: list[str] = []
        self._spans: list[Span] = []
        self._at = 0

    @property
    def empty(self) -> bool:
        """Whether nothing is written yet."""
        return not self._texts

    def write(self, text: str) -> None:
        """Words of the layout's own: a joint, a label."""
        self._texts.append(text)
        self._at += len(text)

    def part(self, text: str, part: Part) -> None:
        """A part, as it stands or with another first letter."""
        at = self._at
        for start, end, slot, origin, anchor, phrase in part.spans:
            self._spans.append(make_span((at + start, at + end, slot, origin, anchor, phrase)))
        self.write(text)

    def stop(self, sign: str = ".") -> None:
        """The end of a sentence, unless one is there already."""
        if self._texts[-1][-1:] not in ENDS:
            self.write(sign)

    def parts(self, parts: SlotParts, *, sentence: bool = True) -> None:
        """Parts joined by commas; one that holds a sentence stands apart.

        `sentence`: they begin with a capital, as a sentence does.
        """
        before: Part | None = None
        for part in parts:
            apart = before is not None and (part.holds or before.holds)
            if apart:
                self.stop()
            if before is not None:
                self.write(" " if apart else ", ")
            self.part(capital(part.text) if apart or (before is None and sentence) else part.text, part)
            before = part

    def prompt(self) -> Prompt:
        """What is written so far."""
        return Prompt("".join(self._texts), tuple(self._spans))
