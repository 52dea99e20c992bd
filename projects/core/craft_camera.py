"""The craft rules about the camera: a move or two, each with a speed, none that exclude each other."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from projects.core.board import Move
from projects.core.catalog import CameraMove
from projects.core.findings import Finding, Fix
from projects.core.parsing import find_camera
from projects.core.shot_context import ShotContext

MOST_MOVES = 2


class _Named(NamedTuple):
    """A move that a shot names: its field, its half-open place there (None for a chosen value), its words."""

    move: Move
    entry: CameraMove
    field: str
    start: int | None = None
    end: int | None = None
    words: str = ""

    @property
    def place(self) -> tuple[int, int] | None:
        """Where a text names it; None for a chosen value."""
        return None if self.start is None or self.end is None else (self.start, self.end)

    def change(self) -> tuple[Fix, ...]:
        """The way to where a person decides on it."""
        return (Fix("open", "Change the camera", self.field),)

    def finding(self, code: str, message: str, fixes: tuple[Fix, ...] = ()) -> Finding:
        """A warning about this move."""
        words = self.words or self.entry.label
        return Finding(code, "warning", self.field, message, self.start, self.end, words, fixes=fixes)


def _moves(ctx: ShotContext) -> list[_Named]:
    """The moves chosen for a shot, then those that its camera note names; of a hand-written prompt those in it."""
    moves = ctx.catalog.moves
    field, text = ("custom_prompt", ctx.shot.custom_prompt) if ctx.custom else ("camera_note", ctx.shot.camera_note)
    chosen = () if ctx.custom else ctx.shot.camera
    found = [_Named(move, moves[move.move], "camera") for move in chosen]
    for start, end, move in find_camera(text, ctx.catalog) if text else ():
        if move not in chosen:
            found.append(_Named(move, moves[move.move], field, start, end, text[start:end]))
    return found


def camera(ctx: ShotContext) -> Iterator[Finding]:
    """One or two named moves, each with a speed. No move, or auto, leaves the camera to chance; more than two, or two
    that exclude each other, make it wander."""
    named = _moves(ctx)
    if not named:
        field = "custom_prompt" if ctx.custom else "camera"
        fix = Fix("set", "Hold it static", "camera", "static")
        if ctx.custom:
            fix = Fix("open", "Name the move", field)
        message = "No camera move is named: the model will pick one."
        yield Finding("prompt.camera-unspecified", "warning", field, message, fixes=(fix,))
        return
    # A dolly zoom is two moves in one phrase: one speed does for both, and its lack is told once.
    settled = {item.place for item in named if item.place is not None and item.move.speed is not None}
    for item in named:
        if item.entry.dynamic and item.move.speed is None and item.place not in settled:
            settled |= {item.place} if item.place is not None else set()
            message = f"{item.entry.label} has no speed: slow, normal or fast?"
            slow = Fix("set", "Make it slow", "camera", "slow")
            if item.start is not None:
                slow = Fix("replace", "Make it slow", item.field, f"slow {item.words}")
            yield item.finding("prompt.camera-no-speed", message, (slow,))
    if len(named) > MOST_MOVES:
        message = f"{len(named)} moves in one shot: keep one or two."
        yield named[MOST_MOVES].finding("prompt.camera-overload", message, named[MOST_MOVES].change())
    yield from _exclusive(named)


def _exclusive(named: list[_Named]) -> Iterator[Finding]:
    for at, item in enumerate(named):
        for other in named[:at]:
            if item.move.move in other.entry.exclusive_with or other.move.move in item.entry.exclusive_with:
                message = f"{other.entry.label} and {item.entry.label.lower()} exclude each other."
                yield item.finding("prompt.camera-overload", message, item.change())
                return
