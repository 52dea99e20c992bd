"""Where a review stands: states, sums, what comes next, what a film strip shows."""

import pytest

from projects.core.reviewing import Tally, narrowed, next_undecided, state_of, tally, undecided

STATES = {"A": "approved", "B": "open", "C": "changed", "D": "changes-requested"}


@pytest.mark.parametrize(
    ("status", "changed", "state"),
    [
        ("draft", False, "open"),
        ("in-review", True, "open"),
        ("approved", False, "approved"),
        ("approved", True, "changed"),
        ("changes-requested", False, "changes-requested"),
        ("changes-requested", True, "changed"),
    ],
)
def test_a_shot_is_open_decided_or_changed_since(status, changed, state):
    assert state_of(status, changed) == state


def test_the_sums_tell_every_state_apart():
    assert tally(STATES.values()) == Tally(total=4, approved=1, requested=1, changed=1, open=1)
    assert tally(STATES.values()).decided == 2
    assert tally([]) == Tally(0, 0, 0, 0, 0)


@pytest.mark.parametrize(("after", "code"), [("", "B"), ("A", "B"), ("B", "C"), ("C", "B"), ("D", "B"), ("gone", "B")])
def test_the_next_shot_to_decide_on_is_looked_for_round_the_end(after, code):
    assert next_undecided(STATES, after) == code


def test_nothing_comes_next_where_all_is_decided():
    assert next_undecided({"A": "approved"}, "A") == ""
    assert [state for state in STATES.values() if undecided(state)] == ["open", "changed"]


@pytest.mark.parametrize(
    ("show", "codes"),
    [("", ["A", "B", "C", "D"]), ("open", ["B"]), ("changed", ["C"]), ("mine", ["D"]), ("nonsense", ["A", "B", "C", "D"])],
)
def test_a_strip_is_narrowed_in_running_order(show, codes):
    assert narrowed(STATES, show, frozenset({"D"})) == codes
