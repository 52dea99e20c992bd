"""Two people at one plan, each doing, taking back and doing again: nobody's later work goes without a word."""

from __future__ import annotations

import contextlib
from decimal import Decimal
from typing import Any

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from projects.core.batching import Batch
from projects.core.board import Anchor, StartsFrom, Word
from projects.core.document import dumps, loads
from projects.core.findings import Refused
from projects.models import Activity, Project, Scene, Shot
from projects.reads import catalogue
from projects.writes.anchors import (
    attached_to,
    create_anchor,
    delete_anchor,
    edit_anchor,
    record_break,
    restore_anchor,
    set_without,
)
from projects.writes.batch_edit import edit_shots
from projects.writes.columns import plain
from projects.writes.moves import move_scene, move_shot
from projects.writes.projects import save_settings
from projects.writes.protection import approved_may_change
from projects.writes.rules import set_rule
from projects.writes.scenes import create_scene, delete_scene, edit_scene, restore_scene
from projects.writes.seeds import choose_master, lock_seed, unlock_seed
from projects.writes.shots import create_shot, delete_shot, duplicate_shot, restore_shot, save_shot, set_omitted
from projects.writes.status import set_status
from projects.writes.step import ROWS
from projects.writes.structure import copy_scene, join_shots, split_shot
from projects.writes.threads import draw_thread
from projects.writes.transaction import Blocked
from projects.writes.undo import redo, undo
from projects.writes.variants import add_variant, pick_variant
from projects.writes.words import save_word
from tests import boards, factories

index = st.integers(0, 30)
people = st.sampled_from(["owner", "editor"])
# Not a person's own doing: places shift, revisions count, times pass, and a lock gives its seed.
ASIDE = {"position", "revision", "changed_by_id", "deleted_at", "seed", "changed_at", "at", "by_id"}

Cells = dict[tuple[str, int, str], Any]


def cells_of(project: Project) -> Cells:
    """Every value of a plan by table, key and column; whether a row is there is a value, too."""
    found: Cells = {}
    for name, model in ROWS.items():
        rows: Any = model._default_manager.all()
        rows = (
            rows.filter(pk=project.pk)
            if name == "project"
            else rows.filter(shot__project=project)
            if name == "break"
            else rows.filter(project=project)
        )
        for row in rows:
            for field in row._meta.concrete_fields:
                value = plain(getattr(row, field.attname))
                if isinstance(value, dict):
                    found |= {(name, row.pk, f"{field.attname}.{key}"): item for key, item in value.items()}
                elif field.attname not in ASIDE:
                    found[name, row.pk, field.attname] = value
            found[name, row.pk, "there"] = getattr(row, "deleted_at", None) is None
    return found


def pick(rows: Any, at: int, name: str) -> str:
    """One of the rows by number. Refused where there is none."""
    found = list(rows.order_by("pk").values_list(name, flat=True))
    if not found:
        raise Refused("There is none.")
    return str(found[at % len(found)])


class Plan:
    """What a write chooses from."""

    def __init__(self, project: Project, a: int, b: int) -> None:
        self.project, self.a, self.b = project, a, b
        kept = Shot.objects.filter(project=project, deleted_at__isnull=True, scene__deleted_at__isnull=True)
        scenes = project.scenes.filter(deleted_at__isnull=True)
        self.shot = lambda: pick(kept, a, "code")
        self.other = lambda: pick(kept, b, "code")
        self.scene = lambda: pick(scenes, b, "key")
        self.anchor = lambda: pick(project.anchors.filter(deleted_at__isnull=True), b, "key")
        self.gone = lambda: pick(project.shots.filter(deleted_at__isnull=False), a, "code")
        self.gone_scene = lambda: pick(project.scenes.filter(deleted_at__isnull=False), a, "key")
        self.gone_anchor = lambda: pick(project.anchors.filter(deleted_at__isnull=False), a, "key")
        self.some = lambda: sorted({self.shot(), self.other()})


def _edit_anchor(p: Plan, by: Any) -> None:
    row = p.project.anchors.get(key=p.anchor())
    edit_anchor(p.project, row.key, name=row.name, kind=row.kind, description=f"as {p.a}", revision=row.revision, by=by)


def _lock(p: Plan, by: Any) -> None:
    code = p.shot()
    where = Shot.objects.get(project=p.project, code=code).scene.key if p.b % 2 else None
    try:
        lock_seed(p.project, where, master=code, seed=p.a, reason="", by=by)
    except Refused:
        if p.b % 3:
            choose_master(p.project, where, master=code, by=by)
        else:
            unlock_seed(p.project, where, reason="another look", by=by)


def _start(p: Plan, by: Any) -> None:
    if p.shot() != p.other():
        save_shot(p.project, p.shot(), {"starts_from": StartsFrom(p.other(), "last")}, by=by)


def _batch(p: Plan, by: Any) -> None:
    deeds = [
        Batch("change", {"duration": Decimal(p.a % 5 + 3), "quality": "fast" if p.b % 2 else None}),
        Batch("change", {}, attach=(p.anchor(),)), Batch("change", {}, leave_out=(p.anchor(),)), Batch("change", {}, detach=(p.anchor(),)),
        Batch("move", scene=p.scene(), place=p.a % 3), Batch("duplicate"), Batch("omit"), Batch("back"), Batch("delete"),
        Batch("status", status=("in-review", "draft", "approved")[p.b % 3]),
    ]  # fmt: skip
    edit_shots(p.project, p.some(), deeds[p.a % len(deeds)], by=by, role="owner")


WRITES: dict[str, Any] = {
    "text": lambda p, by: save_shot(p.project, p.shot(), {"title": f"T{p.b % 3}"}, by=by),
    "text and anchor": lambda p, by: save_shot(p.project, p.shot(), {"notes": f"N{p.b % 2}", "anchors": (p.anchor(),)}, by=by),
    "break": lambda p, by: record_break(p.project, p.shot(), p.anchor(), f"reason {p.a % 2}", by=by),
    "without": lambda p, by: set_without(p.project, p.shot(), p.anchor(), bool(p.a % 2), by=by),
    "move": lambda p, by: move_shot(p.project, p.shot(), p.scene(), p.b % 4, by=by),
    "omit": lambda p, by: set_omitted(p.project, p.shot(), bool(p.b % 2), by=by),
    "delete": lambda p, by: delete_shot(p.project, p.shot(), by=by),
    "restore": lambda p, by: restore_shot(p.project, p.gone(), by=by),
    "create": lambda p, by: create_shot(p.project, p.scene(), by=by),
    "copy": lambda p, by: duplicate_shot(p.project, p.shot(), by=by),
    "status": lambda p, by: set_status(p.project, p.shot(), ("in-review", "draft", "approved")[p.b % 3], role="owner", by=by),
    "scene": lambda p, by: create_scene(p.project, "Later", by=by),
    "scene title": lambda p, by: edit_scene(p.project, p.scene(), title=f"S{p.a % 3}", anchors=[p.anchor()] if p.a % 2 else [], by=by),
    "scene delete": lambda p, by: delete_scene(p.project, p.scene(), by=by),
    "scene restore": lambda p, by: restore_scene(p.project, p.gone_scene(), by=by),
    "scene move": lambda p, by: move_scene(p.project, p.scene(), p.a % 4, by=by),
    "anchor": lambda p, by: create_anchor(p.project, Anchor(f"x{p.a}", "style", f"x{p.a}", "35 mm"), by=by, level="scene", where=p.scene()),
    "anchor text": _edit_anchor,
    "anchor places": lambda p, by: attached_to(p.project, p.anchor(), {"project": [""]} if p.a % 2 else {"shot": [p.shot()]}, by=by),
    "anchor delete": lambda p, by: delete_anchor(p.project, p.anchor(), by=by),
    "anchor restore": lambda p, by: restore_anchor(p.project, p.gone_anchor(), by=by),
    "settings": lambda p, by: save_settings(p.project, {"title": f"P{p.a % 3}", "cfg": Decimal(p.b % 9 + 1)}, by=by),
    "rule": lambda p, by: set_rule(p.project, "seed.unlocked", ("off", "error")[p.a % 2], "why not", by=by),
    "word": lambda p, by: save_word(p.project, Word("action", f"w{p.a}", ""), by=by),
    "lock": _lock,
    "reference": _start,
    "batch": _batch,
    "batch again": _batch,
    "thread": lambda p, by: draw_thread(p.project, p.anchor(), p.some(), ("use", "without", "break")[p.a % 3], "why", by=by),
    "split": lambda p, by: split_shot(p.project, p.shot(), by=by, parts=2),
    "join": lambda p, by: join_shots(p.project, p.shot(), by=by),
    "scene copy": lambda p, by: copy_scene(p.project, p.scene(), by=by),
    "variant": lambda p, by: add_variant(p.project, p.shot(), like="A", by=by),
    "pick": lambda p, by: pick_variant(p.project, p.shot(), "B", by=by),
}  # fmt: skip


class SceneGone(Exception):
    """A step cannot be turned round because a scene has gone meanwhile, which is said so."""


def turn_round(way: Any, project: Project, number: int, by: Any) -> None:
    try:
        with approved_may_change(True):
            way(project, number, by=by, role="owner")
    except Refused as error:
        raise SceneGone if "Restore the scene first" in str(error) else error from None


class Together(RuleBasedStateMachine):
    """A plan under two people, with who wrote each of its values last."""

    def __init__(self) -> None:
        super().__init__()
        self.people = {"owner": factories.person(), "editor": factories.person()}
        self.project = factories.project_of(boards.harbour_and_kitchen(), self.people["owner"])
        self.authors: dict[tuple[str, int, str], str] = {}
        # What a step took over from whom, by its line.
        self.before: dict[int, dict[tuple[str, int, str], str]] = {}

    def fresh(self) -> Project:
        return Project.objects.get(pk=self.project.pk)

    def changed(self, was: Cells) -> set[tuple[str, int, str]]:
        """The values that differ from what they were."""
        now = cells_of(self.project)
        return {cell for cell in was.keys() | now.keys() if was.get(cell) != now.get(cell)}

    @rule(who=people, what=st.sampled_from(sorted(WRITES)), a=index, b=index)
    def somebody_writes(self, who: str, what: str, a: int, b: int) -> None:
        lines = Activity.objects.filter(project=self.project, can_undo=True).order_by("-id")
        was, count = cells_of(self.project), lines.count()
        with contextlib.suppress(Refused, Blocked), approved_may_change(True):
            WRITES[what](Plan(self.fresh(), a, b), self.people[who])
        changed = self.changed(was)
        assert lines.count() - count <= 1
        assert lines.count() > count or not changed
        if lines.count() > count:
            self.before[lines[0].pk] = {cell: self.authors[cell] for cell in changed if cell in self.authors}
        self.authors |= dict.fromkeys(changed, who)

    @rule(who=people, at=index, back=st.booleans(), latest=st.booleans())
    def somebody_turns(self, who: str, at: int, back: bool, latest: bool) -> None:
        by, number = self.people[who], None
        if not latest:
            lines = Activity.objects.filter(project=self.project, can_undo=True, undone_at__isnull=back).order_by("-id")
            if not lines:
                return
            number = lines[min(at, len(lines) - 1)].pk
        was, rows = cells_of(self.project), self.order()
        try:
            with approved_may_change(True):
                line = (undo if back else redo)(self.fresh(), number, by=by, role="owner")
        except Refused:
            assert (cells_of(self.project), self.order()) == (was, rows)
            return
        whose = "owner" if line.by_id == self.people["owner"].pk else "editor"
        changed, before = self.changed(was), self.before[line.pk]
        for cell in changed:
            # Whoever turns a line turns what its author wrote, or their own: never what a third step left there.
            last, first = self.authors.get(cell, "nobody"), before.get(cell, "nobody")
            assert last in (who, whose if back else first), (line.verb, line.changes, cell, last)
            self.authors[cell] = first if back else whose
        board = factories.board(self.project)
        with contextlib.suppress(SceneGone):
            turn_round(redo if back else undo, self.fresh(), line.pk, by)
            self.compare(line, was, rows)
            (undo if back else redo)(self.fresh(), line.pk, by=by, role="owner")
            newer = Activity.objects.filter(project=self.project, id__gt=line.pk, can_undo=True).exists()
            assert factories.board(self.project) == board or newer, (line.verb, line.changes)

    def compare(self, line: Activity, was: Cells, rows: list[list[str]]) -> None:
        """Everything is again as it was before a step was turned and turned round."""
        assert cells_of(self.project) == was, (line.verb, line.changes)
        newer = Activity.objects.filter(project=self.project, id__gt=line.pk, can_undo=True).exists()
        # What others have put in between since may stand on the other side afterwards.
        assert self.order() == rows or (newer and self.sorted() == sorted(map(sorted, rows))), (line.verb, line.changes)

    def sorted(self) -> list[list[str]]:
        return sorted(map(sorted, self.order()))

    def order(self) -> list[list[str]]:
        return [[s.key, *(shot.key for shot in s.shots)] for s in factories.board(self.project).scenes]

    @invariant()
    def places_are_exact(self) -> None:
        scenes = Scene.objects.filter(project=self.project, deleted_at__isnull=True).order_by("position")
        assert [scene.position for scene in scenes] == list(range(len(scenes)))
        for scene in Scene.objects.filter(project=self.project):
            rows = Shot.objects.filter(scene=scene, deleted_at__isnull=True).order_by("position")
            assert list(rows.values_list("position", flat=True)) == list(range(len(rows)))

    @invariant()
    def no_shot_differs_from_its_lock(self) -> None:
        board = factories.board(self.project)
        for scene in board.scenes:
            lock = scene.seed_lock or board.seed_lock
            if lock:
                assert {shot.seed for shot in scene.shots} - {None, lock.seed} == set()

    @invariant()
    def the_document_comes_in_again(self) -> None:
        board = factories.board(self.project)
        assert loads(dumps(board), catalogue()) == board


class TestTogether(Together.TestCase, TestCase):  # type: ignore[misc, valid-type]
    """Each run in a transaction of its own."""

    settings = settings(  # type: ignore[assignment]
        max_examples=8, stateful_step_count=30, deadline=None, derandomize=True, print_blob=False,
        suppress_health_check=list(HealthCheck), phases=[Phase.explicit, Phase.generate],
    )  # fmt: skip
