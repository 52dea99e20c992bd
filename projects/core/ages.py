"""Ages that a text gives in figures, words or decades."""

from __future__ import annotations

import re
from dataclasses import dataclass

from projects.core.grammar import POSSESSIVES
from projects.core.words import unquoted, vocabulary

_DECADES = {"teens": 13, "twenties": 20, "thirties": 30, "forties": 40, "fifties": 50, "sixties": 60, "seventies": 70,
            "eighties": 80, "nineties": 90}  # fmt: skip
_ONES = "one two three four five six seven eight nine".split()
_TEENS = "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_NUMBERS = {word: number for number, word in enumerate([*_ONES, *_TEENS], 1)}
_NUMBERS |= {word: 10 * number for number, word in enumerate(_TENS, 2)}
_AGE_WORDS = frozenset({"year", "age", "aged", "something"})
_PEOPLE_OF = r"(?:man|woman|boy|girl|lady|gentleman|person|child|lad)"

_FIGURE = r"\d{1,3}"
_WORD = rf"(?:(?:{'|'.join(_TENS)})(?:[-\s](?:{'|'.join(_ONES)}))?|{'|'.join(_TEENS)}|{'|'.join(_ONES)})"
_YEARS = rf"(?P<n>{_FIGURE}|{_WORD})"
_YEAR_OLD = re.compile(rf"\b{_YEARS}(?:-|\s)years?(?:-|\s)old\b", re.IGNORECASE)
_AGED = re.compile(rf"\baged?\s+(?:about\s+|around\s+)?{_YEARS}\b(?!\s*(?:%|percent|st|nd|rd|th))", re.IGNORECASE)
_OF_YEARS = re.compile(rf"\b{_PEOPLE_OF}\s+of\s+(?:about\s+|around\s+|some\s+)?{_YEARS}\b", re.IGNORECASE)
_SOMETHING = re.compile(rf"\b(?P<n>{'|'.join(_TENS)}|[2-9]0)[-\s]something\b", re.IGNORECASE)
_IN_DECADE = re.compile(
    r"\bin\s+(?:his|her|their|its)\s+(?:(?:early|mid|late)[-\s])?(?:(\d0)['’]?s|(" + "|".join(_DECADES) + r"))\b(?!-)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Age:
    """An age in years, lowest to highest, and where a text says it."""

    low: int
    high: int
    start: int
    end: int


def _years(said: str) -> int:
    """The number of `28`, `sixty-four`."""
    if said.isdecimal():
        return int(said)
    return sum(_NUMBERS[word] for word in said.casefold().replace("-", " ").split())


def _exact(text: str, known: frozenset[str]) -> list[Age]:
    found = []
    patterns = [] if known.isdisjoint(_AGE_WORDS) else [_YEAR_OLD, _AGED]
    patterns += [_OF_YEARS] if "of" in known else []
    for pattern in patterns:
        for match in pattern.finditer(text):
            years = _years(match["n"])
            start = match.start("n") if pattern is _OF_YEARS else match.start()
            found.append(Age(years, years, start, match.end()))
    for match in _SOMETHING.finditer(text) if "something" in known else ():
        low = _years(match["n"])
        found.append(Age(low, low + 9, match.start(), match.end()))
    return found


def ages_in(text: str) -> list[Age]:
    """Ages given in numbers or decades: `28-year-old`, `aged forty`, `a woman of sixty`, `in his sixties`, `in her 30s`."""
    known = vocabulary(text)
    if known.isdisjoint(_AGE_WORDS) and "of" not in known and ("in" not in known or known.isdisjoint(POSSESSIVES)):
        return []
    text = unquoted(text)
    found = _exact(text, known)
    for match in _IN_DECADE.finditer(text):
        low = int(match.group(1)) if match.group(1) else _DECADES[match.group(2).casefold()]
        found.append(Age(low, low + 9, match.start(), match.end()))
    return sorted(found, key=lambda age: age.start)
