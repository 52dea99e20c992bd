"""An action divided between several clips: at its sentences, then at the words that say what comes next.

Nothing is invented. Where an action has fewer steps than there are clips, a step goes on: `continues to walk` where
the verb lasts and the sentence stays right, else it stands again as it was.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple
from weakref import WeakKeyDictionary

from projects.core.catalog import Catalog
from projects.core.grammar import DETERMINERS, PRONOUNS
from projects.core.parsing_forms import third_person
from projects.core.sentences import stops_before
from projects.core.words import Token, tokens, unquoted

Span = tuple[int, int]

_STOP = re.compile(r"[.!?]+[\"”’»)]*\s+|[。！？।؟۔]+[\"”’»」』)]*\s*")
_LINK = re.compile(
    r"(?P<then>(?:\s*[,;]\s*|\s+)(?:and\s+|but\s+)?then,?\s+)|(?P<which>\s*,?\s+after\s+which,?\s+)"
    r"|(?P<before>\s*,?\s+before\s+)|(?P<and>\s*,\s+and\s+)|(?P<plain>\s+and\s+)",
    re.IGNORECASE,
)
_LEADING = re.compile(r"(?:and\s+)?(?:then|after\s+which),?\s+", re.IGNORECASE)
_SEVERAL = frozenset({"and", "but", "or", "then", "until", "before"})
_WHO = frozenset({"he", "she", "it", "they", "we", "i", "you"})
_NO_WORDS: frozenset[str] = frozenset()


class _Lexicon(NamedTuple):
    """The words of one catalogue that dividing needs."""

    third: dict[str, str]
    base: frozenset[str]
    lasting: frozenset[str]
    not_before_then: frozenset[str]
    particles: frozenset[str]
    ing_nouns: frozenset[str]


_made: WeakKeyDictionary[Catalog, _Lexicon] = WeakKeyDictionary()


def _lexicon(catalog: Catalog) -> _Lexicon:
    found = _made.get(catalog)
    if found is None:
        words = catalog.words
        lasting = words.get("split-goes-on", _NO_WORDS)
        verbs = words.get("parse-verbs", _NO_WORDS) | words.get("craft-verbs", _NO_WORDS) | lasting
        found = _made[catalog] = _Lexicon(
            {third_person(verb): verb for verb in verbs},
            verbs - words.get("parse-noun-verbs", _NO_WORDS),
            lasting,
            words.get("split-then-after", _NO_WORDS),
            words.get("split-particles", _NO_WORDS),
            words.get("ing-nouns", _NO_WORDS) | words.get("parse-ing-nouns", _NO_WORDS),
        )
    return found


def divided(action: str, parts: int, catalog: Catalog) -> tuple[str, ...]:
    """What each of so many clips does, in the action's own words."""
    lex = _lexicon(catalog)
    units = _sentences(action)
    if len(units) < parts:
        units = [step for unit in units for step in _steps(action, unit, lex)]
    if not units:
        return (action.strip(),) * parts
    if len(units) >= parts:
        return tuple(_plain(action[start:end]) for start, end in _grouped(action, units, parts))
    at = [part * len(units) // parts for part in range(parts)]
    texts = [_plain(action[start:end]) for start, end in units]
    return tuple(
        continued(texts[now], catalog) if part and now == at[part - 1] else texts[now] for part, now in enumerate(at)
    )


def continued(step: str, catalog: Catalog) -> str:
    """A step that goes on in the next clip: `continues to walk slowly`, or as it was where that would be wrong."""
    lex = _lexicon(catalog)
    words = tokens(unquoted(step))
    verb = lex.third.get(words[0].word) if words and not words[0].possessive else None
    if verb not in lex.lasting or any(token.word in _SEVERAL for token in words):
        return step
    return f"continues to {verb}{step[words[0].end :]}"


def _plain(text: str) -> str:
    """A piece of an action as it stands alone: without the comma or the `then` that led to it."""
    text = text.strip().strip(",;").strip()
    return _LEADING.sub("", text, count=1) if _LEADING.match(text) else text


def _sentences(text: str) -> list[Span]:
    """The places of the sentences of a text."""
    found, start = [], 0
    for match in _STOP.finditer(unquoted(text)):
        end = match.end()
        if match.group()[0] in ".!?" and not stops_before(text[start : match.start() + 1] + " "):
            continue
        found.append((start, end))
        start = end
    return [(a, b) for a, b in (*found, (start, len(text))) if text[a:b].strip(" ,;\n\t")]


def _steps(text: str, unit: Span, lex: _Lexicon) -> Iterator[Span]:
    """The steps of one sentence, one after the other."""
    start, end = unit
    plain = unquoted(text)
    for match in _LINK.finditer(plain, start, end):
        before, after = tokens(plain[start : match.start()]), tokens(plain[match.end() : end])
        if before and after and _comes_next(match, before, after, lex):
            yield start, match.start()
            start = match.end()
    if text[start:end].strip(" ,;.\n\t"):
        yield start, end


def _comes_next(match: re.Match[str], before: tuple[Token, ...], after: tuple[Token, ...], lex: _Lexicon) -> bool:
    """Whether the words after a link say what is done next."""
    kind = match.lastgroup
    first = next((token.word for token in after if not token.word.endswith("ly")), "")
    acts = first in lex.third or first in lex.base
    if kind == "which":
        return True
    if kind == "then":
        known = acts or first in PRONOUNS or first in DETERMINERS or _participle(first, lex)
        return known and before[-1].word not in lex.not_before_then
    if kind == "before":
        return first in _WHO or _participle(first, lex)
    if kind == "and":
        return acts or (first in _WHO and len(after) > 1)
    return first in lex.third and _verb_alone(before, lex)


def _participle(word: str, lex: _Lexicon) -> bool:
    return len(word) > 4 and word.endswith("ing") and word not in lex.ing_nouns


def _verb_alone(words: tuple[Token, ...], lex: _Lexicon) -> bool:
    """Whether all that stands there is a verb and how it is done: `slowly turns around`, with no thing named after it."""
    said = [t.word for t in words if t.word not in _WHO and not t.word.endswith("ly") and t.word not in lex.particles]
    return len(said) == 1 and said[0] in lex.third


def _grouped(text: str, units: list[Span], parts: int) -> Iterator[Span]:
    """Neighbouring units put together into so many groups of about the same number of words."""
    sums = [0]
    for start, end in units:
        sums.append(sums[-1] + max(1, _count(text[start:end])))
    first = 0
    for part in range(1, parts + 1):
        ends = range(first + 1, len(units) - (parts - part) + 1)
        last = len(units) if part == parts else min(ends, key=lambda at: abs(sums[at] * parts - sums[-1] * part))
        yield units[first][0], units[last - 1][1]
        first = last


@lru_cache(maxsize=1024)
def _count(text: str) -> int:
    return len(tokens(text))
