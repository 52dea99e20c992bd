"""Making, importing, changing, duplicating, archiving, deleting and restoring projects."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django.db.models import F
from django.utils import timezone
from django.utils.text import slugify

from projects.core import board as core
from projects.core.digest import version_digest
from projects.core.document_later import BOARD_LATER
from projects.core.findings import Finding, Refused
from projects.core.freezing import frozen
from projects.core.report import Report, build
from projects.core.roles import Role
from projects.core.titles import copy_title
from projects.models import (
    Activity,
    Anchor,
    Break,
    Decision,
    Membership,
    Project,
    Scene,
    SeedLock,
    Shot,
    ShotVersion,
    User,
)
from projects.reads import board_of, catalogue, setting
from projects.writes.pictures import copy_pictures
from projects.writes.rows import keep_later, project_columns, shot_columns
from projects.writes.shots_gate import mark
from projects.writes.step import put
from projects.writes.transaction import Stale, changing, log, once, writing

BATCH = 500


class RefusedImport(Refused):
    """A document with continuity or seed errors. `report` says which shots and codes."""

    def __init__(self, errors: list[tuple[str, Finding]]) -> None:
        shots = sorted({key for key, _ in errors})
        count = len(errors)
        super().__init__(
            f"{count} continuity error{'s' if count > 1 else ''} in {', '.join(shots[:5])}{' …' if len(shots) > 5 else ''}."
        )
        self.errors = errors


def new_slug(title: str) -> str:
    """A slug with a random part, so that it tells nothing of other people's projects."""
    return f"{slugify(title)[:40].strip('-') or 'project'}-{secrets.token_hex(4)}"


def document_errors(report: Report) -> list[tuple[str, Finding]]:
    """The errors that an import refuses: `continuity.*` and `seed.*`, by shot key."""
    return [
        (shot.shot.key, finding)
        for shot in report.running()
        for finding in shot.errors
        if finding.code.startswith(("continuity.", "seed."))
    ]


def _arriving(board: core.Board, report: Report, four_eyes: bool) -> core.Board:
    """The board with the shots that have errors as drafts; under four eyes nothing comes as approved by who brings it."""
    wrong = {shot.shot.key for shot in report.running() if shot.errors}

    def arrived(shot: core.Shot) -> core.Shot:
        if shot.key in wrong:
            return replace(shot, status="draft")
        return replace(shot, status="in-review") if four_eyes and shot.status == "approved" else shot

    scenes = tuple(replace(scene, shots=tuple(map(arrived, scene.shots))) for scene in board.scenes)
    return replace(board, scenes=scenes)


def import_board(
    board: core.Board,
    *,
    by: User,
    allow_errors: bool = False,
    key: str = "",
    verb: str = "project-imported",
    four_eyes: bool = False,
    report: Report | None = None,
) -> str:
    """Makes a project of a board, all or nothing, with `by` as its owner. Returns its slug.

    With `four_eyes` what came as approved arrives in review, since its importer is its author here.

    RefusedImport where shots have continuity or seed errors, unless `allow_errors`: those shots
    arrive as drafts with their findings. `report` is the board's, where it is known already.
    """
    report = report or build(board, catalogue())
    found = document_errors(report)
    if found and not allow_errors:
        raise RefusedImport(found)
    board = _arriving(board, report, four_eyes)
    with writing():
        answer = once(by, key, ["project", repr(board)], lambda: {"slug": _insert(board, report, by, verb, four_eyes)})
    return str(answer["slug"])


def _insert(board: core.Board, report: Report, by: User, verb: str, four_eyes: bool) -> str:
    project = Project.objects.create(slug=new_slug(board.title), four_eyes=four_eyes, **project_columns(board))
    Membership.objects.create(project=project, user=by, role=Role.OWNER)
    anchors = Anchor.objects.bulk_create(
        [
            Anchor(project=project, key=a.key, kind=a.kind, name=a.name, description=a.description, position=at)
            for at, a in enumerate(board.anchors)
        ],
        batch_size=BATCH,
    )
    scenes = Scene.objects.bulk_create(
        [
            Scene(project=project, key=s.key, title=s.title, anchors=list(s.anchors), position=at)
            for at, s in enumerate(board.scenes)
        ],
        batch_size=BATCH,
    )
    shots = Shot.objects.bulk_create(
        [
            Shot(project=project, scene=row, code=shot.key, position=at, changed_by=by, **shot_columns(shot))
            for row, scene in zip(scenes, board.scenes, strict=True)
            for at, shot in enumerate(scene.shots)
        ],
        batch_size=BATCH,
    )
    rows = {row.code: row for row in shots}
    _insert_links(project, board, rows, {a.key: a for a in anchors}, scenes, by)
    _insert_versions(board, report, rows, by)
    approved = _insert_decisions(project, board, rows, by)
    log(project, by, verb, "", title=board.title, shots=len(shots), approved_imported=approved)
    return project.slug


def _insert_links(
    project: Project,
    board: core.Board,
    shots: dict[str, Shot],
    anchors: dict[str, Anchor],
    scenes: list[Scene],
    by: User,
) -> None:
    """What points from one row to another: reference frames, breaks, seed locks."""
    started = []
    for _, shot in board.shots():
        if shot.starts_from and shot.starts_from.shot:
            shots[shot.key].starts_from_shot = shots[shot.starts_from.shot]
            started.append(shots[shot.key])
    Shot.objects.bulk_update(started, ["starts_from_shot"], batch_size=BATCH)
    Break.objects.bulk_create(
        [
            Break(shot=shots[shot.key], anchor=anchors[item.anchor], reason=item.reason, by=by)
            for _, shot in board.shots()
            for item in shot.breaks
        ],
        batch_size=BATCH,
    )
    held: list[tuple[Scene | None, core.SeedLock | None]] = [(None, board.seed_lock)]
    held += [(row, scene.seed_lock) for row, scene in zip(scenes, board.scenes, strict=True)]
    SeedLock.objects.bulk_create(
        [
            SeedLock(project=project, scene=row, seed=lock.seed, master=shots.get(lock.master or ""), by=by)
            for row, lock in held
            if lock is not None
        ]
    )


def _insert_versions(board: core.Board, report: Report, rows: dict[str, Shot], by: User) -> None:
    ShotVersion.objects.bulk_create(
        [
            ShotVersion(
                shot=rows[item.shot.key], number=1, data=frozen(item.context), prompt=item.prompt.text, reason="import",
                digest=version_digest(board, item.shot, item.uses, item.seed), by=by,
            )
            for item in report.all_shots()
        ],
        batch_size=BATCH,
    )  # fmt: skip


def _insert_decisions(project: Project, board: core.Board, rows: dict[str, Shot], by: User) -> list[str]:
    """What came as approved is the importer's decision, marked as imported. Gives the codes."""
    approved = [shot.key for _, shot in board.shots() if shot.status == "approved"]
    versions = ShotVersion.objects.filter(shot__in=[rows[code] for code in approved])
    Decision.objects.bulk_create(
        [
            Decision(
                project=project, shot_id=version.shot_id, version=version, digest=version.digest, kind="approved",
                by=by, name=by.label[:80], imported=True,
            )
            for version in versions
        ],
        batch_size=BATCH,
    )  # fmt: skip
    return approved


def create_project(board: core.Board, *, by: User, key: str = "") -> str:
    """A new project from the values of the new-project form. Returns its slug."""
    return import_board(board, by=by, allow_errors=True, key=key, verb="project-made")


def duplicate_project(project: Project, *, by: User, key: str = "") -> str:
    """A copy of a project with all its shots, owned by the person who asked. Returns its slug."""
    board = board_of(project)

    def made() -> dict[str, str]:
        taken = Project.objects.filter(memberships__user=by, deleted_at__isnull=True).values_list("title", flat=True)
        copy = replace(board, title=copy_title(board.title, taken, catalogue()))
        verb, four_eyes = "project-duplicated", project.four_eyes
        return {"slug": import_board(copy, by=by, allow_errors=True, verb=verb, four_eyes=four_eyes)}

    with writing():
        slug = str(once(by, key, ["project-copy", repr(board)], made)["slug"])
        target = Project.objects.get(slug=slug)
        if not target.pictures.exists():
            copy_pictures(project, target, by=by)
    return slug


def save_settings(project: Project, changes: Mapping[str, Any], *, by: User, seen: Mapping[str, str] | None = None) -> None:
    """Changes a project's settings. Every prompt, credit and finding follows.

    `seen` holds the marks of what the person saw. Stale where somebody else changed one of these settings since.
    """
    with changing(project) as locked:
        for name, value in changes.items():
            if seen and name in seen and mark(setting(locked, name)) not in (seen[name], mark(value)):
                raise Stale(locked, "Somebody")
        changes = {name: value for name, value in changes.items() if setting(locked, name) != value}
        if not changes:
            return
        before = {name: str(setting(locked, name)) for name in changes}
        later = {name: changes.pop(name) for name in BOARD_LATER if name in changes}
        put(locked, locked, **changes)
        if later:
            keep_later(locked, **later)
        log(locked, by, "settings-changed", "", fields=sorted(before), before=before)


def set_four_eyes(project: Project, wanted: bool, *, by: User) -> None:
    """Asks that no author approves own work, or no longer. No step of undo: an editor could turn it round."""
    with changing(project, by=by) as locked:
        if locked.four_eyes == wanted:
            return
        locked.four_eyes = wanted
        locked.save(update_fields=["four_eyes"])
        log(locked, by, "four-eyes-on" if wanted else "four-eyes-off")


def set_archived(project: Project, archived: bool, *, by: User) -> None:
    """Puts a project away, or back on the list."""
    with changing(project) as locked:
        locked.archived_at = timezone.now() if archived else None
        locked.save(update_fields=["archived_at"])
        log(locked, by, "project-archived" if archived else "project-unarchived")


def delete_project(project: Project, *, by: User) -> None:
    """Deletes a project so that its owner can restore it."""
    with changing(project) as locked:
        locked.deleted_at = timezone.now()
        locked.save(update_fields=["deleted_at"])
        log(locked, by, "project-deleted", "", title=locked.title)


def restore_project(slug: str, *, by: User) -> Project:
    """Brings a deleted project back. Refused for anybody but its owner."""
    with writing():
        rows = Project.objects.filter(slug=slug, memberships__user=by, memberships__role=Role.OWNER)
        project = rows.first()
        if project is None:
            raise Refused("There is no such project to restore.")
        if project.deleted_at is not None:
            Project.objects.filter(pk=project.pk).update(deleted_at=None, revision=F("revision") + 1)
            Activity.objects.create(project=project, by=by, verb="project-restored")
    return project
