"""The lens of a shot: `85mm`, `35 mm lens`, `50mm f/1.4`, `24mm anamorphic`, and other figures of a camera."""

from __future__ import annotations

import re
from dataclasses import dataclass

from projects.core.parsing_lexicon import Lexicon
from projects.core.parsing_text import Token

_FIGURE = re.compile(r"\d{1,4}(?:[.,]\d)?(mm)?")
_JOINT = re.compile(r"(?<=\d)\s+(?=mm\b)")
_APERTURE = re.compile(r"(?:f\s?/\s?|f|t\s?)\d{1,2}(?:\.\d{1,2})?\b(?!\s?(?:mm|cm|m)\b)", re.IGNORECASE)
_BEFORE_APERTURE = frozenset("at and with".split())
_EXPOSURE = re.compile(
    r"iso\s?\d{2,5}\b|1/\d{2,4}(?:\s?s(?:ec)?)?\s(?:shutter|exposure)\b|\d{2,3}(?:°|[\s-]degrees?)\s?shutter(?:\sangle)?\b|shutter\sangle\b",
    re.IGNORECASE,
)
_RATIO = re.compile(r"(?:\d\.\d{1,2}:1|16:9|9:16|4:3|3:4|21:9|4:5|1:1)(?![\d:])")
_MAKER_REACH = 8
_EXPOSED = frozenset({"shot", "filmed", "captured"})
_GAUGES = frozenset({"8mm", "16mm", "65mm", "70mm"})
_REACH = 8


@dataclass(slots=True)
class Lens:
    """A lens found: its words with the word `lens`, how it is written as a value, whether it counts anywhere."""

    places: list[int]
    text: str
    strong: bool


def lens_at(text: str, tokens: list[Token], at: int, end: int, lex: Lexicon) -> Lens | None:
    """The lens whose words start here. A film gauge (`35mm film grain`) is none."""
    kinds, nouns, film = lex.words("lens-kinds"), lex.words("lens-nouns"), lex.words("film-nouns")
    focal = _figure(tokens, at, end)
    place = _kinds(tokens, focal, at, end, kinds)
    if place == at:
        return None
    if focal == at and place < end and tokens[place].joined:
        # `telephoto 200mm`, `wide-angle 16mm lens`
        after = _figure(tokens, place, end)
        focal, place = after if after > place else focal, _kinds(tokens, after, at, end, kinds)
    stop = _aperture(text, tokens, place, end) if focal > at else place
    value = _JOINT.sub("", " ".join(text[tokens[at].start : tokens[stop - 1].end].split())).lower()
    follows = _joined(tokens, stop, end)
    if follows in nouns and _joined(tokens, stop + 1, end) not in film:
        return Lens(list(range(at, stop + 1)), value, True)
    if focal > at and _filmed(tokens, at):
        return None
    named = focal > at or tokens[at].word in lex.words("lens-alone")
    if follows in film | nouns or not named:
        return None
    strong = stop > place or (focal > at and _made(tokens, at, lex))
    return Lens(list(range(at, stop)), value, strong)


def figures_at(text: str, tokens: list[Token], at: int, end: int) -> tuple[list[int], str] | None:
    """Figures of a camera that are no lens, with where they stay: `T2.8`, `ISO 800` (rest), `2.39:1` (style)."""
    word = tokens[at].word
    if not (word[0].isdigit() or word[0] in "ftis"):
        return None
    start = tokens[at].start
    for pattern, slot in ((_APERTURE, "rest"), (_EXPOSURE, "rest"), (_RATIO, "style")):
        match = pattern.match(text, start)
        if match:
            return list(range(at, _token_after(tokens, at, end, match.end()))), slot
    return None


def _kinds(tokens: list[Token], place: int, at: int, end: int, kinds: frozenset[str]) -> int:
    """The place after words such as `anamorphic prime`."""
    end = min(end, at + _REACH)
    while place < end and (place == at or tokens[place].joined) and tokens[place].word in kinds:
        place += 1
    return place


def _filmed(tokens: list[Token], at: int) -> bool:
    """Whether the figure is a gauge of film: `shot on 16mm`. Behind `35mm` a lens may be meant, so that stays one."""
    on = at > 1 and tokens[at].joined and tokens[at - 1].word in ("on", "in") and tokens[at - 2].word in _EXPOSED
    return on and tokens[at].word in _GAUGES


def _aperture(text: str, tokens: list[Token], place: int, end: int) -> int:
    """The place after an aperture that stands here (`f/1.4`, `at T2.8`), or this place."""
    at = place + 1 if _joined(tokens, place, end) in _BEFORE_APERTURE else place
    if at >= end or not tokens[at].joined:
        return place
    match = _APERTURE.match(text, tokens[at].start)
    return _token_after(tokens, at, end, match.end()) if match else place


def _token_after(tokens: list[Token], at: int, end: int, offset: int) -> int:
    """The first place behind an offset."""
    while at < end and tokens[at].start < offset:
        at += 1
    return at


def _made(tokens: list[Token], at: int, lex: Lexicon) -> bool:
    """Whether the maker of a lens or camera is named shortly before."""
    makers = lex.words("lens-makers")
    return any(tokens[place].word in makers for place in range(max(0, at - _MAKER_REACH), at))


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
