"""Two texts compared word by word."""

from __future__ import annotations

import difflib
import re


def word_diff(before: str, after: str) -> list[tuple[str, str]]:
    """Two texts word by word as runs of `same`, `gone` and `new` text."""
    a, b = re.findall(r"\S+\s*", before), re.findall(r"\S+\s*", after)
    runs: list[tuple[str, str]] = []
    for tag, i, j, k, m in difflib.SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        if tag == "equal":
            runs.append(("same", "".join(a[i:j])))
            continue
        runs += [(what, "".join(part)) for what, part in (("gone", a[i:j]), ("new", b[k:m])) if part]
    return runs
