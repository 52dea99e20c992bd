"""Compiling a shot into its prompt, with the origin of every span. Derived each time, never stored as truth.

Slots stand in the order subject, action, environment, lighting, camera, style. A slot is its anchors,
then its own text. Typed text that already carries an anchor of its slot is expanded where it stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache, partial
from typing import NamedTuple

from projects.core.board import SLOTS, Board, Shot
from projects.core.camera import CameraValues, camera_texts, camera_values
from projects.core.catalog import Catalog
from projects.core.expansion import expand, may_carry
from projects.core.sentences import ENDS, capital, holds_sentence, stops_before
from projects.core.use import Use
from projects.core.wording import Origin, Piece, clean, form
from projects.core.words import LONGEST_KEPT, without_article

FANTASY_CLAUSE = "a deliberate fantasy in which physical limits do not apply"
_SENTENCE_SIGNS = re.compile(r"[.!?。！？।؟۔]")


class Span(NamedTuple):
    """Half-open code points of a prompt with the slot they belong to and where they come from.

    `origin` is `own`, `establishing`, `carrying`, `broken` or `closing`; `phrase` marks inserted
    continuity words; `anchor` is the key of the anchor, None for the author's own words.
    """

    start: int
    end: int
    slot: str
    origin: Origin
    anchor: str | None = None
    phrase: bool = False


@dataclass(frozen=True, slots=True)
class Prompt:
    """A prompt and its spans in order. `custom` says that a person wrote it by hand."""

    text: str
    spans: tuple[Span, ...] = ()
    custom: bool = False

    def segments(self) -> list[tuple[str, Span | None]]:
        """The whole text cut at span edges; joints between spans come with None."""
        found: list[tuple[str, Span | None]] = []
        at = 0
        for span in self.spans:
            if span.start > at:
                found.append((self.text[at : span.start], None))
            found.append((self.text[span.start : span.end], span))
            at = span.end
        if at < len(self.text):
            found.append((self.text[at:], None))
        return found


_make_span = partial(tuple.__new__, Span)


class Part(NamedTuple):
    """What stands between two joints of a slot: its text, its spans (places counted from its own start, slot,
    origin, anchor, phrase), and whether a sentence ends in it."""

    text: str
    spans: tuple[tuple[int, int, str, Origin, str | None, bool], ...]
    holds: bool


def _part(pieces: Iterable[Piece], names: tuple[str, ...]) -> Part:
    texts: list[str] = []
    spans = []
    at = 0
    for piece in pieces:
        text = piece.text
        if texts and piece.origin != "own" and stops_before(texts[-1]):
            text = capital(text)
        texts.append(text)
        spans.append((at, at + len(text), piece.slot, piece.origin, piece.anchor, piece.phrase))
        at += len(text)
    whole = "".join(texts)
    return Part(whole, tuple(spans), holds_sentence(whole, names))


def _plain_part(text: str, slot: str, names: tuple[str, ...] = ()) -> Part | None:
    """Words that are no anchor's as a part, None where they say nothing."""
    text = clean(text)
    return Part(text, ((0, len(text), slot, "own", None, False),), holds_sentence(text, names)) if text else None


_kept_plain_part = lru_cache(maxsize=8192)(_plain_part)


def _own_part(text: str, slot: str, names: tuple[str, ...]) -> Part | None:
    """A person's own words as a part, None where they say nothing."""
    if names or len(text) > LONGEST_KEPT:
        return _plain_part(text, slot, names)
    return _kept_plain_part(text, slot)


def _anchor_part(use: Use, short: bool, names: tuple[str, ...]) -> Part | None:
    pieces = form(use, short=short)
    return _part(pieces, names) if pieces else None


_CLOSING = Part(FANTASY_CLAUSE, ((0, len(FANTASY_CLAUSE), "style", "closing", None, False),), False)


def _subjects(parts: list[Part]) -> list[Part]:
    """Several subjects become one part, `A, B and C`, unless one of them holds a sentence."""
    if len(parts) < 2 or any(part.holds for part in parts):
        return parts
    text = ""
    spans = []
    for at, part in enumerate(parts):
        if at:
            text += " and " if at == len(parts) - 1 else ", "
        spans += [(len(text) + span[0], len(text) + span[1], *span[2:]) for span in part.spans]
        text += part.text
    return [Part(text, tuple(spans), False)]


class _Anchored(NamedTuple):
    """The anchors of one slot, ready to be written where the typed text says none of them."""

    uses: tuple[Use, ...]
    parts: tuple[Part, ...]


@lru_cache(maxsize=4096)
def _anchored(uses: tuple[Use, ...], short: bool) -> tuple[tuple[str, ...], dict[str, _Anchored]]:
    """The names that hold a sign that would end a sentence (it ends none, wherever they stand); the anchors by slot."""
    names = tuple(name for use in uses if _SENTENCE_SIGNS.search(name := without_article(use.anchor.name)))
    by_slot: dict[str, list[Use]] = {}
    for use in uses:
        by_slot.setdefault(use.anchor.kind, []).append(use)
    return names, {
        slot: _Anchored(tuple(of_slot), _anchor_parts(slot, of_slot, short, names)) for slot, of_slot in by_slot.items()
    }


def _anchor_parts(slot: str, uses: Iterable[Use], short: bool, names: tuple[str, ...]) -> tuple[Part, ...]:
    parts = [part for use in uses if (part := _anchor_part(use, short, names))]
    return tuple(_subjects(parts) if slot == "subject" else parts)


def _slot_parts(slot: str, typed: str, anchored: _Anchored | None, short: bool, names: tuple[str, ...]) -> tuple[Part, ...]:
    """The parts of one slot in order: its anchors not yet said in the typed text, then that text."""
    own = _own_part(typed, slot, names) if typed else None
    if anchored is None:
        return (own,) if own else ()
    if own is None or not may_carry(own.text, anchored.uses):
        return (*anchored.parts, own) if own else anchored.parts
    pieces, left = expand(own.text, slot, anchored.uses, short=short)
    if len(left) == len(anchored.uses):
        return (*anchored.parts, own)
    return (*_anchor_parts(slot, left, short, names), _part(pieces, names))


@lru_cache(maxsize=4096)
def _camera_parts(values: CameraValues, names: tuple[str, ...], catalog: Catalog) -> tuple[Part, ...]:
    parts = [_plain_part(text, "camera", names) for text in camera_texts(values, catalog)]
    return tuple(part for part in parts if part)


def _spans(texts: list[str], parts: list[Part | None]) -> tuple[Span, ...]:
    """The spans of parts in a text that is put together from these pieces; None in place of a joint."""
    spans: list[Span] = []
    at = 0
    for text, part in zip(texts, parts, strict=True):
        if part is not None:
            for start, end, slot, origin, anchor, phrase in part.spans:
                spans.append(_make_span((at + start, at + end, slot, origin, anchor, phrase)))
        at += len(text)
    return tuple(spans)


def _as_sentences(slots: list[tuple[Part, ...]]) -> Prompt:
    """Each slot its own sentence; inside it a part that holds a sentence stands apart."""
    texts: list[str] = []
    places: list[Part | None] = []

    def write(text: str, part: Part | None = None) -> None:
        texts.append(text)
        places.append(part)

    def stop() -> None:
        if texts[-1][-1:] not in ENDS:
            write(".")

    for parts in slots:
        if texts:
            write(" ")
        before = None
        for part in parts:
            apart = before is not None and (part.holds or before.holds)
            if apart:
                stop()
            if before is not None:
                write(" " if apart else ", ")
            write(capital(part.text) if apart or before is None else part.text, part)
            before = part
        stop()
    return Prompt("".join(texts), _spans(texts, places))


def _as_line(slots: list[tuple[Part, ...]]) -> Prompt:
    """All parts in one sentence, joined by commas."""
    parts = [part for slot in slots for part in slot]
    if not parts:
        return Prompt("")
    text = capital(", ".join([part.text for part in parts]))
    spans: list[Span] = []
    at = 0
    for part in parts:
        for start, end, slot, origin, anchor, phrase in part.spans:
            spans.append(_make_span((at + start, at + end, slot, origin, anchor, phrase)))
        at += len(part.text) + 2
    return Prompt(text if text[-1] in ENDS else text + ".", tuple(spans))


def compile_shot(shot: Shot, uses: tuple[Use, ...], *, phrase_only: bool, catalog: Catalog) -> Prompt:
    """The prompt of one shot. A custom prompt replaces the compiled one.

    `phrase_only` is the project's `phrase` setting; a shot that starts from a reference frame carries
    by phrase whatever the setting, since the picture holds the look.
    """
    if shot.custom_prompt and not shot.custom_prompt.isspace():
        return Prompt(shot.custom_prompt, (), custom=True)
    return compile_slots(shot, uses, short=phrase_only or shot.starts_from is not None, catalog=catalog)


def compile_slots(shot: Shot, uses: tuple[Use, ...], *, short: bool, catalog: Catalog) -> Prompt:
    """The prompt that the slots and anchors make, a custom prompt disregarded. Empty for an empty shot."""
    names, by_slot = _anchored(uses, short)
    slots: list[tuple[Part, ...]] = []
    for slot in SLOTS:
        if slot == "camera":
            parts = _camera_parts(camera_values(shot), names, catalog)
        else:
            typed, anchored = getattr(shot, slot), by_slot.get(slot)
            parts = _slot_parts(slot, typed, anchored, short, names) if typed or anchored else ()
        if parts:
            slots.append(parts)
    if shot.fantasy:
        slots.append((_CLOSING,))
    holds = any(part.holds for parts in slots for part in parts)
    return _as_sentences(slots) if holds else _as_line(slots)


def negative_prompt(board: Board, shot: Shot) -> str:
    """The project's terms, then the shot's, each once whatever its case, joined by `, `."""
    return _merged_terms(board.negative_prompt, shot.negative_prompt)


@lru_cache(maxsize=4096)
def _merged_terms(*texts: str) -> str:
    terms: dict[str, str] = {}
    for term in re.split(r"[,，、\n]", ",".join(texts)):
        plain = " ".join(term.split())
        if plain:
            terms.setdefault(plain.casefold(), plain)
    return ", ".join(terms.values())
