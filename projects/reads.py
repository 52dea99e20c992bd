"""Rows to values: the only bridge from the database to core, with a fixed number of queries."""

from __future__ import annotations

import json
import threading
from collections import OrderedDict
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import Any, cast

from django.conf import settings
from django.db.models import TextField
from django.db.models.functions import Cast

from projects.core import board as core
from projects.core.catalog import Catalog, load
from projects.core.document_later import kept_board_values, kept_shot_values
from projects.core.report import Report, build
from projects.core.use import in_use
from projects.models import Anchor, Break, Project, Scene, SeedLock, Shot

SHOT_TEXTS = (
    "title", "subject", "action", "environment", "lighting", "style", "lens", "camera_note", "negative_prompt",
    "custom_prompt", "dialogue", "notes",
)  # fmt: skip
SHOT_VALUES = (
    *SHOT_TEXTS, "shot_size", "framing", "angle", "custom_prompt_basis", "duration", "quality", "resolution", "model",
    "cfg", "seed", "previews", "fantasy", "omitted", "status",
)  # fmt: skip
BOARD_VALUES = (
    "title", "brief", "destination", "aspect_ratio", "resolution", "fps", "model", "model_facts", "quality", "previews",
    "draft_resolution", "draft_duration", "cfg", "negative_prompt", "continuity", "dialect", "budget_credits", "currency",
)  # fmt: skip


@lru_cache(maxsize=1)
def catalogue() -> Catalog:
    """The catalogue with the user's own entries from STORYBOARD_DATA/catalog. Read once a process."""
    return load(Path(settings.STORYBOARD_DATA) / "catalog")


# Lists are read as they are stored: a text that was read before needs no decoding.
_SHOT_LISTS = tuple(Cast(name, TextField()) for name in ("camera", "anchors", "without", "later"))
_SHOT_COLUMNS: tuple[str | Cast, ...] = (
    "id", "scene_id", "code", *SHOT_VALUES, "starts_from", "starts_from_shot__code", "starts_from_shot__deleted_at",
    "starts_from_shot__scene__deleted_at", *_SHOT_LISTS,
)  # fmt: skip


def _starts_from(how: str, code: str | None, deleted: object) -> core.StartsFrom | None:
    if how == "upload":
        return core.StartsFrom()
    if how and code and deleted is None:
        return core.StartsFrom(code, "first" if how == "first" else "last")
    return None


@lru_cache(maxsize=2048)
def _camera(stored: str) -> tuple[core.Move, ...]:
    """Camera moves as stored in a shot's row."""
    return tuple(core.Move(m["move"], m.get("direction"), m.get("speed")) for m in json.loads(stored))


@lru_cache(maxsize=2048)
def _listed(stored: str, keys: frozenset[str]) -> tuple[str, ...]:
    """A stored list of anchor keys, less those of deleted anchors."""
    return tuple(key for key in json.loads(stored) if key in keys)


@lru_cache(maxsize=2048)
def _later(stored: str, keys: frozenset[str]) -> dict[str, Any]:
    """The later keys of a shot as stored, less wordings of deleted anchors."""
    found = kept_shot_values(json.loads(stored))
    if "wordings" in found:
        found["wordings"] = tuple(item for item in found["wordings"] if item.anchor in keys)
    return found


@lru_cache(maxsize=4096)
def _shot(row: tuple[Any, ...], breaks: tuple[core.Break, ...], keys: frozenset[str]) -> core.Shot:
    """The shot of a row (the columns from `code` on). Equal rows give the very same value, so that what is derived
    from it can be taken over, too."""
    how, source, gone, away, camera, anchors, without, later = row[len(SHOT_VALUES) + 1 :]
    return core.Shot(
        key=row[0],
        camera=_camera(camera),
        anchors=_listed(anchors, keys),
        without=_listed(without, keys),
        breaks=breaks,
        starts_from=_starts_from(how, source, gone or away),
        **dict(zip(SHOT_VALUES, row[1:], strict=False)),
        **(_later(later, keys) if later != "{}" else {}),
    )


def _shots(project: Project, breaks: dict[int, tuple[core.Break, ...]], keys: frozenset[str]) -> dict[int, list[core.Shot]]:
    """The shots of a project by scene id, in order."""
    found: dict[int, list[core.Shot]] = {}
    rows = Shot.objects.filter(project=project, deleted_at__isnull=True, scene__deleted_at__isnull=True)
    for row in rows.order_by("scene_id", "position", "id").values_list(*_SHOT_COLUMNS).iterator(chunk_size=5000):
        found.setdefault(row[1], []).append(_shot(row[2:], breaks.get(row[0], ()), keys))
    return found


def _locks(project: Project) -> dict[int | None, core.SeedLock]:
    """Seed locks by scene id; None is the project's. A deleted master leaves the lock without one."""
    rows = SeedLock.objects.filter(project=project).values_list(
        "scene_id", "seed", "master__code", "master__deleted_at", "master__scene__deleted_at"
    )
    return {scene: core.SeedLock(seed, None if gone or away else code) for scene, seed, code, gone, away in rows}


def board_of(project: Project) -> core.Board:
    """A project as values, in five queries whatever its size."""
    anchors = tuple(
        core.Anchor(row[0], cast(core.Kind, row[1]), row[2], row[3])
        for row in Anchor.objects.filter(project=project, deleted_at__isnull=True)
        .order_by("position", "id")
        .values_list("key", "kind", "name", "description")
    )
    keys = frozenset(anchor.key for anchor in anchors)
    breaks: dict[int, tuple[core.Break, ...]] = {}
    rows = Break.objects.filter(shot__project=project, anchor__deleted_at__isnull=True).order_by("id")
    for shot_id, key, reason in rows.values_list("shot_id", "anchor__key", "reason"):
        breaks[shot_id] = (*breaks.get(shot_id, ()), core.Break(key, reason))
    shots = _shots(project, breaks, keys)
    locks = _locks(project)
    scenes = tuple(
        core.Scene(key, title, tuple(k for k in used if k in keys), locks.get(pk), tuple(shots.get(pk, ())))
        for pk, key, title, used in Scene.objects.filter(project=project, deleted_at__isnull=True)
        .order_by("position", "id")
        .values_list("id", "key", "title", "anchors")
    )
    return in_force(
        core.Board(
            **{name: getattr(project, name) for name in BOARD_VALUES},
            money_per_credit=Decimal(project.money_per_credit) if project.money_per_credit else None,
            anchors_in_use=tuple(key for key in project.anchors_in_use if key in keys),
            seed_lock=locks.get(None),
            anchors=anchors,
            scenes=scenes,
            **kept_board_values(project.later),
        )
    )


def in_force(board: core.Board) -> core.Board:
    """The board less breaks and `without` entries of anchors that a shot does not use at the moment.

    Their rows stay: an anchor that is restored, or attached again, brings them back.
    """
    anchors = {anchor.key: anchor for anchor in board.anchors}
    scenes = []
    for scene in board.scenes:
        shots = []
        for shot in scene.shots:
            if shot.without or shot.breaks:
                keys = {a.key for a in in_use(board, scene, shot, ignore_without=True, anchors=anchors)}
                without = tuple(key for key in shot.without if key in keys)
                breaks = tuple(b for b in shot.breaks if b.anchor in keys and b.anchor not in without)
                same = without == shot.without and breaks == shot.breaks
                shots.append(shot if same else replace(shot, without=without, breaks=breaks))
            else:
                shots.append(shot)
        scenes.append(replace(scene, shots=tuple(shots)))
    return replace(board, scenes=tuple(scenes))


class _Reports:
    """The latest reports of this process by project and revision.

    Equal revisions mean equal content, so an entry is never stale: every request reads the revision
    from the database first. A report of an older revision helps to build the next one: what did not
    change is taken over.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._lock = threading.Lock()
        self._kept: OrderedDict[str, tuple[int, Report]] = OrderedDict()

    def get(self, project: Project) -> Report:
        slug = project.slug
        with self._lock:
            kept = self._kept.get(slug)
        if kept and kept[0] == project.revision:
            return kept[1]
        report = build(board_of(project), catalogue(), previous=kept[1] if kept else None)
        with self._lock:
            if slug not in self._kept or self._kept[slug][0] <= project.revision:
                self._kept[slug] = (project.revision, report)
                self._kept.move_to_end(slug)
            while len(self._kept) > self._most:
                self._kept.popitem(last=False)
        return report

    def clear(self) -> None:
        with self._lock:
            self._kept.clear()


REPORTS = _Reports(most=8)


def report_of(project: Project) -> Report:
    """The report of a project at the revision of this row. Call it outside of a transaction that has written."""
    return REPORTS.get(project)
