"""Names that guests give themselves: what may be one, and how two alike are told apart."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

LONGEST = 80
# Marks that turn the direction of what follows: a name must not rewrite the words beside it.
_TURNING = re.compile(r"[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
# Letters and signs that nobody sees.
_UNSEEN = re.compile(
    r"[\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200d\u2060-\u206f\u2800\u3164\ufe00-\ufe0f\ufeff\uffa0]"
)


def refused_name(name: str) -> str:
    """Why this cannot be a name, in a sentence; empty where it can. Blanks around it and in a row do not count."""
    if any(unicodedata.category(sign) in ("Cc", "Cs", "Zl", "Zp") for sign in name) or _TURNING.search(name):
        return "A name has no control characters. Type it anew."
    text = tidy_name(name)
    if not _UNSEEN.sub("", text).strip():
        return "Enter your name."
    if len(text) > LONGEST:
        return f"A name has at most {LONGEST} characters; this one has {len(text):,}."
    return ""


def tidy_name(name: str) -> str:
    """A name without blanks around it and with single ones in it."""
    return " ".join(name.split())


def apart(name: str, taken: Iterable[str]) -> str:
    """The name itself, or with a number where one that looks the same is taken: `Kim (2)`. At most 80 characters."""
    name = tidy_name(name)
    known = {_look(other) for other in taken}
    found, number = name, 1
    while _look(found) in known:
        number += 1
        ending = f" ({number})"
        found = name[: LONGEST - len(ending)].rstrip() + ending
    return found


def _look(name: str) -> str:
    """How a name looks: without case, width, unseen signs and blanks that differ."""
    return tidy_name(_UNSEEN.sub("", unicodedata.normalize("NFKC", name)).casefold())
