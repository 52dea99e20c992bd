"""The feats of a catalogue by the forms of their verbs, and which of them a text may hold at all."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple
from weakref import WeakKeyDictionary

from projects.core.catalog import Catalog, Feat
from projects.core.craft_reading import text_words, word_set
from projects.core.craft_words import CraftWords, craft_words, telling
from projects.core.parsing_forms import forms
from projects.core.parsing_phrases import Phrases
from projects.core.parsing_text import folded


class FeatRule(NamedTuple):
    """One feat, ready to be found. `hints`: for each thing that it takes, words of which one must stand in the text."""

    feat: Feat
    links: Phrases[bool]
    targets: Phrases[bool]
    needs: Phrases[bool]
    unless: Phrases[bool]
    units: Phrases[float]
    hints: tuple[frozenset[str], ...]
    # The verb may stand straight before its target: `-` among the links.
    direct: bool

    def possible(self, words: frozenset[str]) -> bool:
        """Whether a text of these words may hold the feat: cheap, and never wrong about a no."""
        return not any(hint.isdisjoint(words) for hint in self.hints)


class FeatWords:
    """The feats of a catalogue, ready to be found by the forms of their verbs."""

    def __init__(self, catalog: Catalog) -> None:
        self.words: CraftWords = craft_words(catalog)
        self.by_form: dict[str, tuple[FeatRule, ...]] = {}
        self.fantasy = _table(self.words.words("fantasy"))
        self.fantasy_first = _firsts(self.words.words("fantasy"))
        self.aids = _table(self.words.words("aids"))
        for feat in catalog.feats.values():
            rule = self._rule(feat)
            for form in {form for verb in feat.verbs for form in forms(verb)}:
                self.by_form[form] = (*self.by_form.get(form, ()), rule)

    def _rule(self, feat: Feat) -> FeatRule:
        links, targets = self._all(feat.links), _with_plurals(self._all(feat.targets))
        needs, unless = self._all(feat.needs), self._all(feat.unless)
        hints = [_firsts(phrases) for phrases in (targets, needs, tuple(feat.limits)) if phrases]
        if links and "-" not in links:
            hints.append(_firsts(links))
        return FeatRule(
            feat,
            _table(links),
            _table(targets),
            _table(needs),
            _table(unless),
            _limits(feat),
            tuple(sorted(hints, key=len)),
            not links or "-" in links,
        )

    def _all(self, phrases: tuple[str, ...]) -> tuple[str, ...]:
        """A list with every `@NAME` in it replaced by the word list `craft-NAME`."""
        found: list[str] = []
        for phrase in phrases:
            found += sorted(self.words.words(phrase[1:])) if phrase.startswith("@") else [phrase]
        return tuple(found)


def _with_plurals(phrases: tuple[str, ...]) -> tuple[str, ...]:
    """Targets in both numbers: who cannot juggle a cow cannot juggle three cows."""
    return (*phrases, *(f"{phrase}s" for phrase in phrases if not phrase.endswith(("s", "y", "ch", "x", "sh"))))


def _firsts(phrases: Iterable[str]) -> frozenset[str]:
    """The word of each phrase that says most of it."""
    return frozenset(telling(words) for words in map(folded, phrases) if words)


def _table(phrases: tuple[str, ...] | frozenset[str]) -> Phrases[bool]:
    table: Phrases[bool] = Phrases()
    for phrase in phrases:
        table.add(folded(phrase), True)
    return table


def _limits(feat: Feat) -> Phrases[float]:
    table: Phrases[float] = Phrases()
    for unit, limit in feat.limits.items():
        table.add(folded(unit), float(limit))
    return table


_made: WeakKeyDictionary[Catalog, FeatWords] = WeakKeyDictionary()


def feat_words(catalog: Catalog) -> FeatWords:
    """The feats of a catalogue, made at their first use and kept as long as the catalogue."""
    found = _made.get(catalog)
    if found is None:
        found = _made[catalog] = FeatWords(catalog)
    return found


@lru_cache(maxsize=4096)
def says_fantasy(text: str, catalog: Catalog) -> bool:
    """Whether a text says by itself that it is a dream, a drawing, a trick or another world."""
    table = feat_words(catalog)
    return not table.fantasy_first.isdisjoint(word_set(text)) and table.words.holds(table.fantasy, text_words(text))


@lru_cache(maxsize=4096)
def may_hold_feats(text: str, catalog: Catalog) -> dict[str, tuple[FeatRule, ...]]:
    """The feats that a text may hold, by the verb form in it: those whose words it has, too. Most texts hold none."""
    table, words = feat_words(catalog), word_set(text)
    found = {}
    for form in words & table.by_form.keys():
        rules = tuple([rule for rule in table.by_form[form] if rule.possible(words)])
        if rules:
            found[form] = rules
    return found
