"""What a text asks of the whole picture: dark or bright, soft or hard, night or day ... The first half of
`prompt.conflict`.

Only what speaks of the whole counts: `dark, moody lighting`, never `a dark coat`; not what is denied, compared, or
belongs to a thing (`the vase's bright colours`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from projects.core.catalog import Catalog
from projects.core.craft_reading import text_sentences, text_words
from projects.core.craft_sides import AskWords, Term, ask_words, spelled
from projects.core.craft_words import craft_words, owned
from projects.core.grammar import DETERMINERS, FUNCTION_WORDS, NEGATIONS
from projects.core.parsing_phrases import Phrases
from projects.core.parsing_text import Token, folded

_REACH = 5
_BACK = 4
_LEADING = 2
_SHORT_PIECE = 6
_MOST_ASKS = 6
_COPULAS = frozenset("is are was were be being stays stay remains remain looks feels keeps".split())
_ADJECTIVAL = ("ly", "ing", "ical", "less", "ful", "ous", "ive", "ish")
# Behind a noun these end its phrase: `vivid colours everywhere`.
_AFTER_HEAD = frozenset("everywhere throughout overall all only above below overhead outside inside full".split())
_PARTED = frozenset(",;:")


class Ask(NamedTuple):
    """One thing asked of the picture: the conflict and side that it belongs to, its half-open code points, and those of
    the piece and the sentence around it."""

    conflict: str
    side: str
    start: int
    end: int
    piece: tuple[int, int]
    sentence: tuple[int, int]
    # The half-open code points of what asks by itself: of `completely empty platform` the first two words.
    core: tuple[int, int] = (0, 0)


@lru_cache(maxsize=4096)
def asks_in(text: str, slot: str, catalog: Catalog) -> tuple[Ask, ...]:
    """What a text asks of the whole picture, in order of place. `slot` is one of the six, or `custom`."""
    table = ask_words(catalog)
    words = list(text_words(text))
    if "colour" in text or "grey" in text or "Colour" in text or "Grey" in text:
        words = [word._replace(word=spelled(word.word)) for word in words]
    if table.first.isdisjoint(word.word for word in words):
        return ()
    reading = _Reading(text, words, slot, table)
    found: dict[tuple[str, str, int], Ask] = {}
    counts: Counter[tuple[str, str]] = Counter()
    for ask in reading.asks():
        known = found.get((ask.conflict, ask.side, ask.end))
        if known is not None:
            widest = (known.core[0], max(known.core[1], ask.core[1]))
            found[ask.conflict, ask.side, ask.end] = known._replace(core=widest)
        # A text that asks the same thing over and over says no more by it.
        elif counts[ask.conflict, ask.side] < _MOST_ASKS:
            counts[ask.conflict, ask.side] += 1
            found[ask.conflict, ask.side, ask.end] = ask
    return tuple(_merged(sorted(found.values(), key=lambda ask: (ask.start, ask.end)), text))


def _merged(asks: list[Ask], text: str) -> list[Ask]:
    """Two asks for the same thing with at most a word or two between are one: `evenly lit by flat front light`."""
    merged: list[Ask] = []
    places: dict[tuple[str, str, tuple[int, int]], int] = {}
    for ask in asks:
        key = (ask.conflict, ask.side, ask.piece)
        last = merged[places[key]] if key in places else None
        if last is None or len(text[last.end : ask.start].split()) > _LEADING:
            places[key] = len(merged)
            merged.append(ask)
        else:
            core = (last.core[0], max(last.core[1], ask.core[1]))
            merged[places[key]] = last._replace(end=max(last.end, ask.end), core=core)
    return merged


class _Reading:
    """One text, its words and pieces."""

    def __init__(self, text: str, words: list[Token], slot: str, table: AskWords) -> None:
        self.text, self.words, self.slot, self.table = text, words, slot, table
        self._places: list[tuple[int, int, tuple[int, int]]] = []

    @property
    def places(self) -> list[tuple[int, int, tuple[int, int]]]:
        """For each word the range of words of its piece, and the code points of its sentence; made when first asked."""
        if not self._places:
            for sentence in text_sentences(self.text):
                for piece in sentence.pieces:
                    place = (piece.first, piece.last, (sentence.start, sentence.end))
                    self._places += [place] * (piece.last - piece.first)
        return self._places

    def asks(self) -> Iterator[Ask]:
        """Everything that is asked, some of it more than once."""
        at = 0
        while at < len(self.words):
            step = 1
            if self.words[at].word in self.table.first:
                hit = self.table.phrases.longest(self.words, at, len(self.words))
                if hit is not None:
                    step = hit[0][-1] - at + 1
                    yield from self._of_phrase(hit[0], hit[1])
                described = self.table.adjectives.longest(self.words, at, len(self.words))
                for term in described[1] if described else ():
                    yield from self._of_adjective(at, described[0][-1] if described else at, term)
            at += step

    def _ask(self, term: Term, first: int, last: int, core: int, *, described: bool = True) -> Iterator[Ask]:
        """The ask from one word to another, unless it is denied, a name or belongs to a thing. `core`: its last word that
        asks by itself."""
        conflict = self.table.conflicts[term.conflict]
        if self.slot not in conflict.slots or self._denied(first) or self._of_a_thing(first, last, described):
            return
        if self._named(first):
            return
        piece_first, piece_last, sentence = self.places[first]
        piece = (self.words[piece_first].start, self.words[piece_last - 1].end)
        start, end = self.words[first].start, self.words[last].end
        yield Ask(term.conflict, term.side, start, end, piece, sentence, (start, self.words[core].end))

    def _named(self, first: int) -> bool:
        """Whether it is part of a name: `the Midnight Sun`."""
        lead = first > 0 and self.words[first].joined and self.words[first - 1].word == "the"
        return lead and self.text[self.words[first].start].isupper() and self.text[self.words[first - 1].start].islower()

    def _of_phrase(self, places: list[int], terms: tuple[Term, ...]) -> Iterator[Ask]:
        first, last = places[0], places[-1]
        piece_first, piece_last, _ = self.places[first]
        for term in terms:
            lead = first - 1 if first > piece_first and self.words[first - 1].word in DETERMINERS else first
            at_head, at_end = lead == piece_first, last == piece_last - 1
            if term.kind == "opening" and not at_head:
                continue
            if term.kind == "apart" and not (at_head and at_end) and not self._all_asked(piece_first, piece_last):
                continue
            yield from self._ask(term, first, last, last, described=False)

    def _all_asked(self, at: int, end: int) -> bool:
        """Whether a piece holds nothing but such phrases: `extreme close-up wide shot`."""
        if end - at > 2 * _SHORT_PIECE:
            return False
        while at < end:
            hit = self.table.phrases.longest(self.words, at, end)
            if hit is None and self.words[at].word not in DETERMINERS:
                return False
            at = hit[0][-1] + 1 if hit else at + 1
        return True

    def _linked(self, at: int) -> bool:
        """Whether only blanks, a hyphen or a comma lie between a word and the one before."""
        gap = self.text[self.words[at - 1].end : self.words[at].start].strip()
        return self.words[at].joined or gap == ","

    def _of_adjective(self, first: int, last: int, term: Term) -> Iterator[Ask]:
        nouns = self.table.nouns[term.conflict, term.side]
        head = self._noun_after(last, nouns)
        if head is None and self._noun_before(first, nouns):
            head = last
        if head is None and self._alone(first, term):
            head = last
        if head is not None:
            earliest = max(0, first - _BACK)
            while first > earliest and self._linked(first) and self._same_side(first - 1, term):
                first -= 1
            yield from self._ask(term, first, head, last)

    def _same_side(self, at: int, term: Term) -> bool:
        hit = self.table.adjectives.longest(self.words, at, at + 1)
        return hit is not None and term in hit[1]

    def _adjective(self, at: int) -> bool:
        word = self.words[at].word
        listed = self.table.adjectives.longest(self.words, at, at + 1) is not None
        return listed or word in self.table.words.adjectives or word in ("and", "yet") or word.endswith(_ADJECTIVAL)

    def _noun_after(self, last: int, nouns: frozenset[str]) -> int | None:
        """The noun that an adjective at this place describes, over further adjectives; a head, no part of another noun."""
        leading = 0
        for at in range(last + 1, min(len(self.words), last + 1 + _REACH)):
            if not self._linked(at) or (leading and not self.words[at].joined):
                return None
            if self.words[at].word in ("color", "light") and at + 1 < len(self.words) and self.words[at + 1].word in nouns:
                continue
            if self.words[at].word in nouns:
                after = at + 1
                if after < len(self.words) and self.words[after].joined and self.words[after].word in nouns:
                    continue
                return at if self._ends(after) else None
            if not self._adjective(at):
                # `vibrant pop palette`: a noun or two may lead the head.
                word = self.words[at].word
                if word in self.table.words.practicals or word in self.table.words.words("light-parts"):
                    return None
                leading += 1
                if leading > _LEADING or not self.words[at].joined or word in FUNCTION_WORDS or self._verb(word):
                    return None
        return None

    def _verb(self, word: str) -> bool:
        known = self.table.words
        return word in known.verbs and known.verbs[word] not in known.lex.words("noun-verbs")

    def _ends(self, at: int) -> bool:
        """Whether a noun before this place is a head."""
        if at >= len(self.words) or not self.words[at].joined or self.words[at - 1].possessive:
            return not self.words[at - 1].possessive
        word = self.words[at].word
        ends = word in FUNCTION_WORDS or word in _AFTER_HEAD or word in self.table.words.verbs
        return ends or word.endswith(("ly", "ing", "ed"))

    def _noun_before(self, first: int, nouns: frozenset[str]) -> bool:
        """Whether `the light is ...` leads to an adjective."""
        at = first - 1
        while at > 0 and self.words[at + 1].joined and first - at < _BACK and self._adjective(at):
            at -= 1
        copula = at > 0 and self.words[at + 1].joined and self.words[at].word in _COPULAS
        return copula and self.words[at].joined and self.words[at - 1].word in nouns

    def _alone(self, first: int, term: Term) -> bool:
        """Whether a piece of its slot holds adjectives only: `dark, moody` typed as lighting."""
        directive = self.table.conflicts[term.conflict].sides[term.side]
        piece_first, piece_last, _ = self.places[first]
        short = piece_last - piece_first <= _SHORT_PIECE
        return short and self.slot in directive.alone and all(self._adjective(at) for at in range(piece_first, piece_last))

    def _denied(self, first: int) -> bool:
        """Whether words in front turn the meaning round: `no hard light`, `brighter than daylight`, `like a sunrise`."""
        denials = self.table.words.words("denials") | NEGATIONS
        for at in range(first - 1, max(-1, first - _BACK - 1), -1):
            gap = self.text[self.words[at].end : self.words[at + 1].start]
            if _PARTED & set(gap) or self.places[at][2] != self.places[first][2]:
                return False
            if self.words[at].word in denials:
                return True
        return False

    def _of_a_thing(self, first: int, last: int, described: bool) -> bool:
        """Whether what is asked is a thing's own: `its vibrant colours`, `the soft light of a lamp`, `midnight blue`."""
        words, known = self.words, self.table.words
        at = first
        while at > 0 and words[at].joined and words[at - 1].word in known.adjectives:
            at -= 1
        if owned(words, at):
            return True
        if last + 1 >= len(words) or not words[last + 1].joined:
            return False
        after = words[last + 1].word
        following = {word.word for word in words[last + 2 : last + 6]}
        if after in ("from", "of") and following & known.practicals:
            return True
        if described:
            return after in ("of", "on") and not following & known.words("whole")
        return after in known.words("not-after")


def holds_around(text: str, start: int, end: int, asks: Sequence[Ask], lists: tuple[str, ...], catalog: Catalog) -> bool:
    """Whether a phrase of one of these `craft-...` lists stands between two places of a text, outside of the asks."""
    taken = [(ask.start, ask.end) for ask in asks]
    found = [
        word for word in text_words(text)
        if start <= word.start < end and not any(first <= word.start < last for first, last in taken)
    ]  # fmt: skip
    table, extent = _cues(catalog, lists), _cues(catalog, ("extent",))
    at = 0
    while at < len(found):
        # `from front to back` is no change.
        over = extent.longest(found, at, len(found))
        if over is None and table.longest(found, at, len(found)):
            return True
        at = over[0][-1] + 1 if over else at + 1
    return False


@lru_cache(maxsize=32)
def _cues(catalog: Catalog, names: tuple[str, ...]) -> Phrases[bool]:
    table: Phrases[bool] = Phrases()
    for name in names:
        for phrase in craft_words(catalog).words(name):
            table.add(folded(phrase), True)
    return table
