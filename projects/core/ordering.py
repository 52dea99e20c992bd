"""The running order of a board, and the codes and keys that new shots, scenes and anchors get."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator
from typing import NamedTuple

from projects.core.board import Board, Scene, Shot

STEP = 10
CODE_MAX = 32
KEY_MAX = 100
_PREFIX = "SH"
# I and O read like 1 and 0 on a slate.
_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ"
_CODE = re.compile(r"(?P<prefix>.*?)(?P<digits>[0-9]{1,9})(?P<suffix>[A-Za-z]*)", re.ASCII)
_NUMBERED = re.compile(rf"{_PREFIX}([0-9]{{1,9}})[A-Z]*")  # what `_CODE` reads with our prefix, in capitals
# How far from the middle of a gap a free number is looked for before a letter is taken.
_REACH = 50


class _Code(NamedTuple):
    prefix: str
    number: int
    width: int
    suffix: str

    def at(self, number: int) -> str:
        return f"{self.prefix}{number:0{self.width}d}"


def _read(code: str | None) -> _Code | None:
    match = _CODE.fullmatch(code or "")
    if not match:
        return None
    return _Code(match["prefix"], int(match["digits"]), len(match["digits"]), match["suffix"].upper())


def first_codes(taken: Iterable[str]) -> Iterator[str]:
    """SH010, SH020 and so on without end, leaving out what is taken (in any case)."""
    folded = {code.upper() for code in taken}
    number = STEP
    while True:
        code = f"{_PREFIX}{number:03d}"
        if code not in folded:
            yield code
        number += STEP


def next_code(taken: Iterable[str]) -> str:
    """The code of a shot at the end: the next full ten after the highest SH code, SH010 where there is none.

    Give it the codes of deleted shots too, as codes are never used again.
    """
    folded = {code.upper() for code in taken}
    highest = max((int(found[1]) for found in map(_NUMBERED.fullmatch, folded) if found), default=0)
    number = (highest // STEP + 1) * STEP
    while f"{_PREFIX}{number:03d}" in folded:
        number += STEP
    return f"{_PREFIX}{number:03d}"


def code_between(before: str | None, after: str | None, taken: Iterable[str]) -> str:
    """The code of a shot put between two others (None: at that end): SH015 between SH010 and SH020.

    Halves the step while there is room (SH012 between SH010 and SH015), then adds a letter (SH010A).
    Codes of another form with a number in them keep their form. Never one of `taken`, which should
    hold the codes of deleted shots too; at most 32 characters.
    """
    folded = {code.upper() for code in taken} | {code.upper() for code in (before, after) if code}
    for code in _candidates(_read(before), _read(after), at_end=after is None):
        if len(code) <= CODE_MAX and code.upper() not in folded:
            return code
    return next_code(folded)


def _candidates(low: _Code | None, high: _Code | None, *, at_end: bool) -> Iterator[str]:
    """Codes for the place between two, best first; None for an end and for a code without a number."""
    if low is None:
        if high is None:
            return
        yield from _numbers(high, 0, high.number)
        yield high.at(0)
        yield from _lettered(high.at(0), "", None)
        return
    step = STEP if low.prefix.upper() == _PREFIX else 1
    if at_end:
        yield low.at((low.number // step + 1) * step)
        return
    base = low.at(low.number)
    if high and high.at(high.number) == base:
        yield from _lettered(base, low.suffix, high.suffix)
    elif high and high.prefix == low.prefix and high.number > low.number:
        yield from _numbers(low, low.number, high.number)
    else:  # the order of codes is not the order of shots once shots have moved
        yield from _numbers(low, low.number, low.number + step)
    yield from _lettered(base, low.suffix, None)


def _numbers(form: _Code, low: int, high: int) -> Iterator[str]:
    """The numbers strictly between two, from the middle outwards."""
    middle = (low + high) // 2
    for away in range(_REACH):
        for number in dict.fromkeys((middle - away, middle + away)):
            if low < number < high:
                yield form.at(number)


def _lettered(base: str, suffix: str, limit: str | None) -> Iterator[str]:
    """A code with a later letter in place of its last, then with one more, each sorting before `limit`."""
    following = [suffix[:-1] + letter for letter in _LETTERS if suffix and letter > suffix[-1]]
    for found in [*following, *(suffix + letter for letter in _LETTERS)]:
        if limit is None or found < limit:
            yield base + found


def _slug(text: str) -> str:
    """Letters and digits of any script in lower case, everything else as single hyphens."""
    found: list[str] = []
    for sign in unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).lower()):
        kind = unicodedata.category(sign)[0]
        in_word = bool(found) and found[-1] != "-"
        # a mark belongs to the letter before it; that of a dropped emoji goes with it
        if kind in "LN" or sign == "_" or (kind == "M" and in_word):
            found.append(sign)
        elif in_word and sign not in "'’":
            found.append("-")
    return "".join(found).strip("-_")


def slug_keys(texts: Iterable[str], taken: Collection[str], fallback: str) -> list[str]:
    """A key for each text as `slug_key` makes it, all different."""
    used = set(taken)
    tried: dict[str, int] = {}
    keys = []
    for text in texts:
        base = _slug(text)[: KEY_MAX - 6].rstrip("-_") or fallback
        count = tried.get(base, 1)
        key = base if count == 1 else f"{base}-{count}"
        while key in used:
            count += 1
            key = f"{base}-{count}"
        tried[base] = count
        used.add(key)
        keys.append(key)
    return keys


def slug_key(text: str, taken: Collection[str], fallback: str) -> str:
    """The key of a scene or anchor: the slug of its title or name, `-2` and so on where that is taken.

    `fallback` stands in where nothing of the text may be in a key. At most 100 characters.
    """
    return slug_keys([text], taken, fallback)[0]


def running(board: Board) -> list[tuple[Scene, Shot]]:
    """The shots that are not omitted, with their scenes, in running order."""
    return [(scene, shot) for scene, shot in board.shots() if not shot.omitted]


def numbers(board: Board) -> dict[str, str | None]:
    """The number of each shot by its key: `1.2` is the second shot of the first scene; None where omitted."""
    found: dict[str, str | None] = {}
    for place, scene in enumerate(board.scenes, start=1):
        at = 0
        for shot in scene.shots:
            at += not shot.omitted
            found[shot.key] = None if shot.omitted else f"{place}.{at}"
    return found
