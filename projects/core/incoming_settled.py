"""What a shot of a file says of anchors and other shots, held against the plan that it comes into."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace

from projects.core.board import Board, Scene, Shot
from projects.core.use import in_use


@dataclass(frozen=True, slots=True)
class Unfit:
    """A value of a shot that names something which is not there."""

    code: str
    field: str
    sentence: str


def settled(board: Board, codes: Collection[str]) -> tuple[Board, tuple[Unfit, ...]]:
    """The board with these shots naming only anchors and shots that are there and in use, and what they lost by it."""
    known = {anchor.key: anchor for anchor in board.anchors}
    shots = {shot.key for _, shot in board.shots()}
    lost: list[Unfit] = []
    scenes = []
    for scene in board.scenes:
        changed = {}
        for shot in scene.shots:
            if shot.key in codes:
                now = _without_strangers(shot, known.keys(), shots, lost)
                now = _without_unused(board, scene, now, lost)
                if now != shot:
                    changed[shot.key] = now
        scenes.append(scene.with_shots(changed))
    return replace(board, scenes=tuple(scenes)), tuple(lost)


def _without_strangers(shot: Shot, anchors: Collection[str], shots: Collection[str], lost: list[Unfit]) -> Shot:
    sentence = "There is no anchor “{}” in this project."
    for name, keys in (("anchors", shot.anchors), ("without", shot.without)):
        lost += [Unfit(shot.key, name, sentence.format(key[:60])) for key in keys if key not in anchors]
    own, without = (tuple(key for key in keys if key in anchors) for keys in (shot.anchors, shot.without))
    shot = replace(shot, anchors=own, without=without)
    if any(item.anchor not in anchors for item in shot.wordings):
        lost.append(Unfit(shot.key, "wordings", "It keeps the wording of an anchor that is not in this project."))
        shot = replace(shot, wordings=tuple(item for item in shot.wordings if item.anchor in anchors))
    start = shot.starts_from.shot if shot.starts_from else None
    if start is not None and (start not in shots or start == shot.key):
        sentence = (
            "A shot cannot start from itself." if start == shot.key else f"There is no shot {start[:40]} to start from."
        )
        lost.append(Unfit(shot.key, "starts_from", sentence))
        shot = replace(shot, starts_from=None)
    return shot


def _without_unused(board: Board, scene: Scene, shot: Shot, lost: list[Unfit]) -> Shot:
    if not (shot.without or shot.breaks):
        return shot
    used = {anchor.key for anchor in in_use(board, scene, replace(shot, without=()))}
    lost += [Unfit(shot.key, *unused) for unused in _unused(shot, used)]
    without = tuple(key for key in shot.without if key in used)
    breaks = tuple(item for item in shot.breaks if item.anchor in used and item.anchor not in without)
    return replace(shot, without=without, breaks=breaks)


def _unused(shot: Shot, used: Collection[str]) -> Iterator[tuple[str, str]]:
    for key in shot.without:
        if key not in used:
            yield "without", f"The shot would not use the anchor “{key[:60]}”, so it cannot leave it out."
    for item in shot.breaks:
        if item.anchor not in used or item.anchor in shot.without:
            yield "breaks", f"The shot does not use the anchor “{item.anchor[:60]}”, so there is nothing to break."
