"""Cells are saved all or none, through the gate, as one step that can be taken back."""

from dataclasses import replace
from decimal import Decimal

import pytest

from projects.core.board import Break
from projects.core.cells_change import Typed
from projects.core.findings import Finding, Fix
from projects.core.fixing import Chosen
from projects.models import Activity, Project, ShotVersion
from projects.reads import report_of
from projects.writes.cells import CellsHeld, CellsRefused, new_codes, outcome_of, save_cells
from projects.writes.shots import delete_shot
from projects.writes.undo import undo
from tests.factories import board, codes, content, shot

WRONG = Typed("SH020", "subject", "the keeper in a blue wool coat")


def refused(project, *cells, by, **more):
    before = content()
    with pytest.raises(CellsRefused) as caught:
        save_cells(project, cells, by=by, **more)
    assert content() == before
    return caught.value.problems


def test_many_cells_are_one_line_and_one_step_back(project, owner):
    before = board(project)
    cells = [Typed("SH010", "title", "Walk"), Typed("SH020", "title", "Stop"), Typed("SH020", "duration", "5 s")]
    saved = save_cells(project, cells, by=owner)
    assert (saved.changed, saved.new) == (("SH010", "SH020"), ())
    assert [shot(project, code).title for code in saved.changed] == ["Walk", "Stop"]
    lines = Activity.objects.filter(project=project).exclude(verb="project-created").order_by("id")
    line = lines.last()
    assert line
    assert saved.line
    assert (line.verb, line.target, line.data) == ("shots-changed", "SH010, SH020", {"fields": ["duration", "title"]})
    undo(Project.objects.get(pk=project.pk), saved.line.pk, by=owner, role="owner")
    assert board(project) == before


def test_cells_of_one_shot_are_an_edit_of_it(project, owner):
    saved = save_cells(project, [Typed("SH010", "title", "Walk")], by=owner)
    assert saved.line
    assert (saved.line.verb, saved.line.target, saved.line.data) == ("shot-edited", "SH010", {"fields": ["title"]})
    assert ShotVersion.objects.filter(shot__project=project, shot__code="SH010").exists()


def test_nothing_is_written_where_nothing_differs(project, owner):
    saved = save_cells(project, [Typed("SH020", "subject", "collar raised")], by=owner)
    assert (saved.line, saved.changed) == (None, ())


def test_one_cell_that_cannot_be_read_keeps_all_from_being_saved(project, owner):
    problems = refused(project, Typed("SH010", "title", "Walk"), Typed("SH020", "duration", "=A1"), by=owner)
    assert [(p.code, p.column, p.kind) for p in problems] == [("SH020", "duration", "value")]


def test_a_cell_that_breaks_continuity_is_refused_where_it_stands(project, owner):
    problems = refused(project, Typed("SH010", "title", "Walk"), WRONG, by=owner)
    assert [(p.code, p.column, p.kind, p.typed) for p in problems] == [("SH020", "subject", "blocked", WRONG.text)]
    assert problems[0].finding.code == "continuity.contradiction"


def test_a_fix_may_be_made_on_top_of_what_was_typed(project, owner):
    finding = refused(project, WRONG, by=owner)[0].finding
    reason = Chosen(finding, Fix("break", "", anchor=finding.anchor), "a dream")
    save_cells(project, [WRONG], by=owner, fixes={"SH020": [reason]})
    assert shot(project, "SH020").breaks == (Break("keeper", "a dream"),)
    replaced = Chosen(Finding("", "error", "title", ""), Fix("set", "", field="quality", text="high"))
    save_cells(project, [], by=owner, fixes={"SH010": [replaced]})
    assert shot(project, "SH010").quality == "high"


def test_whoever_was_faster_is_named(project, owner, editor):
    save_cells(project, [Typed("SH010", "title", "Theirs", "")], by=editor)
    problem = refused(project, Typed("SH010", "title", "Mine", ""), by=owner)[0]
    assert (problem.kind, problem.theirs, problem.sentence) == (
        "stale", "Theirs", "Editor changed this cell while you were writing.",
    )  # fmt: skip


def test_a_locked_seed_is_held_and_the_log_says_who_tried(project, owner):
    with pytest.raises(CellsHeld):
        save_cells(project, [Typed("SH020", "seed", "5")], by=owner)
    line = Activity.objects.filter(project=project).latest("id")
    assert (line.verb, line.target, line.by) == ("refused", "SH020", owner)


def test_new_rows_become_shots_at_the_end_in_the_same_step(project, owner):
    before = board(project)
    rows = [{"title": "Later", "duration": "5"}, {"title": "Last", "duration": " "}]
    saved = save_cells(project, [Typed("SH010", "title", "Walk")], by=owner, new=rows)
    assert saved.new == ("SH030", "SH040")
    assert codes(project) == [["SH010", "SH020", "SH030", "SH040"]]
    made = shot(project, "SH030")
    assert (made.title, made.duration, made.seed) == ("Later", Decimal(5), 48213)
    assert saved.line
    undo(Project.objects.get(pk=project.pk), saved.line.pk, by=owner, role="owner")
    assert board(project) == before


def test_a_new_row_passes_the_same_gate(project, owner):
    rows = [{"subject": "the same stranger as before", "duration": "long"}]
    assert [p.code for p in refused(project, by=owner, new=rows)] == ["SH030"]


def test_codes_of_deleted_shots_are_never_used_again(project, owner):
    delete_shot(project, "SH020", by=owner)
    assert new_codes(project, 2) == ["SH030", "SH040"]


def test_looking_saves_nothing_and_gives_the_report_after(project):
    before, found = content(), report_of(Project.objects.get(pk=project.pk))
    outcome, after = outcome_of(found, [Typed("SH010", "duration", "20")])
    assert (len(outcome.cells), after.duration - found.duration) == (1, Decimal(10))
    assert after.board == replace(after.board)
    assert content() == before
