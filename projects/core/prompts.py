"""Compiling a shot into its prompt, with the origin of every span. Derived each time, never stored as truth.

Slots stand in the order subject, action, environment, lighting, camera, style. A slot is its anchors,
then its own text. Typed text that already carries an anchor of its slot is expanded where it stands.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache

from projects.core.board import SLOTS, Board, Shot
from projects.core.camera import camera_parts
from projects.core.catalog import Catalog
from projects.core.expansion import expand
from projects.core.use import Use
from projects.core.wording import Origin, Piece, clean, form
from projects.core.words import name_places

FANTASY_CLAUSE = "a deliberate fantasy in which physical limits do not apply"
_ENDS = "!?。…！？।؟۔"
_SENTENCE_END = re.compile(r"[.!?][\"”’»)]*(?=\s)|[。！？।؟۔]|[!?][\"”’»)]*$")

Part = list[Piece]


@dataclass(frozen=True, slots=True)
class Span:
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


@dataclass(slots=True)
class _Writer:
    """Writes pieces one after another and notes where each one lands."""

    texts: list[str] = field(default_factory=list)
    spans: list[Span] = field(default_factory=list)
    at: int = 0
    at_sentence_start: bool = True

    def joint(self, text: str) -> None:
        self.texts.append(text)
        self.at += len(text)

    def piece(self, piece: Piece) -> None:
        text = piece.text
        if self.at_sentence_start and text:
            first = text[0].upper()
            if len(first) == 1:
                text = first + text[1:]
            self.at_sentence_start = False
        end = self.at + len(text)
        self.spans.append(Span(self.at, end, piece.slot, piece.origin, piece.anchor, piece.phrase))
        self.texts.append(text)
        self.at = end

    def ends_with(self, signs: str) -> bool:
        tail = next((t for t in reversed(self.texts) if t), "")
        return bool(tail) and tail[-1] in signs

    def stop(self) -> None:
        """Ends the sentence with one full stop, unless it has an end of its own."""
        if not self.ends_with(_ENDS):
            self.joint(".")
        self.at_sentence_start = True


def _text(part: Part) -> str:
    return "".join(piece.text for piece in part)


def _holds_sentence(part: Part, names: tuple[str, ...]) -> bool:
    """Whether a sentence ends inside this part. A full stop inside an anchor's name is none."""
    text = _text(part)
    ends = list(_SENTENCE_END.finditer(text))
    if not ends:
        return False
    kept = [place for name in names if "." in name for place in name_places(text, name)]
    return any(not any(a <= end.start() < b for a, b in kept) for end in ends)


def _subjects(parts: list[Part], names: tuple[str, ...]) -> list[Part]:
    """Several subjects become one part, `A, B and C`, unless one of them holds a sentence."""
    if len(parts) < 2 or any(_holds_sentence(part, names) for part in parts):
        return parts
    joined: Part = []
    for at, part in enumerate(parts):
        if at:
            joint = " and " if at == len(parts) - 1 else ", "
            joined.append(Piece(joint, "subject", "own"))
        joined.extend(part)
    return [joined]


def _slot_parts(slot: str, shot: Shot, uses: tuple[Use, ...], short: bool, catalog: Catalog) -> list[Part]:
    """The parts of one slot in order: the anchors not yet said in the typed text, then that text."""
    if slot == "camera":
        return [[Piece(text, slot, "own")] for text in camera_parts(shot, catalog)]
    own = clean(getattr(shot, slot))
    of_kind = tuple(use for use in uses if use.anchor.kind == slot)
    pieces, left = expand(own, slot, of_kind, short=short)
    names = tuple(use.anchor.name for use in of_kind)
    anchors = [part for part in (form(use, short=short) for use in left) if part]
    parts = _subjects(anchors, names) if slot == "subject" else anchors
    return [*parts, pieces] if pieces else parts


def _write_sentences(writer: _Writer, slots: list[list[Part]], names: tuple[str, ...]) -> None:
    """Each slot its own sentence; inside it a part that holds a sentence stands apart."""
    for parts in slots:
        if writer.texts:
            writer.joint(" ")
        before = False
        for at, part in enumerate(parts):
            holds = _holds_sentence(part, names)
            if at and (holds or before):
                writer.stop()
                writer.joint(" ")
            elif at:
                writer.joint(", ")
            for piece in part:
                writer.piece(piece)
            before = holds
        writer.stop()


def _write_line(writer: _Writer, slots: list[list[Part]]) -> None:
    for part in (part for parts in slots for part in parts):
        if writer.texts:
            writer.joint(", ")
        for piece in part:
            writer.piece(piece)
    if writer.texts:
        writer.stop()


def compile_shot(shot: Shot, uses: tuple[Use, ...], *, phrase_only: bool, catalog: Catalog) -> Prompt:
    """The prompt of one shot. A custom prompt replaces the compiled one.

    `phrase_only` is the project's `phrase` setting; a shot that starts from a reference frame carries
    by phrase whatever the setting, since the picture holds the look.
    """
    if shot.custom_prompt.strip():
        return Prompt(shot.custom_prompt, (), custom=True)
    return compile_slots(shot, uses, short=phrase_only or shot.starts_from is not None, catalog=catalog)


def compile_slots(shot: Shot, uses: tuple[Use, ...], *, short: bool, catalog: Catalog) -> Prompt:
    """The prompt that the slots and anchors make, a custom prompt disregarded. Empty for an empty shot."""
    slots = [parts for slot in SLOTS if (parts := _slot_parts(slot, shot, uses, short, catalog))]
    if slots and shot.fantasy:
        slots.append([[Piece(FANTASY_CLAUSE, "style", "closing")]])
    names = tuple(use.anchor.name for use in uses)
    writer = _Writer()
    if any(_holds_sentence(part, names) for parts in slots for part in parts):
        _write_sentences(writer, slots, names)
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
