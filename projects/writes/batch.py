"""Several shots changed at once: all or nothing, through the gate, with one way back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django.utils import timezone

from projects.core import board as core
from projects.core.findings import Finding, Held, Refused, errors
from projects.core.report import Report, ShotReport, build
from projects.core.use import in_use
from projects.models import Activity, Anchor, Break, Project, Shot, User
from projects.reads import catalogue, report_of
from projects.writes.shots_gate import add_version, drop_lost_breaks, kept_shot
from projects.writes.shots_rows import record_breaks, refuse_too_long, write_state
from projects.writes.transaction import Blocked, changing, log
from projects.writes.way_back import as_before, changed_breaks, changed_fields, undoable, way_back


def with_shots(board: core.Board, changed: Mapping[str, core.Shot]) -> core.Board:
    """The board with these shots in place of those of the same key, less breaks of anchors that are out of use."""
    scenes = tuple(replace(s, shots=tuple(changed.get(shot.key, shot) for shot in s.shots)) for s in board.scenes)
    board = replace(board, scenes=scenes)
    return replace(board, scenes=tuple(_without_lost_breaks(board, scene) for scene in board.scenes))


def _without_lost_breaks(board: core.Board, scene: core.Scene) -> core.Scene:
    if not any(shot.breaks for shot in scene.shots):
        return scene
    shots = []
    for shot in scene.shots:
        keys = {anchor.key for anchor in in_use(board, scene, shot)} if shot.breaks else set()
        kept = tuple(item for item in shot.breaks if item.anchor in keys)
        shots.append(shot if kept == shot.breaks else replace(shot, breaks=kept))
    return replace(scene, shots=tuple(shots))


def _by_code(report: Report) -> dict[str, ShotReport]:
    return {item.shot.key: item for item in report.all_shots()}


def errors_added(before: Report, after: Report, codes: Mapping[str, Any]) -> tuple[Finding, ...]:
    """The continuity errors of these shots that were not there before, each naming its shot."""
    found = []
    old, new = _by_code(before), _by_code(after)
    for code in codes:
        known = {finding.identity for finding in old[code].findings}
        added = [f for f in errors(new[code].findings) if f.identity not in known]
        found += [replace(f, message=f"{code}: {f.message}") for f in added if f.code.startswith("continuity.")]
    return tuple(found)


def save_shots(
    project: Project, changed: Mapping[str, core.Shot], *, by: User, verb: str, revision: int | None = None, **data: Any
) -> Activity | None:
    """Saves new states of several shots in one transaction, and logs one activity that can be taken back.

    `changed` maps codes to the shots as they shall be; status and omission are left alone. Blocked where one of
    them would gain a continuity error; Refused where the project has moved on since `revision`, and Held where a seed
    differs from its lock. None where nothing differs.
    """
    with changing(project, by=by) as locked:
        report = report_of(locked)
        if revision is not None and locked.revision != revision:
            raise Refused("Somebody changed this project meanwhile. Look at the list again, then apply.")
        return write_shots(locked, report, changed, by, verb, **data)


def write_shots(
    locked: Project, report: Report, changed: Mapping[str, core.Shot], by: User, verb: str, **data: Any
) -> Activity | None:
    """What `save_shots` does inside of `changing`. `report` is what stood there before anything was written."""
    known = {shot.key: shot for _, shot in report.board.shots()}
    changed = {code: shot for code, shot in changed.items() if known.get(code) != shot}
    if not changed:
        return None
    refuse_too_long(changed)
    after = build(with_shots(report.board, changed), catalogue(), previous=report)
    blocked = errors_added(report, after, changed)
    if blocked:
        raise Blocked(blocked)
    items = _by_code(after)
    back = {c: _write(locked, kept_shot(locked, c), known[c], shot, items[c], by) for c, shot in changed.items()}
    return log(locked, by, verb, _target(changed), back=back, **data)


def _target(changed: Mapping[str, Any]) -> str:
    codes = list(changed)
    return ", ".join(codes[:8]) + (f" and {len(codes) - 8} more" if len(codes) > 8 else "")


def _write(project: Project, row: Shot, before: core.Shot, shot: core.Shot, item: ShotReport, by: User) -> dict[str, Any]:
    """Writes one shot, `item` is what becomes of it; gives what it takes to bring it back."""
    names = changed_fields(before, shot)
    if "seed" in names and item.context.lock is not None and shot.seed not in (None, item.context.lock.seed):
        raise Held(f"The seed is locked to {item.context.lock.seed}. Unlock it first to use another.", row.code)
    write_state(project, row, before, shot, by)
    _write_breaks(project, row, before, shot, by)
    if {"anchors", "without"} & set(names):
        drop_lost_breaks(project, item.context.board, row.code, row, by)
    add_version(row, item.context, by, "edit")
    # Of the board after it: a break that was lost with its anchor comes back, too.
    return way_back(before, item.shot, row.revision)


def _write_breaks(project: Project, row: Shot, before: core.Shot, shot: core.Shot, by: User) -> None:
    now = {item.anchor: item.reason for item in shot.breaks}
    changed = changed_breaks(before, shot)
    gone = [key for key in changed if key not in now]
    Break.objects.filter(shot=row, anchor__key__in=gone, anchor__project=project).delete()
    record_breaks(project, row, {key: now[key] for key in changed if key in now}, by)


def undo_batch(project: Project, activity_id: int, *, by: User) -> None:
    """Takes back what one activity changed in shots. Refused where somebody has changed one of them since."""
    with changing(project, by=by) as locked:
        line = Activity.objects.filter(project=locked, pk=activity_id).first()
        if line is None or not undoable(line):
            raise Refused("There is nothing here to take back, or it was taken back already.")
        report = report_of(locked)
        known = {shot.key: shot for _, shot in report.board.shots()}
        states: dict[str, core.Shot] = {}
        rows: dict[str, Shot] = {}
        for code, kept in line.data["back"].items():
            row = rows[code] = kept_shot(locked, code)
            if row.revision != kept["revision"]:
                who = row.changed_by.label if row.changed_by else "Somebody"
                raise Refused(f"{who} has changed {code} since, so nothing was taken back. Use its versions instead.")
            states[code] = as_before(known[code], kept)
        made = line.data.get("anchors", ())
        left = replace(report.board, anchors=tuple(anchor for anchor in report.board.anchors if anchor.key not in made))
        items = _by_code(build(with_shots(left, states), catalogue(), previous=report))
        for code, shot in states.items():
            _write(locked, rows[code], known[code], shot, items[code], by)
        Anchor.objects.filter(project=locked, key__in=made, deleted_at__isnull=True).update(deleted_at=timezone.now())
        line.data["undone"] = True
        line.save(update_fields=["data"])
        log(locked, by, "batch-undone", line.target)
