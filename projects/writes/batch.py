"""Several shots changed at once: all or nothing, through the gate, with one way back."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from typing import Any

from projects.core import board as core
from projects.core.comparing import changed_breaks
from projects.core.findings import Finding, Held, Refused, errors
from projects.core.report import Report, ShotReport, build
from projects.core.use import in_use
from projects.models import Activity, Break, Project, Shot, User
from projects.reads import catalogue, report_of
from projects.writes.shots_gate import add_versions, drop_lost_breaks
from projects.writes.shots_rows import record_breaks, refuse_too_long, wanted_columns
from projects.writes.step import drop, put, put_all
from projects.writes.transaction import Blocked, changing, log


def with_shots(board: core.Board, changed: Mapping[str, core.Shot]) -> core.Board:
    """The board with these shots in place of those of the same key, less breaks of anchors that are out of use."""
    board = replace(board, scenes=tuple([scene.with_shots(changed) for scene in board.scenes]))
    return replace(board, scenes=tuple([_without_lost_breaks(board, scene) for scene in board.scenes]))


def _without_lost_breaks(board: core.Board, scene: core.Scene) -> core.Scene:
    lost: dict[str, core.Shot] = {}
    for shot in scene.shots:
        if shot.breaks:
            keys = {anchor.key for anchor in in_use(board, scene, shot)}
            kept = tuple(item for item in shot.breaks if item.anchor in keys)
            if kept != shot.breaks:
                lost[shot.key] = replace(shot, breaks=kept)
    return scene.with_shots(lost)


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
    states = {code: (known[code], shot, items[code]) for code, shot in changed.items()}
    write_states(locked, states, after.board, by)
    return log(locked, by, verb, target_of(changed), **data)


def target_of(codes: Iterable[str]) -> str:
    """Codes as the log names them: the first eight, and how many more."""
    listed = list(codes)
    return ", ".join(listed[:8]) + (f" and {len(listed) - 8} more" if len(listed) > 8 else "")


def rows_of(locked: Project, codes: Collection[str]) -> dict[str, Shot]:
    """The rows of these shots by code. Refused where one is gone."""
    rows = Shot.objects.select_related("scene", "changed_by")
    kept = rows.filter(project=locked, code__in=codes, deleted_at__isnull=True, scene__deleted_at__isnull=True)
    found = {row.code: row for row in kept}
    for code in codes:
        if code not in found:
            raise Refused(f"{code} was deleted. Restore it first.")
    return found


def write_states(
    locked: Project,
    states: Mapping[str, tuple[core.Shot, core.Shot, ShotReport]],
    after: core.Board,
    by: User,
    reason: str = "edit",
) -> None:
    """Writes shots as (before, after, what becomes of it), those with the same new values in one statement.

    Each gets a version for this reason. Status and omission are left alone.
    """
    rows = rows_of(locked, states)
    together: dict[str, tuple[dict[str, Any], list[Shot]]] = {}
    for code, (before, shot, item) in states.items():
        lock = item.context.lock
        if before.seed != shot.seed and lock is not None and shot.seed not in (None, lock.seed):
            raise Held(f"The seed is locked to {lock.seed}. Unlock it first to use another.", code)
        wanted = wanted_columns(locked, rows[code], before, shot)
        together.setdefault(repr(wanted), (wanted, []))[1].append(rows[code])
    for wanted, alike in together.values():
        if len(alike) > 1 and wanted:
            put_all(locked, alike, by, **wanted)
        else:
            for row in alike:
                put(locked, row, by, **wanted)
    _write_breaks(locked, states, rows, after, by)
    add_versions([(rows[code], item.context) for code, (_, _, item) in states.items()], by, reason)


def _write_breaks(
    locked: Project,
    states: Mapping[str, tuple[core.Shot, core.Shot, ShotReport]],
    rows: Mapping[str, Shot],
    after: core.Board,
    by: User,
) -> None:
    breaking = set(Break.objects.filter(shot__in=rows.values()).values_list("shot_id", flat=True))
    for code, (before, shot, item) in states.items():
        now = {item.anchor: item.reason for item in shot.breaks}
        changed = changed_breaks(before, shot)
        for there in Break.objects.filter(shot=rows[code], anchor__key__in=set(changed) - set(now)) if changed else ():
            drop(locked, there)
        record_breaks(locked, rows[code], {key: now[key] for key in changed if key in now}, by)
        if rows[code].pk in breaking and (before.anchors, before.without) != (shot.anchors, shot.without):
            drop_lost_breaks(locked, after, code, rows[code], by)
