"""What was read lately is given again, beside the same thing alone, and little of it is kept."""

from projects.imports.lately import LARGEST, MOST, lately


def test_a_reading_is_given_again_beside_the_very_same_thing():
    beside, other, read = object(), object(), []

    def reading():
        read.append(1)
        return len(read)

    assert [lately(("a",), beside, 1, reading) for _ in range(2)] == [1, 1]
    assert lately(("a",), other, 1, reading) == 2
    assert [lately(("large",), beside, LARGEST + 1, reading) for _ in range(2)] == [3, 4]
    for number in range(MOST):
        lately((number,), beside, 1, list)
    assert lately(("a",), other, 1, reading) == 5
