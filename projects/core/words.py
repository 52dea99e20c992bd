"""Text as words with places: what every rule about wording matches on, in any script.

Matching is on words, never on substrings: `nightstand` holds no night. Scripts that write without
spaces (Chinese, Japanese, Thai ...) are taken sign by sign. Everything here takes time in proportion
to the length of the text.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

# Of longer texts only a few are kept, so that the caches stay small.
LONGEST_KEPT = 1_000
_FIRST_MARK, _AFTER_LAST_MARK = 0x0300, 0xFE30  # in the basic plane; what is beyond is rare


def _mark_ranges() -> str:
    """The combining marks of the basic plane (accents, vowel signs, joiners) as ranges of a sign class."""
    ranges: list[list[int]] = []
    for code in range(_FIRST_MARK, _AFTER_LAST_MARK):
        if unicodedata.category(chr(code))[0] == "M" or code in (0x200C, 0x200D):
            if ranges and ranges[-1][1] == code - 1:
                ranges[-1][1] = code
            else:
                ranges.append([code, code])
    return "".join(f"{chr(first)}-{chr(last)}" for first, last in ranges)


_UNSPACED = (
    "\u0e00-\u0eff\u0f00-\u0fff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
    "\uff66-\uff9f\U00020000-\U0003ffff"
)
_MARKS = _mark_ranges()
_LETTER = f"(?![{_UNSPACED}])[^\\W_][{_MARKS}]*"
_WORD = re.compile(f"(?=[^\\W_])[{_UNSPACED}][{_MARKS}]*|(?:{_LETTER})+(?:[-'’](?:{_LETTER})+)*")
_ASCII_WORD = re.compile(r"[a-z0-9]+(?:[-'][a-z0-9]+)*")
_ARTICLE = re.compile(r"(?:an?|the) (?=\S)", re.IGNORECASE)
CLAUSE_END = re.compile(r"[,;:()]|[.!?](?=\s|$)|[。！？，、；：؟۔।،؛]")

_OPENING = re.compile('["“„«「『]')
_CLOSING = {'"': '"', "“": "”", "„": "“”", "«": "»", "「": "」", "『": "』"}


class Token(NamedTuple):
    """One word: half-open code points, the word in lower case without possessive, joined to the one before."""

    start: int
    end: int
    word: str
    possessive: bool
    joined: bool


def unquoted(text: str) -> str:
    """The text with everything in quotation marks blanked out, lengths kept."""
    match = _OPENING.search(text)
    if match is None:
        return text
    kept: list[str] = []
    done = 0
    never_closed: set[str] = set()
    while match is not None:
        opening, look = match.group(), match.end()
        if opening not in never_closed:
            ends = [end for sign in _CLOSING[opening] if (end := text.find(sign, look)) >= 0]
            if ends:
                look = min(ends) + 1
                kept += [text[done : match.start()], '"' * (look - match.start())]
                done = look
            else:
                never_closed.add(opening)
        match = _OPENING.search(text, look)
    return "".join(kept) + text[done:]


def _ends_plural_possessive(text: str, end: int, word: str) -> bool:
    """Whether an apostrophe makes `keepers' lanterns` of this word and the next."""
    return word.endswith("s") and text[end : end + 1] in ("'", "’") and text[end + 1 : end + 2].isspace()


def _found_tokens(text: str) -> tuple[Token, ...]:
    plain = text.isascii()
    found: list[Token] = []
    last = 0
    for match in _ASCII_WORD.finditer(text.lower()) if plain else _WORD.finditer(text):
        start, end = match.span()
        word = match.group()
        if not plain:
            word = unicodedata.normalize("NFC", word).casefold().replace("’", "'")
        possessive = word.endswith("'s")
        if possessive:
            word = word[:-2]
        elif text[end : end + 1] in ("'", "’"):
            possessive = _ends_plural_possessive(text, end, word)
        gap = text[last:start]
        found.append(Token(start, end, word, possessive, gap in (" ", "") or gap.isspace() if found else False))
        last = end
    return tuple(found)


_tokens_of_short = lru_cache(maxsize=2048)(_found_tokens)
_tokens_of_long = lru_cache(maxsize=32)(_found_tokens)


def tokens(text: str) -> tuple[Token, ...]:
    """The words of a text in order. `joined` says that only blanks lie between a word and the one before."""
    return _tokens_of_short(text) if len(text) <= LONGEST_KEPT else _tokens_of_long(text)


# Plurals in -ves and a few of their own.
_IRREGULAR = {
    "leaves": "leaf", "scarves": "scarf", "knives": "knife", "wolves": "wolf", "shelves": "shelf", "loaves": "loaf",
    "halves": "half", "wives": "wife", "thieves": "thief", "calves": "calf", "hooves": "hoof", "selves": "self",
    "elves": "elf",    "feet": "foot", "teeth": "tooth", "ties": "tie", "hoodies": "hoodie", "beanies": "beanie",
}  # fmt: skip


@lru_cache(maxsize=8192)
def singular(word: str) -> str:
    """An English plural without its ending, good enough to match a name: `shops`, `boxes`, `ladies`, `scarves`."""
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    if len(word) < 4 or word.endswith(("ss", "us", "is")):
        return word
    if word.endswith("ies"):
        return word[:-3] + "y"
    if word.endswith(("xes", "ches", "shes", "sses", "zes")):
        return word[:-2]
    return word.removesuffix("s")


@lru_cache(maxsize=4096)
def without_article(name: str) -> str:
    """A name as prompts say it: without a leading a, an or the, with single blanks, `...` as one sign."""
    name = " ".join(name.split())
    return re.sub(r"\.{3,}", "…", _ARTICLE.sub("", name, count=1) if _ARTICLE.match(name) else name)


def _found_vocabulary(text: str) -> frozenset[str]:
    found = {token.word for token in tokens(text)}
    parts = {part for word in found if "-" in word for part in word.split("-")}
    return frozenset([singular(word) for word in found if "-" not in word] + [singular(part) for part in parts])


_vocabulary_of_short = lru_cache(maxsize=2048)(_found_vocabulary)
_vocabulary_of_long = lru_cache(maxsize=32)(_found_vocabulary)


def vocabulary(text: str) -> frozenset[str]:
    """Every word of a text in the singular, parts of hyphenated ones apart."""
    return _vocabulary_of_short(text) if len(text) <= LONGEST_KEPT else _vocabulary_of_long(text)


def may_hold(text: str, word: str) -> bool:
    """Whether this word stands somewhere in a text, in singular or plural: a quick look before a close one."""
    return singular(word) in vocabulary(text)


def found_words(words: tuple[Token, ...], sequence: tuple[str, ...]) -> list[tuple[int, int]]:
    """Every place where these words follow one another, whatever punctuation lies between. Index pairs."""
    text = f" {' '.join(token.word for token in words)} "
    wanted = f" {' '.join(sequence)} "
    found = []
    at = text.find(wanted)
    while at >= 0 and sequence:
        first = text.count(" ", 0, at + 1) - 1
        found.append((first, first + len(sequence)))
        at = text.find(wanted, at + len(wanted) - 1)
    return found


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
