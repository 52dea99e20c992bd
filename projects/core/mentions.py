"""Who is meant by an @ in a comment: people by whole name, by address, or by a first name that is theirs alone."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

MOST = 20
_AT = re.compile(r"(?<![\w@.+-])@(?=\w)")
_ADDRESS = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})*")
_WORD = re.compile(r"\w+")
_CODE = re.compile(r"`[^`\n]*`")


@dataclass(frozen=True, slots=True)
class Named:
    """Somebody who can be mentioned. An empty address: by name alone."""

    id: int
    name: str
    address: str = ""


@dataclass(frozen=True, slots=True)
class Mention:
    """A place in a text, `start` to `end` with the @, and who is meant there."""

    start: int
    end: int
    person: int


@dataclass(frozen=True, slots=True)
class Mentioned:
    """Whom a text mentions: each once, the first 20 of them; how many it names beyond; names that fit several or nobody."""

    people: tuple[int, ...]
    beyond: int = 0
    unclear: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()


class People:
    """People by everything that one may write after an @."""

    def __init__(self, people: Iterable[Named]) -> None:
        self.people = tuple(people)

    @cached_property
    def _addresses(self) -> dict[str, int]:
        return {person.address.casefold(): person.id for person in self.people if person.address}

    @cached_property
    def _names(self) -> dict[str, dict[str, set[int]]]:
        """By the first word of a name: each way to write it, small, and whose it is."""
        found: dict[str, dict[str, set[int]]] = {}
        for person in self.people:
            whole = " ".join(person.name.split()).casefold()
            first = _WORD.match(whole)
            if first:
                for way in {whole, first[0]}:
                    found.setdefault(first[0], {}).setdefault(way, set()).add(person.id)
        return found

    @cached_property
    def _longest(self) -> int:
        return max((len(person.name) for person in self.people), default=0)

    def at(self, text: str, start: int) -> tuple[int, frozenset[int]]:
        """Where the name or address behind the @ at `start` ends, and who may be meant; nobody: an empty set."""
        address = _ADDRESS.match(text, start + 1)
        if address and address[0].rstrip(".-").casefold() in self._addresses:
            known = address[0].rstrip(".-")
            return start + 1 + len(known), frozenset({self._addresses[known.casefold()]})
        first = _WORD.match(text, start + 1, start + 2 + self._longest)
        ways = self._names.get(first[0].casefold(), {}) if first else {}
        for way in sorted(ways, key=len, reverse=True):
            end = start + 1 + len(way)
            if text[start + 1 : end].casefold() == way and not text[end : end + 1].isalnum():
                return end, frozenset(ways[way])
        return start, frozenset()


def places(text: str, people: People) -> tuple[list[Mention], list[str]]:
    """Every mention in a text in order, and the names that fit several people, as they were written."""
    found: list[Mention] = []
    unclear: dict[str, None] = {}
    if not people.people:
        return [], []
    for sign in _AT.finditer(text):
        end, meant = people.at(text, sign.start())
        if len(meant) == 1:
            found.append(Mention(sign.start(), end, next(iter(meant))))
        elif meant:
            unclear[text[sign.start() : end]] = None
    return found, list(unclear)


def mentioned(text: str, people: People) -> Mentioned:
    """Whom a text mentions, at most 20 people."""
    found, unclear = places(text, people)
    ids = tuple(dict.fromkeys(mention.person for mention in found))
    return Mentioned(ids[:MOST], max(0, len(ids) - MOST), tuple(unclear[:MOST]), _unknown(text, people))


def _unknown(text: str, people: People) -> tuple[str, ...]:
    """What stands behind an @ and is nobody's name, as it was written, cut to 40 characters; in `code` it is no name."""
    signs = _AT.finditer(_CODE.sub(lambda code: " " * len(code[0]), text)) if people.people else ()
    nobody = (sign.start() for sign in signs if not people.at(text, sign.start())[1])
    return tuple(dict.fromkeys(_as_written(text, start) for start in nobody))[:MOST]


def _as_written(text: str, start: int) -> str:
    word = _ADDRESS.match(text, start + 1) or _WORD.match(text, start + 1)
    name = word[0].rstrip(".-") if word else ""
    return f"@{name}" if len(name) <= 40 else f"@{name[:39]}…"


def told(found: Mentioned) -> str:
    """What the writer has to know about the mentions, as sentences; empty where all is plain."""
    said = []
    if found.beyond:
        said.append(f"The first {MOST} people are told; {found.beyond} more {'are' if found.beyond > 1 else 'is'} not.")
    said += [f"{name} fits several people: write more of the name, or the address." for name in found.unclear[:3]]
    if found.unknown:
        names = ", ".join(found.unknown[:3])
        said.append(f"Nobody here is called {names}{' and more' if len(found.unknown) > 3 else ''}.")
    return " ".join(said)
