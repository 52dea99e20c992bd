"""`without her coat`, `hatless`, `dressed in green`: what somebody is described to wear is gone or another."""

from __future__ import annotations

from collections.abc import Iterator

from projects.core.attributes import Mention
from projects.core.attributes_lexicon import Lexicon
from projects.core.attributes_polarity import elsewhere
from projects.core.board import Anchor
from projects.core.contradiction_facts import Clash, facts_of
from projects.core.findings import Severity
from projects.core.grammar import DETERMINERS, NEGATIONS
from projects.core.ownership import fits
from projects.core.ownership_reading import REACH, Person, Reading
from projects.core.words import vocabulary

_TELLING = frozenset(
    "without wearing lacking lack minus missing sans lost losing stripped longer no rid wear never not isn't shed removed "
    "forgotten left taken".split()
)


_REACH_OFF = 3
_OFF = frozenset("off gone missing discarded removed shed".split())
_ACCESSORIES = frozenset(
    "cape collar sunglasse watch ring necklace earring "
    "helm surcoat backpack bag robe sash gown sandal sneaker "
    "trainer hat cap glove glasse scarf helmet shoe boot tie belt bonnet bandana hood mask crown veil shawl".split()
)
_LEADING = frozenset("his her their its the now with is are red blue black white green".split())
_AFTER_OFF = frozenset("and but now in at on for under again".split())
_NEVER = NEGATIONS - {"without"} | {"rarely", "seldom", "nobody", "nothing"}


def says_worn(text: str, lex: Lexicon) -> bool:
    """Whether a text says of anything that it is not worn: a quick look before a close one."""
    known = vocabulary(text)
    return not known.isdisjoint(_TELLING) or not known.isdisjoint(_OFF) or not known.isdisjoint(lex.bare_words)


def worn_clashes(reading: Reading) -> Iterator[Clash]:
    """`without her coat`, `bareheaded` say that something described is gone."""
    if not reading.subjects:
        return
    known = vocabulary(reading.text)
    if not known.isdisjoint(_TELLING):
        yield from _taken_off(reading)
    for at, token in enumerate(reading.words):
        if token.word in reading.lex.bare:
            yield from _bare(reading, at)
        elif token.word in _OFF and at and token.joined:
            yield from _put_off(reading, at)


def _put_off(reading: Reading, at: int) -> Iterator[Clash]:
    """`Ines, jacket off`, `kneels in the ash, cape gone`."""
    words = reading.words
    noun = reading.lex.part(words[at - 1].word)
    first = at - 1
    while first and words[first].joined and (words[first - 1].word in _LEADING or words[first - 1].possessive):
        first -= 1
    lead = [token.word for token in words[first : at - 1]]
    opens = first == reading.clause_starts[at] or words[first].word == "with" or words[first].possessive
    known = reading.lex.garments | _ACCESSORIES
    if (at + 1 < len(words) and words[at + 1].joined and words[at + 1].word not in _AFTER_OFF) or noun not in known:
        return
    if not opens or len(lead) > _REACH_OFF:
        return
    possessor = first if lead and words[first].possessive else None
    determiner = next((word for word in lead if word in ("his", "her", "their", "its")), "")
    clash = _gone(reading, at - 1, noun, words[first].start, words[at].end, possessor, determiner)
    if clash is not None and not elsewhere(reading.text, words, at, reading.lex):
        yield clash


def _after_phrase(reading: Reading, at: int) -> int | None:
    """The index after `without`, `no longer wearing` at this word, None where it is none of them."""
    words = reading.words
    for phrase in reading.lex.taken_off.get(words[at].word, ()):
        end = at + len(phrase)
        if tuple(token.word for token in words[at:end]) == phrase:
            return end
    if words[at].word == "no" and (at == 0 or not words[at].joined or words[at - 1].word in ("with", "has", "and", "but")):
        return at + 1
    return None


def _taken_off(reading: Reading) -> Iterator[Clash]:
    words = reading.words
    reached = 0
    for at, token in enumerate(words):
        begin = _after_phrase(reading, at) if at >= reached else None
        if begin is None or begin >= len(words) or (at and words[at].joined and words[at - 1].word in NEGATIONS):
            continue
        if token.word == "without" and _never(reading, at):
            continue
        reached = begin
        possessor = None
        while begin < len(words) and words[begin].joined and (words[begin].word in DETERMINERS or words[begin].possessive):
            possessor = begin if words[begin].possessive else possessor
            begin += 1
        bare = words[at].word == "no" and begin == at + 1
        run = reading.lex.reader.run(words, begin)
        run = run[: next((k for k, word in enumerate(run) if k and word.word in reading.lex.loose), len(run))]
        head = reading.lex.reader.head(run)
        if (
            head is None
            or (bare and not _ends_clause(reading, head.end))
            or elsewhere(reading.text, words, at, reading.lex)
        ):
            continue
        clash = _gone(
            reading, at, reading.lex.part(head.word), token.start, head.end, possessor, words[max(at, begin - 1)].word
        )
        if clash is not None:
            yield clash


def _never(reading: Reading, at: int) -> bool:
    """Whether a negation earlier in the clause turns `without` round: `never leaves without his coat`."""
    first = max(reading.clause_starts[at], at - REACH)
    return any(reading.words[back].word in _NEVER for back in range(first, at))


def _ends_clause(reading: Reading, end: int) -> bool:
    at = reading.word_at(end)
    return (
        at >= len(reading.words)
        or not reading.words[at].joined
        or reading.words[at].word in ("and", "or", "on", "at", "today", "now", "anywhere", "any", "this", "tonight")
    )


def _gone(
    reading: Reading, at: int, noun: str, start: int, end: int, possessor: int | None, determiner: str
) -> Clash | None:
    owners = [a for a in reading.subjects if noun in facts_of(a, reading.lex).has]
    if possessor is not None:
        owner = reading.owner_at(possessor)
        return _clash(reading, owner, noun, start, end, "error") if owner in owners and owner is not None else None
    owners = [a for a in owners if fits(Person(0, a, ""), determiner, reading.lex)]
    person = reading.last_person(at)
    if not owners or (len(owners) == 1 and person is not None and person.anchor != owners[0]):
        return None
    owner = person.anchor if person is not None and person.anchor in owners else owners[0]
    sure: Severity = "error" if len(reading.subjects) == 1 or person is not None else "warning"
    return _clash(reading, owner, noun, start, end, sure)


def _clash(reading: Reading, owner: Anchor, noun: str, start: int, end: int, level: Severity) -> Clash:
    facts = facts_of(owner, reading.lex)
    a, b = facts.has[noun]
    return Clash(owner, level, start, end, "what is worn", facts.text[a:b], "", end, "", "worn")


def _bare(reading: Reading, at: int) -> Iterator[Clash]:
    """`barefoot`, `hatless`."""
    token = reading.words[at]
    if at and token.joined and reading.words[at - 1].word in NEGATIONS:
        return
    person = reading.person_in_phrase(at + 1) or reading.last_person(at)
    for noun in reading.lex.bare[token.word]:
        for owner in reading.subjects:
            if noun in facts_of(owner, reading.lex).has and (person is None or person.anchor == owner):
                sure: Severity = "error" if len(reading.subjects) == 1 or person is not None else "warning"
                yield _clash(reading, owner, noun, token.start, token.end, sure)
                return


def dressed_clashes(reading: Reading, mention: Mention, here: set[str]) -> Iterator[Clash]:
    """`dressed in green` against a red coat: a warning, since it may be another garment."""
    if mention.negated or reading.slot not in ("subject", "action", "custom"):
        return
    person = reading.last_person(mention.first)
    for anchor in reading.subjects:
        facts = facts_of(anchor, reading.lex)
        values = {item.value for item in facts.worn}
        whose = person.anchor == anchor if person is not None else len(reading.subjects) == 1
        if not values or not whose or values & here:
            continue
        if all(mention.group.exclude(mention.value, value) for value in values):
            yield Clash(anchor, "warning", mention.start, mention.said_end, mention.group.label, facts.says(facts.worn[0]),
                        "", mention.end, facts.value(facts.worn[0]), "part", False, True)  # fmt: skip
