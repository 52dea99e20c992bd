"""What a person types into one cell, read as a value: each reader gives the value or refuses with one sentence."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from functools import lru_cache
from typing import Any

from projects.core.board import Board, Shot
from projects.core.catalog import Catalog
from projects.core.document_values import TEXT_MAX, tidy

Reader = Callable[[str, Shot, Board, Catalog], Any]

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]|[\ud800-\udfff]")
_NUMBER = re.compile(r"\d{1,6}(?:\.\d{1,6})?")
_CLOCK = re.compile(r"(\d{1,2}):([0-5]\d(?:[.,]\d)?)")
_SECONDS = re.compile(r"\s*(?:s|sec|secs|second|seconds|″|\")\.?$", re.IGNORECASE)
_BETWEEN_DIGITS = re.compile(r"(?<=\d)[\s_.,'’](?=\d{3}(?!\d))|(?<=\d)\s+(?=\d)")
_FORMULA = re.compile(r"\s*=")
_SIGNS = re.compile(r"[\W_]+")
YES = frozenset("true yes y 1 x on ja oui si sí ✓ ✔".split())
NO = frozenset("false no n 0 off nein non".split())


class CellError(ValueError):
    """A text that a cell cannot take. Its text is one sentence for a person."""


def told(text: str, most: int = 40) -> str:
    """A typed text as a sentence quotes it, cut where it is long."""
    text = " ".join(text.split())
    return f"“{text[:most].rstrip()}…”" if len(text) > most else f"“{text}”"


def bare(text: str) -> str:
    """A text without case, blanks and signs, so that `Sora 2` and `sora-2` are one."""
    return _SIGNS.sub("", unicodedata.normalize("NFKC", text).casefold())


def plain_text(text: str, limit: int = TEXT_MAX) -> str:
    """A text kept exactly, line ends as newlines. CellError for control characters and more than `limit` of them."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    found = _CONTROL.search(text)
    if found:
        raise CellError(f"Character {found.start() + 1} is a control character. Delete it.")
    if len(text) > limit:
        raise CellError(f"{len(text):,} characters: at most {limit:,} fit here.")
    return text


def says_nothing(text: str) -> bool:
    """Whether nothing of a text can be seen: blanks, joiners and marks alone."""
    return all(unicodedata.category(sign)[0] in "CMZ" for sign in text)


def read_text(text: str, shot: Shot, board: Board, catalog: Catalog) -> str:
    """Any text, exactly as it was typed."""
    return plain_text(text)


def is_formula(text: str) -> bool:
    """Whether a spreadsheet would work this text out."""
    return _FORMULA.match(text) is not None


def _refuse(text: str, sentence: str) -> CellError:
    if is_formula(text):
        return CellError(f"{told(text)} is a formula. {sentence}")
    return CellError(f"{told(text)} does not fit. {sentence}" if text.strip() else sentence)


def number(low: str, high: str, places: int, what: str, unit: str = "", needed: bool = False) -> Reader:
    """A decimal from `low` to `high`, with a point or a comma; in seconds also `4 s` and `0:04`. Empty: None."""
    least, most = Decimal(low), Decimal(high)
    sentence = f"{what} is a number from {low} to {high}{f' {unit}' if unit else ''} with at most {places} decimal."

    def read(text: str, shot: Shot, board: Board, catalog: Catalog) -> Decimal | None:
        typed = unicodedata.normalize("NFKC", text).strip()
        if not typed and not needed:
            return None
        if unit == "seconds":
            clock = _CLOCK.fullmatch(typed)
            if clock:
                typed = str(int(clock[1]) * 60 + Decimal(clock[2].replace(",", ".")))
            typed = _SECONDS.sub("", typed)
        typed = typed.replace(",", ".")
        value = Decimal(typed) if _NUMBER.fullmatch(typed) else None
        if value is None or not least <= value <= most or -int(value.normalize().as_tuple().exponent) > places:
            raise _refuse(text, sentence)
        return tidy(value)

    return read


def whole(low: int, high: int, what: str) -> Reader:
    """A whole number from `low` to `high`, digits in groups or not. Empty: None."""
    sentence = f"{what} is a whole number from {low} to {high}."

    def read(text: str, shot: Shot, board: Board, catalog: Catalog) -> int | None:
        typed = unicodedata.normalize("NFKC", text).strip()
        if not typed:
            return None
        digits = _BETWEEN_DIGITS.sub("", typed)
        if not re.fullmatch(r"\d{1,25}", digits) or not low <= int(digits) <= high:
            raise _refuse(text, sentence)
        return int(digits)

    return read


def choice(names: Callable[[Catalog], Mapping[str, Iterable[str]]], what: str, empty: str | None = None) -> Reader:
    """One entry of a table, by its id, its label or another name. Empty, or `project`: `empty`."""

    @lru_cache(maxsize=8)
    def known(catalog: Catalog) -> tuple[dict[str, str], tuple[str, ...]]:
        return ids_of(names(catalog))

    def read(text: str, shot: Shot, board: Board, catalog: Catalog) -> str | None:
        if not text.strip() or bare(text) == "project":
            return empty
        ids, labels = known(catalog)
        found = ids.get(bare(text))
        if found is None:
            some = f"{', '.join(labels[:9])}{' and others' if len(labels) > 9 else ''}"
            raise _refuse(text, f"{what} is one of {some}.")
        return found

    return read


def ids_of(table: Mapping[str, Iterable[str]]) -> tuple[dict[str, str], tuple[str, ...]]:
    """Ids by every name without signs, ids before labels before further names; and the labels."""
    rows = {key: [name for name in names if name] for key, names in table.items()}
    found: dict[str, str] = {bare(key): key for key in rows}
    for at in range(max((len(names) for names in rows.values()), default=0)):
        for key, names in rows.items():
            if at < len(names):
                found.setdefault(bare(names[at]), key)
    return found, tuple(names[0] if names else key for key, names in rows.items())


def flag(text: str, shot: Shot, board: Board, catalog: Catalog) -> bool:
    """Yes or no in the usual words. Empty: no."""
    typed = text.strip().casefold()
    if typed in YES:
        return True
    if not typed or typed in NO:
        return False
    raise _refuse(text, "Write yes or no.")
