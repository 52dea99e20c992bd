"""The hand-over in the editor's form: what is shown, what is read back, what an empty side means."""

import pytest

from projects.core.board import BOUNDARIES, SCREEN_DIRECTIONS, Shot, State
from projects.forms.shots_state import BOUNDARY_LABELS, DIRECTION_LABELS, state_fields, state_initial, state_value
from tests.plans import shot


def cleaned(**values):
    return {name: field.clean(values.get(name, "")) for name, field in state_fields().items()}


def test_every_value_of_the_document_can_be_chosen():
    assert (tuple(BOUNDARY_LABELS), tuple(DIRECTION_LABELS)) == (BOUNDARIES, SCREEN_DIRECTIONS)


@pytest.mark.parametrize("state", [None, State("at the rail", "collar up", "rope", "dim", "away"), State(props="lantern")])
def test_what_is_shown_is_read_back_the_same(state):
    data = cleaned(**{name: value or "" for name, value in state_initial(shot(state_in=state)).items()})
    assert state_value("state_in", data, None) == state


def test_a_side_without_a_word_is_none_unless_it_was_there_before():
    assert state_value("state_out", cleaned(), State("left")) is None
    assert state_value("state_out", cleaned(), State()) == State()


def test_the_defaults_are_those_of_a_shot():
    assert {name: state_initial(Shot("x"))[name] for name in ("boundary", "attempt")} == {"boundary": "cut", "attempt": 1}
