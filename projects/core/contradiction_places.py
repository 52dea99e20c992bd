"""Where the words of a clash begin and what stands against them; whether a text says that the shot is elsewhere."""

from __future__ import annotations

from projects.core.attributes import Lexicon, Mention
from projects.core.board import Anchor
from projects.core.contradiction_facts import Clash, facts_of
from projects.core.findings import Severity
from projects.core.grammar import NEGATIONS
from projects.core.ownership import Reading
from projects.core.words import CLAUSE_END

_HERE_WORDS = frozenset("in on at inside outside out now".split())
_LED_IN = 4
_AFAR = frozenset(
    "beyond below behind outside through visible distance far window windows across above glimpsed seen".split()
)
_DENIED_REACH = 8


def stands_here(reading: Reading, mention: Mention) -> bool:
    """Whether the words of a place begin with another kind of place, and name none in use: `outside on the quay`."""
    if reading.slot != "environment" or reading.clause_starts[mention.first] != 0:
        return False
    if any(anchor.kind == "environment" for anchor in reading.named.values()):
        return False
    words = reading.words
    lead = [token.word for token in words[: mention.first]]
    if not lead or lead[0] not in _HERE_WORDS or lead[0] == "the" or len(lead) > _LED_IN:
        return False
    after = [token.word for token in words[mention.last : mention.last + 4]]
    return _AFAR.isdisjoint(after) and not any(words[k].possessive for k in range(mention.first))


def clash_of(reading: Reading, anchor: Anchor, level: Severity, mention: Mention, said: Mention) -> Clash:
    """The clash of what a text says with what the anchor says; what is denied begins with its denial."""
    facts = facts_of(anchor, reading.lex)
    value = facts.value(said)
    start, end = _denial(reading, mention.first, mention.start) if mention.negated else mention.start, mention.said_end
    compound = _compound(reading.text[mention.start : mention.end], reading.lex)
    if compound != _compound(value, reading.lex):
        value = ""
    other = mention.nouns[:1] != said.nouns[:1]
    group, established = mention.group, facts.says(said)
    return Clash(anchor, level, start, end, group.label, established, "", mention.end, value, group.bound,
                 mention.negated, other)  # fmt: skip


def _compound(said: str, lex: Lexicon) -> str:
    """The ending of `blue-eyed`, empty for other words."""
    last = said.rpartition("-")[2].casefold()
    return last if "-" in said and last in lex.part_endings else ""


def _denial(reading: Reading, first: int, start: int) -> int:
    """Where the negation of the word at this index begins: `no longer navy`."""
    for back in range(first - 1, max(-1, first - _DENIED_REACH), -1):
        if CLAUSE_END.search(reading.text[reading.words[back].end : reading.words[back + 1].start]):
            break
        if reading.words[back].word in NEGATIONS or reading.words[back].word in ("rather", "instead"):
            return reading.words[back].start
    return start
