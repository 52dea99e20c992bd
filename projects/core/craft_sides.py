"""The sides of the conflicts: which words may ask for which of them, and which of them exclude each other."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from itertools import combinations
from typing import NamedTuple
from weakref import WeakKeyDictionary

from projects.core.catalog import Catalog, Conflict, Directive
from projects.core.craft_reading import word_set
from projects.core.craft_words import CraftWords, craft_words, telling
from projects.core.parsing_phrases import Phrases
from projects.core.parsing_text import folded


class Term(NamedTuple):
    """One way to ask for one side of a conflict."""

    conflict: str
    side: str
    # Where it counts: `phrase` anywhere, `apart` as all of a piece, `opening` at the head of one.
    kind: str = "phrase"


class _Key(NamedTuple):
    """What a text must hold to ask for one side: all of `words`, and one of `nouns` where there are some."""

    bit: int
    words: frozenset[str]
    nouns: frozenset[str]
    slots: tuple[str, ...]
    alone: tuple[str, ...]


class AskWords:
    """The sides of a catalogue's conflicts, ready to be found in a text."""

    def __init__(self, catalog: Catalog) -> None:
        self.words: CraftWords = craft_words(catalog)
        self.conflicts = catalog.conflicts
        self.phrases: Phrases[tuple[Term, ...]] = Phrases()
        self.adjectives: Phrases[tuple[Term, ...]] = Phrases()
        self.nouns: dict[tuple[str, str], frozenset[str]] = {}
        self.first: set[str] = set()
        # Each side of a conflict has a bit; for each telling word the phrases that it may be a part of.
        self.bits: dict[tuple[str, str], int] = {}
        self.keys: dict[str, list[_Key]] = {}
        for conflict in catalog.conflicts.values():
            for side, directive in conflict.sides.items():
                self._add(conflict, side, directive)

    def _add(self, conflict: Conflict, side: str, directive: Directive) -> None:
        nouns = self.nouns[conflict.id, side] = frozenset(spelled(noun) for noun in self._all(directive.nouns))
        for kind, phrases in (("phrase", directive.phrases), ("apart", directive.apart), ("opening", directive.opening)):
            for phrase in self._all(phrases):
                self._put(self.phrases, phrase, Term(conflict.id, side, kind), frozenset(), ())
        # A noun of several words (`key light`) is told by its last.
        heads = frozenset(noun.rpartition(" ")[2] for noun in nouns)
        for adjective in self._all(directive.adjectives):
            self._put(self.adjectives, adjective, Term(conflict.id, side), heads, directive.alone)

    def _all(self, phrases: tuple[str, ...]) -> Iterator[str]:
        for phrase in phrases:
            yield from sorted(self.words.words(phrase[1:])) if phrase.startswith("@") else (phrase,)

    def _put(
        self, table: Phrases[tuple[Term, ...]], phrase: str, term: Term, heads: frozenset[str], alone: tuple[str, ...]
    ) -> None:
        words = tuple(spelled(word) for word in folded(phrase))
        table.add(words, (*(table.get(words) or ()), term))
        self.first.add(words[0])
        bit = self.bits.setdefault((term.conflict, term.side), 1 << len(self.bits))
        key = _Key(bit, frozenset(words), heads, self.conflicts[term.conflict].slots, alone)
        self.keys.setdefault(telling(words), []).append(key)

    def sides_of(self, text: str, slot: str) -> int:
        """The bits of the sides that a text may ask for, by its words alone: cheap, and never wrong about a no."""
        words = word_set(text)
        if "colour" in text or "grey" in text or "Colour" in text or "Grey" in text:
            words = frozenset(map(spelled, words))
        found = 0
        for word in words & self.keys.keys():
            for bit, needed, nouns, slots, alone in self.keys[word]:
                described = not nouns or slot in alone or not nouns.isdisjoint(words)
                if described and slot in slots and needed <= words:
                    found |= bit
        return found


_made: WeakKeyDictionary[Catalog, AskWords] = WeakKeyDictionary()


def ask_words(catalog: Catalog) -> AskWords:
    """The sides of a catalogue's conflicts, made at their first use and kept as long as the catalogue."""
    found = _made.get(catalog)
    if found is None:
        found = _made[catalog] = AskWords(catalog)
    return found


def spelled(word: str) -> str:
    """A word in one spelling: `colour` and `color` are one."""
    return word.replace("colour", "color").replace("grey", "gray")


@lru_cache(maxsize=4096)
def sides_in(text: str, slot: str, catalog: Catalog) -> int:
    """The bits of the sides that a text may ask for, by its words alone; put several texts together with `|`."""
    return ask_words(catalog).sides_of(text, slot)


@lru_cache(maxsize=4096)
def may_exclude(sides: int, catalog: Catalog) -> tuple[frozenset[str], int]:
    """The conflicts of which two sides that cannot hold at once are among these bits, and the bits of all their sides."""
    asked: dict[str, list[str]] = {}
    for (conflict, side), bit in ask_words(catalog).bits.items():
        if bit & sides:
            asked.setdefault(conflict, []).append(side)
    keys = frozenset(
        key for key, names in asked.items()
        if any(set(pair) not in map(set, catalog.conflicts[key].together) for pair in combinations(names, 2))
    )  # fmt: skip
    bits = 0
    for (conflict, _), bit in ask_words(catalog).bits.items():
        bits |= bit if conflict in keys else 0
    return keys, bits
