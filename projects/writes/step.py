"""The one hand that changes the rows of a plan: it remembers what was there, so that every step can be taken back.

Inside of `transaction.changing` a project carries a `Step`. Each function here changes rows and adds to it what it takes
to go back and forth; `transaction.log` puts that into the line that says what was done. Four kinds of entries:
`{"row", "id", "was", "now"}` columns of a row; `{"row", "id", "place": [was, now]}` where a scene or shot stands (a shot:
scene, position, the shot before it; a scene: position, the scene before it), null while it is deleted;
`{"row", "id", "kept": [was, now]}` an anchor; `{"row", "id", "there": [was, now]}` a break or lock as a whole row, null
where there is none.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from django.db.models import F, Model
from django.utils import timezone

from projects.models import Activity, Anchor, Break, Project, Scene, SeedLock, Shot, User
from projects.writes.columns import columns_of, whole
from projects.writes.due import due
from projects.writes.places import at_place, close_place, count_of, open_place, shift_within
from projects.writes.protection import alters, guard, guard_shots
from projects.writes.saving import insert, update

Row = TypeVar("Row", bound=Model)
ROWS: dict[str, type[Model]] = {
    "project": Project, "scene": Scene, "shot": Shot, "anchor": Anchor, "break": Break, "lock": SeedLock,
}  # fmt: skip
_NAMES = {model: name for name, model in ROWS.items()}


@dataclass(slots=True)
class Step:
    """What one write has changed so far, and the line of the log that carries it."""

    entries: list[dict[str, Any]] = field(default_factory=list)
    line: Activity | None = None
    carried: int = 0


def step_of(locked: Project) -> Step:
    """The step of a project that stands in `changing`. Outside of it nothing is remembered for long."""
    found: Step | None = getattr(locked, "step", None)
    if found is None:
        found = Step()
        locked.step = found  # type: ignore[attr-defined]  # lives as long as this object
    return found


def _changed(row: Model, was: dict[str, Any], now: dict[str, Any]) -> dict[str, Any] | None:
    names = [name for name in was if was[name] != now[name]]
    if not names:
        return None
    return {
        "row": _NAMES[type(row)], "id": row.pk, "was": {n: was[n] for n in names}, "now": {n: now[n] for n in names},
    }  # fmt: skip


def _raise_revision(row: Model, by: User | None) -> list[str]:
    """Marks a row as changed; gives the columns that have to be saved for it."""
    names = []
    if not isinstance(row, Project) and hasattr(row, "revision"):
        row.revision += 1
        names.append("revision")
    if by is not None and isinstance(row, Shot):
        row.changed_by = by
        names.append("changed_by")
    return names


def put(locked: Project, row: Model, by: User | None = None, /, **columns: Any) -> None:
    """Sets columns of a row, raises its revision and saves it. Not for the place of a scene or shot."""
    was = columns_of(row, columns)
    for name, value in columns.items():
        setattr(row, name, value)
    entry = _changed(row, was, columns_of(row, columns))
    if entry and isinstance(row, Shot):
        guard([(row, entry)])
        if alters(entry):
            due(row.pk)
    elif entry and isinstance(row, Break):
        guard_shots(row.shot)
        due(row.shot_id)
    names = [*columns, *_raise_revision(row, by)]
    if names:
        update(row, *names)
    if entry:
        step_of(locked).entries.append(entry)


def put_all(locked: Project, rows: Iterable[Row], by: User | None = None, /, **columns: Any) -> list[Row]:
    """Sets the same columns of many rows of one table in one statement. Gives the rows that differed, as they are now."""
    found, entries = [], []
    for row in rows:
        was = columns_of(row, columns)
        for name, value in columns.items():
            setattr(row, name, value)
        entry = _changed(row, was, columns_of(row, columns))
        if entry:
            _raise_revision(row, by)
            found.append(row)
            entries.append(entry)
    if found:
        model = type(found[0])
        if model is Shot:
            guard(zip(found, entries, strict=True))  # type: ignore[arg-type]
            due(*(row.pk for row, entry in zip(found, entries, strict=True) if alters(entry)))
        more: dict[str, Any] = {"revision": F("revision") + 1} if hasattr(found[0], "revision") else {}
        if by is not None and model is Shot:
            more["changed_by"] = by
        model._default_manager.filter(pk__in=[row.pk for row in found]).update(**columns, **more)
        step_of(locked).entries.extend(entries)
    return found


def make(locked: Project, model: type[Row], /, **columns: Any) -> Row:
    """A new row. A scene or shot takes its `position`, None meaning the end."""
    if model is Shot:
        columns["position"] = open_place(Shot, columns["scene"].pk, columns.get("position"))
    elif model is Scene:
        columns["position"] = open_place(Scene, locked.pk, columns.get("position"))
    elif model is Break:
        guard_shots(columns["shot"])
        due(columns["shot"].pk)
    row = insert(model(**columns))
    step_of(locked).entries.append(made(row))
    if isinstance(row, Shot):
        due(row.pk)
    return row


def make_shots(locked: Project, scene: Scene, position: int, shots: Sequence[Mapping[str, Any]]) -> list[Shot]:
    """New shots by their columns, in a block from a position of a scene on, whatever their number in a few statements."""
    behind = Shot.objects.filter(scene=scene, deleted_at__isnull=True, position__gte=position)
    behind.update(position=F("position") + len(shots))
    rows = [Shot(project=locked, scene=scene, position=at, **columns) for at, columns in enumerate(shots, position)]
    rows = Shot.objects.bulk_create(rows, batch_size=100)
    due(*(row.pk for row in rows))
    places, step = _places([scene.pk]), step_of(locked)
    run = len(step.entries)
    step.entries += [{"row": "shot", "id": row.pk, "place": [None, places[row.pk]], "run": run} for row in rows]
    return rows


def made(row: Model) -> dict[str, Any]:
    """What `make` remembers of a new row; for rows that were made many at once."""
    entry: dict[str, Any] = {"row": _NAMES[type(row)], "id": row.pk}
    if isinstance(row, (Scene, Shot)):
        return {**entry, "place": [None, place_of(row)]}
    if isinstance(row, Anchor):
        return {**entry, "kept": [False, True]}
    return {**entry, "there": [None, whole(row)]}


def drop(locked: Project, row: Model) -> None:
    """Deletes a break or a lock for good; its step can bring it back under the same key."""
    if isinstance(row, Break):
        guard_shots(row.shot)
        due(row.shot_id)
    step_of(locked).entries.append({"row": _NAMES[type(row)], "id": row.pk, "there": [whole(row), None]})
    row.delete()


def place_of(row: Scene | Shot) -> list[Any] | None:
    """Where a row stands, None while it is deleted."""
    if row.deleted_at is not None:
        return None
    if isinstance(row, Scene):
        return [row.position, at_place(Scene, row.project_id, row.position - 1)]
    return [row.scene_id, row.position, at_place(Shot, row.scene_id, row.position - 1)]


def _placed(locked: Project, row: Scene | Shot, was: list[Any] | None, names: list[str]) -> None:
    update(row, *names)
    now = place_of(row)
    if was != now:
        step_of(locked).entries.append({"row": _NAMES[type(row)], "id": row.pk, "place": [was, now]})


def place_shot(locked: Project, row: Shot, scene: Scene, position: int | None, by: User | None = None) -> None:
    """Puts a shot at a position (from 0) of a scene, None or beyond the end meaning the end; brings a deleted one back."""
    was, old = place_of(row), row.position
    if was is not None and row.scene_id == scene.pk:
        last = count_of(Shot, scene.pk) - 1
        row.position = last if position is None else max(0, min(position, last))
        shift_within(scene, old, row.position)
    else:
        if was is not None:
            close_place(Shot, row.scene_id, old)
        row.position = open_place(Shot, scene.pk, position)
        row.scene = scene
        row.deleted_at = None
        due(row.pk)
    _placed(locked, row, was, ["scene", "position", "deleted_at", *_raise_revision(row, by)])


def lift_shot(locked: Project, row: Shot, by: User | None = None) -> None:
    """Deletes a shot so that it can come back. Its code is never used again."""
    was = place_of(row)
    if was is None:
        return
    guard_shots(row)
    row.deleted_at = timezone.now()
    close_place(Shot, row.scene_id, row.position)
    _placed(locked, row, was, ["deleted_at", *_raise_revision(row, by)])


def place_scene(locked: Project, row: Scene, position: int | None) -> None:
    """Puts a scene at a position (from 0), None or beyond the end meaning the end; brings a deleted one back."""
    was = place_of(row)
    if was is not None:
        close_place(Scene, locked.pk, row.position)
        # Out of the way while room is made, or it would be shifted itself.
        Scene.objects.filter(pk=row.pk).update(deleted_at=timezone.now())
    row.position = open_place(Scene, locked.pk, position)
    row.deleted_at = None
    _placed(locked, row, was, ["position", "deleted_at", *_raise_revision(row, None)])


def lift_scene(locked: Project, row: Scene) -> None:
    """Deletes a scene with its shots so that they can come back together."""
    was = place_of(row)
    if was is None:
        return
    guard_shots(*Shot.objects.filter(scene=row, deleted_at__isnull=True, status="approved").order_by("position"))
    row.deleted_at = timezone.now()
    close_place(Scene, locked.pk, row.position)
    _placed(locked, row, was, ["deleted_at", *_raise_revision(row, None)])


def rearrange(locked: Project, orders: Mapping[int, Sequence[Shot]], moving: Sequence[Shot], by: User) -> None:
    """Gives whole scenes (by key of their row) a new order, in one statement.

    `orders` holds every kept shot of each scene it names; `moving`, in running order, the shots whose place is meant to
    change: what is in no order any more is deleted. They go back and forth together, the first one first.
    """
    was = _places({row.scene_id for row in moving})
    origin = {row.pk: row.scene_id for row in moving}
    now = timezone.now()
    changed: dict[int, Shot] = {}
    kept = set()
    for scene_id, rows in orders.items():
        for position, row in enumerate(rows):
            kept.add(row.pk)
            if (row.scene_id, row.position, row.deleted_at) != (scene_id, position, None):
                row.scene_id, row.position, row.deleted_at = scene_id, position, None
                changed[row.pk] = row
    guard_shots(*(row for row in moving if row.pk not in kept and row.deleted_at is None))
    for row in moving:
        if row.pk not in kept:
            row.deleted_at = now
            changed[row.pk] = row
        row.revision += 1
        row.changed_by = by
        changed[row.pk] = row
    due(*(row.pk for row in moving if row.deleted_at is None and row.scene_id != origin[row.pk]))
    columns = ["scene", "position", "deleted_at", "revision", "changed_by"]
    Shot.objects.bulk_update(changed.values(), columns, batch_size=100)
    step = step_of(locked)
    run = len(step.entries)
    places = _places(orders)
    for row in moving:
        if was.get(row.pk) != places.get(row.pk):
            step.entries.append({"row": "shot", "id": row.pk, "place": [was.get(row.pk), places.get(row.pk)], "run": run})


def _places(scenes: Iterable[int]) -> dict[int, list[Any]]:
    """`place_of` for every kept shot of some scenes, in one query."""
    rows = Shot.objects.filter(scene_id__in=list(scenes), deleted_at__isnull=True).order_by("scene_id", "position")
    found: dict[int, list[Any]] = {}
    last: tuple[int, int] | None = None
    for pk, scene, position in rows.values_list("pk", "scene_id", "position"):
        found[pk] = [scene, position, last[1] if last and last[0] == scene else None]
        last = (scene, pk)
    return found


def keep_anchor(locked: Project, row: Anchor, kept: bool) -> None:
    """Deletes an anchor so that it can come back with its places and breaks, or brings it back."""
    if (row.deleted_at is None) == kept:
        return
    row.deleted_at = None if kept else timezone.now()
    row.save(update_fields=["deleted_at", *_raise_revision(row, None)])
    step_of(locked).entries.append({"row": "anchor", "id": row.pk, "kept": [not kept, kept]})
