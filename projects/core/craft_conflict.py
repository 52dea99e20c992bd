"""`prompt.conflict`: two directions for the whole picture that cannot hold in one shot.

What changes over the shot (`from dusk to night`), stands side by side (`a dark room, a bright window`), is denied or
compared is no conflict. Where that is not clear, the rule is silent.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import reduce
from operator import or_
from typing import NamedTuple

from projects.core.board import SLOTS
from projects.core.catalog import Conflict
from projects.core.craft_asks import Ask, asks_in, holds_around
from projects.core.craft_reading import Passage, told
from projects.core.craft_sides import may_exclude, sides_in
from projects.core.findings import Finding, Fix
from projects.core.shot_context import ShotContext
from projects.core.wording import full_text

CODE = "prompt.conflict"


class _Placed(NamedTuple):
    """What is asked and where: a passage of the shot, or an anchor by its key."""

    ask: Ask
    passage: Passage
    anchor: str | None = None

    @property
    def words(self) -> str:
        """The words that ask it."""
        return self.passage.text[self.ask.start : self.ask.end]

    def narrowed(self) -> _Placed:
        """The same with only the words that ask by themselves: of two adjectives before one noun each has its own."""
        start, end = self.ask.core
        return self._replace(ask=self.ask._replace(start=start, end=end))


def conflict(ctx: ShotContext) -> Iterator[Finding]:
    """Asked for two things that exclude each other, a model mixes them or wavers between them. Keep the one that tells
    the story."""
    passages = _passages(ctx)
    found = [sides_in(passage.text, passage.slot, ctx.catalog) for _, passage in passages]
    keys, wanted = may_exclude(reduce(or_, found, 0), ctx.catalog)
    if not keys:
        return
    groups: dict[str, list[_Placed]] = {}
    for (anchor, passage), sides in zip(passages, found, strict=True):
        for ask in asks_in(passage.text, passage.slot, ctx.catalog) if sides & wanted else ():
            if ask.conflict in keys:
                groups.setdefault(ask.conflict, []).append(_Placed(ask, passage, anchor))
    told_at: set[tuple[int, int]] = set()
    for key, items in groups.items():
        pair = _excluding(items, ctx.catalog.conflicts[key], ctx) if len(items) > 1 else None
        if pair is not None and pair[1].ask.core not in told_at:
            told_at.add(pair[1].ask.core)
            yield _finding(*pair)


def _passages(ctx: ShotContext) -> list[tuple[str | None, Passage]]:
    """Everything that speaks of a shot's picture with the anchor that says it: anchors first, in the order of the slots."""
    said = told(ctx)
    found: list[tuple[str | None, Passage]] = []
    for anchor in said.anchors:
        text = full_text(anchor)
        found.append((anchor.key, Passage(anchor.kind, anchor.kind, text, 0, len(text))))
    return found + [(None, passage) for passage in sorted(said.whole(), key=_order)]


def _order(passage: Passage) -> int:
    return SLOTS.index(passage.slot) if passage.slot in SLOTS else 0


def _excluding(items: list[_Placed], group: Conflict, ctx: ShotContext) -> tuple[_Placed, _Placed] | None:
    """The first pair of asks that cannot hold at once."""
    together = {frozenset(pair) for pair in group.together}
    for at, second in enumerate(items):
        for first in items[:at]:
            sides = frozenset((first.ask.side, second.ask.side))
            both_hold = len(sides) == 1 or sides in together or _told_already(first, second, group)
            both_hold = both_hold or (group.across and first.passage.slot == second.passage.slot)
            if not both_hold and not _innocent(first, second, group, ctx):
                return first, second
    return None


def _told_already(first: _Placed, second: _Placed, group: Conflict) -> bool:
    """Whether the continuity rules tell this: an anchor against the shot's own words."""
    return group.continuity and (first.anchor is None) != (second.anchor is None)


def _innocent(first: _Placed, second: _Placed, group: Conflict, ctx: ShotContext) -> bool:
    """Whether both can hold: one after the other, side by side, or in two places."""
    if first.passage == second.passage:
        one, other = first.ask, second.ask
        if one.core[1] > other.core[0] and other.core[1] > one.core[0]:
            return True
        several = one.sentence != other.sentence or (first.passage.slot == "custom" and _sentences(first.passage.text) > 1)
        start = (one.sentence if several else one.piece)[0]
        end = (other.sentence if several else other.piece)[1]
        return holds_around(first.passage.text, start, end, (one, other), (*group.innocent, "within"), ctx.catalog)
    return any(
        holds_around(item.passage.text, *item.ask.sentence, (item.ask,), group.innocent, ctx.catalog)
        for item in (first, second)
    )


def _sentences(text: str) -> int:
    return sum(text.count(sign) for sign in (". ", "! ", "? ")) + 1


def _finding(first: _Placed, second: _Placed) -> Finding:
    if first.passage == second.passage and first.ask.end > second.ask.start:
        first, second = first.narrowed(), second.narrowed()
    fixes: list[Fix] = [item.passage.drop(item.ask.start, item.ask.end) for item in (second, first) if item.anchor is None]
    message = f"“{first.words}” and “{second.words}” exclude each other in one shot: keep one."
    shown = first if second.anchor is not None and first.anchor is None else second
    if shown.anchor is not None:
        mend = Fix("anchor", "Describe it anew", text=shown.passage.slot, anchor=shown.anchor)
        return Finding(
            CODE, "warning", shown.passage.field, message, words=second.words, anchor=shown.anchor, fixes=(*fixes, mend)
        )
    return shown.passage.finding(CODE, "warning", message, shown.ask.start, shown.ask.end, *fixes)
