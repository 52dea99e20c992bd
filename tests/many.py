"""Many cases in one test: the database is prepared once, each case starts from there, and every failure is told."""

from collections.abc import Callable, Iterable, Sequence
from copy import deepcopy
from typing import TypeVar

import pytest
from django.test import Client

from tests import factories

Case = TypeVar("Case")


def in_groups(names: Sequence[str], size: int = 20) -> pytest.MarkDecorator:
    """Gives a test `names`, a part of these at a time: few preparations, and still work for several processes."""
    parts = [list(names[start : start + size]) for start in range(0, len(names), size)]
    return pytest.mark.parametrize("names", parts, ids=[f"{part[0]}..{part[-1]}" for part in parts])


def each(cases: Iterable[Case], check: Callable[[Case], object]) -> None:
    """Checks every case on its own, whatever the others wrote or found; fails with all that is wrong."""
    wrong = []
    for case in cases:
        try:
            with factories.taken_back():
                check(case)
        except Exception as error:  # noqa: BLE001 - told below, with those of the other cases
            wrong.append(f"{case!r}\n{type(error).__name__}: {error}")
    assert not wrong, f"{len(wrong)} cases fail\n\n" + "\n\n".join(wrong)


def twin(client: Client) -> Client:
    """The same browser, so that a case that signs out or in does so for itself alone."""
    other = Client(enforce_csrf_checks=client.handler.enforce_csrf_checks)
    other.cookies = deepcopy(client.cookies)
    return other
