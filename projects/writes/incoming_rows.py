"""The rows of what is taken in from a file: the board after it, held against the one before it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from projects.approvals import digest_of
from projects.core import board as core
from projects.core.document_later import BOARD_LATER
from projects.core.incoming_apply import chosen_changes, moves
from projects.core.incoming_values import Choices, Plan
from projects.core.report import Report, ShotReport
from projects.models import Anchor, Decision, Project, Scene, SeedLock, Shot, ShotVersion, User
from projects.writes.anchor_versions import add_anchor_version
from projects.writes.batch import write_states
from projects.writes.rows import keep_later, project_columns, shot_columns
from projects.writes.shots_gate import add_versions
from projects.writes.shots_rows import record_breaks
from projects.writes.step import make, make_shots, place_scene, put, put_all, rearrange

# Beyond so many places in one scene, new shots come in as one block and go to their places together.
_RUNS = 8


@dataclass(slots=True)
class Writing:
    """One file being written; `locked` stands in `changing`."""

    locked: Project
    before: Report
    after: Report
    plan: Plan
    choices: Choices
    by: User
    rows: dict[str, Shot] = field(default_factory=dict)
    scenes: dict[str, Scene] = field(default_factory=dict)
    old: dict[str, core.Shot] = field(default_factory=dict)
    items: dict[str, ShotReport] = field(default_factory=dict)

    def write(self) -> None:
        """Writes everything that differs."""
        kept = Shot.objects.filter(project=self.locked, deleted_at__isnull=True, scene__deleted_at__isnull=True)
        self.rows = {row.code: row for row in kept}
        self.scenes = {row.key: row for row in Scene.objects.filter(project=self.locked, deleted_at__isnull=True)}
        self.old = {shot.key: shot for _, shot in self.before.board.shots()}
        self.items = {item.shot.key: item for item in self.after.all_shots()}
        self._settings()
        self._anchors()
        self._scenes()
        self._places()
        new = self._new()
        self._locks()
        self._states()
        self._new_links(new)
        self._marks(new)

    def _settings(self) -> None:
        names = [c.field for c in self.plan.project if getattr(self.after.board, c.field) == c.after]
        names = [name for name in names if getattr(self.before.board, name) != getattr(self.after.board, name)]
        columns = project_columns(self.after.board)
        plain = {name: columns[name] for name in names if name not in (*BOARD_LATER, "seed_lock")}
        if plain:
            put(self.locked, self.locked, **plain)
        later = {name: getattr(self.after.board, name) for name in names if name in BOARD_LATER}
        if later:
            keep_later(self.locked, **later)

    def _anchors(self) -> None:
        old = {anchor.key: anchor for anchor in self.before.board.anchors}
        rows = {row.key: row for row in Anchor.objects.filter(project=self.locked)}
        for at, anchor in enumerate(self.after.board.anchors):
            row, was = rows.get(anchor.key), old.get(anchor.key)
            if row is None:
                make(
                    self.locked, Anchor, project=self.locked, key=anchor.key, kind=anchor.kind, name=anchor.name,
                    description=anchor.description, position=at,
                )  # fmt: skip
            elif was != anchor:
                put(self.locked, row, deleted_at=None, name=anchor.name, description=anchor.description, kind=anchor.kind)
                before = {"name": was.name, "description": was.description} if was else {}
                add_anchor_version(row, before, self.by)

    def _scenes(self) -> None:
        """New scenes, new titles, and the order of scenes."""
        order = [scene.key for scene in self.before.board.scenes]
        old = {scene.key: scene for scene in self.before.board.scenes}
        for at, scene in enumerate(self.after.board.scenes):
            columns = {"title": scene.title, "anchors": list(scene.anchors)}
            if scene.key not in old:
                self.scenes[scene.key] = make(
                    self.locked, Scene, project=self.locked, key=scene.key, position=at, **columns
                )
                order.insert(at, scene.key)
                continue
            was, row = old[scene.key], self.scenes[scene.key]
            if order[at] != scene.key:
                row.refresh_from_db()
                place_scene(self.locked, row, at)
                order.remove(scene.key)
                order.insert(at, scene.key)
            if (was.title, was.anchors) != (scene.title, scene.anchors):
                row.refresh_from_db()
                put(self.locked, row, **columns)

    def _places(self) -> None:
        """Known shots that go elsewhere, and those that go away."""
        was = {scene.key: [shot.key for shot in scene.shots] for scene in self.before.board.scenes}
        kept = {shot.key for _, shot in self.after.board.shots()}
        now = {s.key: [shot.key for shot in s.shots if shot.key in self.old] for s in self.after.board.scenes}
        orders = {self.scenes[key].pk: self._rows(codes) for key, codes in now.items() if codes != was.get(key, [])}
        meant = {entry.key for entry in self.plan.entries if moves(entry, self.choices)}
        order = [code for codes in now.values() for code in codes]
        moving = [code for code in order if code in meant]
        gone = [code for code in self.old if code not in kept]
        if orders:
            rearrange(self.locked, orders, self._rows([*moving, *gone]), self.by)

    def _rows(self, codes: Sequence[str]) -> list[Shot]:
        return [self.rows[code] for code in codes]

    def _new(self) -> list[core.Shot]:
        """Rows for new shots, each run of them in one block."""
        made: list[core.Shot] = []
        for scene in self.after.board.scenes:
            runs: list[tuple[int, list[core.Shot]]] = []
            for at, shot in enumerate(scene.shots):
                if shot.key in self.old:
                    continue
                if runs and runs[-1][0] + len(runs[-1][1]) == at:
                    runs[-1][1].append(shot)
                else:
                    runs.append((at, [shot]))
            new = [shot for _, run in runs for shot in run]
            if len(runs) > _RUNS:
                self._make(scene.key, len(scene.shots) - len(new), new)
                rows = self._rows([shot.key for shot in scene.shots])
                rearrange(self.locked, {self.scenes[scene.key].pk: rows}, self._rows([s.key for s in new]), self.by)
            else:
                for at, run in runs:
                    self._make(scene.key, at, run)
            made += new
        return made

    def _make(self, scene: str, at: int, shots: Sequence[core.Shot]) -> None:
        columns = [{**shot_columns(s), "code": s.key, "changed_by": self.by, "starts_from": ""} for s in shots]
        for row in make_shots(self.locked, self.scenes[scene], at, columns):
            self.rows[row.code] = row

    def _locks(self) -> None:
        """Seed locks of new scenes, and of a project that had no scene yet."""
        known = {scene.key for scene in self.before.board.scenes}
        own = self.after.board.seed_lock
        if own is not None and self.before.board.seed_lock is None:
            master = self.rows.get(own.master or "")
            make(self.locked, SeedLock, project=self.locked, scene=None, seed=own.seed, master=master, by=self.by)
        for scene in self.after.board.scenes:
            lock = scene.seed_lock
            if lock is not None and scene.key not in known:
                master = self.rows.get(lock.master or "")
                row = self.scenes[scene.key]
                make(self.locked, SeedLock, project=self.locked, scene=row, seed=lock.seed, master=master, by=self.by)

    def _states(self) -> None:
        """Known shots with new values: those that say now what the file says, and those of which some of it was kept."""
        whole: dict[str, tuple[core.Shot, core.Shot, ShotReport]] = {}
        part: dict[str, tuple[core.Shot, core.Shot, ShotReport]] = {}
        changes = {entry.key: entry.changes for entry in self.plan.entries}
        for code, old in self.old.items():
            item = self.items.get(code)
            if item is None or item.shot == old:
                continue
            given = changes.get(code, ())
            all_taken = bool(given) and len(chosen_changes(code, given, self.choices)) == len(given)
            (whole if all_taken else part)[code] = (old, item.shot, item)
        for states, reason in ((whole, "import"), (part, "edit")):
            if states:
                write_states(self.locked, states, self.after.board, self.by, reason)
        self._flags({**whole, **part})

    def _flags(self, states: Mapping[str, tuple[core.Shot, core.Shot, ShotReport]]) -> None:
        """Status and omission, which a save of a shot leaves alone."""
        rows = {row.code: row for row in Shot.objects.filter(project=self.locked, code__in=list(states))}
        for name in ("omitted", "status"):
            groups: dict[object, list[Shot]] = {}
            for code, (old, shot, _) in states.items():
                if getattr(old, name) != getattr(shot, name):
                    groups.setdefault(getattr(shot, name), []).append(rows[code])
            for value, alike in groups.items():
                put_all(self.locked, alike, self.by, **{name: value})

    def _new_links(self, new: Sequence[core.Shot]) -> None:
        """What points from a new shot to others: the frame it starts from, and its breaks."""
        for shot in new:
            start = shot.starts_from
            if start is not None:
                how = (start.frame or "last") if start.shot else "upload"
                source = self.rows.get(start.shot or "")
                put(self.locked, self.rows[shot.key], self.by, starts_from=how, starts_from_shot=source)
            if shot.breaks:
                reasons = {item.anchor: item.reason for item in shot.breaks}
                record_breaks(self.locked, self.rows[shot.key], reasons, self.by)

    def _marks(self, new: Sequence[core.Shot]) -> None:
        """First versions of new shots, and a decision for what the file brings as approved."""
        add_versions([(self.rows[s.key], self.items[s.key].context) for s in new], self.by, "import")
        approved = [c for c, item in self.items.items() if item.shot.status == "approved" and self._brought(c)]
        rows = [self.rows[code] for code in approved]
        add_versions([(self.rows[code], self.items[code].context) for code in approved], self.by, "frozen")
        versions: dict[int, ShotVersion] = {}
        for version in ShotVersion.objects.filter(shot__in=rows).order_by("number").only("shot_id", "digest"):
            versions[version.shot_id] = version
        Decision.objects.bulk_create(
            [
                Decision(
                    project=self.locked, shot=self.rows[code], version=versions[self.rows[code].pk], kind="approved",
                    digest=digest_of(self.items[code]), by=self.by, name=self.by.label[:80], imported=True,
                )
                for code in approved
            ],
            batch_size=500,
        )  # fmt: skip

    def _brought(self, code: str) -> bool:
        old = self.old.get(code)
        return old is None or old.status != "approved"
