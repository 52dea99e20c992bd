"""The next shot like this one, codes beside others, a scene once more."""

from __future__ import annotations

from dataclasses import replace

import pytest

from projects.core.board import Break, Scene, SeedLock, Shot, StartsFrom
from projects.core.structuring import code_beside, codes_after, copied_scene, next_like
from tests import boards


def test_the_next_shot_keeps_the_look_and_leaves_open_what_happens() -> None:
    shot = Shot(
        "SH010", title="Walk", subject="collar up", action="walks", environment="gulls", style="grain", anchors=("keeper",),
        without=("pier",), breaks=(Break("dawn", "night"),), quality="high", seed=7, shot_size="ms", boundary="match",
        status="approved", dialogue="Hm.", starts_from=StartsFrom(),
    )  # fmt: skip
    assert next_like(shot) == Shot(
        "SH010", environment="gulls", style="grain", anchors=("keeper",), without=("pier",), quality="high", seed=7
    )


def test_a_code_lies_between_those_of_its_neighbours_over_scenes() -> None:
    board = boards.harbour_and_kitchen()
    assert code_beside(board, "SH030", ()) == "SH035"
    assert code_beside(board, "SH040", (), before=True) == "SH035"
    assert code_beside(board, "SH010", (), before=True) == "SH005"


@pytest.mark.parametrize(
    ("count", "found"),
    [
        (1, ["SH035"]),
        (2, ["SH033", "SH037"]),
        (3, ["SH032", "SH035", "SH038"]),
        (10, [f"SH{n:03d}" for n in range(60, 160, 10)]),
    ],
)
def test_several_codes_are_spread_evenly_where_there_is_room(count: int, found: list[str]) -> None:
    assert codes_after(boards.harbour_and_kitchen(), "SH030", count, ()) == found


def test_after_the_last_shot_codes_go_on_in_tens() -> None:
    assert codes_after(boards.harbour(), "SH020", 2, ("SH030",)) == ["SH040", "SH050"]
    assert codes_after(boards.blank(), None, 1, ()) == ["SH010"]


def test_a_copied_scene_points_at_itself() -> None:
    first = Shot("SH010", status="approved", attempt=3)
    second = Shot("SH020", starts_from=StartsFrom("SH010", "last"))
    third = Shot("SH030", starts_from=StartsFrom("SH001", "last"))
    scene = Scene("arrival", "Arrival", ("pier",), SeedLock(5, "SH020"), (first, second, third))
    copy = copied_scene(scene, "arrival-copy", ["A1", "A2", "A3"], "Arrival (copy)")
    assert (copy.key, copy.title, copy.anchors, copy.seed_lock) == (
        "arrival-copy",
        "Arrival (copy)",
        ("pier",),
        SeedLock(5, "A2"),
    )
    assert copy.shots == (
        Shot("A1"), Shot("A2", starts_from=StartsFrom("A1", "last")), replace(third, key="A3"),
    )  # fmt: skip
