"""Who does what a verb says, read from the words in front of it: a person, an animal, a machine, or nobody named."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from projects.core.craft_words import CraftWords
from projects.core.grammar import ARTICLES, AUXILIARIES, CONJUNCTIONS, DETERMINERS, FUNCTION_WORDS, PREPOSITIONS, PRONOUNS
from projects.core.parsing_text import Token
from projects.core.words import singular

# `someone`: a word of no list that stands where a subject does (`a yogi`); it may be a thing after all.
Actor = Literal["person", "someone", "animal", "winged", "swift", "machine", "unknown", "none"]

_PEOPLE = frozenset("he she they we i you who both someone somebody everyone".split())
_THAT = frozenset({"that", "which"})
_JOINTS = CONJUNCTIONS | frozenset({"then", "suddenly", "now"})
_OPENING = 4
# Closed by hand: endings that name who does something, never a thing.
_ENDINGS = tuple(
    "man men woman women lifter builder worker player ologist keeper maker smith seller owner monger girl boy guard".split()
)


def kind_of(word: str, words: CraftWords) -> Actor:
    """What a noun is as an actor; `unknown` for any other word."""
    plain = singular(word)
    if word in words.machines or plain in words.machines:
        return "machine"
    if word in words.winged or plain in words.winged:
        return "winged"
    swift, animals = words.words("swift"), words.words("animals")
    if word in swift or plain in swift:
        return "swift"
    if word in animals or plain in animals:
        return "animal"
    if word in words.bodies or plain in words.bodies or (len(word) > 5 and word.endswith(_ENDINGS)):
        return "person"
    return "unknown"


def named_in(found: Sequence[Token], words: CraftWords, *, last: bool = False) -> Actor:
    """The first (or last) actor that a text names outside of what hangs on a preposition."""
    order = range(len(found) - 1, -1, -1) if last else range(len(found))
    for at in order:
        kind = kind_of(found[at].word, words)
        if kind != "unknown" and not _leads(found, at, words) and not hangs(found, at, words)[0]:
            return kind
    return "none"


def _leads(found: Sequence[Token], at: int, words: CraftWords) -> bool:
    """Whether a noun only leads another: `a basketball player`, `the dog's ball`."""
    if found[at].possessive:
        return True
    after = found[at + 1] if at + 1 < len(found) else None
    return after is not None and after.joined and kind_of(after.word, words) != "unknown"


def subject_of(text: str, found: Sequence[Token], words: CraftWords, *, named: bool = True) -> Actor:
    """Who a subject slot names: a known actor, else `someone` for a plain noun behind an article, else `none`.

    `named`: a name alone is somebody, too; an anchor without a description may be a ship.
    """
    kind = named_in(found, words)
    if kind != "none" or not found:
        return kind
    if found[0].word not in ARTICLES:
        return "someone" if named and _name(text, found, words) else "none"
    at = 1
    while at + 1 < len(found) and found[at + 1].joined and found[at + 1].word not in FUNCTION_WORDS:
        at += 1
    if at >= len(found) or found[at].word in FUNCTION_WORDS or text[found[at].start].isupper():
        return "none"
    thing = words.noun(found[at].word, words.things)
    return "none" if thing else "someone"


def _name(text: str, found: Sequence[Token], words: CraftWords) -> bool:
    """Whether a subject is a name and nothing else: every word in capitals, none of them known."""
    return all(text[word.start].isupper() and not words.known_word(word.word) for word in found)


def _opens(found: Sequence[Token], at: int, first: int, words: CraftWords) -> bool:
    """Whether a word of no list is the head of the phrase that a sentence opens with: `An accountant walks ...`."""
    short = at - first <= _OPENING and found[first].word in ARTICLES
    plain = all(found[back].joined and found[back].word in words.adjectives for back in range(first + 1, at))
    return short and plain and found[at].joined and not words.noun(found[at].word, words.things)


def hangs(found: Sequence[Token], at: int, words: CraftWords) -> tuple[str, int]:
    """What the noun phrase around this word hangs on (`preposition`, `verb` or ""), and where that stands."""
    back = at - 1
    while back >= 0 and found[back + 1].joined:
        word = found[back].word
        if word in PREPOSITIONS or word in words.words("wearing"):
            return "preposition", back
        if word in words.verbs and not (word in words.adjectives or (back and found[back - 1].word in DETERMINERS)):
            return "verb", back
        if not (word in DETERMINERS or word in words.adjectives or found[back].possessive or word not in FUNCTION_WORDS):
            return "", back
        back -= 1
    return "", back


def actor_before(found: Sequence[Token], verb: int, first: int, words: CraftWords) -> Actor:
    """Who does what the verb at this place says, by the words of its sentence from `first` on.

    `none` where the sentence names nobody in front of the verb, `unknown` where a word stands there that is in no list.
    """
    coordinated, that = False, False
    at = verb - 1
    while at >= first:
        word = found[at].word
        coordinated = coordinated or word in _JOINTS or not found[at + 1].joined
        that = that or (at == verb - 1 and word in _THAT)
        if word in _PEOPLE:
            return "person"
        if word == "it":
            return named_in(found[:at], words, last=True)
        idle = word in FUNCTION_WORDS or word in words.adjectives or word.endswith("ly") or word in AUXILIARIES | PRONOUNS
        if idle or found[at].possessive or (word in words.verbs and kind_of(word, words) == "unknown"):
            at -= 1
            continue
        held, place = hangs(found, at, words)
        skipped = (held == "preposition" and not that) or (held == "verb" and coordinated and not that)
        if not skipped:
            kind = kind_of(word, words)
            return "someone" if kind == "unknown" and _opens(found, at, first, words) else kind
        at = min(place, at) - (1 if held == "preposition" else 0)
    return "none"
