"""Two texts compared word by word."""

from __future__ import annotations

import difflib
import re


def _words(text: str) -> list[str]:
    """The words of a text, each with the blanks after it; blanks at the beginning stand alone."""
    return re.findall(r"^\s+|\S+\s*", text)


def word_diff(before: str, after: str) -> list[tuple[str, str]]:
    """Two texts word by word as runs of `same`, `gone` and `new` text."""
    a, b = _words(before), _words(after)
    runs: list[tuple[str, str]] = []
    for tag, i, j, k, m in difflib.SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        if tag == "equal":
            runs.append(("same", "".join(a[i:j])))
            continue
        runs += [(what, "".join(part)) for what, part in (("gone", a[i:j]), ("new", b[k:m])) if part]
    return runs
