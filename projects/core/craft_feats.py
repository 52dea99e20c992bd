"""What no living body can do, found in a text: the first half of `prompt.physics`.

A feat is a verb with what makes it too much (`jumps over a skyscraper`), done by a living body. A machine, a bird, a
ball, a figure of speech, an attempt or a toy is none. Where it is unclear who does it, nothing is found.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from projects.core.catalog import Catalog
from projects.core.craft_actor import Actor, actor_before, named_in
from projects.core.craft_feat_words import FeatRule, FeatWords, feat_words, may_hold_feats
from projects.core.craft_reading import text_sentences, text_words
from projects.core.grammar import DETERMINERS, FUNCTION_WORDS, PREPOSITIONS
from projects.core.parsing_phrases import Phrases
from projects.core.parsing_text import Sentence, Token

_LINK_GAP, _TARGET_REACH, _FIGURE_REACH, _NOT_DONE_REACH, _MEANS_REACH, _LEADING, _EITHER = 4, 7, 5, 4, 5, 2, 4
# Closed list: figures written out.
_FIGURES = "two three four five six seven eight nine ten twelve twenty thirty forty fifty hundred thousand".split()
_NUMBERS = dict(zip(_FIGURES, (2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 20, 30, 40, 50, 100, 1000), strict=True))


class Found(NamedTuple):
    """A feat and its half-open code points."""

    feat: str
    start: int
    end: int


@lru_cache(maxsize=4096)
def feats_in(text: str, doer: Actor, rest: tuple[str, ...], catalog: Catalog) -> tuple[Found, ...]:
    """The feats of a text. `doer` is who acts where the text names nobody; `rest` is what else the shot says: a diver's
    tank, the ice on the lake."""
    rules = may_hold_feats(text, catalog)
    if not rules:
        return ()
    words = list(text_words(text))
    if "/" in text:
        words = [_slashed(text, word) for word in words]
    found: list[Found] = []
    for sentence in text_sentences(text):
        clause = _Clause(words, sentence, doer, rest, feat_words(catalog), _hyphened(text))
        if not clause.said.isdisjoint(rules):
            found += _of_sentence(clause, rules)
    return tuple(found)


@lru_cache(maxsize=4096)
def _hyphened(text: str) -> frozenset[int]:
    """The places of the words that a hyphen ties to the one before: `bench-presses`."""
    words = text_words(text)
    return frozenset(at for at in range(1, len(words)) if text[words[at - 1].end : words[at].start] == "-")


def _slashed(text: str, word: Token) -> Token:
    """A word behind a stroke goes with the one before: `200 km/h`."""
    return word._replace(joined=True) if word.start and text[word.start - 1] == "/" else word


class _Clause:
    """One sentence of a text, with the words before it."""

    def __init__(
        self,
        words: list[Token],
        sentence: Sentence,
        doer: Actor,
        rest: tuple[str, ...],
        table: FeatWords,
        hyphened: frozenset[int],
    ) -> None:
        self.words, self.rest, self.table, self.doer, self.hyphened = words, rest, table, doer, hyphened
        self.first, self.last = sentence.pieces[0].first, sentence.pieces[-1].last
        self.said = frozenset(word.word for word in words[self.first : self.last])

    def verb(self, word: str) -> bool:
        """Whether a word is a verb and hardly ever a noun."""
        known = self.table.words
        return word in known.verbs and known.verbs[word] not in known.lex.words("noun-verbs")

    def holds(self, phrases: Phrases[bool]) -> bool:
        """Whether a phrase stands in the sentence."""
        return _stands(self.words, self.first, self.last, phrases, denied=True)

    def aided(self, phrases: Phrases[bool], target: int = -1, verb: int = -1) -> bool:
        """Whether a phrase stands in the sentence or in what else the shot says, not behind `without` or `no`.

        The target itself is no aid: `outruns a motorbike`. Nor is what is left before the verb: `gets off the bike and`.
        """
        begin = self._left_behind(verb)
        if _stands(self.words, begin, self.last, phrases, denied=False, target=target):
            return True
        others = (list(text_words(text)) for text in self.rest)
        return any(_stands(words, 0, len(words), phrases, denied=False) for words in others)

    def opens_with_name(self) -> bool:
        """Whether the sentence opens with the name that an anchor's description begins with."""
        name = self.words[self.first].word
        return any(words and words[0].word == name for words in map(text_words, self.rest))

    def _left_behind(self, verb: int) -> int:
        """Behind a vehicle that is got off before the verb, or the start of the sentence."""
        vehicles, begin = self.table.words.words("vehicles"), self.first
        joints = [at for at in range(self.first, verb) if self.words[at].word in _JOINTS or not self.words[at].joined]
        for at in range(self.first + 2, joints[-1] if joints else self.first):
            lead = [word.word for word in self.words[max(self.first, at - 4) : at]]
            if (
                self.words[at].word in vehicles
                and set(lead) & _LEFT
                and lead[-1] in DETERMINERS | self.table.words.adjectives
            ):
                begin = at + 1
        return begin


def _stands(words: list[Token], first: int, last: int, phrases: Phrases[bool], *, denied: bool, target: int = -1) -> bool:
    for at in range(first, last):
        hit = phrases.longest(words, at, last)
        if hit and hit[0] != [target]:
            lead = {words[back].word for back in range(max(first, at - 2), at)}
            other = at - first > _EITHER and words[at - 1].word in ("or", "nor")
            lead |= {words[back].word for back in range(max(first, at - _EITHER), at)} if other else set()
            if denied or not lead & {"without", "no"}:
                return True
    return False


def _of_sentence(clause: _Clause, rules: dict[str, tuple[FeatRule, ...]]) -> Iterator[Found]:
    done, told = -1, set[str]()
    for at in range(clause.first, clause.last):
        for rule in rules.get(clause.words[at].word, ()):
            if at <= done or rule.feat.label in told or not rule.possible(clause.said):
                continue
            end = _complement(clause, at, rule)
            if end is not None and _done(clause, at, end, rule):
                yield Found(rule.feat.id, clause.words[at].start, clause.words[end].end)
                done = end
                told.add(rule.feat.label)


def _complement(clause: _Clause, at: int, rule: FeatRule) -> int | None:
    """The last word of what makes a verb too much, None where it is nothing out of the ordinary."""
    feat = rule.feat
    if feat.alone:
        return at
    if rule.direct:
        straight = _figure(clause, at, rule) if feat.limits else _target(clause, at + 1, rule) if feat.targets else at
        if straight is not None or not feat.links:
            return straight
    for begin in range(at + 1, min(clause.last, at + 1 + _LINK_GAP)):
        if not clause.words[begin].joined:
            return None
        link = rule.links.longest(clause.words, begin, clause.last)
        last = link[0][-1] if link is not None else None
        if last is None or clause.words[last].possessive:
            continue
        found = _figure(clause, last, rule) if feat.limits else _target(clause, last + 1, rule) if feat.targets else last
        if found is not None:
            return found
    return None


def _target(clause: _Clause, begin: int, rule: FeatRule) -> int | None:
    """The place of a target that is the head of the noun phrase which begins here; a noun or two may lead it."""
    words, known = clause.words, clause.table.words
    small, leading = known.words("small"), 0
    for at in range(begin, min(clause.last, begin + _TARGET_REACH)):
        word = words[at].word
        if not (words[at].joined or known.adjective_comma(words, at)):
            return None
        hit = rule.targets.longest(words, at, clause.last)
        if hit is not None and _is_head(clause, hit[0][-1]):
            return hit[0][-1]
        if word in small:
            return None
        if hit is None and not (word in DETERMINERS or known.adjectival(word) or word in known.words("between")):
            leading += 1
            if leading > _LEADING or word in FUNCTION_WORDS or words[at].possessive or clause.verb(word):
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
    # A verb behind its subject is inflected: `a horse saddle` is a saddle.
    verb = clause.verb(word) and word != known.verbs[word]
    goes_on = word.endswith(("ly", "ing")) or _value(word) is not None or word in known.words("behind-target")
    return word in FUNCTION_WORDS or verb or goes_on


# `jumps from 10,000 feet` says where, not how far.
_AWAY = frozenset({"from", "off", "down"})


def _figure(clause: _Clause, at: int, rule: FeatRule) -> int | None:
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
        unit = rule.units.longest(words, begin, clause.last) if begin < clause.last else None
        return unit[0][-1] if unit and value > unit[1] else None
    return None


def _value(word: str) -> float | None:
    if word in _NUMBERS:
        return float(_NUMBERS[word])
    plain = word.replace(",", "")
    return float(plain) if plain.replace(".", "", 1).isascii() and plain.replace(".", "", 1).isdigit() else None


def _done(clause: _Clause, at: int, end: int, rule: FeatRule) -> bool:
    """Whether it is really done, here, by a living body that cannot do it."""
    table, words, feat = clause.table, clause.words, rule.feat
    before = {words[back].word for back in range(max(clause.first, at - _NOT_DONE_REACH), at)}
    if before & table.words.words("not-done") or {"as", "if"} <= before or {"as", "though"} <= before:
        return False
    if feat.needs and not clause.holds(rule.needs):
        return False
    if clause.aided(rule.unless, end, at) or (feat.machines and _by_machine(clause, at, end)):
        return False
    if feat.of == "wingless" and clause.aided(table.aids, end):
        return False
    return feat.of == "all" or _actor(clause, at) in _CAN_BE[feat.of]


def _actor(clause: _Clause, at: int) -> Actor:
    """Who does it: named in front of the verb, earlier in the text, or the shot's subject."""
    words, known = clause.words, clause.table.words
    said = words[at].word
    while at > clause.first and at in clause.hyphened:
        at -= 1
    actor = actor_before(words, at, clause.first, known)
    goes_on = at > clause.first and (words[at - 1].word in _JOINTS or not words[at].joined)
    if actor == "unknown" and goes_on and said.endswith("s") and _opens_with_verb(clause):
        actor = "none"
    if actor == "unknown" and clause.opens_with_name():
        actor = clause.doer
    if actor == "none":
        actor = named_in(words[: clause.first], known, last=True) if clause.first else "none"
    if actor == "none":
        actor = clause.doer
    # Somebody of no list, but with hands of his own: `the zouave lifts his ...`.
    return "person" if actor in ("someone", "unknown") and clause.said & _PERSONAL else actor


def _opens_with_verb(clause: _Clause) -> bool:
    """Whether a sentence opens with a verb of no list: its ending agrees with who does it (`yeets a cow and ...`)."""
    word = clause.words[clause.first].word
    return word.endswith("s") and not word.endswith("ss") and not clause.table.words.known_word(word)


def _by_machine(clause: _Clause, at: int, end: int) -> bool:
    """Whether a machine or a tool does it: `with an excavator`, `aboard a helicopter`, `driving a truck`."""
    vehicles = clause.table.words.words("vehicles")
    for place in range(clause.first, clause.last):
        if clause.words[place].word in _MEANS and not at <= place <= end:
            reach = range(place + 1, min(clause.last, place + 1 + _MEANS_REACH))
            for near in reach:
                if not clause.words[near].joined or clause.words[near].word in PREPOSITIONS:
                    break
                if clause.words[near].word in vehicles and not at <= near <= end:
                    return True
    return False


_PERSONAL = frozenset({"his", "her", "himself", "herself", "he", "she"})
_JOINTS = frozenset({"and", "then"})
_LEFT = frozenset({"off", "from", "to", "towards", "toward", "leaves", "dismounts", "abandons", "parks", "ditches"})
_MEANS = frozenset("with using aboard driving drives riding rides operating steering on in inside by via".split())
_BODIES: frozenset[Actor] = frozenset({"person", "someone", "animal", "swift"})
_CAN_BE: dict[str, frozenset[Actor]] = {
    "any": _BODIES | {"winged"},
    "ground": _BODIES,
    "wingless": _BODIES - {"someone"},
    "land": _BODIES,
    "known": _BODIES - {"someone"},
    "slow": _BODIES - {"swift"},
    "people": frozenset({"person", "someone"}),
}
