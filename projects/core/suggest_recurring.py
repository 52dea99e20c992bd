"""Who or what recurs without being on any list: what the shots are about again and again, and the places of slug lines."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable

from projects.core.board import Board
from projects.core.grammar import FUNCTION_WORDS, TITLES
from projects.core.suggest_people import Found
from projects.core.suggest_persons_described import Described
from projects.core.suggest_text import Reader
from projects.core.suggest_things import a_thing
from projects.core.suggest_wording import article
from projects.core.suggest_words import HINTS, Noun, Said, content
from projects.core.words import tokens

_KNOWN = frozenset({"the", "same", "this", "his", "her", "their", "our"})
_SLUG = re.compile(r"\s*(?:INT|EXT|I/E|INT\s?/\s?EXT)\b[.:\s/]*(.+)", re.DOTALL)
_PART = re.compile(r"\s+[-–—]\s+|\s*[,(]\s*|\.\s+")
_MOST_WORDS = 5
_FEWEST_SHOTS = 3


def recurring(said: list[Said], known: Iterable[Found], reader: Reader) -> list[Found]:
    """What leads the subjects of two shots or more, or of one and is spoken of in two others: a product, somebody
    whose trade no list has. `known`: what was found already; it is not found again."""
    taken = {name.split()[-1].casefold() for found in known for name in (found.name, *found.names) if name}
    taken |= {word for found in known if found.kind == "subject" for word in content(found.name)}
    leading: dict[str, list[Noun]] = defaultdict(list)
    spoken: dict[str, list[Noun]] = defaultdict(list)
    for text in said:
        if text.field in HINTS:
            continue
        nouns = reader.nouns(text)
        for number, noun in enumerate(nouns):
            if noun.word in taken or not _may_be(noun, reader):
                continue
            spoken[noun.word].append(noun)
            if text.field == "subject" and (number == 0 or _beside(noun)) and not _partial(noun):
                leading[noun.word].append(noun)
    found = (_found(spoken[word], leading[word], reader) for word in sorted(leading))
    return [item for item in found if item is not None]


def _may_be(noun: Noun, reader: Reader) -> bool:
    """Whether a phrase names one thing or body, not a part of somebody, a place, a light or a word of the picture."""
    word = noun.said.words[noun.head].word
    return a_thing(noun, reader) and not reader.place(word) and ("-" in word or not reader.adjective(word))


def _beside(noun: Noun) -> bool:
    """Whether the phrase stands beside the first one: `the convertible and the dog`."""
    return noun.first > 0 and noun.said.words[noun.first].joined and noun.said.words[noun.first - 1].word == "and"


def _partial(noun: Noun) -> bool:
    """Whether only a part of it is meant: `the wheel of the cart`."""
    after = noun.said.words[noun.head + 1 : noun.head + 2]
    return bool(after) and after[0].joined and after[0].word == "of"


def _found(nouns: list[Noun], leading: list[Noun], reader: Reader) -> Found | None:
    """The nouns of one head as one thing, None where they do not speak of one thing that comes back."""
    plural = sum(noun.plural for noun in leading) * 2 > len(leading)
    nouns = [noun for noun in nouns if noun.plural == plural]
    leads = {noun.said.at for noun in leading if noun.plural == plural}
    shots = {noun.said.at for noun in nouns}
    if len(shots) < 2 or not leads or (len(leads) < 2 and len(shots) < _FEWEST_SHOTS):
        return None
    first = min(shots)
    again = [noun for noun in nouns if noun.determiner in _KNOWN and noun.said.at > first]
    anew = {noun.said.at for noun in nouns if noun.determiner in ("a", "an")}
    called = _called(nouns, reader)
    if not (again or _titled(nouns, called)) or len(anew) > 1 or _several(nouns, reader):
        return None
    described = _described(nouns, reader)
    if not described:
        return None
    name = " ".join(called)
    return Found("subject", name, {name.casefold()}, shots, described, len(nouns))


def _called(nouns: list[Noun], reader: Reader) -> tuple[str, ...]:
    """The head as it is written most often, with the nouns before it that most phrases have."""
    models = Counter(tuple(words) for noun in nouns if (words := _model(noun)))
    if models:
        return max(models, key=lambda words: (models[words], len(words), words))
    counted = Counter(tuple(_before_head(noun, reader)) for noun in nouns)
    longest = max(counted, key=lambda words: (counted[words] + (len(words) > 0), len(words), words))
    heads = Counter(noun.said.words[noun.head].word for noun in nouns)
    return (*longest, max(heads, key=lambda word: (heads[word], word)))


def _model(noun: Noun) -> list[str]:
    """A product's name that goes on behind its first word: `Halo One headphones`, `Arlo 3`. Empty for other phrases."""
    words, at = noun.said.words, noun.head + 1
    if not noun.said.written(noun.head)[:1].isupper() or at >= len(words) or not words[at].joined:
        return []
    if not (words[at].word.isdigit() or (noun.said.written(at)[:1].isupper() and words[at].word in FUNCTION_WORDS)):
        return []
    after = at + 1 < len(words) and words[at + 1].joined and words[at + 1].word not in FUNCTION_WORDS
    last = at + 1 if after and words[at + 1].word.endswith("s") else at
    return [noun.said.written(place) for place in range(noun.head, last + 1)]


def _before_head(noun: Noun, reader: Reader) -> list[str]:
    """The nouns (and words written with a capital) that stand right before the head: `fishing`, `Halo One`."""
    found: list[str] = []
    for at in range(noun.head - 1, noun.start - 1, -1):
        written = noun.said.written(at)
        title = written[:1].isupper() and at > 0 and not noun.said.stop_before(at)
        if not (title or not reader.adjective(written)) or written[0].isdigit() or "-" in written:
            break
        found.insert(0, written if title else written.casefold())
    return found


def _titled(nouns: list[Noun], called: tuple[str, ...]) -> bool:
    """Whether it has a name of its own, so that no article need tell that it is known."""
    return len(called) > 1 and any(word[:1].isupper() for word in called[:-1]) and len(nouns) > 1


def _several(nouns: list[Noun], reader: Reader) -> bool:
    """Whether the head is told apart by different nouns each time: `the tea cup`, `the coffee cup`."""
    told = {tuple(_before_head(noun, reader)) for noun in nouns} - {()}
    return len(told) > 1 and not set.intersection(*(set(words) for words in told))


def _described(nouns: list[Noun], reader: Reader) -> list[Described]:
    found = []
    for noun in nouns:
        if noun.determiner not in ("a", "an", "") and not noun.modifiers:
            continue
        if noun.determiner == "" and not noun.leads:
            continue
        brought_in = noun.determiner in ("a", "an") or (noun.determiner == "" and noun.leads)
        end = reader.extent(noun.said, noun) if brought_in else noun.head + 1
        start, last = noun.said.words[noun.first].start, noun.said.words[end - 1].end
        text = noun.said.cut(noun.start if noun.determiner in ("the", "same") else noun.first, end)
        if len(content(text)) > 1:
            plural = noun.plural or any(word.endswith("s") for word in _model(noun)[-1:])
            text = text if plural or noun.determiner in ("a", "an") else article(text)
            found.append(Described(noun.said, start, last, text[0].lower() + text[1:], ()))
    return found


def slug_places(board: Board, reader: Reader) -> list[Found]:
    """The places that scenes' headings name (`INT. STATION - CONTROL ROOM - NIGHT`), for the shots of those scenes."""
    by_name: dict[str, set[int]] = defaultdict(set)
    written: dict[str, str] = {}
    at = -1
    for scene in board.scenes:
        place = _of_slug(scene.title, reader)
        for shot in scene.shots:
            if shot.omitted:
                continue
            at += 1
            if place:
                by_name[place.casefold()].add(at)
                written.setdefault(place.casefold(), place)
    found = []
    for key in sorted(by_name):
        name = written[key]
        said = Said(0, "", "environment", name, name, tokens(name))
        described = [Described(said, 0, len(name), article(name) if name == name.casefold() else name, ())]
        found.append(Found("environment", name, {key}, by_name[key], described, len(by_name[key])))
    return [item for item in found if len(item.shots) > 1]


def _of_slug(title: str, reader: Reader) -> str:
    """The innermost place of a slug line without its hour, "" for other titles."""
    match = _SLUG.match(title)
    if match is None:
        return ""
    hours = reader.words("suggest-hours") | reader.words("suggest-slug-ends")
    parts = [part.strip(" .-–—)") for part in _PART.split(match[1])]
    kept = [part for part in parts if part and not all(t.word in hours for t in tokens(part))]
    place = kept[-1] if kept else ""
    if not 0 < len(tokens(place)) <= _MOST_WORDS or tokens(place)[0].word in TITLES:
        return ""
    return place.casefold() if place.isupper() else place
