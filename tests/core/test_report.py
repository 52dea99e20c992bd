"""The report of a whole board, and building it from an earlier one."""

from __future__ import annotations

import gc
import weakref
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from projects.core.board import Board, Break, Scene, SeedLock, Shot
from projects.core.catalog import load
from projects.core.report import Cell, Report, build, contexts_of, findings_of
from tests.boards import harbour, harbour_and_kitchen, long_board
from tests.plans import DAWN, KEEPER, PIER, found, plan, second, shot
from tests.strategies import boards, catalog, texts


def report(board: Board) -> Report:
    return build(board, catalog())


def test_the_harbour_counts_shots_seconds_and_credits() -> None:
    made = report(harbour())
    assert (made.shots, made.duration) == (2, Decimal(20))
    # 1080p, 10 s: standard 112.5 rounds up to 113, three previews at 75 each
    assert (made.totals.final, made.totals.previews, made.totals.total, made.totals.unknown) == (226, 450, 676, 0)
    assert (made.cost, made.currency) == (Decimal("6.76"), "USD")


def test_shots_have_their_number_start_seed_and_model() -> None:
    made = report(harbour())
    assert [(s.number, s.start, s.seed, s.model.id, s.seed_use) for s in made.all_shots()] == [
        ("1.1", Decimal(0), 48213, "sora-2", "recorded only"),
        ("1.2", Decimal(10), 48213, "sora-2", "recorded only"),
    ]


@pytest.mark.parametrize(
    ("model", "use"), [("runway-gen4.5", "sent"), ("kling-2.6", "recorded only"), ("kling-4", "unknown")]
)
def test_whether_a_seed_is_sent_depends_on_the_api(model: str, use: str) -> None:
    assert report(plan(shot("SH010", seed=1, model=model))).shot("SH010").seed_use == use


def test_without_a_seed_nothing_is_said_of_its_use() -> None:
    assert report(plan(shot("SH010"))).shot("SH010").seed_use == ""


def test_an_omitted_shot_counts_nowhere() -> None:
    made = report(plan(shot("SH010", omitted=True, quality="high"), shot("SH020")))
    item = made.shot("SH010")
    assert (made.shots, made.duration, made.totals.known) == (1, Decimal(10), 1)
    assert (item.number, item.start, item.prompt.text, item.findings, item.estimate.total) == (None, None, "", (), None)
    assert [item.shot.key for item in made.running()] == ["SH020"]


def test_scenes_have_their_own_sums() -> None:
    made = report(harbour_and_kitchen())
    assert [(scene.number, len(scene.shots), scene.duration) for scene in made.scenes] == [
        (1, 3, Decimal("25.5")), (2, 0, 0), (3, 3, 20),
    ]  # fmt: skip


def test_a_thread_runs_through_every_shot_of_its_scene() -> None:
    board = plan(
        shot("SH010"),
        shot("SH020", without=["pier"]),
        shot("SH030", breaks=[Break("pier", "a dream")]),
        shot("SH040", environment="a wooden pier"),
        anchors=(DAWN, PIER, KEEPER),
        use=("dawn", "pier"),
    )
    lanes = report(board).scenes[0].lanes
    assert [lane.anchor.key for lane in lanes] == ["pier", "dawn"]
    assert lanes[0].cells == (
        Cell("SH010", "establishes"),
        Cell("SH020", "off"),
        Cell("SH030", "breaks", "a dream"),
        Cell("SH040", "carries", "", True),
    )


def test_errors_make_a_draft_and_severities_are_counted() -> None:
    made = report(second(PIER, environment="a wooden pier"))
    severities = [f.severity for item in made.all_shots() for f in item.findings]
    assert (made.errors, made.warnings, made.hints) == tuple(severities.count(s) for s in ("error", "warning", "hint"))
    assert made.errors == 1
    assert made.draft
    assert not report(second(PIER)).draft


def test_a_shot_is_found_by_its_key() -> None:
    made = report(harbour())
    assert made.shot("SH020").errors == ()
    with pytest.raises(KeyError):
        made.shot("SH999")


def test_an_empty_board_has_an_empty_report() -> None:
    made = report(Board("Nothing"))
    assert (made.scenes, made.shots, made.duration, made.cost, made.draft) == ((), 0, Decimal(0), None, False)


def test_findings_of_one_shot_leave_out_those_of_the_sequence() -> None:
    board = second(PIER, environment="a wooden pier")
    codes = {finding.code for finding in findings_of(contexts_of(board, catalog())["SH020"])}
    assert "continuity.reintroduced" in codes
    assert not any(code.startswith("seed.") for code in codes)


# ------------------------------------------------------------- building on an earlier report


def rebuilt(before: Board, after: Board) -> None:
    """Asserts that a report on top of an earlier one equals the report from nothing."""
    assert build(after, catalog(), previous=report(before)) == report(after)


EDITS = [
    lambda b: b,
    lambda b: replace(b, title="Another"),
    lambda b: replace(b, continuity="restate"),
    lambda b: replace(b, cfg=Decimal(3)),
    lambda b: replace(b, model="kling-2.6"),
    lambda b: replace(b, model_facts="api"),
    lambda b: replace(b, negative_prompt="blur"),
    lambda b: replace(b, aspect_ratio="1:1"),
    lambda b: replace(b, seed_lock=None),
    lambda b: replace(b, draft_resolution=None, draft_duration=None),
    lambda b: replace(b, anchors_in_use=()),
    lambda b: replace(b, anchors=tuple(replace(a, description="something else, blue coat") for a in b.anchors)),
    lambda b: replace(b, scenes=b.scenes[::-1]),
    lambda b: replace(b, scenes=b.scenes[1:]),
    lambda b: replace(b, scenes=tuple(replace(s, seed_lock=SeedLock(3, None)) for s in b.scenes)),
    lambda b: replace(b, scenes=tuple(replace(s, shots=s.shots[::-1]) for s in b.scenes)),
    lambda b: replace(b, scenes=tuple(replace(s, shots=tuple(replace(x, omitted=not x.omitted) for x in s.shots))
                                      for s in b.scenes)),
    lambda b: replace(b, scenes=tuple(replace(s, shots=tuple(replace(x, breaks=()) for x in s.shots)) for s in b.scenes)),
]  # fmt: skip


@pytest.mark.parametrize("edit", EDITS)
def test_any_edit_gives_the_same_report_as_from_nothing(edit: object) -> None:
    rebuilt(harbour_and_kitchen(), edit(harbour_and_kitchen()))  # type: ignore[operator]


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(boards(), boards())
def test_any_two_boards_give_the_same_report_as_from_nothing(before: Board, after: Board) -> None:
    rebuilt(before, after)


@st.composite
def edited(draw: st.DrawFn) -> tuple[Board, Board]:
    """A board and the same board after one change to one shot, to the order or to an anchor."""
    board = draw(boards())
    places = [(at, k) for at, scene in enumerate(board.scenes) for k in range(len(scene.shots))]
    if not places:
        return board, replace(board, title="x")
    at, k = draw(st.sampled_from(places))
    scene = board.scenes[at]
    shots = list(scene.shots)
    change = draw(st.sampled_from(["text", "custom", "omit", "delete", "move", "anchor", "lock"]))
    if change in ("text", "custom"):
        field = "custom_prompt" if change == "custom" else draw(st.sampled_from(["subject", "action", "lighting"]))
        shots[k] = replace(shots[k], **{field: draw(texts)})
    elif change == "omit":
        shots[k] = replace(shots[k], omitted=not shots[k].omitted)
    elif change == "delete":
        del shots[k]
    elif change == "move":
        shots.insert(0, shots.pop(k))
    elif change == "anchor":
        shots[k] = replace(shots[k], anchors=(), without=(), breaks=())
    lock = SeedLock(1, shots[0].key) if change == "lock" else scene.seed_lock
    scenes = list(board.scenes)
    scenes[at] = replace(scene, shots=tuple(shots), seed_lock=lock)
    return board, replace(board, scenes=tuple(scenes))


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(edited())
def test_one_change_gives_the_same_report_as_from_nothing(pair: tuple[Board, Board]) -> None:
    rebuilt(*pair)


def changed(board: Board, key: str, **values: Any) -> Board:
    """A board with all objects new, as the database gives it, and one shot changed."""
    return replace(board, scenes=tuple(
        replace(scene, shots=tuple(replace(s, **(values if s.key == key else {})) for s in scene.shots))
        for scene in board.scenes
    ))  # fmt: skip


def test_only_the_changed_shot_is_worked_out_again() -> None:
    before = report(long_board(60, 3))
    after = build(changed(long_board(60, 3), "SH300", action="turns"), catalog(), previous=before)
    kept = [new.prompt is old.prompt for new, old in zip(after.all_shots(), before.all_shots(), strict=True)]
    assert kept.count(False) == 1
    assert after.shot("SH300").prompt.text != before.shot("SH300").prompt.text


def test_nothing_of_the_earlier_board_is_kept_alive() -> None:
    class Marked(Scene):
        __slots__ = ("__weakref__",)

    def marked(board: Board) -> Board:
        scenes = tuple(Marked(s.key, s.title, s.anchors, s.seed_lock, s.shots) for s in board.scenes)
        return replace(board, scenes=scenes)

    first = marked(harbour())
    gone = weakref.ref(first.scenes[0])
    earlier = report(first)
    later = build(marked(changed(harbour(), "SH020", action="turns")), catalog(), previous=earlier)
    del first, earlier
    gc.collect()
    assert gone() is None
    assert later.shot("SH010").context.scene is later.scenes[0].scene


def test_another_catalogue_takes_nothing_over(tmp_path: object) -> None:
    other = load(tmp_path)
    before = build(harbour(), other)
    after = build(harbour(), catalog(), previous=before)
    assert after == report(harbour())
    assert all(item.context.catalog is catalog() for item in after.all_shots())


def test_findings_that_hang_on_a_shot_follow_it() -> None:
    board = plan(shot("SH010"), shot("SH020"), shot("SH030"))
    moved = replace(board, scenes=(replace(board.scenes[0], shots=board.scenes[0].shots[::-1]),))
    after = build(moved, catalog(), previous=report(board))
    assert {f.code for f in after.shot("SH030").findings} >= {"seed.unlocked", "continuity.no-anchor", "model.retired"}
    assert found(moved, "seed.unlocked", "SH010") == []


def test_shots_stay_apart_where_two_shots_are_alike() -> None:
    twins = tuple(Shot(f"SH{n}0", action="waits", custom_prompt="x") for n in range(1, 4))
    board = plan(*twins, anchors=(KEEPER,))
    rebuilt(board, board)
