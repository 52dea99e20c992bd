"""The groups of words that exclude each other, ready to be found in a text by their first words.

The groups are data (`[[group]]` in the catalogue): id, label, how it is bound, its values and which of them go
together. A project may add groups of its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any
from weakref import WeakKeyDictionary

from projects.core.board import WordGroup
from projects.core.catalog import Catalog
from projects.core.grammar import FUNCTION_WORDS
from projects.core.noun_phrases import NounPhrases, noun_phrases
from projects.core.words import Token, singular, tokens

# How a group of a project's own binds, by the kind of anchor that it is about.
_BOUND = {"subject": "trait", "environment": "scene", "lighting": "scene", "style": "look"}
_HAIR = frozenset({"hair", "beard", "moustache", "eyebrow"})
Spans = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True, eq=False)
class Group:
    """One exclusive group. `bound`: scene, light, look, part, trait or age. `together`: pairs that may go together.

    `heads`: nouns that a word may stand before and still speak for the group, any where `any_head`. `nouns`: the only
    parts that a part-bound group is about, all where empty. `of_places`: words that describe a place before any noun.
    `always`: value -> a part that it describes whatever it stands before. `spans`: from minute to minute of a day;
    what does not overlap excludes each other but for `together`. `not_before`, `context`, `of_anchor`: see the data.
    """

    id: str
    label: str
    bound: str
    kinds: frozenset[str]
    together: frozenset[frozenset[str]] = frozenset()
    apart: frozenset[frozenset[str]] = frozenset()
    together_of_hair: frozenset[frozenset[str]] = frozenset()
    denied: Mapping[str, str] = field(default_factory=dict)
    heads: frozenset[str] = frozenset()
    nouns: frozenset[str] = frozenset()
    of_places: frozenset[str] = frozenset()
    not_before: frozenset[str] = frozenset()
    context: frozenset[str] = frozenset()
    always: Mapping[str, str] = field(default_factory=dict)
    spans: Mapping[str, Spans] = field(default_factory=dict)
    of_anchor: bool = False
    any_head: bool = False

    def exclude(self, a: str, b: str, nouns: tuple[str, ...] = ()) -> bool:
        """Whether two values cannot hold for one thing at once; `nouns`: the part that they are said of."""
        if a == b or frozenset((a, b)) in self.together:
            return False
        if frozenset((a, b)) in self.together_of_hair and not _HAIR.isdisjoint(nouns):
            return False
        if not self.spans or frozenset((a, b)) in self.apart:
            return True
        return not any(x < end and start < y for x, y in self.minutes(a) for start, end in self.minutes(b))

    def minutes(self, value: str) -> Spans:
        """From which minute of the day to which a value holds. `clock:1290` is half past nine, half an hour either way."""
        name, _, minute = value.partition(":")
        if minute:
            return ((int(minute) - 30, int(minute) + 30),)
        return self.spans.get(name, ())


@dataclass(frozen=True, slots=True, eq=False)
class Term:
    """One wording of one value."""

    words: tuple[str, ...]
    group: Group
    value: str
    implied: bool


def _pairs(entries: Iterable[Iterable[str]]) -> frozenset[frozenset[str]]:
    return frozenset(frozenset(pair) for pair in entries)


def _group(entry: Mapping[str, Any]) -> Group:
    spans = {
        value: tuple((int(start), int(end)) for start, end in hours) for value, hours in entry.get("spans", {}).items()
    }
    return Group(
        id=entry["id"],
        label=entry["label"],
        bound=entry["bound"],
        kinds=frozenset(entry["kinds"]),
        together=_pairs(entry.get("together", ())),
        apart=_pairs(entry.get("apart", ())),
        together_of_hair=_pairs(entry.get("together_of_hair", ())),
        denied=entry.get("denied", {}),
        heads=frozenset(entry.get("heads", ())),
        nouns=frozenset(singular(noun) for noun in entry.get("nouns", ())),
        of_places=frozenset(entry.get("of_places", ())),
        not_before=frozenset(entry.get("not_before", ())),
        context=frozenset(entry.get("context", ())),
        always=entry.get("always", {}),
        spans=spans,
        of_anchor=entry.get("of_anchor", False),
        any_head=entry.get("any_head", False),
    )


def _own_entry(group: WordGroup) -> dict[str, Any]:
    """A project's own group in the shape of the catalogue's; without kinds it is about all of them."""
    kinds: tuple[str, ...] = tuple(group.kinds) or tuple(_BOUND)
    first = {tokens(wording)[0].word for _, wordings in group.values for wording in wordings if tokens(wording)}
    return {
        "id": f"own:{group.id}",
        "label": group.label,
        "bound": _BOUND[kinds[0]] if len(kinds) == 1 else "scene",
        "kinds": kinds,
        "of_places": sorted(first),
        "values": dict(group.values),
        "any_head": True,
    }


def _telling(words: tuple[str, ...]) -> str:
    """The word without which a wording cannot stand in a text: its longest that is no function word, in the singular."""
    parts = [part for word in words for part in word.split("-")]
    return singular(max((part for part in parts if part not in FUNCTION_WORDS), key=len, default=parts[-1]))


class Lexicon:
    """The groups of a catalogue and of a project, and the word lists that reading them needs."""

    def __init__(self, catalog: Catalog, own: tuple[WordGroup, ...] = ()) -> None:
        self.reader: NounPhrases = noun_phrases(catalog)
        self.time: Group | None = None
        self.ranges: dict[str, tuple[int, int]] = {}
        self.by_first: dict[str, list[Term]] = {}
        self.substances: set[str] = set()
        self.colours: set[str] = set()
        self._read_lists()
        for entry in (*catalog.groups, *map(_own_entry, own)):
            self._add(entry)
        self.single: dict[str, list[Term]] = {}
        self.by_two: dict[tuple[str, str], list[Term]] = {}
        for terms in self.by_first.values():
            terms.sort(key=lambda term: -len(term.words))
            for term in terms:
                if len(term.words) == 1:
                    self.single.setdefault(term.words[0], []).append(term)
                else:
                    self.by_two.setdefault((term.words[0], term.words[1]), []).append(term)
        self.age_words = frozenset(part for word in self.ranges for part in word.split("-"))
        telling = {_telling(term.words) for terms in self.by_first.values() for term in terms}
        self.first_words = frozenset(telling) | self.part_endings.keys()

    def _read_lists(self) -> None:
        words = self.reader.words
        self.light_nouns, self.months = words("light-nouns"), words("months")
        self.hides, self.finishes, self.animals = words("hides"), words("finishes"), words("animals")
        self.wearing, self.donning, self.donning_with = words("wearing"), words("donning"), words("donning-with")
        self.copulas, self.degree = words("copulas"), words("degree")
        self.male, self.female = words("male-words"), words("female-words")
        self.loose, self.of_parts = words("loose-words"), words("parts-of-parts")
        self.garments = words("garments")
        self.things = self.garments | {singular(word) for word in words("parse-features")}
        self.part_endings = dict(entry.split("=") for entry in words("part-endings"))
        self.same_parts = dict(entry.split("=") for entry in words("same-parts"))
        self.bare: dict[str, list[str]] = {}
        for entry in sorted(words("bare")):
            word, noun = entry.split("=")
            self.bare.setdefault(word, []).append(noun)
        self.bare_words = frozenset(singular(part) for word in self.bare for part in word.split("-"))
        self.taken_off: dict[str, list[tuple[str, ...]]] = {}
        for phrase in sorted(words("taken-off"), key=lambda said: -len(said.split())):
            self.taken_off.setdefault(phrase.split()[0], []).append(tuple(phrase.split()))

    def _add(self, entry: Mapping[str, Any]) -> None:
        group = _group(entry)
        if group.spans:
            self.time = group
        self.ranges.update({word: (low, high) for word, (low, high) in entry.get("ranges", {}).items()})
        for implied, table in ((False, entry.get("values", {})), (True, entry.get("implied", {}))):
            for value, wordings in table.items():
                for wording in wordings:
                    self._wording(wording, group, value, implied=implied)

    def _wording(self, wording: str, group: Group, value: str, *, implied: bool) -> None:
        words = tuple(token.word for token in tokens(wording))
        if not words:
            return
        self.by_first.setdefault(words[0], []).append(Term(words, group, value, implied))
        if len(words) == 1 and group.id == "material":
            self.substances.add(words[0])
        if len(words) == 1 and group.id == "colour":
            self.colours.add(words[0])

    def part(self, word: str) -> str:
        """The name under which a part is known: singular, and one of its spellings and synonyms."""
        noun = singular(word)
        return self.same_parts.get(noun, noun)

    def terms_at(self, words: tuple[Token, ...], at: int) -> Iterator[tuple[Term, int, str]]:
        """The terms that begin at this word, the index after each, and the part named by a compound (`blue-eyed`)."""
        word = words[at].word
        for term in self.by_two.get((word, words[at + 1].word), ()) if at + 1 < len(words) else ():
            end = at + len(term.words)
            if len(term.words) == 2 or term.words == tuple([token.word for token in words[at:end]]):
                yield term, end, ""
        for term in self.single.get(word, ()):
            yield term, at + 1, ""
        if "-" in word and word not in self.by_first:
            yield from self._compound(word, at)

    def _compound(self, word: str, at: int) -> Iterator[tuple[Term, int, str]]:
        """`blue-eyed` = blue eyes; `bottle-green` = green, but `blue-green` is neither."""
        first, _, last = word.rpartition("-")
        known = last in self.part_endings
        shade = first.rpartition("-")[2]
        for term in self.by_first.get(first if first in self.by_first else shade, ()) if known else ():
            if len(term.words) == 1 and term.group.bound == "part":
                yield term, at + 1, self.part_endings[last]
        if not known and last in self.colours and shade not in self.colours:
            yield from ((term, at + 1, "") for term in self.by_first[last] if term.words == (last,))


# How many sets of own groups are remembered: each brings word tables of its own.
_MOST = 16
_made: WeakKeyDictionary[Catalog, dict[tuple[WordGroup, ...], Lexicon]] = WeakKeyDictionary()


def lexicon(catalog: Catalog, own: tuple[WordGroup, ...] = ()) -> Lexicon:
    """The lexicon of a catalogue and of a project's own groups, made at its first use and kept with the catalogue."""
    known = _made.setdefault(catalog, {})
    found = known.get(own)
    if found is None:
        if len(known) > _MOST:
            known.clear()
        found = known[own] = Lexicon(catalog, own)
    return found
