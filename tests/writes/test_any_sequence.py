"""Whatever people do, in whatever order: positions are exact, codes stay, and the plan can be taken out and in again."""

from __future__ import annotations

import contextlib

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from projects.core.document import dumps, loads
from projects.core.findings import Refused
from projects.models import Project, Scene, Shot
from projects.reads import catalogue
from projects.writes.anchors import delete_anchor, restore_anchor
from projects.writes.moves import move_scene, move_shot
from projects.writes.projects import duplicate_project, import_board
from projects.writes.scenes import create_scene, delete_scene, restore_scene
from projects.writes.seeds import lock_seed, unlock_seed
from projects.writes.shots import create_shot, delete_shot, duplicate_shot, restore_shot, save_shot, set_omitted
from tests import boards, factories

places = st.integers(0, 6)
index = st.integers(0, 30)


class Sequence(RuleBasedStateMachine):
    """A project under every kind of write that changes order, beside lists that say what must come out."""

    def __init__(self) -> None:
        super().__init__()
        self.owner = factories.person()
        self.project = factories.project_of(boards.harbour_and_kitchen(), self.owner)
        self.order = {scene.key: [shot.key for shot in scene.shots] for scene in factories.board(self.project).scenes}
        self.keys = list(self.order)
        self.gone: dict[str, str] = {}
        self.gone_scenes: list[str] = []
        self.ever = {code for codes in self.order.values() for code in codes}

    def pick(self, at: int) -> tuple[str, str]:
        """A scene and one of its shots."""
        found = [(key, code) for key in self.keys for code in self.order[key]]
        return found[at % len(found)]

    def has_shots(self) -> bool:
        return any(self.order[key] for key in self.keys)

    @precondition(lambda self: self.keys)
    @rule(at=index)
    def a_shot_is_added(self, at: int) -> None:
        key = self.keys[at % len(self.keys)]
        code = create_shot(self.project, key, by=self.owner)
        assert code not in self.ever
        self.ever.add(code)
        self.order[key].append(code)

    @precondition(has_shots)
    @rule(at=index, copy=st.booleans())
    def a_shot_is_added_after_another(self, at: int, copy: bool) -> None:
        key, before = self.pick(at)
        code = duplicate_shot(self.project, before, by=self.owner) if copy else create_shot(
            self.project, key, by=self.owner, after=before
        )  # fmt: skip
        assert code not in self.ever
        self.ever.add(code)
        self.order[key].insert(self.order[key].index(before) + 1, code)

    @precondition(has_shots)
    @rule(at=index, to=index, place=places)
    def a_shot_is_moved(self, at: int, to: int, place: int) -> None:
        key, code = self.pick(at)
        target = self.keys[to % len(self.keys)]
        move_shot(self.project, code, target, place, by=self.owner)
        self.order[key].remove(code)
        self.order[target].insert(place, code)

    @precondition(has_shots)
    @rule(at=index)
    def a_shot_is_deleted(self, at: int) -> None:
        key, code = self.pick(at)
        delete_shot(self.project, code, by=self.owner)
        self.order[key].remove(code)
        self.gone[code] = key

    @precondition(lambda self: any(key in self.keys for key in self.gone.values()))
    @rule(at=index)
    def a_shot_is_restored(self, at: int) -> None:
        found = sorted(code for code, key in self.gone.items() if key in self.keys)
        code = found[at % len(found)]
        place = Shot.objects.get(project=self.project, code=code).position
        restore_shot(self.project, code, by=self.owner)
        self.order[self.gone.pop(code)].insert(place, code)

    @precondition(has_shots)
    @rule(at=index, omitted=st.booleans())
    def a_shot_is_omitted_or_back(self, at: int, omitted: bool) -> None:
        set_omitted(self.project, self.pick(at)[1], omitted, by=self.owner)

    @precondition(has_shots)
    @rule(at=index, source=index)
    def a_shot_starts_from_another(self, at: int, source: int) -> None:
        from projects.core.board import StartsFrom

        code, other = self.pick(at)[1], self.pick(source)[1]
        if code != other:
            save_shot(self.project, code, {"starts_from": StartsFrom(other, "last")}, by=self.owner)

    @rule()
    def a_scene_is_added(self) -> None:
        key = create_scene(self.project, "Later", by=self.owner)
        assert key not in {*self.keys, *self.gone_scenes}
        self.keys.append(key)
        self.order[key] = []

    @precondition(lambda self: self.keys)
    @rule(at=index, place=places)
    def a_scene_is_moved(self, at: int, place: int) -> None:
        key = self.keys[at % len(self.keys)]
        move_scene(self.project, key, place, by=self.owner)
        self.keys.remove(key)
        self.keys.insert(place, key)

    @precondition(lambda self: self.keys)
    @rule(at=index)
    def a_scene_is_deleted(self, at: int) -> None:
        key = self.keys[at % len(self.keys)]
        delete_scene(self.project, key, by=self.owner)
        self.keys.remove(key)
        self.gone_scenes.append(key)

    @precondition(lambda self: self.gone_scenes)
    @rule()
    def a_scene_is_restored(self) -> None:
        key = self.gone_scenes.pop()
        place = Scene.objects.get(project=self.project, key=key).position
        restore_scene(self.project, key, by=self.owner)
        self.keys.insert(place, key)

    @precondition(has_shots)
    @rule(at=index, whole=st.booleans())
    def a_seed_is_locked_or_unlocked(self, at: int, whole: bool) -> None:
        key, code = self.pick(at)
        scene = None if whole else key
        try:
            lock_seed(self.project, scene, master=code, seed=at, reason="", by=self.owner)
        except Refused:
            unlock_seed(self.project, scene, reason="another look", by=self.owner)

    @rule(key=st.sampled_from(["pier", "keeper", "grain"]), back=st.booleans())
    def an_anchor_is_deleted_or_restored(self, key: str, back: bool) -> None:
        with contextlib.suppress(Refused):
            (restore_anchor if back else delete_anchor)(self.project, key, by=self.owner)

    @invariant()
    def the_order_is_exact(self) -> None:
        board = factories.board(self.project)
        assert [scene.key for scene in board.scenes] == self.keys
        assert [[shot.key for shot in scene.shots] for scene in board.scenes] == [self.order[key] for key in self.keys]
        for scene in Scene.objects.filter(project=self.project):
            rows = Shot.objects.filter(scene=scene, deleted_at__isnull=True).order_by("position")
            assert list(rows.values_list("position", flat=True)) == list(range(len(self.order[scene.key])))

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

    def teardown(self) -> None:
        board = factories.board(self.project)
        factories.forget_reports()
        slug = duplicate_project(Project.objects.get(pk=self.project.pk), by=self.owner)
        copy = factories.board(Project.objects.get(slug=slug))
        assert copy.scenes == board.scenes
        assert import_board(board, by=self.owner, allow_errors=True) != slug


class TestAnySequence(Sequence.TestCase, TestCase):  # type: ignore[misc, valid-type]
    """Each run in a transaction of its own."""

    settings = settings(  # type: ignore[assignment]
        max_examples=8, stateful_step_count=25, deadline=None, derandomize=True,
        suppress_health_check=list(HealthCheck), phases=[Phase.explicit, Phase.generate],
    )  # fmt: skip
