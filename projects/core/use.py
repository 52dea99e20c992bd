"""Which anchors a shot uses, and whether it establishes, carries or breaks each of them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from projects.core.board import Anchor, Board, Scene, Shot

Role = Literal["establishes", "carries", "breaks"]


@dataclass(frozen=True, slots=True)
class Use:
    """One anchor in use on one shot.

    `established_in` is the key of the shot that establishes the anchor; None while none has, and on
    the establishing shot itself it is that shot. `reason` is the reason of a break, else "".
    """

    anchor: Anchor
    role: Role
    established_in: str | None = None
    reason: str = ""

    def __hash__(self) -> int:
        """Of some of the values: uses are looked up by the thousand."""
        return hash((self.anchor, self.role, self.established_in))


def _listed(board: Board, keys: tuple[str, ...], anchors: dict[str, Anchor]) -> list[Anchor]:
    return [anchors[key] for key in keys if key in anchors]


def _replaced(wider: list[Anchor], closer: list[Anchor]) -> list[Anchor]:
    """The wider anchors, less those whose kind a closer level sets anew. Subjects add up."""
    kinds = {anchor.kind for anchor in closer if anchor.kind != "subject"}
    return [anchor for anchor in wider if anchor.kind not in kinds]


def in_use(
    board: Board,
    scene: Scene,
    shot: Shot,
    *,
    ignore_without: bool = False,
    anchors: dict[str, Anchor] | None = None,
) -> tuple[Anchor, ...]:
    """The anchors of a shot: the project's, the scene's, its own, in listed order, each once.

    A scene's environment, lighting or style anchor takes the place of the project's of that kind, a
    shot's own that of both. What `without` names is left out, unless `ignore_without`.
    """
    if anchors is None:
        anchors = {anchor.key: anchor for anchor in board.anchors}
    own = _listed(board, shot.anchors, anchors)
    of_scene = _listed(board, scene.anchors, anchors)
    of_project = _listed(board, board.anchors_in_use, anchors)
    wider = _replaced(_replaced(of_project, of_scene) + of_scene, own)
    left_out = frozenset() if ignore_without else frozenset(shot.without)
    found: dict[str, Anchor] = {}
    for anchor in wider + own:
        if anchor.key not in left_out:
            found.setdefault(anchor.key, anchor)
    return tuple(found.values())


def in_force(board: Board) -> Board:
    """The board less breaks and `without` entries of anchors that a shot does not use at the moment.

    Their rows stay: an anchor that is restored, or attached again, brings them back.
    """
    anchors = {anchor.key: anchor for anchor in board.anchors}
    scenes = []
    for scene in board.scenes:
        less: dict[str, Shot] = {}
        for shot in scene.shots:
            if shot.without or shot.breaks:
                keys = {a.key for a in in_use(board, scene, shot, ignore_without=True, anchors=anchors)}
                without = tuple(key for key in shot.without if key in keys)
                breaks = tuple(b for b in shot.breaks if b.anchor in keys and b.anchor not in without)
                if without != shot.without or breaks != shot.breaks:
                    less[shot.key] = replace(shot, without=without, breaks=breaks)
        scenes.append(scene.with_shots(less))
    return replace(board, scenes=tuple(scenes))


def usage(board: Board) -> dict[str, tuple[Use, ...]]:
    """For each shot key the anchors in use with their roles, over the running order of the project.

    Omitted shots establish and carry nothing: their entry is empty. A shot with a break does not
    establish that anchor; the next one does.
    """
    established: dict[str, str] = {}
    result: dict[str, tuple[Use, ...]] = {}
    for scene in board.scenes:
        result |= scene_usage(board, scene, established)
    return result


def scene_usage(board: Board, scene: Scene, established: dict[str, str]) -> dict[str, tuple[Use, ...]]:
    """`usage` of one scene. `established` names the shot that establishes each anchor, by key; what this scene
    establishes is added."""
    anchors = {anchor.key: anchor for anchor in board.anchors}
    result: dict[str, tuple[Use, ...]] = {}
    # Most shots of a scene carry the same anchors: what was worked out for one holds for the next.
    seen: dict[tuple[tuple[str, ...], tuple[str, ...]], tuple[Use, ...]] = {}
    for shot in scene.shots:
        if shot.omitted:
            result[shot.key] = ()
            continue
        like = (shot.anchors, shot.without)
        alone = bool(shot.breaks or shot.wordings)
        known = None if alone else seen.get(like)
        if known is None:
            known = _uses(_worded(in_use(board, scene, shot, anchors=anchors), shot), shot, established)
            if not alone and all(use.role == "carries" for use in known):
                seen[like] = known
        result[shot.key] = known
    return result


def _worded(anchors: tuple[Anchor, ...], shot: Shot) -> tuple[Anchor, ...]:
    """The anchors as this shot words them: an older description where it keeps one."""
    if not shot.wordings:
        return anchors
    kept = {item.anchor: item.description for item in shot.wordings}
    return tuple(replace(a, description=kept[a.key]) if a.key in kept else a for a in anchors)


def _uses(anchors: tuple[Anchor, ...], shot: Shot, established: dict[str, str]) -> tuple[Use, ...]:
    """One shot's uses; what it establishes is noted in `established`."""
    reasons = {item.anchor: item.reason for item in shot.breaks}
    uses = []
    for anchor in anchors:
        where = established.get(anchor.key)
        if anchor.key in reasons:
            uses.append(Use(anchor, "breaks", where, reasons[anchor.key]))
        elif where is None:
            established[anchor.key] = shot.key
            uses.append(Use(anchor, "establishes", shot.key))
        else:
            uses.append(Use(anchor, "carries", where))
    return tuple(uses)
