"""What a seed is good for, said honestly: it repeats a request, it does not keep a look.

A vendor that takes a seed promises the same clip for the identical request alone, and neighbours in a sequence
are never identical requests. A rejected clip, on the other hand, comes back if nothing but the request is sent again: so
the n-th attempt of a shot proposes another seed.
"""

from __future__ import annotations

from typing import Literal

from projects.core.board import SEED_MAX
from projects.core.catalog import Model

SeedBadge = Literal["honoured", "ignored", "unknown"]


def seed_badge(model: Model) -> SeedBadge:
    """What this model's API does with a seed, by the catalogue; the guide's claims do not count here."""
    if model.api.seed is None:
        return "unknown"
    return "honoured" if model.api.seed else "ignored"


def seed_sentence(model: Model) -> str:
    """The sentence that a page shows beside a seed."""
    name = model.name
    return {
        "honoured": f"{name} takes a seed: the same request gives nearly the same clip again. "
        "It does not keep a look once the words change.",
        "ignored": f"{name} takes no seed: it is kept for the record. "
        "Hold the look with the anchors' words and a reference frame.",
        "unknown": f"Whether {name} takes a seed is not known: count on the anchors' words and a reference frame.",
    }[seed_badge(model)]


def attempt_seed(seed: int, attempt: int) -> int:
    """The seed of the n-th attempt (1 is the first): seed + n - 1, from 2^32 - 1 on to 0.

    ValueError for an attempt below 1 or a seed outside 0 to 2^32 - 1.
    """
    if attempt < 1:
        raise ValueError(f"attempt {attempt} is below 1")
    if not 0 <= seed <= SEED_MAX:
        raise ValueError(f"seed {seed} is outside 0 to {SEED_MAX}")
    return (seed + attempt - 1) % (SEED_MAX + 1)
