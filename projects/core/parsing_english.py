"""A shallow reading of English for the parser: the head of a phrase, the main verb, where a place begins.

No grammar is built. Each answer looks at a few words around one word, so the time grows with the text only.
"""

from __future__ import annotations

from projects.core.grammar import ARTICLES, CONJUNCTIONS, DETERMINERS, PREPOSITIONS
from projects.core.parsing_verbs import AFTER_VERB, AND, BEFORE_NOUN, COUNTS, FINITE, PLURAL, Verbs

_PLACE_REACH = 9
_TAKEN = frozenset("worn torn drawn thrown grown blown shown flown known begun spun strewn sewn overgrown full".split())
_BEHIND = frozenset("overhead nearby everywhere ahead".split())
_BEFORE_HEAD = PREPOSITIONS | DETERMINERS | {"maintaining", "same"}


class English(Verbs):
    """Questions about the words of one text. Places are indexes of tokens, ranges half-open."""

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
        if (
            (word in _BEHIND and (at + 1 >= last or not self.tokens[at + 1].joined))
            or word in PREPOSITIONS
            or word in CONJUNCTIONS
            or word in FINITE
            or word in ARTICLES
            or self.adverb(at)
        ):
            return True
        form = self.lex.verbs.get(word, ("", ""))[1]
        if (
            (form == "ing" and not self._leads_noun(at, last))
            or word in self.describing
            or (form in ("s", "base") and self.finite_at(at, at - 1, last))
        ):
            return True
        after = self.word(at + 1) if at + 1 < last else ""
        return (word.endswith("ed") or word in _TAKEN) and (after in PREPOSITIONS or after == "")

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
        if self.of_kind(first, self.lex.of_subjects()) and self.lex.verbs.get(after, ("", ""))[1] == "ing":
            return False
        return verb not in self.nouns or (after != "" and after not in PREPOSITIONS and self._fits_after(first, last))

    def _loose(self, at: int, first: int) -> bool:
        """Whether the word has the -s form of a verb behind a noun that a determiner leads."""
        form = self.lex.verbs.get(self.word(at), ("", ""))[1]
        if self._unknown_verb(at) and self._one_before(at, first):
            return True
        previous = self.word(at - 1)
        noun = not (previous in BEFORE_NOUN or previous in self.adjectives or self.tokens[at - 1].possessive)
        return form == "s" and noun and at - first > 1 and self.word(first) in DETERMINERS

    def plural(self, first: int, last: int) -> bool:
        """Whether a phrase speaks of several: `two boys`, `a man and a woman`."""
        head = self.head(first, last)
        words = {self.word(at) for at in range(first, min(last, first + 40))}
        if head is None or not self.of_kind(head, self.lex.words("people")):
            return False
        word = self.word(head)
        return word in PLURAL or (word.endswith("s") and not word.endswith("ss")) or "and" in words

    def past_verb(self, first: int, last: int) -> int | None:
        """A verb in the past as main verb, for texts that tell a story."""
        for at in range(first, last):
            form = self.lex.verbs.get(self.word(at), ("", ""))[1]
            before = self.word(at - 1) if at > first else ""
            after = self.word(at + 1) if at + 1 < last else ""
            if at + 1 < last and self.text[self.tokens[at].end : self.tokens[at + 1].start] == "-":
                # `rolled-up denim sleeves`
                continue
            loose = before in BEFORE_NOUN or before in FINITE or before in self.adjectives
            if form == "past" and not loose:
                return at
            if form == "ed" and before and not loose and after not in ("by", "in", "with", "of", "from", "and", ""):
                return at
        return None

    def participle(self, first: int, last: int) -> int | None:
        """The first -ing word that says what a subject does, not how it looks."""
        for at in range(first, last):
            word = self.word(at)
            if not word.endswith("ing") or len(word) < 5 or word in self.describing:
                continue
            before = self.word(at - 1) if at > first else ""
            after = self.word(at + 1) if at + 1 < last and self.tokens[at + 1].joined else ""
            verb = self.lex.verbs.get(word, ("", ""))[1] == "ing" or before in self.lex.words("people")
            follows = after == "" or after in AFTER_VERB or self.adverb(at + 1)
            unknown = bool(before) and follows and len(word) > 6 and word not in self.lex.words("ing-nouns")
            # `a wine glass shattering on tiles`: what looks like an adjective is the noun.
            material = before in self.adjectives and not (follows and after and at - first > 1)
            noun = not (
                before in BEFORE_NOUN
                or before in COUNTS
                or before[:1].isdigit()
                or before in AND
                or (at > first and self.tokens[at - 1].possessive)
            )
            if (verb or unknown) and noun and not material:
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
            adverb = self.adverb(end) and end + 1 < last and self.tokens[end + 1].joined
            if end > at + 1 and self._hung_on(end, last) and not (adverb and self.word(end - 1) in DETERMINERS):
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
            linked = word in AND and end + 1 < last and self.lex.verbs.get(self.word(end + 1), ("", ""))[1] == "s"
            if doing or linked or word in ("while", "as", "who") or (word == "to" and end + 1 < last):
                return end
        return last

    def capital(self, at: int) -> bool:
        """Whether a word is written with a capital, as a name is."""
        return self.text[self.tokens[at].start].isupper()
