"""What was read of small files lately: the steps of one import ask for the same table and the same rows again and again."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any, TypeVar

Found = TypeVar("Found")

MOST = 4
LARGEST = 1024 * 1024
_lock = threading.Lock()
_kept: dict[tuple[Any, ...], tuple[object, Any]] = {}


def lately(key: tuple[Any, ...], beside: object, size: int, read: Callable[[], Found]) -> Found:
    """What `read` gives, or gave under this key beside this very object (a board, a catalogue); of large files nothing is
    kept. Whatever is kept must never be changed."""
    if size > LARGEST:
        return read()
    known = _kept.get(key)
    if known is not None and known[0] is beside:
        return known[1]  # type: ignore[no-any-return]  # what this key's reader gave
    found = read()
    with _lock:
        _kept.pop(key, None)
        _kept[key] = (beside, found)
        while len(_kept) > MOST:
            del _kept[next(iter(_kept))]
    return found
