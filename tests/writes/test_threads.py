"""Drawing a thread anew is one step with one way back, and passes the gate."""

from __future__ import annotations

import pytest

from projects.core.report import build
from projects.reads import catalogue
from projects.writes.shots import save_shot
from projects.writes.threads import draw_thread
from projects.writes.transaction import Blocked
from projects.writes.undo import undo
from tests import factories


def test_a_thread_is_stopped_in_several_shots_and_comes_back(project, owner):
    before = factories.board(project)
    draw_thread(project, "keeper", ["SH010", "SH020"], "without", "", by=owner)
    uses = {
        item.shot.key: [use.anchor.key for use in item.uses]
        for item in build(factories.board(project), catalogue()).running()
    }
    assert ["keeper" in keys for keys in uses.values()] == [False, False]
    undo(project, None, by=owner, role="owner")
    assert factories.board(project) == before


def test_nothing_to_change_is_no_step(project, owner):
    assert draw_thread(project, "keeper", ["SH010"], "use", "", by=owner) is None


def test_a_thread_that_would_contradict_its_shot_is_stopped(project, owner):
    draw_thread(project, "dawn", ["SH020"], "without", "", by=owner)
    save_shot(project, "SH020", {"lighting": "black night under harsh neon light"}, by=owner)
    before = factories.content()
    with pytest.raises(Blocked):
        draw_thread(project, "dawn", ["SH020"], "use", "", by=owner)
    assert factories.content() == before
