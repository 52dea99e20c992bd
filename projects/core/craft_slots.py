"""The craft rules about what a slot says: nothing at all, a bare noun, any place, any light.

They speak only where every word is one that they know: a description in another language, a name or a
word of the trade is never called vague.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from projects.core.board import SLOTS, Anchor
from projects.core.catalog import Catalog
from projects.core.craft_reading import Passage, Told, described, text_words, told
from projects.core.craft_words import CraftWords, craft_words
from projects.core.findings import Finding, Fix
from projects.core.grammar import ARTICLES, DETERMINERS, PREPOSITIONS
from projects.core.parsing_text import Token
from projects.core.shot_context import ShotContext
from projects.core.wording import full_text
from projects.core.words import singular

_INDEFINITE = frozenset({"a", "an", "another", "some", "one", "two", "three", "four", "five", "several", "many"})
_DEFINITE = (DETERMINERS - _INDEFINITE) | {"same"}
_JOINTS = frozenset({"and", "or", "of", "with"})
_LONGEST_BARE = 12


def empty_slot(ctx: ShotContext) -> Iterator[Finding]:
    """One of the six slots says nothing, or only that it should look like a film: the model decides it alone."""
    if ctx.custom:
        return
    said = {span.slot for span in ctx.prompt.spans if span.origin != "closing"}
    for slot in SLOTS:
        if slot != "camera" and slot not in said:
            yield Finding(
                "prompt.empty-slot",
                "warning",
                slot,
                f"The {slot} slot says nothing: the model will choose.",
                words=slot,
                fixes=(Fix("open", f"Write the {slot}", slot),),
            )
    style = ctx.shot.style
    if style and not any(use.anchor.kind == "style" for use in ctx.uses) and _only_vague_style(style, ctx.catalog):
        text = style.strip()
        start = style.index(text)
        message = f"“{text}” alone leaves the style open: name a film stock, a lens, a genre or a grade."
        yield Finding(
            "prompt.empty-slot", "warning", "style", message, start, start + len(text), text,
            fixes=tuple(_phrase_fixes(ctx.catalog, "style", ("stock-500t", "style-noir"))),
        )  # fmt: skip


@lru_cache(maxsize=2048)
def _only_vague_style(style: str, catalog: Catalog) -> bool:
    words = craft_words(catalog)
    vague = words.words("vague-style") | words.vague | words.words("joints")
    found = text_words(style)
    return bool(found) and all(token.word in vague for token in found)


def _phrase_fixes(catalog: Catalog, field: str, ids: tuple[str, ...]) -> Iterator[Fix]:
    for key in ids:
        if key in catalog.vocabulary:
            text = catalog.vocabulary[key].text
            yield Fix("insert", f"Add “{text}”", field, text)


# ---------------------------------------------------------------- prompt.generic-subject


def generic_subject(ctx: ShotContext) -> Iterator[Finding]:
    """A bare noun is somebody else in each clip. Age, hair, clothing, material or make are what a model can hold on to."""
    found = list(_generic(ctx))
    # Most subjects have a feature: the whole shot is looked through for one only where something is bare.
    if found and not _features_elsewhere(told(ctx), craft_words(ctx.catalog)):
        yield from found


def _generic(ctx: ShotContext) -> Iterator[Finding]:
    """What is bare in the subject slot itself and in its anchors."""
    said = told(ctx)
    anchors = said.anchors_of("subject")
    for anchor in anchors:
        if _bare_subject(full_text(anchor), ctx.catalog) is not None:
            yield of_anchor("prompt.generic-subject", anchor, f"“{anchor.name}” has no feature to hold on to: describe it.")
    # The parser puts what a hand-written text is about first: what follows belongs to it.
    passages = said.of("subject")
    for passage in passages[:1] if said.free is None or len(passages) == 1 else ():
        place = _bare_subject(passage.text[passage.start : passage.end], ctx.catalog)
        if place is None:
            continue
        start, end, known = place[0] + passage.start, place[1] + passage.start, place[2]
        if not (known and anchors):
            message = f"“{passage.text[start:end]}” has no feature: add age, hair, clothing, colour or material."
            yield passage.finding("prompt.generic-subject", "warning", message, start, end, _describe(passage))


def _describe(passage: Passage) -> Fix:
    return Fix("open", "Describe it", passage.field)


def of_anchor(code: str, anchor: Anchor, message: str) -> Finding:
    """A finding about an anchor's own description: it is told in its slot, without a place."""
    fix = Fix("anchor", f"Describe {anchor.name}", text=anchor.kind, anchor=anchor.key)
    return Finding(code, "warning", anchor.kind, message, words=anchor.name, anchor=anchor.key, fixes=(fix,))


def _features_elsewhere(said: Told, words: CraftWords) -> bool:
    """Whether the shot says how somebody looks in another place: `wearing a red coat`, `her dark hair`."""
    cues = words.words("wearing")
    features = words.lex.words("features")
    for passage in said.whole():
        if passage.slot not in ("subject", "action", "custom"):
            continue
        listed = passage.words()
        for at, token in enumerate(listed):
            if token.word in cues:
                return True
            if (
                said.free is not None
                and words.noun(token.word, features)
                and at
                and listed[at - 1].word in words.adjectives
            ):
                return True
    return False


@lru_cache(maxsize=4096)
def _bare_subject(text: str, catalog: Catalog) -> tuple[int, int, bool] | None:
    """Where a text is one or several bare nouns and nothing else: start, end, and whether they are known ones
    (`the man`). None where it says more."""
    words = craft_words(catalog)
    found = text_words(text)
    nouns = 0
    definite = False
    if not 0 < len(found) <= _LONGEST_BARE:
        return None
    for at, token in enumerate(found):
        word = token.word
        if word in _DEFINITE:
            definite = True
        elif words.noun(word, words.subjects) and not token.possessive and _lower(text, token):
            if at and token.joined and words.noun(found[at - 1].word, words.subjects):
                return None  # `a newborn princess`: one noun is a feature of the other
            nouns += 1
        elif not (word in _INDEFINITE or word in _JOINTS or (word in words.vague and at < len(found) - 1)):
            return None
    if not nouns or found[-1].word in _JOINTS | _INDEFINITE:
        return None
    return found[0].start, found[-1].end, definite


def _lower(text: str, token: Token) -> bool:
    """Whether a word is no name: a capital inside a text makes one."""
    return token.start == 0 or not text[token.start].isupper()


# ------------------------------------------------------------- prompt.vague-environment


def vague_environment(ctx: ShotContext) -> Iterator[Finding]:
    """A place that could be anywhere is another place in the next clip. Name or describe it, with its hour and weather."""
    said, words = told(ctx), craft_words(ctx.catalog)
    anchors, passages = said.anchors_of("environment"), said.of("environment")
    texts = [passage.text[passage.start : passage.end] for passage in passages]
    places = [_bare_place(text, ctx.catalog) for text in (*described(anchors), *texts)]
    if not places or any(place is None for place in places) or (said.free is not None and _set_elsewhere(said, words)):
        return
    if not passages:
        yield of_anchor(
            "prompt.vague-environment", anchors[0], f"“{anchors[0].name}” could be anywhere: describe the place."
        )
        return
    passage, place = passages[0], places[len(anchors)]
    if place is not None:
        start, end = passage.start + place[0], passage.start + place[1]
        message = f"“{passage.text[start:end]}” could be anywhere: name or describe the place, its hour and weather."
        yield passage.finding(
            "prompt.vague-environment", "warning", message, start, end, Fix("open", "Describe it", passage.field)
        )


def _set_elsewhere(said: Told, words: CraftWords) -> bool:
    """Whether a hand-written text tells hour or weather wherever it stands."""
    hours = words.words("hours")
    return any(token.word in hours for passage in said.whole() for token in passage.words())


@lru_cache(maxsize=4096)
def _bare_place(text: str, catalog: Catalog) -> tuple[int, int] | None:
    """Where a text names a kind of place and says nothing more of it (`in a nice city`); None where it says more."""
    words = craft_words(catalog)
    found = list(text_words(text))
    at = 0
    while at < len(found) and found[at].word in PREPOSITIONS:
        # "outside", "in": some prepositions are places by themselves.
        if words.places.longest(found, at, len(found)) and at == len(found) - 1:
            break
        at += 1
    while at < len(found) and (found[at].word in DETERMINERS or found[at].word in words.vague):
        at += 1
    phrase = words.places.longest(found, at, len(found)) if at < len(found) else None
    if phrase is None and at < len(found):
        phrase = _plural_place(found, at, words)
    if phrase is None or phrase[0][-1] != len(found) - 1 or not _lower(text, found[at]):
        return None
    first = next((token for token in found if token.word in ARTICLES), found[at])
    return min(first.start, found[at].start), found[-1].end


def _plural_place(found: list[Token], at: int, words: CraftWords) -> tuple[list[int], bool] | None:
    one = [token._replace(word=singular(token.word)) for token in found]
    return words.places.longest(one, at, len(one))
