"""What a step touched: its cells, and the rows that it built on."""

from __future__ import annotations

from projects.writes.touching import cells, touched_by


def test_a_column_that_holds_several_things_counts_as_each_of_them():
    entry = {
        "was": {"title": "a", "later": {"rules": [1], "vocabulary": [2]}},
        "now": {"title": "b", "later": {"rules": [3], "vocabulary": [2]}},
    }
    assert list(cells(entry)) == [("title", "a", "b"), ("later.rules", [1], [3])]


def test_a_break_touches_its_shot_and_its_anchor():
    touched = touched_by([{"row": "break", "id": 7, "there": [None, {"shot_id": 1, "anchor_id": 2}]}])
    assert set(touched) == {("break", 7), ("shot", 1), ("anchor", 2)}


def test_an_anchor_that_comes_into_use_is_touched_by_its_key():
    touched = touched_by([{"row": "shot", "id": 1, "was": {"anchors": ["pier"]}, "now": {"anchors": ["pier", "dawn"]}}])
    assert set(touched) == {("shot", 1), ("anchor", "dawn")}
