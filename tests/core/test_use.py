"""Which anchors a shot uses, and in which role."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given

from projects.core.board import Anchor, Board, Break, Scene, Shot
from projects.core.use import Use, in_use, usage
from tests.plans import DAWN, GRAIN, KEEPER, MARA, PIER, SHOP, plan, second, shot
from tests.strategies import boards


def keys(board: Board, key: str = "SH010") -> list[str]:
    scene, found = next((scene, item) for scene, item in board.shots() if item.key == key)
    return [anchor.key for anchor in in_use(board, scene, found)]


def roles(board: Board) -> dict[str, list[tuple[str, str, str | None]]]:
    return {key: [(use.anchor.key, use.role, use.established_in) for use in uses] for key, uses in usage(board).items()}


def test_a_shot_uses_the_projects_anchors_then_its_scenes_then_its_own() -> None:
    board = plan(shot(anchors=["mara"]), anchors=(MARA, KEEPER, PIER), use=("keeper",), anchors_in_use=("pier",))
    assert keys(board) == ["pier", "keeper", "mara"]


def test_each_level_keeps_its_listed_order_and_each_anchor_counts_once() -> None:
    board = plan(
        shot(anchors=["grain", "keeper"]), anchors=(KEEPER, MARA, GRAIN), use=("mara", "keeper"), anchors_in_use=("keeper",)
    )
    assert keys(board) == ["keeper", "mara", "grain"]


def test_without_leaves_an_anchor_out() -> None:
    board = plan(shot(without=["keeper"]), anchors=(KEEPER, PIER))
    assert keys(board) == ["pier"]


def test_what_without_names_can_be_asked_for_all_the_same() -> None:
    board = plan(shot(without=["keeper"]), anchors=(KEEPER, PIER))
    scene, item = next(board.shots())
    assert [anchor.key for anchor in in_use(board, scene, item, ignore_without=True)] == ["keeper", "pier"]


def test_a_shots_own_place_takes_the_place_of_the_wider_ones() -> None:
    board = plan(shot(anchors=["shop"]), anchors=(PIER, SHOP), use=("pier",), anchors_in_use=("pier",))
    assert keys(board) == ["shop"]


def test_a_scenes_light_takes_the_place_of_the_projects() -> None:
    noon = Anchor("noon", "lighting", "noon light", "hard white light from above")
    board = plan(shot(), anchors=(DAWN, noon), use=("noon",), anchors_in_use=("dawn",))
    assert keys(board) == ["noon"]


def test_a_shots_own_style_takes_the_place_of_the_scenes() -> None:
    ink = Anchor("ink", "style", "ink drawing")
    assert keys(plan(shot(anchors=["ink"]), anchors=(GRAIN, ink), use=("grain",))) == ["ink"]


def test_subjects_add_up_over_the_levels() -> None:
    board = plan(shot(anchors=["mara"]), anchors=(KEEPER, MARA), use=("keeper",))
    assert keys(board) == ["keeper", "mara"]


def test_a_key_that_no_anchor_has_is_passed_over() -> None:
    assert keys(plan(shot(anchors=["gone"]), anchors=(PIER,))) == ["pier"]


def test_the_first_shot_establishes_and_each_later_one_carries() -> None:
    board = plan(shot("SH010"), shot("SH020"), shot("SH030"), anchors=(PIER,))
    assert roles(board) == {
        "SH010": [("pier", "establishes", "SH010")],
        "SH020": [("pier", "carries", "SH010")],
        "SH030": [("pier", "carries", "SH010")],
    }


def test_the_order_goes_on_over_scenes() -> None:
    scenes = (Scene("a", shots=(Shot("SH010"),)), Scene("b", shots=(Shot("SH020"),)))
    board = replace(Board("Two", anchors=(GRAIN,), anchors_in_use=("grain",)), scenes=scenes)
    assert roles(board)["SH020"] == [("grain", "carries", "SH010")]


def test_the_order_is_the_running_order_not_that_of_the_codes() -> None:
    board = plan(shot("SH090"), shot("SH010"), anchors=(PIER,))
    assert roles(board)["SH090"] == [("pier", "establishes", "SH090")]


def test_an_omitted_shot_establishes_and_carries_nothing() -> None:
    board = plan(shot("SH010", omitted=True), shot("SH020"), anchors=(PIER,))
    assert roles(board) == {"SH010": [], "SH020": [("pier", "establishes", "SH020")]}


def test_a_shot_with_a_break_does_not_establish_and_the_next_one_does() -> None:
    board = plan(shot("SH010", breaks=[Break("pier", "flashback")]), shot("SH020"), anchors=(PIER,))
    assert roles(board) == {"SH010": [("pier", "breaks", None)], "SH020": [("pier", "establishes", "SH020")]}


def test_a_break_keeps_its_reason_and_says_who_established() -> None:
    board = second(KEEPER, breaks=[Break("keeper", "a dream")])
    assert usage(board)["SH020"] == (Use(KEEPER, "breaks", "SH010", "a dream"),)


def test_a_shot_without_the_anchor_does_not_establish_it() -> None:
    board = plan(shot("SH010", without=["pier"]), shot("SH020"), anchors=(PIER,))
    assert roles(board)["SH020"] == [("pier", "establishes", "SH020")]


@given(boards())
def test_every_anchor_is_established_once_and_before_it_is_carried(board: Board) -> None:
    established: set[str] = set()
    for uses in usage(board).values():
        for use in uses:
            if use.role == "establishes":
                assert use.anchor.key not in established
                established.add(use.anchor.key)
            assert (use.role == "carries") <= (use.anchor.key in established)


@given(boards())
def test_no_shot_has_two_places_two_lights_or_two_styles_from_different_levels(board: Board) -> None:
    for scene, item in board.shots():
        for kind in ("environment", "lighting", "style"):
            used = {anchor.key for anchor in in_use(board, scene, item) if anchor.kind == kind}
            levels = [set(item.anchors), set(scene.anchors), set(board.anchors_in_use)]
            assert not used or any(used <= level for level in levels)
