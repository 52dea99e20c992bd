"""A project's own groups of words among those of the catalogue, for the rules on wording.

`our livery` and `rival blue` exclude each other in one project as `night` and `noon` do in every one.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Any
from weakref import WeakKeyDictionary

from projects.core.board import KINDS, Board, WordGroup
from projects.core.catalog import Catalog

# How many sets of groups are remembered: each brings word tables of its own in the rules.
_MOST = 16
_made: WeakKeyDictionary[Catalog, OrderedDict[tuple[WordGroup, ...], Catalog]] = WeakKeyDictionary()


def _entry(group: WordGroup) -> Mapping[str, Any]:
    """A group in the shape of a `[[group]]` of the catalogue; without kinds it is about all of them."""
    values = {value: list(words) for value, words in group.values}
    first_words = {wording.split()[0].casefold() for words in values.values() for wording in words if wording.strip()}
    return MappingProxyType(
        {
            "id": f"own-{group.id}",
            "label": group.label,
            "bound": "scene",
            "kinds": list(group.kinds or KINDS),
            "of_places": sorted(first_words),
            "together": [],
            "values": values,
        }
    )


def catalog_with(board: Board, catalog: Catalog) -> Catalog:
    """The catalogue with the board's own groups as exclusive ones; the very same object where it has none.

    Equal groups give the same object again: what the rules derive from a catalogue hangs on it.
    """
    groups = board.word_groups
    if not groups:
        return catalog
    kept = _made.setdefault(catalog, OrderedDict())
    found = kept.get(groups)
    if found is None:
        found = kept[groups] = replace(catalog, groups=(*catalog.groups, *map(_entry, groups)))
        while len(kept) > _MOST:
            kept.popitem(last=False)
    else:
        kept.move_to_end(groups)
    return found
