"""Whether words are meant as they stand: negated, of the past, compared, dreamt of, part of a name, another language."""

from __future__ import annotations

from projects.core.attributes_lexicon import Lexicon
from projects.core.grammar import CONJUNCTIONS, DETERMINERS, FUNCTION_WORDS, NEGATIONS, POSSESSIVES, TITLES
from projects.core.words import CLAUSE_END, Token

_REACH = 6
_CLAUSE_REACH = 20
_ONLY = frozenset("only just merely simply".split())
# What may stand between a negation and what it denies.
_THROUGH = frozenset(
    "yet quite longer any more trace traces hint hints sign signs touch of wearing wears worn with under at even exactly "
    "kind sort such in single have has had be been being made much far really".split()
)
_DENYING_PAIRS = {"than": "rather", "of": "instead", "but": "anything", "from": "far"}
_COMPARED = frozenset("like unlike than resembling".split())
_OVER = frozenset("stopped ended over gone passed cleared lifted faded ceased finished died".split())
_GONE = frozenset("gone missing".split())
_CUT = frozenset("shaved shaven shorn cut trimmed".split())
_STILL = frozenset("is are now was has all been quite".split())
_TIMES = frozenset(
    "morning afternoon evening night day wind sun sunlight light rain sky air frost snow fog dusk dawn heat chill "
    "noon twilight mist".split()
)
_HAVE = frozenset("has have had is are was were".split())
_WAS = frozenset("was were".split())
_TELLING_REACH = 25
_TOLD = frozenset("about of that where when what how who whether if why he she they him her it them to".split())
_SENTENCE_ENDS = (".", "!", "?", ":", "。", "\n")


def _goes_on(text: str, words: tuple[Token, ...], at: int, lex: Lexicon) -> bool:
    """Whether nothing but blanks, or a comma between adjectives, lies before the word."""
    if words[at].joined:
        return True
    return text[words[at - 1].end : words[at].start].strip() == "," and words[at - 1].word in lex.reader.adjectives


def _denies(words: tuple[Token, ...], at: int) -> bool:
    word = words[at].word
    pair = _DENYING_PAIRS.get(word)
    return word in NEGATIONS or (pair is not None and at > 0 and words[at].joined and words[at - 1].word == pair)


def _never(words: tuple[Token, ...], at: int) -> bool:
    """Whether a negation earlier in the clause turns `without` round: `never goes out without his red coat`."""
    for back in range(at, max(0, at - _CLAUSE_REACH), -1):
        if not words[back].joined:
            return False
        if words[back - 1].word in NEGATIONS:
            return True
    return False


def negated(text: str, words: tuple[Token, ...], at: int, lex: Lexicon) -> bool:
    """Whether a negation denies the word at this index: `no red coat`, but not `never drops her red coat`."""
    back = at
    while back > 0 and at - back < _REACH and _goes_on(text, words, back, lex):
        word = words[back - 1].word
        if _denies(words, back - 1):
            twice = back > 1 and words[back - 1].joined and words[back - 2].word in NEGATIONS
            twice = twice or (word == "without" and _never(words, back - 1))
            return not (words[back].word in _ONLY or twice)
        through = word in DETERMINERS or word in _THROUGH or word in lex.copulas or word in lex.degree
        if not (through or word in lex.reader.adjectives or word in lex.by_first):
            return False
        back -= 1
    return False


def ended(words: tuple[Token, ...], last: int) -> bool:
    """Whether what goes before the word at this index is over: `the rain has stopped`."""
    after = [token.word for token in words[last : last + 3] if token.joined]
    if len(after) < 2 or after[0] not in _HAVE:
        return False
    return after[1] in _OVER or (len(after) > 2 and after[1] in ("finally", "long", "all", "now") and after[2] in _OVER)


def gone(words: tuple[Token, ...], last: int) -> bool:
    """Whether what goes before the word at this index is not there any more: `his moustache gone`, `beard shaved off`."""
    after = [token.word for token in words[last : last + 4] if token.joined]
    while after and after[0] in _STILL:
        after = after[1:]
    return bool(after) and (after[0] in _GONE or (after[0] in _CUT and after[1:2] == ["off"]))


def past(text: str, words: tuple[Token, ...], at: int, last: int, lex: Lexicon) -> bool:
    """Whether it was so and is no more: `once red`, `red before`, `was red, now blue`."""
    back = at
    while back > 0 and words[back].joined and (words[back - 1].word in lex.degree or words[back - 1].word == "the"):
        back -= 1
    if back > 0 and words[back].joined:
        word = words[back - 1].word
        if word in lex.reader.words("past-before") or (word == "be" and back > 2 and words[back - 3].word == "used"):
            return True
        if word in _WAS:
            return any(token.word == "now" for token in words[last : last + _CLAUSE_REACH])
    if last < len(words) and words[last].joined and words[last].word in lex.reader.words("past-after"):
        return last + 1 >= len(words) or not words[last + 1].joined or words[last + 1].word in CONJUNCTIONS
    return False


def covered(words: tuple[Token, ...], last: int, lex: Lexicon) -> bool:
    """Whether what was said before this index comes from what lies on it: `white with snow`, `gold in the sunset`."""
    if last >= len(words) or not words[last].joined or words[last].word not in ("with", "from", "in", "by"):
        return False
    after = [token.word for token in words[last + 1 : last + 5] if token.joined]
    return any(word in lex.reader.words("coverings") for word in after) or after[:2] == ["the", "face"]


def compared(words: tuple[Token, ...], at: int, lex: Lexicon) -> bool:
    """Whether the words are what something else is held against: `like her red coat`, `unlike the red door`."""
    back = at
    while back > 0 and words[back].joined and at - back < _REACH:
        before = words[back - 1]
        if before.word in _COMPARED:
            return not (before.word == "than" and back > 1 and words[back - 2].word == "rather")
        if not (before.possessive or before.word in DETERMINERS or before.word in lex.reader.adjectives):
            return False
        back -= 1
    return False


def elsewhere(text: str, words: tuple[Token, ...], at: int, lex: Lexicon) -> bool:
    """Whether the clause speaks of a picture, a thought or a pretence up to here: `a poster showing a red coat`."""
    unreal, pictures = lex.reader.words("unreal-verbs"), lex.reader.words("depictions")
    if _told(text, words, at, lex):
        return True
    for back in range(at - 1, max(-1, at - _CLAUSE_REACH), -1):
        gap = text[words[back].end : words[back + 1].start]
        if not words[back + 1].joined and CLAUSE_END.search(gap):
            return gap.strip() == ":" and _pictured(words, back, lex)
        word = words[back].word
        if word in unreal or (word in ("if", "though") and back > 0 and words[back - 1].word == "as"):
            return True
        if word in pictures and words[back + 1].joined and words[back + 1].word in lex.reader.words("depicting"):
            return True
    return False


def _told(text: str, words: tuple[Token, ...], at: int, lex: Lexicon) -> bool:
    """Whether somebody tells of it: `asks where he was at midnight, in the rain`, `tells her about a boy with red hair`."""
    said = lex.reader.words("telling-verbs")
    for back in range(at - 1, max(-1, at - _TELLING_REACH), -1):
        if text[words[back].end : words[back + 1].start].strip() in _SENTENCE_ENDS:
            return False
        if words[back].word in said:
            after = {token.word for token in words[back + 1 : min(at, back + 5)]}
            return not after.isdisjoint(_TOLD)
    return False


def _pictured(words: tuple[Token, ...], last: int, lex: Lexicon) -> bool:
    """Whether a picture of something goes before the colon after this word: `a photograph of Ruth at twenty: ...`."""
    pictures, depicting = lex.reader.words("depictions"), lex.reader.words("depicting")
    near = range(last - 1, max(-1, last - _CLAUSE_REACH), -1)
    return any(words[k].word in pictures and words[k + 1].word in depicting for k in near)


def title_case(text: str, words: tuple[Token, ...]) -> bool:
    """Whether a text writes all its longer words with a capital, so that capitals say nothing."""
    long = [token for token in words if len(token.word) > 3]
    return len(long) >= 3 and all(text[token.start].isupper() for token in long)


def _introduced(text: str, words: tuple[Token, ...], at: int) -> bool:
    """Whether a word with a capital is told to be somebody: `Dawn, her colleague, waves`, `Rose, the cook, waits`."""
    after = at + 1
    if after + 1 >= len(words) or words[after].joined or text[words[at].end : words[after].start].strip() != ",":
        return False
    first = at == 0 or not words[at].joined or text[words[at - 1].start].isupper()
    ends = next((k for k in range(after + 1, min(len(words), after + 6)) if not words[k].joined), None)
    return (
        first
        and words[after].word in POSSESSIVES | {"a", "an", "the"}
        and ends is not None
        and text[words[at].start :][1:2].islower()
    )


def proper(text: str, words: tuple[Token, ...], at: int) -> bool:
    """Whether a word is a name or a part of one by its capital: `the Blue Note`, `Mr. White`, `Red's coat`."""
    token = words[at]
    said = text[token.start : token.end]
    if said[0].isupper() and _introduced(text, words, at):
        return True
    if not said[0].isupper() or (len(token.word) > 1 and said.isupper()) or title_case(text, words):
        return False
    if token.possessive or (at > 0 and (token.joined or words[at - 1].word in TITLES)):
        return True
    follows = words[at + 1] if at + 1 < len(words) and words[at + 1].joined else None
    return follows is not None and text[follows.start].isupper() and not text[follows.start : follows.end].isupper()


def dated(text: str, words: tuple[Token, ...], at: int) -> bool:
    """Whether a month with its capital is one, and not somebody's name: `in November`, `a January wind`."""
    before = words[at - 1] if at and words[at].joined else None
    after = words[at + 1] if at + 1 < len(words) and words[at + 1].joined else None
    if words[at].possessive or (after is not None and after.word in FUNCTION_WORDS and before is None):
        return False
    led = before is not None and text[before.start].islower() and not before.possessive
    return led or (after is not None and after.word in _TIMES)


def foreign(text: str, words: tuple[Token, ...], lex: Lexicon) -> bool:
    """Whether a text is rather another language than English, by its small words. Capitals do not count: `Los Angeles`."""
    theirs, ours = lex.reader.words("foreign-words"), lex.reader.words("english-words")
    strange = len({token.word for token in words if token.word in theirs and not text[token.start].isupper()})
    return strange > 0 and strange > len({token.word for token in words if token.word in ours})
