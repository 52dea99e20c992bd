"""Where the story comes back to: places by their noun (`coffee shop`, `field lab trailer`), with the shots set there."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from projects.core.suggest_names import Names
from projects.core.suggest_people import Found
from projects.core.suggest_persons_described import Described
from projects.core.suggest_place_mentions import Mention, PlaceReader
from projects.core.suggest_text import Reader
from projects.core.suggest_wording import place_wording
from projects.core.suggest_words import HINTS, Said, content
from projects.core.words import singular

_FEWEST_DETAILS = 2
_NEAR = 2
# The first mentions tell a place well enough; a text that names it a thousand times must not take a thousand times longer.
_MOST_COMPARED = 40


@dataclass(slots=True, eq=False)
class _Place:
    word: str
    mentions: list[Mention] = field(default_factory=list)
    shots: set[int] = field(default_factory=set)
    hinted: set[int] = field(default_factory=set)

    def nouns(self) -> set[str]:
        return {noun for mention in self.mentions[:_MOST_COMPARED] for noun in mention.nouns}

    def name(self) -> str:
        """What the shots call it most often, the fuller form in a tie."""
        counted = Counter(" ".join((*m.nouns, m.word)) for m in self.mentions)
        weighed = Counter(" ".join((*m.nouns, m.word)) for m in self.mentions for _ in range(3 if m.strong else 1))
        twice = [name for name in counted if counted[name] > 1 and " " in name]
        return max(twice or weighed, key=lambda name: (weighed[name], len(name), name))


def places(said: list[Said], names: Names, reader: Reader, scenes: Sequence[int] = ()) -> list[Found]:
    """Every place that two shots or more are set in. `scenes`: the number of each shot's scene."""
    named = _named(names, reader)
    finder = _Finder(said, reader, {at for found in named for at in found.shots}, scenes)
    result = []
    for place in finder.recurring():
        name = place.name()
        found = Found(
            "environment", name, {name, place.word}, place.shots, mentions=len(place.mentions), hinted=place.hinted
        )
        found.described = _described(place, reader)
        found.described = [d for d in found.described if name in d.text.casefold()] or found.described
        result.append(found)
    return [*result, *named]


def _named(names: Names, reader: Reader) -> list[Found]:
    """Places with names: `Maple Street`, `in Lisbon`."""
    result = []
    for name in names.found.values():
        place = reader.place(name.name.split()[-1].casefold())
        if not (place or (name.placed and name.placed * 2 > len(name.places) and not name.acts)):
            continue
        shots = {said.at for said, _, _ in name.places if said.field not in HINTS}
        if len(shots) > 1:
            result.append(Found("environment", name.name, {name.name.casefold()}, shots, mentions=len(name.places)))
    return result


def _described(place: _Place, reader: Reader) -> list[Described]:
    found = []
    several = len({mention.part for mention in place.mentions if mention.strong and mention.part}) > 1
    for mention in place.mentions[:_MOST_COMPARED]:
        whole = mention.strong or (mention.at == mention.noun.head and mention.noun.determiner in ("a", "an"))
        if mention.said.field in HINTS or not whole:
            continue
        wording = place_wording(mention.said, mention.noun, mention.at, reader, alone=several and bool(mention.part))
        if wording is not None and place.word in content(wording.text):
            found.append(wording)
    return found


def _plain(mention: Mention) -> str:
    """The sentence that brings a place in."""
    said = mention.said
    end = said.sentence_end(mention.noun.head, ".!?\n")
    return said.text[said.words[mention.noun.first].start : said.words[end - 1].end]


class _Finder:
    """Finds place words, groups them, and says which shots are set there."""

    def __init__(self, said: list[Said], reader: Reader, named: set[int], scenes: Sequence[int]) -> None:
        self.said, self.reader, self.named, self.scenes = said, reader, named, scenes
        self.reading = PlaceReader(reader)
        self.by_shot: dict[int, list[Said]] = defaultdict(list)
        for text in said:
            self.by_shot[text.at].append(text)
        self.places = self._grouped([m for text in said for m in self.reading.mentions(text)])
        self._note_shots()
        self._join_modifiers()
        self._join_scenery()
        self._spread()

    def recurring(self) -> list[_Place]:
        return [place for place in self.places if len(place.shots) > 1]

    # -- groups

    def _grouped(self, mentions: list[Mention]) -> list[_Place]:
        places: list[_Place] = []
        for word in sorted({m.word for m in mentions}):
            of_word = [m for m in mentions if m.word == word]
            if not any(m.strong for m in of_word) and not self._known(of_word):
                continue
            places += self._of_word(word, of_word)
        return places

    @staticmethod
    def _known(mentions: list[Mention]) -> bool:
        """Whether several shots are set in a place that none brings in: `Inside the diner`, `on the diner floor`."""
        led = [mention for mention in mentions if mention.led]
        if len({mention.said.at for mention in led}) < _NEAR:
            return False
        for mention in led:
            mention.strong = True
        return True

    def _of_word(self, word: str, mentions: list[Mention]) -> list[_Place]:
        groups: list[_Place] = []
        for mention in sorted(mentions, key=lambda m: (not m.strong, not m.nouns, m.said.at)):
            if mention.nouns:
                group = next((g for g in groups if set(mention.nouns) & g.nouns() and not self._another(g, mention)), None)
                bare = next((g for g in groups if not g.nouns()), None)
                group = group or (bare if not mention.strong else None)
            else:
                group = groups[0] if len(groups) == 1 else self._latest(groups, mention)
                group = None if group is not None and self._another(group, mention) else group
            if group is None:
                if not mention.strong:
                    continue
                group = _Place(word)
                groups.append(group)
            group.mentions.append(mention)
        return groups

    @staticmethod
    def _another(group: _Place, mention: Mention) -> bool:
        """Whether `a grand hall` brings in another one than `an unfinished timber-frame hall` did."""
        if not mention.strong or mention.noun.determiner == "same" or not mention.noun.modifiers:
            return False
        mine = set(mention.noun.parts)
        known = [
            set(m.noun.parts)
            for m in group.mentions[:_MOST_COMPARED]
            if m.strong and m.noun.determiner != "same" and m.noun.modifiers
        ]
        return bool(known) and not any(mine & parts for parts in known)

    @staticmethod
    def _latest(groups: list[_Place], mention: Mention) -> _Place | None:
        before = [g for g in groups if any(m.said.at <= mention.said.at for m in g.mentions)]
        return max(before, key=lambda g: max(m.said.at for m in g.mentions if m.said.at <= mention.said.at), default=None)

    # -- shots

    def _note_shots(self) -> None:
        for place in self.places:
            for mention in place.mentions:
                if self.reading.elsewhere(mention.said, mention.noun) and not mention.strong:
                    continue
                self._note(place, mention.said)
        strong = self._own_places()
        for place in self.places:
            for at in [at for at in place.shots if strong.get(at) and place not in strong[at]]:
                if not any(m.said.at == at and m.noun.determiner == "same" for m in place.mentions):
                    place.shots.discard(at)

    @staticmethod
    def _note(place: _Place, said: Said) -> None:
        place.shots.add(said.at)
        if said.field in HINTS:
            place.hinted.add(said.at)

    def _own_places(self) -> dict[int, set[_Place]]:
        """The places that each shot is plainly set in."""
        found: dict[int, set[_Place]] = defaultdict(set)
        for place in self.places:
            for mention in place.mentions:
                if mention.there and not self.reading.elsewhere(mention.said, mention.noun):
                    found[mention.said.at].add(place)
        return found

    def _join_modifiers(self) -> None:
        """`a desert trail` is part of `the desert` where nothing else comes back to the trail."""
        for place in list(self.places):
            if len(place.shots) > 1:
                continue
            wider = [p for p in self.places if p is not place and p.word in {singular(n) for n in place.nouns()}]
            wider.sort(key=lambda p: (-len(p.shots), p.word))
            if wider and min(abs(a - b) for a in wider[0].shots or {99} for b in place.shots or {-99}) <= _NEAR:
                wider[0].mentions += place.mentions
                wider[0].shots |= place.shots
                self.places.remove(place)

    def _join_scenery(self) -> None:
        """A thing in another place's own words is part of it: the island of a kitchen."""
        scenery = self.reader.lex.words("scenery")
        for place in [p for p in self.places if p.word in scenery]:
            others = [
                p
                for p in self.places
                if p is not place and any(place.word in content(_plain(m)) for m in p.mentions[:_MOST_COMPARED] if m.strong)
            ]
            if others:
                others[0].shots |= place.shots
                others[0].hinted |= place.hinted
                self.places.remove(place)

    def _spread(self) -> None:
        """Adds the shots that speak of a place by its things, and those between two of its shots."""
        own = self._own_places()
        details = {id(place): self._details(place) for place in self.places}
        count = max(self.by_shot, default=-1) + 1
        taken = {at for place in self.places for at in place.shots}
        for at in range(count):
            if at in taken or at in self.named or own.get(at):
                continue
            here = frozenset().union(*(content(text.text) for text in self.by_shot.get(at, ())))
            scored = [(len(here & details[id(p)]), max((s for s in p.shots if s < at), default=-1), p) for p in self.places]
            scored = [item for item in scored if item[1] >= 0 and item[0] >= self._fewest(item[2], count)]
            if scored:
                max(scored, key=lambda item: item[:2])[2].shots.add(at)
        self._only_place(own, count)
        settled = {at: place for place in self.places for at in place.shots if len(place.shots) > 1}
        for before, after in pairwise(sorted(settled)):
            if settled[before] is settled[after] and after - before <= 3:
                settled[before].shots.update(
                    at for at in range(before + 1, after) if not own.get(at) and at not in self.named
                )

    def _only_place(self, own: dict[int, set[_Place]], count: int) -> None:
        """A story with one place stays there wherever a shot says nothing else."""
        back = [place for place in self.places if len(place.shots) > 1]
        if len(back) != 1 or len(back[0].shots) <= _NEAR:
            return
        elsewhere = {at for at, set_in in own.items() if back[0] not in set_in} | self.named
        if len(elsewhere) * 4 <= count:
            there = {self._scene(at) for at in back[0].shots}
            back[0].shots |= {
                at for at in range(min(back[0].shots), count) if at not in elsewhere and self._scene(at) in there
            }

    def _scene(self, at: int) -> int:
        return self.scenes[at] if at < len(self.scenes) else 0

    @staticmethod
    def _fewest(place: _Place, count: int) -> int:
        """How many things of a place a shot must speak of; fewer where the story stays at that place anyway."""
        return _FEWEST_DETAILS if len(place.shots) * 3 >= count else _FEWEST_DETAILS + 2

    def _details(self, place: _Place) -> frozenset[str]:
        """The things that the shots which bring the place in say of it."""
        found: set[str] = set()
        for at in {m.said.at for m in place.mentions if m.strong}:
            for text in self.by_shot[at]:
                if text.field == "environment":
                    found |= content(text.text)
        for at, set_in in self._own_places().items():
            if place not in set_in:
                found -= frozenset().union(*(content(text.text) for text in self.by_shot[at]))
        nothing = (
            self.reader.words("suggest-unchanged")
            | self.reading.framing
            | self.reader.words("suggest-seen")
            | self.reader.people
        )
        return frozenset(
            word for word in found - nothing if not self.reader.adjective(word) and word not in self.reader.light
        )
