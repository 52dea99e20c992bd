"""What of a file cannot be in this plan, told before anything is done."""

from __future__ import annotations

from dataclasses import replace

from projects.core.board import Board, Shot
from projects.core.incoming_apply import touched, unsettled
from projects.core.incoming_settled import settled
from projects.core.incoming_values import Change, Choices, Entry, Plan, Refusal, tick


def fitting(board: Board, plan: Plan) -> tuple[Plan, tuple[Refusal, ...]]:
    """The plan less what names anchors or shots that are not there, each told with its place in the file."""
    every = frozenset(tick(entry.key, change.field) for entry in plan.entries for change in entry.changes)
    choices = Choices(on=every)
    after, unfit = settled(unsettled(board, plan, choices), touched(plan, choices))
    if not unfit:
        return plan, ()
    lost = {item.code for item in unfit}
    now = {shot.key: shot for _, shot in after.shots() if shot.key in lost}
    where = {entry.key: entry.where for entry in plan.entries}
    # Where a frame comes from has no part that could be kept.
    whole = {item.code for item in unfit if item.field == "starts_from"}
    entries = tuple(
        _fitted(entry, now[entry.key], entry.key in whole) if entry.key in now else entry for entry in plan.entries
    )
    refused = tuple(Refusal(where.get(item.code, ""), item.code, item.field, item.sentence) for item in unfit)
    return replace(plan, entries=entries), refused


def _fitted(entry: Entry, now: Shot, stays: bool) -> Entry:
    if entry.shot is not None:
        return replace(entry, shot=now)
    changes = [Change(c.field, c.before, getattr(now, c.field), c.edited) for c in entry.changes]
    changes = [c for c in changes if not (stays and c.field == "starts_from")]
    return replace(entry, changes=tuple(change for change in changes if change.before != change.after))
