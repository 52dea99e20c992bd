"""The lens of a shot: `85mm`, `35 mm lens`, `50mm equivalent`, `anamorphic lens`."""

from __future__ import annotations

import re
from dataclasses import dataclass

from projects.core.parsing_lexicon import Lexicon
from projects.core.parsing_text import Token

_FIGURE = re.compile(r"\d{1,4}(?:[.,]\d)?(mm)?")
_JOINT = re.compile(r"(?<=\d)\s+(?=mm\b)")


@dataclass(slots=True)
class Lens:
    """A lens found: its words with the word `lens`, how it is written as a value, whether it counts anywhere."""

    places: list[int]
    text: str
    strong: bool


def lens_at(text: str, tokens: list[Token], at: int, end: int, lex: Lexicon) -> Lens | None:
    """The lens whose words start here. A film gauge (`35mm film grain`) is none."""
    kinds, nouns = lex.words("lens-kinds"), lex.words("lens-nouns")
    place = focal = _figure(tokens, at, end)
    while place < end and (place == at or tokens[place].joined) and tokens[place].word in kinds:
        place += 1
    if place == at:
        return None
    value = _JOINT.sub("", " ".join(text[tokens[at].start : tokens[place - 1].end].split())).lower()
    follows = _joined(tokens, place, end)
    if follows in nouns and _joined(tokens, place + 1, end) not in lex.words("film-nouns"):
        return Lens(list(range(at, place + 1)), value, True)
    named = focal > at or tokens[at].word in lex.words("lens-alone")
    if follows in lex.words("film-nouns") | nouns or not named:
        return None
    return Lens(list(range(at, place)), value, False)


def _joined(tokens: list[Token], at: int, end: int) -> str:
    """The word at this place where no sign parts it from the one before, else ""."""
    return tokens[at].word if at < end and tokens[at].joined else ""


def _figure(tokens: list[Token], at: int, end: int) -> int:
    """The place after a focal length that starts here, or `at`. `24-70mm` is one."""
    match = _FIGURE.fullmatch(tokens[at].word)
    if not match:
        return at
    if match.group(1):
        return at + 1
    if at + 1 < end and tokens[at + 1].joined:
        after = _FIGURE.fullmatch(tokens[at + 1].word)
        if tokens[at + 1].word == "mm" or (after and after.group(1)):
            return at + 2
    return at
