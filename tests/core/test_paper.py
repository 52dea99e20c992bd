"""What stands on paper, in final words."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from projects.core.board import Break, PostStep
from projects.core.paper import sheet
from projects.core.paper_facts import Approved, Facts
from projects.core.paper_options import COLUMNS, Options
from projects.core.paper_values import Entry, Run, Sheet
from projects.core.report import build
from tests.boards import catalog, harbour_and_kitchen
from tests.plans import KEEPER, PIER, plan, shot

NOW = datetime(2026, 11, 22, 14, 5, tzinfo=UTC)


def paper(board: Any, approvals: dict[str, Approved] | None = None, **options: Any) -> Sheet:
    report = build(board, catalog())
    return sheet(report, report, catalog(), Facts(12, NOW, approvals or {}, snapshot="7c1f-a09e"), Options(**options))


def entries(found: Sheet) -> list[Entry]:
    return [entry for scene in found.scenes for entry in scene.entries]


def test_the_head_says_what_it_is_of_and_when() -> None:
    found = paper(harbour_and_kitchen())
    assert (found.title, found.version, found.snapshot, found.date) == (
        "Harbour morning", "Version 12", "7c1f-a09e", "22 Nov 2026, 14:05 UTC"
    )  # fmt: skip
    assert found.sub == "Instagram Reels · 9:16 · 1080p · 23.976 fps · Sora 2 (shut down 2026-09-24)"
    assert found.stats.startswith("5 shots · 45.5 s · ")


def test_the_prompt_of_an_entry_is_the_prompt_and_marks_what_is_carried() -> None:
    board = harbour_and_kitchen()
    report = build(board, catalog())
    for entry in entries(paper(board)):
        assert "".join(run.text for run in entry.prompt) == report.shot(entry.code).prompt.text
    second = entries(paper(board))[1]
    assert second.prompt[0] == Run("The same keeper", "carried")


def test_open_errors_stand_first_and_make_it_a_draft() -> None:
    wrong = plan(shot("SH010", subject="a cat"), shot("SH020", subject="Same dog runs"), anchors=(KEEPER, PIER))
    found = paper(wrong)
    assert found.draft == bool(found.errors) == found.stamp.startswith("DRAFT · ")
    assert len(found.errors) == build(wrong, catalog()).errors


def test_approved_only_where_every_approval_still_holds() -> None:
    board = plan(shot("SH010", subject="a cat sleeps"), shot("SH020", subject="a cat wakes"))
    both = {"SH010": Approved("Ada", 3, False), "SH020": Approved("Ada", 1, False)}
    assert (paper(board, both).stamp, paper(board).stamp) == ("APPROVED", "NO OPEN ERRORS")
    moved = both | {"SH020": Approved("Ada", 1, True)}
    found = paper(board, moved)
    assert found.stamp == "NO OPEN ERRORS"
    assert [(e.mark, e.status, e.approval) for e in entries(found)][1] == (
        "◇", "Changed since approval", "by Ada, version 1"
    )  # fmt: skip


def test_a_clients_deck_has_no_seed_model_money_or_negative_prompt() -> None:
    board = harbour_and_kitchen()
    found = paper(board, layout="deck")
    said = repr((found.stats, found.totals, [(s.sub, s.entries) for s in found.scenes]))
    assert found.appendix
    assert [word for word in ("48213", "credits)", "Sora", "USD", "motion blur") if word in said] == []
    assert all(entry.credits == "" and entry.negative == "" for entry in entries(found))


def test_every_column_but_prompt_and_frame_has_a_cell() -> None:
    found = paper(harbour_and_kitchen(), columns=tuple(COLUMNS))
    assert [name for name, _ in found.columns] == list(COLUMNS)
    for entry in entries(found):
        assert set(entry.cells) == set(COLUMNS) - {"prompt", "frame"}


def test_threads_have_a_pattern_each_and_breaks_their_reason() -> None:
    flashback = shot("SH020", subject="a child", breaks=(Break("pier", "flashback"),))
    scene = paper(plan(shot("SH010"), flashback, shot("SH030", omitted=True), anchors=(KEEPER, PIER))).scenes[0]
    assert [(lane.name, lane.pattern, len(lane.cells)) for lane in scene.lanes] == [
        ("keeper", "solid", 2), ("wooden pier", "dashed", 2)
    ]  # fmt: skip
    assert (scene.lanes[1].cells[1].state, scene.lanes[1].cells[1].reason) == ("breaks", "flashback")
    assert paper(plan(shot("SH010"), anchors=(KEEPER,)), threads=False).scenes[0].lanes == ()


def test_finishing_steps_are_the_shots_own_or_the_projects() -> None:
    board = replace(
        plan(shot("SH010"), shot("SH020", post=(PostStep("grain plate", "16 mm"),)), shot("SH030", post=())),
        post=(PostStep("upscale-4k"),),
    )
    found = paper(board)
    assert found.post == ("Upscale to 4K (Topaz Video AI)",)
    assert [e.post for e in entries(found)] == [("Upscale to 4K (Topaz Video AI)",), ("grain plate: 16 mm",), ()]
