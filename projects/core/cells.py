"""The table's columns: what a cell shows of a shot, and what a typed text makes of it.

What is shown reads back to the value that is there. An empty cell means the project's value where the shot may leave it
open; `inherited` says which one that is.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Any, Literal

from projects.core.board import BOUNDARIES, SEED_MAX, Board, Shot
from projects.core.catalog import Catalog
from projects.core.cells_reading import Reader, bare, choice, flag, ids_of, number, read_text, whole
from projects.core.cells_values import anchors_read, anchors_shown, camera_read, camera_shown

Kind = Literal["text", "long", "number", "choice", "fixed"]
Shown = Callable[[Shot, Board, Catalog], str]
Choices = Callable[[Catalog], list[str]]


def decimal_text(value: Decimal | int | None) -> str:
    """A number as a person types it, empty where there is none."""
    if value is None:
        return ""
    return format(value.normalize(), "f") if isinstance(value, Decimal) else str(value)


def _own(name: str) -> Shown:
    """A field of the shot as it is."""

    def shown(shot: Shot, board: Board, catalog: Catalog) -> str:
        value = getattr(shot, name)
        return value if isinstance(value, str) else decimal_text(value)

    return shown


def _label(table: str, name: str) -> Shown:
    """A field of the shot by its label in a table of the catalogue."""

    def shown(shot: Shot, board: Board, catalog: Catalog) -> str:
        return label_of(catalog, table, getattr(shot, name))

    return shown


def label_of(catalog: Catalog, table: str, key: str | None) -> str:
    """How a table of the catalogue calls an entry; its id where the label would mean another one."""
    if not key or key not in getattr(catalog, table):
        return key or ""
    return _labels(table, catalog)[key]


@lru_cache(maxsize=64)
def _labels(table: str, catalog: Catalog) -> dict[str, str]:
    entries = getattr(catalog, table)
    labels = {key: str(getattr(e, "label", None) or getattr(e, "name", key)) for key, e in entries.items()}
    ids = ids_of(_names(table)(catalog))[0]
    return {key: label if ids.get(bare(label)) == key else key for key, label in labels.items()}


def _names(table: str) -> Callable[[Catalog], Mapping[str, list[str]]]:
    """Every way to name the entries of a table, the label first."""

    def names(catalog: Catalog) -> dict[str, list[str]]:
        found = {}
        for key, entry in getattr(catalog, table).items():
            parts = [getattr(entry, part, "") for part in ("short", "text", "alone")]
            label = str(getattr(entry, "label", None) or getattr(entry, "name", key))
            found[key] = [label, *parts, f"{label} shot", f"{label} angle", *getattr(entry, "synonyms", ())]
        return found

    return names


def _listed(table: str) -> Choices:
    return lambda catalog: [label_of(catalog, table, key) for key in getattr(catalog, table)]


BOUNDARY_NAMES = {"cut": "Cut", "match": "Match cut", "continuous": "Continuous"}


def _boundaries(catalog: Catalog) -> dict[str, list[str]]:
    return {key: [BOUNDARY_NAMES[key], f"{BOUNDARY_NAMES[key]}: the action goes on"] for key in BOUNDARIES}


@dataclass(frozen=True, slots=True)
class Column:
    """One column. `key` is the shot's field, `width` is in pixels, `read` is None where nothing can be typed.

    `choices` names what a list offers. `names` are further headings that mean this column.
    """

    key: str
    label: str
    kind: Kind
    width: int
    shown: Shown | None = None
    read: Reader | None = None
    choices: Choices | None = None
    names: tuple[str, ...] = ()


def _text(key: str, label: str, width: int, kind: Kind = "long", *names: str) -> Column:
    return Column(key, label, kind, width, _own(key), read_text, names=names)


def _entry(key: str, label: str, width: int, table: str, *names: str) -> Column:
    what = f"The {label.lower()}"
    return Column(key, label, "choice", width, _label(table, key), choice(_names(table), what), _listed(table), names)


def _figure(key: str, label: str, width: int, read: Reader, *names: str) -> Column:
    return Column(key, label, "number", width, _own(key), read, names=names)


def _fixed(key: str, label: str, width: int, *names: str) -> Column:
    return Column(key, label, "fixed", width, names=names)


COLUMNS: tuple[Column, ...] = (
    _fixed("code", "Shot", 104, "key", "shot code"),
    _fixed("number", "Number", 72, "no"),
    _fixed("scene", "Scene", 130),
    _text("title", "Title", 150, "text"),
    _text("subject", "Subject", 210),
    _text("action", "Action", 250),
    _text("environment", "Environment", 210, "long", "place"),
    _text("lighting", "Lighting", 190, "long", "light"),
    Column("camera", "Camera", "text", 150, camera_shown, camera_read, names=("camera moves", "moves", "camera move")),
    _text("style", "Style", 170),
    _entry("shot_size", "Size", 120, "sizes", "shot size"),
    _entry("framing", "Framing", 120, "framings"),
    _entry("angle", "Angle", 110, "angles"),
    _text("lens", "Lens", 90, "text"),
    _text("camera_note", "Camera note", 190),
    _text("negative_prompt", "Negative prompt", 190, "long", "negative"),
    _figure("duration", "Seconds", 84, number("0.5", "600", 1, "A duration", "seconds", True), "duration", "length"),
    _entry("resolution", "Resolution", 104, "resolutions"),
    _entry("quality", "Quality", 100, "qualities", "quality mode"),
    _entry("model", "Model", 150, "models"),
    _figure("cfg", "CFG", 70, number("1", "20", 1, "CFG"), "cfg scale", "guidance"),
    _figure("seed", "Seed", 104, whole(0, SEED_MAX, "A seed")),
    _figure("previews", "Previews", 90, whole(0, 99, "Previews")),
    _fixed("status", "Status", 120),
    _text("dialogue", "Dialogue", 200),
    _text("notes", "Notes", 200, "long", "note"),
    Column("anchors", "Own anchors", "text", 170, anchors_shown, anchors_read, names=("anchors",)),
    Column(
        "boundary", "Begins with", "choice", 110, lambda shot, board, catalog: BOUNDARY_NAMES[shot.boundary],
        choice(_boundaries, "The boundary", "cut"), lambda catalog: list(BOUNDARY_NAMES.values()), ("boundary",),
    ),
    Column(
        "fantasy", "Fantasy", "choice", 84, lambda shot, board, catalog: "Yes" if shot.fantasy else "", flag,
        lambda catalog: ["Yes"],
    ),
    _fixed("credits", "Credits", 92, "credits total", "credits_total"),
    _fixed("findings", "Findings", 96, "errors"),
)  # fmt: skip

BY_KEY: dict[str, Column] = {column.key: column for column in COLUMNS}
FIRST = "code"
DEFAULT = (
    "code", "title", "subject", "action", "environment", "lighting", "camera", "shot_size", "duration", "quality",
    "status", "credits", "findings",
)  # fmt: skip
# What our CSV has besides: it belongs to no cell of the table.
_ELSEWHERE = frozenset(
    bare(name)
    for name in (
        "prompt custom_prompt without breaks starts_from aspect_ratio start seed_use credits_final credits_previews draft"
    ).split()
)
_NAMED = {bare(name): column.key for column in COLUMNS for name in (column.key, column.label, *column.names)}
INHERITED = ("resolution", "quality", "model", "cfg", "previews", "negative_prompt")


def named(text: str) -> str | None:
    """The key of the column that a heading names, None where it names none."""
    return _NAMED.get(bare(text)) if bare(text) else None


def elsewhere(text: str) -> bool:
    """Whether a heading is one of our CSV file that the table has no column for."""
    return bare(text) in _ELSEWHERE


def columns_of(keys: object) -> tuple[Column, ...]:
    """The chosen columns in order, unknown and repeated ones left out, the shot's code first; the usual ones for none."""
    wanted = [str(key) for key in keys if str(key) in BY_KEY] if isinstance(keys, list | tuple) else []
    chosen = dict.fromkeys([FIRST, *(wanted if any(key != FIRST for key in wanted) else DEFAULT)])
    return tuple(BY_KEY[key] for key in chosen)


def inherited(key: str, shot: Shot, board: Board, catalog: Catalog) -> str:
    """What the project says where this shot's cell is empty; empty where the project says nothing."""
    if key not in INHERITED:
        return ""
    value: Any = getattr(board, key)
    table = {"resolution": "resolutions", "quality": "qualities", "model": "models"}.get(key)
    if table:
        return label_of(catalog, table, value)
    return value if isinstance(value, str) else decimal_text(value)
