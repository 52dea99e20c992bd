"""What a text says about light, time, weather and the parts of people and places.

A *mention* is one word or phrase of an exclusive group with the noun that it describes. The groups are
data (`[[group]]` in the catalogue): id, label, how it is bound, its values and which of them go together.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from weakref import WeakKeyDictionary

from projects.core.catalog import Catalog
from projects.core.grammar import FUNCTION_WORDS, NEGATIONS
from projects.core.noun_phrases import NounPhrases, noun_phrases
from projects.core.standing import standing
from projects.core.words import CLAUSE_END, LONGEST_KEPT, Token, singular, tokens, unquoted, vocabulary

_COPULAS = frozenset({"is", "are", "was", "were", "looks", "turns", "becomes"})


@dataclass(frozen=True, slots=True, eq=False)
class Group:
    """One exclusive group. `bound`: scene, light, look, part or age. `together`: pairs that may stand side by side.

    `heads`: nouns that a word may stand before and still speak for the group. `nouns`: the only parts that a
    part-bound group is about, all where empty. `of_places`: words that describe a place before any noun. `always`:
    value -> a part that it describes whatever it stands before. `not_before`, `context`: see the data.
    """

    id: str
    label: str
    bound: str
    kinds: frozenset[str]
    together: frozenset[frozenset[str]]
    heads: frozenset[str]
    nouns: frozenset[str]
    of_places: frozenset[str]
    not_before: frozenset[str]
    context: frozenset[str]
    always: Mapping[str, str]

    def exclude(self, a: str, b: str) -> bool:
        """Whether two values cannot hold for one thing at once."""
        return a != b and frozenset((a, b)) not in self.together


@dataclass(frozen=True, slots=True, eq=False)
class Mention:
    """One value of one group in a text: code points, word indexes, the nouns that it describes.

    `said_end` is where its noun phrase ends; `sure` says that the words state it of this very shot.
    """

    group: Group
    value: str
    start: int
    end: int
    said_end: int
    first: int
    last: int
    nouns: tuple[str, ...]
    negated: bool
    implied: bool
    sure: bool = True


@dataclass(frozen=True, slots=True, eq=False)
class _Term:
    """One wording of one value."""

    words: tuple[str, ...]
    group: Group
    value: str
    implied: bool


class Lexicon:
    """The groups of a catalogue, ready to be found in a text by their first words."""

    def __init__(self, catalog: Catalog) -> None:
        self.reader: NounPhrases = noun_phrases(catalog)
        self.light_nouns = catalog.words.get("light-nouns", frozenset())
        self.wearing = catalog.words.get("wearing", frozenset())
        self.ranges: dict[str, tuple[int, int]] = {}
        self.by_first: dict[str, list[_Term]] = {}
        self.part_endings = dict(entry.split("=") for entry in catalog.words.get("part-endings", ()))
        for entry in catalog.groups:
            self._add(entry)
        for terms in self.by_first.values():
            terms.sort(key=lambda term: -len(term.words))
        self.first_words = frozenset(singular(word) for first in self.by_first for word in first.split("-"))
        self.first_words |= self.part_endings.keys()

    def _add(self, entry: Mapping[str, Any]) -> None:
        group = Group(
            id=entry["id"],
            label=entry["label"],
            bound=entry["bound"],
            kinds=frozenset(entry["kinds"]),
            together=frozenset(frozenset(pair) for pair in entry.get("together", ())),
            heads=frozenset(entry.get("heads", ())),
            nouns=frozenset(singular(noun) for noun in entry.get("nouns", ())),
            of_places=frozenset(entry.get("of_places", ())),
            not_before=frozenset(entry.get("not_before", ())),
            context=frozenset(entry.get("context", ())),
            always=entry.get("always", {}),
        )
        self.ranges.update({word: (low, high) for word, (low, high) in entry.get("ranges", {}).items()})
        for implied, table in ((False, entry.get("values", {})), (True, entry.get("implied", {}))):
            for value, wordings in table.items():
                for wording in wordings:
                    words = tuple(token.word for token in tokens(wording))
                    if words:
                        self.by_first.setdefault(words[0], []).append(_Term(words, group, value, implied))

    def terms_at(self, words: tuple[Token, ...], at: int) -> Iterator[tuple[_Term, int, str]]:
        """The terms that begin at this word, the index after each, and the part named by a compound (`blue-eyed`)."""
        word = words[at].word
        for term in self.by_first.get(word, ()):
            end = at + len(term.words)
            if all(t.word == part for t, part in zip(words[at:end], term.words, strict=False)) and end <= len(words):
                yield term, end, ""
        first, _, ending = word.rpartition("-")
        if first and ending in self.part_endings:
            for term in self.by_first.get(first, ()):
                if len(term.words) == 1 and term.group.bound == "part":
                    yield term, at + 1, self.part_endings[ending]


_made: WeakKeyDictionary[Catalog, Lexicon] = WeakKeyDictionary()


def lexicon(catalog: Catalog) -> Lexicon:
    """The lexicon of a catalogue, made at its first use and kept as long as the catalogue."""
    found = _made.get(catalog)
    if found is None:
        found = _made[catalog] = Lexicon(catalog)
    return found


def _negated(text: str, words: tuple[Token, ...], at: int) -> bool:
    """Whether a negation stands up to three words before, in the same clause."""
    for back in range(at - 1, max(-1, at - 4), -1):
        if CLAUSE_END.search(text[words[back].end : words[back + 1].start]):
            return False
        if words[back].word in NEGATIONS:
            return True
    return False


def _described(words: tuple[Token, ...], term: _Term, first: int, run: list[Token], lex: Lexicon) -> tuple[str, ...]:
    """The nouns that an attribute describes: the head of what follows, or what `is` so."""
    head = lex.reader.head(run)
    nouns = [singular(head.word)] if head else []
    if not run and first >= 2 and words[first].joined and words[first - 1].word in _COPULAS:
        nouns = [singular(words[first - 2].word)]
    if nouns and term.value in term.group.always:
        nouns.append(term.group.always[term.value])
    return tuple(dict.fromkeys(nouns))


def _paired_run(words: tuple[Token, ...], last: int, group: Group, lex: Lexicon) -> list[Token]:
    """What follows an attribute, also over a second one of its group: `red and blue coat`."""
    run = lex.reader.run(words, last)
    if run or last + 1 >= len(words) or words[last].word not in ("and", "or") or not words[last].joined:
        return run
    second = next((end for term, end, _ in lex.terms_at(words, last + 1) if term.group is group), None)
    return lex.reader.run(words, second) if second else []


def _of_light(term: _Term, slot: str, run: list[Token], words: tuple[Token, ...], at: int, lex: Lexicon) -> bool:
    if term.implied:
        return not run or run[0].word in term.group.heads or run[0].word in lex.light_nouns
    if any(token.word in lex.light_nouns for token in run):
        return run[0].word not in term.group.not_before
    if run:
        return False
    if any(token.word in lex.light_nouns for token in words[max(0, at - 4) : at]):
        return True
    # `warm, soft` alone speaks of light; `the office looks orderly and warm` need not.
    return slot == "lighting" and not (at >= 3 and all(token.joined for token in words[at - 2 : at + 1]))


def _of_look(term: _Term, slot: str, run: list[Token]) -> bool:
    if slot not in ("style", "camera", "lighting", "custom"):
        return False
    heads = term.group.heads
    figure = term.words[0][0].isdigit()
    if run:
        return run[0].word in heads if figure else not heads or run[0].word in heads
    return not figure or slot == "style" or term.words[-1] in heads


def _speaks(term: _Term, slot: str, run: list[Token], words: tuple[Token, ...], at: int, lex: Lexicon) -> bool:
    """Whether a wording of this group in this slot says what the group is about."""
    bound = term.group.bound
    if bound == "scene":
        of_place = slot in ("environment", "lighting") and term.words[0] in term.group.of_places
        return not run or run[0].word in term.group.heads or of_place
    if bound == "light":
        return _of_light(term, slot, run, words, at, lex)
    return bound == "part" or (bound == "look" and _of_look(term, slot, run))


def _said_end(group: Group, run: list[Token], lex: Lexicon) -> int | None:
    """Where the noun ends that the words belong to: `blue wool coat`, `cold light`, `night sky`."""
    if group.bound == "part":
        head = lex.reader.head(run)
        return head.end if head else None
    lit = [token.end for token in run if token.word in lex.light_nouns] if group.bound == "light" else []
    if lit:
        return max(lit)
    if run and run[0].word in group.heads and not lex.reader.verb(run[0].word):
        return run[0].end
    return None


def _in_context(text: str, words: tuple[Token, ...], at: int, context: frozenset[str]) -> bool:
    """Whether one of these words stands in the same clause, up to six words away."""
    first = words[at].start
    for token in words[max(0, at - 6) : at + 7]:
        between = text[token.end : first] if token.start < first else text[words[at].end : token.start]
        if token.word in context and not CLAUSE_END.search(between):
            return True
    return False


def _mention(
    text: str, slot: str, words: tuple[Token, ...], at: int, found: tuple[_Term, int, str], lex: Lexicon
) -> Mention | None:
    term, last, part = found
    group = term.group
    run = [] if part else _paired_run(words, last, group, lex)
    if not part and not _speaks(term, slot, run, words, at, lex):
        return None
    nouns = (part,) if part else _described(words, term, at, run, lex) if group.bound == "part" else ()
    if group.bound == "part" and (not nouns or (group.nouns and group.nouns.isdisjoint(nouns))):
        return None
    if group.context and slot == "custom" and not _in_context(text, words, at, group.context):
        return None
    sure = True
    if group.bound in ("scene", "light"):
        held = standing(text, words, at, last, slot, lex.reader)
        if held == "unreal":
            return None
        sure = held == "stated"
    end = words[last - 1].end
    said_end = _said_end(group, run, lex) or end
    negated = _negated(text, words, at)
    return Mention(group, term.value, words[at].start, end, said_end, at, last, nouns, negated, term.implied, sure)


def _found_mentions(text: str, slot: str, lex: Lexicon) -> tuple[Mention, ...]:
    if vocabulary(text).isdisjoint(lex.first_words):
        return ()
    text = unquoted(text)
    words = tokens(text)
    found: list[Mention] = []
    at = 0
    while at < len(words):
        step = 1
        for term in lex.terms_at(words, at):
            mention = _mention(text, slot, words, at, term, lex)
            if mention is not None:
                found.append(mention)
                step = max(step, mention.last - at)
        at += step
    return tuple(found)


_mentions_of_short = lru_cache(maxsize=2048)(_found_mentions)


def mentions_in(text: str, slot: str, lex: Lexicon) -> tuple[Mention, ...]:
    """Every mention in a text, in order. Words in quotation marks are not read."""
    return _mentions_of_short(text, slot, lex) if len(text) <= LONGEST_KEPT else _found_mentions(text, slot, lex)


@lru_cache(maxsize=512)
def noun_phrases_in(text: str, lex: Lexicon) -> tuple[tuple[str, int, int], ...]:
    """The noun phrases of a description: the head in the singular, and half-open code points."""
    words = tokens(unquoted(text))
    found = []
    at = 0
    while at < len(words):
        run = [words[at], *lex.reader.run(words, at + 1)] if words[at].word not in FUNCTION_WORDS else []
        if run:
            phrase = lex.reader.phrase(run)
            found.append((singular(phrase[-1].word), phrase[0].start, phrase[-1].end))
        at += max(1, len(run))
    return tuple(found)
