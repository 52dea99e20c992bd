"""The rows of a spreadsheet as shots: each mapped cell a value, or named with its row and column and left out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from projects.core.board import Board
from projects.core.catalog import Catalog
from projects.core.cells_reading import CellError
from projects.core.incoming import Skipped
from projects.core.parsing import parse
from projects.imports.sheet_mapping import JOINED, NAMED_ANCHORS
from projects.imports.sheet_table import Table
from projects.imports.sheet_values import READERS, SLOTS, TEXTS, camera_values, frame_values, plain, text_value
from projects.imports.text_duration import duration

# How other people write that a cell says nothing.
_NOTHING = frozenset(("-", "--", "–", "—", "/", "n/a", "na", "none", "tbd", "?"))
_NO_SHOT_WORDS = frozenset(("key", "scene", "aspect_ratio", "status", "duration", "model", "resolution", "quality"))
# What an empty cell of ours says, where its reader would not take it; a duration is never empty.
_EMPTY: Mapping[str, Any] = {
    "duration": "unsaid",
    "status": "unsaid",
    "aspect_ratio": "unsaid",
    "starts_from": None,
    "breaks": (),
}
_ANCHORED = ("anchors", "without", "breaks")
_FRAME = ("shot_size", "framing", "angle")


@dataclass(frozen=True, slots=True)
class Row:
    """One row read: its number in the file, its code, its scene, its values by field, and its words."""

    number: int
    key: str
    scene: str
    values: Mapping[str, Any]
    text: str
    worded: bool


@dataclass(slots=True)
class Rows:
    """Reads the rows of one table by one mapping. What cannot be read is kept in `skipped`."""

    table: Table
    mapping: Mapping[int, str]
    catalog: Catalog
    board: Board
    standing: Mapping[str, Mapping[str, str]]
    skipped: list[Skipped] = field(default_factory=list)
    unknown: set[str] = field(default_factory=set)

    def read(self, at: int) -> Row:
        """The row at this place, from 0."""
        cells = self._cells(at)
        number = self.table.numbers[at]
        key = self._joined("key", cells).strip()
        now = self.standing.get(key, {})
        values: dict[str, Any] = {}
        # A description last: it fills what no column of its own says.
        for name in sorted(set(self.mapping.values()), key=lambda name: name == "prompt"):
            given = cells.get(name)
            if given is None or name in ("key", "scene"):
                continue
            if self.table.own and name in now and now[name] == given[0][1]:
                # As it stands in the plan: the cell says nothing new, even where several values would look like this.
                continue
            try:
                self._take(name, given, values)
            except CellError as error:
                self.skipped.append(Skipped(f"row {number}, {given[0][0]}", str(error)))
        worded = any(text.strip() for name, cell in cells.items() if name not in _NO_SHOT_WORDS for _, text in cell)
        return Row(number, key, self._joined("scene", cells), values, self._text(cells), worded)

    def _cells(self, at: int) -> dict[str, list[tuple[str, str]]]:
        """(heading, text) of the cells of a row by field. An empty cell speaks in our own files alone."""
        own = self.table.own
        found: dict[str, list[tuple[str, str]]] = {}
        for column, cell in enumerate(self.table.rows[at]):
            name = self.mapping.get(column)
            if name is None:
                continue
            text = plain(cell, own)
            if own or (text.strip() and text.strip().casefold() not in _NOTHING):
                found.setdefault(name, []).append((self.table.headings[column], text))
        return found

    def _joined(self, name: str, cells: Mapping[str, list[tuple[str, str]]]) -> str:
        given = cells.get(name, [])
        if name == "notes" and not self.table.own:
            return "\n".join(self._labelled(heading, text) for heading, text in given)
        if len(given) == 1:
            return given[0][1]
        return JOINED.get(name, " ").join(text.strip() for _, text in given)

    def _labelled(self, heading: str, text: str) -> str:
        """A note under the name of its column, where that says more than `Notes`."""
        alone = sum(name == "notes" for name in self.mapping.values()) == 1
        plainly = heading.casefold().strip(" .:") in ("note", "notes", "comment", "comments", "remarks", "remark")
        return text.strip() if alone or plainly else f"{heading}: {text.strip()}"

    def _text(self, cells: Mapping[str, list[tuple[str, str]]]) -> str:
        """The words of a row by which its shot is found again."""
        names = ("prompt", "title", *SLOTS) if not self.table.own else ("title", *SLOTS, "custom_prompt")
        said = [text for name in names for _, text in cells.get(name, [])]
        return " ".join(" ".join(said).split())

    def _take(self, name: str, given: list[tuple[str, str]], values: dict[str, Any]) -> None:
        """Adds what one field's cells say. CellError for a cell that is no value of it."""
        text = self._joined(name, {name: given})
        if name in TEXTS:
            values[name] = _together(values.get(name, ""), text_value(text)) if not self.table.own else text_value(text)
        elif name == "camera":
            self._fill(values, camera_values(text, self.catalog, self.table.own), ("camera", "camera_note"))
        elif name == "frame" or (name == "shot_size" and not self.table.own):
            self._fill(values, frame_values(text, self.catalog), _FRAME if name == "frame" else ("shot_size",))
        elif name in NAMED_ANCHORS:
            values[name] = text_value(text)
        elif name == "prompt":
            self._parsed(text_value(text), values)
        elif text.strip() or self.table.own:
            self._value(name, text, values)

    def _value(self, name: str, text: str, values: dict[str, Any]) -> None:
        if name in _ANCHORED and not self.board.anchors:
            if text.strip():
                self.unknown.add(name)
        elif text.strip() or name not in _EMPTY:
            values[name] = READERS[name](text, self.catalog, self.board)
        elif _EMPTY[name] != "unsaid":
            values[name] = _EMPTY[name]

    def _fill(self, values: dict[str, Any], said: Mapping[str, Any], own: tuple[str, ...]) -> None:
        """Takes values over; beside its own field a cell only fills what no column of its own is for."""
        columns = set(self.mapping.values())
        for name, value in said.items():
            if name in TEXTS and name in values:
                values[name] = _together(values[name], value)
            elif name in own or name not in columns:
                values[name] = value

    def _parsed(self, text: str, values: dict[str, Any]) -> None:
        """Sorts a description into slots. Columns of their own go first; of texts nothing is lost."""
        said = parse(text, self.catalog)
        columns = set(self.mapping.values())
        for name in SLOTS:
            if getattr(said, name):
                values[name] = text_value(_together(getattr(said, name), values.get(name, "")))
        if said.rest_camera:
            values["camera_note"] = _together(values.get("camera_note", ""), said.rest_camera)
        for name in ("camera", *_FRAME, "lens"):
            if getattr(said, name) and name not in columns and not values.get(name):
                values[name] = getattr(said, name)
        stated = duration(text, self.catalog)
        if stated and "duration" not in columns:
            values["duration"] = stated.seconds


def _together(first: str, second: str) -> str:
    """Two texts as one, the second only where the first does not say it already."""
    if not first.strip() or second.strip().casefold() in first.casefold():
        return first or second
    if first.strip().casefold() in second.casefold():
        return second
    return f"{first.rstrip()}{' ' if first.rstrip()[-1:] in '.!?…' else '. '}{second}"
