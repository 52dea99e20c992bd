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
_NUMBER_PARTS = frozenset(_NUMBERS)
_FIGURES = re.compile(r"\b[1-9]\d\b")

_FIGURE = r"\d{1,3}"
_WORD = rf"(?:(?:{'|'.join(_TENS)})(?:[-\s](?:{'|'.join(_ONES)}))?|{'|'.join(_TEENS)}|{'|'.join(_ONES)})"
_YEARS = rf"(?P<n>{_FIGURE}|{_WORD})"
_YEAR_OLD = re.compile(rf"\b{_YEARS}(?:-|\s)years?(?:-|\s)old\b", re.IGNORECASE)
_AGED = re.compile(rf"\baged?\s+(?:about\s+|around\s+)?{_YEARS}\b(?!\s*(?:%|percent|st|nd|rd|th))", re.IGNORECASE)
_ABOUT = (
    r"(?:about\s+|around\s+|some\s+|perhaps\s+|maybe\s+|barely\s+|nearly\s+|almost\s+|only\s+|just\s+|at\s+least\s+|"
    r"over\s+|past\s+)"
)
_ENDS_HERE = (
    r"(?=\s*(?:[,.;:!?)—–]|$)|\s+(?:now|with|in|who|whose|and|at|on|wearing|waits|stands|sits|walks|holds|is|or|but|leans|rises|looks|turns|"
    r"today|again|already)\b)"
)
_OF_YEARS = re.compile(rf"\b(?P<who>[a-z]+)\s+of\s+{_ABOUT}?{_YEARS}{_ENDS_HERE}", re.IGNORECASE)
# `barely twenty`, `nearly fifty now`: a number alone that ends its clause. Below ten it counts something.
_GROWN = rf"(?P<n>[1-9]\d|(?:{'|'.join(_TENS)})(?:[-\s](?:{'|'.join(_ONES)}))?|{'|'.join(_TEENS)})"
_BARELY = re.compile(
    rf"(?:(?<=\s)|^)(?:barely|hardly|scarcely|nearly|almost|not\s+yet|not\s+quite|just\s+turned|just|only|about|well\s+over|well\s+past|rising|pushing|"
    rf"at\s+least|at\s+most|perhaps|maybe|past|over|now)\s+{_GROWN}(?=\s*(?:[,.;!?)—–]|$)|\s+now\b)",
    re.IGNORECASE,
)
_ALONE = re.compile(rf"(?:(?<=, )|^){_GROWN}(?:\s+now)?(?=\s*(?:[,;]|\.\s*$|\.\s+[A-Z]|$))(?!\.\d)", re.IGNORECASE)
_NO_PEOPLE = frozenset(
    "group crew team crowd party set pair row bunch number total count length width height depth distance speed "
    "score age line list stack pile flock herd pack dozen series cast class choir squad temperature year page "
    "chapter size order load out one some most any many few each all half third quarter house table gang family "
    "fleet box bouquet volley lineup queue platoon unit band couple handful range span radius average rate price "
    "cost value sum maximum minimum".split()
)
_SOMETHING = re.compile(rf"\b(?P<n>{'|'.join(_TENS)}|[2-9]0)[-\s]something\b", re.IGNORECASE)
_IN_DECADE = re.compile(
    r"\bin\s+(?:his|her|their|its)\s+(?:(?:early|mid|late)[-\s])?(?:(\d0)['’]?s|(" + "|".join(_DECADES) + r"))\b(?!-)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Age:
    """An age in years, lowest to highest, and where a text says it (half-open code points).

    `bare`: no more than a number stands there (`barely twenty`), which may count something else.
    """

    low: int
    high: int
    start: int
    end: int
    bare: bool = False


def _years(said: str) -> int:
    """The number of `28`, `sixty-four`."""
    if said.isdecimal():
        return int(said)
    return sum(_NUMBERS[word] for word in said.casefold().replace("-", " ").split())


def _exact(text: str, known: frozenset[str]) -> list[Age]:
    found = []
    patterns = [] if known.isdisjoint(_AGE_WORDS) else [_YEAR_OLD, _AGED]
    patterns += [_OF_YEARS] if "of" in known else []
    patterns += [_BARELY, _ALONE]
    for pattern in patterns:
        for match in pattern.finditer(text):
            if pattern is _OF_YEARS and match["who"].casefold() in _NO_PEOPLE:
                continue
            years = _years(match["n"])
            start = match.start("n") if pattern is _OF_YEARS else match.start()
            found.append(Age(years, years, start, match.end(), pattern in (_BARELY, _ALONE)))
    for match in _SOMETHING.finditer(text) if "something" in known else ():
        low = _years(match["n"])
        found.append(Age(low, low + 9, match.start(), match.end()))
    return found


def ages_in(text: str) -> list[Age]:
    """Ages given in numbers or decades: `28-year-old`, `aged forty`, `a woman of sixty`, `in his sixties`, `in her 30s`."""
    known = vocabulary(text)
    named = not known.isdisjoint(_NUMBER_PARTS) or _FIGURES.search(text) is not None
    if not named and known.isdisjoint(_AGE_WORDS) and ("in" not in known or known.isdisjoint(POSSESSIVES)):
        return []
    text = unquoted(text)
    found = _exact(text, known)
    for match in _IN_DECADE.finditer(text):
        low = int(match.group(1)) if match.group(1) else _DECADES[match.group(2).casefold()]
        found.append(Age(low, low + 9, match.start(), match.end()))
    found.sort(key=lambda age: (age.start, -age.end))
    apart: list[Age] = []
    for age in found:
        if not apart or apart[-1].end <= age.start:
            apart.append(age)
    return apart
