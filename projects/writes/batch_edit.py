"""What can be done with several shots at once: changed, moved, copied, omitted, reviewed, deleted. All or nothing."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from projects.core import board as core
from projects.core.batching import Batch, changed, copies, moved, omitted, removed
from projects.core.batching import picked as picked_on
from projects.core.findings import Held, Refused
from projects.core.report import Report
from projects.core.review import DECISIONS, LABELS, refusal
from projects.core.roles import Action, may
from projects.models import Activity, Break, Project, Scene, Shot, User
from projects.reads import board_of, report_of
from projects.writes.batch import rows_of, target_of, write_shots
from projects.writes.reviewing import OMITTED, Person, decide_inside, decided_anew
from projects.writes.rows import shot_columns
from projects.writes.shots_gate import drop_lost_breaks, locked_seed
from projects.writes.shots_rows import record_breaks
from projects.writes.step import make_shots, put_all, rearrange
from projects.writes.transaction import changing, log

Written = tuple[str, dict[str, object]]


def edit_shots(
    project: Project, codes: Sequence[str], batch: Batch, *, by: User, role: str, revision: int | None = None
) -> Activity | None:
    """Does one thing with several shots in one transaction and logs one line that can be taken back.

    Refused where the project has moved on since `revision` or a shot is gone; Held where a step in review or a locked
    seed stands against it; Blocked where a shot would gain a continuity error. None where nothing had to change.
    """
    with changing(project, by=by) as locked:
        report = report_of(locked)
        if revision is not None and locked.revision != revision:
            raise Refused("Somebody changed this project meanwhile. Look at the preview again, then apply.")
        codes = picked_on(report.board, codes)
        if batch.deed == "change":
            return write_shots(locked, report, changed(report.board, codes, batch), by, "shots-changed")
        deed = _DEEDS.get(batch.deed)
        if deed is None:
            raise Refused("Choose what to do with these shots.")
        written = deed(locked, report, codes, batch, by, role)
        if written is None:
            return None
        verb, data = written
        return log(locked, by, verb, target_of(codes), **data)


def _rows_by_scene(locked: Project) -> dict[str, tuple[Scene, list[Shot]]]:
    """The kept scenes by key with their rows in order."""
    scenes = {s.pk: s for s in Scene.objects.filter(project=locked, deleted_at__isnull=True).order_by("position")}
    found: dict[str, tuple[Scene, list[Shot]]] = {scene.key: (scene, []) for scene in scenes.values()}
    rows = Shot.objects.filter(scene__in=scenes.values(), deleted_at__isnull=True).order_by("position", "id")
    for row in rows:
        found[scenes[row.scene_id].key][1].append(row)
    return found


def _rearrange(locked: Project, before: core.Board, after: core.Board, codes: Sequence[str], by: User) -> list[Shot]:
    """Brings the rows into the order of a board; the rows of these codes in running order."""
    held = _rows_by_scene(locked)
    rows = {row.code: row for _, listed in held.values() for row in listed}
    orders = {}
    for old, new in zip(before.scenes, after.scenes, strict=True):
        if [s.key for s in old.shots] != [s.key for s in new.shots]:
            orders[held[new.key][0].pk] = [rows[shot.key] for shot in new.shots]
    moving = [rows[code] for code in codes]
    rearrange(locked, orders, moving, by)
    return moving


def _move(locked: Project, report: Report, codes: Sequence[str], batch: Batch, by: User, role: str) -> Written | None:
    after = moved(report.board, codes, batch.scene, batch.place)
    if after == report.board:
        return None
    origin = {shot.key: scene.key for scene, shot in report.board.shots()}
    rows = _rearrange(locked, report.board, after, codes, by)
    came = [row for row in rows if origin[row.code] != batch.scene]
    scene = Scene.objects.get(project=locked, key=batch.scene)
    seed = locked_seed(locked, scene)
    if seed is not None:
        put_all(locked, came, by, seed=seed)
    breaking = set(Break.objects.filter(shot__in=came).values_list("shot_id", flat=True))
    if breaking:
        board = board_of(locked)
        for row in came:
            if row.pk in breaking:
                drop_lost_breaks(locked, board, row.code, row, by)
    return "shots-moved", {"scene": batch.scene, "position": batch.place}


def _duplicate(locked: Project, report: Report, codes: Sequence[str], batch: Batch, by: User, role: str) -> Written:
    taken = Shot.objects.filter(project=locked).values_list("code", flat=True)
    made = copies(report.board, codes, list(taken))
    scene = Scene.objects.get(project=locked, key=made[0].scene)
    originals, seed = rows_of(locked, codes), locked_seed(locked, scene)
    shots = []
    for copy in made:
        of = originals[copy.of]
        columns = {**shot_columns(copy.shot), "code": copy.shot.key, "changed_by": by, "picture_id": of.picture_id}
        columns["starts_from_shot_id"] = of.starts_from_shot_id if copy.shot.starts_from else None
        shots.append(columns | ({} if seed is None else {"seed": seed}))
    for row, copy in zip(make_shots(locked, scene, made[0].place, shots), made, strict=True):
        if copy.shot.breaks:
            record_breaks(locked, row, {item.anchor: item.reason for item in copy.shot.breaks}, by)
    return "shots-duplicated", {"made": [copy.shot.key for copy in made]}


def _omit(locked: Project, report: Report, codes: Sequence[str], batch: Batch, by: User, role: str) -> Written | None:
    out = batch.deed == "omit"
    if omitted(report.board, codes, out) == report.board:
        return None
    put_all(locked, rows_of(locked, codes).values(), by, omitted=out)
    return ("shots-omitted" if out else "shots-back"), {}


def _delete(locked: Project, report: Report, codes: Sequence[str], batch: Batch, by: User, role: str) -> Written:
    _rearrange(locked, report.board, removed(report.board, codes), codes, by)
    return "shots-deleted", {}


def _review(locked: Project, report: Report, codes: Sequence[str], batch: Batch, by: User, role: str) -> Written | None:
    items = {item.shot.key: item for item in report.all_shots()}
    rows = rows_of(locked, codes)
    anew = decided_anew(locked, report, rows.values(), batch.status) if may(role, Action.REVIEW) else set()
    steps = [code for code in codes if items[code].shot.status != batch.status or rows[code].pk in anew]
    for code in steps:
        sentence = None if rows[code].pk in anew else status_refusal(role, items[code].shot, batch.status, report)
        if sentence:
            raise Held(f"{code}: {sentence}", code)
    if not steps:
        return None
    if batch.status in DECISIONS:
        seen = dict.fromkeys(steps, "")  # the whole plan is as it was shown, or this was refused by its revision
        decide_inside(locked, report, seen, batch.status, person=Person(by), note=batch.note)
    else:
        put_all(locked, [rows[code] for code in steps], by, status=batch.status)
    return "shots-status", {"status": batch.status, **({"note": batch.note[:200]} if batch.note else {})}


def status_refusal(role: str, shot: core.Shot, status: str, report: Report) -> str | None:
    """Why a shot cannot take this step in review, or None."""
    if status not in LABELS:
        return "There is no such status."
    if shot.omitted:
        return OMITTED
    return refusal(role, shot.status, status, report.shot(shot.key).findings)


_DEEDS: Mapping[str, Callable[[Project, Report, Sequence[str], Batch, User, str], Written | None]] = {
    "move": _move, "duplicate": _duplicate, "omit": _omit, "back": _omit, "delete": _delete, "status": _review,
}  # fmt: skip
