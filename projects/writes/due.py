"""Shots that one write has changed in what a version holds, and which have no version of that yet.

Whichever way a shot is written, `writes.step` notes it here, and `transaction.changing` sees at its end that each has one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_DUE: ContextVar[set[int] | None] = ContextVar("shots that need a version", default=None)


@contextmanager
def collecting() -> Iterator[set[int]]:
    """Notes what becomes due inside. A block inside of a block belongs to the same write."""
    waiting = _DUE.get()
    if waiting is not None:
        yield set()  # the outer block sees to it
        return
    waiting = set[int]()
    token = _DUE.set(waiting)
    try:
        yield waiting
    finally:
        _DUE.reset(token)


def due(*shots: int) -> None:
    """Says that these shots (keys of rows) read otherwise now."""
    waiting = _DUE.get()
    if waiting is not None:
        waiting.update(shots)


def settled(shots: Iterable[int]) -> None:
    """Says that these shots (keys of rows) have a version of how they stand now."""
    waiting = _DUE.get()
    if waiting is not None:
        waiting.difference_update(shots)
