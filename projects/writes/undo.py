"""Taking back what a person did, and doing it again. Never over somebody else's later change."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils import timezone

from projects.core.findings import Refused, errors
from projects.core.report import Report, build
from projects.core.review import TRANSITIONS
from projects.core.roles import Action, as_a, may
from projects.models import Activity, Project, SeedLock, Shot, User
from projects.reads import board_of, catalogue, report_of
from projects.writes.anchor_versions import add_anchor_version
from projects.writes.reviewing import own_work
from projects.writes.shots_gate import add_versions
from projects.writes.step import put_all, step_of
from projects.writes.transaction import changing, log
from projects.writes.turning import Turn, steps

UNDONE, REDONE = "undone", "redone"
_GONE = "There is nothing here to take back, or it was taken back already."


def next_undo(project: Project, by: User) -> Activity | None:
    """The latest step of a person that still stands."""
    found: Activity | None = steps(project, by).filter(undone_at__isnull=True).defer("changes").first()
    return found


def next_redo(project: Project, by: User) -> Activity | None:
    """The step that this person took back last, if nothing newer of theirs stands after it.

    What somebody else took back is not done again by a key: that would turn their step round unseen.
    """
    standing = next_undo(project, by)
    rows = steps(project, by).filter(undone_at__isnull=False, id__gt=standing.pk if standing else 0)
    turns = Activity.objects.filter(project=project, verb=UNDONE)
    for line in rows.order_by("-undone_at", "id").defer("changes").iterator(chunk_size=50):
        who = turns.filter(id__gt=line.pk, data__line=line.pk).order_by("-id").values_list("by", flat=True).first()
        if who == by.pk:
            found: Activity = line
            return found
    return None


def undo(project: Project, number: int | None, *, by: User, role: str) -> Activity:
    """Takes back one line of the log, the latest of this person without a number. Gives that line.

    Refused where there is none, where this role may not, and where somebody has changed the same things since.
    """
    return _turn(project, number, by, role, back=True)


def redo(project: Project, number: int | None, *, by: User, role: str) -> Activity:
    """Does again what was taken back, under the same conditions as `undo`."""
    return _turn(project, number, by, role, back=False)


def _turn(project: Project, number: int | None, by: User, role: str, *, back: bool) -> Activity:
    with changing(project, by=by) as locked:
        if number is None:
            line = next_undo(locked, by) if back else next_redo(locked, by)
            if line is None:
                raise Refused("There is nothing of yours to take back." if back else "There is nothing to do again.")
        else:
            line = steps(locked).filter(pk=number).first()
            if line is None or (line.undone_at is None) != back:
                raise Refused(_GONE if back else "This stands as it is. There is nothing to do again.")
        if not may_turn(role, line, by, back=back):
            raise Refused(f"{as_a(role)} you cannot take this back.")
        before = report_of(locked)
        turn = Turn(locked, line, by, back)
        turn.check()
        turn.apply()
        _keep_promises(locked, before, turn, by)
        line.undone_at = timezone.now() if back else None
        line.save(update_fields=["undone_at"])
        # What this changed belongs to the line that was turned, not to a step of its own.
        step = step_of(locked)
        step.entries, step.line, step.carried = [], None, 0
        log(locked, by, UNDONE if back else REDONE, line.target, line=line.pk, what=line.verb)
    return line


def may_turn(role: str, line: Activity, by: User, *, back: bool) -> bool:
    """Whether this role lets somebody take back a line of the log (or do it again): whoever edits any, whoever may only
    review decisions alone, their own, and others' where the way back is a decision. Reads the line's changes.
    """
    if may(role, Action.EDIT):
        return True
    changed = [
        (entry["was"]["status"], entry["now"]["status"])
        for entry in line.changes
        if set(entry.get("was", ())) == {"status"}
    ]
    turned = [(now, was) if back else (was, now) for was, now in changed]
    decided = line.by_id == by.pk or all(may(role, TRANSITIONS[was][now]) for was, now in turned)
    return len(changed) == len(line.changes) and may(role, Action.REVIEW) and decided


def _keep_promises(locked: Project, before: Report, turn: Turn, by: User) -> None:
    """What holds whatever is turned back: locked seeds, versions of what changed, no approval over an open error."""
    for lock in SeedLock.objects.filter(project=locked).order_by("-scene_id"):
        rows = Shot.objects.filter(project=locked, deleted_at__isnull=True, seed__isnull=False).exclude(seed=lock.seed)
        held = rows.filter(scene_id=lock.scene_id) if lock.scene_id else rows.filter(scene__seed_lock__isnull=True)
        put_all(locked, held, seed=lock.seed)
    shots = {e["id"] for e in turn.entries if e["row"] == "shot" and ("was" in e or "place" in e)}
    shots |= {(e["there"][0] or e["there"][1])["shot_id"] for e in turn.entries if e["row"] == "break"}
    for entry in turn.entries:
        if entry["row"] == "anchor" and "was" in entry:
            add_anchor_version(turn.row(entry), entry["now" if turn.back else "was"], by, "undo")
    if shots:
        report = build(board_of(locked), catalogue(), previous=before)
        items = {item.shot.key: item for item in report.all_shots()}
        kept = [row for row in Shot.objects.filter(pk__in=shots, deleted_at__isnull=True) if row.code in items]
        _refuse_approval(kept, report, turn, by)
        add_versions([(row, items[row.code].context) for row in kept], by, "edit")


def _refuse_approval(rows: Sequence[Shot], report: Report, turn: Turn, by: User) -> None:
    own = own_work(turn.locked, rows, by)
    turned = {e["id"] for e in turn.entries if e["row"] == "shot" and "status" in e.get("was", ())}
    for row in rows:
        if row.pk in turned and row.status == "approved" and errors(report.shot(row.code).findings):
            raise Refused(f"{row.code} has an open error and cannot be approved again. Mend it first.")
        if row.pk in turned and row.status == "approved" and row.pk in own:
            raise Refused(f"You wrote part of {row.code}. In this project somebody else has to approve it.")
