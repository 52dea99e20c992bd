"""The continuity rules on one shot. Each takes the shot in its place and yields findings.

A rule's docstring is its help text. The rules are registered by hand at the end; those about seeds
and whole scenes stand in `sequence.py`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator

from projects.core.attributes import lexicon
from projects.core.contradiction import Clash, clashes
from projects.core.contradiction_fixes import Tried, ways_out
from projects.core.digest import prompt_basis
from projects.core.expansion import MARKERS
from projects.core.findings import Finding, Fix
from projects.core.names import find_name, name_places
from projects.core.references import break_fix, not_established, reintroduced
from projects.core.shot_context import ShotContext
from projects.core.use import Use
from projects.core.wording import phrase
from projects.core.words import CLAUSE_END, LONGEST_KEPT, Token, tokens, unquoted, without_article

Rule = Callable[[ShotContext], Iterator[Finding]]

MOST_WORDS_BETWEEN = 3
# Of a text that holds more contradictions only these are mended word by word.
MOST_MENDED = 12
_GENERIC_IN_PHRASE = {"lighting": frozenset({"lighting", "light"}), "style": frozenset({"style", "look"})}


def contradiction(ctx: ShotContext) -> Iterator[Finding]:
    """The words say something else than the anchor's description: another light, colour, age, season. The model
    follows one of the two, and nobody knows which. Drop the words, or record a break. Where the words let time pass
    (`later that night`), the break comes first, with those words as its reason."""
    uses = {use.anchor.key: use for use in ctx.uses if use.role != "breaks"}
    anchors = tuple(use.anchor for use in uses.values())
    lex = lexicon(ctx.catalog, ctx.board.word_groups)
    for field, slot, text in ctx.own_texts():
        found = clashes(text, slot, anchors, lex)
        most = MOST_MENDED if len(text) <= LONGEST_KEPT else 0

        def judge(other: str, slot: str = slot) -> Counter[tuple[str, str]]:
            """How often each anchor is contradicted by which words of another wording of this text."""
            held = clashes(other, slot, anchors, lex)
            return Counter((c.anchor.key, other[c.start : c.end].casefold()) for c in held)

        for number, clash in enumerate(found):
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
                _ways_out(use, Tried(text, clash, judge), field, tried=number < most),
            )


def _ways_out(use: Use, way: Tried, field: str, *, tried: bool) -> tuple[Fix, ...]:
    """What to do about a contradiction: say what is established, drop the words, or record a break.

    Words that let time pass mean another time: then the break is proposed first, with the words as its reason.
    """
    clash = way.clash
    mend = ways_out(way, _with_passing(way.text, clash), field) if tried else [Fix("open", "Write it anew", field)]
    if not clash.passing:
        return (*mend, break_fix(use))
    return (Fix("break", f"Record a break: {clash.passing}", text=clash.passing, anchor=use.anchor.key), *mend)


def _with_passing(text: str, clash: Clash) -> tuple[int, int]:
    """The place of the words, or of those that let time pass around them: `later that night`."""
    start = text.rfind(clash.passing, 0, clash.end + len(clash.passing)) if clash.passing else -1
    end = start + len(clash.passing)
    near = 0 <= start <= clash.start < end
    return (start, max(end, clash.end)) if near else (clash.start, clash.end)


def _name_starts(text: str, words: tuple[Token, ...], use: Use) -> list[tuple[int, int]]:
    """Where the name begins: the index of its first word (of the next one for a name without letters), code point."""
    if not tokens(use.anchor.name):
        places = name_places(text, use.anchor.name)
        return [(sum(token.end <= start for token in words), start) for start, _ in places]
    generic = _GENERIC_IN_PHRASE.get(use.anchor.kind, frozenset())
    at = [start for start, _ in find_name(text, words, use.anchor.name)]
    at += [index for index, token in enumerate(words) if token.word in generic]
    return [(index, words[index].start) for index in at]


def _has_phrase(text: str, words: tuple[Token, ...], use: Use) -> bool:
    """Whether `same` or `maintaining`, at most three words and then the name stand in one clause."""
    for at, start in _name_starts(text, words, use):
        after = start
        for back in range(at - 1, max(-1, at - 2 - MOST_WORDS_BETWEEN), -1):
            if CLAUSE_END.search(text[words[back].end : after]):
                break
            if words[back].word in MARKERS:
                return True
            after = words[back].start
    return False


def missing_phrase(ctx: ShotContext) -> Iterator[Finding]:
    """A custom prompt leaves out what earlier shots established. The model remembers nothing: say `the same ...` or
    `maintaining ...` for every anchor that this shot carries."""
    text = ctx.shot.custom_prompt
    if not text.strip():
        return
    plain = unquoted(text)
    words = tokens(plain)
    carried = ctx.carried()
    has = {use.anchor.key: _has_phrase(plain, words, use) for use in carried}
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
                break_fix(use),
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
