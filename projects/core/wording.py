"""How an anchor reads in a prompt: established with its description, carried as `the same ...` or `maintaining ...`.

Every form is a list of pieces, so that pages can set the inserted continuity phrase apart from the
description that it restates.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from projects.core.board import Anchor
from projects.core.grammar import ARTICLES, CONJUNCTIONS, DETERMINERS, PREPOSITIONS
from projects.core.names import first_name, mentions, name_places
from projects.core.use import Use
from projects.core.words import tokens, without_article

Origin = Literal["own", "establishing", "carrying", "broken", "closing"]

MOST_WORDS_BEFORE_NAME = 4
_NOT_IN_NOUN_PHRASE = PREPOSITIONS | CONJUNCTIONS | DETERMINERS
_LOOSE_START = " ,;:"
_LOOSE_END = " ,;:.，、"
_COMMAS = re.compile(r" ?,(?: ?,)*")
_AFTER_SIGN = re.compile(r"([;:]) ?(?:[,;] ?)+(?=\s|$|\w)")
_BEFORE_SIGN = re.compile(r",\s?(?=[;:](?:\s|$))")
_BRACKETS = re.compile(r" ?(?:\( ?\)|\[ ?\])")
_DOTS = re.compile(r"\.{3,}")
_PARTS = re.compile(r"[,;:.()!?。！？，、；：؟۔।،؛]")
# A full stop before a blank, quotation marks and brackets between them or not.
_STOP = re.compile(r"\.(?=[\"”’»)]*(?:\s|$))")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of prompt text with where it comes from. `phrase` marks an inserted continuity phrase."""

    text: str
    slot: str
    origin: Origin
    anchor: str | None = None
    phrase: bool = False


def clean(text: str) -> str:
    """Typed text ready to be joined: single blanks, single commas, `...` as one sign, no loose ends."""
    text = " ".join(text.split())
    if "..." in text:
        text = _DOTS.sub("…", text)
    if " ," in text or ",," in text:
        text = _COMMAS.sub(",", text)
    if ";" in text or ":," in text or ": ," in text:
        text = _BEFORE_SIGN.sub("", _AFTER_SIGN.sub(r"\1 ", text))
    if "()" in text or "( )" in text or "[]" in text or "[ ]" in text:
        text = _BRACKETS.sub("", text)
    text = text.rstrip(_LOOSE_END).lstrip(_LOOSE_START)
    while text[:2] in (". ", ".,", "..", ".;", ".:"):
        text = text[1:].lstrip(_LOOSE_START)
    return text


def lead_word(kind: str) -> str:
    """The word that carries an anchor of this kind."""
    return "the same " if kind in ("subject", "environment") else "maintaining "


def phrase(anchor: Anchor) -> str:
    """The short form that every carrying shot may use: `the same NAME`, `maintaining NAME`."""
    return lead_word(anchor.kind) + without_article(anchor.name)


@lru_cache(maxsize=1024)
def full_text(anchor: Anchor) -> str:
    """The anchor as its first shot says it: the description, the name before it where it lacks the name."""
    name, description = without_article(anchor.name), clean(anchor.description)
    if not description:
        return name
    return description if mentions(description, name) else f"{name}, {description}"


def establishing(anchor: Anchor) -> list[Piece]:
    """The description as written; where it lacks the name, the name goes before it."""
    return [Piece(full_text(anchor), anchor.kind, "establishing", anchor.key)]


@dataclass(frozen=True, slots=True)
class Melted:
    """A description whose own noun phrase takes the carrying word: `in` `the same` `modern coffee shop` `...`."""

    preposition: str
    noun_phrase: str
    rest: str


def melted(anchor: Anchor) -> Melted | None:
    """The description split for `the same` before its noun phrase, or None where the bracket form is due."""
    description = clean(anchor.description)
    place = first_name(description, anchor.name)
    if place is None or place[2]:
        return None
    start, end, _ = place
    if _PARTS.search(description, 0, start):
        return None
    lead = [t for t in tokens(description[:start]) if t.end <= start]
    if len(lead) > MOST_WORDS_BEFORE_NAME:
        return None
    at = 0
    if lead and lead[0].word in PREPOSITIONS:
        if anchor.kind != "environment":
            return None
        at = 1
    preposition = description[: lead[0].end] + " " if at else ""
    if at < len(lead) and lead[at].word in ARTICLES:
        at += 1
    if any(t.word in _NOT_IN_NOUN_PHRASE or t.possessive for t in lead[at:]):
        return None
    begin = lead[at].start if at < len(lead) else start
    if description[:begin].casefold().split() != [t.word for t in lead[:at]]:  # signs would be lost
        return None
    return Melted(preposition, description[begin:end], description[end:])


def _bracketed(anchor: Anchor) -> str:
    """The description for a bracket: full stops inside become semicolons, those of the name stay."""
    description = clean(anchor.description)
    keep = name_places(description, anchor.name) if "." in anchor.name else []

    def stop(match: re.Match[str]) -> str:
        return "." if any(a <= match.start() < b for a, b in keep) else ";"

    return _STOP.sub(stop, description)


def carrying(anchor: Anchor, *, short: bool, after_preposition: bool = False) -> list[Piece]:
    """How a later shot says the anchor. `short`: the phrase alone; else the phrase with its description.

    `after_preposition`: a preposition is already typed before it, so the description's own is left out.
    """
    key, kind = anchor.key, anchor.kind
    if short or not clean(anchor.description):
        return [Piece(phrase(anchor), kind, "carrying", key, phrase=True)]
    parts = melted(anchor)
    if parts is None:
        head = Piece(phrase(anchor), kind, "carrying", key, phrase=True)
        return [head, Piece(f" ({_bracketed(anchor)})", kind, "carrying", key)]
    preposition = "" if after_preposition else parts.preposition
    text = preposition + lead_word(kind) + parts.noun_phrase
    pieces = [Piece(text, kind, "carrying", key, phrase=True)]
    if parts.rest:
        pieces.append(Piece(parts.rest, kind, "carrying", key))
    return pieces


def form(use: Use, *, short: bool, after_preposition: bool = False) -> list[Piece]:
    """The pieces of one anchor in use on one shot; empty where a break leaves it unsaid."""
    return list(_form(use.anchor, use.role, use.established_in is not None, short, after_preposition))


@lru_cache(maxsize=1024)
def _form(anchor: Anchor, role: str, established: bool, short: bool, after_preposition: bool) -> tuple[Piece, ...]:
    if role == "establishes":
        return tuple(establishing(anchor))
    if role == "carries":
        return tuple(carrying(anchor, short=short, after_preposition=after_preposition))
    if anchor.kind != "subject":
        return ()
    text = phrase(anchor) if established else without_article(anchor.name)
    return (Piece(text, anchor.kind, "broken", anchor.key, phrase=established),)
