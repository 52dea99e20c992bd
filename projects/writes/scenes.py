"""Creating, editing, deleting and restoring scenes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from projects.core.findings import Refused
from projects.core.ordering import slug_key
from projects.models import Activity, Project, Scene, Shot, User
from projects.reads import board_of
from projects.writes.shots_gate import drop_lost_breaks, kept_scene, locked_seed, mark
from projects.writes.step import lift_scene, make, place_scene, put, put_all
from projects.writes.transaction import Stale, changing, log, once


def create_scene(project: Project, title: str, *, by: User, key: str = "", anchors: Sequence[str] = ()) -> str:
    """Adds a scene at the end and returns its key."""
    with changing(project, by=by) as locked:
        answer = once(
            by,
            key,
            ["scene", project.pk, title, list(anchors)],
            lambda: {"scene": _create(locked, title, anchors, by)},
        )
    return str(answer["scene"])


def _create(project: Project, title: str, anchors: Sequence[str], by: User) -> str:
    taken = set(Scene.objects.filter(project=project).values_list("key", flat=True))
    key = slug_key(title, taken, "scene")
    scene = make(project, Scene, project=project, key=key, title=title, anchors=list(anchors), position=None)
    log(project, by, "scene-added", scene.key, title=title)
    return scene.key


def edit_scene(
    project: Project, key: str, *, title: str, anchors: Sequence[str], by: User, seen: Mapping[str, str] | None = None
) -> None:
    """Sets a scene's title and anchors. Breaks that lose their anchor go, logged.

    `seen` holds the marks of what the person saw: a field that is as it was seen stays as it is now. Stale where somebody
    else changed a field that this person changes, too.
    """
    with changing(project, by=by) as locked:
        scene = kept_scene(locked, key)
        wanted = {"title": title, "anchors": list(anchors)}
        if seen is not None:
            wanted = {name: value for name, value in wanted.items() if seen.get(name) != mark(value)}
            if clashing(scene, wanted, seen):
                raise Stale(scene, who_edited(locked, key))
        changed = [name for name, value in wanted.items() if getattr(scene, name) != value]
        if not changed:
            return
        put(locked, scene, **wanted)
        if "anchors" in changed:
            board = board_of(locked)
            for row in Shot.objects.filter(scene=scene, deleted_at__isnull=True, breaks__isnull=False).distinct():
                drop_lost_breaks(locked, board, row.code, row, by)
        log(locked, by, "scene-edited", key, fields=changed)


def clashing(scene: Scene, wanted: Mapping[str, object], seen: Mapping[str, str]) -> list[str]:
    """The fields that somebody else has changed since they were seen, to something else than is wanted."""
    now = {name: mark(getattr(scene, name)) for name in wanted}
    return [name for name, value in wanted.items() if name in seen and now[name] not in (seen[name], mark(value))]


def who_edited(project: Project, key: str) -> str:
    """Who edited a scene last, as the log says."""
    lines = Activity.objects.filter(project=project, verb="scene-edited", target=key).select_related("by")
    last = lines.defer("changes").order_by("-id").first()
    return last.by.label if last and last.by else "Somebody"


def delete_scene(project: Project, key: str, *, by: User, revision: int | None = None) -> None:
    """Deletes a scene with its shots so that they can be restored together. Refused where it left `revision`."""
    with changing(project, by=by) as locked:
        scene = kept_scene(locked, key)
        if revision not in (None, scene.revision):
            raise Refused("Somebody changed this scene meanwhile. Nothing was deleted.")
        lift_scene(locked, scene)
        log(locked, by, "scene-deleted", key, title=scene.title)


def restore_scene(project: Project, key: str, *, by: User) -> None:
    """Brings a deleted scene back to its place with the shots it had."""
    with changing(project, by=by) as locked:
        scene = Scene.objects.filter(project=locked, key=key).first()
        if scene is None:
            raise Refused("There is no such scene to restore.")
        if scene.deleted_at is None:
            return
        place_scene(locked, scene, scene.position)
        seed = locked_seed(locked, scene)
        if seed is not None:
            put_all(locked, Shot.objects.filter(scene=scene, seed__isnull=False), seed=seed)
        log(locked, by, "scene-restored", key)
