"""Moving shots and scenes. Always allowed; codes never change by a move."""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast

from django.db.models import F

from projects.core import board as core
from projects.core.findings import Refused
from projects.core.use import in_use
from projects.models import Anchor, Break, Project, Scene, Shot, User
from projects.writes.places import close_place, open_place, shift_within
from projects.writes.shots_gate import kept_scene, kept_shot, lock_over
from projects.writes.transaction import changing, log


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
    with changing(project) as locked:
        row = kept_shot(locked, code)
        source = row.scene
        target = source if source.key == scene_key else kept_scene(locked, scene_key)
        old = row.position
        if position < 0:
            raise Refused("A position cannot be below 0.")
        if target.pk == source.pk:
            count = Shot.objects.filter(scene=target, deleted_at__isnull=True).count()
            row.position = min(position, count - 1)
            shift_within(target.pk, old, row.position)
            took: int | None = None
            lost: tuple[str, ...] = ()
        else:
            row.position = open_place(target, position)
            row.scene = target
            close_place(source.pk, old)
            took = _take_seed(locked, row, target)
            lost = _drop_breaks(locked, row, target, by)
        row.revision += 1
        row.changed_by = by
        row.save(update_fields=["scene", "position", "seed", "revision", "changed_by"])
        log(locked, by, "shot-moved", code, scene=target.key, position=row.position, was=[source.key, old])
    title = target.title or target.key
    return Moved(code, target.key, title, row.position, source.key, took, lost)


def _take_seed(project: Project, row: Shot, scene: Scene) -> int | None:
    lock = lock_over(project, scene)
    if lock is None or row.seed == lock.seed:
        return None
    row.seed = lock.seed
    return lock.seed


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
        log(project, by, "break-lost", row.code, anchor=item.anchor.key, reason=item.reason)
        item.delete()
    return tuple(item.anchor.name for item in lost)


def move_scene(project: Project, key: str, position: int, *, by: User) -> int:
    """Puts a scene at a position (0-based) of the project and returns where it went."""
    with changing(project) as locked:
        scene = kept_scene(locked, key)
        if position < 0:
            raise Refused("A position cannot be below 0.")
        old = scene.position
        others = Scene.objects.filter(project=locked, deleted_at__isnull=True).exclude(pk=scene.pk)
        new = min(position, others.count())
        others.filter(position__gt=old).update(position=F("position") - 1)
        others.filter(position__gte=new).update(position=F("position") + 1)
        scene.position = new
        scene.revision += 1
        scene.save(update_fields=["position", "revision"])
        log(locked, by, "scene-moved", key, position=new, was=old)
    return new
