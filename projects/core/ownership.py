"""Whose attribute it is: which person or place the words of one text are about."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from functools import cached_property

from projects.core.attributes import Lexicon
from projects.core.board import Anchor
from projects.core.findings import Severity
from projects.core.grammar import DETERMINERS, FUNCTION_WORDS, POSSESSIVES
from projects.core.names import find_name
from projects.core.words import CLAUSE_END, Token, singular, tokens, unquoted, vocabulary

_INDEFINITE = frozenset({"a", "an", "another", "some", "two", "three", "four", "several", "many"})
_NOT_THIS_ONE = frozenset({"another", "other", "some", "every", "each", "any"})
_REACH = 30
_BOUND_SLOTS = ("subject", "action", "custom")


@dataclass(frozen=True)
class Reading:
    """One own text of a shot being read against the anchors in use. `slot` is one of the six, or `custom`."""

    typed: str
    slot: str
    anchors: tuple[Anchor, ...]
    lex: Lexicon
    text: str = field(init=False)
    words: tuple[Token, ...] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "text", unquoted(self.typed))
        object.__setattr__(self, "words", tokens(self.text))

    @cached_property
    def subjects(self) -> tuple[Anchor, ...]:
        """The subject anchors in use."""
        return tuple(anchor for anchor in self.anchors if anchor.kind == "subject")

    @cached_property
    def clause_starts(self) -> list[int]:
        """For each word the index of the first word of its clause."""
        starts: list[int] = []
        first = 0
        for at, token in enumerate(self.words):
            if at and not token.joined and CLAUSE_END.search(self.text[self.words[at - 1].end : token.start]):
                first = at
            starts.append(first)
        return starts

    @cached_property
    def named(self) -> dict[int, Anchor]:
        """The anchor that the word at an index belongs to by name."""
        found: dict[int, Anchor] = {}
        for anchor in sorted(self.anchors, key=lambda a: -len(a.name)):
            for start, end in find_name(self.text, self.words, anchor.name):
                for at in range(start, end):
                    found.setdefault(at, anchor)
        return found

    @cached_property
    def people(self) -> list[tuple[int, Anchor | None]]:
        """Each person or animal spoken of, by word index: the subject anchor that it is, or None for somebody else."""
        found: list[tuple[int, Anchor | None]] = []
        for at, token in enumerate(self.words):
            anchor = self.named.get(at)
            if anchor is not None and anchor.kind == "subject":
                determiner, _ = self.determiner(at)
                found.append((at, None if determiner is not None and determiner.word in _INDEFINITE else anchor))
            elif anchor is None and self.lex.reader.person(token.word):
                found.append((at, self._meant(at)))
        return found

    def _meant(self, at: int) -> Anchor | None:
        """The one subject that `the woman` means: its description says so, and no article makes it somebody new."""
        determiner, _ = self.determiner(at)
        if determiner is None or determiner.word in _INDEFINITE | {"other"}:
            return None
        word = singular(self.words[at].word)
        meant = [anchor for anchor in self.subjects if word in vocabulary(anchor.description)]
        return meant[0] if len(meant) == 1 else None

    def determiner(self, at: int) -> tuple[Token | None, int]:
        """The determiner or possessive that leads the noun phrase of the word at this index, and its index."""
        first = max(0, at - _REACH)
        while at > first and self.words[at].joined:
            before = self.words[at - 1]
            if before.possessive or before.word in DETERMINERS | {"same"}:
                return before, at - 1
            if before.word in FUNCTION_WORDS:
                return None, at
            at -= 1
        return None, at

    def word_at(self, start: int) -> int:
        """The index of the first word that ends after this code point."""
        return bisect_right(self.words, start, key=lambda token: token.end)

    def last_person(self, at: int) -> tuple[int, Anchor | None] | None:
        """The person spoken of last before the word at this index."""
        before = bisect_left(self.people, at, key=lambda person: person[0])
        return self.people[before - 1] if before else None

    def indefinite_before(self, at: int) -> bool:
        """Whether the clause has brought in something else before this word: `holds a cup with ...`."""
        clause = range(max(self.clause_starts[at], at - _REACH), at)
        return any(self.words[back].word in _INDEFINITE and back + 1 not in self.named for back in clause)


def severity(reading: Reading, anchor: Anchor, at: int) -> Severity | None:
    """How sure it is that the attribute at this word speaks of the anchor; None where it does not."""
    determiner, where = reading.determiner(at)
    if determiner is not None and determiner.possessive:
        return "error" if reading.named.get(where) == anchor else None
    if determiner is not None and determiner.word in _NOT_THIS_ONE:
        return None
    new = determiner is not None and determiner.word in ("a", "an")
    if new and (anchor.kind != "subject" or where == 0 or reading.words[where - 1].word not in reading.lex.wearing):
        return None
    if reading.indefinite_before(where):
        return None
    own = determiner is not None and determiner.word in POSSESSIVES
    if anchor.kind == "environment":
        return _of_place(reading, at, own)
    if reading.slot not in _BOUND_SLOTS:
        return "warning" if own else None
    return _of_subject(reading, anchor, at, determiner)


def _of_place(reading: Reading, at: int, own: bool) -> Severity | None:
    person = reading.last_person(at)
    if own or (person is not None and person[0] >= reading.clause_starts[at]):
        return None
    return "error" if reading.slot == "environment" else "warning"


def _of_subject(reading: Reading, anchor: Anchor, at: int, determiner: Token | None) -> Severity | None:
    person = reading.last_person(at)
    if person is not None:
        return "error" if person[1] == anchor else None
    if len(reading.subjects) > 1:
        return "warning"
    if reading.slot != "subject" and (determiner is None or determiner.word not in POSSESSIVES | {"a", "an"}):
        return "warning"
    return "error"
