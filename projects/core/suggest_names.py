"""Names of somebody (`Mara`, `Dr. Wu`, `Artisan A`, a letter alone) and of places (`Maple Street`) in the shots' texts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from projects.core.grammar import FUNCTION_WORDS, TITLES
from projects.core.suggest_text import Reader
from projects.core.suggest_words import HINTS, Said
from projects.core.words import singular

_AFTER_NAME = frozenset({"and", "with", "in", "wearing", "holding"})
_LETTERS = frozenset("abcdefgh")
_MOST_LONG = 4
_SHORTEST_ADVERB = 6
_SHORTEST_NAME = 3


@dataclass(slots=True)
class Name:
    """A name with its places (text, first and last word index, half-open) and what speaks for a person behind it."""

    name: str
    places: list[tuple[Said, int, int]] = field(default_factory=list)
    acts: int = 0
    inside: int = 0
    placed: int = 0

    @property
    def shots(self) -> set[int]:
        """The shots in whose own text it stands."""
        return {said.at for said, _, _ in self.places}


def _joins(said: Said, at: int) -> bool:
    """Whether the word goes on with the name before it: blanks only, or the full stop of `Dr.`."""
    words = said.words
    if at >= len(words) or words[at - 1].possessive:
        return False
    return words[at].joined or (
        words[at - 1].word in TITLES and said.text[words[at - 1].end : words[at].start].strip() == "."
    )


def _letter(said: Said, at: int) -> bool:
    return len(said.words[at].word) == 1 and said.written(at).isupper()


class Names:
    """Collects the names of all texts."""

    def __init__(self, said: list[Said], reader: Reader) -> None:
        self.reader = reader
        self.found: dict[str, Name] = {}
        self.lower: set[str] = set()
        self.titled: set[str] = set()
        # Words of other uses that some shot brings in as somebody: `Rose, a waitress in her fifties`.
        self.introduced: set[str] = set()
        for text in said:
            self._note_case(text)
        for text in said:
            self.introduced |= {word for word in self._introduced(text) if word not in self.lower}
        for text in said:
            self._read(text)
        self._drop_weak()

    def _note_case(self, said: Said) -> None:
        for at, token in enumerate(said.words):
            written = said.written(at)
            if not written[:1].isupper():
                self.lower.add(token.word)
            elif not written.isupper():
                self.titled.add(token.word)

    def _introduced(self, said: Said) -> Iterator[str]:
        """Words written like names that `, a waitress ...` or an age in brackets explains."""
        for at, token in enumerate(said.words[:-1]):
            written = said.written(at)
            if not written[:1].isupper() or written.isupper() or len(written) < _SHORTEST_NAME or not written.isalpha():
                continue
            if self.reader.person(token.word) or self.reader.place(token.word) or token.word in FUNCTION_WORDS:
                continue
            gap = said.text[token.end : said.words[at + 1].start]
            if gap == " (" and said.words[at + 1].word[0].isdigit():
                yield token.word
            elif gap == ", " and said.words[at + 1].word in ("a", "an", "the"):
                noun = self.reader.noun_at(said, at + 1)
                if noun is not None and self.reader.person(noun.word):
                    named = noun.determiner != "the" or bool(noun.modifiers)
                    if named and not token.word.endswith(("ing", "ed", "ly")):
                        yield token.word

    def _capital(self, said: Said, at: int) -> bool:
        """Whether a word is written like a name; all capitals count where it is also written with one: `NORA`, `Nora`."""
        written = said.written(at)
        if not written[:1].isupper() or not written.replace("-", "").replace("'", "").replace("’", "").isalpha():
            return False
        return len(written) == 1 or not written.isupper() or self._titled(said, at)

    def _titled(self, said: Said, at: int) -> bool:
        """Whether a word in capitals is also written with one, or stands before one that is: `DR. ADA OKAFOR`, `Okafor`."""
        for place in range(at, min(len(said.words), at + _MOST_LONG)):
            word, written = said.words[place].word, said.written(place)
            if not written.isupper() or (place > at and not _joins(said, place)):
                return False
            if word not in TITLES and self._ordinary(word):
                return False
            if word in self.titled:
                return True
        return False

    def _read(self, said: Said) -> None:
        at = 0
        while at < len(said.words):
            end = self._name_at(said, at)
            if end is None:
                at += 1
                continue
            self._add(said, at, end)
            at = end

    def _name_at(self, said: Said, at: int) -> int | None:
        """The index after a name that begins at this word, None where there is none."""
        if not self._capital(said, at):
            return None
        words = said.words
        if len(words[at].word) == 1:
            return at + 1 if self._lone_letter(said, at) else None
        lettered = self._lettered(said, at)
        if lettered:
            return lettered
        ordinary = self._ordinary(words[at].word) and words[at].word not in self.introduced
        if ordinary or (said.stop_before(at) and words[at].word in self.lower):
            goes_on = _joins(said, at + 1) and self._capital(said, at + 1) and len(words[at + 1].word) > 1
            leads = words[at].word in self.reader.words("suggest-name-leads") and not (
                goes_on and self._ordinary(words[at + 1].word)
            )
            placed = not said.stop_before(at) and goes_on and said.field not in HINTS and not said.written(at).isupper()
            if not (goes_on and (leads or placed)):
                return None
        end = at + 1
        while end < len(words) and end - at < _MOST_LONG and _joins(said, end) and self._capital(said, end):
            if words[end].word in FUNCTION_WORDS or self._lettered(said, end):
                break
            end += 1
        return end

    def _lettered(self, said: Said, at: int) -> int | None:
        """The index after `Person A`, `Robot 7`."""
        words = said.words
        if at + 1 >= len(words) or not words[at + 1].joined or words[at].possessive:
            return None
        word, after = words[at].word, words[at + 1].word
        known = word in self.reader.people or word in self.reader.words("suggest-lettered")
        known = known or word in self.reader.lex.words("people")
        figure = (len(after) == 1 and said.written(at + 1).isupper()) or (after.isdigit() and len(after) < 4)
        return at + 2 if known and figure else None

    def _lone_letter(self, said: Said, at: int) -> bool:
        """Whether a capital letter alone is somebody: `A leans in`, `B’s sleeve`, `A, B and C`."""
        words, token = said.words, said.words[at]
        if token.word not in _LETTERS:
            return False
        if token.possessive or said.text[token.end :].lstrip(" ").startswith("("):
            return True
        if at + 1 < len(words) and words[at + 1].joined and self.reader.finite(words, at + 1, named=True):
            return True
        if token.word != "a":
            return True
        after = words[at + 1].word if at + 1 < len(words) and words[at + 1].joined else ""
        inside = at > 0 and not said.stop_before(at)
        return inside or after in ("and", "then") or not after

    def _ordinary(self, word: str) -> bool:
        """Whether a word is known for something else than a name."""
        reader, lex = self.reader, self.reader.lex
        plain = singular(word)
        if word in FUNCTION_WORDS or word in lex.verbs or word in lex.adjectives or word in reader.phrases.adjectives:
            return True
        if (
            word in lex.speed_words
            or (word.endswith("ly") and len(word) > _SHORTEST_ADVERB)
            or word.endswith(("ous", "less"))
        ):
            return True
        if word in reader.people or plain in reader.people or reader.place(word) or word in reader.light or "-" in word:
            return True
        listed = (
            "places",
            "things",
            "scenery",
            "features",
            "style-nouns",
            "style-adjectives",
            "skip",
            "shot-nouns",
            "camera",
        )
        if any(word in lex.words(name) or plain in lex.words(name) for name in listed):
            return True
        mine = ("suggest-not-things", "suggest-framing", "suggest-unchanged", "suggest-lettered", "suggest-place-parts")
        return any(word in reader.words(name) or plain in reader.words(name) for name in mine)

    def _add(self, said: Said, at: int, end: int) -> None:
        words = said.words
        text = said.text[words[at].start : words[end - 1].start] + said.written(end - 1)
        text = text.title() if text.isupper() and len(text) > 1 else text
        name = self.found.setdefault(" ".join(text.split()), Name(" ".join(text.split())))
        name.places.append((said, at, end))
        if said.field in HINTS:
            return
        if not said.stop_before(at):
            name.inside += 1
            before = words[at - 1].word
            name.placed += words[at].joined and before in (
                "in",
                "at",
                "to",
                "from",
                "through",
                "near",
                "of",
                "on",
                "across",
            )
        name.acts += self._acts(said, at, end)

    def _acts(self, said: Said, at: int, end: int) -> bool:
        """Whether what follows shows that the name is somebody's."""
        words = said.words
        if words[end - 1].possessive:
            return True
        rest = said.text[words[end - 1].end :].lstrip(" ")
        opens = said.field == "subject" and at == 0
        if (
            rest.startswith("(")
            or (rest.startswith((",", ":")) and (opens or self._explained(rest[1:].lstrip(), words[at].word)))
            or (opens and not rest)
        ):
            return True
        if end >= len(words) or not words[end].joined:
            return False
        word = words[end].word
        adverb = word.endswith("ly") or word in ("now", "still", "then")
        if self.reader.finite(words, end, named=True) or (
            adverb and end + 1 < len(words) and self.reader.finite(words, end + 1, named=True)
        ):
            return True
        verb = word.endswith("s") and not word.endswith(("ss", "us", "is")) and word not in FUNCTION_WORDS
        return (opens and word in _AFTER_NAME) or (
            verb and not self.reader.place(words[end - 1].word) and end + 1 < len(words)
        )

    @staticmethod
    def _explained(rest: str, word: str) -> bool:
        """Whether `a sailor` follows a name, not the somebody that `Kneeling, a man` speaks of."""
        return rest[:2] in ("a ", "an") and not word.endswith(("ing", "ed", "ly"))

    def _drop_weak(self) -> None:
        for key in [key for key, name in self.found.items() if not self._strong(name)]:
            del self.found[key]

    def _strong(self, name: Name) -> bool:
        said, at, end = name.places[0]
        if end - at > 1 or len(said.words[at].word) == 1:
            return name.acts > 0 or name.placed > 0 or end - at > 1
        if said.words[at].word in self.lower:
            return False
        if name.inside:
            return name.acts > 0 or name.placed > 0
        word = said.words[at].word
        return name.acts > 1 and not word.endswith(("ing", "ly")) and (singular(word) == word or word in self.introduced)
