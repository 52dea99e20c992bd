"""Numbers that tell nothing of how many there are."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from projects.core.opaque import MOST, Opaque

NUMBERS = st.integers(min_value=0, max_value=MOST)


@given(NUMBERS, st.text(max_size=40))
def test_whoever_has_the_key_finds_back(number, key):
    order = Opaque(key)
    assert order.found(order.hidden(number)) == number
    assert order.hidden(order.found(number)) == number


def test_neighbours_are_no_neighbours_and_none_is_given_twice():
    order = Opaque("a link")
    found = [order.hidden(number) for number in range(2_000)]
    assert len(set(found)) == len(found)
    assert [at for at, (one, other) in enumerate(pairwise(found)) if abs(one - other) < 1_000] == []


def test_two_keys_give_two_orders():
    assert Opaque("one").hidden(7) != Opaque("other").hidden(7)


@pytest.mark.parametrize("number", [-1, MOST + 1, 2**63])
def test_a_number_out_of_bounds_stands_for_none(number):
    for asked in (Opaque("x").hidden, Opaque("x").found):
        with pytest.raises(ValueError, match=str(number)):
            asked(number)
