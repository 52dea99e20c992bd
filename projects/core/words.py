"""Text as words with places: what every rule about wording matches on, in any script.

Matching is on words, never on substrings: `nightstand` holds no night. Scripts that write without
spaces (Chinese, Japanese, Thai ...) are taken sign by sign.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

_MARKS = (
    "\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u05bf\u05c1\u05c2\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc"
    "\u0900-\u0903\u093a-\u093c\u093e-\u094f\u0951-\u0957\u0962\u0963\u0981-\u0983\u09bc\u09be-\u09cd"
    "\u0a01-\u0a03\u0a3c-\u0a4d\u0a81-\u0a83\u0abc\u0abe-\u0acd\u0b01-\u0b03\u0b3c-\u0b4d\u0b82\u0bbe-\u0bcd"
    "\u0c00-\u0c04\u0c3e-\u0c4d\u0c81-\u0c83\u0cbc-\u0ccd\u0d00-\u0d03\u0d3b-\u0d4d\u200c\u200d"
)
_UNSPACED = "\u0e00-\u0e7f\u0e80-\u0eff\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_LETTER = f"(?![{_UNSPACED}])[^\\W_][{_MARKS}]*"
_WORD = re.compile(f"[{_UNSPACED}]|(?:{_LETTER})+(?:[-'’](?:{_LETTER})+)*")
_QUOTED = re.compile(r"\"[^\"]*\"|“[^”]*”|„[^“”]*[“”]|«[^»]*»|「[^」]*」|『[^』]*』")
CLAUSE_END = re.compile(r"[,;:()]|[.!?](?=\s|$)|[。！？，、；：]")


class Token(NamedTuple):
    """One word: half-open code points, the word in lower case without possessive, joined to the one before."""

    start: int
    end: int
    word: str
    possessive: bool
    joined: bool


def _plain(raw: str) -> tuple[str, bool]:
    word = unicodedata.normalize("NFC", raw).casefold().replace("’", "'")
    if word.endswith("'s"):
        return word[:-2], True
    return word, False


def unquoted(text: str) -> str:
    """The text with everything in quotation marks blanked out, lengths kept."""
    if not _QUOTED.search(text):
        return text
    return _QUOTED.sub(lambda match: '"' * len(match.group()), text)


@lru_cache(maxsize=16384)
def tokens(text: str) -> tuple[Token, ...]:
    """The words of a text in order. `joined` says that only blanks lie between a word and the one before."""
    found = []
    last = 0
    for match in _WORD.finditer(text):
        word, possessive = _plain(match.group())
        joined = bool(found) and not text[last : match.start()].strip()
        found.append(Token(match.start(), match.end(), word, possessive, joined))
        last = match.end()
    return tuple(found)


def singular(word: str) -> str:
    """An English plural without its ending, good enough to match a name: `shops`, `boxes`, `ladies`."""
    if len(word) < 4 or word.endswith(("ss", "us", "is")):
        return word
    if word.endswith("ies"):
        return word[:-3] + "y"
    if word.endswith(("xes", "ches", "shes", "sses", "zes")):
        return word[:-2]
    return word.removesuffix("s")


def without_article(name: str) -> str:
    """A name without a leading a, an or the and with single blanks."""
    return re.sub(r"^(?:an?|the)\s+(?=\S)", "", " ".join(name.split()), flags=re.IGNORECASE)


@lru_cache(maxsize=4096)
def _name_parts(name: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The words of a name and what stands between them."""
    plain = without_article(name)
    words = tokens(plain)
    gaps = tuple(" ".join(plain[a.end : b.start].split()) for a, b in zip(words, words[1:], strict=False))
    return tuple(t.word for t in words), gaps


def _same_word(a: str, b: str) -> bool:
    return a == b or singular(a) == singular(b)


def find_name(text: str, words: tuple[Token, ...], name: str) -> list[tuple[int, int]]:
    """Where a name stands as whole words: half-open index pairs into `words`, leftmost first.

    Case, a leading article, plural and possessive do not matter; a full stop inside the name does.
    """
    parts, gaps = _name_parts(name)
    if not parts or len(parts) > len(words):
        return []
    found = []
    at = 0
    size = len(parts)
    while at + size <= len(words):
        window = words[at : at + size]
        if (
            all(t.word == p for t, p in zip(window[:-1], parts[:-1], strict=True))
            and _same_word(window[-1].word, parts[-1])
            and all(
                " ".join(text[a.end : b.start].split()) == gap for a, b, gap in zip(window, window[1:], gaps, strict=False)
            )
        ):
            found.append((at, at + size))
            at += size
        else:
            at += 1
    return found


def name_places(text: str, name: str) -> list[tuple[int, int]]:
    """Where a name stands in a text, word for word and without a possessive, as half-open code points.

    A name without any letter or digit (an emoji) is looked for as it is.
    """
    parts, _ = _name_parts(name)
    if not parts:
        plain = without_article(name)
        return [(m.start(), m.end()) for m in re.finditer(re.escape(plain), text)] if plain else []
    words = tokens(text)
    return [
        (words[i].start, words[j - 1].end)
        for i, j in find_name(text, words, name)
        if words[j - 1].word == parts[-1] and not words[j - 1].possessive
    ]


def mentions(text: str, name: str) -> bool:
    """Whether a name stands in a text as whole words, in any case, possessive included."""
    parts, _ = _name_parts(name)
    if not parts:
        return bool(name_places(text, name))
    words = tokens(text)
    return any(words[j - 1].word == parts[-1] for _, j in find_name(text, words, name))


def find_words(words: tuple[Token, ...], sequence: tuple[str, ...]) -> tuple[int, int] | None:
    """The first place where these words follow one another, whatever punctuation lies between."""
    size = len(sequence)
    for at in range(len(words) - size + 1):
        if all(words[at + k].word == sequence[k] for k in range(size)):
            return at, at + size
    return None


def clauses(text: str, protected: tuple[tuple[int, int], ...] = ()) -> list[tuple[int, int]]:
    """Half-open places of the clauses of a text. A full stop inside a protected place ends none."""
    found = []
    start = 0
    for match in CLAUSE_END.finditer(text):
        if any(a <= match.start() < b for a, b in protected):
            continue
        found.append((start, match.start()))
        start = match.end()
    found.append((start, len(text)))
    return found
