"""The craft rules about how much a prompt asks for at once, and about what it should leave out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from projects.core.craft_reading import Passage, told
from projects.core.findings import Finding, Fix
from projects.core.sequence_values import Placed, Sequence
from projects.core.shot_context import ShotContext
from projects.core.words import tokens

# The guide warns at 300 words; what a model still follows ends earlier (continuity.md, section 5).
FAR_TOO_MANY_WORDS, MANY_WORDS, MANY_DIRECTIVES = 200, 120, 10
_PART_END = re.compile(r"[,;](?!\d)|[.!?…](?=[\s\"”’')]|$)|\n|[。！？，、；؟۔،؛।]")
# Scripts without blanks: about two signs make a word.
_UNSPACED = re.compile(
    "[\u0e00-\u0fff\u1000-\u109f\u1780-\u17ff\u3005-\u30ff\u3400-\u9fff\uf900-\ufaff\uff66-\uff9f\U00020000-\U0003ffff]"
)


class Load(NamedTuple):
    """How many words and how many directives (comma or sentence parts) a text holds."""

    words: int
    directives: int


@lru_cache(maxsize=4096)
def load_of(text: str) -> Load:
    """The load of one text. A text without a word asks for nothing."""
    found = tokens(text)
    unspaced = 0 if text.isascii() else sum(1 for token in found if _UNSPACED.match(text, token.start))
    words = len(found) - unspaced + (unspaced + 1) // 2
    parts = sum(1 for part in _PART_END.split(text) if any(sign.isalnum() for sign in part))
    return Load(words, parts)


def overloaded(ctx: ShotContext) -> Iterator[Finding]:
    """Past a handful of directions a model drops some, and nobody knows which. Aim for five to seven key elements; an
    anchor counts as one word."""
    said = told(ctx)
    passages = said.whole()
    if not passages:
        return
    loads = [load_of(passage.text) for passage in passages]
    words = sum(load.words for load in loads) + len(said.anchors)
    directives = sum(load.directives for load in loads)
    if words <= MANY_WORDS and directives <= MANY_DIRECTIVES:
        return
    field = _longest(passages, loads)
    cut = (Fix("open", "Cut it down", field),)
    if words > FAR_TOO_MANY_WORDS:
        message = f"{words} words: the model will drop some. Keep what is seen in this shot."
        yield Finding("prompt.overloaded", "warning", field, message, words="words", fixes=cut)
    elif words > MANY_WORDS:
        message = f"{words} words are a lot for one shot: give what comes later a shot of its own."
        yield Finding("prompt.overloaded", "hint", field, message, words="words", fixes=cut)
    else:
        message = f"{directives} directions in one shot: five to seven come through."
        yield Finding("prompt.overloaded", "hint", field, message, words="directives", fixes=cut)


def _longest(passages: tuple[Passage, ...], loads: list[Load]) -> str:
    """The field that says most: the first place to cut."""
    return max(zip(loads, passages, strict=True), key=lambda pair: pair[0].words)[1].field


def no_negative(seq: Sequence) -> Iterator[Placed]:
    """This model takes a list of what it has to leave out; without one, blur and morphing are as welcome as the rest.
    Said once a scene for each model, on the first shot that lacks one."""
    for scene in seq.board.scenes:
        told_of: set[str] = set()
        for shot in seq.running(scene):
            ctx = seq.contexts[shot.key]
            if ctx.model_id in told_of or ctx.negative or ctx.facts.negative_prompt is not True:
                continue
            told_of.add(ctx.model_id)
            yield shot.key, _no_negative(ctx)


def _no_negative(ctx: ShotContext) -> Finding:
    proposed = next((entry for entry in ctx.catalog.negative_sets.values() if entry.default), None)
    fix = Fix("open", "Write one", "negative_prompt")
    if proposed is not None:
        label = proposed.label.removesuffix("s").lower()
        fix = Fix("set", f"Use the {label} set", "negative_prompt", proposed.text)
    message = f"No negative prompt, though {ctx.model.name} takes one."
    return Finding("prompt.no-negative", "hint", "negative_prompt", message, fixes=(fix,))
