"""A batch edit of 200 shots through HTTP: the look at it, the edit itself, taking it back; and a move of 200."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

from bench.rows import Row, Times
from bench.stage import Stage

ROUNDS = 7


def batch_rows(stage: Stage) -> list[Row]:
    """The bar: 300 ms of server time for the edit of 200 shots."""
    from projects.models import Project
    from projects.reads import report_of

    client = stage.product_client()
    slug = stage.slugs["200"]
    home = f"/projects/{slug}/"

    def codes() -> list[str]:
        report = report_of(Project.objects.get(slug=slug))
        return [item.shot.key for item in report.all_shots()][:200]

    def timed(path: str, data: Callable[[int], dict[str, Any]]) -> Times:
        found = []
        for turn in range(ROUNDS):
            form = data(turn)
            start = time.perf_counter()
            answer = client.post(f"{home}{path}", form)
            found.append(time.perf_counter() - start)
            if answer.status != 200:
                raise AssertionError(f"{answer.status}: {answer.text[:400]}")
        return Times(found)

    picked = codes()

    def change(turn: int) -> dict[str, Any]:
        return {"shot": picked, "do": "change", "cfg": str(7 + turn % 2), "duration": str(5 + turn % 2)}

    look = timed("batch/", change)
    edit = timed("batch/", lambda turn: {**change(turn), "apply": "1", "revision": _revision(slug)})
    back = timed("undo/", lambda turn: {})
    status = timed("batch/", lambda turn: {"shot": picked, "do": "omit" if turn % 2 == 0 else "back", "apply": "1"})
    return [
        Row("batch edit of 200 shots: the look at it", round(look.p50), "ms", None),
        Row("batch edit of 200 shots: server time", round(edit.p50), "ms", 300, f"p95 {edit.p95:.0f} ms"),
        Row("batch edit of 200 shots: taken back", round(back.p50), "ms", None),
        Row("200 shots omitted or taken back in", round(status.p50), "ms", 300),
    ]


def _revision(slug: str) -> str:
    from projects.models import Project

    return str(Project.objects.values_list("revision", flat=True).get(slug=slug))
