"""The storyboard grid: frames as large as the page allows, in the delivery ratio, none cut."""

from __future__ import annotations

from dataclasses import replace
from itertools import product
from typing import Any

import pytest

from projects.core.paper_grid import COLUMN_GAP, HEAD, LANE_HEIGHT, ROW_GAP, caption, pages, shape, shortened, text_area
from projects.core.paper_options import ORIENTATIONS, PAPERS, PER_PAGE
from projects.core.paper_values import Sheet
from tests.boards import harbour_and_kitchen
from tests.core.test_paper import entries, paper
from tests.plans import KEEPER, PIER, plan, shot

RATIOS = ("16:9", "9:16", "1:1", "4:5", "2.39:1")


def grid_of(ratio: str, **options: Any) -> Sheet:
    return replace(paper(harbour_and_kitchen(), layout="grid", **options), ratio=ratio)


@pytest.mark.parametrize("ratio", RATIOS)
def test_every_shape_fits_its_page_and_keeps_the_ratio(ratio: str) -> None:
    wide, _, high = ratio.partition(":")
    for per_page, size, lies in product(PER_PAGE, PAPERS, ORIENTATIONS):
        sheet = grid_of(ratio, per_page=per_page, paper=size, orientation=lies)
        found, (width, height) = shape(sheet), text_area(sheet.options)
        assert found.columns * found.rows >= per_page
        assert found.frame_width <= found.cell_width + 0.02
        assert found.columns * found.cell_width + (found.columns - 1) * COLUMN_GAP <= width + 0.1
        lanes = max(len(scene.lanes) for scene in sheet.scenes) * LANE_HEIGHT
        assert found.rows * (found.frame_height + found.caption + lanes + ROW_GAP) + HEAD <= height + 0.1
        assert found.frame_width / found.frame_height == pytest.approx(float(wide) / float(high), rel=0.02)


def test_six_wide_frames_lie_in_three_columns_and_tall_ones_side_by_side() -> None:
    assert (shape(grid_of("16:9", per_page=6)).columns, shape(grid_of("9:16", per_page=6)).columns) == (3, 6)


def test_each_shot_stands_on_one_page_in_order() -> None:
    shots = [shot(f"SH{n:03}") for n in range(10, 140, 10)]
    sheet = paper(plan(*shots, anchors=(KEEPER, PIER)), layout="grid", per_page=6)
    found = pages(sheet)
    assert [[e.code for row in page.rows for e in row.entries] for page in found] == [
        [s.key for s in shots[:6]], [s.key for s in shots[6:12]], [s.key for s in shots[12:]]
    ]  # fmt: skip
    assert [page.continued for page in found] == [False, True, True]
    assert all(len(lane.cells) == len(row.entries) for page in found for row in page.rows for lane in row.lanes)


def test_a_prompt_that_does_not_fit_is_cut_at_a_word_and_stands_in_the_appendix() -> None:
    long = paper(plan(shot("SH010", subject="a cat " * 300)), layout="grid")
    entry = entries(long)[0]
    cut, left_out = caption(entry, 40)
    text = "".join(run.text for run in cut)
    assert left_out
    assert text.endswith(" …")
    assert len(text) <= 42
    whole = caption(entry, 10_000)
    assert whole == (entry.prompt, False)
    assert (shortened(long), shortened(replace(long, options=replace(long.options, layout="table")))) == (True, False)
