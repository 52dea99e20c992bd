"""Which forms of names stand for one another: `Mara` and `Dr. Mara Ellison`, a letter and `Character A`."""

from __future__ import annotations

from collections import defaultdict

from projects.core.suggest_names import Name


def is_letter(name: str) -> bool:
    """Whether a name is one capital letter, which no prompt can carry."""
    return len(name) == 1


def grouped(names: dict[str, Name]) -> dict[str, list[str]]:
    """The names that stand for one another: the name to use -> all its forms. `Mara` goes with `Dr. Mara Ellison`,
    a letter alone with `Character A`, `the Judge` with itself."""
    groups: dict[str, list[str]] = defaultdict(list)
    whole = sorted((n for n in names if not is_letter(n)), key=lambda n: (-len(n.split()), n))
    home: dict[str, str] = {}
    for name in whole:
        parts = name.casefold().split()
        owners = [n for n in whole if len(n.split()) > len(parts) and _within(parts, n.casefold().split()) and n in groups]
        home[name] = owners[0] if len(owners) == 1 else name
        groups[home[name]].append(name)
    for letter in sorted(n for n in names if is_letter(n)):
        owners = [n for n in groups if n.split()[-1] == letter and len(n.split()) == 2]
        groups[owners[0] if len(owners) == 1 else letter].append(letter)
    return dict(groups)


def _within(parts: list[str], whole: list[str]) -> bool:
    size = len(parts)
    return any(whole[at : at + size] == parts for at in range(len(whole) - size + 1))
