"""One own text of a shot being read: its clauses, the anchors named in it, the people spoken of."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from projects.core.attributes_lexicon import Lexicon
from projects.core.attributes_polarity import title_case
from projects.core.board import Anchor
from projects.core.grammar import DETERMINERS, FUNCTION_WORDS, POSSESSIVES, PREPOSITIONS
from projects.core.names import find_name
from projects.core.ownership_gender import gender, gender_of_word
from projects.core.words import CLAUSE_END, Token, singular, tokens, unquoted, vocabulary

INDEFINITE = frozenset({"a", "an", "another", "some", "two", "three", "four", "several", "many"})
REACH = 30
_PHRASE_REACH = 6
_SENTENCE_ENDS = frozenset(".!?…。！？")
_PRONOUNS = {"he": "m", "she": "f"}
_STILL = frozenset("now still once then always today again already only just".split())
_DETERMINERS = DETERMINERS | {"same"}
MEASURES = frozenset(
    "head shock mop mane strand strands lock locks tuft tufts curtain pair mass tangle cascade wisp wisps thatch "
    "set row rows crop halo crown mess".split()
)
_FALSE = frozenset("wig wigs doll dummy mannequin statue bust puppet toy teddy scarecrow".split())
_SIMILES = frozenset({"like", "unlike", "than", "opposite", "beyond", "across"})


class Person(NamedTuple):
    """Somebody spoken of: the word's index, the subject anchor that it is (None for somebody else), the word."""

    at: int
    anchor: Anchor | None
    word: str


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
    def sentences(self) -> list[int]:
        """For each word the number of its sentence."""
        numbers: list[int] = []
        number = 0
        for at, token in enumerate(self.words):
            if at and not token.joined and not _SENTENCE_ENDS.isdisjoint(self.text[self.words[at - 1].end : token.start]):
                number += 1
            numbers.append(number)
        return numbers

    def same_sentence(self, a: int, b: int) -> bool:
        """Whether the words at these indexes stand in one sentence."""
        return self.sentences[a] == self.sentences[b]

    def sentence_ends(self, at: int) -> bool:
        """Whether a sentence ends after the word at this index."""
        return at + 1 < len(self.words) and not self.same_sentence(at, at + 1)

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
    def people(self) -> list[Person]:
        """Each person or animal spoken of, in order."""
        shouting = title_case(self.text, self.words)
        found: list[Person] = []
        for at, token in enumerate(self.words):
            anchor = self.named.get(at)
            if anchor is not None and anchor.kind == "subject":
                determiner, _ = self.determiner(at)
                new = determiner is not None and determiner.word in INDEFINITE
                found.append(Person(at, None if new else anchor, token.word))
            elif token.word in _PRONOUNS:
                found += self._pronoun(at, found)
            elif anchor is None and self._person(token.word) and not self._measures(at):
                found.append(Person(at, self._meant(at) or self._apposed(at, found), token.word))
            elif anchor is None and not shouting and self._stranger(at, token):
                found.append(Person(at, None, token.word))
        return found

    def _measures(self, at: int) -> bool:
        """Whether a word only counts what follows: `a pair of boots`, `a head of hair`."""
        after = self.words[at + 1] if at + 1 < len(self.words) else None
        return self.words[at].word in MEASURES and after is not None and after.word == "of"

    def _pronoun(self, at: int, said: list[Person]) -> list[Person]:
        """Whom `he` or `she` means: the last one spoken of whom the word fits, else the one subject that it fits."""
        word = self.words[at].word
        for person in reversed(said):
            if self._may_be(person, word):
                return [Person(at, person.anchor, word)]
        fitting = [a for a in self.subjects if self._may_be(Person(at, a, ""), word)]
        return [Person(at, fitting[0], word)] if len(fitting) == 1 else []

    def _may_be(self, person: Person, pronoun: str) -> bool:
        told = gender(person.anchor, self.lex) if person.anchor is not None else gender_of_word(person.word, self.lex)
        return told in ("", _PRONOUNS[pronoun])

    def _apposed(self, at: int, said: list[Person]) -> Anchor | None:
        """The subject that `a woman` tells more of: `Ruth, a woman of forty`, `Theo, now a man`."""
        determiner, where = self.determiner(at)
        if determiner is None or determiner.word not in ("a", "an"):
            return None
        after = self.words[at + 1] if at + 1 < len(self.words) else None
        if after is not None and (after.word in ("and", "or") or self.lex.reader.verb(after.word)) and after.joined:
            return None
        anchor = self._named_before(where, said[-1] if said else None)
        if anchor is None:
            return None
        told, own = gender_of_word(self.words[at].word, self.lex), gender(anchor, self.lex)
        return anchor if told == own or not told or not own else None

    def apposed(self, at: int) -> Anchor | None:
        """The subject of which a phrase that begins at this index, an article before it or not, tells more."""
        first = at - 1 if at and self.words[at].joined and self.words[at - 1].word in ("a", "an") else at
        return self._named_before(first, self.last_person(first))

    def _named_before(self, where: int, last: Person | None) -> Anchor | None:
        """The subject whose name, or a word that means it, stands right before the comma before this index."""
        first = where
        while first > 0 and self.words[first].joined and self.words[first - 1].word in _STILL:
            first -= 1
        if where == 1 and self.words[0].word == "as" and self.slot == "subject" and len(self.subjects) == 1:
            return self.subjects[0]
        if (
            first == 0
            or self.words[first].joined
            or self.text[self.words[first - 1].end : self.words[first].start].strip() != ","
        ):
            return None
        if last is None or last.at != first - 1 or last.anchor is None or self.words[first - 1].possessive:
            return None
        return last.anchor

    def _person(self, word: str) -> bool:
        """Whether a word is a person: `sailor`, `passer-by`, `sous-chef`."""
        known = self.lex.reader.person
        return known(word) or ("-" in word and known(word.rpartition("-")[2]))

    def _stranger(self, at: int, token: Token) -> bool:
        """Whether a word looks like the name of somebody: a capital within a sentence, after no preposition."""
        said = self.text[token.start : token.end]
        if not token.joined or not said[:1].isupper() or (said.isupper() and len(said) > 1) or token.word == "i":
            return False
        before = self.words[at - 1]
        place = before.word in PREPOSITIONS - {"with", "beside", "behind", "to", "like"} or before.word in DETERMINERS
        nationality = (
            at + 1 < len(self.words) and self.words[at + 1].joined and not self.lex.reader.verb(self.words[at + 1].word)
        )
        return not place and not (nationality and self.words[at + 1].word not in FUNCTION_WORDS)

    @cached_property
    def person_at(self) -> dict[int, Person]:
        """The people by the index of their word."""
        return {person.at: person for person in self.people}

    def _meant(self, at: int) -> Anchor | None:
        """The one subject that `the woman` means: its description says so, and no article makes it somebody new."""
        determiner, _ = self.determiner(at)
        if determiner is None or determiner.word in INDEFINITE | {"other"}:
            return None
        word = singular(self.words[at].word)
        meant = [anchor for anchor in self.subjects if word in vocabulary(anchor.description)]
        return meant[0] if len(meant) == 1 else None

    def owner_at(self, at: int) -> Anchor | None:
        """The anchor that a possessive at this index names: `the keeper's`, `the man's`."""
        person = self.person_at.get(at)
        return person.anchor if person is not None else self.named.get(at)

    def determiner(self, at: int) -> tuple[Token | None, int]:
        """The determiner or possessive that leads the noun phrase of the word at this index, and its index."""
        first = max(0, at - REACH)
        while at > first and (self.words[at].joined or self._listed_adjective(at)):
            before = self.words[at - 1]
            if before.possessive and at > 1 and before.joined and self.lex.reader.person(before.word):
                led = self.words[at - 2]  # `Tom's chef's jacket` is Tom's
                if led.possessive or led.word in POSSESSIVES:
                    return led, at - 2
            if before.possessive or before.word in _DETERMINERS:
                return before, at - 1
            if before.word == "of" and at > 1 and before.joined and self.words[at - 2].word in MEASURES:
                at -= 2
                continue
            if before.word in FUNCTION_WORDS:
                return None, at
            at -= 1
        return None, at

    def _listed_adjective(self, at: int) -> bool:
        """Whether only a comma between adjectives lies before the word: `a long, blue coat`."""
        word = self.words[at - 1].word
        gap = self.text[self.words[at - 1].end : self.words[at].start].strip()
        return gap == "," and word in self.lex.reader.adjectives and at > 1 and self.words[at - 1].joined

    def word_at(self, start: int) -> int:
        """The index of the first word that ends after this code point."""
        return bisect_right(self.words, start, key=lambda token: token.end)

    def people_before(self, at: int) -> list[Person]:
        """The people spoken of before the word at this index, in order."""
        return self.people[: bisect_left(self.people, at, key=lambda person: person.at)]

    def last_person(self, at: int) -> Person | None:
        """The person spoken of last before the word at this index."""
        before = bisect_left(self.people, at, key=lambda person: person.at)
        return self.people[before - 1] if before else None

    def person_in_phrase(self, at: int) -> Person | None:
        """The person whom an attribute stands before: `the blue-eyed keeper`. `at`: the index after the attribute."""
        for place in range(at, min(len(self.words), at + _PHRASE_REACH)):
            token = self.words[place]
            if not token.joined or token.word in FUNCTION_WORDS:
                return None
            if place in self.person_at:
                return self.person_at[place]
        return None

    def possessor_after(self, at: int) -> Person | None:
        """The person whose it is by `of`: `the blue coat of the sailor`. `at`: the index after the attribute."""
        for place in range(at, min(len(self.words), at + _PHRASE_REACH)):
            token = self.words[place]
            if not token.joined:
                return None
            if token.word == "of":
                after = range(place + 1, min(len(self.words), place + 5))
                for k in after:
                    if self.words[k].joined and (k in self.person_at or self.words[k].word in _FALSE):
                        return self.person_at.get(k) or Person(k, None, self.words[k].word)
                return None
            if token.word in FUNCTION_WORDS:
                return None
        return None

    def indefinite_before(self, at: int) -> bool:
        """Whether the clause has brought in something else before this word: `holds a cup with ...`."""
        clause = range(max(self.clause_starts[at], at - REACH) if at < len(self.words) else at, at)
        return any(self.words[back].word in INDEFINITE and back + 1 not in self.named for back in clause)

    def thing_before(self, where: int) -> bool:
        """Whether a thing that is no person has the `with` before this word: `a cup with a blue ...`."""
        if not where or self.words[where - 1].word != "with":
            return False
        person = self.last_person(where - 1)
        return self.indefinite_before(where - 1) and (person is None or person.at < self.clause_starts[where])

    def possessive_after(self, at: int) -> str:
        """`his` or `her` later in the same clause, empty where neither stands: `grey hair damp on his neck`."""
        for token in self.words[at : at + REACH]:
            if not token.joined and token.start != self.words[at].start:
                return ""
            if token.word in ("his", "her"):
                return token.word
        return ""

    def compared_clause(self, at: int) -> bool:
        """Whether the clause holds something against something, or speaks of what lies beyond, before this word."""
        return any(self.words[back].word in _SIMILES for back in range(max(self.clause_starts[at], at - REACH), at))
