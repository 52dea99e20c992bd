"""A screenplay as what a file says: a scene a heading, a shot a paragraph of action, speech with the shot before it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from projects.core.catalog import Catalog
from projects.core.document_values import TEXT_MAX
from projects.core.incoming import ImportProblem, Incoming, IncomingScene, IncomingShot, Skipped
from projects.core.parsing import parse
from projects.imports.decoding import text_of, within
from projects.imports.script_fdx import fdx_pieces
from projects.imports.script_fountain import fountain_pieces
from projects.imports.script_pieces import Piece
from projects.imports.text_duration import duration

SHOTS_MAX = 5_000
TITLE_MAX = 200
# A paragraph of some 500 words is no prompt: it stays in one piece, to be split by whoever wrote it.
_LONGEST_READ = 3_000
_HEADING = re.compile(
    r"(?P<side>INT\.?\s?/\s?EXT|EXT\.?\s?/\s?INT|I\s?/\s?E|INT|EXT|EST)\b[.:]?\s*(?P<rest>.*)", re.IGNORECASE | re.DOTALL
)
_SIDES = {"int": "interior", "ext": "exterior"}
_PARTS = re.compile(r"\s+[-–—]+\s+|\s*[–—]\s*")
_SLOTS = ("subject", "action", "environment", "lighting", "style")
_VALUES = ("camera", "shot_size", "framing", "angle", "lens")
_CONTINUED = re.compile(r"\s*\(\s*CONT['’]?D\s*\)", re.IGNORECASE)


def read_script(data: bytes, kind: str, catalog: Catalog) -> Incoming:
    """What a `fountain` or `fdx` script says. ImportProblem with the place for what cannot be read."""
    if kind == "fdx":
        return _incoming(fdx_pieces(within(data)), kind, catalog, ())
    text, notes = text_of(data)
    return _incoming(fountain_pieces(text.replace("\r\n", "\n").replace("\r", "\n")), kind, catalog, notes)


@dataclass(slots=True)
class _Shot:
    """A shot that is being read."""

    where: str
    action: str = ""
    said: list[str] = field(default_factory=list)
    speaker: str = ""
    aside: str = ""
    notes: list[str] = field(default_factory=list)


@dataclass(slots=True)
class _Scene:
    title: str
    where: str
    notes: list[str] = field(default_factory=list)
    shots: list[_Shot] = field(default_factory=list)


class _Reader:
    """Goes through the pieces once."""

    def __init__(self) -> None:
        self.scenes: list[_Scene] = []
        self.titles: list[Piece] = []
        self.skipped: list[Skipped] = []
        self.speaker, self.aside = "", ""

    def take(self, piece: Piece) -> None:
        """Puts one piece where it belongs."""
        if piece.kind not in ("parenthetical", "dialogue", "note"):
            self.speaker = self.aside = ""
        if piece.kind == "heading":
            where = f"scene {piece.label}, {piece.where}" if piece.label else piece.where
            self.scenes.append(_Scene(" ".join(piece.text.split()), where))
        elif piece.kind == "title":
            self.titles.append(piece)
        elif piece.kind == "action":
            self._scene(piece).shots.append(_Shot(self._where(piece), piece.text))
        elif piece.kind == "character":
            self.speaker = " ".join(_CONTINUED.sub("", piece.text).split())
        elif piece.kind == "parenthetical":
            self.aside = piece.text
        elif piece.kind == "dialogue":
            self._said(piece)
        elif piece.kind == "note":
            self._note(piece)
        elif piece.kind == "unclosed":
            self.skipped.append(Skipped(piece.where, f"This opens and never closes: “{piece.text[:60]}”"))
        else:
            self.skipped.append(Skipped(piece.where, f"A {piece.kind} is no shot: “{piece.text[:60]}”"))

    def _scene(self, piece: Piece) -> _Scene:
        if not self.scenes:
            self.scenes.append(_Scene("", piece.where))
        return self.scenes[-1]

    def _where(self, piece: Piece) -> str:
        scene = self.scenes[-1].where if self.scenes else ""
        return f"{scene.partition(',')[0]}, {piece.where}" if scene.startswith("scene ") else piece.where

    def _said(self, piece: Piece) -> None:
        scene = self._scene(piece)
        if not scene.shots:
            scene.shots.append(_Shot(self._where(piece), speaker=self.speaker))
        aside = f" ({self.aside})" if self.aside else ""
        name = f"{self.speaker}{aside}: " if self.speaker else ""
        scene.shots[-1].said.append(name + " ".join(piece.text.split()))
        self.aside = ""

    def _note(self, piece: Piece) -> None:
        scene = self._scene(piece)
        (scene.shots[-1].notes if scene.shots else scene.notes).append(piece.text)


def _incoming(pieces: Iterable[Piece], kind: str, catalog: Catalog, notes: tuple[str, ...]) -> Incoming:
    reader = _Reader()
    for piece in pieces:
        reader.take(piece)
    count = sum(len(scene.shots) for scene in reader.scenes)
    if not count:
        raise ImportProblem("The script has no action and no dialogue: choose one with scenes in it.")
    if count > SHOTS_MAX:
        raise ImportProblem(f"The script has {count:,} paragraphs: at most {SHOTS_MAX:,} shots can be read. Split it.")
    title = next((" ".join(piece.text.split()) for piece in reader.titles if piece.label == "title"), "")
    about = [piece.text if piece.label == "line" else f"{piece.label.capitalize()}: {piece.text}" for piece in reader.titles
             if piece.label != "title" and piece.text]  # fmt: skip
    if about:
        notes = (*notes, f"On the title page, not read: {'; '.join(' '.join(line.split()) for line in about)[:300]}.")
    scenes = tuple(_scene(scene, catalog, reader.skipped) for scene in reader.scenes)
    return Incoming(kind, title[:TITLE_MAX], scenes, skipped=tuple(reader.skipped), notes=notes)


def _scene(scene: _Scene, catalog: Catalog, skipped: list[Skipped]) -> IncomingScene:
    place, light = place_and_light(scene.title, catalog)
    if scene.shots:
        scene.shots[0].notes[:0] = scene.notes
    elif scene.notes:
        skipped.append(Skipped(scene.where, f"The scene has no shot to hold its note: “{scene.notes[0][:60]}”"))
    shots = tuple(_shot(shot, place, light, catalog) for shot in scene.shots)
    return IncomingScene(scene.title, "", shots, scene.where)


def place_and_light(heading: str, catalog: Catalog) -> tuple[str, str]:
    """What a heading says of the place (`kitchen, interior`) and of its light (`night`); "" for what it leaves open."""
    found = _HEADING.match(heading)
    if not found:
        return "", ""
    parts = [part for part in _PARTS.split(found["rest"].strip()) if part.strip()]
    light = ""
    kept: list[str] = []
    for part in parts:
        named = _lights(catalog).get(part.strip(" .").casefold())
        light = light or named or ""
        if named is None and not (kept and part.strip(" .").casefold() in _SAME):
            kept.append(part.strip(" ."))
    place = ", ".join(part.lower() if part.isupper() else part for part in kept)
    side = found["side"].casefold()
    inside, outside = ("int" in side or side.startswith("i")), ("ext" in side or side.endswith("e"))
    word = "" if inside and outside else _SIDES["int"] if inside else _SIDES["ext"] if outside else ""
    return ", ".join(filter(None, (place, word))), light


_SAME = frozenset(
    ("continuous", "later", "same", "same time", "moments later", "moments", "later that day", "later that night")
)


@lru_cache(maxsize=8)
def _lights(catalog: Catalog) -> dict[str, str]:
    """The light by every hour that a heading may name."""
    prefix = "script-light:"
    return {
        word.casefold(): name.removeprefix(prefix)
        for name, words in catalog.words.items()
        if name.startswith(prefix)
        for word in words
    }


def _shot(shot: _Shot, place: str, light: str, catalog: Catalog) -> IncomingShot:
    if len(shot.action) > TEXT_MAX:
        raise ImportProblem(f"In {shot.where} the action is over {TEXT_MAX:,} characters long: break it up in the script.")
    fields = _described(shot.action, catalog)
    if not shot.action and shot.speaker and "(" not in shot.speaker:
        fields["subject"] = shot.speaker.title() if shot.speaker.isupper() else shot.speaker
    for name, text in (("environment", place), ("lighting", light)):
        if text and name not in fields:
            fields[name] = text
    for name, lines in (("dialogue", shot.said), ("notes", shot.notes)):
        if lines:
            fields[name] = "\n".join(lines)
    for name, value in fields.items():
        if isinstance(value, str) and len(value) > TEXT_MAX:
            raise ImportProblem(
                f"In {shot.where} the {name} is over {TEXT_MAX:,} characters long: break it up in the script."
            )
    return IncomingShot(fields, "", " ".join((shot.action or " ".join(shot.said)).split()), shot.where)


def _described(action: str, catalog: Catalog) -> dict[str, Any]:
    """What a paragraph of action says of its shot."""
    if len(action) > _LONGEST_READ:
        return {"action": action}
    said = parse(action, catalog)
    fields = {name: getattr(said, name) for name in (*_SLOTS, *_VALUES) if getattr(said, name)}
    if said.rest_camera:
        fields["camera_note"] = said.rest_camera
    stated = duration(action, catalog)
    return fields | {"duration": stated.seconds} if stated else fields
