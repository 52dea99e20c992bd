"""Catalogue files put together: built-in ones first, then a user's, entry by entry.

A known id updates the given fields only: tables are merged key by key, lists and plain values replaced.
Word lists add up. Each entry remembers the file that touched it last, for messages.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import Any

from projects.core.catalog.reading import CatalogError

Table = dict[str, Any]

_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._:-]{0,63}")


@dataclass(slots=True)
class Entry:
    """One entry as merged so far: its table, the file that touched it last."""

    kind: str
    table: Table
    file: str

    def error(self, reason: str) -> CatalogError:
        """What is wrong with this entry, with its place."""
        return CatalogError(f"{self.file}: {self.kind} {self.table.get('id', '?')}: {reason}")


@dataclass(slots=True)
class Collected:
    """All entries by kind and id in the order in which they first appeared, groups and word lists."""

    kinds: frozenset[str]
    entries: dict[str, dict[str, Entry]] = field(default_factory=dict)
    words: dict[str, set[str]] = field(default_factory=dict)
    default_models: set[str] = field(default_factory=set)

    def add(self, folder: Path) -> Iterator[Entry]:
        """Merges the `*.toml` files of a folder by name; yields each entry as it stands after that.

        A default model marked in this folder takes the place of one marked before.
        """
        fresh: set[str] = set()
        for path in sorted(folder.glob("*.toml")):
            seen: set[tuple[str, str]] = set()
            for name, content in _parsed(path).items():
                if name == "words":
                    self._add_words(path.name, content)
                    continue
                for entry in self._add_entries(path.name, name, content):
                    key = (entry.kind, entry.table["id"])
                    if key in seen:
                        raise entry.error("comes twice in this file")
                    seen.add(key)
                    yield entry
                    if name == "model" and _marked(content, entry.table["id"]):
                        fresh.add(entry.table["id"])
        if fresh:
            self.default_models = fresh

    def _add_entries(self, file: str, kind: str, content: object) -> Iterator[Entry]:
        if kind not in self.kinds:
            raise CatalogError(f"{file}: {kind}: unknown table")
        if not isinstance(content, list):
            raise CatalogError(f"{file}: {kind}: write [[{kind}]], one table an entry")
        known = self.entries.setdefault(kind, {})
        for table in content:
            given = table.get("id") if isinstance(table, dict) else None
            if not isinstance(given, str) or not _ID.fullmatch(given):
                raise CatalogError(f"{file}: {kind} {given!r}: needs an id of letters, digits and . _ : -")
            old = known.get(given)
            entry = Entry(kind, merged(old.table, table) if old else table, file)
            known[given] = entry
            yield entry

    def _add_words(self, file: str, content: object) -> None:
        if not isinstance(content, dict):
            raise CatalogError(f"{file}: words: must be a table of lists")
        for name, words in content.items():
            if not isinstance(words, list) or not all(isinstance(w, str) and w.strip() for w in words):
                raise CatalogError(f"{file}: words {name}: must be a list of words")
            self.words.setdefault(name, set()).update(words)


def merged(old: Table, new: Table) -> Table:
    """The old table with the new one's fields; tables inside are merged likewise. Neither is changed."""
    result = dict(old)
    for key, value in new.items():
        before = result.get(key)
        result[key] = merged(before, value) if isinstance(before, dict) and isinstance(value, dict) else value
    return result


@lru_cache(maxsize=64)
def _tables(text: str) -> dict[str, Any]:
    """A file's tables. The same text is read once: the built-in files stand under every folder of a user's."""
    return tomllib.loads(text, parse_float=Decimal)


def _parsed(path: Path) -> Mapping[str, Any]:
    try:
        return deepcopy(_tables(path.read_text(encoding="utf-8")))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise CatalogError(f"{path.name}: file: {error}") from error


def _marked(content: list[Table], given: str) -> bool:
    return any(table["id"] == given and table.get("default") is True for table in content)
