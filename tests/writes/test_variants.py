"""Variants as rows: added, edited through the gate, picked, taken back."""

import pytest

from projects.core.findings import Refused
from projects.models import Project
from projects.reads import report_of
from projects.writes.shots import save_shot
from projects.writes.shots_gate import mark
from projects.writes.transaction import Blocked, Stale
from projects.writes.undo import undo
from projects.writes.variants import add_variant, delete_variant, pick_variant, save_variant
from tests import factories

WRONG = "another wooden pier, fog rolling in"


@pytest.fixture
def second(project, owner):
    """SH020 has a variant B that says something else."""
    assert add_variant(project, "SH020", like="A", by=owner) == "B"
    save_variant(project, "SH020", "B", {"action": "runs quickly away"}, by=owner)
    return factories.shot(project, "SH020").variants[0]


def test_a_variant_is_edited_and_the_shot_stays_as_it_is(project, second):
    shot = factories.shot(project, "SH020")
    assert (shot.action, second.action) == ("stops and turns toward the water", "runs quickly away")


def test_picking_swaps_and_the_way_back_swaps_again(project, second, owner):
    before = factories.shot(project, "SH020")
    line = pick_variant(project, "SH020", "B", by=owner)
    assert (factories.shot(project, "SH020").action, factories.shot(project, "SH020").variant) == ("runs quickly away", "B")
    assert line
    undo(project, line.pk, by=owner, role="owner")
    assert factories.shot(project, "SH020") == before


def test_a_wording_that_would_break_continuity_is_blocked_in_a_variant_too(project, second, owner):
    before = factories.everything()
    with pytest.raises(Blocked):
        save_variant(project, "SH020", "B", {"environment": WRONG}, by=owner)
    assert factories.everything() == before


def test_the_picked_one_is_saved_as_the_shot(project, second, owner):
    save_variant(project, "SH020", "A", {"action": "waits"}, by=owner)
    assert factories.shot(project, "SH020").action == "waits"


def test_a_variant_goes_and_comes_back(project, second, owner):
    line = delete_variant(project, "SH020", "B", by=owner)
    assert factories.shot(project, "SH020").variants == ()
    assert line
    undo(project, line.pk, by=owner, role="owner")
    assert factories.shot(project, "SH020").variants == (second,)


def test_what_is_not_there_is_refused(project, owner):
    for step in (pick_variant, delete_variant):
        with pytest.raises(Refused, match="no variant C"):
            step(project, "SH020", "C", by=owner)


@pytest.mark.parametrize(
    "step", [pick_variant, delete_variant, lambda p, code, letter, by: add_variant(p, code, like=letter, by=by)]
)
def test_an_edit_that_came_in_between_stays(step, project, second, owner, editor):
    mine = Project.objects.get(pk=project.pk)
    report_of(mine)  # what this person's request has read
    save_shot(project, "SH020", {"title": "At the rail", "notes": "hold longer"}, by=editor)
    step(mine, "SH020", "B", by=owner)
    assert (factories.shot(project, "SH020").title, factories.shot(project, "SH020").notes) == (
        "At the rail",
        "hold longer",
    )


def test_two_people_change_a_variant(project, second, owner, editor):
    seen = {"action": mark(second.action), "lens": mark(second.lens)}
    save_variant(project, "SH020", "B", {"action": "stands still"}, by=editor, seen=seen)
    save_variant(project, "SH020", "B", {"lens": "85mm"}, by=owner, seen=seen)
    with pytest.raises(Stale, match="changed this"):
        save_variant(project, "SH020", "B", {"action": "walks on"}, by=owner, seen=seen)
    now = factories.shot(project, "SH020").variants[0]
    assert (now.action, now.lens) == ("stands still", "85mm")
