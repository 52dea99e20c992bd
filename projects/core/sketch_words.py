"""The words of a text that say something about its picture, and whether they are meant.

The words come from the catalogue, in lists named `sketch-outdoors-forest`, `sketch-time-dawn` and so on:
`sketch-CATEGORY-VALUE`. A word counts as it stands: "no rain" is none, a sea of faces no sea, a poster of a
beach no beach, and "Forest Street" is a street.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

_WORD = re.compile(r"\d+\s?mm\b|[^\W\d_]+(?:[-'’][^\W\d_]+)*|\d+")
_VALUE = re.compile(r"[a-z][a-z0-9-]*")  # becomes part of a reference to a drawing
_BREAK = re.compile(r"[,;:.!?()\n–—]|\s-\s")
_PREFIX = "sketch-"
_READ = 4_000  # characters: what stands further back in a text of 10,000 no longer shapes the picture
_LONGEST = 4  # words of a phrase
_SMALL = frozenset("a an the her his their its my your our this that these".split())
_PLACES = frozenset({"indoors", "outdoors", "within", "aboard", "hintin", "hintout"})
_NAMED = _PLACES | {"weather"}
_TITLE = 0.6  # of a text whose words mostly begin with capitals a capital says nothing
_REACH = 4


class Index(dict[str, tuple[tuple[str, str], ...]]):
    """Word or phrase -> its (category, value) pairs. `starts`: the first words of the phrases."""

    starts: frozenset[str] = frozenset()


class Token(NamedTuple):
    """A word without its `'s`. `fresh`: a new clause begins here; `article`: one stood before it."""

    word: str
    written: str
    fresh: bool
    article: bool
    owns: bool


class Hit(NamedTuple):
    """A known word or phrase: its category and value, and the tokens it takes."""

    category: str
    value: str
    at: int
    end: int


def _key(word: str) -> str:
    return " ".join(word.lower().replace("-", " ").split())


def index(words: Mapping[str, frozenset[str]]) -> Index:
    """The lists of a catalogue that sketches read, by their words."""
    found: dict[str, list[tuple[str, str]]] = {}
    for name in sorted(words):
        category, _, value = name.removeprefix(_PREFIX).partition("-")
        if name.startswith(_PREFIX) and _VALUE.fullmatch(value):
            for word in words[name]:
                found.setdefault(_key(word), []).append((category, value))
    made = Index({word: tuple(pairs) for word, pairs in found.items()})
    made.starts = frozenset(word.partition(" ")[0] for word in made if " " in word)
    return made


@lru_cache(maxsize=4096)
def tokens(text: str) -> tuple[Token, ...]:
    """The words of a text in order, articles taken out."""
    found: list[Token] = []
    at, fresh, article = 0, True, False
    for match in _WORD.finditer(text[:_READ]):
        fresh = fresh or bool(_BREAK.search(text, at, match.start()))
        at = match.end()
        written = match.group().replace("’", "'")
        owns = written.endswith(("'s", "s'"))
        word = _key(written.removesuffix("'s").removesuffix("'"))
        if word in _SMALL:
            article = True
            continue
        found.append(Token(word, written, fresh, article, owns))
        fresh = article = False
    return tuple(found)


def known(word: str, words: Index) -> tuple[tuple[str, str], ...]:
    """What the lists say of a word or phrase, in the singular as well."""
    return words.get(word) or (words.get(word[:-1]) or words.get(word[:-2], ()) if word.endswith("s") else ())


def _matches(said: tuple[Token, ...], words: Index) -> list[Hit]:
    """The longest phrase at each place. A phrase hides the single words in it."""
    found: list[Hit] = []
    at = 0
    while at < len(said):
        end = at + 1
        if said[at].word.partition(" ")[0] in words.starts:
            while end < min(len(said), at + _LONGEST) and not said[end].fresh:
                end += 1
        pairs: tuple[tuple[str, str], ...] = ()
        while end > at and not (pairs := known(" ".join(token.word for token in said[at:end]), words)):
            end -= 1
        found.extend(Hit(category, value, at, end) for category, value in pairs)
        at = max(end, at + 1)
    return found


def _denied(said: tuple[Token, ...], hits: list[Hit]) -> set[int]:
    """Tokens that a negation denies: those after it up to a preposition, or all before "is not visible"."""
    gone: set[int] = set()
    stops = {hit.at for hit in hits if (hit.category, hit.value) == ("word", "stop")}
    for hit in hits:
        if hit.category != "deny":
            continue
        if hit.value == "unseen":
            at = hit.at
            while at > 0 and not said[at].fresh:
                at -= 1
            gone.update(range(at, hit.at))
            continue
        for at in range(hit.end, min(len(said), hit.end + _REACH)):
            if said[at].fresh or (at > hit.end and at in stops):
                break
            gone.add(at)
    return gone


def _over(said: tuple[Token, ...], hits: list[Hit]) -> set[int]:
    """Tokens of a weather that has passed: `after the rain`, `the rain has stopped`."""
    gone: set[int] = set()
    for hit in hits:
        if (hit.category, hit.value) == ("past", "over"):
            gone.update(range(hit.at - 2, hit.end + 2))
        elif (hit.category, hit.value) == ("past", "after"):
            gone.update(range(hit.end, hit.end + 2))
    return gone


def _elsewhere(said: tuple[Token, ...], hits: list[Hit]) -> set[int]:
    """Tokens of a place that is only spoken of: in "a view of the sea at dusk" up to the "at", else to the clause's end."""
    gone: set[int] = set()
    stops = {hit.at for hit in hits if (hit.category, hit.value) == ("word", "stop")}
    for hit in hits:
        if (hit.category, hit.value) == ("word", "elsewhere"):
            at = hit.end
            while at < len(said) and not said[at].fresh and at not in stops:
                gone.add(at)
                at += 1
    return gone


def _named(said: tuple[Token, ...], hit: Hit, titled: bool) -> bool:
    """Whether a word is part of a name: `the Beach Boys`."""
    if titled or hit.end >= len(said) or said[hit.end].fresh or hit.end - hit.at > 1:
        return False
    return said[hit.at].written[:1].isupper() and said[hit.end].written[:1].isupper()


def _figurative(said: tuple[Token, ...], hit: Hit, loose: set[int]) -> bool:
    """`a sea of faces`: a large thing of something without an article."""
    if hit.at not in loose or hit.end + 1 >= len(said) or said[hit.end].word != "of":
        return False
    of = said[hit.end + 1]
    return not of.article and not of.written[:1].isupper()


def _entered(said: tuple[Token, ...], hits: list[Hit], hit: Hit) -> bool:
    """Whether somebody is in it: `inside the old car`, `INT. CAR`."""
    before = [other for other in hits if other.end <= hit.at and other.category != "none"]
    if not before:
        return False
    last = max(other.end for other in before)
    said_there = {(other.category, other.value) for other in before if other.end == last}
    if hit.at - last >= _REACH:
        return False
    if ("indoors", "any") in said_there:
        return True
    return ("word", "inside") in said_there and not any(token.fresh for token in said[last : hit.at + 1])


def _all_about(said: tuple[Token, ...], hits: list[Hit], hit: Hit) -> bool:
    """Whether a text speaks of nothing but this place: `an empty city bus at dawn`."""
    if any(other.category in _PLACES for other in hits if other.end <= hit.at):
        return False
    if hit.end == len(said) or said[hit.end].fresh:
        return True
    return any(other.at == hit.end and (other.category, other.value) == ("word", "stop") for other in hits)


def meant(said: tuple[Token, ...], words: Index) -> list[Hit]:
    """The hits of a text that are meant, in order. Of places side by side the last one counts."""
    hits = _matches(said, words)
    denied, over, elsewhere = _denied(said, hits), _over(said, hits), _elsewhere(said, hits)
    loose = {hit.at for hit in hits if (hit.category, hit.value) == ("word", "figurative")}
    titled = sum(token.written[:1].isupper() for token in said) > _TITLE * len(said)
    places = {hit.at for hit in hits if hit.category in ("indoors", "outdoors")}
    kept: list[Hit] = []
    for hit in hits:
        place = hit.category in _PLACES
        if hit.at in denied or (hit.category == "weather" and hit.at in over):
            continue
        follows = hit.end in places and not said[hit.end].fresh
        if place and hit.value != "any" and (hit.at in elsewhere or follows or _figurative(said, hit, loose)):
            continue
        if hit.category in _NAMED and _named(said, hit, titled) and not (place and follows):
            continue
        if hit.category in ("within", "aboard"):
            if not (_entered(said, hits, hit) or (hit.category == "aboard" and _all_about(said, hits, hit))):
                continue
            kept.append(hit._replace(category="indoors"))
        else:
            kept.append(hit)
    return kept
