"""What a text says about light, time, weather and the parts of people and places.

A *mention* is one word or phrase of an exclusive group with the noun that it describes. The groups are
data (`[[group]]` in the catalogue): id, label, how it is bound, its values and which of them go together.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from projects.core.catalog import Catalog
from projects.core.grammar import FUNCTION_WORDS, NEGATIONS
from projects.core.words import CLAUSE_END, Token, singular, tokens, unquoted

LONGEST_RUN = 4


@dataclass(frozen=True, slots=True, eq=False)
class Group:
    """One exclusive group. `bound`: scene, light, look, part or age. `together`: pairs that may stand side by side."""

    id: str
    label: str
    bound: str
    kinds: frozenset[str]
    together: frozenset[frozenset[str]]
    heads: frozenset[str]
    nouns: frozenset[str]

    def exclude(self, a: str, b: str) -> bool:
        """Whether two values cannot hold for one thing at once."""
        return a != b and frozenset((a, b)) not in self.together


@dataclass(frozen=True, slots=True)
class Mention:
    """One value of one group in a text: code points, word indexes, the nouns it describes."""

    group: Group
    value: str
    start: int
    end: int
    first: int
    last: int
    nouns: tuple[str, ...]
    negated: bool
    implied: bool


class Lexicon:
    """The groups of a catalogue, ready to be found in a text by their first words."""

    def __init__(self, catalog: Catalog) -> None:
        self.light_nouns = catalog.words.get("light-nouns", frozenset())
        self.ranges: dict[str, tuple[int, int]] = {}
        self.by_first: dict[str, list[tuple[tuple[str, ...], Group, str, bool]]] = {}
        for entry in catalog.groups:
            self._add(entry)
        for sequences in self.by_first.values():
            sequences.sort(key=lambda item: -len(item[0]))

    def _add(self, entry: Mapping[str, Any]) -> None:
        group = Group(
            id=entry["id"],
            label=entry["label"],
            bound=entry["bound"],
            kinds=frozenset(entry["kinds"]),
            together=frozenset(frozenset(pair) for pair in entry.get("together", ())),
            heads=frozenset(entry.get("heads", ())),
            nouns=frozenset(entry.get("nouns", ())),
        )
        self.ranges.update({word: (low, high) for word, (low, high) in entry.get("ranges", {}).items()})
        for implied, table in ((False, entry.get("values", {})), (True, entry.get("implied", {}))):
            for value, terms in table.items():
                for term in terms:
                    sequence = tuple(token.word for token in tokens(term))
                    if sequence:
                        self.by_first.setdefault(sequence[0], []).append((sequence, group, value, implied))


_LEXICONS: dict[int, tuple[Catalog, Lexicon]] = {}


def lexicon(catalog: Catalog) -> Lexicon:
    """The lexicon of a catalogue, built once."""
    known = _LEXICONS.get(id(catalog))
    if known is None or known[0] is not catalog:
        known = (catalog, Lexicon(catalog))
        _LEXICONS[id(catalog)] = known
    return known[1]


def run_after(words: tuple[Token, ...], at: int) -> list[Token]:
    """The words that follow without a break and are no function words: a noun phrase going on."""
    found = []
    while at < len(words) and words[at].joined and len(found) < LONGEST_RUN:
        if words[at].word in FUNCTION_WORDS:
            break
        found.append(words[at])
        at += 1
    return found


def _negated(text: str, words: tuple[Token, ...], at: int) -> bool:
    """Whether a negation stands up to three words before, in the same clause."""
    for back in range(at - 1, max(-1, at - 4), -1):
        if CLAUSE_END.search(text[words[back].end : words[back + 1].start]):
            return False
        if words[back].word in NEGATIONS:
            return True
    return False


def _nouns(words: tuple[Token, ...], first: int, last: int) -> tuple[str, ...]:
    """The nouns that an attribute at these words may describe: what follows, or what `is` so."""
    run = run_after(words, last)
    if run:
        return tuple(singular(token.word) for token in run)
    if first >= 2 and words[first].joined and words[first - 1].word in ("is", "are", "was", "were"):
        return (singular(words[first - 2].word),)
    return ()


def _speaks(group: Group, implied: bool, slot: str, run: list[Token], text_before: str, lex: Lexicon) -> bool:
    """Whether a word of this group in this slot says what the group is about."""
    if group.bound == "scene":
        return not run or run[0].word in group.heads or run[0].word.endswith("ing")
    if group.bound == "light":
        if implied or any(token.word in lex.light_nouns for token in run):
            return True
        if slot != "lighting":
            return not run and any(token.word in lex.light_nouns for token in tokens(text_before)[-4:])
        return not run
    if group.bound == "look":
        return slot in ("style", "camera", "lighting", "custom")
    return True


@lru_cache(maxsize=16384)
def mentions_in(text: str, slot: str, lex: Lexicon) -> tuple[Mention, ...]:
    """Every mention in a text, in order. Words in quotation marks are not read."""
    text = unquoted(text)
    words = tokens(text)
    found: list[Mention] = []
    at = 0
    while at < len(words):
        step = 1
        for sequence, group, value, implied in lex.by_first.get(words[at].word, ()):
            last = at + len(sequence)
            if last > len(words) or any(words[at + k].word != part for k, part in enumerate(sequence)):
                continue
            run = run_after(words, last)
            if not _speaks(group, implied, slot, run, text[: words[at].start], lex):
                continue
            nouns = _nouns(words, at, last) if group.bound == "part" else ()
            if group.bound == "part" and (not nouns or (group.nouns and not group.nouns & set(nouns))):
                continue
            found.append(
                Mention(
                    group, value, words[at].start, words[last - 1].end, at, last, nouns,
                    _negated(text, words, at), implied,
                )
            )  # fmt: skip
            step = max(step, len(sequence))
        at += step
    return tuple(found)


_DECADES = {"teens": 13, "twenties": 20, "thirties": 30, "forties": 40, "fifties": 50, "sixties": 60, "seventies": 70,
            "eighties": 80, "nineties": 90}  # fmt: skip
_YEAR_OLD = re.compile(r"\b(\d{1,3})(?:-|\s)years?(?:-|\s)old\b|\baged?\s+(\d{1,3})\b", re.IGNORECASE)
_IN_DECADE = re.compile(
    r"\bin\s+(?:his|her|their|its)\s+(?:(?:early|mid|late)[-\s])?(?:(\d0)'?s|(" + "|".join(_DECADES) + r"))\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Age:
    """An age in years, lowest to highest, and where a text says it."""

    low: int
    high: int
    start: int
    end: int


def ages_in(text: str) -> list[Age]:
    """Ages given in numbers or decades: `28-year-old`, `aged 40`, `in his sixties`, `in her 30s`."""
    text = unquoted(text)
    found = [
        Age(int(m.group(1) or m.group(2)), int(m.group(1) or m.group(2)), m.start(), m.end())
        for m in _YEAR_OLD.finditer(text)
    ]
    for match in _IN_DECADE.finditer(text):
        low = int(match.group(1)) if match.group(1) else _DECADES[match.group(2).casefold()]
        found.append(Age(low, low + 9, match.start(), match.end()))
    return found
