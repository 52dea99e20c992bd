"""A part of a report keeps numbers and times of the whole and has sums of its own."""

from __future__ import annotations

from decimal import Decimal

from projects.core.paper_options import Options
from projects.core.report import build
from projects.core.scoping import keys_in_scope, scoped
from tests.boards import catalog, harbour_and_kitchen

WHOLE = build(harbour_and_kitchen(), catalog())
CODES = [item.shot.key for item in WHOLE.running()]


def asked(approved: frozenset[str] = frozenset(), changed: frozenset[str] = frozenset(), **options: object) -> list[str]:
    keys = keys_in_scope(WHOLE, Options(**options), approved, changed)
    return [code for code in CODES if code in keys]


def test_a_scope_names_shots() -> None:
    first = WHOLE.scenes[0].scene.key
    assert asked() == CODES
    assert asked(scope="scenes", keys=(first,)) == [
        item.shot.key for item in WHOLE.scenes[0].shots if not item.shot.omitted
    ]
    assert asked(scope="shots", keys=(CODES[1], "GONE")) == [CODES[1]]
    assert asked(scope="approved", approved=frozenset(CODES[:1])) == CODES[:1]
    assert asked(scope="changed", changed=frozenset(CODES[2:3])) == CODES[2:3]


def test_a_part_has_its_own_sums_and_the_numbers_of_the_whole() -> None:
    second = WHOLE.shot(CODES[1])
    part = scoped(WHOLE, frozenset(CODES[1:2]), catalog())
    assert [(item.shot.key, item.number, item.start, item.prompt) for item in part.running()] == [
        (second.shot.key, second.number, second.start, second.prompt)
    ]
    assert (part.shots, part.duration, part.totals.total) == (1, second.shot.duration, second.estimate.total)
    assert part.errors == len(second.errors)
    assert all(len(lane.cells) == 1 for lane in part.scenes[0].lanes)


def test_all_and_nothing() -> None:
    whole = scoped(WHOLE, frozenset(item.shot.key for item in WHOLE.all_shots()), catalog())
    assert (whole.totals, whole.cost, whole.duration) == (WHOLE.totals, WHOLE.cost, WHOLE.duration)
    nothing = scoped(WHOLE, frozenset(), catalog())
    assert (nothing.scenes, nothing.shots, nothing.duration, nothing.totals.total) == ((), 0, Decimal(0), 0)
