"""Keeping positions 0..n-1 with range updates: two statements a move, whatever the number of shots."""

from __future__ import annotations

from typing import Any

from django.db.models import F, QuerySet

from projects.models import Scene, Shot


def open_place(scene: Scene, position: int | None) -> int:
    """Makes room for one shot in a scene and gives its position; None or too far means the end."""
    return _open(Shot.objects.filter(scene=scene, deleted_at__isnull=True), position)


def close_place(scene_id: int, position: int) -> None:
    """Closes the gap that a shot left behind."""
    _close(Shot.objects.filter(scene_id=scene_id, deleted_at__isnull=True), position)


def shift_within(scene_id: int, old: int, new: int) -> None:
    """Moves the shots between two positions of one scene by one, to let a shot go from `old` to `new`."""
    rows = Shot.objects.filter(scene_id=scene_id, deleted_at__isnull=True)
    if new > old:
        rows.filter(position__gt=old, position__lte=new).update(position=F("position") - 1)
    elif new < old:
        rows.filter(position__gte=new, position__lt=old).update(position=F("position") + 1)


def open_scene_place(project_id: int, position: int | None) -> int:
    """Makes room for one scene and gives its position; None or too far means the end."""
    return _open(Scene.objects.filter(project_id=project_id, deleted_at__isnull=True), position)


def close_scene_place(project_id: int, position: int) -> None:
    """Closes the gap that a scene left behind."""
    _close(Scene.objects.filter(project_id=project_id, deleted_at__isnull=True), position)


def _open(rows: QuerySet[Any], position: int | None) -> int:
    count = rows.count()
    if position is None or position >= count:
        return count
    position = max(position, 0)
    rows.filter(position__gte=position).update(position=F("position") + 1)
    return position


def _close(rows: QuerySet[Any], position: int) -> None:
    rows.filter(position__gt=position).update(position=F("position") - 1)
