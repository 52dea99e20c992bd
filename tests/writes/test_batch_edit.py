"""One thing done with several shots: all or nothing, one line, one way back, exactly what the preview showed."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from projects.core.batching import Batch, after, picked
from projects.core.findings import Held, Refused
from projects.models import Activity, Shot
from projects.writes.batch_edit import edit_shots
from projects.writes.shots import save_shot
from projects.writes.undo import redo, undo
from tests import boards, factories


def edit(project, by, codes, batch, role="owner", **options):
    return edit_shots(project, codes, batch, by=by, role=role, **options)


@pytest.fixture
def plan(owner):
    return factories.project_of(boards.harbour_and_kitchen(), owner)


DEEDS = {
    "change": Batch("change", {"duration": Decimal(6), "quality": None, "shot_size": "cu"}, attach=("gull",)),
    "move to another scene": Batch("move", scene="kitchen", place=1),
    "move within": Batch("move", scene="arrival", place=99),
    "duplicate": Batch("duplicate"),
    "omit": Batch("omit"),
    "status": Batch("status", status="in-review"),
    "delete": Batch("delete"),
}


@pytest.mark.parametrize("name", DEEDS)
def test_each_deed_goes_back_and_forth_as_one_step(plan, owner, name):
    before, lines = factories.board(plan), Activity.objects.filter(project=plan, can_undo=True).count()
    line = edit(plan, owner, ["SH020", "SH010"], DEEDS[name])
    done = factories.board(plan)
    assert done != before
    assert Activity.objects.filter(project=plan, can_undo=True).count() == lines + 1
    undo(plan, line.pk, by=owner, role="owner")
    assert factories.board(plan) == before
    redo(plan, line.pk, by=owner, role="owner")
    assert factories.board(plan) == done


@pytest.mark.parametrize("name", ["change", "move within", "omit"])
def test_what_the_preview_showed_is_what_happens(plan, owner, name):
    before = factories.board(plan)
    expected = after(before, picked(before, ["SH010", "SH020"]), DEEDS[name])
    edit(plan, owner, ["SH010", "SH020"], DEEDS[name])
    assert factories.board(plan) == replace(expected, seed_lock=factories.board(plan).seed_lock)


class Orders(TestCase):
    @settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
    @given(
        wanted=st.sets(st.sampled_from(["SH010", "SH020", "SH030", "SH040", "SH050", "12A"]), min_size=1),
        scene=st.sampled_from(["arrival", "kitchen"]),
        place=st.integers(0, 6),
        delete=st.booleans(),
    )
    def test_order_is_exact_there_and_back(self, wanted, scene, place, delete):
        owner = factories.person()
        plan = factories.project_of(boards.harbour_and_kitchen(), owner)
        before = factories.board(plan)
        line = edit(plan, owner, wanted, Batch("delete") if delete else Batch("move", scene=scene, place=place))
        for row in plan.scenes.all():
            positions = Shot.objects.filter(scene=row, deleted_at__isnull=True).values_list("position", flat=True)
            assert sorted(positions) == list(range(len(positions)))
        if line is not None:
            undo(plan, line.pk, by=owner, role="owner")
        assert factories.board(plan) == before


def test_a_shot_that_moves_under_a_lock_takes_its_seed(plan, owner):
    edit(plan, owner, ["SH040"], Batch("move", scene="arrival", place=0))
    lock = factories.board(plan).scenes[0].seed_lock
    assert lock
    assert factories.shot(plan, "SH040").seed == lock.seed


def test_one_step_in_review_that_may_not_be_stops_all(plan, owner):
    save_shot(plan, "SH020", {"duration": Decimal(500)}, by=owner)
    before = factories.content()
    with pytest.raises(Held, match="SH020: This shot has"):
        edit(plan, owner, ["SH010", "SH020"], Batch("status", status="approved"))
    assert factories.content() == before


def test_a_preview_of_a_plan_that_moved_on_is_refused(plan, owner, editor):
    seen = plan.revision
    save_shot(plan, "SH030", {"title": "x"}, by=editor)
    with pytest.raises(Refused, match="meanwhile"):
        edit(plan, owner, ["SH010"], Batch("omit"), revision=seen)


def test_nothing_to_change_is_no_step(plan, owner):
    assert edit(plan, owner, ["SH010"], Batch("back")) is None


def test_an_undo_of_many_leaves_what_somebody_changed_since(plan, owner, editor):
    line = edit(plan, owner, ["SH010", "SH020"], Batch("change", {"cfg": Decimal(9)}))
    save_shot(plan, "SH020", {"cfg": Decimal(11)}, by=editor)
    with pytest.raises(Refused, match="Editor has changed the cfg of SH020 since"):
        undo(plan, line.pk, by=owner, role="owner")
    assert factories.shot(plan, "SH010").cfg == Decimal(9)
