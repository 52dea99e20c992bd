"""Which noun a word describes: before it, after `is`, behind a comma, in `a coat of green wool`."""

from __future__ import annotations

from projects.core.attributes_lexicon import Lexicon, Term
from projects.core.grammar import ARTICLES, AUXILIARIES, DETERMINERS, FUNCTION_WORDS, NEGATIONS, POSSESSIVES, PRONOUNS
from projects.core.words import Token, singular

# The noun of what somebody wears without saying what: `dressed in green`.
WORN = "*worn"
_REACH = 7
_MARKERS = frozenset("now still today tonight once this time again suddenly".split()) | NEGATIONS
_CLOTHED = frozenset("dressed wearing wears wear clad clothed".split())
_SINGULAR_S = frozenset("sports jeans news christmas overalls cactus".split())
_RELATIVE = frozenset("which that who".split())
_SIDES_REACH = 6


def _plural(word: str, lex: Lexicon) -> bool:
    """Whether a word is a plural noun, after which no further noun goes on: `eyes glint`."""
    plural = len(word) > 3 and singular(word) != word and word not in _SINGULAR_S and word not in lex.by_first
    return plural and word not in lex.reader.adjectives and word[0].isalpha()


def head_of(words: tuple[Token, ...], at: int, run: list[Token], lex: Lexicon) -> Token | None:
    """The noun that a run of words, which begins at this index, is about. None for an empty run."""
    for place, token in enumerate(run[:-1]):
        if _plural(token.word, lex):
            return token
        if run[place + 1].word in lex.loose:
            run = run[: place + 1]
            break
    head = lex.reader.head(run)
    if head is None or head is not run[-1] or len(run) < 2:
        return head
    end = at + len(run)
    follows = words[end].word if end < len(words) and words[end].joined else ""
    of_thing = singular(run[-2].word) in lex.things and head.word not in lex.of_parts
    if (follows in ARTICLES | POSSESSIVES or of_thing) and lex.reader.may_be_verb(head.word):
        return run[-2]
    return head


def run_after(text: str, words: tuple[Token, ...], at: int, last: int, term: Term, lex: Lexicon) -> tuple[int, list[Token]]:
    """The words that follow an attribute and where they begin, also over a second one: `red and blue coat`."""
    run = lex.reader.run(words, last)
    if run and all(token.word in lex.colours for token in run):  # `navy blue` stands before no noun
        return last, []
    if run or last >= len(words) or words[last - 1].possessive:
        return last, run
    if words[last].joined:
        if words[last].word not in ("and", "or") or last + 1 >= len(words):
            return last, []
        second = next((end for found, end, _ in lex.terms_at(words, last + 1) if found.group is term.group), None)
        return (second, lex.reader.run(words, second)) if second else (last, [])
    led = at > 0 and words[at].joined and (words[at - 1].word in DETERMINERS or words[at - 1].possessive)
    goes_on = text[words[last - 1].end : words[last].start].strip() == ","
    word = words[last].word
    if led and goes_on and (word in lex.reader.adjectives or word in lex.by_first) and term.group.bound == "part":
        return last + 1, lex.reader.run(words, last + 1) or [words[last]]
    return last, []


def described(
    text: str, words: tuple[Token, ...], at: int, term: Term, head: Token | None, lex: Lexicon
) -> tuple[str, ...]:
    """The parts that an attribute at this index describes; `head` is the noun that it stands before."""
    if term.group.id == "side":
        nouns = _with_side(words, at, term)
    else:
        nouns = [lex.part(head.word)] if head is not None else []
        if head is not None and head.word in lex.part_endings:  # `green eyed`
            nouns.append(lex.part(lex.part_endings[head.word]))
        if head is None or head.word in lex.substances:
            nouns += _before(text, words, at, lex)
        if not nouns and head is None and _stands_alone(words, at, lex):
            nouns = [term.group.always[term.value]] if term.value in term.group.always else []
    if nouns and term.value in term.group.always:
        nouns.append(term.group.always[term.value])
    return tuple(dict.fromkeys(nouns))


def _with_side(words: tuple[Token, ...], at: int, term: Term) -> list[str]:
    """The scar of `a scar over his left eye`."""
    for back in range(at - 1, max(-1, at - _SIDES_REACH), -1):
        if not words[back + 1].joined:
            return []
        noun = singular(words[back].word)
        if noun in term.group.nouns:
            return [noun]
    return []


def _stands_alone(words: tuple[Token, ...], at: int, lex: Lexicon) -> bool:
    """Whether nothing but `now`, `a`, `is` leads the word: `blond`, `now a brunette`."""
    return at == 0 or not words[at].joined or words[at - 1].word in lex.copulas or words[at - 1].word in lex.degree


def _is_noun(word: str, lex: Lexicon) -> bool:
    if word in FUNCTION_WORDS or word in lex.reader.adjectives or not word[0].isalpha():
        return False
    return not (lex.reader.verb(word) or lex.reader.participle(word))


def _before(text: str, words: tuple[Token, ...], at: int, lex: Lexicon) -> list[str]:
    """The noun that an attribute follows: `the coat is now red`, `coat of red wool`, `her coat, now red`, `eyes red`."""
    back, passed = _over_degrees(words, at, lex)
    if back == 0:
        return [WORN] if passed & _CLOTHED or "in" in passed else []
    gap = text[words[back - 1].end : words[back].start].strip()
    if not words[back].joined:
        behind = gap == ":" or (gap in (",", "(", "—", "-", "–") and (passed & _MARKERS or gap == "("))
        noun = words[back - 1].word
        if behind and _is_noun(noun, lex):
            return [lex.part(noun)]
        return [WORN] if passed & _CLOTHED or "in" in passed else []
    word = words[back - 1].word
    if word in lex.copulas:
        return _subject_of(words, back - 1, lex)
    if passed & _CLOTHED:
        return [WORN]
    if not _is_noun(word, lex) or words[back - 1].possessive:
        return []
    worn = "in" in passed and (lex.reader.person(word) or _is_proper(text, words[back - 1]))
    return [lex.part(word), WORN] if worn else [lex.part(word)]


def _is_proper(text: str, token: Token) -> bool:
    return text[token.start].isupper()


def _describes(word: str, lex: Lexicon) -> bool:
    return word in lex.by_first or word in lex.reader.adjectives or lex.reader.participle(word)


def _over_degrees(words: tuple[Token, ...], at: int, lex: Lexicon) -> tuple[int, set[str]]:
    """The index of the first word of `now a deep red`, and the words passed on the way there."""
    passed: set[str] = set()
    back = at
    while back > 0 and words[back].joined and at - back < _REACH:
        word = words[back - 1].word
        if word == "and" and back > 1 and _describes(words[back - 2].word, lex):
            back -= 2
            continue
        known = word in lex.degree or word in _MARKERS or word in ("longer", "as") or word in _CLOTHED
        if not (known or (word.endswith("ly") and len(word) > 4) or (word in lex.colours and word in ("deep", "dark"))):
            break
        if word in AUXILIARIES and word in lex.copulas:
            break
        passed.add(word)
        back -= 1
    return back, passed


def _subject_of(words: tuple[Token, ...], copula: int, lex: Lexicon) -> list[str]:
    """The noun of which `is` at this index says something, over `has now become` and `, red before,`."""
    back = copula
    while back > 0 and words[back].joined and words[back - 1].word in AUXILIARIES | _MARKERS:
        back -= 1
    if back == 0:
        return []
    if not words[back].joined:  # what stands between two commas is passed over
        first = next((k for k in range(back - 1, max(0, back - _REACH), -1) if not words[k].joined), 0)
        back = first or back
    noun = words[back - 1].word
    if noun in _RELATIVE and back > 1:
        noun = words[back - 2].word
    elif back > 2 and words[back - 2].word in PRONOUNS and words[back - 1].joined and not _is_noun(noun, lex):
        noun = words[back - 3].word  # `the coat she wears is blue`
    return [lex.part(noun)] if _is_noun(noun, lex) else []
