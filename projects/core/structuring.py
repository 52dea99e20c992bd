"""Shots and scenes made after others: the next one like this, a scene once more."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from projects.core.board import Board, Scene, SeedLock, Shot
from projects.core.ordering import CODE_MAX, STEP, code_between, next_code
from projects.core.splitting import neighbours


def next_like(shot: Shot) -> Shot:
    """A shot to come after this one: the same anchors, place, light, look and parameters; what happens is still open."""
    return replace(
        shot, title="", subject="", action="", camera=(), shot_size=None, framing=None, angle=None, lens="", camera_note="",
        custom_prompt="", custom_prompt_basis=None, breaks=(), starts_from=None, dialogue="", notes="", status="draft",
        omitted=False, state_in=None, state_out=None, boundary="cut", variant="A", variants=(), attempt=1,
    )  # fmt: skip


def code_beside(board: Board, code: str, taken: Iterable[str], *, before: bool = False) -> str:
    """A code for a shot put right before or after another one: between it and its neighbour over the whole project."""
    was, following = neighbours(board, code)
    return code_between(was, code, taken) if before else code_between(code, following, taken)


def codes_after(board: Board, last: str | None, count: int, taken: Iterable[str]) -> list[str]:
    """New codes for several shots after one: evenly between it and the next one where there is room, else at the end."""
    used = set(taken) | {shot.key for _, shot in board.shots()}
    between = list(_between(board, last, count, used)) if last else []
    if len(between) == count:
        return between
    found: list[str] = []
    while len(found) < count:
        found.append(next_code(used))
        used.add(found[-1])
    return found


def _between(board: Board, last: str, count: int, used: set[str]) -> Iterator[str]:
    """Numbers between the code of a shot and that of the next one, evenly spread; none where they are too few."""
    _, following = neighbours(board, last)
    low, high = _number(last), _number(following or "")
    if low is None or high is None or low[0] != high[0] or len(last) != len(following or ""):
        return
    width, folded = len(last) - len(low[0]), {code.upper() for code in used}
    free = [n for n in range(low[1] + 1, high[1]) if f"{low[0]}{n:0{width}d}".upper() not in folded]
    if len(free) >= count:
        for at in range(count):
            yield f"{low[0]}{free[(2 * at + 1) * len(free) // (2 * count)]:0{width}d}"


def _number(code: str) -> tuple[str, int] | None:
    """The letters and the number of a code such as SH030."""
    digits = len(code) - len(code.rstrip("0123456789"))
    fits = 0 < digits < STEP and code.isascii() and len(code) <= CODE_MAX
    return (code[:-digits], int(code[-digits:])) if fits else None


def copied_scene(scene: Scene, key: str, codes: Iterable[str], title: str) -> Scene:
    """A scene once more, as drafts: its anchors, breaks and lock too; frames of its own shots are those of the copies."""
    new = {shot.key: code for shot, code in zip(scene.shots, codes, strict=True)}
    shots = tuple(_copied(shot, new) for shot in scene.shots)
    lock = scene.seed_lock
    if lock is not None:
        lock = SeedLock(lock.seed, new.get(lock.master or ""))
    return replace(scene, key=key, title=title, seed_lock=lock, shots=shots)


def with_scene_copy(board: Board, key: str, codes: Iterable[str], made: str, title: str) -> Board:
    """The board with a scene once more right after itself, under the key `made`. Shots under a lock have its seed."""
    scenes: list[Scene] = []
    for scene in board.scenes:
        scenes.append(scene)
        if scene.key == key:
            copy = copied_scene(scene, made, codes, title)
            held = board.seed_lock if copy.seed_lock is None else None
            shots = tuple(replace(shot, seed=held.seed) if held else shot for shot in copy.shots)
            scenes.append(replace(copy, shots=shots))
    return replace(board, scenes=tuple(scenes))


def _copied(shot: Shot, new: dict[str, str]) -> Shot:
    source = shot.starts_from
    if source is not None and source.shot in new:
        source = replace(source, shot=new[source.shot])
    return replace(shot, key=new[shot.key], starts_from=source, status="draft", attempt=1)
