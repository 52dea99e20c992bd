"""The wording that describes a place, cut free of its framing, of the hour and of the light."""

from __future__ import annotations

import re

from projects.core.attributes import mentions_in
from projects.core.grammar import ARTICLES, PREPOSITIONS
from projects.core.suggest_persons_described import Described
from projects.core.suggest_text import Reader
from projects.core.suggest_words import Noun, Said
from projects.core.words import tokens

# Groups that change from shot to shot at one and the same place.
_PASSING = frozenset({"time-of-day", "weather", "season"})
MOST_WORDS = 60
_BREAKS = re.compile(r"[;,]")
_VOWEL = re.compile(r"[aeiou]", re.IGNORECASE)


def article(text: str) -> str:
    """The text with its leading article in lower case, with `a` or `an` where it has none."""
    first = text.split(" ", 1)[0].casefold()
    if first in ARTICLES:
        return first + text[len(first) :]
    if first in PREPOSITIONS or first.isdigit():
        return text
    return f"{'an' if _VOWEL.match(text) else 'a'} {text[0].lower()}{text[1:]}"


def place_wording(said: Said, noun: Noun, at: int, reader: Reader, *, alone: bool = False) -> Described | None:
    """A place with all that describes it: its phrase, what hangs on it, a list behind a colon. None for nothing.

    `alone`: without the part of it that the phrase goes on to, as `entryway`.
    """
    if alone or (
        noun.head > at and any(said.words[i].word in reader.words("suggest-picture") for i in range(at + 1, noun.head + 1))
    ):
        return _made(said, noun, at, at + 1, reader)
    end = reader.extent(said, noun)
    stop = said.sentence_end(end - 1, ".!?\n")
    if end < stop and ":" in said.text[said.words[end - 1].end : said.words[end].start]:
        end = stop if _lists(said, end, reader) else end
    elif end < stop and noun.head + 1 == end:
        colon = next((i for i in range(end, stop) if ":" in said.text[said.words[i - 1].end : said.words[i].start]), None)
        short = colon is not None and colon - end <= 3 and "," in said.text[said.words[end - 1].end : said.words[end].start]
        end = stop if short and colon is not None and _lists(said, colon, reader) else end
    return _made(said, noun, at, end, reader)


def _lists(said: Said, at: int, reader: Reader) -> bool:
    """Whether a list of things, not a sentence about somebody, stands behind a colon."""
    words = said.words
    if said.written(at)[:1].isupper() or words[at].word in ("the", "he", "she", "they", "it", "his", "her"):
        return False
    first = reader.noun_from(said, at)
    return first is not None and first.word not in reader.people and not reader.finite(words, at)


def _made(said: Said, noun: Noun, at: int, end: int, reader: Reader) -> Described | None:
    begin = noun.start
    compounds = reader.words("suggest-places")
    while begin < at and said.words[begin].word in reader.words("suggest-hours"):
        if f"{said.words[begin].word} {said.words[begin + 1].word}" in compounds:
            break
        begin += 1
    start, last = said.words[begin].start, said.words[end - 1].end
    text = shortened(trimmed(" ".join(said.raw[start:last].split()), said.words[at].word, reader))
    if not text:
        return None
    return Described(said, said.words[noun.first].start, last, article(text), ())


def shortened(text: str) -> str:
    """At most sixty words, cut at the last comma or semicolon before."""
    words = list(tokens(text))
    if len(words) <= MOST_WORDS:
        return text.strip(" ,;:")
    limit = words[MOST_WORDS].start
    cuts = [
        match.start()
        for match in _BREAKS.finditer(text, 0, limit)
        if text[: match.start()].count("(") == text[: match.start()].count(")")
    ]
    return text[: cuts[-1] if cuts else limit].strip(" ,;:")


def trimmed(text: str, head: str, reader: Reader) -> str:
    """A place without the hour, the weather and the light that its wording names."""
    for group_mention in reversed(mentions_in(text, "environment", reader.groups)):
        if group_mention.group.id in _PASSING:
            text = _without(text, group_mention.start, group_mention.end, head, reader)
    for token in reversed(tokens(text)):
        if token.word in ("lighting", "light", "daylight", "sunlight", "sun", "atmosphere", "mood", "lights"):
            text = _without(text, token.start, token.end, head, reader)
    return " ".join(text.split()).strip(" ,;:")


def _without(text: str, start: int, end: int, head: str, reader: Reader) -> str:
    """The text without the words at this place and the phrase that they stand in."""
    words = tokens(text)
    place = next((token.start for token in words if token.word == head), len(text))
    if start < place:
        gap = re.match(r"\s*,?\s*", text[end:])
        return text[:start] + text[end + (gap.end() if gap else 0) :]
    before = [token for token in words if place < token.start <= start]
    lead = next((token for token in reversed(before) if token.word in PREPOSITIONS), None)
    if lead is None or ":" in text[:start]:
        return text
    after = next((token for token in words if token.start >= end and token.word == "with"), None)
    return text[: lead.start] + (text[after.start :] if after else "")
