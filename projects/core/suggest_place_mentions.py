"""Mentions of places: the noun of a place in a noun phrase, the nouns before it, whether it sets the shot there."""

from __future__ import annotations

from dataclasses import dataclass

from projects.core.grammar import POSSESSIVES
from projects.core.suggest_text import Reader
from projects.core.suggest_words import Noun, Said
from projects.core.words import singular

_NEW = frozenset({"a", "an", "same", ""})
_ROOM = "room"
_THERE = frozenset({"in", "inside", "at", "of", "within", "across", "through"})
_LEADS_THERE = _THERE | {"on", "to", "into", "onto", "along", "down", "up", "under", "around", "outside", "by", "between"}
_ADJECTIVE_ENDS = ("ular", "ous", "ive", "ish", "ful", "less", "able", "ible", "lit", "ed", "ese")


@dataclass(slots=True, eq=False)
class Mention:
    """One place word in a noun phrase: its word index, the nouns before it, whether it sets the shot there."""

    said: Said
    noun: Noun
    at: int
    word: str
    nouns: tuple[str, ...]
    part: str
    strong: bool
    there: bool
    led: bool = False


class PlaceReader:
    """Finds the places that a text speaks of."""

    def __init__(self, reader: Reader) -> None:
        self.reader = reader
        self.parts = reader.words("suggest-place-parts")
        self.framing = reader.words("suggest-framing")
        self.compounds = reader.words("suggest-places") | reader.lex.words("places")
        self.plain = reader.words("suggest-place-adjectives")

    def mentions(self, said: Said) -> list[Mention]:
        """The places of a text from left to right."""
        found = []
        for noun in self.reader.nouns(said):
            of_focus = noun.first > 1 and said.words[noun.first - 2].word == "depth"
            at = None if noun.determiner in POSSESSIVES or of_focus else self._place_word(said, noun)
            mention = None if at is None else self._mention(said, noun, at)
            if mention is not None:
                found.append(mention)
        return found

    def _place_word(self, said: Said, noun: Noun) -> int | None:
        """The index of the place that a phrase speaks of: `shop` in `the coffee shop corner booth`."""
        for at in range(noun.head, noun.start - 1, -1):
            word = singular(said.words[at].word)
            if self.reader.place(word) and word not in self.parts:
                return at
            if word == _ROOM and at > noun.start and self._is_noun(said.words[at - 1].word):
                return at
        return None

    def _is_noun(self, word: str) -> bool:
        lists = self.reader.phrases.adjectives | self.reader.lex.adjectives | self.plain
        if word in lists or word[0].isdigit() or "-" in word or word.endswith(_ADJECTIVE_ENDS):
            return False
        return not word.endswith("y") or word in self.reader.words("suggest-y-nouns")

    def _mention(self, said: Said, noun: Noun, at: int) -> Mention | None:
        words = said.words
        nouns: list[str] = []
        for back in range(at - 1, noun.start - 1, -1):
            word = words[back].word
            if not words[back + 1].joined or not (self._is_noun(word) or self._compound(said, back)):
                break
            nouns.insert(0, word)
        behind = [words[i].word for i in range(at + 1, noun.head + 1)]
        picture = self.reader.words("suggest-picture")
        whole = all(singular(word) in self.parts or word in picture for word in behind[-1:])
        part = behind[-1] if behind and behind[-1] not in picture else ""
        mood = not self.reader.words("suggest-moods").isdisjoint(behind)
        strong = whole and not mood and self._strong(said, noun)
        led = noun.determiner == "the" and noun.first > 0 and words[noun.first - 1].word in _THERE
        there = strong or (whole and led and said.field in ("environment", "subject"))
        if not whole and not all(word in self.reader.light for word in behind[-1:]):
            return None
        known = noun.determiner in ("the", "an", "a") and noun.first > 0 and words[noun.first].joined and not noun.plural
        inside = known and words[noun.first - 1].word in _LEADS_THERE and not mood and not self.elsewhere(said, noun)
        return Mention(said, noun, at, singular(words[at].word), tuple(nouns), part, strong, there, inside)

    def _strong(self, said: Said, noun: Noun) -> bool:
        """Whether a phrase sets the shot there: brought in, called the same, or opening its sentence."""
        if self.elsewhere(said, noun) or (said.field == "action" and noun.determiner != "same" and not _set_in(said, noun)):
            return False
        if noun.plural and noun.determiner != "same":
            return False
        if noun.determiner == "same":
            return True
        led = noun.first > 0 and said.words[noun.first].joined and said.words[noun.first - 1].word in _LEADS_THERE
        return noun.determiner in _NEW and (self._opens(said, noun) or (led and noun.determiner != ""))

    def _compound(self, said: Said, at: int) -> bool:
        """Whether a word and the place behind it are one name: `night market`, whatever else `night` says."""
        return f"{said.words[at].word} {singular(said.words[at + 1].word)}" in self.compounds

    def _opens(self, said: Said, noun: Noun) -> bool:
        at = noun.first
        label = said.text[: said.words[at].start].rstrip().endswith(":")
        if label and not all(said.words[i].word in self.framing for i in range(max(0, at - 2), at)):
            return False
        while at > 0 and not said.stop_before(at):
            at -= 1
            word = said.words[at].word
            if word not in self.framing and not self.reader.adjective(word):
                return False
        return True

    def elsewhere(self, said: Said, noun: Noun) -> bool:
        """Whether a phrase says that the place is not here: `outside the coffee shop`."""
        words, at = said.words, noun.first
        return (
            at > 0
            and words[at].joined
            and words[at - 1].word in self.reader.words("suggest-elsewhere")
            and not (words[at - 1].word == "to" and at > 1 and words[at - 2].word == "cut")
        )


def _set_in(said: Said, noun: Noun) -> bool:
    """Whether an action says where it happens: `centres a lump of clay in a whitewashed village pottery`."""
    led = noun.first > 0 and said.words[noun.first].joined and said.words[noun.first - 1].word in ("in", "inside")
    return led and noun.determiner in ("a", "an")
