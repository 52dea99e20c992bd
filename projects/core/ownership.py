"""Whose attribute it is: which person or place the words of one text are about."""

from __future__ import annotations

from bisect import bisect_left

from projects.core.attributes_lexicon import Lexicon
from projects.core.board import Anchor
from projects.core.findings import Severity
from projects.core.grammar import FUNCTION_WORDS, POSSESSIVES
from projects.core.ownership_gender import gender, gender_of_word
from projects.core.ownership_reading import INDEFINITE, MEASURES, Person, Reading
from projects.core.wording import full_text
from projects.core.words import Token, tokens

__all__ = ["Reading", "severity"]

_NOT_THIS_ONE = frozenset({"another", "other", "some", "every", "each", "any"})
_BOUND_SLOTS = ("subject", "action", "custom")
_OF_HIM = frozenset({"his", "her"})
_LIST_REACH = 16
_THERE = frozenset(
    "with beside behind at by past under beneath between along across on in near against before around over".split()
)
_OF_THINGS = frozenset({"on", "with", "in", "by", "under"})
_PAIRS = frozenset("pair set row rows mass mess".split())
_PUT = frozenset({"on", "up", "into", "down"})


def severity(
    reading: Reading, anchor: Anchor, at: int, last: int | None = None, *, of_person: bool = False
) -> Severity | None:
    """How sure it is that the attribute at this word speaks of the anchor; None where it does not.

    `last` is the index after the attribute; `of_person` says that it may stand before the person: `the bald keeper`.
    """
    determiner, where = reading.determiner(at)
    if determiner is not None and determiner.possessive:
        return "error" if reading.owner_at(where) == anchor else None
    if determiner is not None and determiner.word in _NOT_THIS_ONE:
        return None
    described = reading.person_in_phrase(last or at + 1) if of_person else None
    if described is not None:
        return "error" if described.anchor == anchor else None
    possessor = reading.possessor_after(last or at + 1)
    if possessor is not None:
        return "error" if possessor.anchor == anchor else None
    if determiner is None and where < at and reading.words[where].word in INDEFINITE:
        return _of_new(reading, anchor, at, where)
    if determiner is not None and determiner.word in ("a", "an"):
        return _of_new(reading, anchor, at, where)
    return _of_known(reading, anchor, at, determiner, where)


def _of_known(reading: Reading, anchor: Anchor, at: int, determiner: Token | None, where: int) -> Severity | None:
    """Whose it is after `the`, `his` or nothing at all."""
    said = determiner.word if determiner is not None else ""
    listed = _in_worn_list(reading, where)
    own = said in POSSESSIVES
    if said == "the" and _of_known_thing(reading, anchor, where):
        return "warning"
    if not listed and said not in _OF_HIM and reading.indefinite_before(where):
        return None
    if anchor.kind == "environment":
        return _of_place(reading, at, said if own else "") or ("warning" if said == "the" else None)
    if reading.slot not in _BOUND_SLOTS:
        return "warning" if own else None
    if own:
        return _of_pronoun(reading, anchor, at, said)
    return _of_subject(reading, anchor, at, pointed=determiner is not None, sure=listed)


def _of_known_thing(reading: Reading, anchor: Anchor, where: int) -> bool:
    """Whether `the black seats`, said after somebody new, are those of the only thing or place that has such."""
    if anchor.kind == "subject" and (not _thing_noun(reading, anchor) or len(reading.subjects) > 1):
        return False
    if reading.slot not in ("action", "custom") or reading.compared_clause(where):
        return False
    person = reading.last_person(where)
    return (person is None or person.anchor is None) and reading.indefinite_before(where)


def _of_new(reading: Reading, anchor: Anchor, at: int, where: int) -> Severity | None:
    """Whose is `a blue coat`: of who wears it, and in a subject's own words probably its own."""
    before = reading.words[where - 1] if where else None
    led = before is not None and reading.words[where].joined
    if anchor.kind != "subject":
        return _of_new_part(reading, at, where, led=led)
    worn = (led and _puts_on(reading, where)) or _in_worn_list(reading, where)
    if reading.slot not in _BOUND_SLOTS:
        return None
    if _strand(reading, where) and len(reading.subjects) == 1 and reading.last_person(where) is None:
        return "warning"
    if not worn and led and reading.slot == "subject" and len(reading.subjects) == 1 and before is not None:
        own = _thing_noun(reading, anchor)
        if (
            before.word in _OF_THINGS
            and own
            and not reading.lex.reader.person(own)
            and not reading.indefinite_before(where)
        ):
            return "warning"
    if worn:
        return None if reading.thing_before(where) else _of_subject(reading, anchor, at, pointed=True, sure=True)
    listed = led and before is not None and before.word == "and"
    alone = (
        reading.slot == "subject" and (not led or listed) and reading.last_person(at) is None and len(reading.subjects) == 1
    )
    return "warning" if alone and (listed or not reading.indefinite_before(where)) else None


def _strand(reading: Reading, where: int) -> bool:
    """Whether the article counts hair: `a strand of black hair`."""
    return (
        where + 2 < len(reading.words)
        and reading.words[where + 1].word in MEASURES - _PAIRS
        and reading.words[where + 2].word == "of"
    )


def _thing_noun(reading: Reading, anchor: Anchor) -> str:
    """What the anchor is, where nothing says that it is a person: the `watch` of `a field watch with a steel case`."""
    if gender(anchor, reading.lex):
        return ""
    words = tokens(full_text(anchor))
    name = tokens(anchor.name)
    return "" if any(reading.lex.reader.person(token.word) for token in words) or not name else name[-1].word


def _of_new_part(reading: Reading, at: int, where: int, *, led: bool) -> Severity | None:
    """Whose is `a marble counter` in the words of a place: the place's, unless it stands elsewhere or belongs to others."""
    if reading.slot != "environment" or reading.last_person(at) is not None or reading.compared_clause(where):
        return None
    if not led:
        return "error"
    return "warning" if reading.words[where - 1].word in _THERE and not reading.indefinite_before(where - 1) else None


def _puts_on(reading: Reading, where: int) -> bool:
    """Whether the words before this one say that somebody wears it or puts it on: `wearing`, `zips up`, `reties`."""
    before = reading.words[where - 1].word
    if before in reading.lex.wearing or before in reading.lex.donning:
        return True
    return (
        before in _PUT
        and where > 1
        and reading.words[where - 1].joined
        and reading.words[where - 2].word in reading.lex.donning_with
    )


def _in_worn_list(reading: Reading, where: int) -> bool:
    """Whether `wearing`, `in` leads the list in which this word stands: `in a red hat, a blue coat`."""
    words = reading.words
    for back in range(where - 1, max(-1, where - _LIST_REACH), -1):
        word = words[back].word
        if word in reading.lex.wearing:
            return back + 1 < where and word != "under"
        if back in reading.person_at or reading.lex.reader.verb(word) or (reading.sentence_ends(back)):
            return False
        if word in FUNCTION_WORDS and word not in INDEFINITE | POSSESSIVES | {"and", "the", "or"}:
            return False
    return False


def _of_place(reading: Reading, at: int, own: str) -> Severity | None:
    person = reading.last_person(at)
    if (own and own != "its") or (person is not None and person.at >= reading.clause_starts[at]):
        return None
    return "error" if reading.slot == "environment" else "warning"


def _of_subject(reading: Reading, anchor: Anchor, at: int, *, pointed: bool, sure: bool) -> Severity | None:
    """Whose it is by who was spoken of last."""
    person = reading.last_person(at)
    if person is not None:
        if person.anchor != anchor:
            return None
        return "error" if pointed or sure or reading.same_sentence(person.at, at) else "warning"
    if len(reading.subjects) > 1:
        told = reading.possessive_after(at)
        return "warning" if not told or fits(Person(0, anchor, ""), told, reading.lex) else None
    return "error" if reading.slot == "subject" or sure else "warning"


def _of_pronoun(reading: Reading, anchor: Anchor, at: int, pronoun: str) -> Severity | None:
    """Whose it is by `his`, `her`: the last one spoken of whom the word fits; in doubt a warning."""
    said = [person for person in reading.people[: _before(reading.people, at)] if fits(person, pronoun, reading.lex)]
    if not said:
        fitting = [a for a in reading.subjects if fits(Person(0, a, ""), pronoun, reading.lex)]
        if anchor not in fitting:
            return None
        return "error" if len(fitting) == 1 else "warning"
    nearest = said[-1]
    others = {person.anchor for person in said[:-1] if reading.same_sentence(person.at, at)} - {nearest.anchor}
    if nearest.anchor == anchor:
        certain = not others or gender(anchor, reading.lex) != ""
        alike = any(a is not None and gender(a, reading.lex) == gender(anchor, reading.lex) for a in others)
        return "error" if certain and not alike else "warning"
    by_name = reading.text[reading.words[nearest.at].start].isupper()
    known = nearest.anchor is None and not by_name and not gender_of_word(nearest.word, reading.lex)
    return "warning" if anchor in others and known and gender(anchor, reading.lex) else None


def _before(people: list[Person], at: int) -> int:
    return bisect_left(people, at, key=lambda person: person.at)


def fits(person: Person, pronoun: str, lex: Lexicon) -> bool:
    """Whether a pronoun may speak of a person: `her` does not speak of a man."""
    if pronoun not in _OF_HIM:
        return True
    told = gender(person.anchor, lex) if person.anchor is not None else gender_of_word(person.word, lex)
    return told in ("", "m" if pronoun == "his" else "f")
