"""Noun phrases in the texts of shots, and how far the words go that describe them.

A noun phrase is read forward from its determiner to its head; a few words are looked at, no grammar is built.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from functools import lru_cache
from weakref import WeakKeyDictionary

from projects.core.attributes import Lexicon as Groups
from projects.core.attributes import lexicon as groups_of
from projects.core.catalog import Catalog
from projects.core.grammar import (
    ARTICLES,
    AUXILIARIES,
    CONJUNCTIONS,
    DETERMINERS,
    FUNCTION_WORDS,
    PREPOSITIONS,
    PRONOUNS,
)
from projects.core.noun_phrases import NounPhrases, noun_phrases
from projects.core.parsing_lexicon import Lexicon, lexicon
from projects.core.suggest_words import Noun, Said
from projects.core.words import Token, singular, tokens, unquoted

_LONGEST = 8
_BEFORE_NOUN = DETERMINERS | PREPOSITIONS
_MOST_KEPT = 4096
_SHORT = 3
_MOST_DETERMINERS = 3
_LONGEST_EXTENT = 80
_SAME = frozenset({"same", "exact", "original", "very"})
_FINITE = AUXILIARIES - {"been", "being"}
_HANGING = (
    CONJUNCTIONS | DETERMINERS | PRONOUNS | (PREPOSITIONS - {"outside", "inside", "above", "behind", "below"}) | {"just"}
)
_NOT_IN_DESCRIPTION = frozenset("while as when who whose that which whilst then but before after".split())


class Reader:
    """What the search knows of words, made once per catalogue."""

    def __init__(self, catalog: Catalog) -> None:
        self.lex: Lexicon = lexicon(catalog)
        self.phrases: NounPhrases = noun_phrases(catalog)
        self.groups: Groups = groups_of(catalog)
        self._lists = catalog.words
        vague = self.words("suggest-vague-people")
        people = self.lex.words("people") | self.words("people") | self.words("suggest-people")
        self.people = people - vague - FUNCTION_WORDS
        named = self.lex.words("places") | self.words("suggest-places")
        self.places = frozenset(p for p in named if " " not in p) - self.words("suggest-not-places")
        self.parts = self.words("suggest-place-parts")
        self.light = self.lex.words("light-nouns") | self.words("light-nouns")
        self._adjectives: dict[str, bool] = {}
        self.read = lru_cache(maxsize=_MOST_KEPT)(self._read)
        self.describing = self.lex.words("describing")
        listed = (self.lex.words(name) for name in ("places", "scenery", "features", "things"))
        mine = self.words("suggest-picture") | self.words("suggest-not-things")
        self._sure_nouns = frozenset().union(*listed) | self.parts | mine
        self._sure_nouns -= self.phrases.adjectives | self.lex.adjectives
        self._sure_nouns |= self.words("suggest-nouns")
        self._nouns = self.lex.words("noun-verbs")

    @staticmethod
    def _read(field: str, raw: str) -> Said:
        text = unquoted(raw)
        return Said(0, "", field, raw, text, tokens(text))

    def words(self, name: str) -> frozenset[str]:
        """A word list of the catalogue, empty where there is none."""
        return self._lists.get(name, frozenset())

    def person(self, word: str) -> bool:
        """Whether a word is one person or animal who may be told apart from others."""
        return word in self.people and singular(word) == word

    def place(self, word: str) -> bool:
        """Whether a word is a place of its own."""
        return word in self.places or singular(word) in self.places

    def adjective(self, word: str) -> bool:
        """Whether a word describes and names nothing."""
        known = self._adjectives.get(word)
        if known is None:
            if len(self._adjectives) > _MOST_KEPT:
                self._adjectives.clear()
            known = self._adjectives[word] = self._is_adjective(word)
        return known

    def _is_adjective(self, word: str) -> bool:
        known = self.phrases.adjective(word) or self.lex.adjectival(word) or word[0].isdigit()
        if known or word in self.words("suggest-nouns"):
            return word not in self.words("suggest-nouns")
        plain = word.removesuffix("er") if word.endswith("er") else word.removesuffix("est")
        return plain != word and (plain in self.phrases.adjectives or plain + "e" in self.phrases.adjectives)

    def finite(self, words: tuple[Token, ...], at: int, *, named: bool = False) -> bool:
        """Whether a word behind a noun is the verb of its clause. `named`: what stands before it is a name."""
        word = words[at].word
        if word in _FINITE:
            return True
        verb, form = self.lex.verbs.get(word, ("", ""))
        if words[at].possessive:
            return False
        before = words[at - 1].word if at and words[at].joined else ""
        describes = before and before not in self.people and not before.endswith("ly") and self.adjective(before)
        hung = before in _BEFORE_NOUN or describes
        hung = bool(hung) and not named
        if hung or (self.phrases.verb(word) and form != "past"):
            return not hung
        if not verb and len(word) > _SHORT and word.endswith("s") and not word.endswith(("ss", "us", "is")):
            # A word of no list where only a verb can stand: `..., wheels her bike out`.
            return at + 1 < len(words) and words[at + 1].joined and words[at + 1].word in DETERMINERS
        if form != "s" or named:
            return form == "s"
        if at and self.people_before(words, at):
            return True
        after = words[at + 1] if at + 1 < len(words) else None
        if verb in self._nouns and (at == 0 or self.adjective(words[at - 1].word) or words[at - 1].word in FUNCTION_WORDS):
            return False
        return after is not None and after.joined and (after.word in FUNCTION_WORDS or after.word.endswith("ly"))

    def people_before(self, words: tuple[Token, ...], at: int) -> bool:
        """Whether a person is named right before this word."""
        return words[at].joined and words[at - 1].word in self.people

    def doing(self, words: tuple[Token, ...], at: int) -> bool:
        """Whether an -ing word says what somebody does, not how something looks."""
        word = words[at].word
        if self.lex.verbs.get(word, ("", ""))[1] != "ing" or word in self.describing or word in self.words("ing-nouns"):
            return False
        before = words[at - 1].word if at else ""
        return before not in DETERMINERS and before != "with" and not (words[at].joined and self.adjective(before))

    def nouns(self, said: Said) -> list[Noun]:
        """The noun phrases of a text from left to right."""
        if not said.nouns:
            said.nouns.extend(self._nouns_of(said))
        return said.nouns

    def noun_from(self, said: Said, at: int) -> Noun | None:
        """The first noun phrase that begins at this word or behind it, None for none."""
        nouns = self.nouns(said)
        place = bisect_left(nouns, at, key=lambda noun: noun.first)
        return nouns[place] if place < len(nouns) else None

    def noun_at(self, said: Said, at: int) -> Noun | None:
        """The noun phrase that begins at this word, None for none."""
        found = self.noun_from(said, at)
        return found if found is not None and found.first == at else None

    def _nouns_of(self, said: Said) -> Iterator[Noun]:
        at, words = 0, said.words
        while at < len(words):
            found = self._noun(said, at)
            if found is None:
                at += 1
                continue
            found = self._owned(said, found)
            yield found
            at = found.head + 1

    def _owned(self, said: Said, noun: Noun) -> Noun:
        """`a diver's watch` is a watch; `the diver's watch` speaks of the diver first."""
        at = noun.head + 1
        owns = noun.determiner in ("a", "an") and said.words[noun.head].possessive
        if not owns or at >= len(said.words) or not said.words[at].joined:
            return noun
        head = None if said.words[at].word in FUNCTION_WORDS else self._head(said, at)
        if head is None:
            return noun
        modifiers = tuple(token.word for token in said.words[noun.start : head])
        return Noun(said, noun.first, noun.start, head, noun.determiner, modifiers)

    def _noun(self, said: Said, at: int) -> Noun | None:
        words = said.words
        begin, determiner = at, ""
        while begin < len(words) and begin < at + _MOST_DETERMINERS and (begin == at or words[begin].joined):
            word = words[begin].word
            if word in DETERMINERS and not (word in ("that", "which") and begin > at):
                determiner = determiner if determiner == "same" else word
            elif word in _SAME and (determiner in ("the", "same", "") or begin == at):
                determiner = "same" if word != "very" else determiner
            else:
                break
            begin += 1
        if begin >= len(words) or (begin > at and not words[begin].joined) or words[begin].word in FUNCTION_WORDS:
            return None
        if begin == at and self.finite(words, at) and at and words[at].joined:
            return None
        last = self._head(said, begin)
        if last is None:
            return None
        return Noun(said, at, begin, last, determiner, tuple(token.word for token in words[begin:last]))

    def _head(self, said: Said, begin: int) -> int | None:
        """The index of the head of the phrase whose modifiers begin at this word."""
        words, head, at = said.words, None, begin
        while at < len(words) and at < begin + _LONGEST:
            word = words[at].word
            if at > begin and not words[at].joined:
                comma = said.text[words[at - 1].end : words[at].start].strip() == ","
                describing = self.adjective(words[at - 1].word) and not self._hyphened_thing(words[at - 1].word)
                if not (comma and head is None and describing) or word in FUNCTION_WORDS:
                    break
            if word in FUNCTION_WORDS and not (word == "and" and head is None and at > begin):
                break
            if head is not None and (self.finite(words, at) or self._ends_phrase(words, at)):
                break
            if word != "and" and not self._describes(word):
                head = at
            elif head is not None and words[at - 1].word in self.people:
                break
            if words[at].possessive:
                return at
            at += 1
        return self._compound(words, begin, head, at)

    def _compound(self, words: tuple[Token, ...], begin: int, head: int | None, end: int) -> int | None:
        """The head, or the word with a hyphen that the phrase ends in and that is a thing itself: `the Nova e-bike`."""
        last = end - 1
        led = begin > 0 and words[begin].joined and words[begin - 1].word in DETERMINERS
        longer = last >= begin and (head is None or head < last)
        return last if longer and (led or head is not None) and self._hyphened_thing(words[last].word) else head

    def _hyphened_thing(self, word: str) -> bool:
        """Whether a word with a hyphen names a thing: `she-wolf`, `e-bike`; `rust-coloured` does not."""
        _, sign, tail = word.rpartition("-")
        describes = self.adjective(tail) or tail in FUNCTION_WORDS or tail.endswith(("ing", "ed")) if sign else True
        return bool(sign) and (tail in self.people or not describes)

    def _ends_phrase(self, words: tuple[Token, ...], at: int) -> bool:
        """Whether a doing or an adverb ends the phrase before it: not the `recording` of `a home recording studio`."""
        if words[at].word.endswith("ly") and words[at].word not in self._sure_nouns:
            return True
        after = words[at + 1] if at + 1 < len(words) and words[at + 1].joined else None
        return self.doing(words, at) and not (after is not None and (self.place(after.word) or after.word in self.people))

    def _describes(self, word: str) -> bool:
        if word in self.people or self.place(word) or word in self.light or word in self._sure_nouns:
            return False
        return self.adjective(word) or self.phrases.participle(word)

    def extent(self, said: Said, noun: Noun, *, within: str = "") -> int:
        """The index after the last word that still describes the noun: up to a verb, a doing, the sentence's end.

        `within`: further signs that end it, `)` inside a bracket.
        """
        known = said.extents.get((noun.head, within))
        if known is None:
            known = said.extents[noun.head, within] = self._extent(said, noun, within)
        return known

    def _extent(self, said: Said, noun: Noun, within: str) -> int:
        words, at = said.words, noun.head + 1
        while at < min(len(words), noun.head + _LONGEST_EXTENT):
            gap = said.text[words[at - 1].end : words[at].start]
            if said.stop_before(at) or "—" in gap or any(sign in gap for sign in within):
                break
            word = words[at].word
            if word in _NOT_IN_DESCRIPTION or self.finite(words, at) or self.doing(words, at):
                break
            if word == "and" and self._somebody_else(said, at + 1):
                break
            at += 1
        return self._trimmed(said, noun.head + 1, at)

    def _trimmed(self, said: Said, first: int, at: int) -> int:
        """The end without what was left hanging: `..., framed by`, `... and a`."""
        words = said.words
        while at > first:
            alone = at > first + 1 and "," in said.text[words[at - 2].end : words[at - 1].start]
            hanging = words[at - 1].word in _HANGING or (alone and self.phrases.participle(words[at - 1].word))
            if not hanging:
                break
            at -= 1
        return at

    def _somebody_else(self, said: Said, at: int) -> bool:
        if at >= len(said.words) or said.words[at].word not in ARTICLES:
            return False
        found = self._noun(said, at)
        return found is not None and found.word in self.people


_made: WeakKeyDictionary[Catalog, Reader] = WeakKeyDictionary()


def reader(catalog: Catalog) -> Reader:
    """The reader for a catalogue, made at its first use and kept as long as the catalogue."""
    found = _made.get(catalog)
    if found is None:
        found = _made[catalog] = Reader(catalog)
    return found
