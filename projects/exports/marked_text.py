"""Texts of people in Markdown: shown letter by letter, quoted, or fenced."""

from __future__ import annotations

import re

_SIGNS = re.compile(r"([\\`*_{}\[\]<>#|~&])")
_BEGINS = re.compile(r"^(\s*)([-+=]|\d+(?=[.)]))")
_TICKS = re.compile("`+")


def _begin(found: re.Match[str]) -> str:
    # A backslash before a digit is shown; before the sign behind the digits it is not.
    return f"{found[1]}{found[2]}\\" if found[2][0].isdigit() else f"{found[1]}\\{found[2]}"


def shown(text: str) -> str:
    """A text on one line that Markdown shows letter by letter."""
    return _BEGINS.sub(_begin, _SIGNS.sub(r"\\\1", " ".join(text.split())))


def quoted(text: str) -> str:
    """A text of several lines as a quotation, its lines kept."""
    return "\n".join(f"> {shown(line)}".rstrip() for line in text.strip().splitlines())


def fenced(text: str, kind: str = "text") -> str:
    """A text as a block that is shown exactly as it is: the fence is longer than any row of backticks in it."""
    fence = "`" * max(3, 1 + max((len(row) for row in _TICKS.findall(text)), default=0))
    return f"{fence}{kind}\n{text}\n{fence}"
