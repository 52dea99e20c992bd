"""Variants as rows: added, edited through the gate, picked, taken back."""

from dataclasses import replace

import pytest

from projects.core.board import Variant
from projects.core.findings import Refused
from projects.writes.batch import undo_batch
from projects.writes.transaction import Blocked
from projects.writes.variants import add_variant, delete_variant, pick_variant, save_variant
from tests import factories

WRONG = "another wooden pier, fog rolling in"


@pytest.fixture
def second(project, owner):
    """SH020 has a variant B that says something else."""
    assert add_variant(project, "SH020", like="A", by=owner) == "B"
    variant = replace(factories.shot(project, "SH020").variants[0], action="runs quickly away")
    save_variant(project, "SH020", variant, by=owner)
    return variant


def test_a_variant_is_edited_and_the_shot_stays_as_it_is(project, second):
    shot = factories.shot(project, "SH020")
    assert (shot.action, shot.variants) == ("stops and turns toward the water", (second,))


def test_picking_swaps_and_the_way_back_swaps_again(project, second, owner):
    before = factories.shot(project, "SH020")
    line = pick_variant(project, "SH020", "B", by=owner)
    assert (factories.shot(project, "SH020").action, factories.shot(project, "SH020").variant) == ("runs quickly away", "B")
    assert line
    undo_batch(project, line.pk, by=owner)
    assert factories.shot(project, "SH020") == before


def test_a_wording_that_would_break_continuity_is_blocked_in_a_variant_too(project, second, owner):
    before = factories.everything()
    with pytest.raises(Blocked):
        save_variant(project, "SH020", replace(second, environment=WRONG), by=owner)
    assert factories.everything() == before


def test_the_picked_one_is_saved_as_the_shot(project, second, owner):
    save_variant(project, "SH020", Variant("A", action="waits"), by=owner)
    assert factories.shot(project, "SH020").action == "waits"


def test_a_variant_goes_and_comes_back(project, second, owner):
    line = delete_variant(project, "SH020", "B", by=owner)
    assert factories.shot(project, "SH020").variants == ()
    assert line
    undo_batch(project, line.pk, by=owner)
    assert factories.shot(project, "SH020").variants == (second,)


def test_what_is_not_there_is_refused(project, owner):
    for step in (pick_variant, delete_variant):
        with pytest.raises(Refused, match="no variant C"):
            step(project, "SH020", "C", by=owner)
