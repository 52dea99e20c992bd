"""Vocabulary at hand: what the fields of a shot can say, by field and group, found by what is typed.

Words come from the catalogue (phrases, motion pairs, sizes, framings, angles, moves, speeds) and from the project's
own vocabulary, which comes first. Nothing here writes: an entry is what a page offers.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from unicodedata import combining, normalize
from weakref import WeakKeyDictionary

from projects.core.board import Word
from projects.core.catalog import Catalog, Phrase, Term
from projects.core.parsing_forms import third_person

FIELDS = (
    "subject", "action", "environment", "lighting", "style", "shot_size", "framing", "angle", "lens", "camera", "speed",
    "camera_note",
)  # fmt: skip
# Fields that choose one entry of a list; the others take text.
CHOSEN = frozenset({"shot_size", "framing", "angle", "camera", "speed"})
LABELS = {
    "subject": "Subject", "action": "Action", "environment": "Environment", "lighting": "Lighting", "style": "Style",
    "shot_size": "Shot size", "framing": "Framing", "angle": "Angle", "lens": "Lens", "camera": "Camera move",
    "speed": "Speed of the move", "camera_note": "Camera note",
}  # fmt: skip
MOST_FOUND = 12
_WORD = re.compile(r"[^\W_]+")
_OWN = "own"
_TERMS = {"shot_size": "sizes", "framing": "framings", "angle": "angles", "speed": "speeds"}


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that a field can say. `text` is what a text field gets, `value` what a list is set to.

    `draw` names its drawn example (`vocabulary_pictures.picture`). `own`: a word of the project's own.
    """

    field: str
    group: str
    label: str
    text: str
    note: str = ""
    draw: str = ""
    value: str = ""
    synonyms: tuple[str, ...] = ()
    own: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    """Entries that belong together, with what a page calls them."""

    id: str
    label: str
    entries: tuple[Entry, ...]
    note: str = ""


def slot_of(field: str) -> str:
    """The slot that a field of the editor belongs to."""
    return field if field in ("subject", "action", "environment", "lighting", "style") else "camera"


def _phrase_field(phrase: Phrase, catalog: Catalog) -> str:
    group = catalog.phrase_groups.get(phrase.group)
    return group.field if group else "camera_note" if phrase.slot == "camera" else phrase.slot


def _motions(catalog: Catalog) -> Iterator[Entry]:
    """Both verbs of every pair, in the form that a prompt uses: `strolls leisurely`."""
    for motion in catalog.motions.values():
        for pace, said, other in (("slow", motion.slow, motion.fast), ("fast", motion.fast, motion.slow)):
            verb, _, rest = said.partition(" ")
            text = f"{third_person(verb)} {rest}".rstrip()
            note = f"{'Unhurried' if pace == 'slow' else 'Fast'}; the other way: {other}"
            draw = f"motion:{motion.draw} {pace}"
            yield Entry("action", "motion", said[0].upper() + said[1:], text, note, draw, synonyms=(motion.id,))


def _terms(field: str, terms: Mapping[str, Term]) -> tuple[Entry, ...]:
    return tuple(
        Entry(field, field, item.label, item.text, item.note, f"{field}:{key}", key, (item.short, *item.synonyms))
        for key, item in terms.items()
    )


def _moves(catalog: Catalog) -> tuple[Group, ...]:
    """Every move on its own and in each direction. Those that have none stand together."""
    groups = tuple(_directions(catalog))
    alone = [group for group in groups if len(group.entries) == 1]
    rest = tuple(group for group in groups if len(group.entries) > 1)
    return (Group("standing", "Standing or by hand", tuple(group.entries[0] for group in alone)), *rest) if alone else rest


def _directions(catalog: Catalog) -> Iterator[Group]:
    """A group for each move: the move itself and each direction; `value` is the editor's choice, `dolly:in`."""
    for move in catalog.moves.values():
        note = move.note
        found = [Entry("camera", move.id, move.label, move.text, note, f"camera:{move.id}:", f"{move.id}:")]
        for way, text in move.directions.items():
            label = f"{move.label} {move.direction_labels.get(way, way)}"
            value = f"{move.id}:{way}"
            plain = tuple(item.words for item in move.synonyms if item.direction == way)
            found.append(Entry("camera", move.id, label, text, note, f"camera:{value}", value, plain))
        if not move.directions:
            found[0] = Entry(
                "camera", move.id, move.label, move.text, note, f"camera:{move.id}:", f"{move.id}:",
                tuple(item.words for item in move.synonyms if not item.of_camera),
            )  # fmt: skip
        yield Group(move.id, move.label, tuple(found), note)


def _texts(catalog: Catalog) -> dict[str, list[Group]]:
    """The groups of every field that takes text, in the order of the catalogue's groups."""
    listed: dict[str, list[Entry]] = {key: [] for key in catalog.phrase_groups}
    for phrase in catalog.vocabulary.values():
        field = _phrase_field(phrase, catalog)
        entry = Entry(field, phrase.group, phrase.label, phrase.text, phrase.note, phrase.draw, synonyms=phrase.synonyms)
        listed.setdefault(phrase.group, []).append(entry)
    listed.setdefault("motion", []).extend(_motions(catalog))
    found: dict[str, list[Group]] = {}
    for key, entries in listed.items():
        known = catalog.phrase_groups.get(key)
        label = known.label if known else key.replace("-", " ").capitalize()
        if entries:
            group = Group(key, label, tuple(entries), known.note if known else "")
            found.setdefault(known.field if known else entries[0].field, []).append(group)
    return found


def _built_in(catalog: Catalog) -> dict[str, tuple[Group, ...]]:
    found = {field: tuple(groups) for field, groups in _texts(catalog).items()}
    for field, name in _TERMS.items():
        found[field] = (Group(field, LABELS[field], _terms(field, getattr(catalog, name))),)
    found["camera"] = _moves(catalog)
    return found


# An entry, its label and text folded, and the words of label, text and synonyms; last those of its group's label.
_Index = tuple[tuple[Entry, tuple[str, ...], tuple[tuple[str, ...], ...]], ...]


@dataclass(frozen=True, slots=True)
class _Known:
    """The vocabulary of one catalogue: groups by field, and what is searched of each field."""

    groups: dict[str, tuple[Group, ...]]
    index: dict[str, _Index]


_known: WeakKeyDictionary[Catalog, _Known] = WeakKeyDictionary()


def _of(catalog: Catalog) -> _Known:
    found = _known.get(catalog)
    if found is None:
        groups = _built_in(catalog)
        index = {field: _indexed((e, g.label) for g in listed for e in g.entries) for field, listed in groups.items()}
        found = _known[catalog] = _Known(groups, index)
    return found


def _own_entries(field: str, own: Iterable[Word]) -> tuple[Entry, ...]:
    """The project's own words of a field. Those of the camera are offered for the lens and for the note."""
    if field in CHOSEN:
        return ()
    slot = slot_of(field)
    return tuple(Entry(field, _OWN, w.label or w.text, w.text, own=True) for w in own if w.slot == slot)


def entries(field: str, catalog: Catalog, own: Iterable[Word] = ()) -> tuple[Group, ...]:
    """The vocabulary of one field (FIELDS) in groups, the project's own words first. Empty for an unknown field."""
    mine = _own_entries(field, own)
    first = (Group(_OWN, "Of this project", mine),) if mine else ()
    return (*first, *_of(catalog).groups.get(field, ()))


# ------------------------------------------------------------------- search


def _words(text: str) -> tuple[str, ...]:
    """The words of a text for comparing: no capitals, no accents, hyphens part words."""
    plain = (sign for sign in normalize("NFKD", text.casefold()) if not combining(sign))
    return tuple(_WORD.findall("".join(plain)))


def _indexed(found: Iterable[tuple[Entry, str]]) -> _Index:
    """Each entry, given with its group's label, ready to be searched."""
    return tuple(
        (e, (" ".join(_words(e.label)), " ".join(_words(e.text))), tuple(map(_words, (e.label, e.text, *e.synonyms, of))))
        for e, of in found
    )


def _rank(query: tuple[str, ...], whole: tuple[str, ...], words: tuple[tuple[str, ...], ...]) -> int | None:
    """0 the label begins so, 1 the text does, 2 words of either, 3 a synonym or group begins so, 4 words of all."""
    typed = " ".join(query)
    for rank, text in enumerate(whole):
        if text.startswith(typed):
            return rank
    said, others = {*words[0], *words[1]}, words[2:]
    if all(any(word.startswith(part) for word in said) for part in query):
        return 2
    if any(" ".join(synonym).startswith(typed) for synonym in others):
        return 3
    every = said.union(*others)
    return 4 if all(any(word.startswith(part) for word in every) for part in query) else None


def search(field: str, query: str, catalog: Catalog, own: Iterable[Word] = (), most: int = MOST_FOUND) -> tuple[Entry, ...]:
    """At most so many entries of a field in which every word of the query begins a word, best first.

    What begins with the query goes before what holds it, synonyms come last, and of equals the project's own words
    come first. An empty query finds nothing.
    """
    typed = _words(query)
    if not typed:
        return ()
    found = []
    for entry, whole, words in (*_indexed((e, "") for e in _own_entries(field, own)), *_of(catalog).index.get(field, ())):
        rank = _rank(typed, whole, words)
        if rank is not None:
            found.append((rank, entry))
    found.sort(key=lambda item: (item[0], not item[1].own))
    return tuple(entry for _, entry in found[:most])


def matching(query: str, catalog: Catalog, own: Iterable[Word] = ()) -> dict[str, tuple[Group, ...]]:
    """By field the groups with the entries that a query finds, or all of them where it is empty."""
    kept = tuple(own)
    result: dict[str, tuple[Group, ...]] = {}
    for field in FIELDS:
        groups = entries(field, catalog, kept)
        if query.strip():
            wanted = set(search(field, query, catalog, kept, most=10_000))
            narrowed = ((g, tuple(e for e in g.entries if e in wanted)) for g in groups)
            groups = tuple(Group(g.id, g.label, left, g.note) for g, left in narrowed if left)
        if groups:
            result[field] = groups
    return result
