"""Strict JSON: what a document may be made of before anyone asks what it says.

The standard parser keeps the last of two equal keys, reads NaN and turns numbers into floats. Here
duplicates and NaN are refused with their path, and numbers stay exact.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from itertools import islice
from typing import Any

BYTES_MAX = 64 * 1024 * 1024
DEPTH_MAX = 20
# 5,000 shots with every key and a screenful of findings hold about a third of this. The limit keeps a
# file of 64 MB that is nothing but brackets and commas from taking gigabytes of memory.
VALUES_MAX = 3_000_000

_INTEGER_DIGITS = 20
_BOM = "\ufeff"
# An unclosed string runs to the end, so that a search never starts over inside it.
_STRING = r'"[^"\\]*(?:\\.[^"\\]*)*(?:"|\\?\Z)'
_STEP = re.compile(rf"(?P<text>{_STRING})(?P<colon>\s*:)?|[\[\]{{}},]", re.DOTALL)
_PLAIN_KEY = re.compile(r"[A-Za-z_][A-Za-z0-9_-]{0,39}")


class DocumentError(ValueError):
    """A document that is refused. `path` says where (`scenes[0].shots[2].duration`), `reason` why."""

    def __init__(self, path: str, reason: str) -> None:
        self.path = path or "document"
        self.reason = reason
        super().__init__(f"{self.path}: {reason}")


@dataclass(frozen=True, slots=True)
class _Fault:
    """Stands for something refused until the walk knows its path."""

    reason: str
    key: str | None = None


def shown(value: object, limit: int = 40) -> str:
    """A value as it may stand in a message: one line, escapes for what does not print, cut short."""
    if isinstance(value, str):
        start = value[:limit]
        text = json.dumps(start, ensure_ascii=not start.isprintable())
        return text if len(value) <= limit else f'{text[:-1]}..."'
    if isinstance(value, dict | list):
        return "an object" if isinstance(value, dict) else "a list"
    if value is None or isinstance(value, bool):
        return json.dumps(value)
    return str(value)[:limit]


def below(path: str, key: str) -> str:
    """The path of a key of an object, on one line whatever the key holds."""
    if not _PLAIN_KEY.fullmatch(key):
        return f"{path}[{shown(key)}]"
    return f"{path}.{key}" if path else key


def parse(data: bytes | str) -> Any:
    """The JSON value of a document: dict, list, str, bool, None, int for whole numbers, else Decimal.

    DocumentError for what is not UTF-8, not JSON, too large, too deep, or holds a key twice or NaN.
    A byte order mark in front is no part of the text.
    """
    text = _decoded(data).removeprefix(_BOM)
    _count(text)
    try:
        value = json.loads(
            text,
            object_pairs_hook=_object,
            parse_int=_integer,
            parse_float=_decimal,
            parse_constant=lambda name: _Fault(f"{name} is no number that JSON knows"),
        )
    except json.JSONDecodeError as error:
        reason = f"is not valid JSON: line {error.lineno}, column {error.colno}: {error.msg}"
        raise DocumentError("", reason) from None
    except RecursionError:
        raise _too_deep(_deep_path(text)) from None
    _walk(value, "", 1)
    return value


def _decoded(data: bytes | str) -> str:
    if isinstance(data, str):
        # A code point takes at most four bytes: only a long text needs to be counted.
        if len(data) * 4 > BYTES_MAX and len(data.encode("utf-8", "surrogatepass")) > BYTES_MAX:
            raise _too_large()
        return data
    if len(data) > BYTES_MAX:
        raise _too_large()
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise DocumentError("", f"is not UTF-8: byte {error.start} begins no character") from None


def _too_large() -> DocumentError:
    return DocumentError("", f"is over {BYTES_MAX // 1024 // 1024} MB")


def _too_deep(path: str) -> DocumentError:
    return DocumentError(path, f"is nested over {DEPTH_MAX} levels deep")


def _count(text: str) -> None:
    """Refuse a text that holds too many values, before they take memory."""
    if sum(text.count(sign) for sign in "[{,") <= VALUES_MAX:
        return
    signs = (match for match in _STEP.finditer(text) if match.group() in "[{,")
    if next(islice(signs, VALUES_MAX, None), None):
        raise DocumentError("", f"holds over {VALUES_MAX:,} values")


def _object(pairs: list[tuple[str, Any]]) -> Any:
    found = dict(pairs)
    if len(found) == len(pairs):
        return found
    seen = set()
    for key, _ in pairs:
        if key in seen:
            break
        seen.add(key)
    return _Fault("is given twice", key)


def _integer(text: str) -> int | Decimal:
    # int() of thousands of digits is slow or refused by Python; Decimal takes them and fails every range.
    return int(text) if len(text) <= _INTEGER_DIGITS else Decimal(text)


def _decimal(text: str) -> Decimal:
    try:
        return Decimal(text)
    except InvalidOperation:  # an exponent of twenty digits
        return Decimal("-Infinity" if text.startswith("-") else "Infinity")


def _walk(value: Any, path: str, depth: int) -> None:
    """Refuse what the parser marked, and what lies too deep, with its path."""
    if isinstance(value, _Fault):
        raise DocumentError(path if value.key is None else below(path, value.key), value.reason)
    if not isinstance(value, dict | list):
        return
    if depth > DEPTH_MAX:
        raise _too_deep(path)
    if isinstance(value, dict):
        for key, item in value.items():
            if isinstance(item, dict | list | _Fault):
                _walk(item, below(path, key), depth + 1)
        return
    for at, item in enumerate(value):
        if isinstance(item, dict | list | _Fault):
            _walk(item, f"{path}[{at}]", depth + 1)


def _deep_path(text: str) -> str:
    """Where a text that the parser gave up on first goes too deep. Reads no further than that."""
    steps: list[str | int] = []
    for match in _STEP.finditer(text):
        sign = match.group()
        if match["text"]:
            if match["colon"] and steps:
                steps[-1] = json.loads(match["text"])
        elif sign in "[{":
            steps.append(0 if sign == "[" else "")
        elif sign in "]}" and steps:
            steps.pop()
        elif sign == "," and steps and isinstance(steps[-1], int):
            steps[-1] += 1
        if len(steps) > DEPTH_MAX:
            break
    path = ""
    for step in steps[:DEPTH_MAX]:
        path = f"{path}[{step}]" if isinstance(step, int) else below(path, step)
    return path
