"""Whether words about time, weather or place state something of the shot itself, or only speak of it."""

from __future__ import annotations

from typing import Literal

from projects.core.grammar import CONJUNCTIONS, DETERMINERS, FUNCTION_WORDS, POSSESSIVES, PREPOSITIONS
from projects.core.noun_phrases import NounPhrases
from projects.core.words import Token

Standing = Literal["stated", "unclear", "unreal"]

_REACH = 4
_LAMP_REACH = 7
# After these the words hold at another time, or of another thing: `until dawn`, `dreams of summer`, `like a storm`.
_ELSEWHERE = frozenset(
    "before after until till since toward towards of for like unlike than about despite against if unless".split()
)
_OTHER_TIMES = frozenset(
    "impending coming approaching imminent former last previous eternal yesterday's tomorrow's".split()
)
_THEN = frozenset("next following".split())  # `the next morning` is when this shot is
_POINTED = frozenset("the this that".split())
_HERE = frozenset("at in on during by under through throughout into beneath amid amidst within".split())
_NEW = frozenset({"a", "an", "another", "some"})
_OF_SOMETHING = POSSESSIVES | {"'s"}
_COMPARED = frozenset({"as", "like", "than", "unlike"})
_SUPPOSED = frozenset({"if", "though"})
_LINKS = (PREPOSITIONS | CONJUNCTIONS) - {"that"}
_SUNS = frozenset("sun light sky rain snow fog mist wind storm air".split())
_WHILES = frozenset("all every each most".split())
_OWN_SLOTS = ("environment", "lighting")


def _joined(text: str, words: tuple[Token, ...], at: int, reader: NounPhrases) -> bool:
    """Whether the word goes on with the one before: over blanks, or a comma between adjectives."""
    if words[at].joined or at == 0:
        return words[at].joined
    gap = text[words[at - 1].end : words[at].start].strip()
    return gap == "," and words[at - 1].word in reader.adjectives


def _governor(text: str, words: tuple[Token, ...], at: int, reader: NounPhrases) -> tuple[str, str, str]:
    """(determiner, preposition or conjunction, the word before that) of the noun phrase around this word."""
    determiner = ""
    back = at
    while back > 0 and _joined(text, words, back, reader) and at - back < _REACH:
        before = words[back - 1]
        if before.word in _LINKS:
            joined = back > 1 and words[back - 1].joined
            return determiner, before.word, words[back - 2].word if joined else ""
        if not determiner and (before.possessive or before.word in DETERMINERS):
            determiner = "'s" if before.possessive else before.word
        elif determiner and before.word in DETERMINERS:
            pass
        elif before.word in _OTHER_TIMES and words[at].word not in PREPOSITIONS:
            return determiner, "of", ""
        elif before.word in _THEN and at - back < _REACH:
            pass
        elif before.word in FUNCTION_WORDS or determiner:
            return determiner, "", before.word
        back -= 1
    return determiner, "", ""


def _lamp_follows(words: tuple[Token, ...], last: int, practicals: frozenset[str]) -> bool:
    """Whether the light is that of a lamp: `the warm glow of a desk lamp`."""
    linked = False
    for at in range(last, min(len(words), last + _LAMP_REACH)):
        if not words[at].joined:
            return False
        linked = linked or words[at].word in ("of", "from")
        if words[at].word in practicals and (linked or at == last):
            return True
    return False


def _phrase_of_its_own(words: tuple[Token, ...], at: int, last: int) -> bool:
    """Whether the words are a greeting or an idiom: `good night`, `dances the night away`."""
    greeted = at > 0 and words[at].joined and words[at - 1].word == "good"
    return greeted or (last < len(words) and words[last].joined and words[last].word == "away")


def _clause_follows(words: tuple[Token, ...], last: int, reader: NounPhrases) -> bool:
    """Whether the words do something: `the night falls`, `as dawn breaks`, `as the evening sun reddens the glass`."""
    while last + 1 < len(words) and words[last].joined and words[last].word in _SUNS:
        last += 1
    if last >= len(words) or not words[last].joined:
        return False
    word = words[last].word
    if word.endswith("s") and last + 1 < len(words) and words[last + 1].word in DETERMINERS and words[last + 1].joined:
        return True
    return reader.may_be_verb(word) or reader.participle(word) or word in ("is", "has", "comes", "falls", "breaks", "sets")


def _then(words: tuple[Token, ...], at: int) -> bool:
    """Whether `next` or `following` leads the word: `the next morning`."""
    return any(words[back].word in _THEN for back in range(max(0, at - _REACH), at))


def _of_elsewhere(preposition: str, before: str, words: tuple[Token, ...], last: int, reader: NounPhrases) -> bool:
    """Whether what leads the words takes them to another time or thing: `until dawn`, `as if at midnight`."""
    if before in _SUPPOSED | _COMPARED or preposition in _SUPPOSED:
        return True
    if preposition == "as" and not _clause_follows(words, last, reader):
        return True
    return preposition in _ELSEWHERE and not (preposition == "of" and before in reader.words("time-parts"))


def standing(text: str, words: tuple[Token, ...], at: int, last: int, slot: str, reader: NounPhrases) -> Standing:
    """Whether the words from `at` up to `last` state something of the shot in which they are written.

    `unclear` where they may as well speak of something else (`watches the night`), `unreal` where they do.
    """
    determiner, preposition, before = _governor(text, words, at, reader)
    if _of_elsewhere(preposition, before, words, last, reader) or _phrase_of_its_own(words, at, last):
        return "unreal"
    if determiner in _WHILES and preposition == "":  # `nobody has slept all night`
        return "unreal"
    if slot in _OWN_SLOTS:
        return "unclear" if slot == "lighting" and determiner in _NEW else "stated"
    if determiner in _OF_SOMETHING or _lamp_follows(words, last, reader.words("practicals")):
        return "unreal"
    if preposition in _HERE:
        return "stated"
    if preposition in ("", "as", "while", "when") and determiner == "" and before in ("", "later"):
        return "stated"
    if determiner in _POINTED and preposition in ("", "as", "while", "when") and before in ("", "later", "then"):
        pointed = determiner == "that" or _then(words, at) or _clause_follows(words, last, reader)
        return "stated" if pointed else "unclear"
    if slot == "custom" and determiner in _NEW and preposition == "" and before == "":
        return "stated"
    return "unreal" if determiner in _NEW | {"every", "each", "no", "any"} else "unclear"
