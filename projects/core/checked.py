"""What was compiled and checked of single shots lately: what is asked again, say after a look at it or an undo, is known.

Everything is a value: the same shot with the same anchors and lock under the same settings gives the same.
"""

from __future__ import annotations

import threading
from functools import lru_cache
from typing import Any, NamedTuple

from projects.core.board import Board, SeedLock, Shot
from projects.core.catalog import Catalog
from projects.core.findings import Finding
from projects.core.prompts import Prompt
from projects.core.use import Use

MOST = 2048
LONGEST = 2_000  # a longer prompt is not kept: what is remembered stays small


class Checked(NamedTuple):
    """The prompts of a shot, the findings about it alone, and what rules about several shots have read from it."""

    prompt: Prompt
    negative: str
    findings: tuple[Finding, ...]
    known: dict[str, Any]


Key = tuple[object, Shot, tuple[Use, ...], SeedLock | None]
_lock = threading.Lock()
_kept: dict[Key, Checked] = {}


@lru_cache(maxsize=32)
def ground(settings: Board, catalog: Catalog) -> object:
    """Stands for what of a plan and a catalogue the rules about one shot read, in the keys of what is kept."""
    return object()


def recall(key: Key) -> Checked | None:
    """What is known of a shot, if it still is."""
    return _kept.get(key)


def keep(key: Key, found: Checked) -> None:
    """Remembers what was found of a shot; the oldest is forgotten."""
    if len(found.prompt.text) > LONGEST:
        return
    with _lock:
        _kept[key] = found
        while len(_kept) > MOST:
            del _kept[next(iter(_kept))]
