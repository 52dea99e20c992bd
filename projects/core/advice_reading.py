"""What a shot is for and what it shows, told from its own choices and words. In doubt: neither.

The words are the catalogue's (`advice-...` lists and contents).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import lru_cache
from typing import NamedTuple
from weakref import WeakKeyDictionary

from projects.core.catalog import Catalog, Content
from projects.core.grammar import DETERMINERS, NEGATIONS
from projects.core.names import find_name
from projects.core.noun_phrases import NounPhrases, noun_phrases
from projects.core.shot_context import ShotContext
from projects.core.wording import full_text
from projects.core.words import Token, singular, tokens, unquoted, vocabulary

_WORD = re.compile(r"\w+")
CLOSE_SIZES = frozenset({"cu", "ecu"})
_UNREAL = NEGATIONS | {"unlike", "than", "instead"}
_UNREAL_REACH = 3
_NONE: frozenset[str] = frozenset()


class Reader:
    """What a shot is for and what it shows, told with the word lists of one catalogue."""

    def __init__(self, catalog: Catalog) -> None:
        self._lists = catalog.words
        self._contents = tuple(catalog.contents.values())
        self.nouns: NounPhrases = noun_phrases(catalog)
        self._people = frozenset(map(singular, self.nouns.people)) - self._words("not-people") | {"he", "she", "they"}
        self._products = frozenset(" ".join(map(singular, words.split())) for words in self._words("products"))
        self._looks = {content.id: _phrases(content.looks) for content in catalog.contents.values()}
        self._subjects = {content.id: _phrases(content.subjects) for content in catalog.contents.values()}

    def _words(self, name: str) -> frozenset[str]:
        return self._lists.get(f"advice-{name}", _NONE)

    # --------------------------------------------------------------- purpose

    def purpose(self, ctx: ShotContext, first: bool) -> str | None:
        """The id of the one purpose that a shot's own choices and words show; None where none or several do."""
        shot = ctx.shot
        if shot.framing == "establishing":
            return "establishing"
        found = [
            name
            for name, shows in (
                ("establishing", first and shot.shot_size == "ews"),
                ("product", self._product(ctx)),
                ("action", self._action(ctx)),
            )
            if shows
        ]
        return found[0] if len(found) == 1 else None

    def _product(self, ctx: ShotContext) -> bool:
        """Whether a thing to be sold fills the frame: close, on its own, in nobody's hands."""
        shot = ctx.shot
        if shot.shot_size not in CLOSE_SIZES and shot.framing != "insert":
            return False
        if not self._words("handled").isdisjoint(
            token.word for text in (shot.subject, shot.action) for token in tokens(text)
        ):
            return False
        subjects = [use.anchor for use in ctx.uses if use.anchor.kind == "subject"]
        if len(subjects) > 1 or self.people(ctx):
            return False
        texts = [text for anchor in subjects for text in (anchor.name, anchor.description)] or [shot.subject]
        return any(self._sold(text) for text in texts)

    def _sold(self, text: str) -> bool:
        words = tokens(unquoted(text))
        at = 0
        while at < len(words) and words[at].word in DETERMINERS:
            at += 1
        if at == len(words) or not (at == 0 or words[at].joined):
            return False
        # The first word of a text is joined to none, so the reader's run begins after it.
        run = [words[at], *self.nouns.run(words, at + 1)] if at == 0 else self.nouns.run(words, at)
        phrase = [singular(token.word) for token in self.nouns.phrase(run)]
        return bool(phrase) and (phrase[-1] in self._products or " ".join(phrase[-2:]) in self._products)

    def _action(self, ctx: ShotContext) -> bool:
        """Whether the first verb of the action is a fast one, and nothing says slow."""
        shot = ctx.shot
        words = tokens(unquoted(shot.action))
        if not words or shot.framing == "insert" or shot.shot_size == "ecu":
            return False
        at = self._first_verb(ctx, words)
        if at >= len(words):
            return False
        word, after = words[at].word, words[at + 1].word if at + 1 < len(words) and words[at + 1].joined else ""
        fast = word in self._words("fast") or (word in self._words("fast-onward") and after in self._words("onward"))
        return fast and self._words("not-fast").isdisjoint(_said(shot.action, shot.style, shot.camera_note))

    def _first_verb(self, ctx: ShotContext, words: tuple[Token, ...]) -> int:
        """The index of the word after adverbs, a pronoun or the name of a subject in use."""
        at = 0
        for use in ctx.uses:
            if use.anchor.kind == "subject":
                starts = [end for start, end in find_name(ctx.shot.action, words, use.anchor.name) if start <= 1]
                at = max([at, *starts])
        while at < len(words) and (words[at].word in ("he", "she", "they", "is", "are") or words[at].word.endswith("ly")):
            at += 1
        return at

    # --------------------------------------------------------------- content

    def content(self, ctx: ShotContext, reach: int) -> Content | None:
        """The first content of the catalogue that the shot shows, where it is among the first `reach`."""
        seen: int
        found: Content | None
        seen, found = ctx.known.get("content", (0, None))
        if found is None and seen < reach:
            found = next((content for content in self._contents[seen:reach] if self._shows(ctx, content)), None)
            ctx.known["content"] = (reach, found)
        return found

    def _shows(self, ctx: ShotContext, content: Content) -> bool:
        shot = ctx.shot
        if content.fantasy and shot.fantasy:
            return True
        if (content.looks or content.subjects) and not self._said(ctx, content):
            return False
        if (content.sizes or content.framings) and not (
            shot.shot_size in content.sizes or shot.framing in content.framings
        ):
            return False
        if content.people == "shown":
            return shot.framing != "insert" and self.people(ctx)
        return content.people is None or (self._placed(ctx) and self._nobody(ctx))

    def _said(self, ctx: ShotContext, content: Content) -> bool:
        looks, subjects = self._looks[content.id], self._subjects[content.id]
        if looks is not None:
            if ctx.shot.style and _holds(ctx.shot.style, looks):
                return True
            for use in ctx.uses:
                if use.anchor.kind == "style" and use.role != "breaks" and _holds(full_text(use.anchor), looks):
                    return True
        return subjects is not None and bool(ctx.shot.subject) and _holds(ctx.shot.subject, subjects)

    def people(self, ctx: ShotContext) -> bool:
        """Whether the subject is a person: a subject anchor in use, or the words of the subject slot."""
        texts = [full_text(use.anchor) for use in ctx.uses if use.anchor.kind == "subject"]
        return any(self._person(text) for text in (*texts, ctx.shot.subject) if text)

    def _person(self, text: str) -> bool:
        """Whether a text names a person, other than as the owner of something: `a sailor`, but not `the sailor's hands`."""
        if self._people.isdisjoint(vocabulary(text)):
            return False
        return any(
            not token.possessive and singular(part) in self._people
            for token in tokens(text)
            for part in token.word.split("-")
        )

    def _nobody(self, ctx: ShotContext) -> bool:
        """Whether nobody and no animal is said to be there."""
        if any(use.anchor.kind == "subject" for use in ctx.uses):
            return False
        shot = ctx.shot
        return not any(self.nouns.person(token.word) for text in (shot.subject, shot.action) for token in tokens(text))

    def _placed(self, ctx: ShotContext) -> bool:
        return bool(ctx.shot.environment.strip()) or any(use.anchor.kind == "environment" for use in ctx.uses)


def _said(*texts: str) -> set[str]:
    return {token.word for text in texts if text for token in tokens(text)}


class _Phrases(NamedTuple):
    """Phrases to be found as whole words, blanks and hyphens alike; their first words, for a quick look before."""

    pattern: re.Pattern[str]
    first: frozenset[str]


def _phrases(phrases: tuple[str, ...]) -> _Phrases | None:
    if not phrases:
        return None
    first = frozenset(_WORD.findall(phrase.casefold())[0] for phrase in phrases)
    parts = (
        r"[\s-]+".join(map(re.escape, re.split(r"[\s-]+", phrase))) for phrase in sorted(phrases, key=len, reverse=True)
    )
    return _Phrases(re.compile(rf"(?<![\w-])(?:{'|'.join(parts)})(?![\w-])", re.IGNORECASE), first)


@lru_cache(maxsize=1024)
def _holds(text: str, phrases: _Phrases) -> bool:
    """Whether a text says one of these, not denied and not in quotation marks."""
    if phrases.first.isdisjoint(_WORD.findall(text.casefold())):
        return False
    plain = unquoted(text)
    words = tokens(plain)
    ends = [token.end for token in words]
    for match in phrases.pattern.finditer(plain):
        at = bisect_right(ends, match.start())
        if _UNREAL.isdisjoint(token.word for token in words[max(0, at - _UNREAL_REACH) : at]):
            return True
    return False


_made: WeakKeyDictionary[Catalog, Reader] = WeakKeyDictionary()


def reader(catalog: Catalog) -> Reader:
    """The reader for a catalogue, made at its first use and kept as long as the catalogue."""
    found = _made.get(catalog)
    if found is None:
        found = _made[catalog] = Reader(catalog)
    return found
