"""Taking proposed anchors, turning them down, and the way back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from django.db.models import Max

from projects.core import board as core
from projects.core.findings import Refused
from projects.core.report import build
from projects.core.suggest_apply import Accepted, accept
from projects.models import Activity, Anchor, Project, Scene, User
from projects.reads import catalogue, report_of
from projects.writes.batch import errors_added, write_shots
from projects.writes.step import make, put
from projects.writes.transaction import Blocked, changing, log
from projects.writes.undo import undo

ACCEPTED, REJECTED, RECALLED = "suggestions-accepted", "suggestion-rejected", "suggestion-recalled"


def accept_suggestions(project: Project, accepted: Sequence[Accepted], *, by: User, revision: int) -> Activity:
    """Adds the proposals as anchors, attaches them and takes out of the shots what they say, all or nothing.

    One line in the log can be taken back by `undo_suggestions`. Refused where the project has moved on since `revision`
    or no shot can take any of them; Blocked where a shot would gain a continuity error.
    """
    with changing(project, by=by) as locked:
        if locked.revision != revision:
            raise Refused("Somebody changed this project meanwhile. Look at the proposals again, then accept.")
        before = report_of(locked)
        rows = Anchor.objects.filter(project=locked)
        after = accept(before.board, accepted, catalogue(), taken=list(rows.values_list("key", flat=True)))
        added = after.anchors[len(before.board.anchors) :]
        if not added:
            raise Refused("No shot can take these anchors without a contradiction. Edit their wording, or the shots.")
        changed = {shot.key: shot for _, shot in after.shots()}
        blocked = errors_added(before, build(after, catalogue(), previous=before), changed)
        if blocked:
            raise Blocked(blocked)
        _create(locked, added)
        _attach(locked, before.board, after)
        line = write_shots(locked, build(_hung(before.board, after), catalogue()), changed, by, ACCEPTED)
        line = line or log(locked, by, ACCEPTED)
        line.data |= {"anchors": [anchor.key for anchor in added], "names": [anchor.name for anchor in added]}
        line.save(update_fields=["data"])
    return line


def _create(project: Project, anchors: Sequence[core.Anchor]) -> None:
    last = Anchor.objects.filter(project=project).aggregate(Max("position"))["position__max"]
    first = 0 if last is None else last + 1
    for place, anchor in enumerate(anchors, first):
        make(
            project,
            Anchor,
            project=project,
            key=anchor.key,
            kind=anchor.kind,
            name=anchor.name,
            description=anchor.description,
            position=place,
        )


def _attach(project: Project, before: core.Board, after: core.Board) -> None:
    """Writes what hangs on the project and on scenes; what hangs on shots is written with them."""
    new = [key for key in after.anchors_in_use if key not in before.anchors_in_use]
    if new:
        put(project, project, anchors_in_use=[*project.anchors_in_use, *new])
    for old, scene in zip(before.scenes, after.scenes, strict=True):
        more = [key for key in scene.anchors if key not in old.anchors]
        if more:
            row = Scene.objects.get(project=project, key=scene.key, deleted_at__isnull=True)
            put(project, row, anchors=[*row.anchors, *more])


def _hung(before: core.Board, after: core.Board) -> core.Board:
    """The board with the new anchors on the project and its scenes, and the shots as they were."""
    shots = {shot.key: shot for _, shot in before.shots()}
    scenes = tuple(replace(scene, shots=tuple(shots[shot.key] for shot in scene.shots)) for scene in after.scenes)
    return replace(after, scenes=scenes)


def undo_suggestions(project: Project, number: int, *, by: User, role: str) -> None:
    """Takes accepted proposals back: the shots say again what they said, the anchors are deleted (and can be restored).

    Refused where somebody has changed one of the shots or anchors since.
    """
    if not Activity.objects.filter(project=project, pk=number, verb=ACCEPTED).exists():
        raise Refused("There is nothing here to take back.")
    undo(project, number, by=by, role=role)


def turn_down(project: Project, kind: str, name: str, rejected: bool, *, by: User) -> None:
    """Keeps a proposal off this project's list, or lets it back. It stands in the log alone: the plan does not change."""
    with changing(project, by=by) as locked:
        log(locked, by, REJECTED if rejected else RECALLED, name[:120], kind=kind)
