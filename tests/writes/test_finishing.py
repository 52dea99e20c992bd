"""Finishing steps of a project, written and taken back."""

import pytest

from projects.core.board import PostStep
from projects.models import Activity
from projects.writes.finishing import set_steps
from projects.writes.shots_gate import mark
from projects.writes.transaction import Stale
from tests import factories

ONE, TWO = (PostStep("grade", "warmer"),), (PostStep("Denoise"), PostStep("upscale-4k"))


def test_one_line_is_logged_and_none_where_nothing_changes(project, owner):
    assert (set_steps(project, ONE, by=owner), set_steps(project, ONE, by=owner)) == (True, False)
    assert Activity.objects.filter(project=project, verb="settings-finishing").count() == 1
    assert factories.board(project).post == ONE


def test_steps_that_somebody_set_since_stay(project, owner):
    set_steps(project, ONE, by=owner)
    with pytest.raises(Stale) as stale:
        set_steps(project, TWO, by=owner, seen=mark(()))
    assert (stale.value.row, factories.board(project).post) == (ONE, ONE)
    assert set_steps(project, TWO, by=owner, seen=mark(ONE))
