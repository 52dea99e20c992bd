"""The continuity rules on one shot. Each takes the shot in its place and yields findings.

A rule's docstring is its help text. The rules are registered by hand at the end; those about seeds
and whole scenes stand in `sequence.py`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from projects.core.attributes import lexicon
from projects.core.contradiction import clashes
from projects.core.digest import prompt_basis
from projects.core.findings import Finding, Fix
from projects.core.grammar import AUXILIARIES, CONJUNCTIONS, DETERMINERS, FUNCTION_WORDS, PREPOSITIONS
from projects.core.shot_context import ShotContext
from projects.core.use import Use
from projects.core.wording import phrase
from projects.core.names import find_name
from projects.core.words import CLAUSE_END, Token, singular, tokens, unquoted, without_article

Rule = Callable[[ShotContext], Iterator[Finding]]

MOST_ADJECTIVES = 3
MOST_WORDS_BETWEEN = 3


def _break_fix(use: Use) -> Fix:
    return Fix("break", "Record a break…", anchor=use.anchor.key)


def _is_common_noun(use: Use) -> bool:
    name = without_article(use.anchor.name)
    return use.anchor.kind == "subject" and " " not in name and name == name.casefold()


def _is_adjective(ctx: ShotContext, token: Token, use: Use) -> bool:
    word = token.word
    if word in FUNCTION_WORDS:
        return False
    known = ctx.catalog.words.get("adjectives", frozenset())
    described = {t.word for t in tokens(use.anchor.description)}
    return (
        word in known
        or word in described
        or word.endswith(("ful", "ous", "ish", "less", "-lit", "-haired", "-year-old", "-old", "-looking"))
    )


def _ends_noun_phrase(ctx: ShotContext, words: tuple[Token, ...], at: int, use: Use) -> bool:
    """Whether the name before this word is the head of its phrase. In doubt: no."""
    if at >= len(words) or not words[at].joined:
        return True
    word = words[at].word
    if word in PREPOSITIONS | CONJUNCTIONS | DETERMINERS | AUXILIARIES:
        return True
    if word in ctx.catalog.words.get("verbs", frozenset()):
        return True
    return use.anchor.kind == "subject" and (word.endswith("ing") or word in FUNCTION_WORDS)


def _new_before(ctx: ShotContext, words: tuple[Token, ...], at: int, use: Use) -> int | None:
    """The index where `a new`, `another`, `a` begins before the name at this index, or None."""
    back = at
    while back > 0 and words[back].joined and at - back < MOST_ADJECTIVES + 1:
        before = words[back - 1]
        if before.word in ("a", "an") and not before.possessive:
            return back - 1
        if before.word == "another":
            return None if use.anchor.kind == "subject" else back - 1
        if before.word == "second" and use.anchor.kind == "subject":
            return None
        if before.word not in ("new", "different") and not _is_adjective(ctx, before, use):
            return None
        back -= 1
    return None


def reintroduced(ctx: ShotContext) -> Iterator[Finding]:
    """An earlier shot has established this anchor; here it comes as something new. The model would invent another
    one. Say `the same ...` instead, or record a break."""
    uses = sorted(ctx.carried(), key=lambda u: -len(without_article(u.anchor.name)))
    for field, _, raw in ctx.own_texts():
        text = unquoted(raw)
        words = tokens(text)
        taken: set[int] = set()
        for use in uses:
            for start, end in find_name(text, words, use.anchor.name):
                if taken & set(range(start, end)):
                    continue
                taken |= set(range(start, end))
                first = _new_before(ctx, words, start, use)
                if first is None or words[end - 1].possessive or not _ends_noun_phrase(ctx, words, end, use):
                    continue
                a, b = words[first].start, words[end - 1].end
                name = without_article(use.anchor.name)
                yield Finding(
                    "continuity.reintroduced",
                    "warning" if _is_common_noun(use) else "error",
                    field,
                    f"“{raw[a:b]}” brings {name} in as new, though {use.established_in} established it.",
                    a,
                    b,
                    raw[a:b],
                    use.anchor.key,
                    (
                        Fix("replace", f"Use “{phrase(use.anchor)}”", field, phrase(use.anchor)),
                        _break_fix(use),
                    ),
                )


def contradiction(ctx: ShotContext) -> Iterator[Finding]:
    """The words say something else than the anchor's description: another light, colour, age, season. The model
    follows one of the two, and nobody knows which. Drop the words, or record a break."""
    uses = {use.anchor.key: use for use in ctx.uses if use.role != "breaks"}
    anchors = tuple(use.anchor for use in uses.values())
    words = ctx.catalog.words
    lex = lexicon(ctx.catalog)
    for field, slot, text in ctx.own_texts():
        people, wearing = words.get("people", frozenset()), words.get("wearing", frozenset())
        for clash in clashes(text, slot, anchors, lex, people, wearing):
            use = uses[clash.anchor.key]
            said = text[clash.start : clash.end]
            where = f", established in {use.established_in}" if use.role == "carries" else ""
            yield Finding(
                "continuity.contradiction",
                clash.severity,
                field,
                f"“{said}” contradicts {without_article(use.anchor.name)}: “{clash.established}”{where}.",
                clash.start,
                clash.end,
                said,
                use.anchor.key,
                (
                    Fix("replace", f"Use “{clash.established}”", field, clash.established),
                    Fix("replace", "Drop the words", field, ""),
                    _break_fix(use),
                ),
            )


def _has_phrase(text: str, words: tuple[Token, ...], use: Use, generic: frozenset[str]) -> bool:
    """Whether `same` or `maintaining`, at most three words and then the name stand in one clause."""
    ends = [i for i, _ in find_name(text, words, use.anchor.name)]
    ends += [i for i, token in enumerate(words) if token.word in generic]
    for at in ends:
        for back in range(at - 1, max(-1, at - 2 - MOST_WORDS_BETWEEN), -1):
            if CLAUSE_END.search(text[words[back].end : words[back + 1].start]):
                break
            if words[back].word in ("same", "maintaining"):
                return True
    return False


_GENERIC_IN_PHRASE = {"lighting": frozenset({"lighting", "light"}), "style": frozenset({"style", "look"})}


def missing_phrase(ctx: ShotContext) -> Iterator[Finding]:
    """A custom prompt leaves out what earlier shots established. The model remembers nothing: say `the same ...` or
    `maintaining ...` for every anchor that this shot carries."""
    text = ctx.shot.custom_prompt
    if not text.strip():
        return
    words = tokens(unquoted(text))
    carried = ctx.carried()
    has = {
        use.anchor.key: _has_phrase(text, words, use, _GENERIC_IN_PHRASE.get(use.anchor.kind, frozenset()))
        for use in carried
    }
    named = [use for use in carried if use.anchor.kind in ("subject", "environment")]
    none_named = bool(named) and not any(has[use.anchor.key] for use in named)
    for use in carried:
        if has[use.anchor.key]:
            continue
        kind = use.anchor.kind
        grave = kind == "lighting" or (none_named and kind in ("subject", "environment"))
        yield Finding(
            "continuity.missing-phrase",
            "error" if grave else "warning",
            "custom_prompt",
            f"The custom prompt does not carry {without_article(use.anchor.name)}: add “{phrase(use.anchor)}”.",
            anchor=use.anchor.key,
            fixes=(
                Fix("insert", f"Add “{phrase(use.anchor)}”", "custom_prompt", phrase(use.anchor)),
                _break_fix(use),
            ),
        )


def _after_marker(text: str, words: tuple[Token, ...], at: int) -> list[Token]:
    """The noun phrase after `same` or `maintaining` at this index, up to a function word or a sign."""
    found: list[Token] = []
    for token in words[at + 1 :]:
        if not token.joined or len(found) == 4:
            break
        if token.word in ("the", "same", "a", "an", "that", "this") and not found:
            continue
        if token.word in FUNCTION_WORDS:
            break
        found.append(token)
        if token.possessive:
            break
    return found


def _known_words(ctx: ShotContext) -> set[str]:
    known: set[str] = set()
    for use in ctx.uses:
        if use.role == "establishes":
            continue
        for text in (use.anchor.name, use.anchor.description):
            known |= {singular(t.word) for t in tokens(text)}
        known |= {singular(w) for w in ctx.catalog.words.get(f"generic-{use.anchor.kind}", frozenset())}
    return known


def _is_idiom(text: str, following: list[Token], idioms: frozenset[str]) -> bool:
    plain = [t.word for t in following]
    return (
        not plain
        or any(singular(word) in idioms or word in idioms for word in plain)
        or any(" ".join(plain[:n]) in idioms for n in (2, 3))
    )


def not_established(ctx: ShotContext) -> Iterator[Finding]:
    """`same` or `maintaining` points at something that no earlier shot has established as an anchor. The model has
    never seen it. Make it an anchor, or drop the word."""
    idioms = ctx.catalog.words.get("idioms", frozenset())
    known = _known_words(ctx)
    for field, _, raw in ctx.own_texts():
        text = unquoted(raw)
        words = tokens(text)
        done_to = -1
        for at, token in enumerate(words):
            if token.word not in ("same", "maintaining") or at <= done_to:
                continue
            following = _after_marker(text, words, at)
            if _is_idiom(text, following, idioms) or any(singular(t.word) in known for t in following):
                continue
            a, b = token.start, following[-1].end
            done_to = words.index(following[-1])
            yield Finding(
                "continuity.not-established",
                "warning",
                field,
                f"“{raw[a:b]}” refers to something that no earlier shot has established.",
                a,
                b,
                raw[a:b],
                None,
                (
                    Fix("anchor", "Make it an anchor", field, raw[following[0].start : b]),
                    Fix("replace", f"Drop “{token.word}”", field, raw[following[0].start : b]),
                ),
            )


def custom_prompt_outdated(ctx: ShotContext) -> Iterator[Finding]:
    """The shot or its anchors changed after this prompt was written by hand. Recompile it, or keep it as it is."""
    shot = ctx.shot
    if not shot.custom_prompt.strip() or shot.custom_prompt_basis is None:
        return
    basis = prompt_basis(ctx.board, shot, ctx.uses)
    if basis != shot.custom_prompt_basis:
        yield Finding(
            "continuity.custom-prompt-outdated",
            "warning",
            "custom_prompt",
            "The slots or anchors changed since this prompt was written by hand.",
            fixes=(
                Fix("set", "Recompile from the slots", "custom_prompt", ""),
                Fix("set", "Keep it as it is", "custom_prompt_basis", basis),
            ),
        )


RULES: tuple[Rule, ...] = (
    reintroduced,
    contradiction,
    missing_phrase,
    not_established,
    custom_prompt_outdated,
)
