"""Creating, saving, duplicating, omitting, deleting and restoring shots."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from projects.core import board as core
from projects.core.findings import Held, Refused
from projects.core.ordering import code_between, next_code
from projects.core.report import build
from projects.core.use import in_use
from projects.models import Project, Scene, Shot, User
from projects.models.question import Question
from projects.reads import OWN_VALUES, catalogue, report_of
from projects.writes.batch import with_shots
from projects.writes.rows import shot_columns
from projects.writes.shots_gate import (
    add_version,
    drop_lost_breaks,
    kept_scene,
    kept_shot,
    locate,
    locked_seed,
    mark,
    new_errors,
    with_shot,
)
from projects.writes.shots_rows import record_breaks, refuse_too_long, write_state
from projects.writes.step import lift_shot, make, place_shot, put
from projects.writes.transaction import Blocked, Stale, changing, log, once


def _with_breaks(board: core.Board, shot: core.Shot, breaks: Mapping[str, str]) -> core.Shot:
    """The shot with these breaks added. Refused for an anchor that it does not use or without a reason."""
    kept = tuple(item for item in shot.breaks if item.anchor not in breaks)
    if not breaks:
        return shot
    scene, _ = locate(board, shot.key)
    keys = {anchor.key for anchor in in_use(board, scene, shot)}
    for key, reason in breaks.items():
        if key not in keys:
            raise Refused("This shot does not use that anchor, so there is nothing to break.")
        if not reason.strip():
            raise Refused("Say why this shot breaks the anchor.")
    return replace(shot, breaks=(*kept, *(core.Break(key, reason.strip()) for key, reason in breaks.items())))


def _refuse_seed(board: core.Board, code: str, changes: Mapping[str, Any]) -> None:
    scene, _ = locate(board, code)
    lock = scene.seed_lock or board.seed_lock
    if lock is not None and changes.get("seed", lock.seed) not in (None, lock.seed):
        raise Held(f"The seed is locked to {lock.seed}. Unlock it first to use another.", code)


def save_shot(
    project: Project,
    code: str,
    changes: Mapping[str, Any],
    *,
    by: User,
    seen: Mapping[str, str] | None = None,
    revision: int | None = None,
    breaks: Mapping[str, str] | None = None,
    reason: str = "edit",
) -> Shot:
    """Saves the changed fields of one shot through the continuity gate.

    `changes` maps fields of `core.Shot` to new values. `seen` holds the marks of the values that the
    person saw: a field that somebody else changed meanwhile raises Stale; other fields both survive.
    Fields without a mark are stale where the shot has another revision than `revision`.
    Blocked where the save would add continuity errors; Refused under a seed lock.
    """
    with changing(project, by=by) as locked:
        report = report_of(locked)
        board = report.board
        row = kept_shot(project, code)
        _, shot = locate(board, code)
        changes = {name: value for name, value in changes.items() if getattr(shot, name) != value}
        moved_on = revision is not None and row.revision != revision
        if any(_is_stale(shot, name, seen or {}, moved_on) for name in changes):
            raise Stale(shot, row.changed_by.label if row.changed_by else "Somebody")
        _refuse_seed(board, code, changes)
        after = with_shot(board, replace(shot, **changes))
        changed = _with_breaks(after, locate(after, code)[1], breaks or {})
        refuse_too_long({code: changed})
        after = with_shots(after, {code: changed})
        made = build(after, catalogue(), previous=report)
        item = made.shot(code)
        blocked = new_errors(report.shot(code).findings, item.own_findings, after)
        if blocked:
            raise Blocked(blocked)
        if not changes and not breaks:
            return row
        write_state(locked, row, shot, changed, by)
        record_breaks(locked, row, breaks or {}, by)
        if not changes.keys().isdisjoint(("anchors", "without")):
            drop_lost_breaks(locked, after, code, row, by)
        add_version(row, item.context, by, reason)
        if changes:
            verb = "shot-restored-version" if reason == "restore" else "shot-edited"
            log(locked, by, verb, code, fields=sorted(changes))
    if not breaks and OWN_VALUES.issuperset(changes):
        project.written = (project.revision, row, made)  # type: ignore[attr-defined]  # spares the next report work
    return row


def _is_stale(shot: core.Shot, name: str, seen: Mapping[str, str], moved_on: bool) -> bool:
    """Whether a field is no longer what the person saw; without a mark, whether anything of the shot changed."""
    return seen[name] != mark(getattr(shot, name)) if name in seen else moved_on


def create_shot(
    project: Project,
    scene_key: str,
    *,
    by: User,
    key: str = "",
    after: str | None = None,
    like: core.Shot | None = None,
) -> str:
    """Adds a shot to a scene, after a given one or at its end, and returns its code.

    Under a seed lock it takes the lock's seed. `like` gives its first values.
    """
    with changing(project, by=by) as locked:
        body = ["shot", project.pk, scene_key, after, None if like is None else like.key]
        answer = once(by, key, body, lambda: {"shot": _create(locked, scene_key, after, like, by)})
    return str(answer["shot"])


_CODES = Question(lambda project: Shot.objects.filter(project=project).values_list("code"))


def _create(project: Project, scene_key: str, after: str | None, like: core.Shot | None, by: User) -> str:
    scene = kept_scene(project, scene_key)
    taken = {code for (code,) in _CODES.of(project)}
    rows = Shot.objects.filter(scene=scene, deleted_at__isnull=True)
    position, before = None, None
    if after:
        found = rows.filter(code=after).values_list("position", flat=True).first()
        if found is None:
            raise Refused(f"{after} is no longer in this scene.")
        position = found + 1
        before = rows.filter(position=position).values_list("code", flat=True).first()
    code = code_between(after, before, taken) if after and before else next_code(taken)
    shot = new_shot(project, scene, code, position, like, by)
    log(project, by, "shot-duplicated" if like else "shot-added", code, **({"from": like.key} if like else {}))
    return shot.code


def new_shot(locked: Project, scene: Scene, code: str, position: int | None, like: core.Shot | None, by: User) -> Shot:
    """A row for a new shot with the values of `like`, breaks apart. Under a seed lock it takes the lock's seed."""
    columns = shot_columns(replace(like, key=code)) if like else {}
    if like and like.starts_from and like.starts_from.shot:
        columns["starts_from_shot"] = kept_shot(locked, like.starts_from.shot)
    seed = locked_seed(locked, scene)
    if seed is not None:
        columns["seed"] = seed
    return make(locked, Shot, project=locked, scene=scene, code=code, position=position, changed_by=by, **columns)


def duplicate_shot(project: Project, code: str, *, by: User, key: str = "") -> str:
    """A copy of a shot right after it, as a draft, with its breaks. Returns its code."""
    with changing(project, by=by) as locked:
        scene, shot = locate(report_of(locked).board, code)
        new = create_shot(locked, scene.key, by=by, key=key, after=code, like=replace(shot, status="draft", breaks=()))
        row, original = kept_shot(locked, new), kept_shot(locked, code)
        if row.revision == 1 and original.picture_id is not None:
            put(locked, row, by, picture=original.picture)
        if shot.breaks and not row.breaks.exists():
            record_breaks(locked, row, {item.anchor: item.reason for item in shot.breaks}, by)
    return new


def _hold_to(locked: Project, row: Shot, revision: int | None) -> None:
    """Stale where somebody changed the shot since this revision; None asks for nothing."""
    if revision is not None and row.revision != revision:
        shot = locate(report_of(locked).board, row.code)[1]
        raise Stale(shot, row.changed_by.label if row.changed_by else "Somebody")


def set_omitted(project: Project, code: str, omitted: bool, *, by: User, revision: int | None = None) -> None:
    """Takes a shot out of the sequence, or back in. It keeps its code and its place. Stale where it left `revision`."""
    with changing(project, by=by) as locked:
        row = kept_shot(locked, code)
        _hold_to(locked, row, revision)
        if row.omitted == omitted:
            return
        put(locked, row, by, omitted=omitted)
        log(locked, by, "shot-omitted" if omitted else "shot-back", code)


def delete_shot(project: Project, code: str, *, by: User, revision: int | None = None) -> None:
    """Deletes a shot so that it can be restored. Its code is never used again. Stale where it left `revision`."""
    with changing(project, by=by) as locked:
        row = kept_shot(locked, code)
        _hold_to(locked, row, revision)
        lift_shot(locked, row, by)
        log(locked, by, "shot-deleted", code)


def restore_shot(project: Project, code: str, *, by: User) -> None:
    """Brings a deleted shot back to its place, or to the end where the scene has become shorter."""
    with changing(project, by=by) as locked:
        row = Shot.objects.select_related("scene").filter(project=locked, code=code).first()
        if row is None:
            raise Refused(f"There is no {code} to restore.")
        if row.deleted_at is None:
            return
        if row.scene.deleted_at is not None:
            raise Refused("Its scene was deleted. Restore the scene first.")
        place_shot(locked, row, row.scene, row.position, by)
        seed = locked_seed(locked, row.scene)
        if seed is not None and row.seed not in (None, seed):
            put(locked, row, by, seed=seed)
        log(locked, by, "shot-restored", code)
