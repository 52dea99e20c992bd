"""How a person is described: behind a name, in brackets, with an indefinite noun phrase, in the next sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from projects.core.grammar import POSSESSIVES
from projects.core.suggest_text import Reader
from projects.core.suggest_words import Noun, Said, content
from projects.core.words import singular

_BRACKET = re.compile(r"\s*\(([^()]*)\)")
_LEAD = re.compile(r"[\s,:]*")
_FEWEST = 3
_MOST_WORDS = 100
_PRONOUNS = frozenset({"he", "she", "they"})
_OPENERS = frozenset({"in", "wearing", "with", "dressed"})


class Described(NamedTuple):
    """A wording that describes somebody, where it stands (code points of the shot's text), and the roles it names."""

    said: Said
    start: int
    end: int
    text: str
    roles: tuple[str, ...]


def _plain(said: Said, start: int, end: int) -> str:
    return " ".join(said.raw[start:end].split()).strip(" ,;:.")


def _roles(said: Said, noun: Noun, reader: Reader) -> tuple[str, ...]:
    """The people words of a noun phrase: `woman`, `dancer` of `a 28-year-old woman contemporary dancer`."""
    found: list[str] = []
    for at in range(noun.start, len(said.words)):
        word = said.words[at].word
        if at > noun.head and (
            not said.words[at].joined or word in ("with", "in", "and", "who") or reader.finite(said.words, at)
        ):
            break
        if word in reader.people:
            found.append(singular(word))
    return tuple(found)


def described_behind(said: Said, first: int, last: int, reader: Reader) -> list[Described]:
    """What describes the somebody named by these words: `(28, red coat)`, `: a woman in ...`, `is a ...`."""
    words = said.words
    if words[last - 1].possessive:
        return []
    found: list[Described] = []
    place = words[last - 1].end
    bracket = _BRACKET.match(said.text, place)
    if bracket:
        inner = _plain(said, *bracket.span(1))
        fresh = content(inner) - reader.words("suggest-unchanged")
        if len(fresh) >= _FEWEST and "same" not in inner.split()[:1]:
            found.append(Described(said, *bracket.span(1), inner, ()))
        place = bracket.end()
        if said.text[place : place + 1] == ")":
            place += 1
    elif said.text[place : place + 1] == ")":
        place += 1
    sign = said.text[place : place + 1]
    at = said.index(place)
    if at >= len(words):
        return found
    if sign == ":":
        found += _rest_of_sentence(said, at, reader)
    elif sign == "," or (sign == " " and words[at].word in ("is", "wears")):
        found += _apposition(said, at, sign, reader)
    return found + _gone_on(said, found, reader)


def _rest_of_sentence(said: Said, at: int, reader: Reader) -> list[Described]:
    end = min(said.sentence_end(at, ".!?\n"), at + _MOST_WORDS)
    noun = reader.noun_at(said, at)
    if noun is None or noun.determiner not in ("a", "an", "") or len(content(said.cut(at, end))) < _FEWEST:
        return []
    if noun.word not in reader.people:
        return []
    return [_made(said, at, end, _roles(said, noun, reader))]


def _apposition(said: Said, at: int, sign: str, reader: Reader) -> list[Described]:
    words = said.words
    verb = sign == " "
    wears = verb and words[at].word == "wears"
    begin = at + 1 if verb and not wears else at
    if begin >= len(words):
        return []
    if wears or (words[begin].word in _OPENERS and not verb) or (words[begin].word[0].isdigit() and not verb):
        noun = reader.noun_from(said, begin)
        if noun is None or said.stop_before(noun.first):
            return []
        end = reader.extent(said, noun)
        made = _made(said, begin, end, ())
        text = "wearing" + made.text.removeprefix("wears") if wears else made.text
        return [made._replace(text=text)] if len(content(text)) > _FEWEST else []
    noun = reader.noun_at(said, begin)
    if noun is not None and noun.determiner == "" and not verb:
        return _listed(said, begin, noun, reader)
    told = noun is not None and (noun.determiner in ("a", "an") or (noun.determiner == "the" and bool(noun.modifiers)))
    if noun is None or not told or reader.people.isdisjoint((noun.word, *noun.parts)):
        return []
    return [_made(said, begin, reader.extent(said, noun), _roles(said, noun, reader))]


def _listed(said: Said, begin: int, noun: Noun, reader: Reader) -> list[Described]:
    """`Elin, fair plaits, grey wool dress, about nine, counts lambs`: features between a name and its verb."""
    end = reader.extent(said, noun)
    goes_on = end >= len(said.words) or said.stop_before(end) or reader.finite(said.words, end)
    made = _made(said, begin, end, ())
    features = reader.lex.words("features") | reader.words("suggest-not-things")
    if not goes_on or made.text.count(",") < 1 or len(content(made.text)) <= _FEWEST or noun.word in reader.people:
        return []
    return [made] if noun.modifiers or noun.word in features else []


def _made(said: Said, first: int, last: int, roles: tuple[str, ...]) -> Described:
    start, end = said.words[first].start, said.words[last - 1].end
    if (
        "(" in said.text[start:end]
        and said.text[end : end + 1] == ")"
        and said.text[start:end].count("(") > said.text[start:end].count(")")
    ):
        end += 1
    return Described(said, start, end, _plain(said, start, end), roles)


def _gone_on(said: Said, found: list[Described], reader: Reader) -> list[Described]:
    """The last description with the sentences behind it that go on: `She wears ...`, `He has ...`."""
    if not found:
        return []
    last = found[-1]
    text, end = last.text, last.end
    while True:
        at = said.index(end)
        at = at if at < len(said.words) and said.words[at].start >= end else at + 1
        more = _next_sentence(said, at, end, reader)
        if more is None:
            break
        begin, stop = more
        verb = said.words[begin + 1].word
        rest = said.cut(begin + 2, stop)
        text += f", {'' if verb.startswith('ha') else 'wearing '}{rest}"
        end = said.words[stop - 1].end
    return [last._replace(text=text, end=end)] if end > last.end else []


def _next_sentence(said: Said, at: int, end: int, reader: Reader) -> tuple[int, int] | None:
    """The sentence behind this place where it goes on with a description: indexes of its words."""
    words = said.words
    if at < len(words) and not said.stop_before(at):
        at = said.sentence_end(at, ".!?;:\n")
    # Right behind, or behind the rest of a sentence: `... stands at the counter. She wears ...`.
    for _ in range(2):
        if at + 2 >= len(words):
            return None
        if words[at].word in _PRONOUNS and words[at + 1].word in reader.words("suggest-goes-on"):
            stop = said.sentence_end(at, ".!?\n")
            return (at, stop) if stop > at + 2 else None
        at = said.sentence_end(at, ".!?\n")
    return None


def indefinite(said: Said, reader: Reader) -> Iterator[Described]:
    """Every `a young woman with ...` of a text with everything that describes her."""
    for noun in reader.nouns(said):
        single = noun.determiner in ("a", "an") and noun.word in reader.people and not noun.plural
        if not single or said.words[noun.head].possessive or _compared(said, noun.first):
            continue
        bracketed = said.text.rfind("(", 0, said.words[noun.first].start) > said.text.rfind(
            ")", 0, said.words[noun.first].start
        )
        end = reader.extent(said, noun, within=")" if bracketed else "")
        made = _made(said, noun.first, end, (*_roles(said, noun, reader), *_stands_for(said, noun, reader)))
        yield from _gone_on(said, [made], reader) or [made]


def _stands_for(said: Said, noun: Noun, reader: Reader) -> tuple[str, ...]:
    """The role that a phrase explains: `apprentice` of `Her apprentice, a young man with a nose ring`."""
    if noun.first == 0 or said.text[said.words[noun.first - 1].end : said.words[noun.first].start].strip() != ",":
        return ()
    before = said.words[noun.first - 1]
    first = noun.first - 2
    known = first >= 0 and before.joined and (said.words[first].word in POSSESSIVES or said.words[first].word == "the")
    return (singular(before.word),) if known and reader.person(before.word) else ()


def _compared(said: Said, at: int) -> bool:
    return at > 0 and said.words[at].joined and said.words[at - 1].word in ("as", "like", "of")


def aliases_behind(said: Said, first: int, last: int, reader: Reader) -> list[str]:
    """The role in brackets behind a name: `teacher` of `Character A (teacher)`; the one in `Character A, the teacher,`."""
    bracket = _BRACKET.match(said.text, said.words[last - 1].end)
    if bracket:
        inner = " ".join(bracket.group(1).split()).casefold().removeprefix("the ")
        return [inner] if inner.split()[-1:] and inner.split()[-1] in reader.people else []
    at = last
    if at + 1 < len(said.words) and said.text[said.words[last - 1].end :].startswith(", the "):
        word = said.words[at + 1].word
        return [word] if word in reader.people else []
    return []
