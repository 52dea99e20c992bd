"""Keys in a document name something that is there, and a shot leaves out or breaks only what it has."""

from __future__ import annotations

import json
from typing import Any

import pytest

from projects.core.board import SeedLock, StartsFrom
from projects.core.document import DocumentError, loads
from tests.boards import catalog

ANCHORS = [
    {"key": "mara", "kind": "subject", "name": "Mara"},
    {"key": "ben", "kind": "subject", "name": "Ben"},
    {"key": "street", "kind": "environment", "name": "street"},
    {"key": "cellar", "kind": "environment", "name": "cellar"},
    {"key": "attic", "kind": "environment", "name": "attic"},
]


def document(shot: dict[str, Any], scene: dict[str, Any] | None = None, **keys: Any) -> str:
    first = {"shots": [{"key": "A"}, {"key": "B"} | shot]} | (scene or {})
    other = {"shots": [{"key": "C"}]}
    return json.dumps({"format": "storyboard/1", "title": "T", "anchors": ANCHORS, "scenes": [first, other]} | keys)


def refusal(text: str) -> tuple[str, str]:
    with pytest.raises(DocumentError) as caught:
        loads(text, catalog())
    return caught.value.path, caught.value.reason


def breaks(*keys: str) -> list[dict[str, str]]:
    return [{"anchor": key, "reason": "a dream"} for key in keys]


def test_an_anchor_that_is_named_must_exist() -> None:
    reason = 'no anchor has the key "x"'
    assert refusal(document({}, anchors_in_use=["mara", "x"])) == ("anchors_in_use[1]", reason)
    assert refusal(document({}, {"anchors": ["x"]})) == ("scenes[0].anchors[0]", reason)
    assert refusal(document({"anchors": ["ben", "x"]})) == ("scenes[0].shots[1].anchors[1]", reason)


def test_the_master_of_a_lock_may_be_null_or_any_shot_of_the_project() -> None:
    for master in (None, "A", "C"):
        board = loads(document({}, {"seed_lock": {"seed": 5, "master": master}}), catalog())
        assert board.scenes[0].seed_lock == SeedLock(5, master)
    assert loads(document({}, seed_lock={"seed": 5}), catalog()).seed_lock == SeedLock(5, None)


def test_the_master_of_a_lock_must_exist() -> None:
    reason = 'no shot has the key "x"'
    lock = {"seed": 5, "master": "x"}
    assert refusal(document({}, {"seed_lock": lock})) == ("scenes[0].seed_lock.master", reason)
    assert refusal(document({}, seed_lock=lock)) == ("seed_lock.master", reason)


def test_a_shot_starts_from_an_upload_or_a_frame_of_another_shot_even_a_later_one() -> None:
    for source, expected in (
        ("upload", StartsFrom()),
        ({"shot": "A", "frame": "last"}, StartsFrom("A", "last")),
        ({"shot": "C", "frame": "first"}, StartsFrom("C", "first")),
    ):
        board = loads(document({"starts_from": source}), catalog())
        assert board.scenes[0].shots[1].starts_from == expected


def test_a_shot_cannot_start_from_itself_or_from_nothing() -> None:
    path = "scenes[0].shots[1].starts_from.shot"
    assert refusal(document({"starts_from": {"shot": "B", "frame": "last"}})) == (
        path, "a shot cannot start from a frame of itself",
    )  # fmt: skip
    assert refusal(document({"starts_from": {"shot": "x", "frame": "last"}})) == (
        path,
        'no shot has the key "x"',
    )


def test_a_shot_may_leave_out_or_break_anchors_of_every_level() -> None:
    text = document(
        {"anchors": ["cellar"], "without": ["mara"], "breaks": breaks("ben", "cellar")},
        {"anchors": ["ben"]},
        anchors_in_use=["mara"],
    )
    shot = loads(text, catalog()).scenes[0].shots[1]
    assert (shot.without, [item.anchor for item in shot.breaks]) == (("mara",), ["ben", "cellar"])


@pytest.mark.parametrize("key", ["mara", "x"])
def test_a_shot_cannot_leave_out_or_break_what_it_does_not_use(key: str) -> None:
    assert refusal(document({"without": [key]})) == (
        "scenes[0].shots[1].without[0]", f'the shot would not use the anchor "{key}"',
    )  # fmt: skip
    assert refusal(document({"breaks": breaks(key)})) == (
        "scenes[0].shots[1].breaks[0].anchor", f'the shot does not use the anchor "{key}"',
    )  # fmt: skip


def test_an_anchor_that_a_closer_one_replaces_is_not_in_use() -> None:
    scene = {"anchors": ["cellar"]}
    assert refusal(document({"breaks": breaks("street")}, scene, anchors_in_use=["street"]))[0][-16:] == "breaks[0].anchor"
    assert refusal(document({"anchors": ["attic"], "without": ["cellar"]}, scene))[0][-10:] == "without[0]"
    assert loads(document({"anchors": ["attic"], "breaks": breaks("attic")}, scene), catalog())


def test_what_is_left_out_cannot_be_broken() -> None:
    text = document({"without": ["mara"], "breaks": breaks("mara")}, anchors_in_use=["mara"])
    assert refusal(text) == ("scenes[0].shots[1].breaks[0].anchor", 'the shot does not use the anchor "mara"')


def test_references_of_omitted_shots_are_checked_alike() -> None:
    assert refusal(document({"omitted": True, "anchors": ["x"]}))[0] == "scenes[0].shots[1].anchors[0]"
