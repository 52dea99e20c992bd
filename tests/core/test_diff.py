"""Two texts word by word."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from projects.core.diff import word_diff


def test_changed_words_are_gone_and_new() -> None:
    assert word_diff("the same old keeper, waits", "the same keeper, runs off") == [
        ("same", "the same "), ("gone", "old "), ("same", "keeper, "), ("gone", "waits"), ("new", "runs off"),
    ]  # fmt: skip


def test_equal_texts_are_one_run() -> None:
    assert word_diff("a b", "a b") == [("same", "a b")]


def test_nothing_before_or_after_is_all_new_or_all_gone() -> None:
    assert word_diff("", "a b") == [("new", "a b")]
    assert word_diff("a b", "") == [("gone", "a b")]
    assert word_diff("", "") == []


words = st.text("ab ,.\n灯", max_size=40)


@given(words, words)
def test_both_texts_can_be_read_back(before: str, after: str) -> None:
    runs = word_diff(before, after)
    assert "".join(text for what, text in runs if what != "new") == before
    assert "".join(text for what, text in runs if what != "gone") == after
