"""What one write leaves without a version yet."""

import pytest

from projects.writes.due import collecting, due, settled


def test_what_is_due_is_collected_until_it_is_settled():
    with collecting() as waiting:
        due(1, 2)
        settled([1])
        assert waiting == {2}


def test_a_write_inside_of_a_write_leaves_it_to_the_outer_one():
    with collecting() as waiting:
        with collecting() as inner:
            due(3)
        assert (inner, waiting) == (set(), {3})


def test_outside_of_a_write_nothing_is_remembered():
    due(4)
    settled([4])
    with collecting() as waiting:
        assert waiting == set()


def test_a_write_that_fails_leaves_nothing_behind():
    def fails() -> None:
        with collecting():
            due(5)
            raise KeyError

    with pytest.raises(KeyError):
        fails()
    with collecting() as waiting:
        assert waiting == set()
