"""Where the shots of a file stand in a plan: which of the known ones have moved, and where new ones go."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence

from projects.core.board import Board
from projects.core.incoming_values import Entry, Place, SceneEntry

Item = str | Place


def out_of_order(places: Sequence[int]) -> set[int]:
    """Which of these, by index, have to move so that the others rise: all but a longest rising run."""
    tails: list[int] = []
    ends: list[int] = []
    before: list[int] = []
    for at, value in enumerate(places):
        where = bisect_left(tails, value)
        before.append(ends[where - 1] if where else -1)
        tails[where : where + 1] = [value]
        ends[where : where + 1] = [at]
    kept: set[int] = set()
    at = ends[-1] if ends else -1
    while at >= 0:
        kept.add(at)
        at = before[at]
    return set(range(len(places))) - kept


def scene_order(board: Board, scenes: Iterable[SceneEntry], moves: Callable[[SceneEntry], bool]) -> list[str]:
    """The keys of all scenes: those of the plan with new and moved ones after the one before them in the file."""
    scenes = list(scenes)
    lifted = {scene.key for scene in scenes if not scene.new and scene.moved and moves(scene)}
    order = [scene.key for scene in board.scenes if scene.key not in lifted]
    standing = set(order)
    last: str | None = None
    for at, scene in enumerate(scenes):
        if scene.new or scene.key in lifted:
            following = any(other.key in standing for other in scenes[at + 1 :])
            order.insert(order.index(last) + 1 if last else 0 if following else len(order), scene.key)
        last = scene.key
    return order


def arranged(
    board: Board, scenes: Sequence[str], entries: Sequence[Entry], taken: Callable[[Entry], bool]
) -> dict[str, list[Item]]:
    """The shots of each scene in order: codes of the plan's, and places in the file of new ones.

    `taken` says of a new or moved shot whether it is. It goes behind the shot before it in the file, else before the one
    after it, else to the end.
    """
    going = [entry for entry in entries if (entry.shot or entry.moved) and taken(entry)]
    lifted = {entry.key for entry in going if not entry.shot}
    home: dict[str, str] = {}
    order: dict[str, list[Item]] = {key: [] for key in scenes}
    for scene, shot in board.shots():
        if shot.key not in lifted:
            order[scene.key].append(shot.key)
            home[shot.key] = scene.key
    wanted = {entry.place for entry in going}
    # Chains: what comes behind each standing shot, or at the beginning or end of a scene.
    behind: dict[str, list[Item]] = {}
    first: dict[str, list[Item]] = {}
    last: dict[str, str] = {}
    for entry in entries:
        key = entry.scene
        if entry.place in wanted:
            chain = behind.setdefault(last[key], []) if key in last else first.setdefault(key, [])
            chain.append(entry.place if entry.shot else entry.key)
        elif not entry.shot and home.get(entry.key) == key:
            last[key] = entry.key
    for key, standing in order.items():
        found: list[Item] = []
        for item in standing:
            found += [item, *behind.get(str(item), ())]
        if key in first:
            found = [*first[key], *found] if key in last else [*found, *first[key]]
        order[key] = found
    return order
