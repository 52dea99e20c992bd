"""Titles that say what a shot or plan was made of: `Arrival (1 of 3)`, `Arrival (copy 2)`. Their words are data.

What one of these tools wrote before is taken off first, so that they never pile up.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from projects.core.catalog import Catalog
from projects.core.document_values import TEXT_MAX

TITLE_MAX = 200
# A title of more than this many copies of copies is not looked into further.
_DEEPEST = 20


@lru_cache(maxsize=4)
def _patterns(of: frozenset[str], copy: frozenset[str]) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Titles of a part, and titles of a copy."""
    ofs, copies = ("|".join(map(re.escape, sorted(words))) or "(?!)" for words in (of, copy))
    part = re.compile(rf"(?P<base>.*?)\s*\((?P<part>\d{{1,3}}) (?:{ofs}) (?P<parts>\d{{1,3}})\)", re.DOTALL)
    copied = re.compile(rf"(?P<base>.*?)\s*\((?:{copies})(?: \d{{1,4}})?\)", re.DOTALL)
    return part, copied


def _of(catalog: Catalog) -> frozenset[str]:
    return catalog.words.get("title-of", frozenset({"of"}))


def _copy(catalog: Catalog) -> frozenset[str]:
    return catalog.words.get("title-copy", frozenset({"copy"}))


def _part(title: str, catalog: Catalog) -> tuple[str, int, int]:
    """The title without its part, which part it is, of how many; 0 and 0 where it says none."""
    match = _patterns(_of(catalog), _copy(catalog))[0].fullmatch(title)
    if match is None or not 0 < int(match["part"]) <= int(match["parts"]):
        return title, 0, 0
    return match["base"], int(match["part"]), int(match["parts"])


def without_part(title: str, catalog: Catalog) -> str:
    """A title without the `(1 of 3)` that a split gave it, also where earlier splits left several."""
    for _ in range(_DEEPEST):
        base, part, _parts = _part(title, catalog)
        if not part:
            break
        title = base
    return title


def without_copy(title: str, catalog: Catalog) -> str:
    """A title without the `(copy)` or `(copy 2)` that copying gave it, also where copies of copies left several."""
    for _ in range(_DEEPEST):
        match = _patterns(_of(catalog), _copy(catalog))[1].fullmatch(title)
        if match is None:
            break
        title = match["base"]
    return title


def copy_title(title: str, taken: Iterable[str], catalog: Catalog) -> str:
    """The title of a copy: `Arrival (copy)`, else `Arrival (copy 2)` and so on, as none is `taken`. No title stays none."""
    base = without_copy(title.strip(), catalog).strip()
    if not base:
        return title
    used, word, number = {item.strip().casefold() for item in taken}, min(_copy(catalog)), 1
    while True:
        mark = f" ({word})" if number == 1 else f" ({word} {number})"
        found = f"{base[: TITLE_MAX - len(mark)].rstrip()}{mark}"
        if found.casefold() not in used:
            return found
        number += 1


def _numbered(base: str, part: int, parts: int, catalog: Catalog) -> str:
    text = f"{base} ({part} {min(_of(catalog))} {parts})"
    return text if base and parts > 1 and len(text) <= TEXT_MAX else base


def _run(titles: Sequence[str], at: int, catalog: Catalog) -> range | None:
    """The places of all parts of the beat that the title at a place is a part of; None where they are not all there."""
    base, part, parts = _part(titles[at], catalog)
    run = range(at - part + 1, at - part + 1 + parts)
    if not part or run.start < 0 or run.stop > len(titles):
        return None
    whole = all(_part(titles[place], catalog) == (base, place - run.start + 1, parts) for place in run)
    return run if whole else None


def after_split(titles: Sequence[str], at: int, count: int, catalog: Catalog) -> list[str]:
    """The titles of a scene's shots after the one at a place became `count`. Parts of the same beat are counted anew."""
    run = _run(titles, at, catalog) or range(at, at + 1)
    base = without_part(titles[at].strip(), catalog).strip()
    parts = len(run) - 1 + count
    new = [_numbered(base, part, parts, catalog) for part in range(1, parts + 1)]
    return [*titles[: run.start], *new, *titles[run.stop :]]


def after_join(titles: Sequence[str], at: int, to: int, catalog: Catalog) -> list[str]:
    """The titles of a scene's shots after the one at `to` was joined to the one at `at`, which takes both titles."""
    rest = [title for place, title in enumerate(titles) if place != to]
    run = _run(titles, at, catalog)
    if run and to in run:
        base, parts = without_part(titles[at], catalog).strip(), len(run) - 1
        new = [_numbered(base, part, parts, catalog) for part in range(1, parts + 1)]
        return [*rest[: run.start], *new, *rest[run.start + parts :]]
    rest[at] = _both(without_part(titles[at], catalog).strip(), without_part(titles[to], catalog).strip())
    return rest


def _both(one: str, other: str) -> str:
    """Two titles as one; the same words are not said twice."""
    said = {" ".join(part.casefold().split()) for part in one.split(" / ")}
    more = [part for part in other.split(" / ") if " ".join(part.casefold().split()) not in said]
    return " / ".join([one, *more]) if one and other else one or other
