"""A shallow reading of English for the parser: the head of a phrase, the main verb, where a place begins.

No grammar is built. Each answer looks at a few words around one word, so the time grows with the text only.
"""

from __future__ import annotations

from projects.core.grammar import ARTICLES, CONJUNCTIONS, DETERMINERS, POSSESSIVES, PREPOSITIONS, PRONOUNS
from projects.core.parsing_lexicon import Lexicon
from projects.core.parsing_text import Token
from projects.core.words import singular

_PLACE_REACH = 9
# Closed lists.
FINITE = frozenset("is are was were has have had does do did can could will would must should may might".split())
RELATIVES = frozenset("who whom whose which that".split())
_PLURAL = frozenset("people men women children they we you both".split())
_AND = frozenset({"and", "or", "but", "then"})
_AFTER_VERB = (
    DETERMINERS
    | PREPOSITIONS
    | PRONOUNS
    | CONJUNCTIONS
    | frozenset(
        "together again still not slightly forward back away left right home alone there here open closed to".split()
    )
)
_BEFORE_HEAD = PREPOSITIONS | DETERMINERS | {"maintaining", "same"}
_BEFORE_NOUN = DETERMINERS | (PREPOSITIONS - {"like"}) | POSSESSIVES


class English:
    """Questions about the words of one text. Places are indexes of tokens, ranges half-open."""

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

    def head(self, first: int, last: int) -> int | None:
        """The noun that a phrase is about: the last word before whatever is hung on it."""
        at = first
        while at < last and (self.word(at) in _BEFORE_HEAD or self.adverb(at)):
            at += 1
        found = None
        while at < last:
            word = self.word(at)
            if found is not None and (not self.linked(at) or self._hung_on(at, last)):
                break
            if word not in DETERMINERS:
                found = at
            at += 1
        return found

    def _hung_on(self, at: int, last: int) -> bool:
        word = self.word(at)
        if word in PREPOSITIONS or word in CONJUNCTIONS or word in FINITE or word in ARTICLES or self.adverb(at):
            return True
        form = self.lex.verbs.get(word, ("", ""))[1]
        if form == "ing" or word in self.describing or (form in ("s", "base") and self.finite_at(at, at - 1, last)):
            return True
        after = self.word(at + 1) if at + 1 < last else ""
        return word.endswith(("ed", "wn", "un")) and (after in PREPOSITIONS or after == "")

    def of_kind(self, at: int | None, words: frozenset[str]) -> bool:
        """Whether the word, or its singular, is in a list."""
        return at is not None and (self.word(at) in words or singular(self.word(at)) in words)

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
            return self._plural(at, verb, previous, before, last)
        # A word of no list that stands as only a verb would: `the diver carefully unscrews the cap`.
        unknown = not verb and len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is"))
        likely = before < at - 1 or previous in self.lex.words("people")
        return unknown and likely and not self.tokens[at].possessive and self._fits_after(at, last)

    def _fits_after(self, at: int, last: int) -> bool:
        """Whether what follows may follow a verb."""
        if at + 1 >= last or not self.tokens[at + 1].joined:
            return True
        word = self.word(at + 1)
        form = self.lex.verbs.get(word, ("", ""))[1]
        return word in _AFTER_VERB or self.adverb(at + 1) or form == "ing" or word[0].isdigit()

    def _third(self, at: int, verb: str, previous: str, first: int, last: int) -> bool:
        somebody = previous in self.lex.words("people")
        if previous in _BEFORE_NOUN - PRONOUNS or (previous in self.adjectives and not somebody):
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
        return False

    def _plural(self, at: int, verb: str, previous: str, before: int, last: int) -> bool:
        """Whether a verb in its base form has a subject of several before it."""
        if not previous or self.tokens[before].possessive or previous in _BEFORE_NOUN - _PLURAL:
            return False
        if verb not in self.nouns:
            return (
                previous in _PLURAL or previous == "i" or (previous.endswith("s") and not previous.endswith(("ss", "us")))
            )
        if not self._fits_after(at, last):
            return False
        if previous in self.lex.words("people") and any(
            self.word(place) == "and" for place in range(max(0, before - 4), before)
        ):
            return True
        return previous in _PLURAL or (previous.endswith("s") and self.of_kind(before, self.lex.of_subjects()))

    def main_verb(self, first: int, last: int, *, continued: bool, plural: bool = False, loose: bool = False) -> int | None:
        """The main verb in a range. `continued`: a (`plural`) subject stands before it, so it may begin with a verb.

        `loose`: whatever follows, where no other verb was found (`a barista pours latte art`).
        """
        leading = True
        for at in range(first, last):
            leading = leading and (at == first or self.adverb(at - 1))
            if leading and not continued:
                continue
            if self.finite_at(at, first, last) or (loose and self._loose(at, first)):
                return at
            base = self.lex.verbs.get(self.word(at), ("", ""))[1] == "base"
            if leading and plural and base and self._fits_after(at, last):
                return at
        return None

    def opens_with_verb(self, first: int, last: int) -> bool:
        """Whether a phrase begins with what a subject named before does: `walks home slowly`."""
        verb, form = self.lex.verbs.get(self.word(first), ("", ""))
        if form != "s" or self.tokens[first].possessive:
            return False
        after = self.word(first + 1) if first + 1 < last else ""
        return verb not in self.nouns or (after != "" and after not in PREPOSITIONS and self._fits_after(first, last))

    def _loose(self, at: int, first: int) -> bool:
        """Whether the word has the -s form of a verb behind a noun that a determiner leads."""
        form = self.lex.verbs.get(self.word(at), ("", ""))[1]
        previous = self.word(at - 1)
        noun = not (previous in _BEFORE_NOUN or previous in self.adjectives or self.tokens[at - 1].possessive)
        return form == "s" and noun and at - first > 1 and self.word(first) in DETERMINERS

    def plural(self, first: int, last: int) -> bool:
        """Whether a phrase speaks of several: `two boys`, `a man and a woman`."""
        head = self.head(first, last)
        words = {self.word(at) for at in range(first, min(last, first + 40))}
        if head is None or not self.of_kind(head, self.lex.words("people")):
            return False
        word = self.word(head)
        return word in _PLURAL or (word.endswith("s") and not word.endswith("ss")) or "and" in words

    def past_verb(self, first: int, last: int) -> int | None:
        """A verb in the past as main verb, for texts that tell a story."""
        for at in range(first, last):
            form = self.lex.verbs.get(self.word(at), ("", ""))[1]
            before = self.word(at - 1) if at > first else ""
            after = self.word(at + 1) if at + 1 < last else ""
            loose = before in _BEFORE_NOUN or before in FINITE or before in self.adjectives
            if form == "past" and not loose:
                return at
            if form == "ed" and before and not loose and after not in ("by", "in", "with", "of", "from", "and", ""):
                return at
        return None

    def participle(self, first: int, last: int) -> int | None:
        """The first -ing word that says what a subject does, not how it looks."""
        for at in range(first, last):
            word = self.word(at)
            before = self.word(at - 1) if at > first else ""
            doing = self.lex.verbs.get(word, ("", ""))[1] == "ing" and word not in self.describing
            doing = doing or (word.endswith("ing") and len(word) > 5 and before in self.lex.words("people"))
            if doing and before not in _BEFORE_NOUN and before not in self.adjectives:
                return at
        return None

    def place(self, first: int, last: int, *, any_place: bool = False) -> tuple[int, int] | None:
        """The phrase that says where, from its preposition on. `any_place`: things such as a wall count too."""
        at = first
        while at < last:
            if self.word(at) in self.lex.words("place-prepositions"):
                head = self._place_head(at, last)
                known = self.of_kind(head, self.lex.words("places"))
                if known and (any_place or not self.of_kind(head, self.lex.words("things"))):
                    return at, self._place_end(at + 1, last)
            at += 1
        return None

    def _place_head(self, at: int, last: int, *, nested: bool = False) -> int | None:
        """What is introduced by the preposition at this place; behind an `of` where that alone is a place."""
        end = at + 1
        while end < min(last, at + _PLACE_REACH) and self.linked(end):
            if end > at + 1 and self._hung_on(end, last):
                break
            end += 1
        head = self.head(at + 1, end)
        further = not nested and end + 1 < last and self.word(end) == "of"
        if further and not self.of_kind(head, self.lex.words("places")):
            # `in the vast expanse of a midnight sky`
            return self._place_head(end, last, nested=True)
        return head

    def _place_end(self, at: int, last: int) -> int:
        """Where the words about the place end: before a verb that goes on about the subject."""
        for end in range(at + 1, last):
            word = self.word(end)
            form = self.lex.verbs.get(word, ("", ""))[1]
            doing = form == "ing" and word not in self.describing and self.word(end - 1) not in DETERMINERS
            linked = word in _AND and end + 1 < last and self.lex.verbs.get(self.word(end + 1), ("", ""))[1] == "s"
            if doing or linked or word in ("while", "as", "who") or (word == "to" and end + 1 < last):
                return end
        return last
