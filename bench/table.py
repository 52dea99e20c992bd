"""The table: its page, and pasting 200 rows of 12 cells, shown first and then saved."""

from __future__ import annotations

import re
from itertools import count

from bench.client import Client
from bench.rows import Row, Times
from bench.stage import Stage

KB = 1024
ROWS = 200
COLUMNS = (
    "code", "title", "subject", "action", "environment", "lighting", "camera", "shot_size", "duration", "quality", "style",
    "dialogue", "notes",
)  # fmt: skip
_MARK = re.compile(r'name="mark" value="(\w+)"')


def pasted(mark: int) -> str:
    """200 rows of 12 cells with texts that nobody has compiled before."""
    rows = (
        (
            f"Title {at} {mark}", f"a pilot with chart {at} {mark}", f"walks slowly along the quay, mark {at} {mark}",
            f"fog over berth {at} {mark}", "soft light from the left", "slow pan left", "ms", "10", "high",
            f"film grain {mark}", "Not before the tide turns.", f"note {mark}",
        )
        for at in range(ROWS)
    )  # fmt: skip
    return "\n".join("\t".join(row) for row in rows)


def table_rows(stage: Stage) -> list[Row]:
    """Every figure of this module."""
    ours = stage.product_client()
    return [*_page(ours, stage, "200", 200), *_page(ours, stage, "1000", 1000), *_paste(ours, stage)]


def _page(ours: Client, stage: Stage, name: str, shots: int) -> list[Row]:
    path = f"/projects/{stage.slugs[name]}/table/"
    answer = ours.get(path)
    times = Times([ours.get(path).seconds for _ in range(30)])
    rows = re.findall(r"<tr data-shot=.*?</tr>", answer.text, re.DOTALL)
    most = max(len(row.encode()) for row in rows)
    note = f"p95 {times.p95:.1f} ms, page {len(answer.body) / KB:.0f} KB"
    return [
        Row(f"table of {shots}: whole page", round(times.p50, 1), "ms", None, note),
        Row(f"table of {shots}: HTML of the longest row", most, "bytes", 1.2 * KB),
    ]


def _paste(ours: Client, stage: Stage) -> list[Row]:
    """What a person waits for: the look at what would change, findings included, and then the save."""
    path = f"/projects/{stage.slugs['200']}/table/paste/"
    looks, saves = [], []
    for mark, _ in zip(count(), range(5), strict=False):
        form = {"text": pasted(mark), "code": "SH010", "column": "title", "columns": ",".join(COLUMNS), "skip": "1"}
        look = ours.post(path, form)
        found = _MARK.search(look.text)
        if found is None:
            raise AssertionError(look.text[:500])
        looks.append(look.seconds)
        saved = ours.post(path, {**form, "apply": "1", "mark": found[1]}, status=204)  # and on to the table
        saves.append(saved.seconds)
    shown, kept = Times(looks), Times(saves)
    both = Times([a + b for a, b in zip(looks, saves, strict=True)])
    note = f"look {shown.p50:.0f} ms, save {kept.p50:.0f} ms; slowest {both.most:.0f} ms"
    return [Row("paste of 200 x 12 cells, looked at and saved", round(both.p50), "ms", 1000, note)]
