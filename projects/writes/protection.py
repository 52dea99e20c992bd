"""Approved shots are protected: what would change them asks first."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from projects.models import Shot

# Columns that no approval holds for, attribute names; a change of the others asks first.
_FREE = frozenset("title notes dialogue status omitted picture_id previews custom_prompt_basis".split())
# Of the later keys, those that a version holds for: older wordings of its anchors.
_HELD_LATER = ("wordings",)
_lifted: ContextVar[bool] = ContextVar("approved shots may change", default=False)
_stale: ContextVar[Callable[[], Collection[str]] | None] = ContextVar("codes whose approval holds no longer", default=None)


class Protected(Exception):
    """A write would change approved shots, and the person was not asked. Nothing was saved; `codes` says which.

    No refusal as others are: no screen may show it as its own sentence, since it is a question.
    """

    def __init__(self, codes: tuple[str, ...]) -> None:
        self.codes = codes
        self.target = ", ".join(codes[:3]) + (f" and {len(codes) - 3} more" if len(codes) > 3 else "")
        one = len(codes) == 1
        super().__init__(f"{self.target} {'is' if one else 'are'} approved. Change {'it' if one else 'them'} all the same?")


@contextmanager
def approved_may_change(agreed: bool) -> Iterator[None]:
    """Lets the writes inside change approved shots where the person has agreed to that."""
    token = _lifted.set(agreed)
    try:
        yield
    finally:
        _lifted.reset(token)


@contextmanager
def with_stale(codes: Callable[[], Collection[str]]) -> Iterator[None]:
    """Says which shots, by code, have moved on from what was approved: nothing is lost by changing them again.

    Asked only where an approved shot would change.
    """
    token = _stale.set(codes)
    try:
        yield
    finally:
        _stale.reset(token)


def _ask(codes: tuple[str, ...]) -> None:
    """Protected where one of these shots, all approved, is still what was approved."""
    known = _stale.get() if codes else None
    stale = known() if known else ()
    held = tuple(code for code in codes if code not in stale)
    if held:
        raise Protected(held)


def guard(entries: Iterable[tuple[Shot, Mapping[str, Any]]]) -> None:
    """Protected where the approval of one of these shots holds and something that it holds for is about to change.

    So it is where the shot is about to be left out of the sequence; taking it back in loses nothing. An entry is what
    `step` remembers of it: `was` and `now`, values by column.
    """
    if _lifted.get():
        return
    held = (
        row.code
        for row, entry in entries
        if _approved(row, entry["was"]) and (alters(entry) or entry["now"].get("omitted"))
    )
    _ask(tuple(held))


def guard_shots(*rows: Shot) -> None:
    """Protected where one of these shots is approved; for what does not stand in its own columns, such as a break."""
    if not _lifted.get():
        _ask(tuple(row.code for row in rows if row.status == "approved"))


def _approved(row: Shot, was: Mapping[str, Any]) -> bool:
    return bool(was.get("status", row.status) == "approved")


def alters(entry: Mapping[str, Any]) -> bool:
    """Whether what `step` remembers of a shot touches something that a version, and so an approval, holds."""
    was, now = entry["was"], entry["now"]
    names = set(was) - _FREE
    if names == {"later"}:
        return any((was["later"] or {}).get(name) != (now["later"] or {}).get(name) for name in _HELD_LATER)
    return bool(names)
