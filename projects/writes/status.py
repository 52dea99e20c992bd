"""The review state of a shot, and going back to an earlier version."""

from __future__ import annotations

from projects.core.document import read_shot
from projects.core.findings import Held, Refused
from projects.core.review import DECISIONS, LABELS, refusal
from projects.core.roles import Action, may
from projects.models import Project, Shot, ShotVersion, User
from projects.reads import SHOT_VALUES, board_of, catalogue, report_of
from projects.writes.reviewing import Person, decide_inside, decided_anew
from projects.writes.shots import save_shot
from projects.writes.shots_gate import kept_shot
from projects.writes.step import put
from projects.writes.transaction import changing, log


def set_status(project: Project, code: str, status: str, *, role: str, by: User, note: str = "", seen: str = "") -> Shot:
    """Takes one step in review. Refused by the one table of steps, and while an error stands against approval.

    A decision (`core.review.DECISIONS`) is kept with the version it was made on; what changed since is decided anew.
    `seen` is the digest of what was shown, where the page had one.
    """
    with changing(project, by=by) as locked:
        row = kept_shot(locked, code)
        if status not in LABELS:
            raise Refused("There is no such status.")
        report, was = report_of(locked), row.status
        anew = decided_anew(locked, report, [row], status) and may(role, Action.REVIEW)
        sentence = None if anew else refusal(role, was, status, ())
        if sentence:
            raise Held(sentence, code)
        if status in DECISIONS:
            decide_inside(locked, report, {code: seen}, status, person=Person(by), note=note)
            row.refresh_from_db()
        else:
            put(locked, row, by, status=status)
        log(locked, by, "shot-status", code, status=status, was=was, **({"note": note[:200]} if note else {}))
    return row


_RESTORED = (*(n for n in SHOT_VALUES if n not in ("omitted", "status")), "camera", "state_in", "state_out", "boundary")


def restore_version(project: Project, code: str, number: int, *, by: User) -> Shot:
    """Brings the wording and parameters of an earlier version back, as a new version, through the gate."""
    row = kept_shot(project, code)
    version = ShotVersion.objects.filter(shot=row, number=number).first()
    if version is None:
        raise Refused(f"{code} has no version {number}.")
    old = read_shot(version.data, catalogue())
    changes = {name: getattr(old, name) for name in _RESTORED}
    return save_shot(project, code, without_locked_seed(project, code, changes), by=by, reason="restore")


def without_locked_seed(project: Project, code: str, changes: dict[str, object]) -> dict[str, object]:
    """The changes less the seed where a lock holds it."""
    for scene, shot in board_of(project).shots():
        if shot.key == code:
            held = scene.seed_lock or project.seed_locks.filter(scene__isnull=True).first()
            return {n: v for n, v in changes.items() if n != "seed"} if held else changes
    return changes
