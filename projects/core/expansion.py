"""Typed text that already carries an anchor is expanded in place, so that nothing is said twice.

`same woman`, `maintaining warm afternoon light` or an anchor's whole description, typed in that
anchor's own slot, gives way to the form that the compiler would write. Longest name first, once per
anchor, never inside inserted text.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from projects.core.grammar import ARTICLES, FUNCTION_WORDS, PREPOSITIONS
from projects.core.use import Use
from projects.core.wording import Piece, clean, form
from projects.core.words import Token, find_name, find_words, name_places, tokens, without_article

_MARKERS = frozenset({"same", "maintaining"})


@dataclass(frozen=True, slots=True)
class _Place:
    start: int
    end: int
    use: Use
    after_preposition: bool


def _pulled_left(words: tuple[Token, ...], at: int) -> int:
    """The index where a phrase begins that has its marker at `at`: `maintaining the same`, `the same`."""
    while at > 0 and words[at].joined and words[at - 1].word in _MARKERS | {"the"}:
        at -= 1
    return at


@lru_cache(maxsize=4096)
def _words_before_name(description: str, name: str) -> frozenset[str]:
    places = name_places(description, name)
    if not places:
        return frozenset()
    return frozenset(t.word for t in tokens(description) if t.end <= places[0][0]) - PREPOSITIONS


def _followed_by_noun(words: tuple[Token, ...], at: int) -> bool:
    """Whether the word at `at` may go on with a name before it: `same coffee shop counter`."""
    if at >= len(words) or not words[at].joined:
        return False
    word = words[at].word
    return word not in FUNCTION_WORDS and not word.endswith(("ing", "ed", "ly"))


def _by_description(words: tuple[Token, ...], use: Use) -> tuple[int, int] | None:
    sequence = tuple(t.word for t in tokens(clean(use.anchor.description)))
    if sequence and sequence[0] in ARTICLES:
        sequence = sequence[1:]
    if not sequence:
        return None
    found = find_words(words, sequence)
    if found is None or words[found[1] - 1].possessive:
        return None
    start = found[0]
    if start > 0 and words[start].joined and words[start - 1].word in _MARKERS | ARTICLES:
        start = _pulled_left(words, start - 1)
    return start, found[1]


def _by_phrase(text: str, words: tuple[Token, ...], use: Use) -> tuple[int, int] | None:
    """Index pair of `same NAME`, also with the words that the description puts before the name."""
    anchor = use.anchor
    between = _words_before_name(clean(anchor.description), anchor.name) | ARTICLES
    for start, end in find_name(text, words, anchor.name):
        at = start
        while at > 0 and words[at].joined and words[at - 1].word in between:
            at -= 1
        if at == 0 or not words[at].joined or words[at - 1].word not in _MARKERS:
            continue
        if words[end - 1].possessive:
            continue
        if anchor.kind != "subject" and _followed_by_noun(words, end):
            continue
        return _pulled_left(words, at - 1), end
    return None


def _places(text: str, uses: tuple[Use, ...]) -> list[_Place]:
    words = tokens(text)
    found: list[_Place] = []
    for use in sorted(uses, key=lambda u: -len(without_article(u.anchor.name))):
        if use.role == "breaks" and use.anchor.kind != "subject":
            continue
        for pair in (_by_description(words, use), _by_phrase(text, words, use)):
            if pair is None:
                continue
            start, end = words[pair[0]].start, words[pair[1] - 1].end
            if any(start < p.end and p.start < end for p in found):
                continue
            preposition = pair[0] > 0 and words[pair[0]].joined and words[pair[0] - 1].word in PREPOSITIONS
            found.append(_Place(start, end, use, preposition))
            break
    return sorted(found, key=lambda p: p.start)


def expand(text: str, slot: str, uses: tuple[Use, ...], *, short: bool) -> tuple[list[Piece], tuple[Use, ...]]:
    """The typed text of a slot as pieces with its anchors expanded, and the uses it does not say."""
    if not text:
        return [], uses
    pieces: list[Piece] = []
    at = 0
    said = set()
    for place in _places(text, uses):
        if place.start > at:
            pieces.append(Piece(text[at : place.start], slot, "own"))
        pieces.extend(form(place.use, short=short, after_preposition=place.after_preposition))
        said.add(place.use.anchor.key)
        at = place.end
    if at < len(text):
        pieces.append(Piece(text[at:], slot, "own"))
    return pieces, tuple(use for use in uses if use.anchor.key not in said)
