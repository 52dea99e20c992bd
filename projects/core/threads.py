"""A thread drawn anew: in which shots an anchor is used, left out, or broken on purpose."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from projects.core.board import Board, Break, Scene, Shot
from projects.core.findings import Refused
from projects.core.use import in_use

# What a thread can do in a shot: run through it, stay out of it, or break with a reason.
STATES = ("use", "without", "break")
REASON_MAX = 500


def threaded(board: Board, anchor: str, codes: Collection[str], state: str, reason: str = "") -> dict[str, Shot]:
    """The new states of these shots, by code; those that are so already are left out.

    `use` attaches the anchor to a shot that no wider level gives it and takes a break back; `without` says "not in this
    shot", or detaches an anchor that only the shot itself holds; `break` records a break with its reason, and shows the
    anchor again where it was left out. Refused for an unknown state or shot, and for a break without a reason or of an
    anchor that the shot does not use.
    """
    reason = " ".join(reason.split())
    _refuse(board, anchor, codes, state, reason)
    found = {}
    for scene, shot in board.shots():
        if shot.key in codes:
            now = _drawn(board, scene, shot, anchor, state, reason)
            if now != shot:
                found[shot.key] = now
    return found


def _refuse(board: Board, anchor: str, codes: Collection[str], state: str, reason: str) -> None:
    if state not in STATES:
        raise Refused("A thread runs through a shot, stays out of it, or breaks in it. Choose one of these.")
    if state == "break" and not reason:
        raise Refused("Say why the thread breaks here.")
    if len(reason) > REASON_MAX:
        raise Refused(f"Keep the reason under {REASON_MAX} characters.")
    if anchor not in {item.key for item in board.anchors}:
        raise Refused("This anchor was deleted. Restore it first.")
    if not codes:
        raise Refused("Pick at least one shot first.")
    known = {shot.key for _, shot in board.shots()}
    missing = [code for code in codes if code not in known]
    if missing:
        raise Refused(f"{missing[0]} was deleted meanwhile. Load the board again.")


def _drawn(board: Board, scene: Scene, shot: Shot, anchor: str, state: str, reason: str) -> Shot:
    """One shot as the thread shall stand in it."""
    shown = replace(shot, without=tuple(key for key in shot.without if key != anchor))
    if state == "break" and not _uses(board, scene, shown, anchor):
        raise Refused(f"{shot.key} does not use this anchor, so there is nothing to break. Let it run through first.")
    now = _out_of(board, scene, shot, anchor) if state == "without" else _into(board, scene, shown, anchor)
    breaks = _others(now, anchor) + ((Break(anchor, reason),) if state == "break" else ())
    return now if set(breaks) == set(now.breaks) else replace(now, breaks=breaks)


def _others(shot: Shot, anchor: str) -> tuple[Break, ...]:
    return tuple(item for item in shot.breaks if item.anchor != anchor)


def _uses(board: Board, scene: Scene, shot: Shot, anchor: str) -> bool:
    return any(item.key == anchor for item in in_use(board, scene, shot))


def _into(board: Board, scene: Scene, shown: Shot, anchor: str) -> Shot:
    """The shot, which hides nothing of the anchor any more, with it in use: attached where no wider level gives it."""
    return shown if _uses(board, scene, shown, anchor) else replace(shown, anchors=(*shown.anchors, anchor))


def _out_of(board: Board, scene: Scene, shot: Shot, anchor: str) -> Shot:
    """The shot without the anchor: detached where that is enough, else marked as not showing it."""
    now = replace(shot, anchors=tuple(key for key in shot.anchors if key != anchor))
    if not _uses(board, scene, replace(now, without=()), anchor):
        return replace(now, without=tuple(key for key in now.without if key != anchor))
    return shot if anchor in shot.without else replace(shot, without=(*shot.without, anchor))


def state_of(board: Board, scene: Scene, shot: Shot, anchor: str) -> tuple[str, str]:
    """How a thread stands in a shot: one of `STATES` and the reason of a break."""
    if not _uses(board, scene, shot, anchor):
        return "without", ""
    reason = next((item.reason for item in shot.breaks if item.anchor == anchor), "")
    return ("break", reason) if reason else ("use", "")
