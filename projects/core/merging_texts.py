"""Two people's versions of one text made into one, word by word: what either added stays, what one took out goes."""

from __future__ import annotations

import difflib
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

# Comparing costs one step for each pair of equal words; beyond this both texts are kept whole instead.
MOST_PAIRS = 400_000


@dataclass(frozen=True, slots=True)
class Merged:
    """One text made of two. `clean` where the two changed different words; else both wordings stand side by side."""

    text: str
    clean: bool


@dataclass(frozen=True, slots=True)
class _Word:
    """A word with the blanks before it."""

    blanks: str
    word: str


@dataclass(frozen=True, slots=True)
class _Change:
    """The words `start` to `end` of the base became these."""

    start: int
    end: int
    words: tuple[_Word, ...]


def _split(text: str) -> tuple[list[_Word], str]:
    """The words of a text, and the blanks at its end."""
    words = [_Word(blanks, word) for blanks, word in re.findall(r"(\s*)(\S+)", text)]
    return words, text[len(text.rstrip()) :] if words else text


def _plain(words: list[_Word]) -> list[str]:
    return [item.word for item in words]


def _too_much(a: list[_Word], b: list[_Word]) -> bool:
    counts = Counter(_plain(b))
    return sum(counts[word] for word in _plain(a)) > MOST_PAIRS


def _changes(base: list[_Word], now: list[_Word]) -> list[_Change]:
    matcher = difflib.SequenceMatcher(None, _plain(base), _plain(now), autojunk=False)
    return [_Change(i, j, tuple(now[k:m])) for tag, i, j, k, m in matcher.get_opcodes() if tag != "equal"]


def _touch(one: _Change, other: _Change) -> bool:
    """Whether two changes meet: they share a word of the base, or one puts words right where the other changes."""
    return (one.start < other.end and other.start < one.end) or one.start == other.start or (
        one.start == one.end and other.start < one.start < other.end
    )  # fmt: skip


def _groups(mine: list[_Change], theirs: list[_Change]) -> Iterator[tuple[list[_Change], list[_Change]]]:
    """The changes of both in the order of the base, those that meet together."""
    both = (*((0, change) for change in mine), *((1, change) for change in theirs))
    waiting = sorted(both, key=lambda item: (item[1].start, item[1].end, item[0]))
    group: tuple[list[_Change], list[_Change]] = ([], [])
    for side, change in waiting:
        if any(_touch(change, other) for other in group[1 - side]) or not (group[0] or group[1]):
            group[side].append(change)
            continue
        yield group
        group = ([], [])
        group[side].append(change)
    if group[0] or group[1]:
        yield group


def _as_changed(base: list[_Word], changes: list[_Change], start: int, end: int) -> list[_Word]:
    """The words `start` to `end` of the base with these changes made."""
    found: list[_Word] = []
    for change in changes:
        found += [*base[start : change.start], *change.words]
        start = change.end
    return [*found, *base[start:end]]


def _both(theirs: list[_Word], mine: list[_Word]) -> list[_Word]:
    """Two wordings of one place: what they have in common once, else theirs and then mine."""
    if _too_much(theirs, mine):
        return [*theirs, *mine]
    found: list[_Word] = []
    matcher = difflib.SequenceMatcher(None, _plain(theirs), _plain(mine), autojunk=False)
    for tag, i, j, k, m in matcher.get_opcodes():
        found += theirs[i:j] if tag == "equal" else [*theirs[i:j], *mine[k:m]]
    return found


def _joined(words: list[_Word], end: str) -> str:
    """The words with their blanks, the first without; a word that stood first in its own text is set off by one."""
    return "".join((item.blanks or " ") + item.word if at else item.word for at, item in enumerate(words)) + end


def merge_texts(base: str | None, mine: str, theirs: str) -> Merged:
    """What two people made of the same text, in one. Without a base all words of both stand in it.

    A side that changed nothing gives way to the other as it is. Where both changed the same place, both
    wordings stand there, theirs first: no word that somebody added is ever lost.
    """
    if mine in (theirs, base):
        return Merged(theirs, True)
    if theirs == base:
        return Merged(mine, True)
    (ours, _), (others, end) = _split(mine), _split(theirs)
    old = _split(base or "")[0]
    if base is None or _too_much(old, ours) or _too_much(old, others):
        return Merged(_joined(_both(others, ours), end), False)
    found: list[_Word] = []
    at, clean = 0, True
    for mine_here, theirs_here in _groups(_changes(old, ours), _changes(old, others)):
        start = min(change.start for change in (*mine_here, *theirs_here))
        stop = max(change.end for change in (*mine_here, *theirs_here))
        found += old[at:start]
        one, other = (_as_changed(old, side, start, stop) for side in (mine_here, theirs_here))
        if not mine_here or not theirs_here or _plain(one) == _plain(other):
            found += other if theirs_here else one
        else:
            clean = False
            found += _both(other, one)
        at = stop
    return Merged(_joined([*found, *old[at:]], end), clean)
