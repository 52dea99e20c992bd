"""Which noun a word describes: before it, after `is`, behind a comma, in `a coat of green wool`."""

from __future__ import annotations

from projects.core.attributes_lexicon import Lexicon, Term
from projects.core.grammar import (
    ARTICLES,
    AUXILIARIES,
    DETERMINERS,
    FUNCTION_WORDS,
    NEGATIONS,
    POSSESSIVES,
    PREPOSITIONS,
    PRONOUNS,
)
from projects.core.words import Token, singular

# The noun of what somebody wears without saying what: `dressed in green`.
WORN = "*worn"
_REACH = 7
_BEHIND_REACH = 5
_CLOTH = frozenset("cloth fabric material folds fibres fibers weave".split())
_ONE_REACH = 30
_PARTICLES = frozenset("up down back away forward out off aside now still both all".split())
_MARKERS = frozenset("now still today tonight once this time again suddenly".split()) | NEGATIONS
_CLOTHED = frozenset("dressed wearing wears wear clad clothed".split())
_SINGULAR_S = frozenset("sports jeans news christmas overalls cactus".split())
_COVERED = frozenset(
    "upholstered covered clad painted lined finished trimmed bound wrapped lacquered coated plated edged rendered "
    "done".split()
)
_MADE = frozenset("made laid built cast carved cut woven forged moulded spun hewn clad".split())
_RELATIVE = frozenset("which that who".split())
_SIDES_REACH = 6


def _plural(word: str, lex: Lexicon) -> bool:
    """Whether a word is a plural noun, after which no further noun goes on: `eyes glint`."""
    plural = len(word) > 3 and singular(word) != word and word not in _SINGULAR_S and word not in lex.by_first
    return plural and word not in lex.reader.adjectives and word[0].isalpha()


def _hangs(word: str, lex: Lexicon) -> bool:
    return lex.reader.participle(word) and word not in lex.reader.adjectives


def head_of(words: tuple[Token, ...], at: int, run: list[Token], lex: Lexicon) -> Token | None:
    """The noun that a run of words, which begins at this index, is about. None for an empty run."""
    for place, token in enumerate(run[:-1]):
        if _plural(token.word, lex):
            return token
        if run[place + 1].word in lex.loose:
            run = run[: place + 1]
            break
    if run and run[-1].possessive and lex.reader.person(run[-1].word):  # `a white chef's jacket`
        further = lex.reader.run(words, at + len(run))
        return head_of(words, at + len(run), further, lex) if further else run[-1]
    head = lex.reader.head(run)
    if head is not None and _hangs(head.word, lex):  # `black plastic catching the light`
        return next((token for token in reversed(run[: run.index(head)]) if not _hangs(token.word, lex)), None)
    if head is None or head is not run[-1] or len(run) < 2:
        return head
    end = at + len(run)
    follows = words[end].word if end < len(words) and words[end].joined else ""
    of_thing = singular(run[-2].word) in lex.things and head.word not in lex.of_parts
    agreed = head.word.endswith("s") and singular(head.word) not in lex.things and _bare_noun(run[-2], lex)
    agreed = agreed and head.word not in lex.of_parts and (not follows or follows in FUNCTION_WORDS)
    if (follows in ARTICLES | POSSESSIVES or of_thing or agreed) and lex.reader.may_be_verb(head.word):
        return run[-2]
    return head


def _bare_noun(token: Token, lex: Lexicon) -> bool:
    """Whether a word is a noun in the singular, and no attribute: the `kettle` of `the red kettle whistles`."""
    word = token.word
    described = word in lex.by_first or word in lex.reader.adjectives or lex.reader.participle(word)
    return not described and singular(word) == word


def run_after(text: str, words: tuple[Token, ...], at: int, last: int, term: Term, lex: Lexicon) -> tuple[int, list[Token]]:
    """The words that follow an attribute and where they begin, also over a second one: `red and blue coat`."""
    run = lex.reader.run(words, last)
    if run and all(
        token.word in lex.colours or token.word in lex.loose for token in run
    ):  # `navy blue` stands before no noun
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
    term_end = at + len(term.words)
    if term.group.id == "side":
        nouns = _with_side(words, at, term)
    else:
        nouns = [lex.part(head.word)] if head is not None else []
        if head is not None and head.word in lex.part_endings:  # `green eyed`
            nouns.append(lex.part(lex.part_endings[head.word]))
        if head is not None and head.word in _CLOTH and at > 0 and words[at - 1].word in ("its", "the"):
            nouns += one_of(text, words, at, lex)
        if head is None and term_end < len(words) and words[term_end].word in ("one", "ones") and words[term_end].joined:
            nouns += one_of(text, words, at, lex)
        elif head is None or head.word in lex.substances:
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
    worn = [WORN] if passed & _CLOTHED or "in" in passed else []
    if back == 0:
        return worn
    if not words[back].joined:
        gap = text[words[back - 1].end : words[back].start].strip()
        after = at + 1 if at + 1 < len(words) and words[at + 1].joined else None
        behind = gap in (",", "—", "-", "–", "(", ":") and (after is None or words[after].word != "against")
        if passed & _CLOTHED or not behind:
            return worn
        nouns = _noun_behind(text, words, back - 1, lex)
        return worn if worn and not (nouns and passed & _COVERED) else nouns
    word = words[back - 1].word
    if word in lex.copulas:
        return _subject_of(words, back - 1, lex)
    if passed & _CLOTHED:
        return [WORN]
    if not _is_noun(word, lex) or words[back - 1].possessive:
        return []
    dressed = "in" in passed and (lex.reader.person(word) or _is_proper(text, words[back - 1]))
    return [lex.part(word), WORN] if dressed else [lex.part(word)]


def _noun_behind(text: str, words: tuple[Token, ...], at: int, lex: Lexicon) -> list[str]:
    """The noun before a comma of which an attribute behind it speaks: `the scarf whipping behind him, purple`."""
    for back in range(at, max(-1, at - _BEHIND_REACH), -1):
        word = words[back].word
        led = back > 0 and words[back].joined and words[back - 1].word in DETERMINERS
        if (_is_noun(word, lex) or (led and word not in FUNCTION_WORDS)) and word not in lex.loose:
            return [] if words[back].possessive else [lex.part(word)]
        passed = word in PREPOSITIONS | PRONOUNS | POSSESSIVES | _PARTICLES or word in lex.loose
        if not (passed or lex.reader.participle(word) or word in lex.reader.adjectives) or not words[back].joined:
            return []
    return []


def one_of(text: str, words: tuple[Token, ...], at: int, lex: Lexicon) -> list[str]:
    """The noun that `one` after an attribute stands for: `his scarf, a purple one`."""
    for back in range(at - 1, max(-1, at - _ONE_REACH), -1):
        word = words[back].word
        if singular(word) in lex.things and not words[back].possessive:
            return [lex.part(word)]
        if text[words[back].end : words[back + 1].start].strip() in (".", "!", "?"):
            return []
    return []


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
        known = word in lex.degree or word in _MARKERS or word in _MADE or word in ("longer", "as") or word in _CLOTHED
        if not (known or (word.endswith("ly") and len(word) > 4) or word in lex.colours or _loosely(words, back, lex)):
            break
        if word in AUXILIARIES and word in lex.copulas:
            break
        passed.add(word)
        back -= 1
    return back, passed


def _loosely(words: tuple[Token, ...], back: int, lex: Lexicon) -> bool:
    """Whether the word before this index only tells more of an attribute: `bare concrete`, `painted blue`."""
    word = words[back - 1].word
    if word in lex.substances or word in lex.copulas or words[back - 1].possessive or lex.reader.person(word):
        return False
    if word in lex.reader.adjectives:
        return True
    return word.endswith(("ed", "ing")) and lex.reader.participle(word)


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
