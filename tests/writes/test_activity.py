"""The lines that a write leaves in the log."""

from projects.models import Activity
from projects.writes.activity import log, note
from projects.writes.shots_gate import kept_shot
from projects.writes.step import put
from projects.writes.transaction import changing


def test_the_last_line_carries_what_was_changed_and_notes_stand_beside_it(project, owner):
    with changing(project, by=owner) as locked:
        put(locked, kept_shot(locked, "SH020"), owner, title="The turn")
        note(locked, owner, "break-lost", "SH020")
        log(locked, owner, "shot-edited", "SH020")
    rows = Activity.objects.filter(project=project).order_by("id").values_list("verb", "can_undo")
    assert list(rows)[-2:] == [("break-lost", False), ("shot-edited", True)]


def test_outside_of_a_write_a_line_carries_nothing(project, owner):
    line = log(project, owner, "exported")
    assert (line.changes, line.can_undo) == ([], False)
