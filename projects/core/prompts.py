"""Compiling a shot into its prompt, with the origin of every span. Derived each time, never stored as truth.

Slots stand in the order subject, action, environment, lighting, camera, style. A slot is its anchors,
then its own text. Typed text that already carries an anchor of its slot is expanded where it stands.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from projects.core.board import SLOTS, Board, Shot
from projects.core.camera import camera_parts
from projects.core.catalog import Catalog
from projects.core.expansion import expand
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


class Part(NamedTuple):
    """What stands between two joints of a slot: its pieces (a bare text is a joint), and whether it holds a sentence."""

    pieces: tuple[Piece | str, ...]
    holds: bool


class _Writer:
    """Writes pieces one after another and notes where each one lands."""

    def __init__(self) -> None:
        self.texts: list[str] = []
        self.spans: list[Span] = []
        self.at = 0
        self.at_sentence_start = True

    def joint(self, text: str) -> None:
        """Writes what belongs to no slot."""
        self.texts.append(text)
        self.at += len(text)

    def part(self, part: Part) -> None:
        """Writes the pieces of a part, the first letter of a sentence as a capital."""
        for piece in part.pieces:
            if isinstance(piece, str):
                self.joint(piece)
                continue
            text = piece.text
            inserted = piece.origin != "own" and bool(self.texts) and stops_before(self.texts[-1])
            if self.at_sentence_start or inserted:
                text = capital(text)
                self.at_sentence_start = False
            end = self.at + len(text)
            self.spans.append(Span(self.at, end, piece.slot, piece.origin, piece.anchor, piece.phrase))
            self.texts.append(text)
            self.at = end

    def stop(self) -> None:
        """Ends the sentence with one full stop, unless it has an end of its own."""
        if self.texts and self.texts[-1][-1:] not in ENDS:
            self.joint(".")
        self.at_sentence_start = True


def _part(pieces: list[Piece], names: tuple[str, ...]) -> Part:
    return Part(tuple(pieces), holds_sentence("".join(piece.text for piece in pieces), names))


@lru_cache(maxsize=8192)
def _kept_own_part(text: str, slot: str) -> Part | None:
    text = clean(text)
    return _part([Piece(text, slot, "own")], ()) if text else None


def _own_part(text: str, slot: str, names: tuple[str, ...]) -> Part | None:
    """A person's own words as a part, None where they say nothing."""
    if not names and len(text) <= LONGEST_KEPT:
        return _kept_own_part(text, slot)
    text = clean(text)
    return _part([Piece(text, slot, "own")], names) if text else None


@lru_cache(maxsize=4096)
def _kept_anchor_part(use: Use, short: bool) -> Part | None:
    pieces = form(use, short=short)
    return _part(pieces, (without_article(use.anchor.name),)) if pieces else None


def _anchor_part(use: Use, short: bool, names: tuple[str, ...]) -> Part | None:
    if not names:
        return _kept_anchor_part(use, short)
    pieces = form(use, short=short)
    return _part(pieces, names) if pieces else None


def _subjects(parts: list[Part]) -> list[Part]:
    """Several subjects become one part, `A, B and C`, unless one of them holds a sentence."""
    if len(parts) < 2 or any(part.holds for part in parts):
        return parts
    joined: list[Piece | str] = []
    for at, part in enumerate(parts):
        if at:
            joined.append(" and " if at == len(parts) - 1 else ", ")
        joined.extend(part.pieces)
    return [Part(tuple(joined), False)]


def _slot_parts(slot: str, shot: Shot, uses: tuple[Use, ...], short: bool, names: tuple[str, ...]) -> list[Part]:
    """The parts of one slot in order: the anchors not yet said in the typed text, then that text."""
    typed = getattr(shot, slot)
    own = _own_part(typed, slot, names) if typed else None
    of_kind = tuple([use for use in uses if use.anchor.kind == slot])
    if not of_kind:
        return [own] if own else []
    left = of_kind
    if own:
        pieces, left = expand(clean(typed), slot, of_kind, short=short)
        if len(left) < len(of_kind):
            own = _part(pieces, names)
    parts = [part for use in left if (part := _anchor_part(use, short, names))]
    if slot == "subject":
        parts = _subjects(parts)
    return [*parts, own] if own else parts


def _camera_parts(shot: Shot, catalog: Catalog, names: tuple[str, ...]) -> list[Part]:
    return [part for text in camera_parts(shot, catalog) if (part := _own_part(text, "camera", names))]


def _write_sentences(writer: _Writer, slots: list[list[Part]]) -> None:
    """Each slot its own sentence; inside it a part that holds a sentence stands apart."""
    for parts in slots:
        if writer.texts:
            writer.joint(" ")
        before = False
        for at, part in enumerate(parts):
            if at and (part.holds or before):
                writer.stop()
                writer.joint(" ")
            elif at:
                writer.joint(", ")
            writer.part(part)
            before = part.holds
        writer.stop()


def _write_line(writer: _Writer, slots: list[list[Part]]) -> None:
    for parts in slots:
        for part in parts:
            if writer.texts:
                writer.joint(", ")
            writer.part(part)
    writer.stop()


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
    # A full stop inside a name ends no sentence, wherever the name stands.
    names = tuple([name for use in uses if _SENTENCE_SIGNS.search(name := without_article(use.anchor.name))])
    slots: list[list[Part]] = []
    for slot in SLOTS:
        if slot == "camera":
            parts = _camera_parts(shot, catalog, names)
        else:
            parts = _slot_parts(slot, shot, uses, short, names)
        if parts:
            slots.append(parts)
    if shot.fantasy:
        slots.append([Part((Piece(FANTASY_CLAUSE, "style", "closing"),), False)])
    writer = _Writer()
    if any(part.holds for parts in slots for part in parts):
        _write_sentences(writer, slots)
    else:
        _write_line(writer, slots)
    return Prompt("".join(writer.texts), tuple(writer.spans))


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
