"""The camera of a drawn frame: its arrows, its line, what a screen reader hears."""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

import pytest

from projects.core.board import Move
from projects.core.sketch import frame_width
from projects.core.sketch_moves import MARKS
from tests.core.sketching import CATALOG, arrows, drawn, every_camera


def marks(*moves: Move, ratio: str = "16:9") -> list[str]:
    return arrows(drawn(camera=moves, ratio=ratio))


def placed(mark: str) -> tuple[float, float, float]:
    """Where a mark stands, and how much it is enlarged."""
    x, y, scale = re.findall(r"translate\((\S+) ([^)\s]+)\)(?:scale\(-?([\d.]+))?", mark)[0]
    return float(x), float(y), float(scale or 1)


def test_every_move_with_every_direction_has_its_own_mark() -> None:
    seen: dict[str, list[tuple[str, str | None]]] = {}
    for move in CATALOG.moves.values():
        for direction in move.directions or (None,):
            seen.setdefault(" ".join(marks(Move(move.id, direction, "slow"))), []).append((move.id, direction))
    assert "" not in seen
    assert [names for names in seen.values() if len(names) > 1] == [
        [("tracking", "right"), ("tracking", "side")],
        [("tracking", "forward"), ("tracking", "behind")],
    ]


@pytest.mark.parametrize(
    ("move", "direction"),
    [("pan", "right"), ("tracking", "left"), ("crane", "up"), ("dolly", "in"), ("orbit", "clockwise")],
)
def test_a_faster_move_has_a_longer_arrow(move: str, direction: str) -> None:
    lengths = [placed(marks(Move(move, direction, speed))[0])[2] for speed in ("slow", "normal", "fast")]
    assert lengths == sorted(set(lengths))


@pytest.mark.parametrize("ratio", ["9:16", "1:1", "16:9", "21:9"])
def test_arrows_stay_inside_the_frame(ratio: str) -> None:
    for move in every_camera():
        for mark in marks(move, ratio=ratio):
            path = MARKS[mark.partition('"')[0]][0]
            x, y, scale = placed(mark)
            reach = {"pan": 24, "tracking": 30, "orbit": 42, "orbit-full": 42, "handheld": 21}.get(
                mark.partition('"')[0], 0
            )
            assert path
            assert 0 <= x - reach * scale <= x + reach * scale <= frame_width(ratio), move
            assert 0 < y < 90, move


def test_two_moves_along_the_same_edge_do_not_lie_on_each_other() -> None:
    pan, track = marks(Move("pan", "left", "slow"), Move("tracking", "left", "slow"))
    assert abs(placed(pan)[1] - placed(track)[1]) > 10
    tilt, crane = marks(Move("tilt", "up", "slow"), Move("crane", "up", "slow"))
    assert abs(placed(tilt)[0] - placed(crane)[0]) > 10


def test_a_move_of_a_user_has_no_mark() -> None:
    assert marks(Move("teleport", "up", "slow")) == []


def lines(markup: str) -> list[str | None]:
    return [element.text for element in ET.fromstring(markup).iter("text")]


@pytest.mark.parametrize(
    ("fields", "line"),
    [
        ({"shot_size": "ws", "camera": (Move("dolly", "in", "slow"),)}, "WS · dolly in · slow"),
        ({"shot_size": "mcu", "framing": "ots", "camera": (Move("static"),)}, "OTS MCU · static"),
        (
            {"shot_size": "cu", "camera": (Move("dolly", "in", "slow"), Move("pan", "left", "slow"))},
            "CU · dolly in + pan left",
        ),
        ({"camera": (Move("orbit", "counterclockwise", "fast"),)}, "orbit · fast"),
    ],
)
def test_the_camera_stands_in_the_corner_in_few_words(fields: dict, line: str) -> None:
    assert lines(drawn(**fields)) == [line]


def test_a_shot_with_nothing_set_has_no_words_in_it() -> None:
    assert lines(drawn()) == []


def test_the_label_stands_in_the_other_corner() -> None:
    assert lines(drawn(shot_size="ws", label="SH040")) == ["WS", "SH040"]


def test_an_upright_frame_breaks_its_words_into_lines() -> None:
    frame = drawn(shot_size="ws", camera=(Move("dolly", "in", "slow"),), ratio="9:16", label="SH040")
    assert lines(frame) == ["WS", "dolly in · slow", "SH040"]


def said(**fields) -> str:
    return ET.fromstring(drawn(**fields)).get("aria-label", "").removeprefix("Sketch: ")


def test_a_screen_reader_hears_the_picture() -> None:
    camera = (Move("dolly", "in", "slow"),)
    name = said(shot_size="ws", camera=camera, environment="pier at dawn, rain", label="SH010", action="looks left")
    assert name == "SH010: Sketch: wide shot, slow dolly in, one person facing left, pier, dawn, rain"


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"subject": "two children", "lens": "24mm"}, "wide lens, two children"),
        ({"subject": "a crowd of fans", "lighting": "backlight"}, "a crowd, light from behind"),
        ({"subject": "three horses", "people": 0}, "three horses"),
        ({"people": 0, "environment": "INT. CAR - NIGHT"}, "car inside, night"),
    ],
)
def test_it_says_who_is_seen_and_in_which_light(fields: dict, words: str) -> None:
    assert said(**fields) == words
