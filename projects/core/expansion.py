"""Typed text that already carries an anchor is expanded in place, so that nothing is said twice.

`same woman`, `maintaining warm afternoon light` or an anchor's whole description, typed in that
anchor's own slot, gives way to the form that the compiler would write. Longest name first, once per
anchor, never inside inserted text. Words in quotation marks are nobody's anchor.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from projects.core.grammar import ARTICLES, FUNCTION_WORDS, PREPOSITIONS
from projects.core.names import find_name, name_places
from projects.core.use import Use
from projects.core.wording import Piece, clean, form
from projects.core.words import Token, found_words, tokens, unquoted, without_article

MARKERS = frozenset({"same", "maintaining"})


class Place(NamedTuple):
    """Half-open code points of typed words that carry an anchor; `whole`: its whole description, not a phrase."""

    start: int
    end: int
    use: Use
    after_preposition: bool
    whole: bool


def _pulled_left(words: tuple[Token, ...], at: int) -> int:
    """The index where a phrase begins that has its marker at `at`: `maintaining the same`, `the same`."""
    while at > 0 and words[at].joined and words[at - 1].word in MARKERS | {"the"}:
        at -= 1
    return at


@lru_cache(maxsize=512)
def _words_before_name(description: str, name: str) -> frozenset[str]:
    """What a description puts before the name: `modern` in `a modern coffee shop`."""
    places = name_places(description, name)
    if not places:
        return ARTICLES
    return (frozenset(t.word for t in tokens(description[: places[0][0]])) - PREPOSITIONS - MARKERS) | ARTICLES


def _goes_on(words: tuple[Token, ...], at: int) -> bool:
    """Whether the word at `at` may go on with a name before it: `same coffee shop counter`."""
    if at >= len(words) or not words[at].joined:
        return False
    word = words[at].word
    return word not in FUNCTION_WORDS and not word.endswith(("ing", "ed", "ly"))


@lru_cache(maxsize=512)
def _description_words(description: str) -> tuple[str, ...]:
    sequence = tuple(t.word for t in tokens(clean(description)))
    return sequence[1:] if sequence and sequence[0] in ARTICLES else sequence


def _with_name(text: str, words: tuple[Token, ...], start: int, end: int, use: Use) -> tuple[int, int]:
    """The description at these words, with the name before it: `NAME, DESCRIPTION` or `NAME (DESCRIPTION)`."""
    size = len(tokens(without_article(use.anchor.name)))
    while start > 0 and words[start].joined and words[start - 1].word in ARTICLES:
        start -= 1
    if start > 0 and words[start].joined and words[start - 1].word in MARKERS:
        return _pulled_left(words, start - 1), end
    first = start - size
    if first < 0 or text[words[start - 1].end : words[start].start].strip() not in (",", "(", ":"):
        return start, end
    if find_name(text, words[first:start], use.anchor.name) != [(0, size)]:
        return start, end
    if first > 0 and words[first].joined and words[first - 1].word in MARKERS | ARTICLES:
        first = _pulled_left(words, first - 1)
    return first, end


def _by_description(text: str, words: tuple[Token, ...], use: Use) -> Iterator[tuple[int, int]]:
    """Index pairs of the whole description, with an article, a marker or the name before it."""
    for start, end in found_words(words, _description_words(use.anchor.description)):
        before = words[start - 1].word if start > 0 and words[start].joined else ""
        if words[end - 1].possessive or (use.anchor.kind != "subject" and _goes_on(words, end)):
            continue
        if before in MARKERS:
            yield _pulled_left(words, start - 1), end
        elif not before or before in FUNCTION_WORDS:
            yield _with_name(text, words, start, end, use)


def _by_phrase(text: str, words: tuple[Token, ...], use: Use) -> Iterator[tuple[int, int]]:
    """Index pairs of `same NAME`, also with the words that the description puts before the name."""
    anchor = use.anchor
    between = _words_before_name(clean(anchor.description), anchor.name)
    for start, end in find_name(text, words, anchor.name):
        at = start
        while at > 0 and words[at].joined and words[at - 1].word in between:
            at -= 1
        if at == 0 or not words[at].joined or words[at - 1].word not in MARKERS:
            continue
        if words[end - 1].possessive or (anchor.kind != "subject" and _goes_on(words, end)):
            continue
        yield _pulled_left(words, at - 1), end


def _candidates(text: str, words: tuple[Token, ...], use: Use) -> Iterator[Place]:
    for whole, pairs in ((True, _by_description(text, words, use)), (False, _by_phrase(text, words, use))):
        for first, last in pairs:
            start, end = words[first].start, words[last - 1].end
            if whole and "(" in text[start:end] and text[end : end + 1] == ")":
                end += 1
            led = first > 0 and words[first].joined and words[first - 1].word in PREPOSITIONS
            yield Place(start, end, use, led, whole)


def may_carry(text: str, uses: tuple[Use, ...]) -> bool:
    """A quick look before a close one: may the text hold a phrase or the description of one of these anchors?"""
    if not text.isascii():
        return True
    low = text.lower()
    if "same" in low or "maintaining" in low:
        return True
    for use in uses:
        sequence = _description_words(use.anchor.description)
        if sequence and sequence[0] in low and sequence[-1] in low:
            return True
    return False


def carried_places(text: str, uses: tuple[Use, ...]) -> list[Place]:
    """Where a slot's own text already carries anchors of that slot, in order, each anchor once."""
    wanted = [use for use in uses if use.role != "breaks" or use.anchor.kind == "subject"]
    if not wanted or not may_carry(text, uses):
        return []
    text = unquoted(text)
    words = tokens(text)
    found: list[Place] = []
    for use in sorted(wanted, key=lambda u: -len(without_article(u.anchor.name))):
        for place in _candidates(text, words, use):
            if not any(place.start < p.end and p.start < place.end for p in found):
                found.append(place)
                break
    return sorted(found)


def expand(text: str, slot: str, uses: tuple[Use, ...], *, short: bool) -> tuple[list[Piece], tuple[Use, ...]]:
    """The typed text of a slot as pieces with its anchors expanded, and the uses it does not say."""
    if not text:
        return [], uses
    places = carried_places(text, uses) if uses else []
    pieces: list[Piece] = []
    at = 0
    for place in places:
        if place.start > at:
            pieces.append(Piece(text[at : place.start], slot, "own"))
        pieces.extend(form(place.use, short=short, after_preposition=place.after_preposition))
        at = place.end
    if at < len(text):
        pieces.append(Piece(text[at:], slot, "own"))
    said = {place.use.anchor.key for place in places}
    return pieces, tuple(use for use in uses if use.anchor.key not in said)
