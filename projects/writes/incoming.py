"""A file taken into a project: looked at first, then all of what was chosen in one step, or nothing."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Mapping
from dataclasses import dataclass, fields, replace
from typing import Any

from projects.approvals import Approval, going_stale
from projects.core import board as core
from projects.core.document import read_shot
from projects.core.findings import Finding, Refused
from projects.core.incoming import Incoming
from projects.core.incoming_apply import chosen_changes, touched
from projects.core.incoming_plan import Choices, Plan, Rights, Taken, applied, plan
from projects.core.incoming_values import SCRIPTS, Imported
from projects.core.report import Report, build
from projects.core.roles import Action, may
from projects.core.templates_insert import added_errors
from projects.media.pictures import Pictures
from projects.models import Activity, Project, Scene, Shot, ShotVersion, User
from projects.reads import catalogue, report_of
from projects.writes.batch import target_of
from projects.writes.incoming_pictures import Coming, coming
from projects.writes.incoming_rows import Writing
from projects.writes.pictures import put_all_pictures, store_all
from projects.writes.shots_rows import refuse_too_long
from projects.writes.transaction import Blocked, changing, log, once

SHOTS_MAX = 5_000
VERB = "file-taken-in"
_FIELDS = tuple(field.name for field in fields(core.Shot))


class MovedOn(Refused):
    """What a file would do is no longer what the person looked at. Nothing was done."""

    def __init__(self) -> None:
        super().__init__("Somebody changed this project meanwhile. Look again at what would change, then take it in.")


@dataclass(frozen=True, slots=True)
class Look:
    """What a file would do to a project: the plan, the report before and the one after, errors that it would add by shot,
    and approvals that would hold no longer. `mark` stands for what was seen."""

    plan: Plan
    choices: Choices
    before: Report
    after: Report
    errors: tuple[tuple[str, Finding], ...]
    stale: tuple[Approval, ...]
    mark: str
    pictures: tuple[Coming, ...] = ()


def look(project: Project, incoming: Incoming, choices: Choices, *, role: str) -> Look:
    """What taking in this file would do; nothing is written. Refused where the plan would become too large."""
    return _look(project, report_of(project), incoming, choices, role)


def _look(project: Project, before: Report, incoming: Incoming, choices: Choices, role: str, stale: bool = True) -> Look:
    rights = Rights(may(role, Action.REVIEW), project.four_eyes)
    imported = imported_of(project) if _by_words(incoming) else None
    found = plan(before.board, incoming, imported=imported, taken=taken_of(project), rights=rights)
    board = applied(before.board, found, choices)
    refuse_too_many(board)
    after = build(board, catalogue(), previous=before)
    drafts = _drafts(found, choices, after)
    if drafts:
        after = build(_as_drafts(board, drafts), catalogue(), previous=after)
    lost = tuple(going_stale(project, before, after)) if stale else ()
    errors, pictures = tuple(added_errors(before, after)), coming(project, found, incoming)
    return Look(found, choices, before, after, errors, lost, mark_of(found), pictures)


def _by_words(incoming: Incoming) -> bool:
    """Whether shots are found by their words, so that it helps to know what they said when they came."""
    return incoming.kind in SCRIPTS or any(not shot.key for scene in incoming.scenes for shot in scene.shots)


def imported_of(project: Project) -> Imported:
    """What files said of each shot so far, values by field, by code."""
    versions = ShotVersion.objects.filter(shot__project=project, shot__deleted_at__isnull=True, reason="import")
    found: dict[str, list[dict[str, Any]]] = {}
    for code, data in versions.order_by("id").values_list("shot__code", "data"):
        shot = read_shot(data, catalogue())
        found.setdefault(code, []).append({name: getattr(shot, name) for name in _FIELDS})
    return found


def taken_of(project: Project) -> Taken:
    """Codes and keys that the project has ever used."""
    codes, keys = Shot.objects.filter(project=project), Scene.objects.filter(project=project)
    return Taken(list(codes.values_list("code", flat=True)), list(keys.values_list("key", flat=True)))


def refuse_too_many(board: core.Board) -> None:
    """Refuses a plan that no document could hold."""
    count = sum(1 for _ in board.shots())
    if count > SHOTS_MAX:
        raise Refused(f"The project would have {count:,} shots: at most {SHOTS_MAX:,} fit. Split the file.")


def mark_of(found: Plan) -> str:
    """What stands for a plan that was looked at: the same plan, the same mark."""
    seen = repr((found.scenes, found.entries, found.project, found.anchors, found.missing))
    return hashlib.sha256(seen.encode("utf-8", "surrogatepass")).hexdigest()[:24]


def _drafts(found: Plan, choices: Choices, after: Report) -> set[str]:
    """The shots that the file brings in a status that their errors do not allow."""
    wrong = {item.shot.key for item in after.running() if item.errors and item.shot.status != "draft"}
    given = {
        entry.key
        for entry in found.entries
        if entry.shot is not None or "status" in chosen_changes(entry.key, entry.changes, choices)
    }
    return wrong & given


def _as_drafts(board: core.Board, codes: Collection[str]) -> core.Board:
    changed = {shot.key: replace(shot, status="draft") for _, shot in board.shots() if shot.key in codes}
    return replace(board, scenes=tuple(scene.with_shots(changed) for scene in board.scenes))


def take_in(
    project: Project,
    incoming: Incoming,
    choices: Choices,
    *,
    by: User,
    role: str,
    seen: str = "",
    allow_errors: bool = False,
    name: str = "",
    key: str = "",
    pictures: Mapping[str, Pictures] | None = None,
) -> Activity | None:
    """Takes in of a file what was chosen, all or nothing, and logs one line that can be taken back.

    MovedOn where that is no longer what was looked at (`seen`, a mark); Blocked where errors of continuity or seeds would
    come, unless `allow_errors`; Protected where approved shots would change unasked. None where nothing differs.
    `pictures` are those that were chosen and read (`incoming_pictures.read_pictures`).
    """
    taking = _Taking(incoming, choices, by, role, seen, allow_errors, name[:200], pictures or {})
    store_all(project, taking.pictures)
    with changing(project, by=by) as locked:
        answer = once(by, key, ["incoming", project.pk, seen], lambda: {"line": taking.done(locked)})
        return Activity.objects.filter(pk=answer["line"]).first()


@dataclass(frozen=True, slots=True)
class _Taking:
    """What somebody asked for."""

    incoming: Incoming
    choices: Choices
    by: User
    role: str
    seen: str
    allow_errors: bool
    name: str
    pictures: Mapping[str, Pictures]

    def done(self, locked: Project) -> int | None:
        """Does it inside of `changing`; gives the number of its line, None where nothing differs."""
        found = _look(locked, report_of(locked), self.incoming, self.choices, self.role, stale=False)
        if self.seen and self.seen != found.mark:
            raise MovedOn
        if found.errors and not self.allow_errors:
            raise Blocked(tuple(replace(f, message=f"{code}: {f.message}") for code, f in found.errors))
        if found.after.board == found.before.board and not self.pictures:
            return None
        codes = touched(found.plan, self.choices)
        refuse_too_long({shot.key: shot for _, shot in found.after.board.shots() if shot.key in codes})
        Writing(locked, found.before, found.after, found.plan, self.choices, self.by).write()
        pictures = put_all_pictures(locked, self.pictures, self.by)
        counts = _counts(found) | ({"pictures": pictures} if pictures else {})
        line = log(locked, self.by, VERB, target_of(_named(found)), file=self.name, kind=self.incoming.kind, **counts)
        return int(line.pk)


def _named(found: Look) -> list[str]:
    """The codes that differ, in running order."""
    before = {shot.key: shot for _, shot in found.before.board.shots()}
    after = {shot.key: shot for _, shot in found.after.board.shots()}
    every = [*after, *(code for code in before if code not in after)]
    moved = {entry.key for entry in found.plan.entries if entry.moved}
    return [code for code in every if code in moved or before.get(code) != after.get(code)]


def _counts(found: Look) -> dict[str, int]:
    before = {shot.key: shot for _, shot in found.before.board.shots()}
    after = {shot.key: shot for _, shot in found.after.board.shots()}
    return {
        "added": len(after.keys() - before.keys()),
        "changed": sum(before[code] != shot for code, shot in after.items() if code in before),
        "deleted": len(before.keys() - after.keys()),
    }
