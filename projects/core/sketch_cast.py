"""Who is to be seen: how many people, which animal or which thing, read from how a shot names its subject.

Only what a subject is counts: a dog walker is a person, a woman with a book no book. Of an unknown word
nobody is drawn.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from projects.core.sketch_words import Index, Token, known, tokens

MANY = 4  # so many and more are drawn as a crowd
_PERSONS = ("person", "child")
_COUNTS = {"one": 1, "two": 2, "three": 3, "many": MANY}
_TAKEN_UP = 8  # phrases of a subject


class Cast(NamedTuple):
    """`people`: "adult" or "child", one each, at most MANY; `thing` an animal or thing, `many` of it. `told`: whether
    the words say who it is."""

    people: tuple[str, ...] = ()
    thing: str = ""
    many: int = 0
    told: bool = False

    def and_also(self, other: Cast) -> Cast:
        """Both together; the thing of the first one leads."""
        thing, many = (self.thing, self.many) if self.thing else (other.thing, other.many)
        return Cast((self.people + other.people)[:MANY], thing, many, self.told or other.told)


class Reader(NamedTuple):
    """The words of a catalogue: the sketch's own, people, and which words are verbs."""

    words: Index
    people: frozenset[str]
    verb: Callable[[str], bool]

    def kind(self, word: str) -> str:
        """What a noun is: "person", "child", "nobody", a thing or an animal by name, or ""."""
        for category, value in known(word, self.words):
            if category in ("who", "thing"):
                return value
        singular = word.removesuffix("s")
        return "person" if word in self.people or singular in self.people else ""

    def number(self, word: str) -> int:
        """How many a word says: "two", "12", "crowd"; 0 where it says nothing."""
        if word.isdigit():
            return min(int(word), MANY)
        said = (value for category, value in known(word, self.words) if category == "count")
        return next((_COUNTS[value] for value in said if value in _COUNTS), 0)

    def is_a(self, word: str, category: str, value: str) -> bool:
        """Whether a list of this name holds the word."""
        return (category, value) in self.words.get(word, ())


def _phrases(said: tuple[Token, ...], reader: Reader) -> list[tuple[str, list[Token]]]:
    """Noun phrases that stand side by side, each with the word before it ("", "and", "with"), up to the first verb."""
    found: list[tuple[str, list[Token]]] = []
    link, closed = "", False
    words: list[Token] = []
    for at, token in enumerate(said):
        joins = token.word in ("and", "with", "or")
        if token.fresh and at and not joins:
            break
        if joins:
            if words:
                found.append((link, words))
            link, words, closed = token.word, [], False
        elif closed:
            continue
        elif words and (reader.verb(token.word) or _participle(token.word)) and reader.kind(token.word) == "":
            if reader.verb(token.word) and not _noun_follows(said, at, reader):
                break
            closed = True
        elif words and reader.is_a(token.word, "word", "stop"):
            closed = True
        else:
            words.append(token)
    return [*found, (link, words)][:_TAKEN_UP] if words else found[:_TAKEN_UP]


def _participle(word: str) -> bool:
    return len(word) > 4 and word.endswith(("ing", "ed"))


def _noun_follows(said: tuple[Token, ...], at: int, reader: Reader) -> bool:
    return at + 1 < len(said) and not said[at + 1].fresh and reader.kind(said[at + 1].word) != ""


def _plural(word: str, reader: Reader) -> bool:
    if reader.is_a(word, "people", "part"):
        return False
    return reader.is_a(word, "count", "plural") or (word.endswith("s") and not word.endswith("ss"))


def _is_age(words: list[Token], at: int) -> bool:
    """Whether a number says how old somebody is: "a 28-year-old woman", "a man of 60 years"."""
    return at + 1 < len(words) and words[at + 1].word.startswith(("year", "month"))


def _one(words: list[Token], reader: Reader) -> Cast:
    """What one noun phrase names."""
    count = 0
    head = len(words) - 1
    for at, token in enumerate(words):
        number = reader.number(token.word)
        if number and not token.owns and not _is_age(words, at):
            count = count or number
            if at + 1 < len(words) and words[at + 1].word == "of":
                one = _one(words[at + 2 :], reader)
                group = reader.is_a(token.word, "people", "group") and not one.thing
                return _many(one if one.people or not group else Cast(("adult",), told=True), count)
    of = next((at for at, token in enumerate(words) if token.word == "of" and at), None)
    if of is not None:
        head = of - 1
    if head < 0:
        return Cast()
    word = words[head].word
    kind = reader.kind(f"{words[head - 1].word} {word}") if head else ""
    kind = kind or reader.kind(word)
    if kind == "nobody":
        return Cast(told=True)
    if kind in _PERSONS:
        count = count or (3 if _plural(word, reader) else 1)
        return Cast((("child" if kind == "child" else "adult"),) * min(count, MANY), told=True)
    if kind:
        return Cast(thing=kind, many=min(count or (3 if _plural(word, reader) else 1), MANY), told=True)
    if count and reader.number(word):  # "twins", "a couple"
        return Cast(("adult",) * count, told=True)
    name = all(token.written[:1].isupper() for token in words)
    return Cast(("adult",), told=True) if name else Cast(told=not count)


def _many(one: Cast, count: int) -> Cast:
    """As many of the same."""
    if one.people:
        return one._replace(people=(one.people[0],) * count)
    return one._replace(many=count)


def cast(text: str, reader: Reader) -> Cast:
    """Who a subject's words name. With somebody else's dog only the somebody is told; a boy and a dog are both."""
    found = Cast()
    for link, words in _phrases(tokens(text), reader):
        part = _one(words, reader)
        if link == "with" and (part.thing or not part.people):
            continue
        found = found.and_also(part)
    return found


def together(own: str, carried: Sequence[str], reader: Reader) -> Cast:
    """The shot's own subject and those it carries ("Mara: a woman in her thirties"), nobody counted twice."""
    mine = cast(own, reader)
    theirs = Cast()
    named = False
    said = {token.word for token in tokens(own)}
    for text in carried:
        name, _, description = text.partition(":")
        theirs = theirs.and_also(_carried(name, description, reader))
        named = named or bool(said & {token.word for token in tokens(name)})
    if not theirs.told or not mine.told:
        return mine if mine.told else theirs
    if named and len(mine.people) > 1:
        return mine._replace(thing=mine.thing or theirs.thing, many=mine.many or theirs.many)
    return mine if len(mine.people) > len(theirs.people) else theirs.and_also(mine._replace(people=()))


def _carried(name: str, description: str, reader: Reader) -> Cast:
    called = cast(name, reader)
    told = cast(description, reader)
    if told.thing or len(told.people) > len(called.people):
        return told
    return called
