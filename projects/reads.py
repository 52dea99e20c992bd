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
from projects.core.document_later import BOARD_LATER, kept_board_values, kept_shot_values
from projects.core.report import Report, build
from projects.core.use import in_force
from projects.keeping import keep_latest
from projects.models import Anchor, Project, Scene, SeedLock, Shot
from projects.models.question import Question

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
    "id", "scene_id", "picture__digest", "code", *SHOT_VALUES, "starts_from", "starts_from_shot__code",
    "starts_from_shot__deleted_at", "starts_from_shot__scene__deleted_at", *_SHOT_LISTS,
)  # fmt: skip


def setting(project: Project, name: str) -> Any:
    """A setting of a project by its name in a document, in whichever column its row keeps it."""
    return kept_board_values(project.later)[name] if name in BOARD_LATER else getattr(project, name)


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


_KEYS = 3  # the columns before a shot's own: its key and its scene's, the digest of its picture
_SHOTS = Question(
    lambda project: (
        Shot.objects.filter(project=project, deleted_at__isnull=True, scene__deleted_at__isnull=True)
        .order_by("scene_id", "position", "id")
        .values_list(*_SHOT_COLUMNS)
    )
)
_ANCHORS = Question(
    lambda project: (
        Anchor.objects.filter(project=project, deleted_at__isnull=True)
        .order_by("position", "id", "breaks__id")
        .values_list("key", "kind", "name", "description", "breaks__id", "breaks__shot_id", "breaks__reason")
    )
)
_LOCKS = Question(
    lambda project: SeedLock.objects.filter(project=project).values_list(
        "scene_id", "seed", "master__code", "master__deleted_at", "master__scene__deleted_at"
    )
)
_SCENES = Question(
    lambda project: (
        Scene.objects.filter(project=project, deleted_at__isnull=True)
        .order_by("position", "id")
        .values_list("id", "key", "title", "anchors")
    )
)


@lru_cache(maxsize=4096)
def _shot(stored: tuple[Any, ...], breaks: tuple[core.Break, ...], keys: frozenset[str]) -> core.Shot:
    """The shot of a row (the columns from `code` on, as stored). Equal rows give the very same value, so that what is
    derived from it can be taken over, too."""
    row = _SHOTS.read(stored, _KEYS)
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


def _shots(
    project: Project, breaks: dict[int, tuple[core.Break, ...]], keys: frozenset[str]
) -> tuple[dict[int, list[core.Shot]], dict[str, str]]:
    """The shots of a project by scene id, in order, and the digests of their own pictures by code."""
    found: dict[int, list[core.Shot]] = {}
    pictures: dict[str, str] = {}
    for row in _SHOTS.of(project):
        shot = _shot(row[_KEYS:], breaks.get(row[0], ()), keys)
        found.setdefault(row[1], []).append(shot)
        if row[2] is not None:
            pictures[shot.key] = row[2]
    return found, pictures


def _anchors(project: Project) -> tuple[tuple[core.Anchor, ...], dict[int, tuple[core.Break, ...]]]:
    """The anchors of a project in order, and the breaks of them by the key of the shot's row, in order of record."""
    anchors: dict[str, core.Anchor] = {}
    recorded: list[tuple[int, int, core.Break]] = []
    for row in _ANCHORS.of(project):
        key, kind, name, description, record, shot, reason = _ANCHORS.read(row)
        anchors.setdefault(key, core.Anchor(key, cast(core.Kind, kind), name, description))
        if record is not None:
            recorded.append((record, shot, core.Break(key, reason)))
    breaks: dict[int, tuple[core.Break, ...]] = {}
    for _, shot, item in sorted(recorded, key=lambda found: found[0]):
        breaks[shot] = (*breaks.get(shot, ()), item)
    return tuple(anchors.values()), breaks


def _locks(project: Project) -> dict[int | None, core.SeedLock]:
    """Seed locks by scene id; None is the project's. A deleted master leaves the lock without one."""
    rows = map(_LOCKS.read, _LOCKS.of(project))
    return {scene: core.SeedLock(seed, None if gone or away else code) for scene, seed, code, gone, away in rows}


def board_of(project: Project) -> core.Board:
    """A project as values, in four queries whatever its size."""
    return _read(project)[0]


def _read(project: Project) -> tuple[core.Board, dict[str, str]]:
    """A project as values, and the digests of its shots' own pictures by code."""
    anchors, breaks = _anchors(project)
    keys = frozenset(anchor.key for anchor in anchors)
    shots, pictures = _shots(project, breaks, keys)
    locks = _locks(project)
    scenes = tuple(
        core.Scene(key, title, tuple(k for k in used if k in keys), locks.get(pk), tuple(shots.get(pk, ())))
        for pk, key, title, used in map(_SCENES.read, _SCENES.of(project))
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
    ), pictures


OWN_VALUES = frozenset({*SHOT_VALUES, "camera"})  # of a shot: they change nothing else, nor which anchors it uses
_ROW = Question(lambda shot: Shot.objects.filter(pk=shot).values_list(*_SHOT_COLUMNS))


def _own_write(project: Project, kept: _Known | None) -> tuple[Report, dict[str, str]] | None:
    """What `_built` gives, by one query: where since an earlier report only such values of one shot have changed.

    Who saves says so by `written` on the project: its revision then, the row, and the report that the checks were made
    on. That one holds where the row says the same to the letter: 5 s, and not 5.0 s.
    """
    written: tuple[int, Shot, Report] | None = getattr(project, "written", None)
    if kept is None or written is None or not kept[0] + 1 == written[0] == project.revision:
        return None
    _, row, made = written
    board = kept[1].board
    shot = _shot(_ROW.of(row)[0][_KEYS:], (), frozenset(anchor.key for anchor in board.anchors))
    if shot.without or kept[1].shot(shot.key).shot.breaks:
        return None
    if repr(made.shot(shot.key).shot) != repr(shot):
        after = replace(board, scenes=tuple([scene.with_shots({shot.key: shot}) for scene in board.scenes]))
        made = build(after, catalogue(), previous=kept[1])
    return made, kept[2]


def _built(project: Project, kept: _Known | None) -> tuple[Report, dict[str, str]]:
    """The report of a project and the digests of its pictures; scenes equal to earlier ones stay the very same."""
    board, pictures = _read(project)
    if kept is None:
        return build(board, catalogue()), pictures
    known = {scene.key: scene for scene in kept[1].board.scenes}
    scenes = tuple([known[scene.key] if known.get(scene.key) == scene else scene for scene in board.scenes])
    return build(replace(board, scenes=scenes), catalogue(), previous=kept[1]), pictures


def pictures_of(slug: str, report: Report | None = None) -> dict[str, str]:
    """The digests of the own pictures of a project's shots, by code; those that were read with a report, if kept."""
    known = REPORTS.pictures(slug, report)
    if known is not None:
        return known
    rows = Shot.objects.filter(project__slug=slug, picture__isnull=False, deleted_at__isnull=True)
    return dict(rows.values_list("code", "picture__digest"))


_Known = tuple[int, Report, dict[str, str]]


class _Reports:
    """The latest reports of this process by project and revision.

    Equal revisions mean equal content, so an entry is never stale: every request reads the revision
    from the database first. A report of an older revision helps to build the next one: what did not
    change is taken over.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._lock = threading.Lock()
        self._kept: OrderedDict[str, _Known] = OrderedDict()

    def get(self, project: Project) -> Report:
        slug = project.slug
        with self._lock:
            kept = self._kept.get(slug)
        if kept and kept[0] == project.revision:
            return kept[1]
        report, pictures = _own_write(project, kept) or _built(project, kept)
        with self._lock:
            if slug not in self._kept or self._kept[slug][0] <= project.revision:
                keep_latest(self._kept, slug, (project.revision, report, pictures), self._most, lambda known: known[1])
        return report

    def kept(self, project: Project) -> Report | None:
        """The report at the revision of this row, if it is there already."""
        with self._lock:
            kept = self._kept.get(project.slug)
        return kept[1] if kept and kept[0] == project.revision else None

    def pictures(self, slug: str, report: Report | None) -> dict[str, str] | None:
        with self._lock:
            kept = self._kept.get(slug)
        return kept[2] if kept and kept[1] is report else None

    def clear(self) -> None:
        with self._lock:
            self._kept.clear()


REPORTS = _Reports(most=8)


def report_of(project: Project) -> Report:
    """The report of a project at the revision of this row. Call it outside of a transaction that has written."""
    return REPORTS.get(project)
