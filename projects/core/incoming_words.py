"""How alike the words of two shots are, rare words counting for more than those that every shot says."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

_WORDLESS = frozenset("a an the of and in on at to with his her its their is are into from as by for it he she".split())


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a shot as sets: those of its own, and all of them with place, light and look."""

    own: frozenset[str]
    all: frozenset[str]

    @classmethod
    def of(cls, texts: tuple[str, str]) -> Words:
        """From its own text and its whole text, both normalised."""
        own, everything = (frozenset(text.split()) for text in texts)
        return cls((own or everything) - _WORDLESS or own or everything, everything)


@dataclass(frozen=True, slots=True)
class Rarity:
    """How much each word weighs among so many shots."""

    counts: Counter[str]
    shots: int

    def weight(self, token: str) -> float:
        """More for a word that few shots say."""
        return math.log(1 + self.shots / self.counts.get(token, 1))

    def common(self, token: str) -> bool:
        """Whether so many shots say this word that it finds none of them."""
        return self.counts.get(token, 0) > max(12, min(60, self.shots // 8))


def rarities(shots: Iterable[Words]) -> Rarity:
    """What the words of all shots that are compared weigh."""
    counts: Counter[str] = Counter()
    total = 0
    for words in shots:
        counts.update(words.own | words.all)
        total += 1
    return Rarity(counts, total)


def likeness(one: Words, other: Words, rare: Rarity) -> float:
    """From 0, nothing in common, to 1; the better of their own words and, counting less, all of them."""
    own = _shared(one.own, other.own, rare)
    return max(own, 0.8 * own + 0.2 * _shared(one.all, other.all, rare))


def _shared(one: frozenset[str], other: frozenset[str], rare: Rarity) -> float:
    both = one & other
    if not both:
        return 0.0
    # Sorted, so that sums of the same words never differ in their last digit.
    common, first, second = (sum(map(rare.weight, sorted(words))) for words in (both, one, other))
    return 2 * common / (first + second)
