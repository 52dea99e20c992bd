"""One line of the log on its way back, or forth again: is it still as the step left it, and the turn itself."""

from __future__ import annotations

from functools import cached_property
from itertools import chain, groupby
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Model

from projects.core.findings import Refused
from projects.models import Activity, Anchor, Break, Project, Scene, SeedLock, Shot, User
from projects.writes.protection import guard_shots
from projects.writes.step import ROWS, keep_anchor, lift_scene, place_scene, put, put_all, rearrange
from projects.writes.touching import Touch, cells, touches, value_of


def steps(project: Project, by: User | None = None) -> Any:
    """The lines of the log that can be taken back or done again, the latest first; of one person where `by` is given."""
    rows = Activity.objects.filter(project=project, can_undo=True)
    return (rows.filter(by=by) if by else rows).order_by("-id")


def _backwards(entries: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The entries from the last to the first; those of one run keep their order, each place names the shot before."""
    runs = [list(run) for _, run in groupby(enumerate(entries), key=lambda pair: pair[1].get("run", f"one {pair[0]}"))]
    return [entry for run in reversed(runs) for _, entry in run]


def _kind(entry: dict[str, Any]) -> str:
    return "was" if "was" in entry else "shot placed" if entry["row"] == "shot" and "place" in entry else "one by one"


def _put_after(orders: dict[int, list[Shot]], at: dict[int, int], row: Shot, place: list[Any] | None) -> None:
    """Takes a shot out of the orders of the scenes and puts it after the shot that its place names, None: nowhere."""
    was = at.pop(row.pk, None)
    if was is not None:
        orders[was] = [other for other in orders[was] if other.pk != row.pk]
    if place is None:
        return
    scene, position, after = place
    listed = orders[scene]
    before = next((n for n, other in enumerate(listed, 1) if other.pk == after), None) if after else 0
    listed.insert(position if before is None else before, row)
    at[row.pk] = scene


class Turn:
    """One line of the log on its way back, or forth again."""

    def __init__(self, locked: Project, line: Activity, by: User, back: bool) -> None:
        self.locked, self.line, self.by, self.back = locked, line, by, back
        self.entries = _backwards(line.changes) if back else list(line.changes)
        self.rows: dict[tuple[str, int], Model | None] = {}
        self.of_row: dict[tuple[str, int], list[dict[str, Any]]] = {}
        for entry in self.entries:
            self.of_row.setdefault((entry["row"], entry["id"]), []).append(entry)
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
        same = self.of_row[entry["row"], entry["id"]]
        found = [(was, now) for e in same for cell, was, now in cells(e) if cell == name]
        return found[0][1 if self.back else 0]

    def _check_columns(self, entry: dict[str, Any]) -> None:
        row = self.row(entry)
        if row is None:
            self._refuse(entry, "")
        comes = any("place" in e or "kept" in e for e in self.of_row[entry["row"], entry["id"]])
        if getattr(row, "deleted_at", None) is not None and not comes:
            self._refuse(entry, "place")
        for name, was, now in cells(entry):
            value = value_of(row, name)
            if value not in (self._last_state(entry, name), now if self.back else was):
                self._refuse(entry, name)
            # The same value again is somebody's later word all the same.
            if self._since(entry, name, others=True):
                self._refuse(entry, name)

    def _check_place(self, entry: dict[str, Any]) -> None:
        if self._touched_before(entry):
            return
        row, (here, there) = self.row(entry), self.sides(entry, "place")
        kept = row is not None and row.deleted_at is None
        elsewhere = kept != (here is not None) or (kept and entry["row"] == "shot" and row.scene_id != here[0])
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
        return next(e for e in self.of_row[entry["row"], entry["id"]] if "place" in e) is not entry

    def _newcomers(self, entry: dict[str, Any]) -> bool:
        """Whether a scene that shall go holds shots that this step did not know: others' work would go with it."""
        own = {e["id"] for e in self.entries if e["row"] == "shot" and "place" in e}
        rows = Shot.objects.filter(scene_id=entry["id"], deleted_at__isnull=True).exclude(pk__in=own)
        if self.back:
            return rows.exists()
        shots = set(rows.values_list("pk", flat=True))
        return any(who != self.by.pk for pk in shots for _, who, _ in self._later.get(("shot", pk), ()))

    def _since(self, entry: dict[str, Any], what: str | None, *, others: bool = False) -> Activity | None:
        """The latest line after this one that touched the row: the cell or kind `what`, or, of somebody else, anything.

        With `others` lines of whoever turns this one do not count.
        """
        row = self.row(entry)
        names = [(entry["row"], entry["id"]), *([("anchor", row.key)] if isinstance(row, Anchor) else [])]
        found = 0
        for number, who, kinds in chain.from_iterable(self._later.get(name, ()) for name in names):
            if (what is None or others) and who == self.by.pk:
                continue
            if what is None or what in kinds:
                found = max(found, number)
        return Activity.objects.select_related("by").defer("changes").get(pk=found) if found else None

    @cached_property
    def _later(self) -> dict[tuple[str, Any], list[Touch]]:
        """What the standing lines after this one did to rows of this one, or to the shots of its scenes."""
        scenes = [e["id"] for e in self.entries if e["row"] == "scene"]
        ids = {e["id"] for e in self.entries} | set(Shot.objects.filter(scene_id__in=scenes).values_list("pk", flat=True))
        keys = {row.key for row in self.rows.values() if isinstance(row, Anchor)}
        return touches(steps(self.locked).filter(undone_at__isnull=True, id__gt=self.line.pk), ids, keys)

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
        for kind, listed in groupby(self.entries, key=_kind):
            if kind == "was":
                self._put(list(listed))
            elif kind == "shot placed":
                self._place_shots(list(listed))
            else:
                for entry in listed:
                    self._turn(entry)

    def _turn(self, entry: dict[str, Any]) -> None:
        if "place" in entry:
            self._place_scene(entry)
        elif "kept" in entry:
            keep_anchor(self.locked, self.row(entry), self.sides(entry, "kept")[1])
        else:
            self._there(entry)

    def _values(self, entry: dict[str, Any]) -> dict[str, Any]:
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
        return values

    def _put(self, entries: list[dict[str, Any]]) -> None:
        """Rows that get the same values, one after the other, get them in one statement."""
        for _, alike in groupby(entries, key=lambda e: (e["row"], repr(list(cells(e))))):
            group = list(alike)
            if len(group) > 1 and not any("." in cell for cell, _, _ in cells(group[0])):
                put_all(self.locked, [self.row(e) for e in group], self.by, **self._values(group[0]))
            else:
                for entry in group:
                    put(self.locked, self.row(entry), self.by, **self._values(entry))

    def _place_scene(self, entry: dict[str, Any]) -> None:
        row, (_, there) = self.row(entry), self.sides(entry, "place")
        row.refresh_from_db()
        if there is None:
            lift_scene(self.locked, row)
        else:
            place_scene(self.locked, row, self._after_neighbour(row, *there))

    def _after_neighbour(self, row: Scene, position: int, before: int | None = None) -> int:
        """Where a scene belongs among the others: after the one that it stood after, else at its position.

        Lines from before neighbours were kept hold a position alone.
        """
        kept = Scene.objects.filter(project=self.locked, deleted_at__isnull=True).exclude(pk=row.pk)
        order = list(kept.order_by("position", "id").values_list("pk", flat=True)) if before else []
        return order.index(before) + 1 if before in order else position

    def _place_shots(self, entries: list[dict[str, Any]]) -> None:
        """Puts shots where they stood, one after the other, each after the shot that it stood after."""
        rows = Shot.objects.in_bulk([entry["id"] for entry in entries])
        self.rows |= {("shot", pk): row for pk, row in rows.items()}
        wanted = {entry["id"]: self.sides(entry, "place")[1] for entry in entries}
        kept = Scene.objects.filter(project=self.locked, deleted_at__isnull=True)
        scenes = {place[0] for place in wanted.values() if place}
        missing = scenes - set(kept.filter(pk__in=scenes).values_list("pk", flat=True))
        if missing:
            code = next(rows[pk].code for pk, place in wanted.items() if place and place[0] in missing)
            raise Refused(f"The scene of {code} was deleted. Restore the scene first.")
        here = {row.scene_id for row in rows.values() if row.deleted_at is None}
        orders: dict[int, list[Shot]] = {pk: [] for pk in scenes | here}
        for row in Shot.objects.filter(scene_id__in=orders, deleted_at__isnull=True).order_by("position", "id"):
            orders[row.scene_id].append(rows.get(row.pk, row))
        at = {row.pk: scene for scene, listed in orders.items() for row in listed}
        for entry in entries:
            _put_after(orders, at, rows[entry["id"]], self.sides(entry, "place")[1])
        rearrange(self.locked, orders, list(rows.values()), self.by)

    def _there(self, entry: dict[str, Any]) -> None:
        row, (here, there) = self.row(entry), self.sides(entry, "there")
        if entry["row"] == "break":
            guard_shots(Shot.objects.get(pk=(here or there)["shot_id"]))
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
