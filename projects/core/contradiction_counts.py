"""Counts and years in a shot's words against those of an anchor: `two lanterns` where there are three."""

from __future__ import annotations

from collections.abc import Iterator

from projects.core.board import Anchor
from projects.core.contradiction_facts import Clash, facts_of
from projects.core.contradiction_numbers import Count, Year
from projects.core.findings import Severity
from projects.core.ownership import Reading


def number_clashes(reading: Reading, counts: tuple[Count, ...], years: tuple[Year, ...]) -> Iterator[Clash]:
    """`two lanterns` where there are three, `a 1985 Mustang` where it is one of 1967."""
    counted = {(count.noun, count.number) for count in counts}
    for anchor in reading.anchors:
        if anchor.kind not in ("subject", "environment"):
            continue
        facts = facts_of(anchor, reading.lex)
        for count in counts if facts.counts else ():
            known = facts.counts.get(count.noun)
            if known is None or (count.noun, known.number) in counted:
                continue
            level = _count_level(reading, anchor, count.number, known.number, count.first)
            if level and count.number != known.number:
                established = facts.text[known.start : known.end]
                number = established.split()[0]
                end = count.start + len(_text_of(reading, count.first))
                yield Clash(anchor, level, count.start, count.end, "number", established, "", end, number, "number")
        for year in years if facts.years else ():
            own = facts.years.get(year.noun)
            loose = own is None and not year.noun and anchor.kind == "environment" and len(facts.years) == 1
            known_year = own or (next(iter(facts.years.values())) if loose else None)
            if known_year is not None and (year.high < known_year.low or known_year.high < year.low):
                established = facts.text[known_year.start : known_year.end]
                yield Clash(anchor, "warning" if loose else "error", year.start, year.end, "year", established, "",
                            year.end, established, "number")  # fmt: skip


def _text_of(reading: Reading, at: int) -> str:
    """The word at an index as it is typed."""
    return reading.text[reading.words[at].start : reading.words[at].end]


def _some_do(reading: Reading, at: int) -> bool:
    """Whether the counted ones do or suffer something, as some of all of them may: `two columns cracked`."""
    reader = reading.lex.reader
    after = [token.word for token in reading.words[at + 1 : at + 4] if token.joined]
    return any(reader.participle(word) or reader.verb(word) for word in after[1:])


def _count_level(reading: Reading, anchor: Anchor, number: int, known: int, at: int) -> Severity | None:
    """Fewer may be some of them, and in an action more may be others; in the slot of its own a count is meant."""
    if reading.slot == anchor.kind:
        person = reading.last_person(at)
        if number < known and _some_do(reading, at):
            return None
        return "error" if person is None or person.anchor == anchor else None
    person = reading.last_person(at)
    if anchor.kind == "subject" and number > known and reading.slot == "action":
        own = person is None or person.anchor == anchor
        return "warning" if own and len(reading.subjects) == 1 else None
    return "warning" if number > known and anchor.kind == "environment" and person is None else None
