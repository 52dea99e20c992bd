"""What an anchor's description says, ready to be held against a shot's words."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import lru_cache

from projects.core.ages import ages_in
from projects.core.attributes import Lexicon, Mention, mentions_in, noun_phrases_in
from projects.core.board import Anchor
from projects.core.contradiction_numbers import Count, Year, counts_in, years_in
from projects.core.findings import Severity
from projects.core.wording import full_text
from projects.core.words import singular, tokens, vocabulary

OF_SCENE = frozenset({"scene", "light", "look"})


@dataclass(frozen=True, slots=True)
class Clash:
    """Words of a text (half-open code points) that contradict an anchor, and what the anchor says instead.

    Both go up to the noun that they describe, so that one can take the place of the other. `passing`: words of the
    text that let time pass, which make it likely that another time is meant; empty where there are none.
    `attribute_end` is where the attribute ends and its noun begins, `value` what the anchor says in its place, `bound`
    how its group is bound (`age`, `worn`, `number` for the rest); `negated`: the words begin with their negation.
    `other_noun`: the anchor says it of another noun: the `blonde woman` has blond hair.
    """

    anchor: Anchor
    severity: Severity
    start: int
    end: int
    label: str
    established: str
    passing: str = ""
    attribute_end: int = 0
    value: str = ""
    bound: str = ""
    negated: bool = False
    other_noun: bool = False


@dataclass(slots=True)
class Facts:
    """What an anchor says: values of scene-wide groups and traits, values by named part, what it wears or has."""

    text: str
    scene: dict[str, list[Mention]] = field(default_factory=dict)
    parts: dict[str, dict[str, list[Mention]]] = field(default_factory=dict)
    has: dict[str, tuple[int, int]] = field(default_factory=dict)
    worn: list[Mention] = field(default_factory=list)
    counts: dict[str, Count] = field(default_factory=dict)
    years: dict[str, Year] = field(default_factory=dict)
    age: tuple[int, int, str] | None = None
    own: str = ""

    def says(self, mention: Mention) -> str:
        """The anchor's own words, up to the noun that they describe."""
        return self.text[mention.start : mention.said_end]

    def value(self, mention: Mention) -> str:
        """The anchor's own words for the value alone, without the noun."""
        return self.text[mention.start : mention.end]


def _note(said: list[Mention], mention: Mention) -> None:
    """Adds a mention whose value was not said before, or only implied."""
    known = next((at for at, item in enumerate(said) if item.value == mention.value), None)
    if known is None:
        said.append(mention)
    elif said[known].implied and not mention.implied:
        said[known] = mention


@lru_cache(maxsize=512)
def facts_of(anchor: Anchor, lex: Lexicon) -> Facts:
    """What an anchor says, read once."""
    facts = Facts(full_text(anchor))
    for found in mentions_in(facts.text, anchor.kind, lex):
        mention, group = found, found.group
        if mention.negated and mention.value in group.denied:  # `no beard`, `no wind`, `no grain`
            mention = replace(mention, value=group.denied[mention.value], negated=False)
        if mention.negated or mention.past or anchor.kind not in group.kinds:
            continue
        if group.bound == "part":
            for noun in mention.nouns:
                _note(facts.parts.setdefault(noun, {}).setdefault(group.id, []), mention)
            if group.id == "colour" and not lex.garments.isdisjoint(mention.nouns):
                _note(facts.worn, mention)
        else:
            _note(facts.scene.setdefault(group.id, []), mention)
    facts.counts = {count.noun: count for count in counts_in(facts.text, lex)}
    facts.years = {year.noun: year for year in years_in(facts.text, lex)}
    if anchor.kind == "subject":
        facts.own = _own_noun(facts.text, anchor, lex)
        facts.age = _age_of(facts.text, anchor, lex)
        own = vocabulary(anchor.name) | {singular(word) for word in lex.reader.people}
        for noun, start, end in noun_phrases_in(facts.text, lex):
            if noun not in own:
                facts.has.setdefault(noun, (start, end))
    return facts


def _own_noun(text: str, anchor: Anchor, lex: Lexicon) -> str:
    """The noun of what the anchor is: the `mare` of `a dapple grey mare with dark eyes`."""
    name = vocabulary(anchor.name)
    phrases = noun_phrases_in(text, lex)
    return next((noun for noun, _, _ in phrases if noun in name), phrases[0][0] if phrases else "")


def _age_of(text: str, anchor: Anchor, lex: Lexicon) -> tuple[int, int, str] | None:
    ages = ages_in(text)
    if ages:
        return ages[0].low, ages[0].high, text[ages[0].start : ages[0].end]
    words = tokens(text)
    for noun, start, end in noun_phrases_in(text, lex):
        person = noun in lex.reader.people
        if noun in vocabulary(anchor.name) or person:
            for token in words:
                if start <= token.start < end and token.word in lex.ranges:
                    return (*lex.ranges[token.word], token.word)
            if person:
                return None
    return None
