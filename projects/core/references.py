"""Words that speak of anchors in a shot's own text: brought in as new, or called the same without being known."""

from __future__ import annotations

from collections.abc import Iterator

from projects.core.board import Anchor
from projects.core.expansion import MARKERS, carried_places
from projects.core.findings import Finding, Fix
from projects.core.grammar import ARTICLES, FUNCTION_WORDS, NEGATIONS
from projects.core.names import find_name
from projects.core.noun_phrases import NounPhrases, noun_phrases
from projects.core.shot_context import ShotContext
from projects.core.use import Use
from projects.core.wording import clean, phrase
from projects.core.words import CLAUSE_END, Token, singular, tokens, unquoted, vocabulary, without_article

MOST_ADJECTIVES = 3
# A text with more of them is not mended one by one.
MOST_FINDINGS = 50
_AGAIN = frozenset({"twice", "thrice", "daily", "today", "tonight", "tomorrow", "yesterday"})
_ORDINALS = frozenset({"second", "third", "fourth", "fifth"})
_BEFORE_NOUN = ARTICLES | MARKERS | {"that", "this"}
_UNREAL = NEGATIONS | {"like", "unlike", "than", "instead"}


def break_fix(use: Use) -> Fix:
    """The offer to record a break for an anchor."""
    return Fix("break", "Record a break…", anchor=use.anchor.key)


def _is_common_noun(use: Use) -> bool:
    name = without_article(use.anchor.name)
    return use.anchor.kind == "subject" and " " not in name and name == name.casefold()


def _step_back(text: str, words: tuple[Token, ...], at: int) -> int | None:
    """The index of the word before, over a comma or an `and` between adjectives; None at a break."""
    if at == 0:
        return None
    if words[at].joined:
        return at - 2 if words[at - 1].word == "and" and at >= 2 and words[at - 1].joined else at - 1
    return at - 1 if text[words[at - 1].end : words[at].start].strip() == "," else None


def _new_before(text: str, words: tuple[Token, ...], at: int, use: Use, reader: NounPhrases) -> int | None:
    """The index where `a new`, `another`, `a` begins before the name at this index, or None."""
    subject = use.anchor.kind == "subject"
    described = {t.word for t in tokens(use.anchor.description)}
    adjectives = 0
    back = _step_back(text, words, at)
    while back is not None:
        word = words[back].word
        if words[back].possessive:
            return None
        if word in ("a", "an"):
            return back
        if word == "another":
            return None if subject else back
        if subject and word in _ORDINALS:
            return None
        if word not in ("new", "different"):
            adjectives += 1
            if adjectives > MOST_ADJECTIVES or not (reader.adjective(word) or word in described - FUNCTION_WORDS):
                return None
        back = _step_back(text, words, back)
    return None


def _unreal(text: str, words: tuple[Token, ...], at: int) -> bool:
    """Whether a negation or a comparison stands up to two words before, in the same clause: `not a coffee shop`."""
    for back in range(at - 1, max(-1, at - 3), -1):
        if CLAUSE_END.search(text[words[back].end : words[back + 1].start]):
            return False
        if words[back].word in _UNREAL:
            return True
    return False


def _names(text: str, words: tuple[Token, ...], uses: tuple[Use, ...]) -> Iterator[tuple[Use, int, int]]:
    """Every name of an anchor in use with its words (index pairs), the longest name first, none inside another."""
    taken: set[int] = set()
    for use in sorted(uses, key=lambda u: -len(without_article(u.anchor.name))):
        for start, end in find_name(text, words, use.anchor.name):
            if taken.isdisjoint(range(start, end)):
                taken.update(range(start, end))
                yield use, start, end


def _covered(raw: str, slot: str, uses: tuple[Use, ...]) -> list[tuple[int, int]]:
    """Where the compiler puts `the same ...` in place of a whole typed description that says more than the name."""
    found = []
    for place in carried_places(raw, tuple(use for use in uses if use.anchor.kind == slot)):
        description = tokens(clean(place.use.anchor.description))
        names = find_name(clean(place.use.anchor.description), description, place.use.anchor.name)
        if place.whole and (not names or names[0][1] < len(description)):
            found.append((place.start, place.end))
    return found


def reintroduced(ctx: ShotContext) -> Iterator[Finding]:
    """An earlier shot has established this anchor; here it comes as something new. The model would invent another
    one. Say `the same ...` instead, or record a break."""
    if not ctx.carried():
        return
    reader = noun_phrases(ctx.catalog)
    for field, slot, raw in ctx.own_texts():
        if vocabulary(raw).isdisjoint({"a", "an", "another"}):
            continue
        text = unquoted(raw)
        words = tokens(text)
        covered: list[tuple[int, int]] | None = None
        raised = 0
        for use, start, end in _names(text, words, ctx.uses):
            if use.role != "carries" or words[end - 1].possessive:
                continue
            first = _new_before(text, words, start, use, reader)
            subject = use.anchor.kind == "subject"
            if first is None or reader.ends(words, end, subject=subject) != "yes" or _unreal(text, words, first):
                continue
            a, b = words[first].start, words[end - 1].end
            if raised >= MOST_FINDINGS:
                break
            covered = _covered(raw, slot, ctx.uses) if covered is None else covered
            if not any(low <= a and b <= high for low, high in covered):
                raised += 1
                yield _reintroduced(use, field, raw, a, b)


def _reintroduced(use: Use, field: str, raw: str, start: int, end: int) -> Finding:
    words, said = raw[start:end], phrase(use.anchor)
    return Finding(
        "continuity.reintroduced",
        "warning" if _is_common_noun(use) else "error",
        field,
        f"“{words}” brings {without_article(use.anchor.name)} in as new, though {use.established_in} established it.",
        start,
        end,
        words,
        use.anchor.key,
        (Fix("replace", f"Use “{said}”", field, said), break_fix(use)),
    )


def _known_words(ctx: ShotContext) -> tuple[frozenset[str], frozenset[str]]:
    """The words (in the singular) that an anchor established so far or a kind in use makes known, and the names' heads."""
    known: set[str] = set()
    heads: set[str] = set()
    for use in ctx.uses:
        known |= {singular(word) for word in ctx.catalog.words.get(f"generic-{use.anchor.kind}", frozenset())}
        if use.role != "establishes":
            known |= vocabulary(use.anchor.name) | vocabulary(use.anchor.description)
            heads |= {singular(token.word) for token in tokens(use.anchor.name)[-1:]}
    return frozenset(known), frozenset(heads)


def _after_marker(words: tuple[Token, ...], at: int, reader: NounPhrases) -> list[Token]:
    """The words that `same` or `maintaining` at this index speaks of, up to a function word or a sign."""
    for place in range(at + 1, min(len(words), at + 4)):
        if not words[place].joined or words[place].word not in _BEFORE_NOUN:
            return reader.run(words, place)
    return []


def _is_known(run: list[Token], head: Token, known: frozenset[str], heads: frozenset[str], reader: NounPhrases) -> bool:
    """Whether the head noun is known. In doubt, where a known noun may be followed by a verb of no list: yes."""
    if singular(head.word) in known:
        return True
    for token, after in zip(run, [*run[1:], None], strict=True):
        verb_follows = after is not None and singular(after.word) != after.word
        word = singular(token.word)
        if word in heads or (verb_follows and word in known and token.word not in reader.adjectives):
            return True
    return False


def _is_idiom(noun_phrase: list[Token], idioms: frozenset[str]) -> bool:
    plain = [token.word for token in noun_phrase]
    if len(plain) > 1 and plain[-1] in _AGAIN:
        plain = plain[:-1]
    said = {" ".join(plain), " ".join(plain[-2:]), " ".join(plain[:2]), plain[0] if plain[0] in ("steady", "safe") else ""}
    return singular(plain[-1]) in idioms or plain[-1] in idioms or not said.isdisjoint(idioms)


def not_established(ctx: ShotContext) -> Iterator[Finding]:
    """`same` or `maintaining` points at something that no earlier shot has established as an anchor. The model has
    never seen it. Make it an anchor, or drop the word."""
    reader = noun_phrases(ctx.catalog)
    idioms = ctx.catalog.words.get("idioms", frozenset())
    for field, _, raw in ctx.own_texts():
        if vocabulary(raw).isdisjoint(MARKERS):
            continue
        known, heads = _known_words(ctx)
        words = tokens(unquoted(raw))
        done = -1
        for token_at, token in enumerate(words):
            if token.word not in MARKERS or token.start < done:
                continue
            run = _after_marker(words, token_at, reader)
            noun_phrase = reader.phrase(run)
            if not run or _nothing_named(noun_phrase, reader, ctx) or _is_idiom(noun_phrase, idioms):
                continue
            if _is_known(run, noun_phrase[-1], known, heads, reader):
                continue
            done = noun_phrase[-1].end
            yield _not_established(field, raw, token, noun_phrase, _left_out(ctx, run))


def _nothing_named(noun_phrase: list[Token], reader: NounPhrases, ctx: ShotContext) -> bool:
    """Whether only adjectives follow. `light` is one, but not where nothing comes after it: `maintaining stormy light`."""
    last = singular(noun_phrase[-1].word) if noun_phrase else ""
    return reader.names_nothing(noun_phrase) and last not in ctx.catalog.words.get("generic-lighting", frozenset())


def _left_out(ctx: ShotContext, run: list[Token]) -> Anchor | None:
    """The anchor that the words name, where an earlier shot of the scene lists it and this one does not."""
    used = {use.anchor.key for use in ctx.uses} | set(ctx.shot.without)
    known = {anchor.key: anchor for anchor in ctx.board.anchors}
    listed: list[str] = []
    for shot in ctx.scene.shots:
        if shot.key == ctx.shot.key:
            break
        listed += [] if shot.omitted else [key for key in shot.anchors if key in known and key not in used]
    said = {singular(token.word) for token in run}
    fitting = [known[key] for key in dict.fromkeys(listed) if _called_so(known[key], said)]
    return fitting[-1] if fitting else None


def _called_so(anchor: Anchor, said: set[str]) -> bool:
    name = [singular(token.word) for token in tokens(without_article(anchor.name))]
    return bool(name) and said.issuperset(name)


def _not_established(field: str, raw: str, marker: Token, noun_phrase: list[Token], left_out: Anchor | None) -> Finding:
    start, end = marker.start, noun_phrase[-1].end
    rest = raw[noun_phrase[0].start : end]
    if left_out is not None:
        name = without_article(left_out.name)
        why = f"“{raw[start:end]}” speaks of {name}, but this shot does not use that anchor."
        first = Fix("attach", f"Use the anchor {name}", anchor=left_out.key)
    else:
        why = f"“{raw[start:end]}” refers to something that no earlier shot has established."
        first = Fix("anchor", "Make it an anchor", field, rest)
    return Finding(
        "continuity.not-established",
        "warning",
        field,
        why,
        start,
        end,
        raw[start:end],
        left_out.key if left_out is not None else None,
        (first, Fix("replace", f"Drop “{marker.word}”", field, rest)),
    )
