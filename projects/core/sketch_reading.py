"""All that a shot says about its picture, read with the words of one catalogue and remembered."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from projects.core.board import Shot, State
from projects.core.catalog import Catalog
from projects.core.noun_phrases import noun_phrases
from projects.core.sketch_cast import Cast, Reader, cast, together
from projects.core.sketch_cues import Cues, lens_of, read
from projects.core.sketch_words import index, meant, tokens

_WAYS = {"left-to-right": "right", "right-to-left": "left", "toward": "front", "away": "back"}
# Of a room's air nothing is seen but smoke and fog.
_OUTSIDE_ONLY = frozenset({"wind", "dust", "blizzard"})


class Reading:
    """The cues and the cast of shots."""

    def __init__(self, catalog: Catalog) -> None:
        known = index(catalog.words)
        phrases = noun_phrases(catalog)
        words = catalog.words
        people = (phrases.people | words.get("parse-people", frozenset())) - words.get("animals", frozenset())
        self._reader = Reader(known, people, phrases.verb)
        self._known = known
        self.read = lru_cache(maxsize=4096)(lambda text: read(text, known))
        self.done = lru_cache(maxsize=4096)(lambda text: read(text, known, things=False))
        self.lens = lru_cache(maxsize=1024)(lambda text: lens_of(text, known))
        self.who = lru_cache(maxsize=4096)(self._who)
        self._behind = lru_cache(maxsize=1024)(self._seen_from_behind)

    def _who(self, subject: str, action: str, carried: tuple[str, ...]) -> Cast:
        found = together(subject, carried, self._reader)
        if found.told or subject.strip() or not action.strip():
            return found
        said = tokens(action)
        if said and self._reader.verb(said[0].word):
            return Cast(("adult",))
        return cast(action, self._reader)

    def _seen_from_behind(self, note: str) -> bool:
        return any(hit.category == "note" and hit.value == "back" for hit in meant(tokens(note), self._known))

    def _face(self, shot: Shot) -> str:
        """How the subject is turned: as written, as the camera is told, as the hand-over states the direction."""
        said = self.read(f"{shot.subject}. {shot.action}").face or self.read(shot.camera_note).face
        if said or not (shot.camera_note or shot.state_in or shot.state_out or shot.camera):
            return said
        if self._behind(shot.camera_note) or any(m.move == "tracking" and m.direction == "behind" for m in shot.camera):
            return "back"
        return _way(shot.state_in) or _way(shot.state_out)

    def cues(self, shot: Shot, environment: str, lighting: str, instead: str) -> Cues:
        """Own lighting, own environment, the words of a recorded break, then what is carried.

        Only an environment names a place ("window light" is no room), only a lighting says where light comes from.
        """
        own = _light(self.read(shot.lighting)).over(_place(self.read(shot.environment)))
        own = own.over(_place(self.read(instead)))
        found = own.over(_light(self.read(lighting)).over(_place(self.read(environment))))
        done = self.done(shot.action)
        if not found.place and not found.inside and done.inside == "outdoors":  # "waits for the bus" is in none
            found = found._replace(inside=done.inside, place=done.place)
        found = found._replace(weather=found.weather or done.weather, face=self._face(shot))
        if found.inside == "indoors" and found.weather in _OUTSIDE_ONLY:
            found = found._replace(weather="")
        lens = self.lens(shot.lens) or self.lens(shot.camera_note)
        return found._replace(lens=lens, thing="")

    def thing(self, shot: Shot) -> str:
        """What an insert shows: the first thing that its subject or action names."""
        return self.read(f"{shot.subject}. {shot.action}").thing

    def seen(self, shot: Shot, people: int, carried: Sequence[str] | None) -> Cast:
        """Who is drawn. `people` are known to be there; where `carried` is None, they may be a guess of one."""
        who = self.who(shot.subject, shot.action, tuple(carried or ()))
        known = ("adult",) * min(max(people, 0), 4)
        if people < 1 and (carried is None or not who.people):
            return Cast(thing=who.thing, many=who.many, told=bool(who.thing))
        if not who.told or (not who.people and not who.thing and carried is None):
            return Cast(known, who.thing, who.many)
        if len(who.people) < len(known) and (people > 1 or carried is not None):
            return who._replace(people=who.people + known[len(who.people) :])
        return who


def _way(state: State | None) -> str:
    return _WAYS.get(state.screen_direction or "", "") if state else ""


def _light(cues: Cues) -> Cues:
    return cues._replace(inside="", place="", weather="" if cues.weather != "fog" else "fog")


def _place(cues: Cues) -> Cues:
    return cues._replace(side="")
