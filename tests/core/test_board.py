"""The values every rule reads."""

import pytest

from projects.core.board import Anchor, Board, Break, Scene, Shot


def test_shots_come_with_their_scene_in_running_order():
    board = Board(
        "Film", scenes=(Scene("a", shots=(Shot("SH010"), Shot("SH020", omitted=True))), Scene("b", shots=(Shot("SH030"),)))
    )
    assert [(scene.key, shot.key) for scene, shot in board.shots()] == [("a", "SH010"), ("a", "SH020"), ("b", "SH030")]


def test_an_anchor_is_found_by_its_key_or_not_at_all():
    pier = Anchor("pier", "environment", "pier")
    assert Board("Film", anchors=(pier,)).anchor("pier") == pier
    with pytest.raises(KeyError):
        Board("Film").anchor("pier")


def test_a_shot_knows_the_anchors_it_breaks():
    assert Shot("SH010", breaks=(Break("pier", "flashback"),)).broken() == {"pier"}
