"""`prompt.conflict`: two directions for the whole picture that cannot hold in one shot.

What changes over the shot (`from dusk to night`), stands side by side (`a dark room, a bright window`), is denied or
compared is no conflict. Where that is not clear, the rule is silent.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from projects.core.board import SLOTS
from projects.core.catalog import Conflict
from projects.core.craft_asks import Ask, asks_in, holds_around
from projects.core.craft_reading import Passage, told
from projects.core.findings import Finding, Fix
from projects.core.shot_context import ShotContext
from projects.core.wording import full_text

CODE = "prompt.conflict"
_INNOCENT = ("change", "contrast", "elsewhere")


class _Placed(NamedTuple):
    """What is asked and where: a passage of the shot, or an anchor by its key."""

    ask: Ask
    passage: Passage
    anchor: str | None = None

    @property
    def words(self) -> str:
        """The words that ask it."""
        return self.passage.text[self.ask.start : self.ask.end]


def conflict(ctx: ShotContext) -> Iterator[Finding]:
    """Asked for two things that exclude each other, a model mixes them or wavers between them. Keep the one that tells
    the story."""
    groups: dict[str, list[_Placed]] = {}
    for item in _asked(ctx):
        groups.setdefault(item.ask.conflict, []).append(item)
    for key, items in groups.items():
        if len(items) > 1:
            pair = _excluding(items, ctx.catalog.conflicts[key], ctx)
            if pair is not None:
                yield _finding(*pair)


def _asked(ctx: ShotContext) -> list[_Placed]:
    """Everything that a shot asks of its picture, anchors first, in the order of the slots."""
    said = told(ctx)
    found: list[_Placed] = []
    for anchor in said.anchors:
        text = full_text(anchor)
        asks = asks_in(text, anchor.kind, ctx.catalog)
        found += [_Placed(ask, Passage(anchor.kind, anchor.kind, text, 0, len(text)), anchor.key) for ask in asks]
    for passage in sorted(said.whole(), key=_order):
        found += [_Placed(ask, passage) for ask in asks_in(passage.text, passage.slot, ctx.catalog)]
    return found


def _order(passage: Passage) -> int:
    return SLOTS.index(passage.slot) if passage.slot in SLOTS else 0


def _excluding(items: list[_Placed], group: Conflict, ctx: ShotContext) -> tuple[_Placed, _Placed] | None:
    """The first pair of asks that cannot hold at once."""
    together = {frozenset(pair) for pair in group.together}
    for at, second in enumerate(items):
        for first in items[:at]:
            sides = frozenset((first.ask.side, second.ask.side))
            both_hold = len(sides) == 1 or sides in together or _told_already(first, second, group)
            if not both_hold and not _innocent(first, second, ctx):
                return first, second
    return None


def _told_already(first: _Placed, second: _Placed, group: Conflict) -> bool:
    """Whether the continuity rules tell this: an anchor against the shot's own words."""
    return group.continuity and (first.anchor is None) != (second.anchor is None)


def _innocent(first: _Placed, second: _Placed, ctx: ShotContext) -> bool:
    """Whether both can hold: one after the other, side by side, or in two places."""
    if first.passage == second.passage:
        one, other = first.ask, second.ask
        if one.end > other.start and other.end > one.start:
            return True
        several = one.sentence != other.sentence or (first.passage.slot == "custom" and _sentences(first.passage.text) > 1)
        start = (one.sentence if several else one.piece)[0]
        end = (other.sentence if several else other.piece)[1]
        return holds_around(first.passage.text, start, end, (one, other), _INNOCENT, ctx.catalog)
    return any(
        holds_around(item.passage.text, *item.ask.sentence, (item.ask,), _INNOCENT, ctx.catalog) for item in (first, second)
    )


def _sentences(text: str) -> int:
    return sum(text.count(sign) for sign in (". ", "! ", "? ")) + 1


def _finding(first: _Placed, second: _Placed) -> Finding:
    fixes: list[Fix] = [item.passage.drop(item.ask.start, item.ask.end) for item in (second, first) if item.anchor is None]
    message = f"“{first.words}” and “{second.words}” exclude each other in one shot: keep one."
    shown = first if second.anchor is not None and first.anchor is None else second
    if shown.anchor is not None:
        return Finding(CODE, "warning", shown.passage.field, message, words=second.words, anchor=shown.anchor)
    return shown.passage.finding(CODE, "warning", message, shown.ask.start, shown.ask.end, *fixes)
