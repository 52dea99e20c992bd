"""What texts say about the picture: place, time of day, tone, weather, light, facing, lens.

The first word of a category decides. Where a text leaves it open, nothing is drawn rather than something wrong.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from projects.core.sketch_words import Index, meant, tokens

_ANY = "any"  # `sketch-indoors-any`: words that say inside or outside and name no place
# Count only where their category says nothing: "side light from the right" comes from the right.
_WEAK = {"key": "side", "hint": "time", "profile": "face"}
_SIDES = ("indoors", "outdoors")
_STANDS_FOR = {"hintin": "indoors", "hintout": "outdoors"}
_MILLIMETRES = re.compile(r"\b(\d{1,4})(?:\s?[-–]\s?\d{1,4})?\s?mm\b", re.IGNORECASE)
_WIDE_LENS, _LONG_LENS = 28, 70


class Cues(NamedTuple):
    """What one or more texts say, "" where they say nothing. `inside` is "indoors", "outdoors" or ""."""

    inside: str = ""
    place: str = ""
    time: str = ""
    tone: str = ""
    weather: str = ""
    side: str = ""
    thing: str = ""
    face: str = ""
    lens: str = ""

    def over(self, other: Cues) -> Cues:
        """These cues, with the gaps filled from the other ones. A room takes no place from a forest."""
        if self.inside and other.inside and self.inside != other.inside:
            other = other._replace(inside="", place="", weather="")
        return Cues(*(mine or theirs for mine, theirs in zip(self, other, strict=True)))


def _where(found: dict[str, list[str]]) -> tuple[str, str]:
    """("indoors" | "outdoors" | "", place). A word such as "interior" outranks every named place."""
    order = found.get("inside", [])
    said = [entry for entry in order if entry.endswith(f" {_ANY}")] or order
    if not said:
        return "", ""
    inside = said[0].partition(" ")[0]
    return inside, next((place for place in found[inside] if place != _ANY), "")


def lens_of(text: str, known: Index) -> str:
    """ "wide", "tele", "macro" or "": by its words, else by its millimetres."""
    said = next((hit.value for hit in meant(tokens(text), known) if hit.category == "lens"), "")
    millimetres = _MILLIMETRES.search(text)
    if said or not millimetres:
        return said
    length = int(millimetres[1])
    return "wide" if length <= _WIDE_LENS else "tele" if length >= _LONG_LENS else ""


def read(text: str, known: Index, things: bool = True) -> Cues:
    """The cues of one text, in one pass over its words. `things`: whether a desk may stand for an office."""
    found: dict[str, list[str]] = {}
    for hit in meant(tokens(text), known):
        found.setdefault(hit.category, []).append(hit.value)
        if hit.category in ("indoors", "outdoors"):
            found.setdefault("inside", []).append(f"{hit.category} {hit.value}")
    for thing, inside in _STANDS_FOR.items() if things else ():  # a desk makes an office only where no place is named
        if thing in found and not any(place != _ANY for side in _SIDES for place in found.get(side, ())):
            said = found.get("inside", [])
            if not said or said[0].startswith(inside):
                found.setdefault(inside, []).extend(found[thing])
                found["inside"] = [*said, f"{inside} {found[thing][0]}"]
    inside, place = _where(found)
    for weak, category in _WEAK.items():
        found.setdefault(category, found.get(weak, [""]))
    rest = (found.get(category, [""])[0] for category in Cues._fields[2:])
    return Cues(inside, place, *rest)
