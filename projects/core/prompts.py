"""Compiling a shot into its prompt, with the origin of every span. Derived each time, never stored as truth.

Slots stand in the order subject, action, environment, lighting, camera, style. A slot is its anchors,
then its own text. Typed text that already carries an anchor of its slot is expanded where it stands.
How the slots are laid out is the dialect's affair.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from operator import attrgetter
from typing import NamedTuple

from projects.core.board import SLOTS, Board, Shot
from projects.core.camera import CameraValues, camera_texts, camera_values
from projects.core.catalog import Catalog
from projects.core.dialect import write
from projects.core.dialect_text import Part, Prompt, SlotParts, Span
from projects.core.expansion import expand, may_carry
from projects.core.sentences import capital, holds_sentence, stops_before
from projects.core.use import Use
from projects.core.wording import Piece, clean, form
from projects.core.words import LONGEST_KEPT, without_article

__all__ = ["FANTASY_CLAUSE", "Part", "Prompt", "Span", "compile_shot", "compile_slots", "filled_slots", "negative_prompt"]

FANTASY_CLAUSE = "a deliberate fantasy in which physical limits do not apply"
_SENTENCE_SIGNS = re.compile(r"[.!?。！？।؟۔]")


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
    parts: SlotParts


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


def _anchor_parts(slot: str, uses: Iterable[Use], short: bool, names: tuple[str, ...]) -> SlotParts:
    parts = [part for use in uses if (part := _anchor_part(use, short, names))]
    return tuple(_subjects(parts) if slot == "subject" else parts)


def _slot_parts(slot: str, typed: str, anchored: _Anchored | None, short: bool, names: tuple[str, ...]) -> SlotParts:
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
def _camera_parts(values: CameraValues, names: tuple[str, ...], catalog: Catalog) -> SlotParts:
    parts = [_plain_part(text, "camera", names) for text in camera_texts(values, catalog)]
    return tuple(part for part in parts if part)


def compile_shot(
    shot: Shot,
    uses: tuple[Use, ...],
    *,
    phrase_only: bool,
    catalog: Catalog,
    dialect: str = "sentence",
    model: str | None = None,
) -> Prompt:
    """The prompt of one shot in a dialect. A custom prompt replaces the compiled one, in every dialect as it is.

    `phrase_only` is the project's `phrase` setting; a shot that starts from a reference frame carries
    by phrase whatever the setting, since the picture holds the look. `model`: the id of the shot's model, for
    the dialect `vendor`.
    """
    if shot.custom_prompt and not shot.custom_prompt.isspace():
        return Prompt(shot.custom_prompt, (), custom=True)
    short = phrase_only or shot.starts_from is not None
    return compile_slots(shot, uses, short=short, catalog=catalog, dialect=dialect, model=model)


def compile_slots(
    shot: Shot,
    uses: tuple[Use, ...],
    *,
    short: bool,
    catalog: Catalog,
    dialect: str = "sentence",
    model: str | None = None,
) -> Prompt:
    """The prompt that the slots and anchors make, a custom prompt disregarded. Empty for an empty shot."""
    compiled = _compiled if max(map(len, _typed(shot))) > LONGEST_KEPT else _kept_compiled
    return compiled(shot, uses, short, catalog, dialect, model)


def _compiled(shot: Shot, uses: tuple[Use, ...], short: bool, catalog: Catalog, dialect: str, model: str | None) -> Prompt:
    return write(filled_slots(shot, uses, short=short, catalog=catalog), dialect, model, catalog)


_kept_compiled = lru_cache(maxsize=2048)(_compiled)
_typed = attrgetter("subject", "action", "environment", "lighting", "style", "camera_note", "lens")


def filled_slots(shot: Shot, uses: tuple[Use, ...], *, short: bool, catalog: Catalog) -> list[SlotParts]:
    """What each slot says, in the guide's order, ready to be laid out; empty slots are left out."""
    names, by_slot = _anchored(uses, short)
    slots: list[SlotParts] = []
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
    return slots


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
