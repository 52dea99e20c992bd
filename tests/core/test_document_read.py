"""Objects of a document: known keys, required ones, defaults, and the keys that the reader makes."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

import pytest

from projects.core.board import Board, Scene, Shot, StartsFrom
from projects.core.document import SHOTS_MAX, DocumentError, loads, read_shot, shot_dict
from tests.boards import catalog, harbour_and_kitchen


def read(**keys: Any) -> Board:
    return loads(json.dumps({"format": "storyboard/1", "title": "T"} | keys), catalog())


def refusal(**keys: Any) -> tuple[str, str]:
    with pytest.raises(DocumentError) as caught:
        read(**keys)
    return caught.value.path, caught.value.reason


def codes(*shots: dict[str, Any]) -> list[str]:
    return [shot.key for _, shot in read(scenes=[{"shots": list(shots)}]).shots()]


def test_a_title_alone_gives_every_default() -> None:
    assert read() == Board("T")
    assert read(scenes=[{"shots": [{}]}]).scenes == (Scene("scene", shots=(Shot("SH010"),)),)
    assert (Board("T").cfg, Board("T").fps, Shot("x").duration) == (Decimal(7), Decimal(24), Decimal(10))


@pytest.mark.parametrize(
    ("destination", "ratio"),
    [
        ("youtube", "16:9"),
        ("tiktok", "9:16"),
        ("instagram-feed", "1:1"),
        ("instagram-stories", "4:5"),
        (None, "16:9"),
    ],
)
def test_the_ratio_follows_the_destination_unless_it_is_given(destination: str | None, ratio: str) -> None:
    assert read(destination=destination).aspect_ratio == ratio
    assert read(destination=destination, aspect_ratio="1:1").aspect_ratio == "1:1"


@pytest.mark.parametrize("document", ["[]", "5", '"text"', "null", "true"])
def test_a_document_is_an_object(document: str) -> None:
    with pytest.raises(DocumentError) as caught:
        loads(document, catalog())
    assert caught.value.path == "document"


def test_format_and_title_are_required() -> None:
    for missing, left in (("format", {"title": "T"}), ("title", {"format": "storyboard/1"})):
        with pytest.raises(DocumentError) as caught:
            loads(json.dumps(left), catalog())
        assert (caught.value.path, caught.value.reason) == (missing, "is missing")
    assert refusal(format="storyboard/2") == ("format", 'must be one of: storyboard/1, not "storyboard/2"')


@pytest.mark.parametrize("title", ["", "  ", "\n"])
def test_a_blank_title_is_refused(title: str) -> None:
    assert refusal(title=title) == ("title", "must not be blank")


def test_a_title_has_up_to_two_hundred_signs() -> None:
    assert read(title="é" * 200).title == "é" * 200
    assert refusal(title="é" * 201) == ("title", "is over 200 characters long")


@pytest.mark.parametrize(
    ("keys", "path"),
    [
        ({"Title": "x"}, "Title"),
        ({"scenes": [{"colour": 1}]}, "scenes[0].colour"),
        ({"scenes": [{"computed": {}}]}, "scenes[0].computed"),
        ({"scenes": [{}, {"shots": [{}, {"number": "1.1"}]}]}, "scenes[1].shots[1].number"),
        (
            {"scenes": [{"shots": [{"camera": [{"move": "static", "x": 1}]}]}]},
            "scenes[0].shots[0].camera[0].x",
        ),
        ({"anchors": [{"picture": 1}]}, "anchors[0].picture"),
        ({"seed_lock": {"seed": 1, "who": "me"}}, "seed_lock.who"),
        ({"a\nb": 1}, '["a\\nb"]'),
    ],
)
def test_a_key_that_the_format_does_not_know_is_refused(keys: dict[str, Any], path: str) -> None:
    assert refusal(**keys) == (path, "is no key that this format knows")


@pytest.mark.parametrize(
    ("keys", "path"),
    [
        ({"anchors": [{"kind": "style", "name": "x"}]}, "anchors[0].key"),
        ({"anchors": [{"key": "a", "name": "x"}]}, "anchors[0].kind"),
        ({"anchors": [{"key": "a", "kind": "style"}]}, "anchors[0].name"),
        ({"scenes": [{"shots": [{"breaks": [{"anchor": "a"}]}]}]}, "scenes[0].shots[0].breaks[0].reason"),
        ({"scenes": [{"shots": [{"camera": [{}]}]}]}, "scenes[0].shots[0].camera[0].move"),
        ({"scenes": [{"shots": [{"starts_from": {"shot": "x"}}]}]}, "scenes[0].shots[0].starts_from.frame"),
        ({"seed_lock": {}}, "seed_lock.seed"),
    ],
)
def test_a_key_that_has_no_default_is_required(keys: dict[str, Any], path: str) -> None:
    assert refusal(**keys) == (path, "is missing")


@pytest.mark.parametrize("computed", [None, 5, [], {"x": {"y": ["\x00", "\ud800", "z" * 20_000]}}])
def test_computed_is_ignored_whatever_it_holds(computed: Any) -> None:
    plain = read(scenes=[{"shots": [{}]}])
    assert read(computed=computed, scenes=[{"shots": [{"computed": computed}]}]) == plain


def test_a_blank_reason_of_a_break_is_refused() -> None:
    path, reason = refusal(scenes=[{"shots": [{"breaks": [{"anchor": "a", "reason": " "}]}]}])
    assert (path, reason) == ("scenes[0].shots[0].breaks[0].reason", "must not be blank")


@pytest.mark.parametrize(
    ("keys", "path"),
    [
        ({"anchors_in_use": ["a", "a"]}, "anchors_in_use[1]"),
        ({"scenes": [{"anchors": ["b", "a", "b"]}]}, "scenes[0].anchors[2]"),
        ({"scenes": [{"shots": [{"without": ["a", "a"]}]}]}, "scenes[0].shots[0].without[1]"),
        (
            {"scenes": [{"shots": [{"breaks": [{"anchor": "a", "reason": "x"}, {"anchor": "a", "reason": "y"}]}]}]},
            "scenes[0].shots[0].breaks[1].anchor",
        ),
        ({"scenes": [{"key": "a"}, {}, {"key": "a"}]}, "scenes[2].key"),
        ({"scenes": [{"shots": [{}, {"key": "A"}]}, {"shots": [{"key": "A"}]}]}, "scenes[1].shots[0].key"),
        ({"anchors": [{"key": "a", "kind": "style", "name": "x"}] * 2}, "anchors[1].key"),
    ],
)
def test_no_key_stands_twice(keys: dict[str, Any], path: str) -> None:
    found, reason = refusal(**keys)
    assert (found, reason[3:]) == (path, " is there twice")


def test_two_anchors_may_have_the_same_name() -> None:
    same = [{"key": key, "kind": "subject", "name": "Mara"} for key in ("a", "b")]
    assert [anchor.key for anchor in read(anchors=same).anchors] == ["a", "b"]


def test_shots_without_a_code_get_the_free_ones_in_order() -> None:
    assert codes({}, {}, {}) == ["SH010", "SH020", "SH030"]
    assert codes({}, {"key": "SH010"}, {}, {"key": "sh030"}, {}) == [
        "SH020",
        "SH010",
        "SH040",
        "sh030",
        "SH050",
    ]
    assert codes({"key": "12A"}, {}) == ["12A", "SH010"]


def test_a_shot_may_name_one_whose_code_the_reader_gives() -> None:
    board = read(scenes=[{"shots": [{}, {"starts_from": {"shot": "SH010", "frame": "last"}}]}])
    assert board.scenes[0].shots[1].starts_from == StartsFrom("SH010", "last")


def test_scenes_without_a_key_get_the_slug_of_their_title() -> None:
    titles = ["Arrival!", "Arrival", "", "🍵", "Zweite Küche", "arrival"]
    scenes = [{"title": title} for title in titles] + [{"key": "arrival-2"}]
    assert [scene.key for scene in read(scenes=scenes).scenes] == [
        "arrival", "arrival-3", "scene", "scene-2", "zweite-küche", "arrival-4", "arrival-2",
    ]  # fmt: skip


def test_five_thousand_shots_are_read_and_one_more_is_refused() -> None:
    scenes: list[dict[str, Any]] = [{"shots": [{}] * 2_500}, {"shots": [{}] * 2_500}]
    assert sum(1 for _ in read(scenes=scenes).shots()) == SHOTS_MAX
    assert refusal(scenes=[*scenes, {"shots": [{}]}]) == (
        "scenes[2].shots[0]", "a document holds at most 5,000 shots",
    )  # fmt: skip
    assert refusal(scenes=[{"shots": [{}] * 5_001}]) == ("scenes[0].shots", "holds over 5,000 entries")


def test_a_scene_may_have_no_shots() -> None:
    assert read(scenes=[{"key": "empty"}]).scenes == (Scene("empty"),)


def test_a_shot_kept_as_json_comes_back_the_same() -> None:
    for _, shot in harbour_and_kitchen().shots():
        assert read_shot(json.loads(json.dumps(shot_dict(shot))), catalog()) == shot


def test_a_kept_shot_that_no_longer_fits_is_refused() -> None:
    with pytest.raises(DocumentError) as caught:
        read_shot(shot_dict(Shot("A")) | {"model": "gone"}, catalog())
    assert str(caught.value) == 'model: must be a model that the catalogue knows, not "gone"'
