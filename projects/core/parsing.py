"""A pasted prompt into six slots and camera values, word for word: nothing is lost, nothing is invented.

Every word of the text ends in one slot, in a camera value, or in `rest_camera`. Prepositions and articles
that only joined a value or a place to the rest (`in a steel kitchen`, `on a 35mm lens`) count as used with it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from projects.core.board import Move
from projects.core.catalog import Catalog
from projects.core.parsing_camera import Camera
from projects.core.parsing_content import REST
from projects.core.parsing_kinds import Part
from projects.core.parsing_lexicon import lexicon
from projects.core.parsing_slots import Slots

__all__ = ["Parsed", "find_camera", "parse"]

_OPENERS = re.compile(r"[\"“‘«„(\[「『¿¡#$€£@&*_~+\-]*$")
_BULLET = re.compile(r"(?<=\n)[ \t]{0,8}[-*•]\s")
_EDGES = " \t\n\r,;:—–-、，；：・/|"
_ENDS = ".!?…。！？।؟۔"
_CLOSERS = '"”’»)]」』'


@dataclass(frozen=True, slots=True)
class Parsed:
    """What a prompt says: five slots in its own words, camera values, and camera words that became none.

    `used` are the half-open offsets of the words that stand in no text here, since a value says them.
    """

    subject: str = ""
    action: str = ""
    environment: str = ""
    lighting: str = ""
    style: str = ""
    camera: tuple[Move, ...] = ()
    shot_size: str | None = None
    framing: str | None = None
    angle: str | None = None
    lens: str = ""
    rest_camera: str = ""
    used: tuple[tuple[int, int], ...] = ()


def parse(text: str, catalog: Catalog, *, whole: bool = False) -> Parsed:
    """Sorts a prompt of any length and language into slots and camera values.

    `whole` keeps every sentence that is not about the camera in one slot, for shots whose subject and place
    are described elsewhere.
    """
    lex = lexicon(catalog)
    camera = Camera(text, lex)
    values = camera.values()
    slots = Slots(camera, lex, whole=whole)
    texts = _texts(camera, slots.content.parts)
    return Parsed(
        **{slot: texts.get(slot, "") for slot in ("subject", "action", "environment", "lighting", "style")},
        camera=values.camera,
        shot_size=values.shot_size,
        framing=values.framing,
        angle=values.angle,
        lens=values.lens,
        rest_camera=texts.get(REST, ""),
        used=tuple((camera.tokens[at].start, camera.tokens[at].end) for at in sorted(camera.used)),
    )


def find_camera(text: str, catalog: Catalog) -> list[tuple[int, int, Move]]:
    """The camera moves of a text with half-open offsets, in order, each said once; no figurative uses."""
    camera = Camera(text, lexicon(catalog))
    values = camera.values()
    return [
        (camera.tokens[first].start, camera.tokens[last].end, move)
        for (first, last), move in zip(values.places, values.camera, strict=True)
    ]


def _texts(camera: Camera, parts: list[Part]) -> dict[str, str]:
    """The text of each slot: its runs in order, in the wording of the prompt."""
    ends = {sentence.pieces[-1].last: sentence.pieces[0].first for sentence in camera.sentences}
    starts = frozenset(ends.values())
    texts: dict[str, str] = {}
    for part in _merged(parts):
        run = _slice(camera, part.first, part.last, whole=ends.get(part.last, -1) >= part.first)
        before = texts.get(part.slot, "")
        if not run:
            continue
        if not before:
            joint = ""
        elif before.rstrip(_CLOSERS)[-1:] in _ENDS:
            joint = " "
        else:
            joint = ". " if part.first in starts else ", "
        texts[part.slot] = before + joint + run
    return texts


def _merged(parts: list[Part]) -> list[Part]:
    """The parts in order, neighbours of one slot as one."""
    merged: list[Part] = []
    for part in sorted(parts, key=lambda part: part.first):
        if part.first >= part.last:
            continue
        if merged and merged[-1].last == part.first and merged[-1].slot == part.slot:
            merged[-1] = Part(merged[-1].first, part.last, part.slot)
        else:
            merged.append(part)
    return merged


def _edge(camera: Camera, at: int) -> int:
    """The offset where the word at this place begins, signs that open it included."""
    if at >= len(camera.tokens):
        return len(camera.text)
    if at == 0:
        return 0
    before = camera.text[camera.tokens[at - 1].end : camera.tokens[at].start]
    opened = _OPENERS.search(before[-12:])
    return camera.tokens[at].start - (len(opened.group()) if opened else 0)


def _slice(camera: Camera, first: int, last: int, *, whole: bool) -> str:
    """The text of a run of words without the signs that parted it from the rest."""
    run = camera.text[_edge(camera, first) : _edge(camera, last)]
    run = " ".join(_BULLET.sub(" ", run).split())
    flag = run.lstrip(" ,;:").startswith("--")
    run = ("--" if flag else "") + run.strip(_EDGES)
    if not whole and run.endswith(".") and not run.endswith("..."):
        run = run[:-1].rstrip(_EDGES)
    return _balanced(run)


def _balanced(run: str) -> str:
    """A run without brackets at its ends that have lost their other half."""
    while run and run.count("(") != run.count(")"):
        if run[0] in "()" and (run[0] == ")" or run.count("(") > run.count(")")):
            run = run[1:].lstrip(_EDGES)
        elif run[-1] in "()" and (run[-1] == "(" or run.count(")") > run.count("(")):
            run = run[:-1].rstrip(_EDGES)
        else:
            break
    return run
