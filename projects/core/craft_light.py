"""`prompt.vague-lighting`: light without direction, quality or temperature, in a slot or in a hand-written text."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from projects.core.catalog import Catalog
from projects.core.craft_reading import Passage, described, text_words, told
from projects.core.craft_slots import of_anchor
from projects.core.craft_words import CraftWords, craft_words
from projects.core.findings import Finding, Fix
from projects.core.parsing_text import Token
from projects.core.shot_context import ShotContext

_NEAR = 4
_LIT = frozenset({"lit", "illuminated", "illuminating", "bathed", "backlit"})
_SHORT = 60


def vague_lighting(ctx: ShotContext) -> Iterator[Finding]:
    """Light without direction, quality or temperature shifts inside a clip and jumps at the cut. Say where from, hard
    or soft, warm or cool."""
    said, words = told(ctx), craft_words(ctx.catalog)
    anchors, passages = said.anchors_of("lighting"), said.of("lighting")
    texts = [*described(anchors), *(passage.text[passage.start : passage.end] for passage in passages)]
    if said.free is not None:
        if not _lit(said.free, ctx.catalog, free=True) and words.readable(text_words(said.free)):
            yield from _unlit(passages, ctx.catalog, free=True)
        return
    if not texts or any(_lit(text, ctx.catalog) for text in texts):
        return
    if not all(_open_light(text_words(text), words) for text in texts):
        return
    if passages:
        yield from _unlit(passages, ctx.catalog)
    else:
        message = f"“{anchors[0].name}” says neither where the light comes from nor how it is."
        yield of_anchor("prompt.vague-lighting", anchors[0], message)


def _open_light(found: tuple[Token, ...], words: CraftWords) -> bool:
    """Whether every word is known, and they are about light or mere praise: `nice light`, `great`."""
    about = any(token.word in words.light_nouns or token.word in _LIT for token in found)
    return words.readable(found, 1) and (about or all(token.word in words.vague for token in found))


def _speaks_of_light(passage: Passage, words: CraftWords) -> bool:
    """Whether a short run of a hand-written text is about the light: a place that a finding can show."""
    about = any(token.word in words.light_nouns for token in passage.words())
    return about and passage.end - passage.start <= _SHORT


def _unlit(passages: tuple[Passage, ...], catalog: Catalog, *, free: bool = False) -> Iterator[Finding]:
    """The finding where light is spoken of, without a place where it is not."""
    shown = [passage for passage in passages if not free or _speaks_of_light(passage, craft_words(catalog))][:1]
    for passage in shown:
        text = passage.text[passage.start : passage.end]
        start = passage.start + len(text) - len(text.lstrip())
        end = passage.start + len(text.rstrip(" \n.,;"))
        fixes = [Fix("replace", f"Use “{light}”", passage.field, light) for light in _lights(catalog)]
        message = (
            f"“{passage.text[start:end]}” says neither where the light comes from, nor hard or soft, nor warm or cool."
        )
        yield passage.finding("prompt.vague-lighting", "warning", message, start, end, *fixes)
    if not shown:
        message = "The light is left open: say where it comes from, hard or soft, warm or cool."
        fixes = [Fix("insert", f"Add “{light}”", "custom_prompt", light) for light in _lights(catalog)]
        yield Finding("prompt.vague-lighting", "warning", "custom_prompt", message, fixes=tuple(fixes))


@lru_cache(maxsize=4096)
def _lit(text: str, catalog: Catalog, *, free: bool = False) -> bool:
    """Whether a text says any direction, quality, temperature or source of light.

    In a `free` text words that may speak of anything (`red`, `soft`, `behind`) count only near a word for light.
    """
    words = craft_words(catalog)
    found = list(text_words(text))
    for at in range(len(found)):
        hit = words.light_says.longest(found, at, len(found))
        if hit is None:
            continue
        if not free or len(hit[0]) > 1 or found[at].word not in words.words("light-weak"):
            return True
        if any(
            token.word in words.light_nouns or token.word in _LIT for token in found[max(0, at - _NEAR) : at + _NEAR + 1]
        ):
            return True
    return False


@lru_cache(maxsize=8)
def _lights(catalog: Catalog) -> tuple[str, ...]:
    """Direction x quality x temperature put together from the catalogue's phrases, a soft and a hard example."""
    made = []
    for quality, temperature, direction in (("soft", "warm", "side"), ("hard", "cool", "back")):
        phrases = [catalog.vocabulary.get(f"light-{name}") for name in (quality, temperature, direction)]
        if all(phrases):
            soft, warm, side = (phrase.text for phrase in phrases if phrase)
            made.append(f"{soft.removesuffix(' light')}, {warm.removesuffix(' light')} {side}")
    return tuple(made)
