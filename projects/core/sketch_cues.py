"""What a text says about the picture: place, time of day, tone, weather, direction of light, thing.

The words come from the catalogue, in lists named `sketch-outdoors-forest`, `sketch-time-dawn` and so
on: `sketch-CATEGORY-VALUE`. The first word of a category decides.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")  # "forest-green" is one word, and no forest
_VALUE = re.compile(r"[a-z][a-z0-9-]*")  # becomes part of a reference to a drawing
_PREFIX = "sketch-"
_READ = 4_000  # characters: what stands further back in a text of 10,000 no longer shapes the picture
_ANY = "any"  # `sketch-indoors-any`: words that say inside or outside and name no place

Index = dict[str, tuple[tuple[str, str], ...]]


class Cues(NamedTuple):
    """What one or more texts say, "" where they say nothing. `inside` is "indoors", "outdoors" or ""."""

    inside: str = ""
    place: str = ""
    time: str = ""
    tone: str = ""
    weather: str = ""
    side: str = ""
    thing: str = ""

    def over(self, other: Cues) -> Cues:
        """These cues, with the gaps filled from the other ones. A room takes no place from a forest."""
        if self.inside and other.inside and self.inside != other.inside:
            other = other._replace(inside="", place="", weather="")
        return Cues(*(mine or theirs for mine, theirs in zip(self, other, strict=True)))


def _key(word: str) -> str:
    return " ".join(word.lower().replace("-", " ").split())


def index(words: Mapping[str, frozenset[str]]) -> Index:
    """Word (or pair of words) -> its (category, value) pairs."""
    found: dict[str, list[tuple[str, str]]] = {}
    for name in sorted(words):
        category, _, value = name.removeprefix(_PREFIX).partition("-")
        if name.startswith(_PREFIX) and _VALUE.fullmatch(value):
            for word in words[name]:
                found.setdefault(_key(word), []).append((category, value))
    return {word: tuple(pairs) for word, pairs in found.items()}


def _known(word: str, known: Index) -> tuple[tuple[str, str], ...]:
    return known.get(word) or (known.get(word[:-1], ()) if word.endswith("s") else ())


def _hits(text: str, known: Index) -> dict[str, list[str]]:
    """Values by category in the order of the text. A pair of words hides the single ones in it."""
    found: dict[str, list[str]] = {}
    words = [_key(word) for word in _WORD.findall(text[:_READ])]
    at = 0
    while at < len(words):
        word = words[at]
        pair = _known(f"{word} {words[at + 1]}", known) if at + 1 < len(words) else ()
        for category, value in pair or _known(word, known):
            found.setdefault(category, []).append(value)
            if category in ("indoors", "outdoors"):
                found.setdefault("inside", []).append(f"{category} {value}")
        at += 2 if pair else 1
    return found


def _where(found: dict[str, list[str]]) -> tuple[str, str]:
    """("indoors" | "outdoors" | "", place). A word such as "interior" outranks every named place."""
    order = found.get("inside", [])
    said = [entry for entry in order if entry.endswith(f" {_ANY}")] or order
    if not said:
        return "", ""
    inside = said[0].partition(" ")[0]
    return inside, next((place for place in found[inside] if place != _ANY), "")


def read(text: str, known: Index) -> Cues:
    """The cues of one text, in one pass over its words."""
    found = _hits(text, known)
    inside, place = _where(found)
    found.setdefault("side", found.get("key", [""]))
    rest = (found.get(category, [""])[0] for category in Cues._fields[2:])
    return Cues(inside, place, *rest)
