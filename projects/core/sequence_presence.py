"""Who and what is missing against the shot before: an anchor that a shot forgot to list.

Only anchors that shots list themselves can be forgotten; those of the scene and the project come by themselves. A
shot of somebody else is no mistake, so somebody counts as missing only where the shot's own words speak of them,
or where an act has nobody who does it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from projects.core.board import Anchor, Scene, Shot
from projects.core.catalog import Catalog
from projects.core.findings import Finding, Fix
from projects.core.grammar import FUNCTION_WORDS, NEGATIONS, PREPOSITIONS
from projects.core.names import find_name
from projects.core.noun_phrases import noun_phrases
from projects.core.parsing_lexicon import lexicon
from projects.core.sequence_values import Placed, Sequence, SequenceRule
from projects.core.shot_context import ShotContext
from projects.core.words import Token, tokens, unquoted, without_article

_POINTS_AT = frozenset("he she they him her them his hers their theirs himself herself themselves".split())
# Before a name these say that somebody is only spoken of, may be out of the picture, or is somebody else.
_ABSENT = (PREPOSITIONS - {"with", "beside", "alongside", "behind"}) | NEGATIONS | {"a", "an", "another"}
_WORD = re.compile(r"\w+")
_FEW_NAMES = 12
_EMPTY_FRAMINGS = frozenset({"insert", "establishing"})
_EMPTY_SIZES = frozenset({"ews", "vws"})


@dataclass(slots=True)
class _Seen:
    """What the shots of a scene so far have listed themselves."""

    # Anchor and the last shot that listed it, by anchor key.
    listed: dict[str, tuple[Anchor, str]] = field(default_factory=dict)
    # Keys of the subjects among them by the last word of their name.
    named: dict[str, list[str]] = field(default_factory=dict)
    # The place of the last shot that said where it plays; None where it said so in words of its own.
    place: tuple[Anchor, str] | None = None
    # The subjects of the shot before, and whether it listed each itself.
    people: list[tuple[Anchor, bool]] = field(default_factory=list)
    before: str = ""

    def add(self, ctx: ShotContext) -> None:
        """Notes what a shot lists."""
        shot = ctx.shot
        people = []
        placed = False
        for use in ctx.uses:
            anchor, own = use.anchor, use.anchor.key in shot.anchors
            if anchor.kind == "subject":
                people.append((anchor, own))
            elif anchor.kind == "environment":
                placed = True
                if use.role != "breaks":
                    self.place = (anchor, shot.key) if own else None
            if own:
                self._list(anchor, shot.key)
        if not placed and shot.environment.strip():
            self.place = None
        self.people = people
        self.before = shot.key

    def _list(self, anchor: Anchor, shot: str) -> None:
        if anchor.kind == "subject" and anchor.key not in self.listed:
            for word in _WORD.findall(anchor.name.casefold())[-1:]:
                self.named.setdefault(word, []).append(anchor.key)
        self.listed[anchor.key] = (anchor, shot)

    def spoken_of(self, text: str) -> list[str]:
        """Keys of the listed subjects the last word of whose name stands in a text (in lower case)."""
        if len(self.named) > _FEW_NAMES:
            return [key for word in dict.fromkeys(_WORD.findall(text)) for key in self.named.get(word, ())]
        return [key for word, keys in self.named.items() if word in text for key in keys]


def _missing(ctx: ShotContext, anchor: Anchor, source: str, message: str) -> Placed:
    name = without_article(anchor.name)
    return ctx.shot.key, Finding(
        "continuity.missing-anchor",
        "warning",
        "anchors",
        message,
        words=name,
        anchor=anchor.key,
        fixes=(
            Fix("attach", f"Inherit {name} from {source}", anchor=anchor.key),
            Fix("without", "Not in this shot", anchor=anchor.key),
        ),
    )


def _place(ctx: ShotContext, seen: _Seen, later: dict[str, int], at: int) -> Iterator[Placed]:
    """The place, where the shot says nothing of one but something else, or where a later shot is there again."""
    shot = ctx.shot
    if seen.place is None or shot.environment.strip() or shot.starts_from is not None:
        return
    anchor, source = seen.place
    if anchor.key in shot.without or any(use.anchor.kind == "environment" for use in ctx.uses):
        return
    if shot.subject.strip() or shot.action.strip() or ctx.uses or later.get(anchor.key, -1) > at:
        name = without_article(anchor.name)
        yield _missing(ctx, anchor, source, f"{name} is not listed here, and nothing else says where this shot plays.")


def _named(text: str, words: tuple[Token, ...], anchor: Anchor, absent: frozenset[str]) -> bool:
    """Whether a text speaks of somebody as being there: by a proper name, or with `the` or `same`."""
    name = without_article(anchor.name)
    proper = name[:1].isupper()
    for start, end in find_name(text, words, anchor.name):
        at, pointed_at = start, False
        while at and words[at].joined and words[at - 1].word in ("the", "same"):
            at, pointed_at = at - 1, True
        before = words[at - 1].word if at and words[at].joined else ""
        if words[end - 1].possessive or before in _ABSENT or before in absent:
            continue
        if text[words[start].start].isupper() if proper else pointed_at:
            return True
    return False


def _speaks_of(ctx: ShotContext, anchor: Anchor) -> bool:
    shot, absent = ctx.shot, ctx.catalog.words.get("absent-object-verbs", frozenset())
    texts = (unquoted(text) for text in (shot.subject, shot.action) if text)
    return any(_named(text, tokens(text), anchor, absent) for text in texts)


def _act_without_actor(text: str, catalog: Catalog) -> bool:
    """Whether a text begins with a verb (`lifts a loaf`), or with somebody who is only pointed at (`she turns`)."""
    words = tokens(text)
    at = 0
    while at < len(words) and words[at].word.endswith("ly"):
        at += 1
    if at == len(words):
        return False
    word = words[at].word
    if word in _POINTS_AT:
        return True
    if word.endswith("ss") or not word.endswith(("s", "ing")) or word in FUNCTION_WORDS:
        return False
    after = words[at + 1].word if at + 1 < len(words) and words[at + 1].joined else ""
    if not after or after in FUNCTION_WORDS or after.endswith("ly"):
        return after != "of"
    # `waves crash`: a noun, then what may be its verb.
    return noun_phrases(catalog).verb(word) and after not in lexicon(catalog).verbs


def _nobody(shot: Shot) -> bool:
    """Whether the subject slot says nothing, or only points at somebody: `she`, `her hands`."""
    words = tokens(shot.subject)
    return not words or words[0].word in _POINTS_AT


def _named_people(ctx: ShotContext, seen: _Seen) -> Iterator[Placed]:
    """Somebody whom an earlier shot listed and whom this one names without listing them."""
    used = {use.anchor.key for use in ctx.uses}.union(ctx.shot.without)
    for key in seen.spoken_of(f"{ctx.shot.subject} {ctx.shot.action}".casefold()):
        anchor, source = seen.listed[key]
        if key not in used and _speaks_of(ctx, anchor):
            name = without_article(anchor.name)
            yield _missing(ctx, anchor, source, f"{name} is named here, but not among the anchors of this shot.")


def _people(ctx: ShotContext, seen: _Seen, later: dict[str, int], at: int) -> Iterator[Placed]:
    """Those of the shot before, where this shot has nobody of its own and reads as if it had."""
    shot = ctx.shot
    listed_all = bool(seen.people) and all(own for _, own in seen.people)
    if not listed_all or shot.starts_from is not None or not _nobody(shot):
        return
    if any(use.anchor.kind == "subject" for use in ctx.uses):
        return
    acts = bool(shot.subject.strip()) or _act_without_actor(shot.action, ctx.catalog)
    empty = not shot.action.strip() and shot.framing not in _EMPTY_FRAMINGS and shot.shot_size not in _EMPTY_SIZES
    for anchor, _ in seen.people:
        name = without_article(anchor.name)
        if anchor.key in shot.without:
            continue
        if acts and len(seen.people) == 1:
            yield _missing(ctx, anchor, seen.before, f"Nobody is listed for what happens here; {seen.before} shows {name}.")
        elif (acts or empty) and later.get(anchor.key, -1) > at:
            yield _missing(ctx, anchor, seen.before, f"{name} is missing here, between shots that show {name}.")


def _last_listed(running: list[Shot]) -> dict[str, int]:
    """The last place in a scene at which a shot lists an anchor itself, by anchor key."""
    return {key: at for at, shot in enumerate(running) for key in shot.anchors if key not in shot.without}


def missing_anchor(seq: Sequence) -> Iterator[Placed]:
    """Somebody or someplace of the shot before is gone, and nothing says that this is meant. A shot that forgot to list an
    anchor is the one that leaves the room. Inherit it, or say that it is not in this shot."""
    for scene in seq.board.scenes:
        if any(shot.anchors for shot in scene.shots):
            yield from _of_scene(seq, scene)


def _of_scene(seq: Sequence, scene: Scene) -> Iterator[Placed]:
    running = seq.running(scene)
    later = _last_listed(running)
    seen = _Seen()
    for at, shot in enumerate(running):
        ctx = seq.contexts[shot.key]
        if seen.listed and not ctx.custom:
            yield from _place(ctx, seen, later, at)
            named = list(_named_people(ctx, seen))
            yield from named or _people(ctx, seen, later, at)
        seen.add(ctx)


PRESENCE_RULES: tuple[SequenceRule, ...] = (missing_anchor,)
