"""What no living body can do, found in a text: the first half of `prompt.physics`.

A feat is a verb with what makes it too much (`jumps over a skyscraper`), done by a living body. A machine, a bird, a
ball, a figure of speech, an attempt or a toy is none. Where it is unclear who does it, nothing is found.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple
from weakref import WeakKeyDictionary

from projects.core.catalog import Catalog, Feat
from projects.core.craft_actor import Actor, actor_before, named_in
from projects.core.craft_reading import text_sentences, text_words
from projects.core.craft_words import CraftWords, craft_words
from projects.core.grammar import DETERMINERS, FUNCTION_WORDS
from projects.core.parsing_forms import forms
from projects.core.parsing_text import Phrases, Sentence, Token, folded

_LINK_GAP, _TARGET_REACH, _FIGURE_REACH, _NOT_DONE_REACH = 4, 6, 5, 4
# Closed list: figures written out.
_FIGURES = "two three four five six seven eight nine ten twelve twenty thirty forty fifty hundred thousand".split()
_NUMBERS = dict(zip(_FIGURES, (2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 20, 30, 40, 50, 100, 1000), strict=True))


class Found(NamedTuple):
    """A feat and its half-open code points."""

    feat: str
    start: int
    end: int


class FeatWords:
    """The feats of a catalogue, ready to be found by the forms of their verbs."""

    def __init__(self, catalog: Catalog) -> None:
        self.words: CraftWords = craft_words(catalog)
        self.by_form: dict[str, tuple[Feat, ...]] = {}
        self.links = {feat.id: _table(feat.links) for feat in catalog.feats.values()}
        self.targets = {feat.id: _table(feat.targets) for feat in catalog.feats.values()}
        self.needs = {feat.id: _table(feat.needs) for feat in catalog.feats.values()}
        self.unless = {feat.id: _table(feat.unless) for feat in catalog.feats.values()}
        self.units = {feat.id: _limits(feat) for feat in catalog.feats.values()}
        self.fantasy = _table(self.words.words("fantasy"))
        self.aids = _table(self.words.words("aids"))
        for feat in catalog.feats.values():
            for form in {form for verb in feat.verbs for form in forms(verb)}:
                self.by_form[form] = (*self.by_form.get(form, ()), feat)


def _table(phrases: tuple[str, ...] | frozenset[str]) -> Phrases[bool]:
    table: Phrases[bool] = Phrases()
    for phrase in phrases:
        table.add(folded(phrase), True)
    return table


def _limits(feat: Feat) -> Phrases[float]:
    table: Phrases[float] = Phrases()
    for unit, limit in feat.limits.items():
        table.add(folded(unit), float(limit))
    return table


_made: WeakKeyDictionary[Catalog, FeatWords] = WeakKeyDictionary()


def feat_words(catalog: Catalog) -> FeatWords:
    """The feats of a catalogue, made at their first use and kept as long as the catalogue."""
    found = _made.get(catalog)
    if found is None:
        found = _made[catalog] = FeatWords(catalog)
    return found


def says_fantasy(text: str, catalog: Catalog) -> bool:
    """Whether a text says by itself that it is a dream, a drawing, a trick or another world."""
    table = feat_words(catalog)
    return table.words.holds(table.fantasy, text_words(text))


@lru_cache(maxsize=4096)
def feats_in(text: str, doer: Actor, rest: tuple[str, ...], catalog: Catalog) -> tuple[Found, ...]:
    """The feats of a text. `doer` is who acts where the text names nobody; `rest` is what else the shot says: a diver's
    tank, the ice on the lake."""
    table = feat_words(catalog)
    words = list(text_words(text))
    if table.by_form.keys().isdisjoint(word.word for word in words):
        return ()
    if "/" in text:
        words = [_slashed(text, word) for word in words]
    found: list[Found] = []
    for sentence in text_sentences(text):
        found += _of_sentence(_Clause(words, sentence, doer, rest, table))
    return tuple(found)


def _slashed(text: str, word: Token) -> Token:
    """A word behind a stroke goes with the one before: `200 km/h`."""
    return word._replace(joined=True) if word.start and text[word.start - 1] == "/" else word


class _Clause:
    """One sentence of a text, with the words before it."""

    def __init__(
        self, words: list[Token], sentence: Sentence, doer: Actor, rest: tuple[str, ...], table: FeatWords
    ) -> None:
        self.words, self.rest, self.table, self.doer = words, rest, table, doer
        self.first, self.last = sentence.pieces[0].first, sentence.pieces[-1].last

    def holds(self, phrases: Phrases[bool]) -> bool:
        """Whether a phrase stands in the sentence."""
        return _stands(self.words, self.first, self.last, phrases, denied=True)

    def aided(self, phrases: Phrases[bool]) -> bool:
        """Whether a phrase stands in the sentence or in what else the shot says, not behind `without` or `no`."""
        if _stands(self.words, self.first, self.last, phrases, denied=False):
            return True
        others = (list(text_words(text)) for text in self.rest)
        return any(_stands(words, 0, len(words), phrases, denied=False) for words in others)


def _stands(words: list[Token], first: int, last: int, phrases: Phrases[bool], *, denied: bool) -> bool:
    for at in range(first, last):
        if phrases.longest(words, at, last):
            lead = {words[back].word for back in range(max(first, at - 2), at)}
            if denied or not lead & {"without", "no"}:
                return True
    return False


def _of_sentence(clause: _Clause) -> Iterator[Found]:
    done = -1
    for at in range(clause.first, clause.last):
        for feat in clause.table.by_form.get(clause.words[at].word, ()):
            end = _complement(clause, at, feat) if at > done else None
            if end is not None and _done(clause, at, feat):
                yield Found(feat.id, clause.words[at].start, clause.words[end].end)
                done = end


def _complement(clause: _Clause, at: int, feat: Feat) -> int | None:
    """The last word of what makes a verb too much, None where it is nothing out of the ordinary."""
    if feat.alone:
        return at
    if feat.limits and not feat.links:
        return _figure(clause, at, feat)
    if not feat.links:
        return _target(clause, at + 1, feat)
    for begin in range(at + 1, min(clause.last, at + 1 + _LINK_GAP)):
        if not clause.words[begin].joined:
            return None
        link = clause.table.links[feat.id].longest(clause.words, begin, clause.last)
        if link is not None:
            last = link[0][-1]
            if feat.limits:
                return _figure(clause, last, feat)
            return _target(clause, last + 1, feat) if feat.targets else last
    return None


def _target(clause: _Clause, begin: int, feat: Feat) -> int | None:
    """The place of a target that is the head of the noun phrase which begins here."""
    words, known = clause.words, clause.table.words
    small = known.words("small")
    for at in range(begin, min(clause.last, begin + _TARGET_REACH)):
        word = words[at].word
        if word in small or not (words[at].joined or known.adjective_comma(words, at)):
            return None
        hit = clause.table.targets[feat.id].longest(words, at, clause.last)
        if hit is not None and _is_head(clause, hit[0][-1]):
            return hit[0][-1]
        if hit is None and not (word in DETERMINERS or known.adjectival(word) or word in known.words("between")):
            return None
    return None


def _is_head(clause: _Clause, at: int) -> bool:
    """Whether no further noun follows: `a car`, not `a car door`."""
    words, known = clause.words, clause.table.words
    if words[at].possessive:
        return False
    if at + 1 >= clause.last or not words[at + 1].joined:
        return True
    word = words[at + 1].word
    verb = word in known.verbs and known.verbs[word] not in known.lex.words("noun-verbs")
    goes_on = word.endswith(("ly", "ing")) or word[0].isdigit() or word in known.words("behind-target")
    return word in FUNCTION_WORDS or verb or goes_on


# `jumps from 10,000 feet` says where, not how far.
_AWAY = frozenset({"from", "off", "down"})


def _figure(clause: _Clause, at: int, feat: Feat) -> int | None:
    """The unit of a figure above the feat's limit: `30 feet`, `a 50-metre`, `three tons`."""
    words = clause.words
    for place in range(at + 1, min(clause.last, at + 1 + _FIGURE_REACH)):
        if not words[place].joined:
            return None
        if words[place].word in _AWAY:
            return None
        value = _value(words[place].word)
        if value is None:
            continue
        begin = place + 1
        while begin < clause.last and (more := _value(words[begin].word)) is not None:
            value, begin = value * more, begin + 1
        unit = clause.table.units[feat.id].longest(words, begin, clause.last) if begin < clause.last else None
        return unit[0][-1] if unit and value > unit[1] else None
    return None


def _value(word: str) -> float | None:
    if word in _NUMBERS:
        return float(_NUMBERS[word])
    plain = word.replace(",", "")
    return float(plain) if plain.replace(".", "", 1).isascii() and plain.replace(".", "", 1).isdigit() else None


def _done(clause: _Clause, at: int, feat: Feat) -> bool:
    """Whether it is really done, here, by a living body that cannot do it."""
    table, words = clause.table, clause.words
    before = {words[back].word for back in range(max(clause.first, at - _NOT_DONE_REACH), at)}
    if before & table.words.words("not-done") or {"as", "if"} <= before or {"as", "though"} <= before:
        return False
    if feat.needs and not clause.holds(table.needs[feat.id]):
        return False
    if clause.aided(table.unless[feat.id]):
        return False
    if feat.of == "wingless" and clause.aided(table.aids):
        return False
    actor = actor_before(words, at, clause.first, table.words)
    if actor == "none":
        actor = named_in(words[: clause.first], table.words, last=True) if clause.first else "none"
    if actor == "none":
        actor = clause.doer
    return actor in _CAN_BE[feat.of]


_CAN_BE: dict[str, frozenset[Actor]] = {
    "any": frozenset({"person", "someone", "animal", "winged", "swift"}),
    "wingless": frozenset({"person", "animal", "swift"}),
    "ground": frozenset({"person", "someone", "animal"}),
    "people": frozenset({"person", "someone"}),
}
