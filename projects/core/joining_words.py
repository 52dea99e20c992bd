"""The words of two shots put together: what the first one says already is not said again."""

from __future__ import annotations

import re

from projects.core.catalog import Catalog
from projects.core.sentences import holds_sentence
from projects.core.splitting_action import continued
from projects.core.wording import clean

_PART = re.compile(r"\s*[,;]\s*")
_SENTENCE = re.compile(r"(?<=[.!?])\s+|(?<=[。！？])")


def _same(text: str) -> str:
    return " ".join(text.casefold().split()).strip(" .,;")


def joined_text(first: str, second: str) -> str:
    """Two texts as one; what the first one says already is not said again."""
    first, second = first.strip(), second.strip()
    if not first or not second or _same(first) == _same(second):
        return first or second
    if holds_sentence(clean(first)) or holds_sentence(clean(second)) or first[-1] in ".!?。！？":
        known = {_same(item) for item in _SENTENCE.split(first)}
        rest = " ".join(item for item in _SENTENCE.split(second) if _same(item) not in known)
        return f"{first if first[-1] in '.!?。！？…' else first + '.'} {capital(rest)}" if rest else first
    known = {_same(item) for item in _PART.split(first)}
    parts = [item for item in _PART.split(second) if _same(item) and _same(item) not in known]
    return ", ".join([first.rstrip(" ,;"), *parts])


def capital(text: str) -> str:
    """A text that begins with a capital."""
    return text[:1].upper() + text[1:]


def joined_action(first: str, second: str, catalog: Catalog) -> str:
    """One action after the other: `walks to the door, then opens it`. What only goes on is said once."""
    first, second = first.strip(), second.strip()
    if not first or not second:
        return first or second
    if _same(second) in (_same(first), _same(continued(first, catalog))):
        return first
    if holds_sentence(clean(first)) or holds_sentence(clean(second)) or first[-1] in ".!?。！？" or not second[0].islower():
        return joined_text(first if first[-1] in ".!?。！？…" else f"{first}.", second)
    return f"{first.rstrip(' ,;')}, then {second.removeprefix('then ')}"


def joined_lines(first: str, second: str) -> str:
    """Two texts one under the other; the same text once."""
    if not first.strip() or not second.strip() or _same(first) == _same(second):
        return first if first.strip() else second
    return f"{first.rstrip()}\n{second.lstrip()}"


def joined_terms(first: str, second: str) -> str:
    """Two lists of terms as one; a term that the first one holds is not said again."""
    known = {_same(term) for term in first.split(",")}
    more = [term.strip() for term in second.split(",") if _same(term) and _same(term) not in known]
    return ", ".join([*([first.strip().rstrip(",")] if first.strip() else []), *more])
