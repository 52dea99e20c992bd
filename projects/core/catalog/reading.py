"""TOML tables into catalogue entries: strict, with the place of every mistake.

The shape of an entry is its dataclass (`terms`, `facts`): its fields are the allowed keys, fields without
a default are required, annotations say the type. Numbers are Decimal or Fraction, never float.
"""

from __future__ import annotations

import types
from collections.abc import Hashable, Mapping
from dataclasses import MISSING, fields
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from functools import cache
from typing import Any, Literal, TypeVar, Union, cast, get_args, get_origin, get_type_hints

T = TypeVar("T")

_NAMES = {str: "a text", bool: "true or false", int: "a whole number", date: "a date", Decimal: "a number"}


class CatalogError(ValueError):
    """A catalogue file that cannot be used. The text says file, entry and what is wrong."""


class EntryError(Exception):
    """What is wrong inside an entry: the key's path and the reason. `CatalogError` adds its file."""

    def __init__(self, reason: str, path: str = "") -> None:
        self.reason, self.path = reason, path
        super().__init__(f"{path}: {reason}" if path else reason)

    def under(self, key: str) -> EntryError:
        """The same mistake seen from one level further out."""
        inner = self.path if self.path.startswith("[") or not self.path else f".{self.path}"
        return EntryError(self.reason, f"{key}{inner}")


@cache
def _hints(kind: Hashable) -> dict[str, Any]:
    return get_type_hints(kind)


def read(kind: type[T], table: object) -> T:
    """An entry of this dataclass from its table. EntryError: unknown or missing keys, wrong types."""
    if not isinstance(table, dict):
        raise EntryError("must be a table")
    hints = _hints(cast(Hashable, kind))
    known = {f.name: f for f in fields(kind) if f.init}  # type: ignore[arg-type]
    for key in table:
        if key not in known:
            raise EntryError("unknown key", key)
    values: dict[str, Any] = {}
    for name, f in known.items():
        if name in table:
            if f.metadata.get("any") and table[name] == "any":
                values[name] = None
                continue
            try:
                values[name] = _value(hints[name], table[name])
            except EntryError as wrong:
                raise wrong.under(name) from None
        elif f.default is MISSING and f.default_factory is MISSING:
            raise EntryError("is missing", name)
    return kind(**values)


def _value(wanted: Any, raw: object) -> Any:
    if wanted is Any:
        return raw
    origin, args = get_origin(wanted), get_args(wanted)
    if origin in (Union, types.UnionType):
        return _value(next(a for a in args if a is not type(None)), raw)
    if origin is Literal:
        if raw not in args or type(raw) is not str:
            raise EntryError(f"must be one of {', '.join(args)}")
        return raw
    if origin is tuple:
        return _list(args, raw)
    if origin is Mapping:
        return _mapping(args[0], args[1], raw)
    if wanted is Decimal:
        return _decimal(raw)
    if wanted is Fraction:
        return _fraction(raw)
    if wanted in _NAMES:
        return _plain(wanted, raw)
    return read(wanted, raw)


def _plain(wanted: type, raw: object) -> object:
    # True is an int and a datetime is a date in Python: neither is meant here.
    if not isinstance(raw, wanted) or (wanted is int and isinstance(raw, bool)) or isinstance(raw, datetime):
        raise EntryError(f"must be {_NAMES[wanted]}")
    if isinstance(raw, str) and not raw.strip():
        raise EntryError("must not be empty: leave the key out where nothing is known")
    if isinstance(raw, int) and raw < 0:
        raise EntryError("must not be negative")
    return raw


def _list(args: tuple[Any, ...], raw: object) -> tuple[Any, ...]:
    if not isinstance(raw, list):
        raise EntryError("must be a list")
    if args[-1] is not Ellipsis and len(raw) != len(args):
        raise EntryError(f"must hold {len(args)} values")
    found = []
    for at, item in enumerate(raw):
        try:
            found.append(_value(args[0], item))
        except EntryError as wrong:
            raise wrong.under(f"[{at}]") from None
    return tuple(found)


def _mapping(key_type: Any, value_type: Any, raw: object) -> Mapping[Any, Any]:
    if not isinstance(raw, dict):
        raise EntryError("must be a table")
    found = {}
    for key, item in raw.items():
        try:
            found[_decimal(key) if key_type is Decimal else key] = _value(value_type, item)
        except EntryError as wrong:
            raise wrong.under(key) from None
    return types.MappingProxyType(found)


def _decimal(raw: object) -> Decimal:
    try:
        if isinstance(raw, bool) or not isinstance(raw, int | str | Decimal):
            raise EntryError("must be a number")
        number = Decimal(raw)
    except InvalidOperation:
        raise EntryError(f"{raw!r} is no number") from None
    if not number.is_finite():
        raise EntryError("must be a finite number")
    if number < 0:
        raise EntryError("must not be negative")
    return number


def _fraction(raw: object) -> Fraction:
    """A number or two numbers with a slash: "1.25/150"."""
    if not isinstance(raw, str):
        return Fraction(_decimal(raw))
    above, slash, below = raw.partition("/")
    divisor = _decimal(below) if slash else Decimal(1)
    if not divisor:
        raise EntryError("must not divide by zero")
    return Fraction(_decimal(above)) / Fraction(divisor)
