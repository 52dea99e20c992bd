"""Whether a word is the main verb where it stands, by the words around it. No grammar is built."""

from __future__ import annotations

from projects.core.grammar import ARTICLES, CONJUNCTIONS, DETERMINERS, POSSESSIVES, PREPOSITIONS, PRONOUNS
from projects.core.parsing_lexicon import Lexicon
from projects.core.parsing_text import Token
from projects.core.words import singular

# Closed lists.
FINITE = frozenset("is are was were has have had does do did can could will would must should may might".split())
RELATIVES = frozenset("who whom whose which that".split())
PLURAL = frozenset("people men women children they we you both".split())
AND = frozenset({"and", "or", "but", "then"})
AFTER_VERB = (
    DETERMINERS
    | PREPOSITIONS
    | PRONOUNS
    | CONJUNCTIONS
    | frozenset(
        "together again still not slightly forward back away left right home alone there here open closed to".split()
    )
)
COUNTS = frozenset("two three four five six seven eight nine ten several dozens both".split())
_ONE = frozenset("a an one each every another".split())
BEFORE_NOUN = DETERMINERS | (PREPOSITIONS - {"like"}) | POSSESSIVES


class Verbs:
    """Questions about single words of one text. Places are indexes of tokens, ranges half-open."""

    def __init__(self, tokens: list[Token], text: str, lex: Lexicon) -> None:
        self.tokens, self.text, self.lex = tokens, text, lex
        self.adjectives = lex.adjectives
        self.nouns = frozenset(lex.words("noun-verbs"))
        self.describing, self.stative = lex.words("describing"), lex.words("stative")

    def word(self, at: int) -> str:
        """The word at this place."""
        return self.tokens[at].word

    def linked(self, at: int) -> bool:
        """Whether only blanks, a hyphen or one comma lie between the word and the one before."""
        token = self.tokens[at]
        return token.joined or (at > 0 and self.text[self.tokens[at - 1].end : token.start].strip() == ",")

    def adverb(self, at: int) -> bool:
        """Whether the word looks like an adverb."""
        word = self.word(at)
        return (len(word) > 4 and word.endswith("ly")) or word in (
            "then",
            "now",
            "also",
            "just",
            "still",
            "often",
            "always",
            "soon",
        )

    def of_kind(self, at: int | None, words: frozenset[str]) -> bool:
        """Whether the word, or its singular, is in a list."""
        return at is not None and (self.word(at) in words or singular(self.word(at)) in words)

    def _leads_noun(self, at: int, last: int) -> bool:
        """Whether a participle stands before its noun: `a bustling restaurant kitchen`."""
        before = self.word(at - 1) if at else ""
        after = self.word(at + 1) if at + 1 < last and self.tokens[at + 1].joined else ""
        listed = before in self.adjectives and at > 1 and (not self.tokens[at].joined or self.word(at - 2) in DETERMINERS)
        return (before in DETERMINERS or listed) and bool(after) and after not in AFTER_VERB and not self.adverb(at + 1)

    def finite_at(self, at: int, first: int, last: int) -> bool:
        """Whether the word is the main verb of a clause that begins at `first`."""
        word = self.word(at)
        before = at - 1
        while before >= first and self.adverb(before):
            before -= 1
        previous = self.word(before) if before >= first else ""
        if previous in RELATIVES or (before >= first and self.tokens[before].possessive):
            return False
        if word in FINITE:
            return previous not in PREPOSITIONS
        verb, form = self.lex.verbs.get(word, ("", ""))
        if form == "s" and not self.tokens[at].possessive:
            return self._third(at, verb, previous, first, last)
        if form == "base":
            return self._plural(at, verb, previous, before, first, last)
        return self._unknown_verb(at) and self._as_a_verb(at, before, first, last)

    def _unknown_verb(self, at: int) -> bool:
        """Whether a word of no list may be the -s form of a verb."""
        word = self.word(at)
        plain = len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is", "'s"))
        return (
            plain
            and word not in self.lex.verbs
            and not self.tokens[at].possessive
            and word not in self.lex.words("s-nouns")
        )

    def _as_a_verb(self, at: int, before: int, first: int, last: int) -> bool:
        """Whether a word stands as only a verb would: `the diver unscrews the cap`, `a trumpeter solos on a stage`."""
        previous = self.word(before) if before >= first else ""
        after = self.word(at + 1) if at + 1 < last and self.tokens[at + 1].joined else ""
        if previous and previous not in BEFORE_NOUN and after in DETERMINERS:
            return True
        likely = before < at - 1 or previous in self.lex.words("people") or self._one_before(at, first)
        return likely and self._fits_after(at, last)

    def _one_before(self, at: int, first: int) -> bool:
        """Whether a single thing stands right before: `a girl`, `each old door`. No plural noun follows such."""
        noun = self.word(at - 1)
        if noun in self.adjectives and noun not in self.lex.words("people"):
            return False
        place = at - 1
        while place >= first and place > at - 6 and self.tokens[place + 1].joined:
            word = self.word(place)
            if word in _ONE:
                return place < at - 1
            doing = self.lex.verbs.get(word, ("", ""))[1] == "ing" and not self._leads_noun(place, at)
            several = word.endswith("s") and not word.endswith(("ss", "us", "is"))
            if doing or several or word in BEFORE_NOUN or word in AND or word in FINITE or self.tokens[place].possessive:
                return False
            place -= 1
        return False

    def _fits_after(self, at: int, last: int) -> bool:
        """Whether what follows may follow a verb."""
        if at + 1 >= last or not self.tokens[at + 1].joined:
            return True
        word = self.word(at + 1)
        form = self.lex.verbs.get(word, ("", ""))[1]
        return word in AFTER_VERB or self.adverb(at + 1) or form == "ing" or word[0].isdigit()

    def _third(self, at: int, verb: str, previous: str, first: int, last: int) -> bool:
        somebody = previous in self.lex.words("people")
        if self.lex.verbs.get(previous, ("", ""))[1] == "ing" and previous not in self.lex.words("ing-nouns"):
            return False
        noun = somebody or previous in self.lex.words("light-nouns") or (at - 2 >= first and self.word(at - 2) == "in")
        if previous in BEFORE_NOUN - PRONOUNS or (previous in self.adjectives and not noun):
            return False
        if previous in PRONOUNS or verb not in self.nouns or somebody:
            return True
        return self._fits_after(at, last) and (not previous or self._noun_phrase(first, at))

    def _noun_phrase(self, first: int, last: int) -> bool:
        """Whether a determiner, a figure, a pronoun or a name stands in the range: a subject goes before."""
        for at in range(first, min(last, first + 40)):
            word = self.word(at)
            if word in DETERMINERS or word in PRONOUNS or word[0].isdigit():
                return True
            if self.text[self.tokens[at].start].isupper() or self.of_kind(at, self.lex.words("people")):
                return True
            if word.endswith(("er", "or", "ist", "eer", "man", "woman")) and word not in self.lex.words("er-nouns"):
                return True
        return False

    def _plural(self, at: int, verb: str, previous: str, before: int, first: int, last: int) -> bool:
        """Whether a verb in its base form has a subject of several before it."""
        if not previous or self.tokens[before].possessive or previous in BEFORE_NOUN - PLURAL:
            return False
        if verb not in self.nouns:
            return previous in PLURAL or previous == "i" or (previous.endswith("s") and not previous.endswith(("ss", "us")))
        if not self._fits_after(at, last):
            return False
        if self.word(first) in COUNTS and previous.endswith("s") and before > first:
            # `two children in red raincoats jump over puddles`
            return True
        after = self.word(at + 1) if at + 1 < last else ""
        if after in ARTICLES and previous.endswith("s") and (before == 0 or not self.tokens[before].joined):
            # `commuters cross a bridge`
            return True
        if previous in self.lex.words("people") and any(
            self.word(place) == "and" for place in range(max(0, before - 4), before)
        ):
            return True
        return previous in PLURAL or (previous.endswith("s") and self.of_kind(before, self.lex.of_subjects()))
