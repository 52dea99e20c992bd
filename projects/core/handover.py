"""State hand-over: what stands how where one shot ends, against where the next one begins.

Two states are compared as words: case, articles, possessives, punctuation, the order of a list and British or
American spelling make no difference. Where one side says nothing, nothing is compared.

What has to agree depends on the boundary.

- `cut`: nothing. Time may pass at a cut.
- `continuous`: everything, since nothing can change between two frames. Of the screen direction only what an eye
  takes for a jump: the opposite direction, and a movement that is over on the cut. A movement may begin on the
  first frame after a cut (that is where editors place one), and a new camera position may turn a movement across
  the screen into one toward or away from the camera.
- `match`: what a match cut keeps, the place in the frame and the direction of a movement. Place, clothes and light
  are another world on purpose, so of `position` only words about the frame count (left, right, foreground).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from weakref import WeakKeyDictionary

from projects.core.board import State
from projects.core.catalog import Catalog
from projects.core.findings import Finding, Fix
from projects.core.grammar import ARTICLES, POSSESSIVES
from projects.core.sequence_values import Placed, Sequence, SequenceRule
from projects.core.shot_context import ShotContext
from projects.core.words import tokens

TEXTS = ("position", "wardrobe", "props", "light")
OF_SUBJECT = frozenset({"position", "wardrobe", "props", "screen_direction"})
OPPOSITE = {"left-to-right": "right-to-left", "right-to-left": "left-to-right", "toward": "away", "away": "toward"}
LONGEST_SHOWN = 60

_ITEM_END = re.compile(r"[,;/&+\n•·。、，；]|[.:](?=\s|$)|\band\b", re.IGNORECASE)
_SAYS_NOTHING = ARTICLES | POSSESSIVES | {"is", "are", "still"}
_NUMBERS = {str(n): word for n, word in enumerate("zero one two three four five six seven eight nine ten".split())}
# British and American endings: both come out the same. What else they join (`four`, `for`) is never compared.
_ENDINGS = (
    (re.compile(r"our(?=ed$|ing$|s$|$|ful$|less$)"), "or"),
    (re.compile(r"is(?=e$|es$|ed$|ing$|er$|ers$|ation$)"), "iz"),
    (re.compile(r"ys(?=e$|es$|ed$|ing$)"), "yz"),
    (re.compile(r"re(?=s?$)(?<=[^aeiou]re)"), "er"),
    (re.compile(r"ll(?=ed$|ing$|er$|ers$|en$|ery$)"), "l"),
    (re.compile(r"ence(?=s?$)"), "ense"),
    (re.compile(r"ogue(?=s?$)"), "og"),
)


@lru_cache(maxsize=4096)
def _plain_ending(word: str) -> str:
    for ending, plain in _ENDINGS:
        word = ending.sub(plain, word)
    return _NUMBERS.get(word, word)


class _Reader:
    """States as sets of words, with the spellings of one catalogue."""

    def __init__(self, catalog: Catalog) -> None:
        pairs = [entry.split() for entry in sorted(catalog.words.get("spellings", ()))]
        self._spelling = {other: first for first, *others in pairs for other in others}
        self._frame = catalog.words.get("frame-places", frozenset())
        # One shot's end is the next one's beginning: most texts are read twice.
        self.things = lru_cache(maxsize=1024)(self._things)
        self.places = lru_cache(maxsize=1024)(self._places)

    def _words(self, text: str) -> list[str]:
        """The words that say something, each in one spelling."""
        parts = (part for token in tokens(text) for part in token.word.split("-"))
        said = [part for part in parts if part not in _SAYS_NOTHING]
        return [_plain_ending(self._spelling.get(word, word)) for word in said]

    def _things(self, text: str) -> frozenset[frozenset[str]]:
        """The things of a list, each as the set of its words: `wet hair, a red coat` = `coat, red; hair wet`."""
        found = (frozenset(self._words(item)) for item in _ITEM_END.split(text))
        return frozenset(item for item in found if item)

    def _places(self, text: str) -> frozenset[tuple[str, ...]]:
        """The statements of a position, each with its words in order: `left of the door` is not `door on the left`."""
        found = (tuple(self._words(item)) for item in _ITEM_END.split(text))
        return frozenset(item for item in found if item)

    def in_frame(self, text: str) -> frozenset[str]:
        """The words about a place in the frame."""
        return frozenset(word for word in self._words(text) if word in self._frame)


_made: WeakKeyDictionary[Catalog, _Reader] = WeakKeyDictionary()


def _reader(catalog: Catalog) -> _Reader:
    found = _made.get(catalog)
    if found is None:
        found = _made[catalog] = _Reader(catalog)
    return found


def texts_differ(field: str, before: str, now: str, catalog: Catalog, *, match: bool = False) -> bool:
    """Whether two texts of one part of a state say different things. False where either says nothing.

    With `match` only words about the place in the frame count, and only of `position`.
    """
    if not before or not now or before == now or (match and field != "position"):
        return False
    reader = _reader(catalog)
    read = reader.in_frame if match else reader.places if field == "position" else reader.things
    one, other = read(before), read(now)
    return bool(one and other) and one != other


def directions_differ(before: str | None, now: str | None, *, match: bool = False) -> bool:
    """Whether a movement cannot go on from one screen direction to the other over a boundary without a cut in time."""
    if before is None or now is None or before == now or before == "still":
        return False
    if match:
        return now != "still"
    return now == "still" or OPPOSITE[before] == now


def short(text: str) -> str:
    """A text as a message shows it: one line, at most 60 characters."""
    text = " ".join(text.split())
    return text if len(text) <= LONGEST_SHOWN else text[: LONGEST_SHOWN - 1].rstrip() + "…"


def spoken(direction: str) -> str:
    """A screen direction as people say it: `left to right`, `toward the camera`."""
    return {"toward": "toward the camera", "away": "away from the camera"}.get(direction, direction.replace("-", " "))


def _about_others(seq: Sequence, before: ShotContext, now: ShotContext) -> bool:
    """Whether the two shots show different subjects: what one wears says nothing of the other."""
    one, other = ({use.anchor.key for use in seq.subjects(ctx.shot)} for ctx in (before, now))
    return bool(one and other) and one.isdisjoint(other)


def _finding(before: ShotContext, now: ShotContext, name: str, theirs: str, ours: str) -> Finding:
    here, there = now.shot.key, before.shot.key
    said = spoken if name == "screen_direction" else short
    kind = "match cut" if now.shot.boundary == "match" else "boundary is continuous"
    why = f"A {kind} keeps it." if now.shot.boundary == "match" else f"The {kind}: nothing can change in between."
    return Finding(
        "continuity.state-differs",
        "warning",
        "state_in",
        f"{name.replace('_', ' ').capitalize()}: {there} ends with “{said(theirs)}”, "
        f"{here} begins with “{said(ours)}”. {why}",
        words=ours,
        fixes=(
            Fix("set", f"Take over “{said(theirs)}”", f"state_in.{name}", theirs),
            Fix("set", "Make it a cut", "boundary", "cut"),
        ),
    )


def _differences(before: State, now: State, catalog: Catalog, match: bool) -> Iterator[tuple[str, str, str]]:
    """(part, what was, what is) of each part that cannot hold over the boundary."""
    for name in TEXTS:
        theirs, ours = getattr(before, name), getattr(now, name)
        if texts_differ(name, theirs, ours, catalog, match=match):
            yield name, theirs, ours
    if directions_differ(before.screen_direction, now.screen_direction, match=match):
        yield "screen_direction", before.screen_direction or "", now.screen_direction or ""


def state_differs(seq: Sequence) -> Iterator[Placed]:
    """The shot begins otherwise than the one before it ends, though the action goes on over the cut. Everybody sees a
    cup that jumps from a hand to the table. Take over the state, or make the boundary a cut."""
    before: ShotContext | None = None
    for shot in seq.before:
        before = before if shot.omitted else seq.contexts[shot.key]
    for _, shot in seq.board.shots():
        if shot.omitted:
            continue
        key, ctx = shot.key, seq.contexts[shot.key]
        if shot.boundary != "cut" and shot.state_in and before is not None and before.shot.state_out:
            match = shot.boundary == "match"
            skipped = OF_SUBJECT if not match and _about_others(seq, before, ctx) else frozenset()
            for name, theirs, ours in _differences(before.shot.state_out, shot.state_in, ctx.catalog, match):
                if name not in skipped:
                    yield key, _finding(before, ctx, name, theirs, ours)
        before = ctx


HANDOVER_RULES: tuple[SequenceRule, ...] = (state_differs,)
