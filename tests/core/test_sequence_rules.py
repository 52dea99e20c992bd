"""Rules over several shots, scene by scene, and reports that grow out of each other."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from projects.core.board import Board, Break, RuleSetting, Scene, SeedLock, Shot, StartsFrom, State
from projects.core.craft import CRAFT_SEQUENCE_RULES
from projects.core.findings import Finding
from projects.core.limits import LIMIT_SEQUENCE_RULES
from projects.core.report import Report, build, contexts_of
from projects.core.sequence import SEQUENCE_RULES, Placed, Sequence, SequenceRule
from projects.core.sequence_rules import FOLLOWING_RULES, PLAN_RULES, SCENE_RULES, Rules
from tests.boards import harbour_and_kitchen, long_board
from tests.strategies import boards, catalog, texts

EVERY = (*SEQUENCE_RULES, *CRAFT_SEQUENCE_RULES, *LIMIT_SEQUENCE_RULES)


def test_every_rule_over_several_shots_is_sorted_by_how_far_it_looks() -> None:
    assert Counter((*SCENE_RULES, *FOLLOWING_RULES, *PLAN_RULES)) == Counter(EVERY)


def asked(rules: tuple[SequenceRule, ...], board: Board) -> list[Placed]:
    """What rules find that are asked of the whole plan at once."""
    contexts = contexts_of(board, catalog())
    return [placed for rule in rules for placed in rule(Sequence(board, contexts))]


def flat(found: dict[str, list[Finding]]) -> list[Placed]:
    return [(key, finding) for key, findings in found.items() for finding in findings]


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(boards())
def test_asked_scene_by_scene_they_find_what_they_find_in_the_whole_plan(board: Board) -> None:
    made = Rules(board, contexts_of(board, catalog()), {}, ())
    assert Counter(flat(made.findings())) == Counter(asked(EVERY, board))


def test_a_long_plan_finds_the_same_scene_by_scene() -> None:
    board = long_board(60, 6)
    made = Rules(board, contexts_of(board, catalog()), {}, ())
    assert Counter(flat(made.findings())) == Counter(asked(EVERY, board))


# ------------------------------------------------------------- reports out of each other


def put(board: Board, at: int, **values: object) -> Board:
    """The board with values of its shot number `at` (round and round) changed."""
    places = [(s, k) for s, scene in enumerate(board.scenes) for k in range(len(scene.shots))]
    if not places:
        return board
    s, k = places[at % len(places)]
    shots = list(board.scenes[s].shots)
    shots[k] = replace(shots[k], **values)
    return of_scene(board, s, shots=tuple(shots))


def of_scene(board: Board, at: int, **values: object) -> Board:
    at %= len(board.scenes)
    scene = replace(board.scenes[at], **values)
    return replace(board, scenes=(*board.scenes[:at], scene, *board.scenes[at + 1 :]))


def moved(board: Board, at: int, to: int) -> Board:
    """A shot taken out of one scene and put at the beginning of another."""
    places = [(s, k) for s, scene in enumerate(board.scenes) for k in range(len(scene.shots))]
    if not places:
        return board
    s, k = places[at % len(places)]
    shot = board.scenes[s].shots[k]
    board = of_scene(board, s, shots=(*board.scenes[s].shots[:k], *board.scenes[s].shots[k + 1 :]))
    return of_scene(board, to, shots=(shot, *board.scenes[to % len(board.scenes)].shots))


def source(board: Board, at: int) -> StartsFrom:
    keys = [shot.key for _, shot in board.shots()]
    return StartsFrom(keys[at % len(keys)], "last") if keys else StartsFrom()


def broken(board: Board, at: int) -> Board:
    """A shot that breaks one of the anchors it may break, or none any more."""
    shots = [shot for _, shot in board.shots()]
    key = board.anchors[at % len(board.anchors)].key if board.anchors else ""
    had = {item.anchor for item in shots[at % len(shots)].breaks} if shots else {key}
    return put(board, at, breaks=() if key in had or not key else (Break(key, "on purpose"),))


NUMBERS = st.integers(0, 60)
RIGHT, LEFT = State(screen_direction="left-to-right"), State(screen_direction="right-to-left", props="a red cup")
EDITS = st.one_of(
    st.builds(lambda n, text: lambda b: put(b, n, action=text), NUMBERS, texts | st.just("Mara runs across the deck")),
    st.builds(lambda n, text: lambda b: put(b, n, subject=text), NUMBERS, texts | st.just("she")),
    st.builds(lambda n, text: lambda b: put(b, n, style=text), NUMBERS, st.sampled_from(["", "anime", "clay animation"])),
    st.builds(lambda n, size: lambda b: put(b, n, shot_size=size), NUMBERS, st.sampled_from([None, "cu", "ms", "ws"])),
    st.builds(lambda n: lambda b: put(b, n, omitted=True), NUMBERS),
    st.builds(lambda n: lambda b: put(b, n, omitted=False), NUMBERS),
    st.builds(lambda n, k: lambda b: put(b, n, starts_from=source(b, k)), NUMBERS, NUMBERS),
    st.builds(lambda n, w: lambda b: put(b, n, boundary=w, state_in=RIGHT, state_out=LEFT), NUMBERS,
              st.sampled_from(["cut", "match", "continuous"])),
    st.builds(lambda n: lambda b: put(b, n, state_in=LEFT, state_out=RIGHT, duration=Decimal(7)), NUMBERS),
    st.builds(lambda n, m: lambda b: put(b, n, model=m), NUMBERS, st.sampled_from([None, "kling-2.6", "sora-2"])),
    st.builds(lambda n: lambda b: put(b, n, anchors=(), without=(), breaks=()), NUMBERS),
    st.builds(lambda n, k: lambda b: put(b, n, anchors=tuple(a.key for a in b.anchors[k % 4 :])), NUMBERS, NUMBERS),
    st.builds(lambda n: lambda b: broken(b, n), NUMBERS),
    st.builds(lambda n, k: lambda b: moved(b, n, k), NUMBERS, NUMBERS),
    st.builds(lambda n, seed: lambda b: of_scene(b, n, seed_lock=seed), NUMBERS,
              st.sampled_from([None, SeedLock(7), SeedLock(9, "SH010")])),
    st.builds(lambda n: lambda b: of_scene(b, n, title="Renamed"), NUMBERS),
    st.builds(lambda n: lambda b: of_scene(b, n, anchors=()), NUMBERS),
    st.just(lambda b: replace(b, scenes=b.scenes[::-1])),
    st.just(lambda b: replace(b, seed_lock=None if b.seed_lock else SeedLock(3, "SH020"))),
    st.just(lambda b: replace(b, rules=() if b.rules else (RuleSetting("seed.unlocked", "off", "on purpose"),))),
    st.just(lambda b: replace(b, negative_prompt="" if b.negative_prompt else "blur")),
    st.just(lambda b: replace(b, anchors=tuple(replace(a, description=a.description + " again") for a in b.anchors))),
    st.just(lambda b: replace(b, anchors=b.anchors[::-1])),
)  # fmt: skip


def grown(board: Board, edits: list[object]) -> None:
    """Asserts that after each edit the report out of the one before equals the report from nothing."""
    report: Report = build(board, catalog())
    for edit in edits:
        if board.scenes:
            board = edit(board)  # type: ignore[operator]
        report = build(board, catalog(), previous=report)
        assert report == build(board, catalog())


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow], max_examples=25)
@given(st.sampled_from([harbour_and_kitchen(), long_board(24, 3), long_board(20, 1)]), st.lists(EDITS, max_size=8))
def test_any_run_of_edits_gives_the_same_report_as_from_nothing(board: Board, edits: list[object]) -> None:
    grown(board, edits)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow], max_examples=25)
@given(boards(), st.lists(EDITS, max_size=5))
def test_any_board_may_be_edited_so(board: Board, edits: list[object]) -> None:
    grown(board, edits)


def scenes(*groups: tuple[Shot, ...]) -> Board:
    return Board("Plan", scenes=tuple(Scene(f"scene-{n}", shots=shots) for n, shots in enumerate(groups, 1)))


def codes(report: Report, key: str) -> set[str]:
    return {finding.code for finding in report.shot(key).findings}


@pytest.mark.parametrize("omitted", [0, 1, 15])
def test_what_ends_before_a_scene_is_held_against_its_first_shot(omitted: int) -> None:
    first = (
        Shot("A", state_out=State(props="a full cup")),
        *(Shot(f"B{n}", omitted=True) for n in range(omitted)),
    )
    board = scenes(first, (Shot("C", boundary="continuous", state_in=State(props="an empty cup")), Shot("D")))
    before = build(board, catalog())
    mended = put(board, 0, state_out=State(props="an empty cup"))
    after = build(mended, catalog(), previous=before)
    assert ("continuity.state-differs" in codes(before, "C"), "continuity.state-differs" in codes(after, "C")) == (
        True,
        False,
    )


def test_an_untouched_scene_keeps_its_threads_and_sums() -> None:
    before = build(long_board(40, 4), catalog())
    after = build(put(before.board, 12, action="turns"), catalog(), previous=before)
    kept = [
        now.lanes is was.lanes and now.totals is was.totals for now, was in zip(after.scenes, before.scenes, strict=True)
    ]
    assert kept == [True, False, True, True]
