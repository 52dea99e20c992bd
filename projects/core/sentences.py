"""Where sentences end and begin, as far as joining texts needs it."""

from __future__ import annotations

import re

from projects.core.grammar import ABBREVIATIONS, TITLES
from projects.core.names import name_places

# What may end a prompt without a further full stop.
ENDS = frozenset("!?。…！？।؟۔.")
_SENTENCE_END = re.compile(r"[.!?](?=\s)|[.!?][\"”’»)]+(?=\s+[^a-z\s])|[!?]\Z|[。！？।؟۔]")
_STOPS = ".!?。！？।؟۔"
_CLOSERS = '"”’»)'


def _abbreviates(text: str, at: int) -> bool:
    """Whether the full stop at this place belongs to an abbreviation: `Dr. Wu`, `at 6 a.m. sharp`."""
    if text[at] != ".":
        return False
    word = text[text.rfind(" ", 0, at) + 1 : at].lstrip('("“').casefold()
    if word in TITLES:
        return True
    return word in ABBREVIATIONS and not text[at + 1 :][:3].strip()[:1].isupper()


def holds_sentence(text: str, names: tuple[str, ...] = ()) -> bool:
    """Whether a sentence ends inside this cleaned text. A full stop inside one of these names is none."""
    if text.isascii() and "." not in text and "!" not in text and "?" not in text:
        return False
    match = _SENTENCE_END.search(text)
    if match is None:
        return False
    kept = [place for name in names for place in name_places(text, name)]
    while match is not None:
        at = match.start()
        if not _abbreviates(text, at) and not any(start <= at < end for start, end in kept):
            return True
        match = _SENTENCE_END.search(text, at + 1)
    return False


def stops_before(text: str) -> bool:
    """Whether what follows this text begins a sentence: it ends in a full stop and a blank."""
    if text[-1:] != " ":
        return False
    end = text.rstrip()
    return end.rstrip(_CLOSERS)[-1:] in tuple(_STOPS) and not _abbreviates(end, len(end) - 1)


def capital(text: str) -> str:
    """The text with its first letter as a capital, where its script has one."""
    first = text[:1].title()
    return first + text[1:] if len(first) == 1 else text
