"""Ages in a shot's words against the age of the person that they speak of."""

from __future__ import annotations

from collections.abc import Iterator

from projects.core.ages import Age, ages_in
from projects.core.attributes import MOST_MENTIONS
from projects.core.attributes_lexicon import Lexicon
from projects.core.attributes_polarity import elsewhere, negated
from projects.core.board import Anchor
from projects.core.contradiction_facts import Clash, facts_of
from projects.core.findings import Severity
from projects.core.grammar import FUNCTION_WORDS
from projects.core.names import find_name
from projects.core.ownership import fits
from projects.core.ownership_gender import gender, gender_of_word
from projects.core.ownership_reading import INDEFINITE, Person, Reading
from projects.core.words import vocabulary

_SLOTS = ("subject", "action", "custom")
_REACH = 4
_NEAR_START = 8
_CALLED = frozenset({"named", "called"})
_LED = frozenset("now still just today as once again suddenly here".split())
_FACES = frozenset("face hands skin features body".split())
_IS = frozenset("is now looks appears seems was visibly still".split())


def says_age(text: str, slot: str, lex: Lexicon) -> bool:
    """Whether a text says anything about an age at all: a quick look before a close one."""
    return not vocabulary(text).isdisjoint(lex.age_words) or (slot in _SLOTS and bool(ages_in(text)))


def age_clashes(reading: Reading) -> Iterator[Clash]:
    """`the young keeper`, `aged 25` against a keeper in his sixties."""
    ages = ages_in(reading.text)[:MOST_MENTIONS] if reading.slot in _SLOTS else []
    for anchor in reading.subjects:
        said = facts_of(anchor, reading.lex).age
        if said is None:
            continue
        yield from _word_clashes(reading, anchor, said)
        yield from _stage_clashes(reading, anchor, said)
        for age in ages:
            level = _spoken_of(reading, anchor, age) if age.high < said[0] or said[1] < age.low else None
            if level and not elsewhere(reading.text, reading.words, reading.word_at(age.start), reading.lex):
                yield Clash(anchor, level, age.start, age.end, "age", said[2], "", age.end, said[2], "age")


def _word_clashes(reading: Reading, anchor: Anchor, said: tuple[int, int, str]) -> Iterator[Clash]:
    for start, end in find_name(reading.text, reading.words, anchor.name):
        for at in (_before_name(reading, start), _after_name(reading, end)):
            if at is None:
                continue
            token = reading.words[at]
            low, high = reading.lex.ranges[token.word]
            denied = negated(reading.text, reading.words, at, reading.lex)
            if not denied and (high < said[0] or said[1] < low):
                yield Clash(anchor, "error", token.start, token.end, "age", said[2], "", token.end, said[2], "age")


def _of_apposed(reading: Reading, person: Person, at: int) -> bool:
    """Whether the words go on with `a man of ...` that tells more of a name."""
    determiner, where = reading.determiner(person.at)
    told = determiner is not None and determiner.word in ("a", "an") and reading.apposed(where) is not None
    return told and reading.clause_starts[person.at] == reading.clause_starts[at]


def _adjoins(reading: Reading, anchor: Anchor, at: int) -> bool:
    """Whether the name stands right before the comma before this word: `Pip, thirteen now`, `the keeper, barely twenty`."""
    first = reading.clause_starts[at]
    person = reading.person_at.get(first - 1)
    return first > 0 and at - first <= 2 and person is not None and person.anchor == anchor


def _stage_clashes(reading: Reading, anchor: Anchor, said: tuple[int, int, str]) -> Iterator[Clash]:
    """`Lily, a teenager`, `elderly, leaning on a stick`, `a young face`."""
    words, ranges = reading.words, reading.lex.ranges
    calls = not vocabulary(reading.text).isdisjoint(_CALLED)
    for at, token in enumerate(words):
        known = ranges.get(token.word)
        if known is None or (said[0] <= known[1] and known[0] <= said[1]):
            continue
        determiner, where = reading.determiner(at)
        told = determiner is not None and determiner.word in ("a", "an") and reading.apposed(where) == anchor
        led = reading.slot == "subject" and len(reading.subjects) == 1 and reading.clause_starts[at] == 0
        alone = led and at == 0 and (len(words) == 1 or not words[1].joined)
        faced = led and at < 2 and at + 1 < len(words) and words[at + 1].word in _FACES and words[at + 1].joined
        called = calls and _called(reading, anchor, at)
        fresh = at <= _NEAR_START and not (told or alone or faced or called) and _of_the_one(reading, anchor, at)
        if (told or alone or faced or called or fresh) and not negated(reading.text, words, at, reading.lex):
            yield Clash(
                anchor,
                "warning" if fresh else "error",
                token.start,
                token.end,
                "age",
                said[2],
                "",
                token.end,
                said[2],
                "age",
            )


def _person_of(reading: Reading, anchor: Anchor, at: int) -> bool:
    """Whether an age follows the person with whom the words begin: `a woman of sixty-four`, `a woman in her thirties`."""
    if reading.slot != "subject" or at > _NEAR_START + _REACH:
        return False
    for back in range(at - 1, max(-1, at - _REACH), -1):
        if reading.lex.reader.person(reading.words[back].word):
            return _of_the_one(reading, anchor, back)
    return False


def _called(reading: Reading, anchor: Anchor, at: int) -> bool:
    """Whether the name follows by `named`: `a short boy named Tomas`."""
    for place in range(at + 1, min(len(reading.words) - 1, at + _REACH)):
        if not reading.words[place].joined:
            return False
        if reading.words[place].word in ("named", "called"):
            return reading.named.get(place + 1) == anchor
    return False


def _of_the_one(reading: Reading, anchor: Anchor, at: int) -> bool:
    """Whether the words of a subject begin with somebody whom only this anchor can be: `now a young man`."""
    words, lex = reading.words, reading.lex
    if reading.slot != "subject" or len(reading.subjects) != 1 or reading.clause_starts[at] != 0 or at > _NEAR_START:
        return False
    lead = [token.word for token in words[:at]]
    first = next((k for k, word in enumerate(lead) if word in ("a", "an")), None)
    if first is None or any(word not in _LED for word in lead[:first]) or len(lead) - first > _REACH:
        return False
    if any(word in FUNCTION_WORDS for word in lead[first + 1 :]):
        return False
    head = next((token.word for token in words[at : at + _REACH] if lex.reader.person(token.word)), "")
    told, own = gender_of_word(head, lex), gender(anchor, lex)
    others = [person for person in reading.people if person.anchor is None and words[person.at].word != head]
    human = lex.reader.person(head) and (head in lex.animals) == (facts_of(anchor, lex).own in lex.animals)
    return human and not others and (not told or not own or told == own)


def _before_name(reading: Reading, start: int) -> int | None:
    """The index of an age before a name: `the young lighthouse keeper`, but not `a young keeper`, who is somebody else."""
    found = None
    for at in range(start - 1, max(-1, start - 1 - _REACH), -1):
        word = reading.words[at].word
        if not reading.words[at + 1].joined or word in FUNCTION_WORDS:
            return None if reading.words[at + 1].joined and word in INDEFINITE else found
        if found is None and (at in reading.person_at or reading.lex.reader.may_be_verb(word)):
            return None  # `Old Tom hands Lena a rope`: Tom is old
        if word in reading.lex.ranges and found is None:
            found = at
    return found


def _after_name(reading: Reading, end: int) -> int | None:
    """The index of an age that is said of a name: `the keeper, now elderly`, `the keeper is young`."""
    at = end
    linked = False
    while at < min(len(reading.words), end + _REACH) and reading.words[at].word in _IS:
        linked = True
        at += 1
    if (
        not linked
        or at >= len(reading.words)
        or not reading.words[at].joined
        or reading.words[at].word not in reading.lex.ranges
    ):
        return None
    loose = at + 1 >= len(reading.words) or not reading.words[at + 1].joined or reading.words[at + 1].word in FUNCTION_WORDS
    return at if loose else None


def _spoken_of(reading: Reading, anchor: Anchor, age: Age) -> Severity | None:
    """How sure it is that an age in figures is this anchor's."""
    at, next_at = reading.word_at(age.start), reading.word_at(age.end)
    person = reading.last_person(at)
    if (
        person is not None
        and person.anchor == anchor
        and (reading.apposed(at) == anchor or _of_apposed(reading, person, at))
    ):
        return "error"
    if age.bare and (reading.slot != "subject" or person is not None or at > 2):
        return "error" if _adjoins(reading, anchor, at) else None
    after = reading.words[next_at] if next_at < len(reading.words) else None
    old = reading.text[age.start : age.end].casefold().endswith("old")
    if old and after is not None and after.joined and after.word not in FUNCTION_WORDS:
        described = reading.person_in_phrase(next_at)
        return "error" if described is not None and described.anchor == anchor else None
    if reading.indefinite_before(at):
        own = reading.slot == "subject" and at == 1 and len(reading.subjects) == 1 and after is None
        return "warning" if own or _of_the_one(reading, anchor, at) or _person_of(reading, anchor, at) else None
    pronoun = next((t.word for t in reading.words[at:next_at] if t.word in ("his", "her")), "")
    if person is not None:
        return "error" if person.anchor == anchor else None
    fitting = [a for a in reading.subjects if fits(Person(0, a, ""), pronoun, reading.lex)]
    if anchor not in fitting:
        return None
    return "error" if len(fitting) == 1 else "warning"
