"""Creating, editing, deleting and restoring anchors; breaks; what a shot goes without."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from typing import Any

from django.db.models import Max

from projects.core import board as core
from projects.core.findings import Refused
from projects.core.ordering import slug_key
from projects.core.use import in_use
from projects.models import Anchor, Break, Project, Scene, Shot, User
from projects.reads import board_of, report_of
from projects.writes.anchor_versions import add_anchor_version, anchor_version, keep_wording
from projects.writes.shots import save_shot
from projects.writes.shots_gate import drop_lost_breaks, kept_scene, kept_shot, locate
from projects.writes.step import drop, keep_anchor, make, put
from projects.writes.transaction import changing, log, note, once


def kept_anchor(project: Project, key: str) -> Anchor:
    """The anchor of this project with this key. Refused where it is gone."""
    anchor = Anchor.objects.filter(project=project, key=key, deleted_at__isnull=True).first()
    if anchor is None:
        raise Refused("This anchor was deleted. Restore it first.")
    return anchor


def create_anchor(
    project: Project,
    value: core.Anchor,
    *,
    by: User,
    key: str = "",
    level: str = "",
    where: str = "",
    levels: Mapping[str, list[str]] | None = None,
) -> str:
    """Adds an anchor and attaches it to the project, a scene (by key) or a shot (by code). Returns its key.

    `level` is `project`, `scene`, `shot` or empty for none; `levels` names several places as in `attached_to`.
    """
    with changing(project, by=by) as locked:
        body = ["anchor", project.pk, value.kind, value.name, value.description, level, where]
        answer = once(by, key, body, lambda: {"anchor": _create(locked, value, level, where, by, levels)})
    return str(answer["anchor"])


def _create(
    project: Project, value: core.Anchor, level: str, where: str, by: User, levels: Mapping[str, list[str]] | None
) -> str:
    rows = Anchor.objects.filter(project=project)
    taken = set(rows.values_list("key", flat=True))
    last = rows.aggregate(Max("position"))["position__max"]
    anchor = make(
        project, Anchor, project=project, key=slug_key(value.name, taken, value.kind), kind=value.kind, name=value.name,
        description=value.description, position=0 if last is None else last + 1,
    )  # fmt: skip
    if levels:
        here = [kept_shot(project, where).code] if level == "shot" else []
        _hold(project, anchor.key, {**levels, "shot": [*levels.get("shot", []), *here]}, by)
    else:
        attach(project, anchor.key, level, where, by)
    log(project, by, "anchor-added", anchor.key, name=anchor.name)
    return anchor.key


def attach(project: Project, key: str, level: str, where: str, by: User) -> None:
    """Adds an anchor to the list of the project, a scene or a shot, at its end."""
    if level == "project":
        if key not in project.anchors_in_use:
            put(project, project, anchors_in_use=[*project.anchors_in_use, key])
    elif level in ("scene", "shot"):
        row = kept_scene(project, where) if level == "scene" else kept_shot(project, where)
        if key not in row.anchors:
            put(project, row, by, anchors=[*row.anchors, key])
    else:
        return
    note(project, by, "anchor-attached", key, level=level, where=where)


def edit_anchor(
    project: Project,
    key: str,
    *,
    name: str,
    kind: str,
    description: str,
    revision: int,
    by: User,
    keep: Collection[str] = (),
    reason: str = "edit",
    levels: Mapping[str, list[str]] | None = None,
) -> None:
    """Changes an anchor's kind, name or description. Every prompt that uses it follows, but in the shots of `keep`.

    Those go on with the description that it had. `levels` says where it holds from now on, as in `attached_to`.
    Refused where somebody else changed it since `revision`.
    """
    with changing(project, by=by) as locked:
        anchor = kept_anchor(locked, key)
        if anchor.revision != revision:
            raise Refused(
                f"Somebody changed {anchor.name} meanwhile. It now reads: “{anchor.description}”. Look, then save again."
            )
        fields = [n for n, v in (("name", name), ("kind", kind), ("description", description)) if getattr(anchor, n) != v]
        attached = levels is not None and _hold(locked, key, levels, by)
        if not fields:
            if attached:
                log(locked, by, "anchor-attached", key, **(levels or {}))
            return
        before = {n: getattr(anchor, n) for n in fields}
        if keep and "description" in before:
            keep_wording(locked, report_of(locked), key, before["description"], keep, by)
        put(locked, anchor, name=name, kind=kind, description=description)
        add_anchor_version(anchor, before, by, reason)
        if "kind" in fields:
            _drop_all_lost_breaks(locked, by)
        log(locked, by, "anchor-edited", key, before=before, fields=fields)


def restore_anchor_version(project: Project, key: str, number: int, *, by: User) -> None:
    """Brings an earlier wording of an anchor back, as a new version."""
    version = anchor_version(project, key, number)
    edit_anchor(
        project, key, name=version.name, kind=version.kind, description=version.description,
        revision=version.anchor.revision, by=by, reason="restore",
    )  # fmt: skip


def _drop_all_lost_breaks(project: Project, by: User) -> None:
    board = board_of(project)
    for row in Shot.objects.filter(project=project, deleted_at__isnull=True, breaks__isnull=False).distinct():
        if row.scene.deleted_at is None:
            drop_lost_breaks(project, board, row.code, row, by)


def delete_anchor(project: Project, key: str, *, by: User, revision: int | None = None) -> None:
    """Deletes an anchor so that it can be restored with all its places and breaks. Refused where it left `revision`."""
    with changing(project, by=by) as locked:
        anchor = kept_anchor(locked, key)
        if revision not in (None, anchor.revision):
            raise Refused(f"Somebody changed {anchor.name} meanwhile. Nothing was deleted.")
        keep_anchor(locked, anchor, False)
        log(locked, by, "anchor-deleted", key, name=anchor.name)


def restore_anchor(project: Project, key: str, *, by: User) -> None:
    """Brings a deleted anchor back where it was used."""
    with changing(project, by=by) as locked:
        anchor = Anchor.objects.filter(project=locked, key=key).first()
        if anchor is None:
            raise Refused("There is no such anchor to restore.")
        if anchor.deleted_at is None:
            return
        keep_anchor(locked, anchor, True)
        log(locked, by, "anchor-restored", key)


def record_break(project: Project, code: str, anchor_key: str, reason: str, *, by: User) -> None:
    """Records an intended exception of a shot. Refused for an anchor that it does not use, or without a reason."""
    save_shot(project, code, {}, by=by, breaks={anchor_key: reason})


def remove_break(project: Project, code: str, anchor_key: str, *, by: User) -> None:
    """Takes a break back. The shot carries the anchor again; what that brings shows at once."""
    with changing(project, by=by) as locked:
        row = kept_shot(locked, code)
        item = Break.objects.filter(shot=row, anchor__key=anchor_key, anchor__project=locked).first()
        if item is None:
            raise Refused("This break is already gone.")
        drop(locked, item)
        put(locked, row, by)
        log(locked, by, "break-removed", code, anchor=anchor_key, reason=item.reason)


def set_without(project: Project, code: str, anchor_key: str, without: bool, *, by: User) -> None:
    """Says that a shot does not show an anchor, or that it does again."""
    with changing(project, by=by) as locked:
        board = report_of(locked).board
        scene, shot = locate(board, code)
        if without and anchor_key not in {a.key for a in in_use(board, scene, shot)}:
            raise Refused("This shot does not use that anchor.")
        row = kept_shot(locked, code)
        left_out = [*(key for key in row.without if key != anchor_key), *([anchor_key] if without else [])]
        put(locked, row, by, without=left_out)
        after = board_of(locked)
        drop_lost_breaks(locked, after, code, row, by)
        log(locked, by, "anchor-without" if without else "anchor-shown", code, anchor=anchor_key)


def attached_to(project: Project, key: str, levels: dict[str, list[str]], *, by: User) -> None:
    """Sets where an anchor holds: `{"project": [...], "scene": [keys], "shot": [codes]}`."""
    with changing(project, by=by) as locked:
        kept_anchor(locked, key)
        _hold(locked, key, levels, by)
        log(locked, by, "anchor-attached", key, **levels)


def _hold(locked: Project, key: str, levels: Mapping[str, list[str]], by: User) -> bool:
    """Hangs an anchor where it shall hold and takes it away elsewhere; whether anything changed."""
    changed = False
    in_project = bool(levels.get("project"))
    if in_project != (key in locked.anchors_in_use):
        put(locked, locked, anchors_in_use=_toggled(locked.anchors_in_use, key, in_project))
        changed = True
    rows: list[tuple[str, Any]] = [("scene", row) for row in Scene.objects.filter(project=locked, deleted_at__isnull=True)]
    rows += [("shot", row) for row in Shot.objects.filter(project=locked, deleted_at__isnull=True)]
    for level, row in rows:
        wanted = (row.key if level == "scene" else row.code) in levels.get(level, [])
        if wanted != (key in row.anchors):
            put(locked, row, by, anchors=_toggled(row.anchors, key, wanted))
            changed = True
    if changed:
        _drop_all_lost_breaks(locked, by)
    return changed


def _toggled(keys: list[str], key: str, wanted: bool) -> list[str]:
    return [*keys, key] if wanted else [k for k in keys if k != key]


def edited(board: core.Board, key: str, *, name: str, kind: core.Kind, description: str) -> core.Board:
    """The board as it would be after an edit of one anchor, for the preview."""
    anchors = tuple(replace(a, name=name, kind=kind, description=description) if a.key == key else a for a in board.anchors)
    return replace(board, anchors=anchors)
