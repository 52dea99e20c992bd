"""Compiling and checking in this process, without database and pages, product and floor in turns."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import count

from bench import loops
from bench.boards import board
from bench.client import in_turns
from bench.rows import Row, Times, ratio
from projects.core.board import Board
from projects.core.catalog import load
from projects.core.prompts import Prompt, compile_shot
from projects.core.report import build, contexts_of, findings_of
from projects.core.use import usage
from projects.views.live import live

SHOTS = 1000
# The floor of compiling (5.4 ms) and the bar of compiling and checking (85 ms), by the paper that sets the bars.
WHOLE_OVER_COMPILING = 85 / 5.4

CATALOG = load()
LONG_PIECES = (
    "a ", "the red coat, ", "a, ", "and ", "not ", "her blue-eyed, ", "slow pan left ", "without her red coat ", "((", "-",
    "é", "a new old wooden pier ", "'s ", "in his sixties ", "漢字", "dark moody light, bright vibrant colours, ", "a1 ",
    "no longer ",
)  # fmt: skip


def _seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def compile_all(plan: Board) -> list[Prompt]:
    """The prompt of every shot of a board, anchors in use included."""
    uses = usage(plan)
    short = plan.continuity == "phrase"
    return [compile_shot(shot, uses[shot.key], phrase_only=short, catalog=CATALOG) for _, shot in plan.shots()]


def _unseen() -> Iterator[Board]:
    """Boards of texts that nothing has seen before, so that no memory of earlier work helps."""
    return (board(SHOTS, mark=f"r{at}") for at in count())


def core_rows() -> list[Row]:
    """Every figure of this module."""
    known = board(SHOTS)
    texts = loops.fields(known)
    compiled = loops.compiled(texts)
    new = _unseen()

    def floor() -> float:
        return _seconds(lambda: loops.compiled(texts))

    def seconds_of(work: Callable[[Board], object], plan: Board) -> float:
        return _seconds(lambda: work(plan))

    fresh = in_turns(lambda: seconds_of(compile_all, next(new)), floor, 9, warm=1)
    again = in_turns(lambda: seconds_of(compile_all, known), floor, 9, warm=1)
    whole = in_turns(lambda: seconds_of(_whole, next(new)), floor, 5, warm=1)
    whole_again = in_turns(lambda: seconds_of(_whole, known), floor, 5, warm=1)
    changed, _ = in_turns(_one_changed(known), floor, 9, warm=1)
    joined = Times([_seconds(lambda: loops.join(texts)) for _ in range(30)])
    lint = Times([_seconds(lambda: loops.linted(compiled)) for _ in range(10)])
    told = f"compile floor {again[1].p50:.1f} ms, lint floor {lint.p50:.1f} ms, join {joined.p50:.2f} ms"
    words = sum(len(prompt.text.split()) for prompt in compile_all(known)) / SHOTS
    return [
        ratio("compile 1,000, texts never seen", *fresh, 3.0),
        ratio("compile 1,000, texts seen before", *again, 3.0),
        ratio("compile and check 1,000, texts never seen", *whole, round(WHOLE_OVER_COMPILING, 1)),
        ratio("compile and check 1,000, texts seen before", *whole_again, round(WHOLE_OVER_COMPILING, 1)),
        Row(
            "compile and check 1,000 after one shot changed", round(changed.p50, 1), "ms", None, f"p95 {changed.p95:.1f} ms"
        ),
        _one_in_context(new),
        _two_thousand(),
        _longest_texts(),
        _relint(300, None),
        _relint(1000, 3.0),
        Row("floor: words a compiled prompt of ours", round(words), "", None, told),
    ]


def _whole(plan: Board) -> object:
    return build(plan, CATALOG)


def _one_changed(plan: Board) -> Callable[[], float]:
    """Builds the report of a board that differs from the one before in one shot."""
    report = build(plan, CATALOG)
    numbers = count()

    def work() -> float:
        nonlocal report
        scene = report.board.scenes[2]
        shot = replace(scene.shots[7], action=f"waits for signal {next(numbers)}")
        shots = (*scene.shots[:7], shot, *scene.shots[8:])
        scenes = (*report.board.scenes[:2], replace(scene, shots=shots), *report.board.scenes[3:])
        after = replace(report.board, scenes=scenes)
        start = time.perf_counter()
        report = build(after, CATALOG, previous=report)
        return time.perf_counter() - start

    return work


def _one_in_context(boards: Iterator[Board]) -> Row:
    """The rules of one shot in its place, texts never seen before, over every shot of a board of 1,000."""
    contexts = contexts_of(next(boards), CATALOG).values()
    found = Times([_seconds(lambda ctx=ctx: findings_of(ctx)) for ctx in contexts])  # type: ignore[misc]
    return Row("checks of one shot in its place", round(found.p50, 3), "ms", 1.0, f"p95 {found.p95:.2f} ms")


def _two_thousand() -> Row:
    """A project of 2,000 shots, compiled, checked and priced from nothing."""
    found = Times([_seconds(lambda at=at: _whole(board(2 * SHOTS, mark=f"two{at}"))) for at in range(3)])  # type: ignore[misc]
    return Row("compile and check 2,000, texts never seen", round(found.p50), "ms", 2000)


def _longest_texts() -> Row:
    """The slowest of several slots of 10,000 characters, made to send careless patterns back and forth."""
    plan = board(40, mark="long")
    scene = plan.scenes[0]
    times = []
    for piece in LONG_PIECES:
        tries = []  # the best of three texts, none seen before: other load on the machine is no careless pattern
        for at in range(3):
            shot = replace(scene.shots[1], action=(f"{at} " + piece * 10_000)[:10_000])
            whole = replace(plan, scenes=(replace(scene, shots=(scene.shots[0], shot, *scene.shots[2:])), *plan.scenes[1:]))
            ctx = contexts_of(whole, CATALOG)[shot.key]
            tries.append(_seconds(lambda ctx=ctx: findings_of(ctx)))  # type: ignore[misc]
        times.append(min(tries))
    found = Times(times)
    return Row("a slot of 10,000 characters, the slowest", round(found.most, 1), "ms", 100, f"median {found.p50:.1f} ms")


def _relint(shots: int, limit: float | None) -> Row:
    """One shot compiled, checked and priced in its place, as with every key typed in the editor."""
    report = build(board(shots), CATALOG)
    shot = report.all_shots()[16].shot
    found = Times(
        [_seconds(lambda at=at: live(report, replace(shot, action=f"waits for bell {at}"))) for at in range(60)]  # type: ignore[misc]
    )
    return Row(f"one shot checked again, project of {shots:,}", round(found.p50, 2), "ms", limit, f"p95 {found.p95:.2f} ms")
