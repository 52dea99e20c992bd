"""What an anchor's own wording covers of a text, and a text without the words that are covered."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, NamedTuple

from projects.core.board import Shot
from projects.core.grammar import ARTICLES, FUNCTION_WORDS
from projects.core.suggest_text import Reader
from projects.core.suggest_words import OWN, Said, content
from projects.core.words import found_words, tokens, without_article

_ENDINGS = ("ings", "ing", "ed", "es", "s", "d", "e")
_SHORTEST_STEM = 4
_SHORTEST_TAIL = 4
_FEWEST_SPOKEN = 2
_WHERE = frozenset("left right center centre top front back side middle".split())


class Edit(NamedTuple):
    """Half-open code points of a field of a shot that an anchor says, and what stays in their place."""

    field: str
    start: int
    end: int
    text: str = ""


@lru_cache(maxsize=8192)
def stem(word: str) -> str:
    """A word without its commonest endings, good enough to see that `trimmed` and `trim` speak of one thing."""
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST_STEM - 1:
            return word[: -len(ending)]
    return word


@dataclass(frozen=True, slots=True)
class Cover:
    """What an anchor says: stems of its own words, and of the words that only say that nothing changed."""

    kind: str
    name: str
    words: frozenset[str]
    own: frozenset[str]
    called: frozenset[str]
    nothing: frozenset[str]
    seen: frozenset[str]
    person: bool
    spoken: tuple[str, ...]
    reader: Reader

    def touches(self, said: Said) -> bool:
        """A quick look: whether a text holds enough of the anchor's words, or of those that say that nothing changed."""
        stems = {stem(word) for word in content(said.text)}
        return len(stems & self.words) > 1 or not stems.isdisjoint(self.nothing) or not stems.isdisjoint(self.called)

    def covers(self, text: str, *, more: frozenset[str] = frozenset(), fewest: int = 1) -> bool:
        """Whether the anchor says every word of a text that says something, and at least so many of its own."""
        said = {stem(word) for word in content(text)}
        own = {word for word in said if self._has(word)}
        known = own | (said & self.nothing) | (said & more)
        told = len(own - self.called - _WHERE) if self.kind == "subject" else len(own)
        unchanged = bool(said) and said <= self.nothing and (self.person or self.kind != "subject")
        return bool(said) and said <= known and (told >= fewest or unchanged)

    def _has(self, word: str) -> bool:
        if word in self.words:
            return True
        return len(word) >= _SHORTEST_TAIL and any(known.endswith(word) or word.endswith(known) for known in self.own)

    @property
    def reference(self) -> str:
        """How a sentence calls the anchor that says nothing new of it: `Mara`, `the teacher`."""
        name = without_article(self.name)
        return name if self.kind == "subject" and name[:1].isupper() else f"the {name}"


def cover(kind: str, name: str, description: str, reader: Reader) -> Cover:
    """The cover of an anchor with this name and wording."""
    own = frozenset(stem(word) for word in content(description))
    called = frozenset(stem(word) for word in content(name))
    words = own | called
    nothing = frozenset(stem(word) for word in reader.words("suggest-unchanged"))
    seen = frozenset(stem(word) for word in reader.words("suggest-seen"))
    tails = frozenset(word for word in own if len(word) >= _SHORTEST_TAIL)
    person = _is_person(name, description, reader)
    return Cover(kind, name, words, tails, called - own, nothing, seen, person, _spoken(description), reader)


def _spoken(description: str) -> tuple[str, ...]:
    """The words of a description without its article."""
    words = tuple(token.word for token in tokens(description))
    return words[1:] if words[:1] and words[0] in ARTICLES else words


def _is_person(name: str, description: str, reader: Reader) -> bool:
    """Whether an anchor of kind subject is somebody, not something."""
    said = {token.word for token in tokens(f"{name} {description}")}
    return name[:1].isupper() or not said.isdisjoint(reader.people) or not said.isdisjoint({"his", "her", "he", "she"})


def clauses(said: Said, signs: str) -> Iterator[tuple[int, int, int, int]]:
    """Word indexes of clauses, and the code points to take away with each: up to the sign behind it, and that sign
    too where a sentence begins with it; the semicolon before it where it goes on with one."""
    at = 0
    while at < len(said.words):
        end = said.sentence_end(at, signs)
        start, place = said.words[at].start, said.words[end - 1].end
        after = said.words[end].start if end < len(said.words) else len(said.text)
        gap = said.text[place:after]
        before = said.text[:start].rstrip()
        goes_on = before.endswith(";")
        signs_behind = len(gap) - len(gap.lstrip(' ,;.:!?)"”'))
        yield at, end, len(before) - 1 if goes_on else start, place if goes_on else place + signs_behind
        at = end


_LOOSE = ",;:"
_ENDS = ".!?"


def verbatim(said: Said, known: Cover) -> Iterator[Edit]:
    """The whole description word for word, wherever it stands: the reference takes its place."""
    if len(known.spoken) < _FEWEST_SPOKEN or known.spoken[0] not in said.text.casefold():
        return
    for begin, last in found_words(said.words, known.spoken):
        first = begin
        while first and said.words[first].joined and said.words[first - 1].word in ARTICLES | {"same"}:
            first -= 1
        start, end = said.words[first].start, said.words[last - 1].end
        hung = first > 0 and said.words[first].joined and said.words[first - 1].word not in FUNCTION_WORDS
        if hung and first == begin:  # `early morning urban track`: an adjective before it would be left alone
            continue
        if said.words[last - 1].possessive or '"' in said.text[start:end]:
            continue
        put = known.reference
        yield Edit(said.field, start, end, put[0].upper() + put[1:] if said.text[start].isupper() else put)


def without(text: str, edits: list[Edit]) -> str:
    """A text with its edits made: at each place no comma or stop is left over, and sentences begin as they did."""
    upper = text.lstrip()[:1].isupper()
    for edit in sorted(edits, key=lambda e: -e.start):
        text = _joined(text[: edit.start], edit.text, text[edit.end :], upper)
    return text.strip() if edits else text


def _joined(before: str, put: str, after: str, upper: bool) -> str:
    """Three stretches as one text."""
    left, right = before.rstrip(" "), after.lstrip(" ")
    if put:
        glue = "" if not right or right[0] in _LOOSE + _ENDS + ")’'" else " "
        return before + put.lstrip(" ") + glue + right if before[-1:] in (" ", "") else before + put + glue + right
    if left[-1:] in tuple("(") and right[:1] == ")":
        left, right = left[:-1].rstrip(" "), right[1:].lstrip(" ")
    if left[-1:] in tuple(_LOOSE) and (not right or right[0] in _LOOSE + _ENDS + ")"):
        left = left[:-1].rstrip(" ")
    if not left or left[-1] in _ENDS + "(":
        right = right.lstrip(" " + _LOOSE)
        right = right[1:].lstrip(" ") if right[:1] == "." and right[1:2] != "." else right
        right = right[:1].upper() + right[1:] if upper else right
    glue = "" if not left or not right or right[0] in _LOOSE + _ENDS + ")" or left[-1] == "(" else " "
    return left + glue + right


def relieved(shot: Shot, edits: list[Edit]) -> Mapping[str, Any]:
    """The fields of a shot that change with these edits, and their new texts."""
    changed: dict[str, Any] = {}
    for field in OWN:
        mine = [edit for edit in edits if edit.field == field]
        if mine:
            raw = getattr(shot, field)
            new = without(raw, mine)
            changed[field] = new if content(new) or not content(raw) else ""
    return {field: text for field, text in changed.items() if text != getattr(shot, field)}


def is_bare(text: str, name: str) -> bool:
    """Whether a text is nothing but this name, an article before it or not."""
    return without_article(" ".join(text.split())).casefold() == without_article(name).casefold()
