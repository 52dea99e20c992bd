"""The texts of a board as the search for recurring things reads them: words, sentences, noun phrases."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from dataclasses import field as kept
from functools import lru_cache

from projects.core.board import Board, Shot
from projects.core.grammar import FUNCTION_WORDS, TITLES
from projects.core.words import Token, singular, tokens, unquoted

# What is read of a shot. Notes and camera note only tell that something is there: nothing is taken from them.
OWN = ("subject", "action", "environment", "lighting", "style")
HINTS = ("camera_note", "notes")
_STOPS = ".!?;:\n"


@dataclass(frozen=True, slots=True, eq=False)
class Said:
    """One text of one running shot: the shot's place and key, the field, the text as typed and with
    quotations blanked, its words, and what was read of it so far: noun phrases, ends of sentences, ends of descriptions."""

    at: int
    key: str
    field: str
    raw: str
    text: str
    words: tuple[Token, ...]
    nouns: list[Noun] = kept(default_factory=list, repr=False)
    ends: dict[str, list[int]] = kept(default_factory=dict, repr=False)
    extents: dict[tuple[int, str], int] = kept(default_factory=dict, repr=False)

    def cut(self, start: int, end: int) -> str:
        """The words from one index up to another as they were typed, quotations too."""
        return " ".join(self.raw[self.words[start].start : self.words[end - 1].end].split())

    def stop_before(self, at: int) -> bool:
        """Whether a sentence or clause begins at this word."""
        if at == 0:
            return True
        gap = self.text[self.words[at - 1].end : self.words[at].start]
        if not any(sign in gap for sign in _STOPS):
            return False
        return not (gap.strip() == "." and self.words[at - 1].word in TITLES)

    def sentence_end(self, at: int, signs: str = ".!?;\n") -> int:
        """The index after the last word of the sentence (or clause, by its signs) that this word stands in."""
        if signs not in self.ends:
            self.ends[signs] = self._sentence_ends(signs)
        return self.ends[signs][at]

    def _sentence_ends(self, signs: str) -> list[int]:
        words, found = self.words, [len(self.words)] * len(self.words)
        for at in range(len(words) - 2, -1, -1):
            gap = self.text[words[at].end : words[at + 1].start]
            stops = gap != " " and any(sign in gap for sign in signs)
            stops = stops and not (gap.strip() == "." and words[at].word in TITLES)
            found[at] = at + 1 if stops else found[at + 1]
        return found

    def index(self, place: int) -> int:
        """The index of the first word that ends behind this code point."""
        return bisect_right(self.words, place, key=lambda token: token.end)

    def written(self, at: int) -> str:
        """A word as it was typed, without its possessive."""
        token = self.words[at]
        return self.text[token.start : token.start + len(token.word)]


@dataclass(frozen=True, slots=True, eq=False)
class Noun:
    """A noun phrase: indexes of its first word, of the first behind its determiner and of its head; the determiner
    (`a`, `the`, `same`, `their`, "" for none), the words between."""

    said: Said
    first: int
    start: int
    head: int
    determiner: str
    modifiers: tuple[str, ...]

    @property
    def word(self) -> str:
        """The head in the singular."""
        return singular(self.said.words[self.head].word)

    @property
    def plural(self) -> bool:
        """Whether the head is written as several."""
        word = self.said.words[self.head].word
        return word != singular(word) or word in ("people", "men", "women", "children")

    @property
    def parts(self) -> tuple[str, ...]:
        """The modifiers in the singular, hyphenated ones apart."""
        return tuple(singular(part) for word in self.modifiers for part in word.split("-"))

    @property
    def leads(self) -> bool:
        """Whether the phrase opens its sentence or clause."""
        return self.said.stop_before(self.first)


def texts(board: Board) -> list[Said]:
    """The texts of every running shot in order; of a shot with a custom prompt that prompt alone, and its notes."""
    found: list[Said] = []
    running = [shot for _, shot in board.shots() if not shot.omitted]
    for at, shot in enumerate(running):
        for name in fields(shot):
            raw = getattr(shot, name)
            if raw and not raw.isspace():
                text = unquoted(raw)
                found.append(Said(at, shot.key, name, raw, text, tokens(text)))
    return found


def fields(shot: Shot) -> tuple[str, ...]:
    """The fields of a shot that are read: its slots, or its custom prompt, then the hints."""
    return (("custom_prompt",) if shot.custom_prompt.strip() else OWN) + HINTS


@lru_cache(maxsize=4096)
def content(text: str) -> frozenset[str]:
    """The words of a text that say something, in the singular, hyphenated ones apart."""
    found: set[str] = set()
    for token in tokens(text):
        if token.word not in FUNCTION_WORDS:
            found.update(singular(part) for part in token.word.split("-") if part)
    return frozenset(found - FUNCTION_WORDS)
