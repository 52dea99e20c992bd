from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from projects.core.merging_texts import Merged, merge_texts

WORDS = st.lists(st.sampled_from("a keeper walks along the wet pier at dawn with her red lamp".split()), max_size=12)
TEXTS = WORDS.map(" ".join)


@pytest.mark.parametrize(
    ("base", "mine", "theirs", "merged", "clean"),
    [
        ("walks along the pier", "walks slowly along the pier", "walks along the wet pier", "walks slowly along the wet pier", True),
        ("walks along the pier", "walks along", "walks along the wet pier", "walks along the wet pier", False),
        ("a red lamp", "a blue lamp", "a green lamp", "a green blue lamp", False),
        ("a red lamp", "a blue lamp", "a blue lamp", "a blue lamp", True),
        ("one two three four", "two three four", "one two three", "two three", True),
        ("", "mine", "theirs", "theirs mine", False),
        (None, "walks slowly home", "walks home now", "walks slowly home now", False),
        ("one. Two.", "one.\nTwo.\nThree.", "One. Two.", "One. Two.\nThree.", True),
        ("stands", "stands", "", "", True),
        ("stands here", "", "stands", "stands", False),
        ("one two", "one two", "  one two", "  one two", True),
    ],
)  # fmt: skip
def test_two_texts_become_one(base, mine, theirs, merged, clean):
    assert merge_texts(base, mine, theirs) == Merged(merged, clean)


@given(base=TEXTS, changed=TEXTS)
def test_whoever_changed_nothing_gives_way_to_the_other(base, changed):
    assert merge_texts(base, base, changed) == merge_texts(base, changed, base) == Merged(changed, True)


@given(text=TEXTS, base=st.none() | TEXTS)
def test_the_same_change_made_twice_is_made_once(text, base):
    assert merge_texts(base, text, text) == Merged(text, True)


@given(head=WORDS, middle=st.lists(st.sampled_from(["x", "y", "z"]), min_size=1, max_size=3, unique=True), tail=WORDS)
def test_changes_far_from_each_other_both_survive(head, middle, tail):
    base = [*head, *middle, *tail]
    mine, theirs = ["mine", *base], [*base, "theirs"]
    assert merge_texts(" ".join(base), " ".join(mine), " ".join(theirs)) == Merged(
        " ".join(["mine", *base, "theirs"]), True
    )


@given(base=st.none() | TEXTS, mine=TEXTS, theirs=TEXTS)
def test_no_word_that_somebody_added_is_lost(base, mine, theirs):
    merged = Counter(merge_texts(base, mine, theirs).text.split())
    old = Counter((base or "").split())
    for side in (mine, theirs):
        added = Counter(side.split()) - old
        assert added - merged == Counter()


@given(mine=st.text(), theirs=st.text(), base=st.none() | st.text())
def test_any_text_can_be_merged(mine, theirs, base):
    merged = merge_texts(base, mine, theirs).text.split()
    assert set(merged) <= {*mine.split(), *theirs.split(), *(base or "").split()}


def test_texts_of_one_word_over_and_over_are_kept_whole():
    mine, theirs = "no " * 5000, "no " * 4000 + "yes"
    merged = merge_texts("no " * 3000, mine, theirs)
    assert (merged.clean, len(merged.text.split())) == (False, 9001)
