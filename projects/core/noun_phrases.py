"""A shallow reading of English noun phrases: which word is the head, where the phrase ends, what is an adjective.

No grammar is built: each answer looks at a few words. Where it cannot tell, it says so, and the rules that
ask stay silent. Words of other languages are heads and never adjectives or verbs.
"""

from __future__ import annotations

from typing import Literal
from weakref import WeakKeyDictionary

from projects.core.catalog import Catalog
from projects.core.grammar import FUNCTION_WORDS
from projects.core.parsing_lexicon import lexicon
from projects.core.words import Token, singular

LONGEST = 6
Ending = Literal["yes", "no", "doubt"]

_ADJECTIVE_ENDS = (
    "ful", "ous", "ish", "less", "ic", "al", "ive", "able", "ible", "y", "ing", "ed", "ese", "ian", "lit", "old", "looking",
    "like",
)  # fmt: skip
_LY_NOUNS = frozenset({"family", "assembly", "supply", "belly", "lily", "jelly", "rally"})
# Particles that may also begin a further noun: `back room`, `down jacket`.
_PARTICLES = frozenset({"back", "away", "forward", "down", "up", "out", "off", "over", "past", "inside", "outside"})


class NounPhrases:
    """Questions about the words of a text, answered with the word lists of one catalogue."""

    def __init__(self, catalog: Catalog) -> None:
        lex = lexicon(catalog)
        self._lists = catalog.words
        self._verbs = lex.verbs
        self._nouns = lex.words("noun-verbs")
        self._listed = catalog.words.get("verbs", frozenset())
        self.adjectives = lex.adjectives
        people = catalog.words.get("people", frozenset()) | (lex.words("people") - FUNCTION_WORDS)
        self.people = people
        self._not_participles = people | catalog.words.get("ing-nouns", frozenset()) | _LY_NOUNS

    def words(self, name: str) -> frozenset[str]:
        """A word list of the catalogue, empty where there is none."""
        return self._lists.get(name, frozenset())

    def verb(self, word: str) -> bool:
        """Whether a word is a finite verb and nothing else that is known: `flaps`, but not `hooks`."""
        plain, form = self._verbs.get(word, ("", ""))
        return word in self._listed or (form in ("s", "past") and plain not in self._nouns)

    def may_be_verb(self, word: str) -> bool:
        """Whether a word may be a finite verb, though it may be a noun as well: `catches`."""
        return self._verbs.get(word, ("", ""))[1] in ("s", "past") or word in self._listed

    def person(self, word: str) -> bool:
        """Whether a word is a person or an animal, or several."""
        return word in self.people or singular(word) in self.people

    def participle(self, word: str) -> bool:
        """Whether a word looks like a participle or an adverb."""
        return len(word) > 4 and word.endswith(("ing", "ed", "ly")) and word not in self._not_participles

    def adjective(self, word: str) -> bool:
        """Whether a word may stand between an article and a noun as an adjective."""
        if word in self.adjectives:
            return True
        if word in FUNCTION_WORDS or word in self.people or len(word) < 4:
            return word == "very"
        return word[0].isdigit() or "-" in word or word.endswith(_ADJECTIVE_ENDS)

    def run(self, words: tuple[Token, ...], at: int) -> list[Token]:
        """The words from here on that follow without a break and are no function words."""
        found: list[Token] = []
        while at < len(words) and len(found) < LONGEST and words[at].joined and words[at].word not in FUNCTION_WORDS:
            found.append(words[at])
            if words[at].possessive:
                break
            at += 1
        return found

    def phrase(self, run: list[Token]) -> list[Token]:
        """The part of a run that is one noun phrase: it ends at its head, before a verb or what hangs on it."""
        last = -1
        for at, token in enumerate(run):
            word = token.word
            hanging = self.participle(word) and word not in self.adjectives
            if last >= 0 and (hanging or self.verb(word)):
                break
            if not hanging and word not in self.adjectives:
                last = at
        return run[: last + 1] if last >= 0 else run

    def names_nothing(self, phrase: list[Token]) -> bool:
        """Whether a phrase is adjectives only: its noun, if there is one, stands behind a comma."""
        return all(token.word in self.adjectives or self.participle(token.word) for token in phrase)

    def head(self, run: list[Token]) -> Token | None:
        """The noun that a run of words is about, None for an empty run."""
        phrase = self.phrase(run)
        return phrase[-1] if phrase else None

    def ends(self, words: tuple[Token, ...], at: int, *, subject: bool) -> Ending:
        """Whether a noun phrase ends before the word at this index: no further noun goes on with it."""
        if at >= len(words) or not words[at].joined:
            return "yes"
        word = words[at].word
        if word in FUNCTION_WORDS:
            return "doubt" if word in _PARTICLES else "yes"
        if self.verb(word) or (subject and word.endswith("ing")):
            return "yes"
        if not self.participle(word):
            return "doubt" if self.adjective(word) else "no"
        loose = at + 1 >= len(words) or not words[at + 1].joined or words[at + 1].word in FUNCTION_WORDS
        return "yes" if loose or word.endswith("ly") else "doubt"


_made: WeakKeyDictionary[Catalog, NounPhrases] = WeakKeyDictionary()


def noun_phrases(catalog: Catalog) -> NounPhrases:
    """The reader for a catalogue, made at its first use and kept as long as the catalogue."""
    found = _made.get(catalog)
    if found is None:
        found = _made[catalog] = NounPhrases(catalog)
    return found
