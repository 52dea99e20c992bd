"""The words that the craft rules know, built once a catalogue from its `craft-...` lists and the parser's lists.

The lists are English. What is written in another language holds none of their words, and the rules that
ask stay silent.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TypeVar
from weakref import WeakKeyDictionary

from projects.core.catalog import Catalog
from projects.core.grammar import FUNCTION_WORDS, POSSESSIVES
from projects.core.parsing_forms import forms
from projects.core.parsing_lexicon import Lexicon, lexicon
from projects.core.parsing_phrases import Phrases
from projects.core.parsing_text import Token, folded
from projects.core.words import singular

T = TypeVar("T")

_HALF = 0.5


class CraftWords:
    """Word lists and phrase tables of one catalogue, with the small questions that several rules ask."""

    def __init__(self, catalog: Catalog) -> None:
        self.lex: Lexicon = lexicon(catalog)
        self._lists = catalog.words
        parser = self.lex.words
        self.adjectives = self.lex.adjectives
        self.vague = self.words("vague")
        people = self.words("people") | parser("people") | catalog.words.get("people", frozenset())
        self.bodies = (people | self.words("animals")) - self.words("not-bodies") - FUNCTION_WORDS
        self.subjects = self.bodies | self.words("subjects") | parser("landmarks") | (people - FUNCTION_WORDS)
        self.machines = self.words("machines") | self.words("not-bodies")
        self.practicals = catalog.words.get("practicals", frozenset()) | self.words("practicals")
        things = self.words("subjects") | parser("landmarks") | parser("scenery") | parser("things") | parser("features")
        self.things = things | frozenset(parser("places")) | self.machines
        self.winged = self.words("winged")
        self.places = _phrase_table((*parser("places"), *self.words("places")))
        self.light_nouns = parser("light-nouns")
        self.light_says = _phrase_table(self._light_terms(catalog))
        self.manners = _phrase_table(self.words("manner"))
        self.verbs = {form: verb for verb in sorted(self.words("verbs")) for form in forms(verb)}
        self.verbs.update({form: verb for form, (verb, _) in self.lex.verbs.items()})
        self.known = (
            FUNCTION_WORDS | self.adjectives | self.subjects | self.light_nouns | self.vague | frozenset(self.verbs)
            | parser("features") | parser("scenery") | parser("style-nouns") | frozenset(parser("places"))
            | self.words("manner") | self.words("subjects") | self.words("known")
        )  # fmt: skip

    def words(self, name: str) -> frozenset[str]:
        """The list `craft-NAME`, empty where there is none."""
        return self._lists.get(f"craft-{name}", frozenset())

    def _light_terms(self, catalog: Catalog) -> list[str]:
        """Whatever says direction, quality, temperature or a source of light."""
        texts = list(self.words("light"))
        for phrase in catalog.vocabulary.values():
            if phrase.slot == "lighting":
                texts += [phrase.text, *phrase.synonyms]
        for place in catalog.place_lights.values():
            texts += place.words
        return texts

    def known_word(self, word: str) -> bool:
        """Whether a word is one of those that the rules can read, in singular or plural."""
        return word in self.known or singular(word) in self.known

    def readable(self, words: Sequence[Token], share: float = _HALF) -> bool:
        """Whether at least this share of the words is known: the text is English enough to be judged."""
        return bool(words) and sum(self.known_word(token.word) for token in words) >= share * len(words)

    def noun(self, word: str, among: frozenset[str]) -> bool:
        """Whether a word or its singular stands in a list."""
        return word in among or singular(word) in among

    def adjectival(self, word: str) -> bool:
        """Whether a word may stand between an article and its noun: an adjective, a participle, an ordinal."""
        return word in self.adjectives or word.endswith(("ing", "ieth", "enth", "tieth"))

    def adjective_comma(self, words: Sequence[Token], at: int) -> bool:
        """Whether a comma parts this word from an adjective before it: `a huge, heavy car`."""
        return at > 0 and words[at].start - words[at - 1].end <= len(", ") and words[at - 1].word in self.adjectives

    def holds(self, table: Phrases[bool], words: Sequence[Token]) -> bool:
        """Whether a phrase of the table stands somewhere in these words."""
        listed = list(words)
        return any(table.longest(listed, at, len(listed)) for at in range(len(listed)))


def _phrase_table(phrases: Iterable[str]) -> Phrases[bool]:
    table: Phrases[bool] = Phrases()
    for phrase in phrases:
        table.add(folded(phrase), True)
    return table


def telling(words: Sequence[str]) -> str:
    """The word of a phrase that stands in the fewest texts: its longest that is no mere function word."""
    return max(words, key=lambda word: (word not in FUNCTION_WORDS, len(word)))


def owned(words: Sequence[Token], at: int) -> bool:
    """Whether the word before is a possessive: `its colours`, `the vase's colours`."""
    return at > 0 and (words[at - 1].possessive or words[at - 1].word in POSSESSIVES)


_made: WeakKeyDictionary[Catalog, CraftWords] = WeakKeyDictionary()


def craft_words(catalog: Catalog) -> CraftWords:
    """The craft words of a catalogue, made at their first use and kept as long as the catalogue."""
    found = _made.get(catalog)
    if found is None:
        found = _made[catalog] = CraftWords(catalog)
    return found
