"""Which slot a noun, a phrase or a whole sentence speaks of."""

from __future__ import annotations

from dataclasses import dataclass

from projects.core.parsing_english import English
from projects.core.parsing_verbs import FINITE

_HEAD_REACH = 30


@dataclass(slots=True)
class Part:
    """A run of words that belongs together, and the slot it goes to ("" = not yet known)."""

    first: int
    last: int
    slot: str = ""


class Kinds:
    """Answers for the words of one text. `whole`: the subject is described elsewhere, so people act."""

    def __init__(self, english: English, *, whole: bool) -> None:
        self.english, self.lex, self.whole = english, english.lex, whole
        self._known: dict[tuple[int, int], str] = {}

    def subordinate(self, part: Part) -> bool:
        """Whether a part begins a clause that hangs on another: `as the sun sets`."""
        return self.english.tokens[part.first].word in (
            "as",
            "while",
            "when",
            "once",
            "after",
            "before",
            "until",
            "because",
        )

    def kind(self, head: int | None) -> str:
        """The slot that a noun speaks of, or ""."""
        english, words = self.english, self.lex.words
        if english.of_kind(head, words("light-nouns")):
            return "lighting"
        if english.of_kind(head, self.lex.of_subjects()):
            return "subject"
        if english.of_kind(head, words("style-nouns")):
            return "style"
        if english.of_kind(head, words("places")) and not english.of_kind(head, words("things")):
            return "environment"
        return ""

    def piece_slot(self, part: Part) -> str:
        """The slot of a phrase by its first words, its head and its set phrases, or ""."""
        key = (part.first, part.last)
        if key not in self._known:
            self._known[key] = self._phrase_slot(*key)
        return self._known[key]

    def _phrase_slot(self, first: int, last: int) -> str:
        tokens, words = self.english.tokens, self.lex.words
        word = tokens[first].word
        if self.english.opens_with_verb(first, last):
            return "action"
        head = self.english.head(first, last)
        kind = self.kind(head)
        lit = any(self.english.of_kind(at, words("light-nouns")) for at in range(first, min(last, first + _HEAD_REACH)))
        if word in words("light-starts") or (lit and self.english.of_kind(head, words("air"))):
            kind = "lighting"
        if kind in ("lighting", "environment"):
            return kind
        said = self._set_phrase(first, last, kind)
        if said is not None:
            return said
        if self.adjectives_of_style(Part(first, last)):
            return "style"
        if word in words("place-prepositions"):
            place = self.english.place(first, last, any_place=True)
            if place is not None and place[0] == first:
                return "environment"
        if self.lex.verbs.get(word, ("", ""))[1] == "ing" and word not in words("describing"):
            return "action"
        return kind

    def _set_phrase(self, first: int, last: int, kind: str) -> str | None:
        """The slot that a set phrase (`shallow depth of field`, `at dusk`) names, None where there is none."""
        tokens = self.english.tokens
        for slot in ("style", "lighting", "environment"):
            if self.lex.phrases[slot].longest(tokens, first, last) is not None:
                return slot
        if kind == "style":
            return kind
        for slot in ("style", "lighting"):
            phrases = self.lex.phrases[slot]
            if any(phrases.longest(tokens, at, last) for at in range(first, min(last, first + _HEAD_REACH))):
                return "" if kind == "subject" else slot
        return None

    def adjectives_of_style(self, part: Part) -> bool:
        """Whether a part holds nothing but words such as `cinematic`, `moody and tense`."""
        return all(self._style_word(at) for at in range(part.first, part.last)) and not self.english.adverb(part.last - 1)

    def _style_word(self, at: int) -> bool:
        word = self.english.tokens[at].word
        return word in self.lex.words("style-adjectives") or word == "and" or self.english.adverb(at)

    def sentence_slot(self, parts: list[Part], verb: int | None) -> str:
        """The slot that a whole sentence goes to."""
        first = next((part for part in parts if not self.subordinate(part)), parts[0])
        end = verb if verb is not None and first.first < verb <= first.last else first.last
        kind = self.kind(self.english.head(first.first, end))
        if verb is None and all(self.subordinate(part) for part in parts):
            return "action"
        if verb is None:
            slot = self.piece_slot(first) or kind or "action"
            return "action" if self.whole and slot == "subject" else slot
        word = self.english.tokens[verb].word
        if kind in ("lighting", "style"):
            return kind
        if kind != "subject" and self.lex.verbs.get(word, ("", ""))[0] in self.lex.words("mood-verbs"):
            return "style"
        scenery = kind == "environment" or self.english.of_kind(
            self.english.head(first.first, end), self.lex.words("scenery") | self.lex.words("things")
        )
        if scenery and word in self.lex.words("being"):
            return "environment"
        if kind == "subject" and (word in self.lex.words("stative") or word in FINITE) and not self.whole:
            return "subject"
        return "action"
