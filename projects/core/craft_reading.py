"""What the craft rules read of a shot: its own words by slot, its anchors' descriptions, or one hand-written text.

A hand-written prompt is parsed into slots, and every word keeps its place in it, so that a finding about
the subject points into the prompt itself. `check_prompts` reads its lines in the same way.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from projects.core.board import Anchor
from projects.core.catalog import Catalog
from projects.core.findings import Finding, Fix, Severity
from projects.core.parsing import Parsed, parse
from projects.core.parsing_text import Sentence, Token, sentences, tokenise
from projects.core.shot_context import ShotContext
from projects.core.wording import full_text
from projects.core.words import unquoted

_LONGEST_KEPT = 2_000


class Passage(NamedTuple):
    """A run of words of one slot: the field they stand in, that field's whole text, half-open code points in it."""

    slot: str
    field: str
    text: str
    start: int
    end: int

    def words(self) -> tuple[Token, ...]:
        """Its words, lower case, with their places in the whole text. Quoted words are left out."""
        words = text_words(self.text)
        if self.start == 0 and self.end >= len(self.text):
            return words
        return tuple(word for word in words if self.start <= word.start < self.end)

    def finding(self, code: str, severity: Severity, message: str, start: int, end: int, *fixes: Fix) -> Finding:
        """A finding about these code points of the field."""
        return Finding(code, severity, self.field, message, start, end, self.text[start:end], fixes=fixes)

    def drop(self, start: int, end: int, label: str = "") -> Fix:
        """The fix that takes these words away."""
        said = self.text[start:end]
        return Fix("replace", label or f"Drop “{said}”", self.field, "", start=start, end=end, words=said)


def _found_words(text: str) -> tuple[Token, ...]:
    return tuple(tokenise(unquoted(text)))


_words_of_short = lru_cache(maxsize=4096)(_found_words)
_words_of_long = lru_cache(maxsize=16)(_found_words)


def text_words(text: str) -> tuple[Token, ...]:
    """The words of a text outside of quotation marks, a hyphen parting two."""
    return _words_of_short(text) if len(text) <= _LONGEST_KEPT else _words_of_long(text)


@lru_cache(maxsize=4096)
def word_set(text: str) -> frozenset[str]:
    """The words of `text_words` as a set: what every rule asks before it looks closer."""
    return frozenset([token.word for token in text_words(text)])


def _found_sentences(text: str) -> tuple[Sentence, ...]:
    return tuple(sentences(text, list(text_words(text))))


_sentences_of_short = lru_cache(maxsize=2048)(_found_sentences)
_sentences_of_long = lru_cache(maxsize=16)(_found_sentences)


def text_sentences(text: str) -> tuple[Sentence, ...]:
    """The sentences of a text over the words of `text_words`."""
    return _sentences_of_short(text) if len(text) <= _LONGEST_KEPT else _sentences_of_long(text)


@dataclass(frozen=True, slots=True)
class Told:
    """All that one shot says. `free`: one hand-written text, in which a slot may be anywhere."""

    passages: tuple[Passage, ...]
    anchors: tuple[Anchor, ...]
    free: str | None = None

    def of(self, slot: str) -> tuple[Passage, ...]:
        """The passages of one slot in order."""
        return tuple([passage for passage in self.passages if passage.slot == slot])

    def anchors_of(self, kind: str) -> tuple[Anchor, ...]:
        """The anchors of one kind that the shot uses and does not break."""
        return tuple([anchor for anchor in self.anchors if anchor.kind == kind])

    def whole(self) -> tuple[Passage, ...]:
        """The texts as they were written: a slot's field each, or the one hand-written text."""
        if self.free is None:
            return self.passages
        return (Passage("custom", "custom_prompt", self.free, 0, len(self.free)),)


# What the last shot said: its rules ask one after the other. One pair in a list, so that a change of it is one step.
_last: list[tuple[ShotContext | None, Told]] = [(None, Told((), ()))]


def told(ctx: ShotContext) -> Told:
    """What a shot says: a custom prompt is read alone, else its own texts and its unbroken anchors."""
    known, said = _last[0]
    if known is not ctx:
        said = _told(ctx)
        _last[0] = (ctx, said)
    return said


def _told(ctx: ShotContext) -> Told:
    if ctx.custom:
        text = ctx.shot.custom_prompt
        return Told(parsed_passages(text, ctx.catalog), (), text)
    passages = [Passage(slot, field, text, 0, len(text)) for field, slot, text in ctx.own_texts()]
    return Told(tuple(passages), tuple([use.anchor for use in ctx.uses if use.role != "breaks"]))


def described(anchors: Iterable[Anchor]) -> list[str]:
    """The full wording of anchors."""
    return [full_text(anchor) for anchor in anchors]


# ------------------------------------------------------------- a hand-written text


class _Run(NamedTuple):
    slot: str
    length: int


_SLOTS = ("subject", "action", "environment", "lighting", "style")


def _parsed_passages(text: str, catalog: Catalog) -> tuple[Passage, ...]:
    parsed = parse(text, catalog)
    return tuple(
        Passage(slot, "custom_prompt", text, start, end) for slot, start, end in _aligned(text, parsed) if slot != "camera"
    )


_passages_of_short = lru_cache(maxsize=1024)(_parsed_passages)
_passages_of_long = lru_cache(maxsize=8)(_parsed_passages)


def parsed_passages(text: str, catalog: Catalog) -> tuple[Passage, ...]:
    """The slots of a hand-written prompt as runs of its own words."""
    kept = len(text) <= _LONGEST_KEPT
    return _passages_of_short(text, catalog) if kept else _passages_of_long(text, catalog)


def slot_places(text: str, catalog: Catalog) -> list[tuple[str, int, int]]:
    """(slot, start, end) of every run of words of a hand-written prompt, those about the camera included."""
    return list(_aligned(text, parse(text, catalog)))


def _aligned(text: str, parsed: Parsed) -> Iterator[tuple[str, int, int]]:
    """The parser gives each slot's words in order; here they find their places again, longest run first."""
    words = tokenise(text)
    texts = {slot: getattr(parsed, slot) for slot in _SLOTS}
    queues = {
        slot: [token.word for token in tokenise(said)] for slot, said in {**texts, "camera": parsed.rest_camera}.items()
    }
    at = dict.fromkeys(queues, 0)
    used = {start for start, _ in parsed.used}
    place = 0
    while place < len(words):
        if words[place].start in used:
            place += 1
            continue
        runs = [_Run(slot, _matching(words, place, queue, at[slot], used)) for slot, queue in queues.items()]
        run = max(runs, key=lambda run: run.length)
        if run.length:
            at[run.slot] += run.length
            yield run.slot, words[place].start, words[place + run.length - 1].end
        place += max(1, run.length)


def _matching(words: list[Token], place: int, queue: list[str], at: int, used: set[int]) -> int:
    """How many words from this place on are the next ones of a slot."""
    length = 0
    while (
        place + length < len(words)
        and at + length < len(queue)
        and words[place + length].word == queue[at + length]
        and words[place + length].start not in used
    ):
        length += 1
    return length
