"""So many tries, then none for a while: for each key apart, exactly."""

import pytest

from projects.writes.tries import Tries

pytestmark = pytest.mark.django_db


def test_the_last_try_is_the_one_that_was_promised():
    tries = Tries("some", 3, 60)
    found = [(tries.over("here"), bool(tries.take("here"))) for _ in range(4)]
    assert found == [(False, True), (False, True), (False, True), (True, False)]


def test_a_try_that_was_none_is_given_back():
    tries = Tries("back", 1, 60)
    taken = tries.take("here")
    assert taken is not None
    tries.give_back("here", taken)
    assert (tries.over("here"), bool(tries.take("here")), tries.over("here")) == (False, True, True)


def test_keys_and_kinds_do_not_count_for_each_other():
    tries = Tries("other", 1, 60)
    tries.take("here")
    assert (tries.over("here"), tries.over("there"), Tries("another", 1, 60).over("here")) == (True, False, False)


def test_asking_writes_nothing(django_assert_num_queries):
    with django_assert_num_queries(1):
        Tries("quiet", 30, 60).over("a key of any kind \ud800")


def test_tries_come_back_after_their_time():
    tries = Tries("soon", 1, 0)
    assert [tries.take("here") is not None for _ in range(3)] == [True, True, True]
