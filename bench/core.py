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
from projects.core.report import build
from projects.core.use import usage
from projects.views.live import live

SHOTS = 1000
# The floor of compiling (5.4 ms) and the bar of compiling and checking (85 ms), by the paper that sets the bars.
WHOLE_OVER_COMPILING = 85 / 5.4

CATALOG = load()


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


def _relint(shots: int, limit: float | None) -> Row:
    """One shot compiled, checked and priced in its place, as with every key typed in the editor."""
    report = build(board(shots), CATALOG)
    shot = report.all_shots()[16].shot
    found = Times(
        [_seconds(lambda at=at: live(report, replace(shot, action=f"waits for bell {at}"))) for at in range(60)]  # type: ignore[misc]
    )
    return Row(f"one shot checked again, project of {shots:,}", round(found.p50, 2), "ms", limit, f"p95 {found.p95:.2f} ms")
