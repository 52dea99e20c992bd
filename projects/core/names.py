"""Finding an anchor's name in a text: loosely for the rules, sign for sign for the compiler."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from projects.core.words import Token, may_hold, singular, tokens, without_article


class _Name(NamedTuple):
    """A name ready to be found: its words, what stands between, before and after them."""

    plain: str
    words: tuple[str, ...]
    gaps: tuple[str, ...]
    lead: str
    tail: str


@lru_cache(maxsize=4096)
def _name(name: str) -> _Name:
    plain = without_article(name)
    words = tokens(plain)
    gaps = tuple(" ".join(plain[a.end : b.start].split()) for a, b in pairwise(words))
    if not words:
        return _Name(plain, (), (), "", "")
    tail = plain[words[-1].end :]
    return _Name(plain, tuple(t.word for t in words), gaps, plain[: words[0].start].rstrip(), tail)


def _hyphens_parted(text: str, words: tuple[Token, ...]) -> tuple[list[Token], list[int]]:
    """The words with hyphenated ones cut apart, and for each the index of the word that it came from."""
    parts: list[Token] = []
    indexes: list[int] = []
    for at, token in enumerate(words):
        start = token.start
        for place, word in enumerate(token.word.split("-")):
            parts.append(Token(start, token.end, word, token.possessive, token.joined if place == 0 else True))
            indexes.append(at)
            start += len(word) + 1
    return parts, indexes


def find_name(text: str, words: tuple[Token, ...], name: str) -> list[tuple[int, int]]:
    """Where a name stands as whole words: half-open index pairs into `words`, leftmost first.

    Case, a leading article, plural, possessive and hyphens do not matter, nor does a full stop inside the name.
    """
    parts = _name(name).words
    if not parts or not may_hold(text, parts[-1].rpartition("-")[2]):
        return []
    if any("-" in part for part in parts) or (len(parts) > 1 and "-" in text):
        return _find_parted(text, words, name)
    return _find(text, words, parts, _name(name).gaps)


def _find_parted(text: str, words: tuple[Token, ...], name: str) -> list[tuple[int, int]]:
    spoken = " ".join(_name(name).words).replace("-", " ").split()
    cut, indexes = _hyphens_parted(text, words)
    found = []
    for start, end in _find("", tuple(cut), tuple(spoken), ("",) * (len(spoken) - 1)):
        first, last = indexes[start], indexes[end - 1]
        whole = (start == 0 or indexes[start - 1] != first) and (end == len(cut) or indexes[end] != last)
        if whole and _gaps_fit(text, words[first : last + 1], _name(name).gaps):
            found.append((first, last + 1))
    return found


def _gaps_fit(text: str, window: tuple[Token, ...], gaps: tuple[str, ...]) -> bool:
    """Whether nothing stands between these words but blanks, a hyphen or what the name itself has there."""
    return all(b.joined or text[a.end : b.start].strip() in ("-", "‐", "‑", *gaps) for a, b in pairwise(window))


def _find(text: str, words: tuple[Token, ...], parts: tuple[str, ...], gaps: tuple[str, ...]) -> list[tuple[int, int]]:
    size = len(parts)
    head, last = parts[:-1], singular(parts[-1])
    found = []
    end = 0
    for at in range(len(words) - size + 1):
        final = words[at + size - 1].word
        if at < end or (final != parts[-1] and singular(final) != last):
            continue
        if head:
            window = words[at : at + size]
            if any(token.word != part for token, part in zip(window, head, strict=False)):
                continue
            if text and not _gaps_fit(text, window, gaps):
                continue
        end = at + size
        found.append((at, end))
    return found


def _exact_places(text: str, name: str) -> list[tuple[int, int, bool]]:
    """Where a name stands word for word with all its signs: half-open code points, and whether `'s` follows."""
    known = _name(name)
    if not known.plain:
        return []
    if not known.words:
        return [(m.start(), m.end(), False) for m in re.finditer(re.escape(known.plain), text)]
    words, size, found, past = tokens(text), len(known.words), [], 0
    for at in range(len(words) - size + 1):
        window = words[at : at + size]
        if at < past or any(token.word != part for token, part in zip(window, known.words, strict=True)):
            continue
        if tuple(" ".join(text[a.end : b.start].split()) for a, b in pairwise(window)) != known.gaps:
            continue
        start, end = window[0].start, window[-1].end
        lead, tail = len(known.lead), len(known.tail)
        if (lead and text[max(0, start - lead) : start] != known.lead) or text[end : end + tail] != known.tail:
            continue
        past = at + size
        owns = window[-1].possessive or text[end + tail : end + tail + 2] in ("'s", "’s")
        found.append((start - lead, end + tail, owns))
    return found


def name_places(text: str, name: str) -> list[tuple[int, int]]:
    """Where a name stands in a text, word for word and without a possessive, as half-open code points.

    All signs of the name count, so that one without any letter (an emoji) is found, too.
    """
    return [(start, end) for start, end, owns in _exact_places(text, name) if not owns]


def first_name(text: str, name: str) -> tuple[int, int, bool] | None:
    """The first place of a name, word for word: half-open code points, and whether a possessive `'s` follows."""
    return next(iter(_exact_places(text, name)), None)


def mentions(text: str, name: str) -> bool:
    """Whether a name stands in a text as whole words, in any case, possessive included."""
    return bool(_exact_places(text, name))
