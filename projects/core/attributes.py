"""What a text says about light, time, weather and the parts of people and places.

A *mention* is one word or phrase of an exclusive group with the noun that it describes.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

from projects.core import attributes_polarity as polarity
from projects.core.attributes_binding import described, head_of, run_after
from projects.core.attributes_lexicon import Group, Lexicon, Term, lexicon
from projects.core.attributes_speaking import Place, speaks
from projects.core.grammar import FUNCTION_WORDS
from projects.core.standing import standing
from projects.core.words import CLAUSE_END, LONGEST_KEPT, Token, tokens, unquoted, vocabulary

__all__ = ["Group", "Lexicon", "Mention", "lexicon", "mentions_in", "noun_phrases_in"]

# No shot says more than this of light and parts; what goes on after it is not read.
MOST_MENTIONS = 120
_SHINING = frozenset(
    "light lighting glow sunlight daylight sunshine moonlight candlelight lamplight firelight radiance tones tone "
    "hue hues rays hour hours".split()
)
_CLOCK = re.compile(
    r"\b(?P<hour>1[0-2]|0?[1-9])(?:[:.](?P<min>[0-5]\d))?\s?(?P<half>[ap])\.?m\b"
    r"|\b(?:at|around|about|by) (?P<h24>[01]?\d|2[0-3])[:.](?P<m24>[0-5]\d)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, eq=False)
class Mention:
    """One value of one group in a text: code points, word indexes, the nouns that it describes.

    `said_end` is where its noun phrase ends; `sure` says that the words state it of this very shot, `past` that they
    held before it and do no more.
    """

    group: Group
    value: str
    start: int
    end: int
    said_end: int
    first: int
    last: int
    nouns: tuple[str, ...]
    negated: bool
    implied: bool
    sure: bool = True
    past: bool = False


def _said_end(place: Place, lex: Lexicon) -> int | None:
    """Where the noun ends that the words belong to: `blue wool coat`, `cold light`, `night sky`."""
    group, run = place.term.group, place.run
    if group.id == "side":
        return run[0].end if run else None
    if group.bound == "part":
        return place.head.end if place.head else None
    lit = [token.end for token in run if token.word in lex.light_nouns] if group.bound == "light" else []
    if lit:
        return max(lit)
    if run and run[0].word in group.heads and not lex.reader.verb(run[0].word):
        return run[0].end
    return None


def _in_context(place: Place) -> bool:
    """Whether one of the group's words of context stands in the same clause, up to six words away."""
    words, at = place.words, place.at
    first = words[at].start
    for token in words[max(0, at - 6) : at + 7]:
        between = place.text[token.end : first] if token.start < first else place.text[words[at].end : token.start]
        if token.word in place.term.group.context and not CLAUSE_END.search(between):
            return True
    return False


def _read(text: str, slot: str, words: tuple[Token, ...], at: int, found: tuple[Term, int, str], lex: Lexicon) -> Place:
    term, last, part = found
    begin, run = (last, []) if part else run_after(text, words, at, last, term, lex)
    head = head_of(words, begin, run, lex) if run and term.group.bound == "part" else None
    return Place(text, slot, words, at, last, term, part, run, head)


def _is_prefix(place: Place, lex: Lexicon) -> bool:
    """Whether a colour only shades the one that follows: the `lime` of `lime green`."""
    words, last = place.words, place.last
    if place.term.group.id != "colour" or place.part or last >= len(words) or not words[last].joined:
        return False
    return words[last].word in lex.colours


def _dated(place: Place, lex: Lexicon) -> bool:
    return place.words[place.at].word in lex.months and polarity.dated(place.text, place.words, place.at)


def _mention(place: Place, lex: Lexicon) -> Mention | None:
    text, words, at, last, term = place.text, place.words, place.at, place.last, place.term
    group = term.group
    named = (
        group.bound != "look"
        and polarity.proper(text, words, at)
        and not (words[at].word in lex.months and polarity.dated(text, words, at))
    )
    if named or _is_prefix(place, lex) or not (place.part or speaks(place, lex)):
        return None
    nouns: tuple[str, ...] = ()
    if group.bound == "part":
        if place.head is not None and place.head.word in _SHINING:
            return None
        nouns = (lex.part(place.part),) if place.part else described(text, words, at, term, place.head, lex)
        if not nouns or (group.nouns and group.id != "side" and not _about(group, nouns, lex)):
            return None
    if group.context and place.slot == "custom" and not _in_context(place):
        return None
    if polarity.elsewhere(text, words, at, lex):
        return None
    sure = True
    if group.bound in ("scene", "light"):
        held = standing(text, words, at, last, place.slot, lex.reader)
        if held == "unreal":
            return None
        sure = held == "stated"
    elif polarity.compared(words, at, lex) or (place.head is None and polarity.covered(words, last, lex)):
        return None
    end = words[last - 1].end
    over = polarity.gone(words, last) or (group.bound == "scene" and polarity.ended(words, last))
    denied = polarity.negated(text, words, at, lex) or over
    gone = not denied and polarity.past(text, words, at, last, lex)
    said_end = _said_end(place, lex) or (words[last].end if over and group.bound != "scene" else end)
    shaded = group.id == "colour" and at > 0 and words[at].joined and words[at - 1].word in lex.colours
    start = words[at - shaded].start
    return Mention(group, term.value, start, end, said_end, at, last, nouns, denied, term.implied, sure, gone)


def _about(group: Group, nouns: tuple[str, ...], lex: Lexicon) -> bool:
    return any(noun in group.nouns or noun in {lex.part(known) for known in group.nouns} for noun in nouns)


def _clock(text: str, slot: str, words: tuple[Token, ...], lex: Lexicon) -> Iterator[Mention]:
    """Times by the clock: `3 a.m.`, `at 21:30`."""
    if lex.time is None:
        return
    for match in islice(_CLOCK.finditer(text), MOST_MENTIONS):
        hour = int(match["hour"] or match["h24"])
        hour = hour % 12 + 12 * (match["half"].lower() == "p") if match["half"] else hour
        minute = hour * 60 + int(match["min"] or match["m24"] or 0)
        first = bisect_left(words, match.start(), key=lambda token: token.start)
        last = bisect_left(words, match.end(), key=lambda token: token.start)
        first += not words[first].word[0].isdigit()  # `at` of `at 21:30`
        held = standing(text, words, first, last, slot, lex.reader)
        if held != "unreal" and not polarity.elsewhere(text, words, first, lex):
            start, end = words[first].start, words[last - 1].end
            yield Mention(lex.time, f"clock:{minute}", start, end, end, first, last, (), False, False, held == "stated")


def _found_mentions(text: str, slot: str, lex: Lexicon) -> tuple[Mention, ...]:
    timed = _CLOCK.search(text) is not None
    if vocabulary(text).isdisjoint(lex.first_words) and not timed:
        return ()
    text = unquoted(text)
    words = tokens(text)
    found: list[Mention] = []
    reached: dict[str, int] = {}  # a group reads no word twice: `late evening` is no `evening` as well
    for at, token in enumerate(words):
        if len(found) >= MOST_MENTIONS:
            break
        if token.word not in lex.by_first and "-" not in token.word:
            continue
        for term in lex.terms_at(words, at):
            if at < reached.get(term[0].group.id, 0):
                continue
            mention = _mention(_read(text, slot, words, at, term, lex), lex)
            if mention is not None:
                reached[mention.group.id] = mention.last
                found.append(mention)
    found += _clock(text, slot, words, lex) if timed else ()
    if found and polarity.foreign(text, words, lex):
        return ()
    return tuple(found)


_mentions_of_short = lru_cache(maxsize=2048)(_found_mentions)


def mentions_in(text: str, slot: str, lex: Lexicon) -> tuple[Mention, ...]:
    """Every mention in a text, in order. Words in quotation marks are not read."""
    return _mentions_of_short(text, slot, lex) if len(text) <= LONGEST_KEPT else _found_mentions(text, slot, lex)


@lru_cache(maxsize=512)
def noun_phrases_in(text: str, lex: Lexicon) -> tuple[tuple[str, int, int], ...]:
    """The noun phrases of a description: the head as a part is known, and half-open code points."""
    words = tokens(unquoted(text))
    found = []
    at = 0
    while at < len(words):
        run = [words[at], *lex.reader.run(words, at + 1)] if words[at].word not in FUNCTION_WORDS else []
        if run:
            phrase = lex.reader.phrase(run)
            found.append((lex.part(phrase[-1].word), phrase[0].start, phrase[-1].end))
        at += max(1, len(run))
    return tuple(found)
