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
from projects.core.grammar import FUNCTION_WORDS
from projects.core.standing import standing
from projects.core.words import CLAUSE_END, LONGEST_KEPT, Token, tokens, unquoted, vocabulary

__all__ = ["Group", "Lexicon", "Mention", "lexicon", "mentions_in", "noun_phrases_in"]

# No shot says more than this of light and parts; what goes on after it is not read.
MOST_MENTIONS = 120
_LIGHT_REACH = 6
# `the night of the wedding` is a night; `the dawn of an age`, `a rain of petals` are not.
_OF_DAYS = frozenset("morning afternoon evening night midnight".split())
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


@dataclass(frozen=True, slots=True, eq=False)
class _Place:
    """A term found in a text: where, and what follows it."""

    text: str
    slot: str
    words: tuple[Token, ...]
    at: int
    last: int
    term: Term
    part: str
    run: list[Token]
    head: Token | None

    @property
    def clause_start(self) -> bool:
        """Whether nothing of the same clause stands before it."""
        return self.at == 0 or not self.words[self.at].joined


def _of_light(place: _Place, lex: Lexicon) -> bool:
    term, run, words, at = place.term, place.run, place.words, place.at
    if term.implied:
        return not run or run[0].word in term.group.heads or run[0].word in lex.light_nouns
    if any(token.word in lex.light_nouns for token in run):
        return run[0].word not in term.group.not_before
    if run and not (run[0].word in term.group.heads and place.slot == "lighting"):
        return False
    before = words[max(0, at - _LIGHT_REACH) : at]
    if any(token.word in lex.light_nouns or token.word.endswith(("light", "lit")) for token in before):
        return not CLAUSE_END.search(place.text[before[0].start : words[at].start]) or place.slot == "lighting"
    if any(part in lex.light_nouns or part.endswith(("light", "lit", "lighting")) for part in term.words):
        return True
    # `warm, soft` alone speaks of light; `the office looks orderly and warm` need not.
    return place.slot == "lighting" and not (at >= 3 and all(token.joined for token in words[at - 2 : at + 1]))


def _of_look(place: _Place) -> bool:
    term, run = place.term, place.run
    if place.slot not in ("style", "camera", "lighting", "custom"):
        return False
    heads = term.group.heads
    figure = term.words[0][0].isdigit()
    if run:
        return run[0].word in heads if figure else not heads or run[0].word in heads
    return not figure or place.slot == "style" or term.words[-1] in heads


def _of_scene(place: _Place, lex: Lexicon) -> bool:
    term, run = place.term, place.run
    group = term.group
    if group.of_anchor:
        return _of_setting(place, lex)
    follows = place.words[place.last].word if place.last < len(place.words) and place.words[place.last].joined else ""
    if follows == "of" and term.words[-1] not in _OF_DAYS:
        return False
    if not run or group.any_head or run[0].word in group.heads:
        return True
    if group.spans and run[0].word in lex.light_nouns - lex.reader.words("practicals"):
        return True
    if group.id == "weather" and lex.reader.verb(run[0].word):
        return True
    return place.slot in ("environment", "lighting") and term.words[0] in group.of_places


def _of_setting(place: _Place, lex: Lexicon) -> bool:
    """Whether `inside` or `exterior` says where the shot is: what a description is about stands first in it."""
    word = place.term.words[0]
    if word in ("inside", "outside"):
        return place.slot == "environment" and place.at == 0
    if word in ("int", "ext"):
        return place.clause_start
    if place.term.implied:
        return place.slot == "environment" and not any(token.word in FUNCTION_WORDS - {"a", "an", "the", "in", "on", "at"}
                                                       for token in place.words[: place.at]) and not place.run  # fmt: skip
    run = place.run
    described = (
        place.slot == "environment"
        and bool(run)
        and (lex.reader.adjective(run[0].word) or lex.reader.participle(run[0].word))
    )
    return not run or described or run[0].word in place.term.group.heads


def _of_trait(place: _Place, lex: Lexicon) -> bool:
    """Whether a word such as `bald` or `beard` speaks of a person: not `a bald tyre`, `a beard comb`."""
    if not place.run or place.term.group.any_head:
        return True
    own = list(place.words[place.at : place.last])
    head = head_of(place.words, place.at, [*own, *place.run], lex)
    if head is None or head.start < place.words[place.last - 1].end:
        return True
    return lex.reader.person(head.word) or head.word in ("head", "face", "hair", "chin", "scalp", "jaw")


def _speaks(place: _Place, lex: Lexicon) -> bool:
    """Whether a wording of this group in this slot says what the group is about."""
    bound = place.term.group.bound
    if bound == "scene":
        return _of_scene(place, lex)
    if bound == "light":
        return _of_light(place, lex)
    if bound == "trait":
        return _of_trait(place, lex)
    return bound == "part" or (bound == "look" and _of_look(place))


def _said_end(place: _Place, lex: Lexicon) -> int | None:
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


def _in_context(place: _Place) -> bool:
    """Whether one of the group's words of context stands in the same clause, up to six words away."""
    words, at = place.words, place.at
    first = words[at].start
    for token in words[max(0, at - 6) : at + 7]:
        between = place.text[token.end : first] if token.start < first else place.text[words[at].end : token.start]
        if token.word in place.term.group.context and not CLAUSE_END.search(between):
            return True
    return False


def _read(text: str, slot: str, words: tuple[Token, ...], at: int, found: tuple[Term, int, str], lex: Lexicon) -> _Place:
    term, last, part = found
    begin, run = (last, []) if part else run_after(text, words, at, last, term, lex)
    head = head_of(words, begin, run, lex) if run and term.group.bound == "part" else None
    return _Place(text, slot, words, at, last, term, part, run, head)


def _mention(place: _Place, lex: Lexicon) -> Mention | None:
    text, words, at, last, term = place.text, place.words, place.at, place.last, place.term
    group = term.group
    if polarity.proper(text, words, at) or not (place.part or _speaks(place, lex)):
        return None
    nouns: tuple[str, ...] = ()
    if group.bound == "part":
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
    elif polarity.compared(words, at, lex):
        return None
    end = words[last - 1].end
    over = group.bound == "scene" and polarity.ended(words, last)
    denied = polarity.negated(text, words, at, lex) or over
    gone = not denied and polarity.past(text, words, at, last, lex)
    said_end = _said_end(place, lex) or end
    return Mention(group, term.value, words[at].start, end, said_end, at, last, nouns, denied, term.implied, sure, gone)


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
    at = 0
    while at < len(words) and len(found) < MOST_MENTIONS:
        step = 1
        if words[at].word not in lex.by_first and "-" not in words[at].word:
            at += 1
            continue
        done: set[str] = set()
        for term in lex.terms_at(words, at):
            if term[0].group.id in done:
                continue
            mention = _mention(_read(text, slot, words, at, term, lex), lex)
            if mention is not None:
                done.add(mention.group.id)
                found.append(mention)
                step = max(step, mention.last - at)
        at += step
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
