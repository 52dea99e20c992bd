"""`continuity.contradiction`: words of a shot that an anchor in use rules out.

An attribute counts only for what it describes: `a blue cup` says nothing against a red coat. Where it is
unclear whose attribute it is, the finding is a warning; where it belongs to somebody else, there is none.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from projects.core.attributes import Lexicon, Mention, ages_in, mentions_in
from projects.core.board import Anchor
from projects.core.findings import Severity
from projects.core.grammar import DETERMINERS, FUNCTION_WORDS, POSSESSIVES
from projects.core.names import find_name
from projects.core.words import Token, clauses, singular, tokens, unquoted

_INDEFINITE = frozenset({"a", "an", "another", "some", "two", "three", "four", "several", "many"})
_OF_SCENE = ("scene", "light", "look")


@dataclass(frozen=True, slots=True)
class Clash:
    """Words of a text (half-open code points) that contradict an anchor, and what the anchor says instead."""

    anchor: Anchor
    severity: Severity
    start: int
    end: int
    label: str
    established: str


@dataclass(slots=True)
class _Facts:
    """What an anchor says: values of scene-wide groups, values by named part, ages."""

    scene: dict[str, list[Mention]] = field(default_factory=dict)
    parts: dict[str, dict[str, list[Mention]]] = field(default_factory=dict)


@lru_cache(maxsize=4096)
def _facts(anchor: Anchor, lex: Lexicon) -> _Facts:
    text = anchor.description or anchor.name
    facts = _Facts()
    for mention in mentions_in(text, anchor.kind, lex):
        group = mention.group
        if mention.negated or anchor.kind not in group.kinds:
            continue
        if group.bound in _OF_SCENE:
            facts.scene.setdefault(group.id, []).append(mention)
        elif group.bound == "part":
            for noun in mention.nouns:
                facts.parts.setdefault(noun, {}).setdefault(group.id, []).append(mention)
    words = tokens(text)
    for start, end in clauses(text):
        inside = [t for t in words if start <= t.start and t.end <= end]
        if inside and inside[-1].word not in FUNCTION_WORDS:
            facts.parts.setdefault(singular(inside[-1].word), {})
    return facts


def _says(anchor: Anchor, mention: Mention) -> str:
    text = anchor.description or anchor.name
    end = mention.end
    if mention.nouns:
        for token in tokens(text):
            if token.start >= mention.end and singular(token.word) in mention.nouns:
                end = token.end
                break
    return text[mention.start : end]


@dataclass(frozen=True, slots=True)
class _Reading:
    """One own text of a shot being read against the anchors in use."""

    text: str
    slot: str
    words: tuple[Token, ...]
    anchors: tuple[Anchor, ...]
    lex: Lexicon
    people: frozenset[str]
    wearing: frozenset[str]

    def subjects(self) -> list[Anchor]:
        return [anchor for anchor in self.anchors if anchor.kind == "subject"]

    def clause_before(self, at: int) -> list[Token]:
        """The words of the same clause before the word at this index."""
        place = self.words[at].start
        start = next(a for a, b in clauses(self.text) if a <= place <= b)
        return [t for t in self.words[:at] if t.start >= start]


def _scene_clashes(reading: _Reading, mentions: tuple[Mention, ...]) -> Iterator[Clash]:
    for mention in mentions:
        group = mention.group
        if group.bound not in _OF_SCENE:
            continue
        for anchor in reading.anchors:
            said = _facts(anchor, reading.lex).scene.get(group.id, [])
            plain = [m for m in said if not m.implied] or said
            if not plain:
                continue
            values = {m.value for m in plain}
            if mention.negated:
                clash = values == {mention.value}
            else:
                clash = all(group.exclude(mention.value, value) for value in values)
                here = {m.value for m in mentions if m.group is group and not m.negated}
                clash = clash and not (here & values)
            if clash:
                sure = not mention.implied and not plain[0].implied
                yield Clash(
                    anchor, "error" if sure else "warning", mention.start, mention.end, group.label,
                    _says(anchor, plain[0]),
                )  # fmt: skip


def _named(reading: _Reading, before: list[Token]) -> Anchor | None:
    """The subject anchor named last in these words."""
    found: tuple[int, Anchor] | None = None
    tail = tuple(before)
    for anchor in reading.subjects():
        for _, end in find_name(reading.text, tail, anchor.name):
            if found is None or end > found[0]:
                found = (end, anchor)
    return found[1] if found else None


def _determiner(reading: _Reading, at: int) -> tuple[Token | None, int]:
    """The determiner or possessive that leads the noun phrase of the word at this index, and its index."""
    while at > 0 and reading.words[at].joined:
        before = reading.words[at - 1]
        if before.possessive or before.word in DETERMINERS:
            return before, at - 1
        if before.word in FUNCTION_WORDS:
            return None, at
        at -= 1
    return None, at


def _somebody_else(reading: _Reading, before: list[Token], own_determiner: int) -> bool:
    """Whether the clause has introduced somebody or something else that the attribute may belong to."""
    anchored = {i for anchor in reading.anchors for pair in find_name(reading.text, tuple(before), anchor.name)
                for i in range(*pair)}  # fmt: skip
    own = reading.words[own_determiner].start if own_determiner < len(reading.words) else -1
    for i, token in enumerate(before):
        if i in anchored or token.start >= own:
            continue
        if token.word in _INDEFINITE and i + 1 not in anchored:
            return True
        if singular(token.word) in reading.people:
            return True
    return False


def _severity(reading: _Reading, anchor: Anchor, at: int, rivals: int) -> Severity | None:
    """How sure it is that the attribute at this word speaks of the anchor; None where it does not."""
    before = reading.clause_before(at)
    determiner, where = _determiner(reading, at)
    if determiner is not None and determiner.possessive:
        owner = _named(reading, [*[t for t in before if t.start < determiner.start], determiner])
        return "error" if owner == anchor else None
    if _somebody_else(reading, before, where):
        return None
    if determiner is not None and determiner.word in {"another", "other", "some", "no", "every", "each"}:
        return None
    if determiner is not None and determiner.word in {"a", "an"}:
        worn = where > 0 and reading.words[where - 1].word in reading.wearing
        if anchor.kind != "subject" or not worn:
            return None
    if anchor.kind == "environment":
        possessive = determiner is not None and determiner.word in POSSESSIVES
        if possessive:
            return None
        return "error" if reading.slot == "environment" else "warning"
    if reading.slot not in ("subject", "action", "custom"):
        return "warning" if determiner is not None and determiner.word in POSSESSIVES else None
    named = _named(reading, before)
    if named is not None:
        return "error" if named == anchor else None
    if rivals > 1:
        return "warning"
    if reading.slot == "action" and determiner is not None and determiner.word not in POSSESSIVES:
        return "warning"
    return "error"


def _part_clashes(reading: _Reading, mentions: tuple[Mention, ...]) -> Iterator[Clash]:
    rivals = len(reading.subjects())
    for mention in mentions:
        group = mention.group
        if group.bound != "part":
            continue
        for anchor in reading.anchors:
            parts = _facts(anchor, reading.lex).parts
            said = next((parts[noun][group.id] for noun in mention.nouns if group.id in parts.get(noun, {})), None)
            if not said:
                continue
            values = {m.value for m in said}
            if mention.negated:
                clash = values == {mention.value}
            else:
                clash = all(group.exclude(mention.value, value) for value in values)
            severity = _severity(reading, anchor, mention.first, rivals) if clash else None
            if severity:
                noun = next(n for n in mention.nouns if n in parts)
                end = next((t.end for t in reading.words[mention.last :] if singular(t.word) == noun), mention.end)
                yield Clash(anchor, severity, mention.start, end, group.label, _says(anchor, said[0]))


def _missing_part_clashes(reading: _Reading) -> Iterator[Clash]:
    """`without her coat` says that a described part is gone."""
    subjects = reading.subjects()
    for at, token in enumerate(reading.words):
        if token.word != "without":
            continue
        for k in range(at + 1, min(at + 5, len(reading.words))):
            word = reading.words[k]
            if not word.joined:
                break
            owners = [a for a in subjects if _facts(a, reading.lex).parts.get(singular(word.word)) not in (None, {})]
            if owners:
                if not _somebody_else(reading, reading.clause_before(at), at):
                    sure: Severity = "error" if len(subjects) == 1 else "warning"
                    said = next(iter(_facts(owners[0], reading.lex).parts[singular(word.word)].values()))[0]
                    yield Clash(owners[0], sure, token.start, word.end, "what is worn", _says(owners[0], said))
                break
            if word.word in FUNCTION_WORDS - DETERMINERS:
                break


def _age_of(anchor: Anchor, lex: Lexicon) -> tuple[int, int, str] | None:
    ages = ages_in(anchor.description)
    if ages:
        return ages[0].low, ages[0].high, anchor.description[ages[0].start : ages[0].end]
    words = tokens(anchor.description)
    for i, _ in find_name(anchor.description, words, anchor.name):
        for token in words[max(0, i - 3) : i]:
            if token.word in lex.ranges:
                return (*lex.ranges[token.word], token.word)
    return None


def _age_clashes(reading: _Reading) -> Iterator[Clash]:
    subjects = reading.subjects()
    for anchor in subjects:
        said = _age_of(anchor, reading.lex)
        if said is None:
            continue
        low, high, wording = said
        for i, _ in find_name(reading.text, reading.words, anchor.name):
            before = reading.words[i - 1] if i and reading.words[i].joined else None
            if before and before.word in reading.lex.ranges:
                other = reading.lex.ranges[before.word]
                if other[1] < low or high < other[0]:
                    yield Clash(anchor, "error", before.start, before.end, "age", wording)
        for age in ages_in(reading.text) if reading.slot in ("subject", "custom") else ():
            if age.low <= high and low <= age.high:
                continue
            at = next(k for k, t in enumerate(reading.words) if t.end > age.start)
            before_words = reading.clause_before(at)
            after = next((t for t in reading.words if t.start >= age.end and t.joined), None)
            noun_follows = (
                after is not None and after.word not in FUNCTION_WORDS and "old" in reading.text[age.start : age.end]
            )
            named = _named(reading, before_words)
            if noun_follows or _somebody_else(reading, before_words, at) or named not in (None, anchor):
                continue
            sure: Severity = "error" if len(subjects) == 1 or named == anchor else "warning"
            yield Clash(anchor, sure, age.start, age.end, "age", wording)


def clashes(
    text: str,
    slot: str,
    anchors: tuple[Anchor, ...],
    lex: Lexicon,
    people: frozenset[str],
    wearing: frozenset[str],
) -> list[Clash]:
    """Every contradiction in one own text of a shot against the anchors in use, in order of place.

    `slot` is one of the six, or `custom` for a custom prompt. Each place is reported once an anchor.
    """
    if not text or not anchors:
        return []
    plain = unquoted(text)
    reading = _Reading(plain, slot, tokens(plain), anchors, lex, people, wearing)
    mentions = mentions_in(text, slot, lex)
    found: dict[tuple[str, int], Clash] = {}
    for part in (
        _scene_clashes(reading, mentions),
        _part_clashes(reading, mentions),
        _missing_part_clashes(reading),
        _age_clashes(reading),
    ):
        for clash in part:
            found.setdefault((clash.anchor.key, clash.start), clash)
    return sorted(found.values(), key=lambda c: (c.start, c.anchor.key))
