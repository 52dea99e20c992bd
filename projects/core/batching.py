"""Several shots changed at once: the board as it would be after it, for the preview and for the write."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from projects.core.board import Board, Scene, Shot
from projects.core.findings import Refused
from projects.core.ordering import code_between, next_code
from projects.core.use import in_use

# What can be done with several shots; each is one step that can be taken back.
DEEDS = ("change", "move", "duplicate", "omit", "back", "status", "delete")
MOST = 2_000
SETTABLE = ("duration", "quality", "model", "resolution", "cfg", "shot_size", "previews")


@dataclass(frozen=True, slots=True)
class Batch:
    """What shall happen to the shots that were picked.

    `values` maps fields of `SETTABLE` to new values, None meaning the project's. `attach`, `detach` and `leave_out`
    hold anchor keys: used by the shots themselves from now on, no longer, or not shown in them. `scene` and `place`
    (from 0) say where a move goes, `note` what a decision in review says.
    """

    deed: str
    values: Mapping[str, Any] = field(default_factory=dict)
    attach: tuple[str, ...] = ()
    detach: tuple[str, ...] = ()
    leave_out: tuple[str, ...] = ()
    status: str = ""
    scene: str = ""
    place: int = 0
    note: str = ""


def picked(board: Board, codes: Iterable[str]) -> tuple[str, ...]:
    """The codes in running order, each once. Refused where there is none, too many, or one that does not exist."""
    wanted = dict.fromkeys(codes)
    known = [shot.key for _, shot in board.shots()]
    missing = [code for code in wanted if code not in set(known)]
    if missing:
        raise Refused(f"{missing[0]} was deleted meanwhile. Pick the shots again.")
    if not wanted:
        raise Refused("Pick at least one shot first.")
    if len(wanted) > MOST:
        raise Refused(f"At most {MOST:,} shots can be changed at once. Pick fewer.")
    return tuple(code for code in known if code in wanted)


def changed(board: Board, codes: Collection[str], batch: Batch) -> dict[str, Shot]:
    """The new states of the shots whose values or anchors change. Refused where nothing was chosen."""
    if not (batch.values or batch.attach or batch.detach or batch.leave_out):
        raise Refused("Choose what to change first.")
    found = {}
    for scene, shot in board.shots():
        if shot.key in codes:
            now = _with_anchors(board, scene, replace(shot, **batch.values), batch)
            if now != shot:
                found[shot.key] = now
    return found


def _with_anchors(board: Board, scene: Scene, shot: Shot, batch: Batch) -> Shot:
    anchors = tuple(key for key in shot.anchors if key not in batch.detach)
    anchors += tuple(key for key in batch.attach if key not in anchors)
    without = tuple(key for key in shot.without if key not in batch.attach)
    shot = replace(shot, anchors=anchors, without=without)
    if batch.leave_out:
        used = {anchor.key for anchor in in_use(board, scene, shot)}
        without += tuple(key for key in batch.leave_out if key in used)
        gone = {key for key in batch.leave_out if key in used}
        shot = replace(shot, without=without, breaks=tuple(b for b in shot.breaks if b.anchor not in gone))
    return shot


def moved(board: Board, codes: Sequence[str], scene_key: str, place: int) -> Board:
    """The board with these shots, in their order, at a place (from 0 among the others) of a scene."""
    if scene_key not in {scene.key for scene in board.scenes}:
        raise Refused("This scene was deleted. Choose another.")
    if place < 0:
        raise Refused("A place is a whole number, 1 or more.")
    block = {shot.key: shot for _, shot in board.shots() if shot.key in set(codes)}
    scenes = []
    for scene in board.scenes:
        rest = [shot for shot in scene.shots if shot.key not in block]
        if scene.key == scene_key:
            at = min(place, len(rest))
            rest = [*rest[:at], *(block[code] for code in codes), *rest[at:]]
        scenes.append(replace(scene, shots=tuple(rest)))
    return replace(board, scenes=tuple(scenes))


def removed(board: Board, codes: Collection[str]) -> Board:
    """The board without these shots."""
    gone = set(codes)
    scenes = tuple(replace(s, shots=tuple(shot for shot in s.shots if shot.key not in gone)) for s in board.scenes)
    return replace(board, scenes=scenes)


def omitted(board: Board, codes: Collection[str], out: bool) -> Board:
    """The board with these shots omitted, or taken back in."""
    wanted = set(codes)
    scenes = tuple(
        replace(s, shots=tuple(replace(shot, omitted=out) if shot.key in wanted else shot for shot in s.shots))
        for s in board.scenes
    )
    return replace(board, scenes=scenes)


@dataclass(frozen=True, slots=True)
class Copy:
    """A new shot: what it is a copy of, and where its row goes."""

    shot: Shot
    of: str
    scene: str
    place: int


def copies(board: Board, codes: Sequence[str], taken: Iterable[str]) -> tuple[Copy, ...]:
    """Copies of these shots as drafts, in a block after the last of them. `taken`: every code ever used."""
    used = {*taken, *codes}
    originals = {shot.key: shot for _, shot in board.shots()}
    scene = next(scene for scene in board.scenes if any(shot.key == codes[-1] for shot in scene.shots))
    order = [shot.key for shot in scene.shots]
    at = order.index(codes[-1]) + 1
    before, after = codes[-1], order[at] if at < len(order) else None
    found = []
    for place, code in enumerate(codes, at):
        new = code_between(before, after, used) if after else next_code(used)
        used.add(new)
        before = new
        found.append(Copy(replace(originals[code], key=new, status="draft"), code, scene.key, place))
    return tuple(found)


def with_copies(board: Board, made: Sequence[Copy]) -> Board:
    """The board with copies in their places. Under a seed lock they take its seed."""
    scenes = []
    for scene in board.scenes:
        lock = scene.seed_lock or board.seed_lock
        shots = list(scene.shots)
        for copy in made:
            if copy.scene == scene.key:
                shots.insert(copy.place, replace(copy.shot, seed=lock.seed) if lock else copy.shot)
        scenes.append(replace(scene, shots=tuple(shots)))
    return replace(board, scenes=tuple(scenes))


def after(board: Board, codes: Sequence[str], batch: Batch, taken: Iterable[str] = ()) -> Board:
    """The board as it would be after a batch. Refused with one sentence where the batch cannot be."""
    if batch.deed == "change":
        states = changed(board, codes, batch)
        scenes = tuple(replace(s, shots=tuple(states.get(shot.key, shot) for shot in s.shots)) for s in board.scenes)
        return replace(board, scenes=scenes)
    if batch.deed == "move":
        return moved(board, codes, batch.scene, batch.place)
    if batch.deed == "duplicate":
        return with_copies(board, copies(board, codes, taken))
    if batch.deed in ("omit", "back"):
        return omitted(board, codes, batch.deed == "omit")
    if batch.deed == "delete":
        return removed(board, codes)
    if batch.deed == "status":
        scenes = tuple(
            replace(s, shots=tuple(replace(t, status=batch.status) if t.key in set(codes) else t for t in s.shots))
            for s in board.scenes
        )
        return replace(board, scenes=scenes)
    raise Refused("Choose what to do with these shots.")
