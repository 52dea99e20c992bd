"""Whether the keys in a document name something: anchors, shots, and anchors that a shot really uses."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator

from projects.core.board import Board, Scene, SeedLock, Shot
from projects.core.document_json import DocumentError, shown
from projects.core.use import in_use


def once(keys: Iterable[str], path: Callable[[int], str]) -> None:
    """Refuse a key that stands twice. `path` gives the path of the key at a place."""
    seen = set()
    for at, key in enumerate(keys):
        if key in seen:
            raise DocumentError(path(at), f"{shown(key)} is there twice")
        seen.add(key)


def check_references(board: Board) -> None:
    """Refuse a key that names nothing, and what a shot leaves out or breaks without having it.

    A lock's master may stand in another scene and a start frame may come from a later shot: moves make
    that, and findings speak of it.
    """
    anchors = {anchor.key: anchor for anchor in board.anchors}
    shots = {shot.key for _, shot in board.shots()}
    once([anchor.key for anchor in board.anchors], lambda at: f"anchors[{at}].key")
    _exist(board.anchors_in_use, anchors, "anchors_in_use")
    _check_master(board.seed_lock, shots, "")
    for i, scene in enumerate(board.scenes):
        _exist(scene.anchors, anchors, f"scenes[{i}].anchors")
        _check_master(scene.seed_lock, shots, f"scenes[{i}].")
    for path, scene, shot in _placed(board):
        _exist(shot.anchors, anchors, f"{path}.anchors")
        _check_start(shot, shots, path)
        for at, item in enumerate(shot.wordings):
            if item.anchor not in anchors:
                raise DocumentError(f"{path}.wordings[{at}].anchor", f"no anchor has the key {shown(item.anchor)}")
        if shot.without or shot.breaks:
            used = [a.key for a in in_use(board, scene, shot, anchors=anchors, ignore_without=True)]
            _check_use(shot, frozenset(used), path)


def _placed(board: Board) -> Iterator[tuple[str, Scene, Shot]]:
    for i, scene in enumerate(board.scenes):
        for j, shot in enumerate(scene.shots):
            yield f"scenes[{i}].shots[{j}]", scene, shot


def _exist(keys: tuple[str, ...], anchors: Collection[str], path: str) -> None:
    for at, key in enumerate(keys):
        if key not in anchors:
            raise DocumentError(f"{path}[{at}]", f"no anchor has the key {shown(key)}")


def _check_master(lock: SeedLock | None, shots: Collection[str], path: str) -> None:
    if lock and lock.master is not None and lock.master not in shots:
        raise DocumentError(f"{path}seed_lock.master", f"no shot has the key {shown(lock.master)}")


def _check_start(shot: Shot, shots: Collection[str], path: str) -> None:
    source = shot.starts_from.shot if shot.starts_from else None
    if source is None:
        return
    if source not in shots:
        raise DocumentError(f"{path}.starts_from.shot", f"no shot has the key {shown(source)}")
    if source == shot.key:
        raise DocumentError(f"{path}.starts_from.shot", "a shot cannot start from a frame of itself")


def _check_use(shot: Shot, used: frozenset[str], path: str) -> None:
    """`without` and breaks speak of anchors that the shot has: a break of what is left out breaks nothing."""
    for at, key in enumerate(shot.without):
        if key not in used:
            raise DocumentError(f"{path}.without[{at}]", f"the shot would not use the anchor {shown(key)}")
    for at, item in enumerate(shot.breaks):
        if item.anchor not in used or item.anchor in shot.without:
            raise DocumentError(f"{path}.breaks[{at}].anchor", f"the shot does not use the anchor {shown(item.anchor)}")
