"""`prompt.static-action`: an action without a verb, or with a bare one whose manner and speed are left open."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from projects.core.catalog import Catalog
from projects.core.craft_reading import Passage, Told, described, text_words, told
from projects.core.craft_words import CraftWords, craft_words
from projects.core.findings import Finding, Fix
from projects.core.grammar import AUXILIARIES, DETERMINERS, FUNCTION_WORDS, POSSESSIVES
from projects.core.parsing_forms import forms
from projects.core.parsing_text import Token
from projects.core.shot_context import ShotContext

CODE = "prompt.static-action"
_MEANS = frozenset({"with", "without", "like", "by", "as"})


class _Bare(NamedTuple):
    """What is wrong with an action: its verb in plain form ("" where there is none) and the verb's code points."""

    verb: str
    start: int
    end: int


def static_action(ctx: ShotContext) -> Iterator[Finding]:
    """How fast and how heavily something moves decides the physics that a model shows. A bare verb leaves that open;
    a manner, or a verb with its speed built in, says it."""
    said = told(ctx)
    passages = said.of("action")
    if said.free is not None:
        yield from _of_text(said, passages, ctx.catalog)
        return
    for passage in passages[:1]:
        bare = _bare(passage.text, ctx.catalog)
        if bare is not None:
            yield _finding(passage, bare, said, ctx.catalog)


def _of_text(said: Told, passages: tuple[Passage, ...], catalog: Catalog) -> Iterator[Finding]:
    """A hand-written text: its one action, or none; a manner counts wherever it stands."""
    text = said.free or ""
    words = craft_words(catalog)
    found = text_words(text)
    doing = [word for slot in ("subject", "action", "style") for passage in said.of(slot) for word in passage.words()]
    if _manner(doing, words):
        return
    if len(passages) == 1:
        passage = passages[0]
        bare = _bare(text[passage.start : passage.end], catalog)
        if bare is not None and bare.verb:
            moved = bare._replace(start=bare.start + passage.start, end=bare.end + passage.start)
            yield _finding(passage, moved, said, catalog)
    elif not passages and words.readable(found) and not any(_may_be_verb(token.word, words) for token in found):
        yield Finding(
            CODE,
            "warning",
            "custom_prompt",
            "Nothing happens: say what is done, and how.",
            fixes=(Fix("open", "Say what is done", "custom_prompt"),),
        )


def _finding(passage: Passage, bare: _Bare, whole: Told, catalog: Catalog) -> Finding:
    said = passage.text[bare.start : bare.end]
    if not bare.verb:
        message = f"“{said}” has no verb: say what is done, and how."
        return passage.finding(
            CODE, "warning", message, bare.start, bare.end, Fix("open", "Say what is done", passage.field)
        )
    fixes = [Fix("replace", f"Use “{text}”", passage.field, text) for text in _pair(passage, bare, whole, catalog)]
    message = f"“{said}” leaves manner and speed open."
    return passage.finding(CODE, "warning", message, bare.start, bare.end, *fixes)


@lru_cache(maxsize=4096)
def _bare(text: str, catalog: Catalog) -> _Bare | None:
    words = craft_words(catalog)
    found = text_words(text)
    if _manner(found, words) or not words.readable(found):
        return None
    verbs = [(at, token) for at, token in enumerate(found) if _is_verb(found, at, words)]
    if not verbs:
        sure = words.readable(found, 1) and not any(_may_be_verb(token.word, words) for token in found)
        return _Bare("", found[0].start, found[-1].end) if sure else None
    named = [words.verbs.get(token.word, "") for _, token in verbs]
    if any(verb in words.words("built-in") for verb in named):
        return None
    motion = words.words("motion") | words.words("posture")
    alone = all(_says_nothing(found, at, words) for at in range(len(found)))
    bare = (len(set(named)) == 1 and named[0] in motion) or (alone and set(named) <= motion | words.words("bare"))
    first = verbs[0][1]
    return _Bare(named[0], first.start, first.end) if bare else None


def _says_nothing(found: Sequence[Token], at: int, words: CraftWords) -> bool:
    """Whether a word beside the verb adds nothing: a pronoun, an auxiliary, `around`."""
    word = found[at].word
    return _is_verb(found, at, words) or word in FUNCTION_WORDS or words.noun(word, words.bodies)


def _is_verb(found: Sequence[Token], at: int, words: CraftWords) -> bool:
    """Whether a word stands as a verb: no determiner, adjective or noun of its own leads it."""
    word = found[at].word
    if word not in words.verbs or word in AUXILIARIES or found[at].possessive:
        return False
    if at == 0 or not found[at].joined:
        return True
    before = found[at - 1].word
    if word.endswith("ing") and at + 1 < len(found) and found[at + 1].joined and before in DETERMINERS | POSSESSIVES:
        return False
    if before in DETERMINERS | POSSESSIVES or found[at - 1].possessive or before in words.adjectives:
        return False
    form = words.lex.verbs.get(word, ("", ""))[1]
    return form != "base" or before in ("to", "and", "then", "they", "we", "both", "can", "will") or before.endswith("s")


def _may_be_verb(word: str, words: CraftWords) -> bool:
    """Whether a word might be a verb, known or not: then nothing is said of a missing one."""
    if word in words.verbs:
        return word not in words.subjects and word not in words.adjectives
    return word.endswith(("ing", "ed", "s")) and not words.known_word(word)


def _manner(found: Sequence[Token], words: CraftWords) -> bool:
    """Whether a text says how something is done: an adverb, `with a nod`, `one by one`, `in slow motion`."""
    still = words.words("no-manner")
    if any((token.word.endswith("ly") and len(token.word) > 4 and token.word not in still) for token in found):
        return True
    if any(token.word in _MEANS and at > 0 for at, token in enumerate(found)):
        return True
    return words.holds(words.manners, found)


def _by_a_thing(passage: Passage, bare: _Bare, said: Told, words: CraftWords) -> bool:
    """Whether a thing does it: a noun in front of the verb, else the subject, names no living body."""
    before = [word.word for word in text_words(passage.text[passage.start : bare.start]) if word.word not in FUNCTION_WORDS]
    nouns = [word for word in before if word not in words.adjectives and not word.endswith("ly")]
    if nouns:
        return not words.noun(nouns[-1], words.bodies) and nouns[-1].islower() and words.noun(nouns[-1], words.things)
    if said.free is not None:
        return False
    texts = [*described(said.anchors_of("subject")), *(part.text for part in said.of("subject"))]
    heads = [text_words(text) for text in texts[:1]]
    alive = any(words.noun(word.word, words.bodies) for found in heads for word in found)
    return not alive and any(words.noun(word.word, words.things) for found in heads for word in found)


def _pair(passage: Passage, bare: _Bare, whole: Told, catalog: Catalog) -> list[str]:
    """The unhurried and the fast way to say a verb, in the form in which it was written."""
    words, verb = craft_words(catalog), bare.verb
    said = passage.text[bare.start : bare.end]
    form = forms(verb).get(said.casefold(), "base")
    motion = next((motion for motion in catalog.motions.values() if verb in (motion.id, motion.slow.split()[0])), None)
    # The catalogue's motions are a body's: a lighthouse's beam turns fast, it does not whirl around.
    if motion is not None and not _by_a_thing(passage, bare, whole, words):
        texts = [_inflected(text, form) for text in (motion.slow, motion.fast)]
        return [text.capitalize() if said[:1].isupper() else text for text in texts]
    lists = ("calm", "restless") if verb in words.words("posture") else ("slow", "fast")
    adverbs = [adverb for name in lists for adverb in sorted(words.words(name))[:1]]
    after = next((word for word in text_words(passage.text) if word.start >= bare.end), None)
    with_object = after is not None and after.joined and after.word in DETERMINERS | POSSESSIVES and said.islower()
    return [f"{adverb} {said}" if with_object else f"{said} {adverb}" for adverb in adverbs]


def _inflected(phrase: str, form: str) -> str:
    """A phrase with its verb in this form. Of two spellings a verb of one syllable doubles its last letter."""
    verb, _, rest = phrase.partition(" ")
    spelt = sorted((word for word, kind in forms(verb).items() if kind == form), key=len) or [verb]
    once = len(re.findall("[aeiouy]+", verb)) == 1
    return f"{spelt[-1] if once else spelt[0]} {rest}".strip()
