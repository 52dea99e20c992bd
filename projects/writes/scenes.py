"""Creating, editing, deleting and restoring scenes."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import F
from django.utils import timezone

from projects.core.findings import Refused
from projects.core.ordering import slug_key
from projects.models import Project, Scene, Shot, User
from projects.reads import board_of
from projects.writes.places import close_scene_place, open_scene_place
from projects.writes.shots_gate import drop_lost_breaks, kept_scene, lock_over
from projects.writes.transaction import Stale, changing, log, once


def create_scene(project: Project, title: str, *, by: User, key: str = "", anchors: Sequence[str] = ()) -> str:
    """Adds a scene at the end and returns its key."""
    with changing(project) as locked:
        answer = once(
            by,
            key,
            ["scene", project.pk, title, list(anchors)],
            lambda: {"scene": _create(locked, title, anchors, by)},
        )
    return str(answer["scene"])


def _create(project: Project, title: str, anchors: Sequence[str], by: User) -> str:
    taken = set(Scene.objects.filter(project=project).values_list("key", flat=True))
    scene = Scene.objects.create(
        project=project, key=slug_key(title, taken, "scene"), title=title, anchors=list(anchors),
        position=open_scene_place(project.pk, None),
    )  # fmt: skip
    log(project, by, "scene-added", scene.key, title=title)
    return scene.key


def edit_scene(
    project: Project, key: str, *, title: str, anchors: Sequence[str], by: User, revision: int | None = None
) -> None:
    """Sets a scene's title and anchors. Breaks that lose their anchor go, logged.

    Stale where somebody else changed the scene since `revision`.
    """
    with changing(project) as locked:
        scene = kept_scene(locked, key)
        if revision is not None and scene.revision != revision:
            raise Stale(scene, "Somebody")
        changed = [n for n, v in (("title", title), ("anchors", list(anchors))) if getattr(scene, n) != v]
        if not changed:
            return
        scene.title, scene.anchors = title, list(anchors)
        scene.revision += 1
        scene.save(update_fields=["title", "anchors", "revision"])
        if "anchors" in changed:
            board = board_of(locked)
            for row in Shot.objects.filter(scene=scene, deleted_at__isnull=True, breaks__isnull=False).distinct():
                drop_lost_breaks(locked, board, row.code, row, by)
        log(locked, by, "scene-edited", key, fields=changed)


def delete_scene(project: Project, key: str, *, by: User) -> None:
    """Deletes a scene with its shots so that they can be restored together."""
    with changing(project) as locked:
        scene = kept_scene(locked, key)
        scene.deleted_at = timezone.now()
        scene.save(update_fields=["deleted_at"])
        close_scene_place(locked.pk, scene.position)
        log(locked, by, "scene-deleted", key, title=scene.title)


def restore_scene(project: Project, key: str, *, by: User) -> None:
    """Brings a deleted scene back to its place with the shots it had."""
    with changing(project) as locked:
        scene = Scene.objects.filter(project=locked, key=key).first()
        if scene is None:
            raise Refused("There is no such scene to restore.")
        if scene.deleted_at is None:
            return
        scene.position = open_scene_place(locked.pk, scene.position)
        scene.deleted_at = None
        scene.revision = F("revision") + 1
        scene.save(update_fields=["position", "deleted_at", "revision"])
        lock = lock_over(locked, scene)
        if lock is not None:
            Shot.objects.filter(scene=scene, seed__isnull=False).update(seed=lock.seed)
        log(locked, by, "scene-restored", key)
