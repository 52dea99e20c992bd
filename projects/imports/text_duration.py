"""The duration that a shot's text states: `Over 6 seconds`, `6-7 seconds` (the upper bound), `5–7 s`, `10s`."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

from projects.core.catalog import Catalog

LEAST, MOST = Decimal("0.5"), Decimal(600)
_NUMBER = r"\d{1,6}(?:[.,]\d{1,3})?"
_SECONDS = re.compile(
    rf"(?<![\w.,:/])(?:(?P<low>{_NUMBER})\s?(?:-|–|—|to|bis|à)\s?)?(?P<high>{_NUMBER})[\s-]?"
    r"(?P<unit>s(?:ec(?:ond)?s?)?\b\.?|seconds?\b|秒|sekunden\b|secondes?\b|segundos?\b)",
    re.IGNORECASE,
)
_LAST_WORD = re.compile(r"([^\W\d_]+)[\s\-~≈]*$")
_PLAIN = re.compile(rf"\s*(?P<high>{_NUMBER})\s*")
_DECADES = frozenset("20 30 40 50 60 70 80 90".split())
_TENTH = Decimal("0.1")
_OPENING, _CLOSING = frozenset(("", *"([,;:.-–—")), frozenset(("", *")],;:.-–—"))
# Closed list: these introduce the time of the whole shot.
_INTRODUCES = frozenset("over for about around approx approximately circa lasts lasting runs duration length time".split())


class Stated(NamedTuple):
    """A duration in a text: seconds with at most one decimal, and the phrase where it stands for itself alone.

    `start` and `end` are half-open offsets of that phrase (`5s`, `Over 6 seconds`), equal inside a clause.
    """

    seconds: Decimal
    start: int
    end: int


def bare_duration(text: str, catalog: Catalog) -> Decimal | None:
    """The seconds of a text that is nothing but a duration (`8`, `6-7 s`), None where it is none."""
    plain = _PLAIN.fullmatch(text)
    if plain:
        return _within(plain["high"])
    stated = duration(text, catalog)
    return stated.seconds if stated else None


def duration(text: str, catalog: Catalog) -> Stated | None:
    """The duration that the text gives the shot; None where it gives none from 0.5 to 600 seconds."""
    best: tuple[int, Stated] | None = None
    for match in _SECONDS.finditer(text):
        seconds = _within(match["high"])
        rank = _rank(text, match, catalog)
        if seconds is not None and rank and (best is None or rank < best[0]):
            best = (rank, Stated(seconds, *_phrase(text, match)))
    return best[1] if best else None


def _phrase(text: str, match: re.Match[str]) -> tuple[int, int]:
    """The offsets of the phrase with the word that introduces it, where separators stand around it."""
    start = match.start()
    before = _LAST_WORD.search(text[max(0, start - 24) : start])
    if before and before[1].casefold() in _INTRODUCES:
        start -= len(before.group())
    apart = text[:start].rstrip()[-1:] in _OPENING and text[match.end() :].lstrip()[:1] in _CLOSING
    return (start, match.end()) if apart else (start, start)


def _within(number: str) -> Decimal | None:
    seconds = Decimal(number.replace(",", ".")).quantize(_TENTH, ROUND_HALF_UP)
    if not LEAST <= seconds <= MOST:
        return None
    return Decimal(int(seconds)) if seconds == int(seconds) else seconds


def _rank(text: str, match: re.Match[str], catalog: Catalog) -> int:
    """How surely the figure is the shot's duration: 1 surely, 3 perhaps, 0 not at all."""
    before = _LAST_WORD.search(text[max(0, match.start() - 24) : match.start()])
    word = before[1].casefold() if before else ""
    if word in catalog.words.get("story-not-duration", frozenset()):
        return 0
    opens = text[: match.start()].rstrip()[-1:]
    closes = text[match.end() :].lstrip()[:1]
    if word in _INTRODUCES and word not in ("for", "time"):
        return 1
    # `30s` is an age as often as a time: only by itself, or where a word before says so, is it a time.
    decade = match["unit"].casefold() == "s" and len(match["high"]) == 2 and match["high"] in _DECADES
    bracketed = opens in ("(", "[") and closes in (")", "]")
    if decade and word not in _INTRODUCES and not bracketed:
        return 2 if not opens and closes in _CLOSING else 0
    return 2 if opens in _OPENING and closes in _CLOSING else 3
