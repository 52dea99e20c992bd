"""Starting points as data: a small document with named blanks. The fields are the keys of a TOML entry."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

# The keys of a document that hold somebody's words, and the parts that stay as they are.
TEXT_KEYS = frozenset(
    "title brief subject action environment lighting style lens camera_note negative_prompt custom_prompt dialogue notes"
    " name description reason position wardrobe props light".split()
)
KEPT_PARTS = frozenset({"vocabulary", "word_groups", "rules"})
BLANK_NAME = r"[^\W\d_][\w -]{0,39}"
_IN_TEMPLATE = re.compile(rf"\{{\{{|\}}\}}|\{{({BLANK_NAME})\}}")

Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class BlankEntry:
    """One named blank: what a person reads beside it, what stands in it where nobody fills it, one more example."""

    label: str
    default: str
    example: str = ""


@dataclass(frozen=True, slots=True)
class TemplateEntry:
    """A starting point. `board` is a document less its format; its texts name the `blanks` in braces: `a {product}`.

    Two braces stand for one that is meant. Without a `model` the board takes one that raises no finding.
    """

    id: str
    label: str
    purpose: str
    board: Mapping[str, Any]
    blanks: Mapping[str, BlankEntry] = field(default_factory=dict)


def blank_keys(text: str) -> list[str]:
    """The blanks that a template's text names, in order, each once."""
    return list(dict.fromkeys(match[1] for match in _IN_TEMPLATE.finditer(text) if match[1]))


def pieces(text: str) -> list[tuple[str, bool]]:
    """A template's text in pieces: (words, False), with doubled braces single, and (name of a blank, True)."""
    found: list[tuple[str, bool]] = []
    at = 0
    for match in _IN_TEMPLATE.finditer(text):
        found.append((text[at : match.start()] + ("" if match[1] else match[0][0]), False))
        found.append((match[1] or "", bool(match[1])))
        at = match.end()
    return [piece for piece in (*found, (text[at:], False)) if piece[0]]


def fill(text: str, values: Mapping[str, str]) -> str:
    """A template's text with its blanks filled. What nobody knows stays as it is; values are never looked into."""

    def put(match: re.Match[str]) -> str:
        if match[1]:
            return values.get(match[1], match[0])
        return match[0][0]

    return _IN_TEMPLATE.sub(put, text)


def texts(value: Any, path: Path = ()) -> Iterator[tuple[Path, str]]:
    """Every text of somebody's in a document, with the way to it."""
    if isinstance(value, Mapping):
        for key, item in value.items():
            if key in TEXT_KEYS and isinstance(item, str):
                yield (*path, key), item
            elif key not in KEPT_PARTS:
                yield from texts(item, (*path, key))
    elif isinstance(value, list | tuple):
        for at, item in enumerate(value):
            yield from texts(item, (*path, at))


def mapped(value: Any, change: Callable[[str], str]) -> Any:
    """A document with every text of somebody's changed; the rest stays as it is."""
    if isinstance(value, Mapping):
        return {key: _changed(key, item, change) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [mapped(item, change) for item in value]
    return value


def _changed(key: str, item: Any, change: Callable[[str], str]) -> Any:
    if key in KEPT_PARTS:
        return item
    return change(item) if key in TEXT_KEYS and isinstance(item, str) else mapped(item, change)
