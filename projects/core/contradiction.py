"""`continuity.contradiction`: words of a shot that an anchor in use rules out.

An attribute counts only for what it describes: `a blue cup` says nothing against a red coat. Where it is
unclear whose attribute it is, the finding is a warning; where it belongs to somebody else, there is none.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from typing import NamedTuple

from projects.core.attributes import MOST_MENTIONS, Lexicon, Mention, mentions_in
from projects.core.attributes_binding import WORN
from projects.core.board import Anchor
from projects.core.contradiction_ages import age_clashes, says_age
from projects.core.contradiction_counts import number_clashes
from projects.core.contradiction_facts import OF_SCENE, Clash, Facts, facts_of
from projects.core.contradiction_layers import layer_clashes, says_layer
from projects.core.contradiction_numbers import Count, Year, counts_in, years_in
from projects.core.contradiction_places import clash_of, stands_here
from projects.core.contradiction_time import passing
from projects.core.contradiction_worn import dressed_clashes, says_worn, worn_clashes
from projects.core.findings import Severity
from projects.core.grammar import POSSESSIVES
from projects.core.ownership import Reading, fits, severity
from projects.core.ownership_reading import Person
from projects.core.words import LONGEST_KEPT, singular

_OF_PARTS = frozenset({"colour", "material", "pattern", "number", "year", "side", "sleeves", "shade of hair or skin"})
_BETWEEN = 16
_DOORS = frozenset({"inside", "outside"})
_ENDS = frozenset(".!?;:…")

__all__ = ["Clash", "clashes"]


class _Said(NamedTuple):
    """What a text says that any anchor might speak against. Most texts say nothing of the kind."""

    mentions: tuple[Mention, ...] = ()
    counts: tuple[Count, ...] = ()
    years: tuple[Year, ...] = ()
    worn: bool = False
    aged: bool = False
    layered: bool = False


_NOTHING = _Said()


def _read(text: str, slot: str, lex: Lexicon) -> _Said:
    return _Said(
        mentions_in(text, slot, lex),
        tuple(counts_in(text, lex)[:MOST_MENTIONS]),
        tuple(years_in(text, lex)[:MOST_MENTIONS]),
        says_worn(text, lex),
        says_age(text, slot, lex),
        says_layer(text, slot),
    )


_read_short = lru_cache(maxsize=4096)(_read)


def _said(text: str, slot: str, lex: Lexicon) -> _Said:
    return _read_short(text, slot, lex) if len(text) <= LONGEST_KEPT else _read(text, slot, lex)


def _differs(mention: Mention, said: list[Mention], here: set[str]) -> bool:
    """Whether a mention cannot hold beside what the anchor says. `here`: what else the text says of the same thing."""
    values = {item.value for item in said}
    if mention.negated:
        return values == {mention.value} and mention.value not in here
    if mention.past or mention.value in values or here & values:
        return False
    return any(mention.group.exclude(mention.value, value, mention.nouns) for value in values)


def _values_here(mentions: tuple[Mention, ...]) -> dict[tuple[str, str], set[str]]:
    """What a text says, not negated, of each group and noun; of groups that have no nouns under an empty one."""
    found: dict[tuple[str, str], set[str]] = {}
    for mention in mentions:
        for noun in mention.nouns or ("",):
            said = () if mention.negated or mention.past else (mention.value,)
            found.setdefault((mention.group.id, noun), set()).update(said)
    return found


def _scene_clashes(reading: Reading, mentions: tuple[Mention, ...]) -> Iterator[Clash]:
    values = _values_here(mentions)
    for mention in mentions:
        group = mention.group
        if group.bound not in OF_SCENE or _names_anchor(reading, mention):
            continue
        here = values[group.id, ""]
        for anchor in reading.anchors:
            facts = facts_of(anchor, reading.lex)
            said = facts.scene.get(group.id, [])
            plain = [m for m in said if not m.implied] or said
            loose = mention.implied or (reading.words[mention.first].word in _DOORS and all(m.implied for m in plain))
            if group.of_anchor and loose and not (mention.implied and stands_here(reading, mention)):
                continue
            if plain and _differs(mention, plain, here):
                lit = reading.slot == "lighting" == anchor.kind  # what light there is, and no mere hint of a place
                sure = mention.sure and (lit or not (mention.implied or plain[0].implied))
                level: Severity = "error" if sure else "warning"
                yield clash_of(reading, anchor, level, mention, plain[0])


def _names_anchor(reading: Reading, mention: Mention) -> bool:
    """Whether the words are an anchor's own name, which says what that anchor is called and no more."""
    return not mention.negated and mention.first in reading.named and mention.last - 1 in reading.named


def _trait_clashes(reading: Reading, mentions: tuple[Mention, ...]) -> Iterator[Clash]:
    values = _values_here(mentions)
    for mention in mentions:
        if mention.group.bound != "trait" or _names_anchor(reading, mention):
            continue
        for anchor in reading.subjects:
            facts = facts_of(anchor, reading.lex)
            said = facts.scene.get(mention.group.id, [])
            if not said or not _differs(mention, said, values[mention.group.id, ""]):
                continue
            level = severity(reading, anchor, mention.first, mention.last, of_person=True)
            if level:
                first = next(m for m in said if mention.negated or mention.group.exclude(m.value, mention.value))
                yield clash_of(reading, anchor, level, mention, first)


def _part_clashes(reading: Reading, mentions: tuple[Mention, ...]) -> Iterator[Clash]:
    values = _values_here(mentions)
    for mention in mentions:
        group = mention.group
        if group.bound != "part" or _names_anchor(reading, mention):
            continue
        here = set().union(*(values[group.id, noun] for noun in mention.nouns))
        if WORN in mention.nouns:
            yield from dressed_clashes(reading, mention, here)
        of_person = mention.value in group.always or "-" in reading.words[mention.first].word
        for anchor in reading.anchors:
            facts = facts_of(anchor, reading.lex)
            said = next((facts.parts[n][group.id] for n in mention.nouns if group.id in facts.parts.get(n, {})), None)
            said = said or _of_whole(mention, facts, reading.lex)
            if not said or not _differs(mention, said, here) or _others(reading, mention, facts.says(said[0])):
                continue
            level = severity(reading, anchor, _owned_at(reading, mention), mention.last, of_person=of_person)
            if level and not (len(reading.subjects) > 1 and _of_another(reading, anchor, mention)):
                yield clash_of(reading, anchor, level, mention, said[0])


def _of_whole(mention: Mention, facts: Facts, lex: Lexicon) -> list[Mention] | None:
    """What is said of the whole of an animal or thing, where the words are about its hide or its finish."""
    if mention.group.id not in ("colour", "material") or not facts.own:
        return None
    hide = facts.own in lex.animals and not lex.hides.isdisjoint(mention.nouns)
    if not hide and (lex.reader.person(facts.own) or lex.finishes.isdisjoint(mention.nouns)):
        return None
    return facts.parts.get(facts.own, {}).get(mention.group.id)


def _of_another(reading: Reading, anchor: Anchor, mention: Mention) -> bool:
    """Whether another subject has the very same, and nobody's name says whose it is here: `her white curls`."""
    determiner, where = reading.determiner(_owned_at(reading, mention))
    if determiner is not None and determiner.possessive:
        return False
    pronoun = determiner.word if determiner is not None and determiner.word in POSSESSIVES else ""
    for other in reading.subjects:
        parts = facts_of(other, reading.lex).parts
        if other != anchor and fits(Person(where, other, ""), pronoun, reading.lex):
            known = [m for noun in mention.nouns for m in parts.get(noun, {}).get(mention.group.id, ())]
            if any(m.value == mention.value for m in known) and not mention.negated:
                said = reading.people_before(mention.first)
                if not said or pronoun or said[-1].anchor != anchor:
                    return True
    return False


def _others(reading: Reading, mention: Mention, established: str) -> bool:
    """Whether the words speak of several where the anchor has one: `blue coats march past`."""
    noun = reading.text[mention.end : mention.said_end].rpartition(" ")[2].casefold()
    own = established.rpartition(" ")[2].casefold()
    return noun != own and singular(noun) == own and reading.determiner(mention.first)[0] is None


def _owned_at(reading: Reading, mention: Mention) -> int:
    """The index of the word by which to ask whose it is: the noun before, where the attribute follows it."""
    if mention.said_end > mention.end:
        return mention.first
    words = reading.words
    for back in range(mention.first - 1, max(-1, mention.first - 12), -1):
        if reading.lex.part(words[back].word) in mention.nouns:
            return back
    return mention.first


def clashes(text: str, slot: str, anchors: tuple[Anchor, ...], lex: Lexicon) -> list[Clash]:
    """Every contradiction in one own text of a shot against the anchors in use, in order of place.

    `slot` is one of the six, or `custom` for a custom prompt. Each place is reported once an anchor.
    """
    said = _said(text, slot, lex) if text and anchors else _NOTHING
    if said == _NOTHING:
        return []
    reading = Reading(text, slot, anchors, lex)
    all_found = list(worn_clashes(reading)) if said.worn else []
    if said.layered:
        all_found += layer_clashes(reading)
    for rule in (_scene_clashes, _part_clashes, _trait_clashes) if said.mentions else ():
        all_found += rule(reading, said.mentions)
    if said.aged:
        all_found += age_clashes(reading)
    if said.counts or said.years:
        all_found += number_clashes(reading, said.counts, said.years)
    found: dict[tuple[str, int], Clash] = {}
    for clash in all_found:
        known = found.setdefault((clash.anchor.key, clash.start), clash)
        if known.severity == "warning" and clash.severity == "error":
            found[clash.anchor.key, clash.start] = clash
    return [replace(clash, passing=passing(text, clash.start, clash.end)) for clash in _apart(found, text)]


def _said_twice(known: Clash, clash: Clash, text: str) -> bool:
    """Whether two clashes say one thing side by side: `hatless, no hat anywhere`, `underlit, light from below`."""
    between = text[known.end : clash.start]
    whole = known.label == clash.label and known.label not in _OF_PARTS and len(between) <= _BETWEEN
    return whole and between.lstrip()[:1] in (",", "a") and _ENDS.isdisjoint(between)


def _hinted(known: Clash, clash: Clash, text: str) -> bool:
    """Whether the second of two only follows from the first: `later that night, moonlight` against a warm noon."""
    near = text[known.end : clash.start].strip() in (",", "in", "in the", "under the", "and", ", in")
    return near and known.bound in OF_SCENE and clash.bound in OF_SCENE and clash.severity == "warning"


def _apart(found: dict[tuple[str, int], Clash], text: str) -> list[Clash]:
    """The clashes in order of place: none within another one of its anchor, side by side ones as one."""
    kept: dict[str, list[Clash]] = {}
    for clash in sorted(found.values(), key=lambda c: (c.start, -c.end, c.anchor.key)):
        last = kept.setdefault(clash.anchor.key, [])
        known = last[-1] if last else None
        if known is not None and clash.start > known.end and _said_twice(known, clash, text):
            sure: Severity = "error" if "error" in (known.severity, clash.severity) else "warning"
            last[-1] = replace(known, end=clash.end, severity=sure, attribute_end=clash.end)
        elif known is not None and clash.start > known.end and _hinted(known, clash, text):
            continue
        elif known is None or clash.start > known.end + 1 or (clash.start > known.end and clash.label != known.label):
            last.append(clash)
        elif clash.start == known.end + 1:  # `navy blue` is one place
            last[-1] = replace(known, end=clash.end, attribute_end=max(known.attribute_end, clash.attribute_end))
    return sorted((clash for clashes in kept.values() for clash in clashes), key=lambda c: (c.start, c.anchor.key))
