"""Another garment of the same layer: a mustard oilskin coat where a waxed jacket is described."""

from __future__ import annotations

from collections.abc import Iterator

from projects.core.contradiction_facts import Clash, facts_of
from projects.core.grammar import FUNCTION_WORDS
from projects.core.ownership import severity
from projects.core.ownership_reading import Reading
from projects.core.words import vocabulary

_OUTER = frozenset("coat jacket cloak cape poncho blazer".split())
_SAID_SO = frozenset(
    "coat jacket cloak cape poncho blazer raincoat overcoat parka anorak trenchcoat peacoat windbreaker topcoat".split()
)
_SLOTS = ("subject", "action", "custom")
_BESIDES = frozenset("over under beneath another spare second extra onto".split())


def says_layer(text: str, slot: str) -> bool:
    """Whether a text names outer garments at all: a quick look before a close one."""
    return slot in _SLOTS and not vocabulary(text).isdisjoint(_SAID_SO)


def layer_clashes(reading: Reading) -> Iterator[Clash]:
    """A warning where somebody wears an outer garment, and is described to wear another kind of one."""
    here = {reading.lex.part(token.word) for token in reading.words}
    if not _BESIDES.isdisjoint(token.word for token in reading.words):
        return
    for at, token in enumerate(reading.words):
        noun = reading.lex.part(token.word)
        if noun not in _OUTER or token.possessive or _goes_on(reading, at):
            continue
        determiner, where = reading.determiner(at)
        if (determiner is not None and determiner.word not in ("a", "an")) or where == at:
            continue
        for anchor in reading.subjects:
            facts = facts_of(anchor, reading.lex)
            own = [known for known in facts.has if known in _OUTER]
            if len(own) != 1 or own[0] in here or noun in facts.has:
                continue
            if severity(reading, anchor, at) == "error":
                a, b = facts.has[own[0]]
                established = facts.text[a:b]
                first = reading.words[where].start
                yield Clash(anchor, "warning", first, token.end, "what is worn", established, "", reading.words[at - 1].end,
                            established.split()[0], "part")  # fmt: skip


def _goes_on(reading: Reading, at: int) -> bool:
    """Whether a further noun follows: `a coat stand`."""
    after = reading.words[at + 1] if at + 1 < len(reading.words) else None
    return (
        after is not None and after.joined and after.word not in FUNCTION_WORDS and not reading.lex.reader.verb(after.word)
    )
