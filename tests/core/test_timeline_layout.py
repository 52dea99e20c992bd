"""The plan laid out in time: scenes, shots, threads, the ruler, where printed rows begin."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from hypothesis import HealthCheck, given, settings

from projects.core.board import Board, Break, Scene
from projects.core.report import build
from projects.core.timeline_lanes import drawn
from projects.core.timeline_layout import layout, rows, ruler_step, ticks
from projects.core.timeline_paper import Paper
from tests.boards import blank, harbour_and_kitchen
from tests.plans import PIER, shot
from tests.strategies import boards, catalog


def test_shots_follow_each_other_and_an_omitted_one_takes_no_time() -> None:
    plan = layout(build(replace(harbour_and_kitchen(), target_duration=Decimal(40)), catalog()))
    assert [(band.scene, band.start, band.end) for band in plan.bands] == [
        ("arrival", 0, Decimal("25.5")),
        ("empty", Decimal("25.5"), Decimal("25.5")),
        ("kitchen", Decimal("25.5"), Decimal("45.5")),
    ]
    assert [(p.shot, p.start, p.end, p.omitted) for p in plan.bands[2].pieces] == [
        ("SH040", Decimal("25.5"), Decimal("35.5"), False),
        ("SH050", Decimal("35.5"), Decimal("35.5"), True),
        ("12A", Decimal("35.5"), Decimal("45.5"), False),
    ]
    assert (plan.duration, plan.span) == (Decimal("45.5"), Decimal("45.5"))
    assert plan.against
    assert plan.against.short == "5.5 s over"


def test_a_target_behind_the_end_is_shown_too() -> None:
    plan = layout(build(Board("Plan", target_duration=Decimal(60)), catalog()))
    assert [plan.duration, plan.span] == [0, 60]


def test_a_thread_runs_through_all_scenes_with_its_dot_its_break_and_its_error() -> None:
    first = shot(anchors=("pier",))
    others = [replace(shot(anchors=("pier",)), key=key) for key in ("SH020", "SH030", "SH040")]
    others[1] = replace(others[1], breaks=(Break("pier", "a dream"),))
    board = Board(
        "Plan", anchors=(PIER,), scenes=(Scene("a", shots=(first, others[0])), Scene("b", shots=tuple(others[1:])))
    )
    (thread,) = layout(build(board, catalog())).threads
    assert [[s.kind, str(s.start), str(s.end), s.reason] for s in thread.stretches] == [
        ["line", "5", "20", ""],
        ["break", "20", "30", "a dream"],
        ["line", "30", "40", ""],
    ]
    assert [[mark.kind, str(mark.at), mark.shot] for mark in thread.marks] == [["dot", "5", first.key]]
    (lane,) = drawn(layout(build(board, catalog())))
    assert (lane.lines, lane.breaks, lane.dots) == ("M5 12H20M30 12H40", "M20 12H30", "M5 12h0")
    assert lane.told == f"in 3 shots; established in {first.key}; break: a dream"


def test_labels_of_a_ruler_never_touch() -> None:
    assert [ruler_step(Decimal(pixels)) for pixels in ("64", "24", "8", "1", "0.01")] == [2, 5, 15, 120, 14_400]
    assert list(ticks(Decimal(31), Decimal(15))) == [0, 15, 30]


def test_paper_rows_begin_each_minute() -> None:
    assert rows(Decimal(0)) == rows(Decimal(60)) == [0]
    assert rows(Decimal("60.5")) == [0, 60]


@given(boards(max_shots=5))
@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow])
def test_every_plan_can_be_drawn_on_paper(board: Board) -> None:
    report = build(board, catalog())
    plan = layout(report)
    sheets = Paper(report, plan, lambda code: f"#k-{code}").rows()
    assert len(sheets) == len(rows(plan.span))
    assert all(sheet.count("<") == sheet.count(">") for sheet in sheets)


def test_an_empty_plan_is_one_empty_row() -> None:
    report = build(blank(), catalog())
    plan = layout(report)
    assert (plan.threads, len(Paper(report, plan, str).rows())) == ((), 1)
