"""Ways out of a contradiction that leave whole text: each is tried before it is offered.

What is offered is sound by its seams and removes the contradiction without a new one. Where nothing of the kind
exists, only the break and a place to write in are offered.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from itertools import pairwise
from typing import NamedTuple

from projects.core.contradiction_facts import Clash
from projects.core.findings import Fix
from projects.core.fixing import replaced
from projects.core.grammar import (
    ARTICLES,
    AUXILIARIES,
    CONJUNCTIONS,
    DETERMINERS,
    FUNCTION_WORDS,
    NEGATIONS,
    POSSESSIVES,
    PREPOSITIONS,
    PRONOUNS,
)  # fmt: skip
from projects.core.words import CLAUSE_END, LONGEST_KEPT, Token, tokens

__all__ = ["Tried", "ways_out"]

_RELATIVE = frozenset("whose which that who where".split())
_WORN = frozenset("wearing wears dressed clad".split())
_PARTICLES = frozenset("up down off out over on in around about by through across along past inside outside".split())
_LEADS = ARTICLES | POSSESSIVES | CONJUNCTIONS | AUXILIARIES | NEGATIONS | _WORN | (PREPOSITIONS - _PARTICLES)
_BROKEN_AFTER = PREPOSITIONS | CONJUNCTIONS | AUXILIARIES | _RELATIVE
_LOOSE = frozenset("now just only very not".split())
_DANGLING = ARTICLES | POSSESSIVES | CONJUNCTIONS | AUXILIARIES | _WORN | PREPOSITIONS | _LOOSE
_NO_START = AUXILIARIES | frozenset("and or but of nor".split())
_VOWELS = "aeiou"
_FURTHER = 4
_THEN = frozenset({"next", "following", "same"})
_OF_SHOT = frozenset({"scene", "light", "look"})
_CLAUSE_SIGNS = ",;:.!?()—–"

Judge = Callable[[str], "Counter[tuple[str, str]]"]


class Tried(NamedTuple):
    """One text with the clash in it. `judge` counts the contradictions of a text by anchor and words."""

    text: str
    clash: Clash
    judge: Judge


def _bounds(text: str, start: int, end: int) -> tuple[int, int]:
    """The clause around a place, without the signs and blanks at its ends."""
    low = max((match.end() for match in CLAUSE_END.finditer(text, 0, start)), default=0)
    after = CLAUSE_END.search(text, end)
    high = after.start() if after else len(text)
    while low < start and text[low].isspace():
        low += 1
    while high > end and text[high - 1].isspace():
        high -= 1
    return low, high


def _agreed(text: str, start: int, end: int, new: str) -> tuple[int, int, str]:
    """The place with `a` or `an` before it where the new words ask for the other one."""
    before = text[:start].rstrip()
    article = before.rpartition(" ")[2] if start != len(before) else ""
    follows = new or text[end:].lstrip()[:1]
    if article.casefold() not in ("a", "an") or not follows[:1].isalpha():
        return start, end, new
    wanted = "an" if follows[0].casefold() in _VOWELS and not follows.casefold().startswith(("one", "uni", "eu")) else "a"
    if article.casefold() == wanted:
        return start, end, new
    at = len(before) - len(article)
    said = wanted.capitalize() if article[0].isupper() else wanted
    if new:
        return at, end, f"{said} {new}"
    further = tokens(text[end:])
    if not further:
        return start, end, new
    return at, end + further[0].end, f"{said} {text[end + further[0].start : end + further[0].end]}"


def _left(text: str, at: int) -> str:
    words = tokens(text[:at])
    return words[-1].word if words and not text[words[-1].end : at].strip() else ""


def _right(text: str, at: int) -> str:
    words = tokens(text[at:])
    return words[0].word if words and not text[at : at + words[0].start].strip() else ""


def _sound(before: str, start: int, end: int, new: str) -> bool:
    """Whether the text reads on over the place where words were taken or put in."""
    after = replaced(before, before[start:end], new, start, end)
    left, right = _left(before, start), _right(before, end)
    if not new:
        if left in _LEADS and (not right or right in _BROKEN_AFTER):
            return False
        if right in _NO_START and not left:
            return False
    elif left in ARTICLES | POSSESSIVES and tokens(new)[:1] and tokens(new)[0].word in DETERMINERS | PREPOSITIONS:
        return False
    words = tokens(after)
    if any(a.word == b.word and b.joined for a, b in pairwise(words)):
        return False
    last = words[-1].word if words else ""
    old = tokens(before)
    if last in _DANGLING and not (old and old[-1].word == last):
        return False
    return not any(sign in after and sign not in before for sign in (";,", ",;", "()", ",,", " ,", ":,", ",.", "( "))


def _clean_way(tried: Tried, start: int, end: int, new: str) -> bool:
    """Whether the change is sound, takes the contradiction away and brings none in."""
    text, clash = tried.text, tried.clash
    if not _sound(text, start, end, new):
        return False
    after = replaced(text, text[start:end], new, start, end)
    if after == text:
        return False
    if len(text) > LONGEST_KEPT:
        return True
    known, left = tried.judge(text), tried.judge(after)
    this = (clash.anchor.key, text[clash.start : clash.end].casefold())
    return left[this] < max(1, known[this]) and not left - known


def _first(tried: Tried, ways: Iterable[tuple[int, int, str]]) -> tuple[int, int, str] | None:
    for start, end, new in ways:
        way = _agreed(tried.text, start, end, new)
        if _clean_way(tried, *way):
            return way
    return None


def _whole_clause(text: str, start: int, end: int) -> bool:
    return _bounds(text, start, end) == (start, end)


def _shaped_alike(removed: str, new: str) -> bool:
    """Whether one may stand where the other stood: `from the right` and `from the left`, `night` and `noon`."""
    a, b = tokens(removed), tokens(new)
    if not a or not b:
        return False
    if a[0].word in FUNCTION_WORDS or b[0].word in FUNCTION_WORDS:
        return a[0].word == b[0].word and len(a) == len(b)
    return a[-1].word == b[-1].word or len(a) == len(b) == 1 or _figure(removed) == _figure(new) != ""


def _figure(said: str) -> str:
    """The kind of wording of an age: `28-year-old`, `aged 28`."""
    words = [token.word for token in tokens(said)]
    return "old" if said.casefold().endswith("old") and "-" in said else words[0] if words[:1] == ["aged"] else ""


def _use_ways(tried: Tried) -> Iterator[tuple[int, int, str]]:
    text, clash = tried.text, tried.clash
    start, end = clash.start, clash.end
    if clash.negated:
        if _whole_clause(text, start, end) and clash.bound in _OF_SHOT:
            yield start, end, clash.established
        return
    noun, own_noun = clash.attribute_end < end, len(clash.value) < len(clash.established)
    if clash.bound == "part":
        if noun and own_noun and not clash.other_noun:
            yield start, end, clash.established
        if clash.value:
            yield start, clash.attribute_end, clash.value
        return
    if clash.bound == "worn":
        yield from _worn_again(tried)
        return
    if clash.bound == "number" and own_noun:
        yield start, end, clash.established
        return
    for new in dict.fromkeys((clash.established, clash.value)):
        alike = _shaped_alike(text[start:end], new) and (clash.bound not in _OF_SHOT or _led(text, start, end))
        if new and (alike or _whole_clause(text, start, end)):
            yield start, end, new


def _led(text: str, start: int, end: int) -> bool:
    """Whether no adjective stands before words that are a noun alone: `a sunny afternoon` takes no `moonlight`."""
    left = _left(text, start)
    return (
        len(tokens(text[start:end])) > 1
        or not left
        or left in PREPOSITIONS
        or left in DETERMINERS - {"a", "an"}
        or left in _THEN
    )


def _worn_again(tried: Tried) -> Iterator[tuple[int, int, str]]:
    """`with her red coat` for `without her coat`."""
    words = tokens(tried.text[tried.clash.start : tried.clash.end])
    if len(words) > 2 and words[0].word == "without" and words[1].word in POSSESSIVES:
        yield tried.clash.start, tried.clash.end, f"with {words[1].word} {tried.clash.established}"


def _over_determiner(words: tuple[Token, ...], at: int) -> int:
    while at and words[at].joined and (words[at - 1].word in DETERMINERS or words[at - 1].possessive):
        at -= 1
    return at


def _over_adjectives(words: tuple[Token, ...], at: int) -> int:
    """The index after the function word before a noun phrase: over `long blond` of `with long blond hair`."""
    back = at
    while back and at - back < _FURTHER and words[back].joined and words[back - 1].word not in FUNCTION_WORDS:
        back -= 1
    led = back and words[back].joined and words[back - 1].word in FUNCTION_WORDS - PRONOUNS
    return back if led or back == 0 or not words[back].joined else at


def _drop_ways(tried: Tried, place: tuple[int, int]) -> Iterator[tuple[int, int, str]]:
    text, clash = tried.text, tried.clash
    start, end = place
    words = tokens(text)
    first = bisect_right(words, start, key=lambda token: token.end)
    if first >= len(words):
        return
    at = _over_determiner(words, first)
    if clash.bound == "trait" or (not clash.negated and _over_adjectives(words, first) < first):
        yield from _wider(text, words, first, start, end)
    attributive = clash.bound == "part" and start < clash.attribute_end < end and not clash.negated
    follows = _right(text, end)
    if attributive and follows and follows not in FUNCTION_WORDS:
        yield start, clash.attribute_end, ""  # `the red coat flaps`: the coat does it still
    if at and words[at].joined and words[at - 1].word in PREPOSITIONS | _WORN:
        yield words[at - 1].start, end, ""
    if attributive:
        yield start, clash.attribute_end, ""
    if clash.bound != "part" or clash.attribute_end < end:
        yield min(start, words[at].start), end, ""
    yield from _wider(text, words, first, start, end)


def _wider(text: str, words: tuple[Token, ...], first: int, start: int, end: int) -> Iterator[tuple[int, int, str]]:
    """The words with their whole noun phrase, relative clause or clause."""
    wide = _over_determiner(words, _over_adjectives(words, first))
    if wide < first:
        if wide and words[wide].joined and words[wide - 1].word in PREPOSITIONS | _WORN:
            yield words[wide - 1].start, end, ""
        yield words[wide].start, end, ""
    for back in range(first - 1, max(-1, first - 8), -1):
        if words[back].word in _RELATIVE:
            yield words[back].start, end, ""
            break
    low, high = _bounds(text, start, end)
    if high - low < len(text.strip()) and text[high : high + 1] not in (".", "!", "?"):
        yield low, high, ""


def ways_out(tried: Tried, place: tuple[int, int], field: str) -> list[Fix]:
    """The fixes of words: say what is established, and drop the words. `place`: the words to drop, half-open."""
    text, clash = tried.text, tried.clash
    found: list[Fix] = []
    use = _first(tried, _use_ways(tried))
    if use is not None:
        start, end, new = use
        own = (start, end) == (clash.start, clash.end)
        label = f"Use “{new}”"
        words = {} if own else {"start": start, "end": end, "words": text[start:end]}
        found.append(Fix("replace", label, field, new, **words))  # type: ignore[arg-type]
    drop = _first(tried, _drop_ways(tried, place))
    if drop is not None:
        start, end, new = drop
        said = text[start:end]
        label = f"Drop “{said}”" if not new else f"Drop “{text[clash.start : clash.attribute_end]}”"
        found.append(Fix("replace", label, field, new, start=start, end=end, words=said))
    if not found:
        found.append(Fix("open", "Write it anew", field))
    return found
