"""What brings a shot back: the fields that differ, breaks, and nothing else."""

from dataclasses import replace

from projects.core.board import Break, Move, State
from projects.writes.way_back import as_before, changed_breaks, changed_fields, undoable, way_back
from tests.plans import shot

OLD = shot(subject="a", camera=[Move("static")], breaks=[Break("dawn", "a dream")], anchors=["dawn"])


def test_the_fields_that_differ_are_named():
    assert changed_fields(OLD, replace(OLD, subject="b", attempt=2, status="approved")) == ["subject", "attempt"]


def test_breaks_are_told_apart_by_their_reasons():
    new = replace(OLD, breaks=(Break("pier", "x"),))
    assert changed_breaks(OLD, new) == {"dawn": "a dream", "pier": None}


def test_what_others_changed_elsewhere_stays():
    new = replace(OLD, subject="b", state_in=State("left"), breaks=(), attempt=3)
    kept = way_back(OLD, new, 4)
    later = replace(new, notes="written since")
    assert (as_before(later, kept), kept["revision"]) == (replace(OLD, notes="written since"), 4)


def test_a_line_is_taken_back_once(project):
    line = project.activity.create(verb="x", data={"back": {}})
    assert (undoable(line), undoable(project.activity.create(verb="x", data={"back": {}, "undone": True}))) == (True, False)
