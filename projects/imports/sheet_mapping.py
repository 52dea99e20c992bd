"""Which column of a spreadsheet means which field: guessed from its headings, in any order, for a person to correct."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import lru_cache
from types import MappingProxyType

from projects.core.board import KINDS, Kind
from projects.core.catalog import Catalog
from projects.core.cells import named
from projects.core.cells_reading import bare
from projects.core.document_values import SHOT_KEY
from projects.core.incoming import ImportProblem
from projects.imports.sheet_table import Table, is_own

# What a column may be taken for, with its name for a person. Most are fields of a shot.
FIELDS: Mapping[str, str] = MappingProxyType(
    {
        "key": "Shot code", "scene": "Scene", "prompt": "Description, sorted into fields", "title": "Title",
        "subject": "Subject",
        "action": "Action", "environment": "Environment", "lighting": "Lighting", "camera": "Camera moves",
        "camera_note": "Camera note", "frame": "Size, framing or angle", "shot_size": "Size", "framing": "Framing",
        "angle": "Angle",
        "lens": "Lens", "style": "Style", "negative_prompt": "Negative prompt", "custom_prompt": "Prompt as it stands",
        "duration": "Seconds", "dialogue": "Dialogue", "notes": "Notes", "status": "Status", "model": "Model",
        "resolution": "Resolution", "quality": "Quality", "cfg": "CFG", "seed": "Seed", "previews": "Previews",
        "aspect_ratio": "Aspect ratio of the project", "starts_from": "Starts from", "anchors": "Own anchors",
        "without": "Anchors left out", "breaks": "Breaks",
        "anchor_subject": "Anchor: subject", "anchor_environment": "Anchor: environment",
        "anchor_lighting": "Anchor: lighting", "anchor_style": "Anchor: style",
    }
)  # fmt: skip
# Several columns may hold parts of one text.
JOINED: Mapping[str, str] = MappingProxyType(
    {
        "scene": " ", "title": " ", "prompt": ". ", "subject": ", ", "action": ". ",
        "environment": ", ", "lighting": ", ", "style": ", ",
        **{f"anchor_{kind}": "; " for kind in KINDS},
        "camera_note": ", ", "lens": ", ", "dialogue": "\n", "notes": "\n", "negative_prompt": ", ",
    }
)  # fmt: skip
# What our files work out anew each time.
COMPUTED = frozenset(
    "number prompt start seed_use credits_final credits_previews credits_total errors draft".split()
)  # fmt: skip
# A cell of these names anchors, with their descriptions where the plan lacks them.
NAMED_ANCHORS: Mapping[str, Kind] = MappingProxyType({f"anchor_{kind}": kind for kind in KINDS})
_OWN_FIELDS = frozenset(FIELDS) - {"prompt", "frame", *NAMED_ANCHORS}
_PREFIX = "import-column:"
_CELL_FIELDS = {"code": "key"}
_CODE = re.compile(r"[A-Za-z]{0,12}[ _.-]?\d{1,6}(?:[._-]?\w{1,6})?")


@lru_cache(maxsize=8)
def headings_of(catalog: Catalog) -> Mapping[str, str]:
    """The field that each usual heading means; headings stand without case, blanks and signs."""
    found: dict[str, str] = {}
    for name, words in catalog.words.items():
        if name.startswith(_PREFIX):
            for word in sorted(words):
                found.setdefault(bare(word), name.removeprefix(_PREFIX))
    return MappingProxyType(found)


def guess(headings: Sequence[str], catalog: Catalog, rows: Sequence[Sequence[str]] = ()) -> dict[int, str]:
    """The field that each column most likely means, by its place from 0; columns that are not known are left out.

    `rows` help where one heading means several things: below `Shot` may stand codes, sizes or descriptions.
    """
    if is_own(headings):
        return _own(headings)
    meant = {at: _field(cell, catalog) for at, cell in enumerate(headings)}
    for at, cell in enumerate(headings):
        if bare(cell) == "shot" and rows:
            meant[at] = _below_shot([row[at] for row in rows[:60] if at < len(row)], catalog)
    if "key" not in meant.values():
        meant = {at: "key" if field == "number" else field for at, field in meant.items()}
    return _settled(headings, meant)


def _own(headings: Sequence[str]) -> dict[int, str]:
    found: dict[int, str] = {}
    for at, cell in enumerate(headings):
        name = cell.strip()
        if name in _OWN_FIELDS and name not in found.values():
            found[at] = name
    return found


def _field(heading: str, catalog: Catalog) -> str:
    """The field that one heading means, "" where it is not known."""
    known = headings_of(catalog)
    without = re.sub(r"\([^)]*\)|\[[^\]]*\]", "", heading)
    for text in (heading, without):
        name = bare(text)
        if not name:
            continue
        cell = named(text) or ""
        found = known.get(name) or _CELL_FIELDS.get(cell, cell)
        if found in FIELDS or found == "number":
            return found
    return ""


def _below_shot(cells: Sequence[str], catalog: Catalog) -> str:
    full = [cell.strip() for cell in cells if cell.strip()]
    sizes = sum(bare(cell) in _size_names(catalog) for cell in full)
    codes = sum(bool(SHOT_KEY.fullmatch(cell) or _CODE.fullmatch(cell)) for cell in full)
    if sizes * 2 > len(full):
        return "frame"
    return "key" if codes * 2 >= len(full) else "prompt"


@lru_cache(maxsize=8)
def _size_names(catalog: Catalog) -> frozenset[str]:
    names: set[str] = set()
    for table in (catalog.sizes, catalog.framings, catalog.angles):
        for key, entry in table.items():
            names |= {bare(word) for word in (key, entry.label, entry.text, *getattr(entry, "synonyms", ()))}
    return frozenset(names)


def _settled(headings: Sequence[str], meant: Mapping[int, str]) -> dict[int, str]:
    """Each field once, but for texts of which columns may hold parts. What comes second to a field is a note."""
    found: dict[int, str] = {}
    sorted_already = {"subject", "action"} <= set(meant.values())
    for at in sorted(meant, key=lambda at: (_plainness(headings[at], meant[at]), at)):
        field = meant[at]
        if not field or field == "number" or (field == "prompt" and sorted_already and "prompt" in bare(headings[at])):
            # Beside the words that it is made of, a prompt says everything a second time.
            continue
        if field in found.values() and field in ("prompt", "camera", "dialogue"):
            field = "notes"
        if field in JOINED or field not in found.values():
            found[at] = field
    return dict(sorted(found.items()))


def _plainness(heading: str, field: str) -> int:
    """Which of two columns for one field says it better: `Movement` than `Camera`, `Prompt` than `Description`."""
    if field == "camera":
        return int(bare(heading) in ("camera", "cam", "kamera", "caméra", "cámara"))
    return int(field == "prompt" and "prompt" not in bare(heading))


def unmapped(table: Table, mapping: Mapping[int, str]) -> tuple[str, ...]:
    """The headings of columns that nothing is read from; what our own files work out is not among them."""
    ours = COMPUTED if table.own else frozenset[str]()
    return tuple(cell for at, cell in enumerate(table.headings) if cell and at not in mapping and cell not in ours)


def checked(mapping: Mapping[int, str], table: Table) -> dict[int, str]:
    """A person's choice of columns. ImportProblem for a field or column that there is not, and a field chosen twice."""
    chosen = {at: field for at, field in mapping.items() if field}
    for at, field in chosen.items():
        if field not in FIELDS or not 0 <= at < len(table.headings):
            raise ImportProblem(f"Column {at + 1} cannot be read as “{field[:40]}”: choose a field of the list.")
    twice = next((field for field, count in Counter(chosen.values()).items() if count > 1 and field not in JOINED), None)
    if twice:
        raise ImportProblem(f"Two columns are read as {FIELDS[twice].lower()}: choose one of them.")
    if not set(chosen.values()) - {"key", "scene", "aspect_ratio"}:
        raise ImportProblem("No column says what a shot shows: choose which one is the description or the action.")
    return chosen
