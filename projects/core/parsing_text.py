"""Text cut into words, sentences and pieces for the parser, with offsets.

Everything here runs in one pass over the text. Words are runs of letters and digits in any script;
a hyphen parts words (`push-in` is two), so that a phrase is found however it is spelt.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import NamedTuple

from projects.core.grammar import DETERMINERS

_WORD = re.compile(r"\d+(?:[.,]\d+)+|[^\W_]+(?:['’][^\W_]+)*")
_BREAK = re.compile(r"[,;:|()\[\]—–.!?…\n。！？।؟۔，、；：]|\s-\s")
_HARD_ENDS = "\n。！？।؟۔"
_SOFT_ENDS = ".!?…"
_CLOSERS = "\"”’'»)]*"
# Words that order a list or time a block, and a tool's flags: `[00:00-00:02]`, `0-3s:`, `Shot 2:`, `1.`, `--ar 16:9`.
_TIME = r"\d{1,2}(?::\d{2}){0,2}(?:\.\d{1,3})?\s{0,2}(?:s|secs?|seconds)?"
_RANGE = rf"{_TIME}\s{{0,2}}(?:[-–—~]|to)\s{{0,2}}{_TIME}"
_MARK = re.compile(
    rf"[\[(]\s{{0,2}}(?:{_RANGE}|\d{{1,2}}:\d{{2}}(?::\d{{2}})?)\s{{0,2}}[\])]\s{{0,2}}:?"
    rf"|(?:^|(?<=\n)|(?<=[.!?] ))[-*•\s]{{0,4}}(?:"
    rf"(?:\d{{1,2}}:\d{{2}}(?:\s{{0,2}}[-–—]\s{{0,2}}\d{{1,2}}:\d{{2}})?|\d{{1,3}}\s{{0,2}}[-–—]\s{{0,2}}\d{{1,3}}\s?s(?:ec(?:onds)?)?)\s{{0,2}}:"
    rf"|(?:shot|scene|clip|cut|beat|panel)\s{{1,2}}#?\d{{1,3}}\s{{0,2}}(?:\((?:{_RANGE}|{_TIME})\))?\s{{0,2}}[:.\-–—]"
    rf"|\d{{1,2}}[.)](?=\s))"
    rf"|(?<!\S)--[a-z][a-z_]{{0,20}}(?:[ =](?!-)\S{{1,30}})?",
    re.IGNORECASE,
)
_BLANKS_AND_HYPHENS = re.compile(r"[\s\-‐‑]*")
# Closed list: a full stop after these ends no sentence.
_ABBREVIATIONS = frozenset("dr mr mrs ms st no vs etc eg ie e g i approx ft fig jr sr prof int ext".split())


class Token(NamedTuple):
    """One word: half-open offsets, the word in lower case, whether it was possessive, whether only
    blanks or a hyphen lie between it and the word before."""

    start: int
    end: int
    word: str
    possessive: bool
    joined: bool


def tokenise(text: str) -> list[Token]:
    """The words of a text in order."""
    found: list[Token] = []
    last = 0
    for match in _WORD.finditer(text):
        word = match.group().casefold().replace("’", "'")
        possessive = word.endswith("'s") and len(word) > 2
        gap = text[last : match.start()]
        joined = bool(found) and (gap in (" ", "-") or (len(gap) < 8 and bool(_BLANKS_AND_HYPHENS.fullmatch(gap))))
        # A range of figures: `10–15 cm`.
        joined = joined or (gap in ("–", "—") and text[last - 1].isdigit() and text[match.start()].isdigit())
        found.append(Token(match.start(), match.end(), word[:-2] if possessive else word, possessive, joined))
        last = match.end()
    return found


@dataclass(slots=True)
class Piece:
    """What stands between two commas (or stronger signs): offsets, word range, the sign before it.

    `mark`: it orders or times what follows (`[00:00-00:02]`, `Shot 2:`) or is a tool's flag (`--ar 16:9`).
    """

    start: int
    end: int
    first: int
    last: int
    before: str = ""
    mark: bool = False


@dataclass(slots=True)
class Sentence:
    """Offsets of a sentence with its closing sign, and its pieces that hold a word."""

    start: int
    end: int
    pieces: list[Piece] = field(default_factory=list)


def _ends_sentence(text: str, at: int, word: str) -> bool:
    """Whether the sign at this offset closes a sentence; `word` is the word before it."""
    sign = text[at]
    if sign in _HARD_ENDS:
        return True
    if sign not in _SOFT_ENDS:
        return False
    if sign == "." and (word.casefold() in _ABBREVIATIONS):
        return False
    after = at + 1
    while after < len(text) and text[after] in _CLOSERS:
        after += 1
    return after >= len(text) or text[after].isspace()


class _Cutter:
    """Collects pieces and sentences while the signs of a text are read from left to right."""

    def __init__(self, text: str, tokens: list[Token]) -> None:
        self.text, self.tokens = text, tokens
        self.sentences: list[Sentence] = []
        self.at = 0
        self.sentence_at = 0
        self.token = 0
        self.depth = 0
        self.before = ""
        self.pieces: list[Piece] = []

    def piece(self, end: int, sign: str) -> None:
        """Closes the piece that ends here."""
        first = self.token
        while self.token < len(self.tokens) and self.tokens[self.token].start < end:
            self.token += 1
        if self.token > first:
            self.pieces.append(Piece(self.at, end, first, self.token, self.before))
            self.before = sign
        elif self.pieces:
            self.pieces[-1].end = max(self.pieces[-1].end, end)
        self.at = end

    def mark(self, start: int, end: int) -> None:
        """Takes a mark out of the text around it: a piece of its own, within the sentence that it stands in."""
        self.piece(start, "")
        held = len(self.pieces)
        self.depth = 0
        self.piece(end, "")
        if len(self.pieces) > held:
            self.pieces[-1].mark = True

    def sentence(self, end: int) -> None:
        """Closes the sentence that ends here."""
        self.piece(end, "")
        if self.pieces:
            self.sentences.append(Sentence(self.sentence_at, end, self.pieces))
        elif self.sentences and self.text[self.sentence_at : end].strip():
            self.sentences[-1].end = end
        self.pieces = []
        self.sentence_at = self.at = end
        self.before = ""
        self.depth = 0

    def sign(self, start: int, end: int) -> None:
        """Takes one sign into account: closes a piece, a sentence or nothing."""
        sign = self.text[start:end].strip() or "\n"
        if _ends_sentence(self.text, start, self._word_before(start)):
            while end < len(self.text) and self.text[end] in _CLOSERS + _SOFT_ENDS:
                end += 1
            self.sentence(end)
        elif sign in "([":
            self.depth += 1
        elif sign in ")]":
            self.depth = max(0, self.depth - 1)
        elif self.depth == 0 and sign not in _SOFT_ENDS and self._parts_words(start, end):
            self.piece(end, sign)

    def _word_before(self, start: int) -> str:
        at = start
        while at > self.at and start - at < 8 and self.text[at - 1].isalnum():
            at -= 1
        return self.text[at:start]

    def _parts_words(self, start: int, end: int) -> bool:
        """No piece ends inside a figure: `1,000`, `16:9`."""
        text = self.text
        inside = start > 0 and end < len(text) and text[start - 1].isdigit() and text[end].isdigit()
        return not inside


def sentences(text: str, tokens: list[Token]) -> list[Sentence]:
    """The sentences of a text in order; together their pieces hold every word once."""
    cutter = _Cutter(text, tokens)
    signs = sorted((*_signs(_MARK, text), *_signs(_BREAK, text)))
    for start, kind, end in signs:
        if start < cutter.at:
            continue
        if kind == 0:
            cutter.mark(start, end)
        else:
            cutter.sign(start, end)
    cutter.sentence(len(text))
    return cutter.sentences


def _signs(pattern: re.Pattern[str], text: str) -> list[tuple[int, int, int]]:
    """Where a mark (kind 0) or a sign (kind 1) stands: start, kind, end."""
    kind = 0 if pattern is _MARK else 1
    return [(match.start(), kind, match.end()) for match in pattern.finditer(text)]


def join_adjectives(sentence: Sentence, tokens: list[Token], adjectival: Callable[[str], bool]) -> None:
    """Joins pieces that a comma between adjectives parted: `in a whimsical, animated landscape`."""
    joined: list[Piece] = []
    for piece in sentence.pieces:
        if joined and piece.before == "," and _breaks_off(joined[-1], tokens, adjectival):
            joined[-1].last, joined[-1].end = piece.last, piece.end
        else:
            joined.append(piece)
    sentence.pieces[:] = joined


def _breaks_off(piece: Piece, tokens: list[Token], adjectival: Callable[[str], bool]) -> bool:
    """Whether a piece ends in a determiner with adjectives alone after it."""
    if tokens[piece.last - 1].word.endswith("ly"):
        return False
    for place in range(piece.last - 1, max(piece.first, piece.last - 5) - 1, -1):
        token = tokens[place]
        if token.word in DETERMINERS or token.possessive:
            return place < piece.last - 1
        if not adjectival(token.word):
            return False
    return False


def folded(phrase: str) -> tuple[str, ...]:
    """A phrase as the words that `tokenise` makes of it."""
    return tuple(token.word for token in tokenise(phrase))
