"""`continuity.contradiction`: words of a shot that an anchor in use rules out.

An attribute counts only for what it describes: `a blue cup` says nothing against a red coat. Where it is
unclear whose attribute it is, the finding is a warning; where it belongs to somebody else, there is none.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from projects.core.ages import Age, ages_in
from projects.core.attributes import Lexicon, Mention, mentions_in, noun_phrases_in
from projects.core.board import Anchor
from projects.core.findings import Severity
from projects.core.grammar import DETERMINERS, FUNCTION_WORDS
from projects.core.names import find_name
from projects.core.ownership import Reading, severity
from projects.core.wording import full_text
from projects.core.words import singular, tokens, vocabulary

_OF_SCENE = ("scene", "light", "look")


@dataclass(frozen=True, slots=True)
class Clash:
    """Words of a text (half-open code points) that contradict an anchor, and what the anchor says instead.

    Both go up to the noun that they describe, so that one can take the place of the other.
    """

    anchor: Anchor
    severity: Severity
    start: int
    end: int
    label: str
    established: str


@dataclass(slots=True)
class _Facts:
    """What an anchor says: values of scene-wide groups, values by named part, what it wears or has."""

    text: str
    scene: dict[str, list[Mention]] = field(default_factory=dict)
    parts: dict[str, dict[str, list[Mention]]] = field(default_factory=dict)
    has: dict[str, tuple[int, int]] = field(default_factory=dict)

    def says(self, mention: Mention) -> str:
        """The anchor's own words, up to the noun that they describe."""
        return self.text[mention.start : mention.said_end]


def _note(said: list[Mention], mention: Mention) -> None:
    """Adds a mention whose value was not said before."""
    if all(item.value != mention.value for item in said):
        said.append(mention)


@lru_cache(maxsize=512)
def _facts(anchor: Anchor, lex: Lexicon) -> _Facts:
    facts = _Facts(full_text(anchor))
    for mention in mentions_in(facts.text, anchor.kind, lex):
        group = mention.group
        if mention.negated or anchor.kind not in group.kinds:
            continue
        if group.bound in _OF_SCENE:
            _note(facts.scene.setdefault(group.id, []), mention)
        elif group.bound == "part":
            for noun in mention.nouns:
                _note(facts.parts.setdefault(noun, {}).setdefault(group.id, []), mention)
    if anchor.kind == "subject":
        own = vocabulary(anchor.name) | {singular(word) for word in lex.reader.people}
        for noun, start, end in noun_phrases_in(facts.text, lex):
            if noun not in own:
                facts.has.setdefault(noun, (start, end))
    return facts


def _differs(mention: Mention, said: list[Mention], here: set[str]) -> bool:
    """Whether a mention cannot hold beside what the anchor says. `here`: what else the text says of the same thing."""
    values = {item.value for item in said}
    if mention.negated:
        return values == {mention.value}
    return any(mention.group.exclude(mention.value, value) for value in values) and not (here & values)


def _values_here(mentions: tuple[Mention, ...]) -> dict[tuple[str, str], set[str]]:
    """What a text says, not negated, of each group and noun; of groups that have no nouns under an empty one."""
    found: dict[tuple[str, str], set[str]] = {}
    for mention in mentions:
        for noun in mention.nouns or ("",):
            found.setdefault((mention.group.id, noun), set()).update(() if mention.negated else (mention.value,))
    return found


def _scene_clashes(reading: Reading, mentions: tuple[Mention, ...]) -> Iterator[Clash]:
    values = _values_here(mentions)
    for mention in mentions:
        group = mention.group
        if group.bound not in _OF_SCENE:
            continue
        here = values[group.id, ""]
        for anchor in reading.anchors:
            facts = _facts(anchor, reading.lex)
            said = facts.scene.get(group.id, [])
            plain = [m for m in said if not m.implied] or said
            if plain and _differs(mention, plain, here):
                sure = mention.sure and not mention.implied and not plain[0].implied
                level: Severity = "error" if sure else "warning"
                yield Clash(anchor, level, mention.start, mention.said_end, group.label, facts.says(plain[0]))


def _part_clashes(reading: Reading, mentions: tuple[Mention, ...]) -> Iterator[Clash]:
    values = _values_here(mentions)
    for mention in mentions:
        group = mention.group
        if group.bound != "part":
            continue
        here = set().union(*(values[group.id, noun] for noun in mention.nouns))
        for anchor in reading.anchors:
            facts = _facts(anchor, reading.lex)
            said = next((facts.parts[n][group.id] for n in mention.nouns if group.id in facts.parts.get(n, {})), None)
            if not said:
                continue
            level = severity(reading, anchor, mention.first) if _differs(mention, said, here) else None
            if level:
                yield Clash(anchor, level, mention.start, mention.said_end, group.label, facts.says(said[0]))


def _taken_off(reading: Reading, at: int) -> int | None:
    """The index after `without`, `not wearing`, `no longer wearing` at this word, None where it is none of them."""
    words = [token.word for token in reading.words[at : at + 3]]
    if words[:1] == ["without"]:
        return at + 1
    for said in (["not", "wearing"], ["no", "longer", "wearing"], ["isn't", "wearing"]):
        if words[: len(said)] == said:
            return at + len(said)
    return None


def _worn_clashes(reading: Reading) -> Iterator[Clash]:
    """`without her coat` says that something described is gone."""
    if vocabulary(reading.text).isdisjoint({"without", "wearing"}):
        return
    for at, token in enumerate(reading.words):
        begin = _taken_off(reading, at)
        if begin is None or begin >= len(reading.words):
            continue
        while begin < len(reading.words) and reading.words[begin].joined and reading.words[begin].word in DETERMINERS:
            begin += 1
        head = reading.lex.reader.head(reading.lex.reader.run(reading.words, begin))
        if head is None:
            continue
        owners = [a for a in reading.subjects if singular(head.word) in _facts(a, reading.lex).has]
        person = reading.last_person(at)
        if len(owners) == 1 and person is not None and person[1] != owners[0]:
            continue
        if owners:
            facts = _facts(owners[0], reading.lex)
            start, end = facts.has[singular(head.word)]
            sure: Severity = "error" if len(reading.subjects) == 1 or person is not None else "warning"
            yield Clash(owners[0], sure, token.start, head.end, "what is worn", facts.text[start:end])


def _age_of(anchor: Anchor, lex: Lexicon) -> tuple[int, int, str] | None:
    text = full_text(anchor)
    ages = ages_in(text)
    if ages:
        return ages[0].low, ages[0].high, text[ages[0].start : ages[0].end]
    words = tokens(text)
    for noun, start, end in noun_phrases_in(text, lex):
        if noun in vocabulary(anchor.name) or noun in lex.reader.people:
            for token in words:
                if start <= token.start < end and token.word in lex.ranges:
                    return (*lex.ranges[token.word], token.word)
            return None
    return None


def _age_word_clashes(reading: Reading, anchor: Anchor, said: tuple[int, int, str]) -> Iterator[Clash]:
    """`the young keeper` against a keeper in his sixties."""
    for start, _ in find_name(reading.text, reading.words, anchor.name):
        before = reading.words[start - 1] if start and reading.words[start].joined else None
        if before is not None and before.word in reading.lex.ranges:
            low, high = reading.lex.ranges[before.word]
            if high < said[0] or said[1] < low:
                yield Clash(anchor, "error", before.start, before.end, "age", said[2])


def _spoken_of(reading: Reading, anchor: Anchor, age: Age) -> Severity | None:
    """How sure it is that an age in figures is this anchor's."""
    at, next_at = reading.word_at(age.start), reading.word_at(age.end)
    after = reading.words[next_at] if next_at < len(reading.words) else None
    old = reading.text[age.start : age.end].casefold().endswith("old")
    if old and after is not None and after.joined and after.word not in FUNCTION_WORDS:
        return None
    if reading.indefinite_before(at):
        return None
    person = reading.last_person(at)
    if person is not None:
        return "error" if person[1] == anchor else None
    return "error" if len(reading.subjects) == 1 else "warning"


def _age_clashes(reading: Reading) -> Iterator[Clash]:
    ages = ages_in(reading.text) if reading.slot in ("subject", "action", "custom") else []
    if not ages and vocabulary(reading.text).isdisjoint(reading.lex.ranges):
        return
    for anchor in reading.subjects:
        said = _age_of(anchor, reading.lex)
        if said is None:
            continue
        yield from _age_word_clashes(reading, anchor, said)
        for age in ages:
            level = _spoken_of(reading, anchor, age) if age.high < said[0] or said[1] < age.low else None
            if level:
                yield Clash(anchor, level, age.start, age.end, "age", said[2])


def clashes(text: str, slot: str, anchors: tuple[Anchor, ...], lex: Lexicon) -> list[Clash]:
    """Every contradiction in one own text of a shot against the anchors in use, in order of place.

    `slot` is one of the six, or `custom` for a custom prompt. Each place is reported once an anchor.
    """
    if not text or not anchors:
        return []
    reading = Reading(text, slot, anchors, lex)
    mentions = mentions_in(text, slot, lex)
    worn = list(_worn_clashes(reading))
    found: dict[tuple[str, int], Clash] = {}
    for clash in (*worn, *_scene_clashes(reading, mentions), *_part_clashes(reading, mentions), *_age_clashes(reading)):
        if not any(c.anchor is clash.anchor and c.start < clash.start < c.end for c in worn):
            found.setdefault((clash.anchor.key, clash.start), clash)
    kept: list[Clash] = []
    reached: dict[tuple[str, str], int] = {}
    for clash in sorted(found.values(), key=lambda c: (c.start, c.anchor.key)):
        if clash.start >= reached.get((clash.anchor.key, clash.label), 0):
            reached[clash.anchor.key, clash.label] = clash.end
            kept.append(clash)
    return kept
