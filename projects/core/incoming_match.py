"""Which shot of the plan each shot of a file is: by its code, else by its words, else it is new. Never two to one."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, Literal

from projects.core.board import Board, Shot
from projects.core.incoming import Incoming, IncomingShot
from projects.core.incoming_scenes import matched_scenes
from projects.core.incoming_words import Words, likeness, rarities

How = Literal["code", "words", "place"]
Place = tuple[int, int]

# The words by which a shot is known, and of them those that no scene shares.
_WORDS = ("title", "subject", "action", "environment", "lighting", "style", "custom_prompt", "dialogue")
_OWN_WORDS = ("title", "subject", "action", "custom_prompt", "dialogue")
# How much of the words must be the same: in the scene, anywhere, and between two neighbours that are known.
_ALIKE_IN_SCENE, _ALIKE_ANYWHERE, _ALIKE_BETWEEN = 0.45, 0.6, 0.15
_NEIGHBOUR = 0.08
_CANDIDATES = 12


@dataclass(frozen=True, slots=True)
class Match:
    """For each scene of the file the key of the plan's, None where it is new; for shots of the file, by (scene, place),
    the code of the plan's and how it was found. Shots that are in neither are new."""

    scenes: tuple[str | None, ...]
    shots: Mapping[Place, str]
    how: Mapping[Place, How]


def match(board: Board, incoming: Incoming, imported: Mapping[str, Sequence[Mapping[str, Any]]] | None = None) -> Match:
    """Holds a file against a plan. `imported` gives by code what earlier imports said of a shot (values by field): a shot
    that was written anew by hand since is still found by the words it came with."""
    if not any(scene.shots for scene in board.scenes):
        return Match(matched_scenes(board, incoming, [Counter()] * len(incoming.scenes)), {}, {})
    work = _Work(board, incoming, imported or {})
    work.by_code()
    scenes = matched_scenes(board, incoming, work.votes())
    work.settle_in(scenes)
    work.by_same_words()
    work.by_like_words()
    work.between_neighbours()
    return Match(scenes, work.found, work.how)


@lru_cache(maxsize=20_000)
def normal(text: str) -> str:
    """A text as it is compared: without case, signs and the width of blanks."""
    return " ".join(re.findall(r"\w+", unicodedata.normalize("NFKC", text).casefold()))


def _signature(values: Mapping[str, Any], names: Iterable[str]) -> str:
    return "\n".join(filter(None, (normal(values.get(name) or "") for name in names)))


def _values(shot: Shot) -> dict[str, Any]:
    return {name: getattr(shot, name) for name in _WORDS}


def _words_of(shot: IncomingShot) -> Mapping[str, Any]:
    """The words of a shot of a file; where no field holds any, the text that it is known by."""
    found = {name: shot.fields.get(name) or "" for name in _WORDS}
    return found if any(found.values()) else {"action": shot.text}


@dataclass(slots=True)
class _Work:
    """What is known so far."""

    board: Board
    incoming: Incoming
    imported: Mapping[str, Sequence[Mapping[str, Any]]]
    found: dict[Place, str] = field(default_factory=dict)
    how: dict[Place, How] = field(default_factory=dict)
    # What each shot of the plan says, and said when it came, by code; which scene it is in and where.
    said: dict[str, list[Mapping[str, Any]]] = field(default_factory=dict)
    scene_of: dict[str, str] = field(default_factory=dict)
    order: dict[str, int] = field(default_factory=dict)
    given: dict[Place, Mapping[str, Any]] = field(default_factory=dict)
    taken: set[str] = field(default_factory=set)
    home: dict[Place, str | None] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for at, (scene, shot) in enumerate(self.board.shots()):
            self.said[shot.key] = [_values(shot), *self.imported.get(shot.key, ())]
            self.scene_of[shot.key], self.order[shot.key] = scene.key, at
        for i, incoming in enumerate(self.incoming.scenes):
            for j, given in enumerate(incoming.shots):
                self.given[i, j] = _words_of(given)

    def pair(self, place: Place, code: str, how: How) -> None:
        """Settles one pair."""
        self.found[place], self.how[place] = code, how
        self.taken.add(code)

    def open_places(self) -> Iterator[Place]:
        """The shots of the file that are not found yet, in order."""
        return (place for place in self.given if place not in self.found)

    def by_code(self) -> None:
        """Pairs shots whose code the file gives, in any case of letters."""
        codes = {code: code for code in self.order}
        folded = {code.upper(): code for code in reversed(self.order)}
        for exact in (True, False):
            for i, j in list(self.open_places()):
                key = self.incoming.scenes[i].shots[j].key
                code = codes.get(key) if exact else folded.get(key.upper())
                if key and code and code not in self.taken:
                    self.pair((i, j), code, "code")

    def votes(self) -> list[Counter[str]]:
        """For each scene of the file how many of its shots stand, by code or words, in which scene of the plan."""
        where: dict[str, set[str]] = {}
        for code, states in self.said.items():
            for state in states:
                for names in (_WORDS, _OWN_WORDS):
                    where.setdefault(_signature(state, names), set()).add(self.scene_of[code])
        votes = [Counter[str]() for _ in self.incoming.scenes]
        for place, given in self.given.items():
            if place in self.found:
                votes[place[0]][self.scene_of[self.found[place]]] += 2
                continue
            text = _signature(given, _OWN_WORDS)
            scenes = where.get(_signature(given, _WORDS)) or (where.get(text) if text else None) or set()
            if len(scenes) == 1:
                votes[place[0]][next(iter(scenes))] += 1
        return votes

    def settle_in(self, scenes: Sequence[str | None]) -> None:
        """Says in which scene of the plan each shot of the file is looked for first."""
        self.home = {place: scenes[place[0]] for place in self.given}

    def by_same_words(self) -> None:
        """Pairs shots that say the same: all of it, then their own words; in their scene, then anywhere."""
        for names in (_WORDS, _OWN_WORDS):
            for anywhere in (False, True):
                self._same(names, anywhere)

    def _same(self, names: tuple[str, ...], anywhere: bool) -> None:
        standing: dict[tuple[str | None, str], list[str]] = {}
        for code in self.order:
            if code not in self.taken:
                scene = None if anywhere else self.scene_of[code]
                for text in dict.fromkeys(_signature(state, names) for state in self.said[code]):
                    standing.setdefault((scene, text), []).append(code)
        for place in list(self.open_places()):
            home = self.home[place]
            text = _signature(self.given[place], names)
            if not text or (home is None and not anywhere):
                continue
            free = [code for code in standing.get((None if anywhere else home, text), ()) if code not in self.taken]
            if free:
                # Of several that say the same, the one after the shot before: what was put in between moves nothing.
                before = self.found.get((place[0], place[1] - 1))
                following = [code for code in free if before and self.order[code] == self.order[before] + 1]
                self.pair(place, (following or free)[0], "words")

    def by_like_words(self) -> None:
        """Pairs shots whose words are alike, the most alike first; in their scene, then anywhere."""
        states = {
            code: [Words.of(_texts(state)) for state in self.said[code]] for code in self.order if code not in self.taken
        }
        asked = {place: Words.of(_texts(self.given[place])) for place in self.open_places()}
        rare = rarities([words for each in states.values() for words in each] + list(asked.values()))
        found: list[tuple[float, Place, int, str]] = []
        holding: dict[str, list[str]] = {}
        for code, each in states.items():
            for token in {token for words in each for token in words.own if not rare.common(token)}:
                holding.setdefault(token, []).append(code)
        for place, words in asked.items():
            for code in self._candidates(place, words, holding):
                same_scene = self.home[place] == self.scene_of[code]
                score = max(likeness(words, state, rare) for state in states[code])
                score += _NEIGHBOUR * self._beside(place, code)
                if score >= (_ALIKE_IN_SCENE if same_scene else _ALIKE_ANYWHERE):
                    found.append((-score - same_scene * 0.1, place, self.order[code], code))
        for _, place, _, code in sorted(found):
            if place not in self.found and code not in self.taken:
                self.pair(place, code, "words")

    def _candidates(self, place: Place, words: Words, holding: Mapping[str, Sequence[str]]) -> list[str]:
        """The few shots that share most rare words with this one, those of its scene first."""
        shared = Counter(code for token in words.own for code in holding.get(token, ()))
        home = self.home[place]
        best = sorted(shared, key=lambda code: (-shared[code] - (self.scene_of[code] == home), self.order[code]))
        return best[:_CANDIDATES]

    def _beside(self, place: Place, code: str) -> int:
        """How many of the two neighbours of a shot of the file are neighbours of a shot of the plan."""
        at, (i, j) = self.order[code], place
        near = ((self.found.get((i, j - 1)), at - 1), (self.found.get((i, j + 1)), at + 1))
        return sum(self.order.get(other or "") == where for other, where in near)

    def between_neighbours(self) -> None:
        """Pairs the one shot left between two known ones on both sides, where the words speak at least a little for it."""
        for i, scene in enumerate(self.incoming.scenes):
            codes = [code for code in self.order if self.scene_of[code] == self.home.get((i, 0))]
            at = {code: where for where, code in enumerate(codes)}
            before, run = -1, list[Place]()
            for j in range(len(scene.shots) + 1):
                if j < len(scene.shots) and (i, j) not in self.found:
                    run.append((i, j))
                    continue
                after = at.get(self.found[i, j], before) if j < len(scene.shots) else len(codes)
                free = [code for code in codes[before + 1 : after] if code not in self.taken]
                if len(run) == 1 == len(free) and self._little(*run[0], free[0]):
                    self.pair(run[0], free[0], "place")
                before, run = after, []

    def _little(self, i: int, j: int, code: str) -> bool:
        given = Words.of(_texts(self.given[i, j]))
        states = [Words.of(_texts(state)) for state in self.said[code]]
        rare = rarities([given, *states])
        return not given.all or any(not s.all or likeness(given, s, rare) >= _ALIKE_BETWEEN for s in states)


def _texts(values: Mapping[str, Any]) -> tuple[str, str]:
    """The words of its own that a shot has, and all of them."""
    return tuple(_signature(values, names) for names in (_OWN_WORDS, _WORDS))  # type: ignore[return-value]  # two of them
