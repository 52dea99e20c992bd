"""Ages that a text gives in figures or decades."""

from __future__ import annotations

import re
from dataclasses import dataclass

from projects.core.grammar import POSSESSIVES
from projects.core.words import unquoted, vocabulary

_DECADES = {"teens": 13, "twenties": 20, "thirties": 30, "forties": 40, "fifties": 50, "sixties": 60, "seventies": 70,
            "eighties": 80, "nineties": 90}  # fmt: skip
_AGE_WORDS = frozenset({"year", "age", "aged"})
_YEAR_OLD = re.compile(r"\b(\d{1,3})(?:-|\s)years?(?:-|\s)old\b|\baged?\s+(\d{1,3})\b", re.IGNORECASE)
_IN_DECADE = re.compile(
    r"\bin\s+(?:his|her|their|its)\s+(?:(?:early|mid|late)[-\s])?(?:(\d0)['’]?s|(" + "|".join(_DECADES) + r"))\b",
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
    known = vocabulary(text)
    if known.isdisjoint(_AGE_WORDS) and ("in" not in known or known.isdisjoint(POSSESSIVES)):
        return []
    text = unquoted(text)
    found = []
    for match in _YEAR_OLD.finditer(text):
        years = int(match.group(1) or match.group(2))
        found.append(Age(years, years, match.start(), match.end()))
    for match in _IN_DECADE.finditer(text):
        low = int(match.group(1)) if match.group(1) else _DECADES[match.group(2).casefold()]
        found.append(Age(low, low + 9, match.start(), match.end()))
    return sorted(found, key=lambda age: age.start)
