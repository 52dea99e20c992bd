"""Finding by what is typed: shots by code, number, title and words; anchors, scenes and other things by name.

Capitals and accents do not matter, and every word has to be there. An `Index` holds the shots of one report ready
to be searched; of an earlier index those shots are taken over that read the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields
from functools import lru_cache
from typing import Any
from unicodedata import category, combining, normalize

from projects.core.board import Shot, State
from projects.core.report import Report, ShotReport

QUERY_MAX = 200
WORDS_MAX = 12
MOST = 8
EXCERPT = 96
# Letters that no decomposition takes apart, and signs that a keyboard has in one form only.
_ALIKE = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "ħ": "h", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th", "’": "'", "‘": "'",
     "“": '"', "”": '"', "–": "-", "—": "-", "‐": "-", "‑": "-"}
)  # fmt: skip
_FOREIGN = re.compile(r"[^\x00-\x7f]+")
_ZEROS = re.compile(r"(?<![0-9])0+(?=[0-9])")


@lru_cache(maxsize=8192)
def _foreign(run: str) -> str:
    """What is left of signs beyond ASCII: no accents, no marks, nothing that cannot be seen."""
    signs = (sign for sign in normalize("NFKD", run) if not combining(sign) and category(sign) not in ("Cf", "Mn"))
    return "".join(signs).casefold().translate(_ALIKE)


def fold(text: str) -> str:
    """A text for comparing: small letters without accents or invisible signs."""
    if text.isascii():
        return text.lower()
    return _FOREIGN.sub(lambda run: _foreign(run[0]), text.lower())


def words_of(query: str) -> tuple[str, ...]:
    """The words of a query, folded, each once: the first 200 signs, the first 12 words. Control signs part words."""
    plain = "".join(" " if category(sign) == "Cc" else sign for sign in query[:QUERY_MAX])
    return tuple(dict.fromkeys(fold(plain).split()))[:WORDS_MAX]


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a text that was found; `marked` where it is what was looked for."""

    text: str
    marked: bool = False


def marked(text: str, words: Iterable[str], most: int = 0) -> tuple[Piece, ...]:
    """A text with the words marked; with `most` no longer than that, around the first of them."""
    at: list[int] = []
    folded = ""
    for place, sign in enumerate(text):
        plain = fold(sign)
        folded += plain
        at += [place] * len(plain)
    spans = _joined(
        (at[hit.start()], at[hit.end() - 1] + 1) for w in words if w for hit in re.finditer(re.escape(w), folded)
    )
    start, end = _window(text, spans, most)
    pieces = [Piece("…")] if start else []
    for begin, stop in (span for span in spans if span[0] >= start and span[1] <= end):
        pieces += [Piece(text[start:begin]), Piece(text[begin:stop], True)]
        start = stop
    pieces += [Piece(text[start:end]), Piece("…" if end < len(text) else "")]
    return tuple(piece for piece in pieces if piece.text)


def _joined(found: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Spans in order; what overlaps is one."""
    spans: list[tuple[int, int]] = []
    for begin, end in sorted(found):
        if spans and begin <= spans[-1][1]:
            spans[-1] = (spans[-1][0], max(end, spans[-1][1]))
        else:
            spans.append((begin, end))
    return spans


def _window(text: str, spans: list[tuple[int, int]], most: int) -> tuple[int, int]:
    """Where an excerpt begins and ends: at words, with the first span in sight."""
    if not most or len(text) <= most:
        return 0, len(text)
    start = max(0, spans[0][0] - most // 3) if spans else 0
    if start:
        gap = text.find(" ", start, spans[0][0])
        start = gap + 1 if gap >= 0 else start
    end = min(len(text), start + most)
    gap = text.rfind(" ", start, end)
    return start, gap if end < len(text) and gap > (spans[0][1] if spans else start) else end


# ------------------------------------------------------------------- shots

_LABELS = {
    "subject": "Subject", "action": "Action", "environment": "Environment", "lighting": "Lighting", "style": "Style",
    "camera_note": "Camera note", "lens": "Lens", "dialogue": "Dialogue", "notes": "Notes",
    "custom_prompt": "Custom prompt", "negative_prompt": "Negative prompt",
}  # fmt: skip
_STATE_TEXTS = tuple(part.name for part in fields(State) if part.name != "screen_direction")


def _texts(item: ShotReport) -> Iterator[tuple[str, str]]:
    """Every text of a shot but code, number and title, each with what to call it; what a person wrote goes first."""
    shot = item.shot
    for name, label in _LABELS.items():
        yield label, getattr(shot, name)
    yield "Prompt", item.prompt.text
    for used in item.uses:
        yield "Anchor", used.anchor.name
        yield "Break", used.reason
    for label, state in (("As it begins", shot.state_in), ("As it ends", shot.state_out)):
        for name in _STATE_TEXTS if state else ():
            yield label, getattr(state, name)
    for variant in shot.variants:
        for name in _LABELS:
            yield f"Variant {variant.key}", getattr(variant, name, "")
    yield "Negative prompt", item.negative


@dataclass(frozen=True, slots=True)
class _Entry:
    """A shot ready to be searched: what is compared, and the shot itself."""

    item: ShotReport
    code: str
    short: str
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Index:
    """The shots of one report in running order, ready to be searched."""

    entries: tuple[_Entry, ...]


def _entry(item: ShotReport) -> _Entry:
    code, title = fold(item.shot.key), fold(item.shot.title)
    texts = "\n".join(dict.fromkeys(text for _, text in _texts(item) if text))
    return _Entry(item, code, _ZEROS.sub("", code), title, f"\n{code}\n{item.number or ''}\n{title}\n{fold(texts)}")


def _reads_alike(one: ShotReport, other: ShotReport) -> bool:
    """Whether two reports of a shot hold the same texts."""
    return (
        one.shot is other.shot
        and one.prompt is other.prompt
        and one.number == other.number
        and one.negative == other.negative
        and one.uses == other.uses
    )


def index(report: Report, earlier: Index | None = None) -> Index:
    """The index of a report."""
    known = {entry.item.shot.key: entry for entry in earlier.entries} if earlier else {}
    made = []
    for item in report.all_shots():
        old = known.get(item.shot.key)
        if old is None or not _reads_alike(old.item, item):
            made.append(_entry(item))
        elif old.item is item:
            made.append(old)
        else:
            made.append(_Entry(item, old.code, old.short, old.title, old.text))
    return Index(tuple(made))


def _rank(entry: _Entry, words: tuple[str, ...]) -> int:
    """How well an entry fits that holds all words: exact code, code, number, title, then words, whole ones first."""
    if len(words) == 1:
        word = words[0]
        if entry.code == word:
            return 0
        if entry.short == _ZEROS.sub("", word):
            return 1
        if entry.code.startswith(word):
            return 2
        if entry.item.number == word:
            return 3
    if all(word in entry.title for word in words):
        return 4 if entry.title.startswith(words[0]) else 5
    begins = all(f" {word}" in entry.text or f"\n{word}" in entry.text for word in words)
    return 6 if begins else 7


def _holds(entry: _Entry, words: tuple[str, ...]) -> bool:
    if len(words) == 1 and entry.short == _ZEROS.sub("", words[0]):
        return True
    return all(word in entry.text for word in words)


def found_codes(shots: Index, query: str) -> frozenset[str]:
    """The codes of all shots that hold every word of a query; of all shots where it has no word."""
    words = words_of(query)
    return frozenset(entry.item.shot.key for entry in shots.entries if _holds(entry, words))


@dataclass(frozen=True, slots=True)
class ShotHit:
    """A shot that was found: its title with what was looked for marked, and the text that holds it.

    `rank`: 0 its code, 1 and 2 nearly, 3 its number, 4 and 5 its title, 6 and 7 its words.
    """

    item: ShotReport
    title: tuple[Piece, ...]
    where: str
    excerpt: tuple[Piece, ...]
    rank: int = 7


def find_shots(shots: Index, query: str, most: int = MOST) -> tuple[ShotHit, ...]:
    """The shots that hold every word of a query, best first, of equals in running order. None for an empty query."""
    words = words_of(query)
    if not words:
        return ()
    ranked = [(_rank(entry, words), at) for at, entry in enumerate(shots.entries) if _holds(entry, words)]
    return tuple(shown(shots.entries[at].item, words, rank) for rank, at in sorted(ranked)[:most])


def shown(item: ShotReport, words: tuple[str, ...] = (), rank: int = 7) -> ShotHit:
    """A shot as a hit: of its texts the one that holds most of the words."""
    texts = [(label, text) for label, text in _texts(item) if text]
    held = [sum(word in fold(text) for word in words) for _, text in texts]
    best = max(held, default=0)
    where, text = texts[held.index(best)] if texts else ("", "")
    return ShotHit(item, marked(_title(item.shot), words), where if best else "", marked(text, words, EXCERPT), rank)


def _title(shot: Shot) -> str:
    return shot.title or "Untitled"


# ------------------------------------------------------------------- other things


@dataclass(frozen=True, slots=True)
class Named:
    """Something else that can be found: its label, further texts that lead to it, and the thing itself."""

    label: str
    value: Any
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NamedHit:
    """A thing that was found, its label with what was looked for marked; `rank` as that of a shot."""

    label: tuple[Piece, ...]
    value: Any
    rank: int = 7


def find_named(things: Iterable[Named], query: str, most: int = MOST) -> tuple[NamedHit, ...]:
    """The things whose label or further texts hold every word: labels that begin so first. None for an empty query."""
    words = words_of(query)
    found = []
    for at, thing in enumerate(things if words else ()):
        label, also = fold(thing.label), fold("\n".join(thing.also))
        if all(word in label or word in also for word in words):
            inside = all(word in label for word in words)
            rank = 4 if inside and label.startswith(words[0]) else 5 if inside else 7
            found.append((rank, at, thing))
    found.sort(key=lambda item: item[:2])
    return tuple(NamedHit(marked(thing.label, words), thing.value, rank) for rank, _, thing in found[:most])
