"""What the parser knows of words, built once per catalogue: camera phrases, and the cues of the other slots.

The words come from the catalogue's moves, speeds, sizes, framings and angles and from its `parse-...` word
lists. The name of such a list may hold values: `parse-move:tracking:side` or `parse-size:ms`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple
from weakref import WeakKeyDictionary

from projects.core.catalog import CameraMove, Catalog
from projects.core.parsing_forms import forms
from projects.core.parsing_phrases import Phrases, phrase_forms
from projects.core.parsing_text import folded

_NONE: frozenset[str] = frozenset()
_ADJECTIVE_ENDS = ("ous", "ful", "less", "ed")


class Cue(NamedTuple):
    """What a camera phrase says. `kind`: `move`, `frame`, `lens`, `note` or `block` (no camera word after all).

    `alone` phrases count anywhere; others need the camera as their subject, camera words beside them or a
    piece that says nothing else. `of_camera` ones count only where the camera does it, `soft` ones only where
    nothing in the sentence moves the camera for sure, `sure` ones with a direction wherever a piece begins so,
    `opening` ones at the start of a sentence, `capitals` ones as abbreviations. `also` is what the phrase says
    besides (`dolly zoom`), `slot` where a note stays.
    """

    kind: str
    move: str | None = None
    direction: str | None = None
    speed: str | None = None
    size: str | None = None
    framing: str | None = None
    angle: str | None = None
    alone: bool = False
    of_camera: bool = False
    soft: bool = False
    verb: str = ""
    sure: bool = False
    opening: bool = False
    capitals: bool = False
    slot: str = ""
    also: tuple[Cue, ...] = ()


class Lexicon:
    """The phrases and word lists of one catalogue, ready for matching."""

    def __init__(self, catalog: Catalog) -> None:
        self._lists = catalog.words
        self._mine = {name.removeprefix("parse-"): words for name, words in catalog.words.items() if "parse-" in name}
        self.cues: Phrases[Cue] = Phrases()
        self.speeds: Phrases[str] = Phrases()
        self.directions: Phrases[str] = Phrases()
        self.turns = dict(self._turns())
        self.speed_words = frozenset(self._single_speeds(catalog))
        self.skip = self.words("skip") | self.speed_words
        shared = catalog.words.get("adjectives", frozenset())
        self.adjectives = self.words("adjectives") | self.words("style-adjectives") | shared
        self.verbs = self._verbs()
        self.camera_verbs = frozenset(form for verb in self.words("camera-verbs") for form in forms(verb))
        self.known_directions = {move.id: frozenset(move.directions) for move in catalog.moves.values()}
        self._subjects = self.words("people") | self.words("features")
        self._dynamic = frozenset(move.id for move in catalog.moves.values() if move.dynamic)
        self.speed_texts = frozenset(folded(speed.text) for speed in catalog.speeds.values())
        self.far = {
            move: frozenset(phrase for values, phrase in self.listed("far") if values[0] == move) for move in catalog.moves
        }
        self._add_speeds(catalog)
        self._add_frames(catalog)
        self._add_moves(catalog)
        self._add_directions()
        for phrase in self.words("block"):
            self.cues.add(folded(phrase), Cue("block"))
        self._add_notes()
        self.labels = {" ".join(folded(phrase)): values[0] for values, phrase in self.listed("label")}
        self.kept_labels = {" ".join(folded(phrase)): values[0] for values, phrase in self.listed("kept-label")}
        self.labelled = dict(self._labelled())
        self.phrases = {kind: self._phrases(f"{kind}-phrases") for kind in ("lighting", "style", "environment")}

    def dynamic(self, move: str | None) -> bool:
        """Whether a move travels or turns the camera."""
        return move in self._dynamic

    def adjectival(self, word: str) -> bool:
        """Whether a word is an adjective, or an adverb that goes with one."""
        if word in self.adjectives or word in self.speed_words or (len(word) > 4 and word.endswith("ly")):
            return True
        return word.endswith(_ADJECTIVE_ENDS) and len(word) > 5 and word not in self.words("people")

    def of_subjects(self) -> frozenset[str]:
        """People, animals, and what belongs to a person."""
        return self._subjects

    def words(self, name: str) -> frozenset[str]:
        """The word list `parse-NAME`, empty where there is none."""
        return self._mine.get(name, _NONE)

    def listed(self, name: str) -> Iterator[tuple[list[str], str]]:
        """The phrases of all lists `parse-NAME:a:b` with the values of the list's name."""
        for key in sorted(self._lists):
            head, *values = key.split(":")
            if head == f"parse-{name}" and values:
                for phrase in sorted(self._lists[key]):
                    yield values, phrase

    def _turns(self) -> Iterator[tuple[tuple[str, str], tuple[str, str]]]:
        """`parse-turn:dolly:left = ["tracking left"]`: what a move is with a direction it does not have."""
        for values, phrase in self.listed("turn"):
            move, direction = phrase.split()
            yield (values[0], values[1]), (move, direction)

    def _single_speeds(self, catalog: Catalog) -> Iterator[str]:
        for speed in catalog.speeds.values():
            yield from (words[0] for s in (speed.text, *speed.synonyms) if len(words := folded(s)) == 1)

    def _verbs(self) -> dict[str, tuple[str, str]]:
        """Every form of every known verb: word -> (verb, form)."""
        found: dict[str, tuple[str, str]] = {}
        for verb in sorted(self.words("verbs")):
            for word, form in forms(verb).items():
                found.setdefault(word, (verb, form))
        for values, word in self.listed("past"):
            found[word] = (values[0], "past")
        return found

    def _phrases(self, name: str) -> Phrases[bool]:
        table: Phrases[bool] = Phrases()
        for phrase in self.words(name):
            table.add(folded(phrase), True)
        return table

    def _add_speeds(self, catalog: Catalog) -> None:
        for speed in catalog.speeds.values():
            for phrase in (speed.text, *speed.synonyms):
                self.speeds.add(folded(phrase), speed.id)
        for values, phrase in self.listed("speed"):
            self.speeds.add(folded(phrase), values[0])

    def _add_frames(self, catalog: Catalog) -> None:
        weak = {folded(phrase) for phrase in self.words("weak")}
        for term in catalog.sizes.values():
            self._frame((term.text, *term.synonyms), weak, Cue("frame", size=term.id))
        for framing in catalog.framings.values():
            phrases = (framing.text, framing.alone, *framing.synonyms)
            self._frame(phrases, weak, Cue("frame", framing=framing.id))
        for term in catalog.angles.values():
            self._frame((term.text, *term.synonyms), weak, Cue("frame", angle=term.id))
        for values, phrase in self.listed("size"):
            self._frame((phrase,), weak, Cue("frame", size=values[0]))
        for values, phrase in self.listed("framing"):
            self._frame((phrase,), weak, Cue("frame", framing=values[0]))
        for values, phrase in self.listed("angle"):
            self._frame((phrase,), weak, Cue("frame", angle=values[0]))
        for values, phrase in self.listed("opening-size"):
            self.cues.add(folded(phrase), Cue("frame", size=values[0], opening=True))
        for alone, name in ((True, "abbreviation"), (False, "short")):
            for values, phrase in self.listed(f"{name}-size"):
                self.cues.add(folded(phrase), Cue("frame", size=values[0], capitals=True, alone=alone))

    def _frame(self, phrases: tuple[str, ...], weak: set[tuple[str, ...]], cue: Cue) -> None:
        """Adds a size, framing or angle; a phrase may say several of them."""
        strong = {folded(phrase) for phrase in self.words("strong")}
        for phrase in phrases:
            words = folded(phrase)
            for spelt in {words, (*words[:-1], words[-1] + "s")} if words else ():
                old = self.cues.get(spelt) or cue
                self.cues.add(
                    spelt,
                    old._replace(
                        size=cue.size or old.size,
                        framing=cue.framing or old.framing,
                        angle=cue.angle or old.angle,
                        alone=words in strong or (len(words) > 1 and words not in weak and spelt not in weak),
                    ),
                )

    def _add_moves(self, catalog: Catalog) -> None:
        for move in catalog.moves.values():
            self._compiled(move)
            for synonym in move.synonyms:
                cue = Cue("move", move.id, synonym.direction, synonym.speed, of_camera=synonym.of_camera)
                self._move(synonym.words, cue)
        for values, phrase in self.listed("move"):
            self._move(phrase, self._own(catalog, values))
        for values, phrase in self.listed("camera-move"):
            self._move(phrase, self._own(catalog, values)._replace(of_camera=True))
        for values, phrase in self.listed("soft-move"):
            self._move(phrase, self._own(catalog, values)._replace(soft=True))
        for values, phrase in self.listed("pair-move"):
            also = (self._own(catalog, values[2:]),)
            self._move(phrase, self._own(catalog, values[:2])._replace(also=also), alone=True)
        for values, phrase in self.listed("framed-move"):
            self._move(phrase, Cue("move", values[0], also=(Cue("frame", size=values[1]),)), alone=True)
        for phrase in self.words("soft-static"):
            for spelt in phrase_forms(phrase):
                self.cues.add(spelt, Cue("move", "static", of_camera=True, soft=True))

    @staticmethod
    def _own(catalog: Catalog, values: list[str]) -> Cue:
        """The move of a list name `move[:direction][:speed]`."""
        speed = next((value for value in values[1:] if value in catalog.speeds), None)
        direction = next((value for value in values[1:] if value not in catalog.speeds), None)
        return Cue("move", values[0], direction, speed)

    def _compiled(self, move: CameraMove) -> None:
        self._move(move.text, Cue("move", move.id))
        for direction, text in move.directions.items():
            self._move(text, Cue("move", move.id, direction))

    def _move(self, phrase: str, cue: Cue, *, alone: bool = False) -> None:
        """Adds a move in every form of its first word. What ends in a word such as `shot` counts anywhere."""
        words = folded(phrase)
        if not words:
            return
        nouns = self.words("shot-nouns")
        alone = alone or (not cue.of_camera and bool(nouns & set(words)))
        compound = len(words) > 1 and words[0] in self.words("compounds")
        compounds = [(words[0], form, *words[2:]) for form in forms(words[1])] if compound else []
        for spelt in (*phrase_forms(phrase), *compounds):
            old = self.cues.get(spelt)
            if old is None or old.of_camera or not cue.of_camera:
                verb = forms(words[0]).get(spelt[0], "base") if spelt[0] != words[0] else "base"
                sure = words[0] in self.words("sure")
                soft = cue.soft or (cue.direction is None and spelt[0] in self.words("soft-forms"))
                self.cues.add(spelt, cue._replace(alone=alone, verb=verb, sure=sure, soft=soft))

    def _add_notes(self) -> None:
        """Camera words that become no value, and abbreviations."""
        for values, phrase in self.listed("note"):
            for spelt in (folded(phrase), folded(phrase + "s")):
                self.cues.add(spelt, Cue("note", slot=values[0], alone=True))

    def _labelled(self) -> Iterator[tuple[tuple[str, ...], Cue]]:
        """What one word means behind a camera's label: `Framing: wide`."""
        for values, phrase in self.listed("labelled-size"):
            yield folded(phrase), Cue("frame", size=values[0])
        for values, phrase in self.listed("labelled-angle"):
            yield folded(phrase), Cue("frame", angle=values[0])

    def _add_directions(self) -> None:
        for values, phrase in self.listed("direction"):
            self.directions.add(folded(phrase), values[0])


_made: WeakKeyDictionary[Catalog, Lexicon] = WeakKeyDictionary()


def lexicon(catalog: Catalog) -> Lexicon:
    """The lexicon of a catalogue, made at its first use and kept as long as the catalogue."""
    found = _made.get(catalog)
    if found is None:
        found = _made[catalog] = Lexicon(catalog)
    return found
