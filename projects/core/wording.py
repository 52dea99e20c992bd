"""How an anchor reads in a prompt: established with its description, carried as `the same ...` or `maintaining ...`.

Every form is a list of pieces, so that pages can set the inserted continuity phrase apart from the
description that it restates.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from projects.core.board import Anchor
from projects.core.grammar import ARTICLES, CONJUNCTIONS, DETERMINERS, PREPOSITIONS
from projects.core.use import Use
from projects.core.words import mentions, name_places, tokens, without_article

Origin = Literal["own", "establishing", "carrying", "broken", "closing"]

MOST_WORDS_BEFORE_NAME = 4
_NOT_IN_NOUN_PHRASE = PREPOSITIONS | CONJUNCTIONS | DETERMINERS


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
    text = re.sub(r"\.{3,}", "…", text)
    text = " ".join(text.split())
    text = re.sub(r"\s*,(?:\s*,)*", ",", text)
    text = re.sub(r"^[\s,;.:]+(?=\D)|^[\s,;:]+", "", text)
    return re.sub(r"[\s,;:.，、]+$", "", text)


def lead_word(kind: str) -> str:
    """The word that carries an anchor of this kind."""
    return "the same " if kind in ("subject", "environment") else "maintaining "


def phrase(anchor: Anchor) -> str:
    """The short form that every carrying shot may use: `the same NAME`, `maintaining NAME`."""
    return lead_word(anchor.kind) + without_article(anchor.name)


def establishing(anchor: Anchor) -> list[Piece]:
    """The description as written; where it lacks the name, the name goes before it."""
    name, description = without_article(anchor.name), clean(anchor.description)
    if not description:
        text = name
    else:
        text = description if mentions(description, name) else f"{name}, {description}"
    return [Piece(text, anchor.kind, "establishing", anchor.key)]


@dataclass(frozen=True, slots=True)
class Melted:
    """A description whose own noun phrase takes the carrying word: `in` `the same` `modern coffee shop` `...`."""

    preposition: str
    noun_phrase: str
    rest: str


def melted(anchor: Anchor) -> Melted | None:
    """The description split for `the same` before its noun phrase, or None where the bracket form is due."""
    description = clean(anchor.description)
    places = name_places(description, anchor.name)
    if not places:
        return None
    start, end = places[0]
    before = description[:start]
    if re.search(r"[,;:.(]", before) or description[end:].startswith(("'s", "’s")):
        return None
    lead = [t for t in tokens(description) if t.end <= start]
    if len(lead) > MOST_WORDS_BEFORE_NAME:
        return None
    at = 0
    preposition = ""
    if lead and lead[0].word in PREPOSITIONS:
        if anchor.kind != "environment":
            return None
        preposition, at = description[: lead[0].end] + " ", 1
    if at < len(lead) and lead[at].word in ARTICLES:
        at += 1
    if any(t.word in _NOT_IN_NOUN_PHRASE for t in lead[at:]):
        return None
    begin = lead[at].start if at < len(lead) else start
    return Melted(preposition, description[begin:end], description[end:])


def _bracketed(anchor: Anchor) -> str:
    """The description for a bracket: full stops inside become semicolons, those of the name stay."""
    description = clean(anchor.description)
    keep = [(a, b) for a, b in name_places(description, anchor.name)]

    def stop(match: re.Match[str]) -> str:
        return "." if any(a <= match.start() < b for a, b in keep) else ";"

    return re.sub(r"\.(?=\s)", stop, description)


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
    anchor = use.anchor
    if use.role == "establishes":
        return establishing(anchor)
    if use.role == "carries":
        return carrying(anchor, short=short, after_preposition=after_preposition)
    if anchor.kind != "subject":
        return []
    name = without_article(anchor.name)
    text = name if use.established_in is None else f"the same {name}"
    return [Piece(text, anchor.kind, "broken", anchor.key, phrase=use.established_in is not None)]
