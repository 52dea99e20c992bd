"""Moving shots and scenes. Always allowed; codes never change by a move."""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast

from projects.core import board as core
from projects.core.findings import Refused
from projects.core.use import in_use
from projects.models import Anchor, Break, Project, Scene, Shot, User
from projects.writes.shots_gate import kept_scene, kept_shot, locked_seed
from projects.writes.step import drop, place_scene, place_shot, put
from projects.writes.transaction import changing, log, note


@dataclass(frozen=True, slots=True)
class Moved:
    """Where a shot went, and what came with it: a lock's seed taken, breaks lost."""

    code: str
    scene: str
    scene_title: str
    position: int
    from_scene: str
    took_seed: int | None
    lost_breaks: tuple[str, ...]


def move_shot(project: Project, code: str, scene_key: str, position: int, *, by: User) -> Moved:
    """Puts a shot at a position (0-based) of a scene; beyond the end means the end.

    A shot that moves in under a seed lock takes its seed. A break whose anchor the shot no longer
    uses is deleted and logged.
    """
    with changing(project, by=by) as locked:
        row = kept_shot(locked, code)
        source = row.scene
        target = source if source.key == scene_key else kept_scene(locked, scene_key)
        old = row.position
        if position < 0:
            raise Refused("A position cannot be below 0.")
        place_shot(locked, row, target, position, by)
        took: int | None = None
        lost: tuple[str, ...] = ()
        if target.pk != source.pk:
            took = take_seed(locked, row, target, by)
            lost = _drop_breaks(locked, row, target, by)
        log(locked, by, "shot-moved", code, scene=target.key, position=row.position, was=[source.key, old])
    title = target.title or target.key
    return Moved(code, target.key, title, row.position, source.key, took, lost)


def take_seed(locked: Project, row: Shot, scene: Scene, by: User) -> int | None:
    """Gives a shot that came into a scene the seed that is locked there; the seed, or None where nothing changed."""
    seed = locked_seed(locked, scene)
    if seed is None or row.seed == seed:
        return None
    put(locked, row, by, seed=seed)
    return seed


def _drop_breaks(project: Project, row: Shot, scene: Scene, by: User) -> tuple[str, ...]:
    """Deletes the breaks that have no anchor in use in the new scene; returns the anchors' names."""
    breaks = list(Break.objects.filter(shot=row).select_related("anchor"))
    if not breaks:
        return ()
    anchors = tuple(
        core.Anchor(key, cast(core.Kind, kind), name)
        for key, kind, name in Anchor.objects.filter(project=project, deleted_at__isnull=True).values_list(
            "key", "kind", "name"
        )
    )
    board = core.Board(project.title, anchors_in_use=tuple(project.anchors_in_use), anchors=anchors)
    used = in_use(
        board, core.Scene(scene.key, anchors=tuple(scene.anchors)),
        core.Shot(row.code, anchors=tuple(row.anchors), without=tuple(row.without)),
    )  # fmt: skip
    keys = {anchor.key for anchor in used}
    lost = [item for item in breaks if item.anchor.key not in keys]
    for item in lost:
        note(project, by, "break-lost", row.code, anchor=item.anchor.key, reason=item.reason)
        drop(project, item)
    return tuple(item.anchor.name for item in lost)


def move_scene(project: Project, key: str, position: int, *, by: User) -> int:
    """Puts a scene at a position (0-based) of the project and returns where it went."""
    with changing(project, by=by) as locked:
        scene = kept_scene(locked, key)
        if position < 0:
            raise Refused("A position cannot be below 0.")
        old = scene.position
        place_scene(locked, scene, position)
        log(locked, by, "scene-moved", key, position=scene.position, was=old)
    return scene.position
