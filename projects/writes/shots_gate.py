"""What every write of shots looks up, and the continuity gate that it passes."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import asdict, is_dataclass, replace
from decimal import Decimal

from django.db.models import Max

from projects.core import board as core
from projects.core.digest import version_digest
from projects.core.findings import Finding, Refused, errors
from projects.core.freezing import frozen
from projects.core.report import context_of, findings_of
from projects.core.rulebook import applied
from projects.core.shot_context import ShotContext
from projects.core.use import in_use, usage
from projects.models import Break, Project, Scene, SeedLock, Shot, ShotVersion, User
from projects.models.lookup import Lookup
from projects.models.question import Question
from projects.reads import catalogue
from projects.writes.activity import note
from projects.writes.due import settled
from projects.writes.saving import insert
from projects.writes.step import drop


def _plain(item: object) -> object:
    if is_dataclass(item) and not isinstance(item, type):
        return asdict(item)
    return format(item.normalize(), "f") if isinstance(item, Decimal) else str(item)


_written = json.JSONEncoder(sort_keys=True, default=_plain).encode


def mark(value: object) -> str:
    """A short digest of a field's value, to tell whether it is still what a person saw."""
    return hashlib.sha256(_written(value).encode()).hexdigest()[:12]


_SCENE = Lookup(Scene, {"project": int, "key": str}, {"deleted_at__isnull": True})


def kept_scene(project: Project, key: str) -> Scene:
    """The scene of this project with this key. Refused where it is gone."""
    scene = _SCENE.find(project.pk, key)
    if scene is None:
        raise Refused("This scene was deleted. Restore it first, or choose another.")
    return scene


_SHOT = Lookup(
    Shot, {"project": int, "code": str}, {"deleted_at__isnull": True, "scene__deleted_at__isnull": True}, beside="scene"
)


def kept_shot(project: Project, code: str) -> Shot:
    """The shot of this project with this code. Refused where it is gone."""
    shot = _SHOT.find(project.pk, code)
    if shot is None:
        raise Refused(f"{code} was deleted. Restore it first.")
    return shot


def locate(board: core.Board, code: str) -> tuple[core.Scene, core.Shot]:
    """A shot and its scene on a board. Refused where it is gone."""
    for scene, shot in board.shots():
        if shot.key == code:
            return scene, shot
    raise Refused(f"{code} was deleted. Restore it first.")


_LOCKS = Question(lambda project: SeedLock.objects.filter(project=project).values_list("scene", "seed"))


def locked_seed(project: Project, scene: Scene) -> int | None:
    """The seed that is locked for a scene: by its own lock, else by the project's; None where there is no lock."""
    seeds: dict[int | None, int] = dict(map(_LOCKS.read, _LOCKS.of(project)))
    return seeds.get(scene.pk, seeds.get(None))


def with_shot(board: core.Board, changed: core.Shot) -> core.Board:
    """The board with one shot replaced by its new state."""
    return replace(board, scenes=tuple([scene.with_shots({changed.key: changed}) for scene in board.scenes]))


def context_on(board: core.Board, code: str) -> ShotContext:
    """One shot in its place on a board."""
    scene, shot = locate(board, code)
    return context_of(board, scene, shot, usage(board)[code], catalogue())


def added_errors(before: Iterable[Finding], after: ShotContext) -> tuple[Finding, ...]:
    """The errors of one shot that are not among those it had before: another code, anchor or wording."""
    return new_errors(before, findings_of(after), after.board)


def new_errors(before: Iterable[Finding], own: Iterable[Finding], board: core.Board) -> tuple[Finding, ...]:
    """The errors among the findings about one shot alone that are not among those it had before."""
    known = {finding.identity for finding in errors(before)}
    found = errors(applied(own, board.rules))
    return tuple(f for f in found if f.identity not in known and f.code.startswith("continuity."))


_LAST_VERSION = Question(
    lambda shot: ShotVersion.objects.filter(shot=shot).order_by("-number").values_list("number", "digest")[:1]
)


def add_version(row: Shot, ctx: ShotContext, by: User | None, reason: str) -> ShotVersion | None:
    """Freezes the shot's state as its next version, unless its inputs equal the last one's."""
    settled([row.pk])
    digest = version_digest(ctx.board, ctx.shot, ctx.uses, ctx.seed)
    last = next(iter(_LAST_VERSION.of(row)), None)
    if last and last[1] == digest and reason == "edit":
        return None
    return insert(ShotVersion(
        shot=row, number=(last[0] if last else 0) + 1, data=frozen(ctx), prompt=ctx.prompt.text,
        digest=digest, reason=reason, by=by,
    ))  # fmt: skip


def add_versions(shots: Iterable[tuple[Shot, ShotContext]], by: User | None, reason: str) -> None:
    """What `add_version` does for many shots at once, in three statements."""
    states = [(row, ctx, version_digest(ctx.board, ctx.shot, ctx.uses, ctx.seed)) for row, ctx in shots]
    settled([row.pk for row, _, _ in states])
    latest = ShotVersion.objects.filter(shot__in=[row.pk for row, _, _ in states])
    ids = latest.values("shot_id").annotate(last=Max("id")).values_list("last", flat=True)
    last = {pk: (number, digest) for pk, number, digest in ShotVersion.objects.filter(pk__in=list(ids)).values_list(
        "shot_id", "number", "digest"
    )}  # fmt: skip
    ShotVersion.objects.bulk_create(
        [
            ShotVersion(
                shot=row, number=last.get(row.pk, (0, ""))[0] + 1, data=frozen(ctx), prompt=ctx.prompt.text,
                digest=digest, reason=reason, by=by,
            )
            for row, ctx, digest in states
            if reason not in ("edit", "frozen") or last.get(row.pk, (0, ""))[1] != digest
        ],
        batch_size=500,
    )  # fmt: skip


def drop_lost_breaks(project: Project, board: core.Board, code: str, row: Shot, by: User | None) -> None:
    """Deletes the breaks of a shot whose anchor it no longer uses, and logs each with its reason."""
    scene, shot = locate(board, code)
    keys = {anchor.key for anchor in in_use(board, scene, shot)}
    # From the rows: a board shows no break whose anchor is out of use.
    breaks = Break.objects.filter(shot=row, anchor__project=project, anchor__deleted_at__isnull=True)
    for item in breaks.exclude(anchor__key__in=keys).select_related("anchor"):
        note(project, by, "break-lost", code, anchor=item.anchor.key, reason=item.reason)
        drop(project, item)
