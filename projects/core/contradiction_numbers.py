"""How many of a part there are, and from which year a thing is: `three lanterns`, `a 1967 Mustang`, `a 1950s diner`."""

from __future__ import annotations

import re
from dataclasses import dataclass

from projects.core.attributes_binding import head_of
from projects.core.attributes_lexicon import Lexicon
from projects.core.attributes_polarity import compared, elsewhere
from projects.core.words import Token, singular, tokens, unquoted, vocabulary

_NUMBERS = {
    "single": 1, "one": 1, "two": 2, "twin": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
    "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "dozen": 12,
}  # fmt: skip
_FIGURE = re.compile(r"\b\d{1,2}\s")
_YEAR = re.compile(r"(1[0-9]|20)\d\d(?:s|-era|-style)?")
# Before a number these speak of some of several, or of others.
_NOT_ALL = frozenset("of another other more last first next only just about nearly almost over around some every".split())


@dataclass(frozen=True, slots=True)
class Count:
    """How many of a noun a text says, and where, as half-open code points. `first`: the number's word index."""

    noun: str
    number: int
    start: int
    end: int
    first: int


@dataclass(frozen=True, slots=True)
class Year:
    """From which years a thing is; `noun` is empty where only the year is said: `in 1985`."""

    noun: str
    low: int
    high: int
    start: int
    end: int
    first: int


def _number(word: str) -> int | None:
    if word.isdecimal() and word.isascii() and len(word) < 3:
        return int(word)
    return _NUMBERS.get(word)


def counts_in(text: str, lex: Lexicon) -> list[Count]:
    """The parts that a text counts, in order. Words in quotation marks are not read."""
    if vocabulary(text).isdisjoint(_NUMBERS) and _FIGURE.search(text) is None:
        return []
    text = unquoted(text)
    words = tokens(text)
    found = []
    for at, token in enumerate(words[:-1]):
        number = _number(token.word)
        if number is None or not words[at + 1].joined or _some_of(words, at):
            continue
        run = lex.reader.run(words, at + 1)
        head = head_of(words, at + 1, run, lex)
        if head is None or (number > 1 and singular(head.word) == head.word) or head.possessive:
            continue
        if singular(head.word) in lex.reader.words("uncounted") or elsewhere(text, words, at, lex):
            continue
        found.append(Count(lex.part(head.word), number, token.start, head.end, at))
    return found


def _some_of(words: tuple[Token, ...], at: int) -> bool:
    """Whether the number speaks of some, or of more: `one of the lanterns`, `two more lanterns`."""
    after = words[at + 1].word
    before = words[at - 1].word if at and words[at].joined else ""
    return after in ("of", "more", "other", "or", "to", "and", "by", "at") or before in _NOT_ALL


def years_in(text: str, lex: Lexicon) -> list[Year]:
    """The years and decades that a text gives to things, in order. Words in quotation marks are not read."""
    if _YEAR.search(text) is None:
        return []
    text = unquoted(text)
    words = tokens(text)
    found = []
    for at, token in enumerate(words):
        if _YEAR.fullmatch(token.word) is None or compared(words, at, lex) or elsewhere(text, words, at, lex):
            continue
        low = int(token.word[:4])
        high = low + (9 if "s" in token.word[4:5] else 0)
        head = head_of(words, at + 1, lex.reader.run(words, at + 1), lex)
        before = words[at - 1].word if at and token.joined else ""
        if head is not None and not head.possessive:
            found.append(Year(lex.part(head.word), low, high, token.start, head.end, at))
        elif before in ("in", "the", "circa", "early", "late", "mid") or at == 0:
            found.append(Year("", low, high, token.start, token.end, at))
    return found
