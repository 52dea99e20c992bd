"""Whether words about time, weather or place state something of the shot itself, or only speak of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from projects.core.grammar import CONJUNCTIONS, DETERMINERS, FUNCTION_WORDS, PREPOSITIONS
from projects.core.words import Token

Standing = Literal["stated", "unclear", "unreal"]

_REACH = 4
# After these the words hold at another time, or of another thing: `until dawn`, `dreams of summer`, `like a storm`.
_ELSEWHERE = frozenset(
    "before after until till since toward towards of for like unlike than about despite except without against if unless".split()
)
_HERE = frozenset("at in on during by under through throughout into beneath amid amidst within".split())
_OWN_SLOTS = ("environment", "lighting")


def _governor(words: tuple[Token, ...], at: int) -> tuple[str, str, str]:
    """(determiner, preposition or conjunction, the word before that) of the noun phrase around this word."""
    determiner = ""
    back = at
    while back > 0 and words[back].joined and at - back < _REACH:
        before = words[back - 1]
        if before.word in PREPOSITIONS | CONJUNCTIONS:
            joined = back > 1 and words[back - 1].joined
            return determiner, before.word, words[back - 2].word if joined else ""
        if before.possessive or before.word in DETERMINERS:
            determiner = "'s" if before.possessive else before.word
        elif before.word in FUNCTION_WORDS or determiner:
            return determiner, "", before.word
        back -= 1
    return determiner, "", ""


def standing(text: str, words: tuple[Token, ...], at: int, slot: str, lists: Mapping[str, frozenset[str]]) -> Standing:
    """Whether the word at this index states something of the shot in which it is written.

    `unclear` where it may as well speak of something else (`watches the night`), `unreal` where it does.
    """
    determiner, preposition, before = _governor(words, at)
    if before == "as" and preposition in ("if", "though"):
        return "unreal"
    if preposition in _ELSEWHERE:
        inner = preposition == "of" and before in lists.get("time-parts", frozenset())
        if not inner:
            return "unreal"
    if slot in _OWN_SLOTS or preposition in _HERE:
        return "stated"
    if preposition == "" and determiner == "" and (at == 0 or not words[at].joined or before == ""):
        return "stated"
    return "unreal" if determiner in ("a", "an", "'s", "every", "each", "another", "no", "some", "any") else "unclear"
