"""One line of the log on its way back, or forth again: is it still as the step left it, and the turn itself."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from itertools import groupby
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Model

from projects.core.findings import Refused
from projects.models import Activity, Anchor, Break, Project, Scene, SeedLock, Shot, User
from projects.writes.step import ROWS, keep_anchor, lift_scene, lift_shot, place_of, place_scene, place_shot, plain, put


def steps(project: Project, by: User | None = None) -> Any:
    """The lines of the log that can be taken back or done again, the latest first; of one person where `by` is given."""
    rows = Activity.objects.filter(project=project, can_undo=True)
    return (rows.filter(by=by) if by else rows).order_by("-id")


def _backwards(entries: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The entries from the last to the first; those of one run keep their order, each place names the shot before."""
    runs = [list(run) for _, run in groupby(enumerate(entries), key=lambda pair: pair[1].get("run", f"one {pair[0]}"))]
    return [entry for run in reversed(runs) for _, entry in run]


def cells(entry: dict[str, Any]) -> Iterator[tuple[str, Any, Any]]:
    """What an entry changed, one by one: name, was, now. A column that holds several things counts as each of them."""
    for name, was in entry.get("was", {}).items():
        now = entry["now"][name]
        if isinstance(was, dict) and isinstance(now, dict):
            for key in {**was, **now}:
                if was.get(key) != now.get(key):
                    yield f"{name}.{key}", was.get(key), now.get(key)
        else:
            yield name, was, now


def _value(row: Any, cell: str) -> Any:
    name, _, key = cell.partition(".")
    value = plain(getattr(row, name))
    return value.get(key) if key else value


def touched_by(entries: list[dict[str, Any]]) -> dict[tuple[str, Any], set[str]]:
    """The rows that a step touched, each with its cells and kinds; also those that it built on.

    Whoever breaks, locks or starts from a shot, or uses an anchor (here by its key), has a word in whether it goes.
    """
    found: dict[tuple[str, Any], set[str]] = {}
    for entry in entries:
        found.setdefault((entry["row"], entry["id"]), set()).update(entry, (name for name, _, _ in cells(entry)))
        body = next((side for side in entry.get("there", ()) if side), {})
        for name, row in (("shot_id", "shot"), ("anchor_id", "anchor"), ("master_id", "shot"), ("scene_id", "scene")):
            if body.get(name):
                found.setdefault((row, body[name]), set()).add("built on")
        for name, was, now in cells(entry):
            if name in ("starts_from_shot_id", "master_id") and now:
                found.setdefault(("shot", now), set()).add("built on")
            if name in ("anchors", "without", "anchors_in_use"):
                for key in set(now) - set(was):
                    found.setdefault(("anchor", key), set()).add("built on")
    return found


class Turn:
    """One line of the log on its way back, or forth again."""

    def __init__(self, locked: Project, line: Activity, by: User, back: bool) -> None:
        self.locked, self.line, self.by, self.back = locked, line, by, back
        self.entries = _backwards(line.changes) if back else list(line.changes)
        self.rows: dict[tuple[str, int], Model | None] = {}
        for name, model in ROWS.items():
            ids = [e["id"] for e in self.entries if e["row"] == name]
            kept = model._default_manager.in_bulk(ids) if ids else {}
            self.rows |= {(name, pk): kept.get(pk) for pk in ids}
        # The row that everybody else reads inside of this write.
        self.rows |= {key: locked for key in self.rows if key == ("project", locked.pk)}

    def row(self, entry: dict[str, Any]) -> Any:
        """The row of an entry, None where there is none."""
        return self.rows[entry["row"], entry["id"]]

    def sides(self, entry: dict[str, Any], kind: str) -> tuple[Any, Any]:
        """What should stand there now, and what shall stand there."""
        was, now = entry[kind]
        return (now, was) if self.back else (was, now)

    # --- Is it still as this step left it?

    def check(self) -> None:
        """Refused where somebody has changed something of it since."""
        for entry in self.entries:
            if "was" in entry:
                self._check_columns(entry)
            elif "place" in entry:
                self._check_place(entry)
            elif "kept" in entry:
                self._check_kept(entry)
            else:
                self._check_there(entry)

    def _last_state(self, entry: dict[str, Any], name: str) -> Any:
        """What this step made of a cell in the end, where it touched it more than once."""
        same = [e for e in self.entries if (e["row"], e["id"]) == (entry["row"], entry["id"])]
        found = [(was, now) for e in same for cell, was, now in cells(e) if cell == name]
        return found[0][1 if self.back else 0]

    def _check_columns(self, entry: dict[str, Any]) -> None:
        row = self.row(entry)
        if row is None:
            self._refuse(entry, "")
        for name, was, now in cells(entry):
            value = _value(row, name)
            if value not in (self._last_state(entry, name), now if self.back else was):
                self._refuse(entry, name)
            # The same value again is somebody's later word all the same.
            if self._since(entry, name, others=True):
                self._refuse(entry, name)

    def _check_place(self, entry: dict[str, Any]) -> None:
        if self._touched_before(entry):
            return
        row, (here, there) = self.row(entry), self.sides(entry, "place")
        now = None if row is None else place_of(row)
        elsewhere = (now is None) != (here is None) or (now and entry["row"] == "shot" and now[0] != here[0])
        if elsewhere or (here is not None and there is not None and self._since(entry, "place")):
            self._refuse(entry, "place")
        if there is None and self._since(entry, None):
            self._refuse(entry, "")
        if there is None and entry["row"] == "scene" and self._newcomers(entry):
            raise Refused(f"{name_of(row)} holds shots that came later, so it stays. Delete the scene instead.")

    def _check_kept(self, entry: dict[str, Any]) -> None:
        row, (here, there) = self.row(entry), self.sides(entry, "kept")
        if row is None or (row.deleted_at is None) != here:
            self._refuse(entry, "place")
        if not there and self._since(entry, None):
            self._refuse(entry, "")

    def _check_there(self, entry: dict[str, Any]) -> None:
        row, (here, there) = self.row(entry), self.sides(entry, "there")
        if (row is None) != (here is None):
            self._refuse(entry, "place")
        if there is None and self._since(entry, None):
            self._refuse(entry, "")

    def _touched_before(self, entry: dict[str, Any]) -> bool:
        """Whether another entry of this step, nearer to now, has put the same row elsewhere."""
        same = [e for e in self.entries if (e["row"], e["id"]) == (entry["row"], entry["id"]) and "place" in e]
        return same[0] is not entry

    def _newcomers(self, entry: dict[str, Any]) -> bool:
        """Whether a scene that shall go holds shots that this step did not know: others' work would go with it."""
        own = {e["id"] for e in self.entries if e["row"] == "shot" and "place" in e}
        rows = Shot.objects.filter(scene_id=entry["id"], deleted_at__isnull=True).exclude(pk__in=own)
        if self.back:
            return rows.exists()
        shots = set(rows.values_list("pk", flat=True))
        others = [touched for line, touched in self._later if line.by_id != self.by.pk]
        return any(("shot", pk) in touched for touched in others for pk in shots)

    def _since(self, entry: dict[str, Any], what: str | None, *, others: bool = False) -> Activity | None:
        """The latest line after this one that touched the row: the cell or kind `what`, or, of somebody else, anything.

        With `others` lines of whoever turns this one do not count.
        """
        row = self.row(entry)
        names = [(entry["row"], entry["id"]), *([("anchor", row.key)] if isinstance(row, Anchor) else [])]
        for line, touched in self._later:
            if (what is None or others) and line.by_id == self.by.pk:
                continue
            kinds = set().union(*(touched.get(name, set()) for name in names))
            if kinds and (what is None or what in kinds):
                return line
        return None

    @cached_property
    def _later(self) -> list[tuple[Activity, dict[tuple[str, Any], set[str]]]]:
        """The standing lines after this one, the latest first, with what they touched."""
        lines = steps(self.locked).filter(undone_at__isnull=True, id__gt=self.line.pk).select_related("by")
        return [(line, touched_by(line.changes)) for line in lines.iterator(chunk_size=200)]

    def _refuse(self, entry: dict[str, Any], what: str) -> None:
        line = self._since(entry, what or None)
        who = "You" if line and line.by_id == self.by.pk else line.by.label if line and line.by else "Somebody"
        have = "have" if who == "You" else "has"
        name = what.removeprefix("later.").removesuffix("_id").replace("_", " ")
        part = "" if what in ("", "place") else f"the {name} of "
        verb = "moved or deleted" if what == "place" else "changed"
        raise Refused(f"{who} {have} {verb} {part}{name_of(self.row(entry))} since, so nothing was taken back.")

    # --- Turning it

    def apply(self) -> None:
        """Gives every row its other state, in the order that undoes the order it was done in."""
        for entry in self.entries:
            if "was" in entry:
                self._put(entry)
            elif "place" in entry:
                self._place(entry)
            elif "kept" in entry:
                keep_anchor(self.locked, self.row(entry), self.sides(entry, "kept")[1])
            else:
                self._there(entry)

    def _put(self, entry: dict[str, Any]) -> None:
        row = self.row(entry)
        fields = {f.attname: f for f in row._meta.concrete_fields}
        values: dict[str, Any] = {}
        for cell, was, now in cells(entry):
            name, _, key = cell.partition(".")
            value = was if self.back else now
            if key:
                rest = {k: v for k, v in values.get(name, getattr(row, name)).items() if k != key}
                values[name] = rest if value is None else {**rest, key: value}
            else:
                values[name] = fields[name].to_python(value)
        put(self.locked, row, self.by, **values)

    def _place(self, entry: dict[str, Any]) -> None:
        row, (_, there) = self.row(entry), self.sides(entry, "place")
        row.refresh_from_db()
        if isinstance(row, Scene):
            lift_scene(self.locked, row) if there is None else place_scene(self.locked, row, there[0])
        elif there is None:
            lift_shot(self.locked, row, self.by)
        else:
            self._place_shot(row, *there)

    def _place_shot(self, row: Shot, scene_id: int, position: int, after: int | None) -> None:
        scene = Scene.objects.filter(pk=scene_id, project=self.locked, deleted_at__isnull=True).first()
        if scene is None:
            raise Refused(f"The scene of {row.code} was deleted. Restore the scene first.")
        before = Shot.objects.filter(pk=after, scene=scene, deleted_at__isnull=True).first() if after else None
        if before is not None:
            same = row.deleted_at is None and row.scene_id == scene.pk
            position = before.position + (0 if same and row.position < before.position else 1)
        place_shot(self.locked, row, scene, 0 if after is None else position, self.by)

    def _there(self, entry: dict[str, Any]) -> None:
        row, (_, there) = self.row(entry), self.sides(entry, "there")
        if there is None:
            if row is not None:
                row.delete()
                self.rows[entry["row"], entry["id"]] = None
            return
        model = ROWS[entry["row"]]
        fields = {f.attname: f for f in model._meta.concrete_fields}
        values = {name: fields[name].to_python(value) for name, value in there.items()}
        try:
            with transaction.atomic():
                self.rows[entry["row"], entry["id"]] = model._default_manager.create(pk=entry["id"], **values)
        except IntegrityError:
            raise Refused("Somebody has recorded the same meanwhile, so nothing was taken back.") from None


def name_of(row: Any) -> str:
    """How a sentence calls a row."""
    if isinstance(row, Shot):
        return row.code
    if isinstance(row, Scene):
        return row.title or row.key
    if isinstance(row, Anchor):
        return row.name
    if isinstance(row, Break):
        return f"the break of {row.anchor.name} in {row.shot.code}"
    return "the seed lock" if isinstance(row, SeedLock) else "the settings" if isinstance(row, Project) else "this"
