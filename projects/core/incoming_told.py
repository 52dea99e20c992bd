"""What a file would change, as words for a person."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from projects.core.board import Break, Move, SeedLock, StartsFrom
from projects.core.camera import move_text
from projects.core.catalog import Catalog
from projects.core.cells import COLUMNS, decimal_text
from projects.core.diff import word_diff
from projects.core.incoming_values import Change, Choices, tick
from projects.core.review import LABELS

_LABELS = {column.key: column.label for column in COLUMNS} | {
    "status": "Status", "omitted": "Omitted", "without": "Not in the shot", "camera_note": "Camera note",
    "custom_prompt": "Prompt as it stands", "starts_from": "Starts from", "state_in": "State at its beginning",
    "state_out": "State at its end", "post": "Finishing steps", "anchors_in_use": "Anchors of the project",
}  # fmt: skip
_HIDDEN = ("custom_prompt_basis",)
_TEXTS = frozenset(
    "title subject action environment lighting style lens camera_note negative_prompt custom_prompt dialogue notes".split()
)
_ORDER = {name: at for at, name in enumerate(_LABELS)}
_TABLES = {"shot_size": "sizes", "framing": "framings", "angle": "angles", "model": "models"}


@dataclass(frozen=True, slots=True)
class Told:
    """One value that would change: the name of its tick and whether it is set, its label, both values, and where both
    are texts what differs, word by word."""

    tick: str
    on: bool
    label: str
    before: str
    after: str
    words: tuple[tuple[str, str], ...]
    edited: bool


def told(owner: str, changes: tuple[Change, ...], choices: Choices, catalog: Catalog) -> list[Told]:
    """What of one shot, scene or project would change."""
    found = []
    for change in sorted(changes, key=lambda change: _ORDER.get(change.field, len(_ORDER))):
        if change.field in _HIDDEN:
            continue
        name = tick(owner, change.field)
        texts = change.field in _TEXTS and change.before and change.after
        words = tuple(word_diff(change.before, change.after)) if texts else ()
        before, after = (value_text(change.field, value, catalog) for value in (change.before, change.after))
        on = choices.take(name, not change.edited)
        found.append(Told(name, on, label_of(change.field), before, after, words, change.edited))
    return found


def label_of(name: str) -> str:
    """What a field is called."""
    return _LABELS.get(name) or name.replace("_", " ").capitalize()


def value_text(name: str, value: Any, catalog: Catalog) -> str:
    """A value in words, "" for none."""
    if value is None or value in ("", ()):
        return ""
    if name == "status":
        return LABELS.get(value, str(value))
    if name in _TABLES:
        entry = getattr(catalog, _TABLES[name]).get(value)
        return str(getattr(entry, "label", None) or getattr(entry, "name", None) or value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Decimal):
        return decimal_text(value)
    if isinstance(value, tuple):
        return ", ".join(_item(item, catalog) for item in value)
    return _item(value, catalog)


def _item(value: Any, catalog: Catalog) -> str:
    if isinstance(value, Move):
        return move_text(value, catalog)
    if isinstance(value, Break):
        return f"{value.anchor}: {value.reason}"
    if isinstance(value, StartsFrom):
        return f"{value.frame} frame of {value.shot}" if value.shot else "a picture"
    if isinstance(value, SeedLock):
        return str(value.seed)
    for name in ("label", "name", "tool", "text", "code", "anchor", "key"):
        if isinstance(getattr(value, name, None), str) and getattr(value, name):
            return str(getattr(value, name))
    if hasattr(value, "screen_direction"):
        parts = (value.position, value.wardrobe, value.props, value.light, value.screen_direction or "")
        return ", ".join(filter(None, parts))
    return str(value)
