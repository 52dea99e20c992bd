"""Readers for single values of a document: each takes a JSON value, gives what a board holds, or refuses.

A reader gets the value, its path for messages, and the catalogue that knows the enumerated values.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Container, Mapping
from decimal import Context, Decimal
from typing import Any

from projects.core.catalog import Catalog
from projects.core.document_json import DocumentError, below, shown
from projects.core.ordering import KEY_MAX

Reader = Callable[[Any, str, Catalog], Any]

TEXT_MAX = 10_000
MONEY = re.compile(r"(0|[1-9][0-9]{0,5})(\.[0-9]{1,9})?")
SHOT_KEY = re.compile(r"[A-Za-z0-9_-]{1,32}")
NAME_MAX = 80

_LINE_END = re.compile(r"\r\n?")
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff]")
_NOT_IN_NAME = re.compile("[,;:()\n\x85\u2028\u2029]")
_ONLY_AN_ARTICLE = re.compile(r"\s*(?:an?|the)?\s*", re.IGNORECASE)
_EXACT = Context(prec=60)


def text(value: Any, path: str, limit: int = TEXT_MAX) -> str:
    """A text of at most `limit` code points with its line ends as newlines, else kept as it is."""
    if not isinstance(value, str):
        raise DocumentError(path, f"must be a text, not {shown(value)}")
    found = _LINE_END.sub("\n", value)
    if len(found) > limit:
        raise DocumentError(path, f"is over {limit:,} characters long")
    forbidden = _FORBIDDEN.search(found)
    if forbidden:
        sign = ord(forbidden.group())
        what = "half of a surrogate pair" if sign >= 0xD800 else "a control character"
        raise DocumentError(path, f"holds {what} (U+{sign:04X})")
    return found


def any_text(value: Any, path: str, catalog: Catalog) -> str:
    """Any text within the limits."""
    return text(value, path)


def filled(limit: int = TEXT_MAX) -> Reader:
    """A text that says something."""

    def read(value: Any, path: str, catalog: Catalog) -> str:
        found = text(value, path, limit)
        if not found.strip():
            raise DocumentError(path, "must not be blank")
        return found

    return read


def anchor_name(value: Any, path: str, catalog: Catalog) -> str:
    """How shots call an anchor: the signs that end a clause would tear it apart."""
    found = text(value, path, NAME_MAX)
    if _ONLY_AN_ARTICLE.fullmatch(found):
        raise DocumentError(path, "must name something: it is blank or only an article")
    if _NOT_IN_NAME.search(found):
        raise DocumentError(path, "must not hold a comma, semicolon, colon, bracket or line break")
    return found


def shot_key(value: Any, path: str, catalog: Catalog) -> str:
    """The code of a shot."""
    found = text(value, path)
    if not SHOT_KEY.fullmatch(found):
        raise DocumentError(path, "must be 1 to 32 of the letters A to Z and a to z, digits, _ and -")
    return found


def is_key_sign(sign: str) -> bool:
    """Whether a sign may stand in the key of a scene or anchor: letters, digits, marks, _ and -."""
    return sign in "_-" or unicodedata.category(sign)[0] in "LNM"


def plain_key(value: Any, path: str, catalog: Catalog) -> str:
    """The key of a scene or an anchor."""
    found = text(value, path)
    if not 1 <= len(found) <= KEY_MAX or not all(map(is_key_sign, found)):
        raise DocumentError(path, f"must be 1 to {KEY_MAX} letters, digits, _ and -")
    return found


def flag(value: Any, path: str, catalog: Catalog) -> bool:
    """True or false."""
    if not isinstance(value, bool):
        raise DocumentError(path, f"must be true or false, not {shown(value)}")
    return value


def integer(low: int, high: int) -> Reader:
    """A whole number, written without a point, within these bounds."""

    def read(value: Any, path: str, catalog: Catalog) -> int:
        if isinstance(value, bool) or not isinstance(value, int) or not low <= value <= high:
            raise DocumentError(path, f"must be a whole number from {low} to {high}, not {shown(value)}")
        return value

    return read


def tidy(value: Decimal) -> Decimal:
    """The same number without zeros at its end: 7.10 is 7.1, 1E+1 and 10.0 are 10."""
    return Decimal(int(value)) if value == value.to_integral_value() else value.normalize(_EXACT)


def plain_number(value: Decimal) -> int | float:
    """A number as JSON writes it: 10 for 10.0, 7.1 for 7.1.

    Exact up to 15 digits, since Python writes the shortest decimal that gives the same float.
    """
    return int(value) if value == value.to_integral_value() else float(value)


def number(low: str, high: str, places: int) -> Reader:
    """A number within these bounds that needs no more decimals than `places`."""
    least, most = Decimal(low), Decimal(high)
    unit = Decimal(1).scaleb(-places)
    wanted = f"must be a number from {low} to {high} with at most {places} decimal{'s'[: places > 1]}"

    def read(value: Any, path: str, catalog: Catalog) -> Decimal:
        if not isinstance(value, bool) and isinstance(value, int | Decimal):
            exact = Decimal(value)
            if least <= exact <= most and exact == exact.quantize(unit, context=_EXACT):
                return tidy(exact.quantize(unit, context=_EXACT))
        raise DocumentError(path, f"{wanted}, not {shown(value)}")

    return read


def money(value: Any, path: str, catalog: Catalog) -> Decimal:
    """An amount of money, as a text so that no reader makes a float of it."""
    if not isinstance(value, str) or not MONEY.fullmatch(value):
        wanted = 'must be a decimal number in quotation marks such as "0.01", at most 6 digits and 9 decimals'
        raise DocumentError(path, f"{wanted}, not {shown(value)}")
    return tidy(Decimal(value))


def matching(pattern: str, wanted: str) -> Reader:
    """A text of this form, said in words by `wanted`."""
    form = re.compile(pattern)

    def read(value: Any, path: str, catalog: Catalog) -> str:
        if not isinstance(value, str) or not form.fullmatch(value):
            raise DocumentError(path, f"must be {wanted}, not {shown(value)}")
        return value

    return read


def choice(*allowed: str) -> Reader:
    """One of these words."""
    return known(f"must be one of: {', '.join(allowed)}", lambda catalog: allowed)


def known(reason: str, choices: Callable[[Catalog], Container[str]]) -> Reader:
    """One of the words that the catalogue knows."""

    def read(value: Any, path: str, catalog: Catalog) -> str:
        if not isinstance(value, str) or value not in choices(catalog):
            raise DocumentError(path, f"{reason}, not {shown(value)}")
        return value

    return read


def listed(what: str, choices: Callable[[Catalog], Mapping[str, Any]]) -> Reader:
    """One of the ids of a short table of the catalogue; the message names them all."""

    def read(value: Any, path: str, catalog: Catalog) -> str:
        table = choices(catalog)
        return str(known(f"must be {what} ({', '.join(table)})", lambda _: table)(value, path, catalog))

    return read


def nullable(reader: Reader) -> Reader:
    """What the reader takes, or null."""
    return lambda value, path, catalog: None if value is None else reader(value, path, catalog)


def items(reader: Reader, limit: int) -> Reader:
    """A list of at most `limit` such values, as a tuple."""

    def read(value: Any, path: str, catalog: Catalog) -> tuple[Any, ...]:
        if not isinstance(value, list):
            raise DocumentError(path, f"must be a list, not {shown(value)}")
        if len(value) > limit:
            raise DocumentError(path, f"holds over {limit:,} entries")
        return tuple(reader(item, f"{path}[{at}]", catalog) for at, item in enumerate(value))

    return read


def fields(
    value: Any, path: str, readers: Mapping[str, Reader], catalog: Catalog, required: tuple[str, ...] = ()
) -> dict[str, Any]:
    """The keys of an object that are given, each read by its reader. Unknown and missing ones are refused."""
    if not isinstance(value, dict):
        raise DocumentError(path, f"must be an object, not {shown(value)}")
    found = {}
    for key, item in value.items():
        if key not in readers:
            raise DocumentError(below(path, key), "is no key that this format knows")
        found[key] = readers[key](item, below(path, key), catalog)
    for key in required:
        if key not in found:
            raise DocumentError(below(path, key), "is missing")
    return found
