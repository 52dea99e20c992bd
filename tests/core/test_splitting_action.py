"""An action divided between clips, in its own words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from projects.core.splitting_action import continued, divided
from tests import boards


@pytest.mark.parametrize(
    ("action", "parts"),
    [
        ("He walks to the door. He opens it. Dr. Wu waves.", ["He walks to the door.", "He opens it.", "Dr. Wu waves."]),
        ("He walks to the door. He opens it. She waves.", ["He walks to the door.", "He opens it. She waves."]),
        ("lifts the cup, then drinks", ["lifts the cup", "drinks"]),
        ("lifts the cup and then slowly drinks", ["lifts the cup", "slowly drinks"]),
        ("opens the door, then the lights go out", ["opens the door", "the lights go out"]),
        ("wipes the counter before locking the door", ["wipes the counter", "locking the door"]),
        ("kneels before he prays", ["kneels", "he prays"]),
        ("blows out the candle, after which the room goes dark", ["blows out the candle", "the room goes dark"]),
        ("pours milk, and slides the cup over the counter", ["pours milk", "slides the cup over the counter"]),
        ("stops and turns toward the water", ["stops", "turns toward the water"]),
        ("走到门口。打开门。", ["走到门口。", "打开门。"]),
        ("Then he sits. Then he sleeps.", ["he sits.", "he sleeps."]),
    ],
)
def test_an_action_is_divided_where_it_says_what_comes_next(action: str, parts: list[str]) -> None:
    assert list(divided(action, len(parts), boards.catalog())) == parts


@pytest.mark.parametrize(
    "action",
    [
        "stands before the door", "waves to Anna, Ben, and Carl", "looks up now and then", "stirs cups, plates, and spoons",
        "says “walks, then runs” and nods", "leaves before morning", "greets the then mayor", "walking home", "carries cups and plates",
    ],
)  # fmt: skip
def test_what_only_looks_like_a_next_step_stays_whole(action: str) -> None:
    assert divided(action, 2, boards.catalog()) == (action, action)


def test_what_lasts_goes_on_in_the_next_clip() -> None:
    action = "walks slowly along the planks"
    assert divided(action, 3, boards.catalog()) == (action, *["continues to walk slowly along the planks"] * 2)


def test_of_fewer_steps_than_clips_the_lasting_ones_go_on() -> None:
    found = divided("polishes the lens, then kneels", 3, boards.catalog())
    assert found == ("polishes the lens", "continues to polish the lens", "kneels")


@pytest.mark.parametrize(
    ("step", "found"),
    [
        ("carries the lamp", "continues to carry the lamp"), ("watches the sea", "continues to watch the sea"),
        ("stops at the rail", "stops at the rail"), ("walks and sings", "walks and sings"), ("is tired", "is tired"),
        ("The keeper walks", "The keeper walks"), ("sits by the sea", "sits by the sea"), ("", ""), ("continues to walk", "continues to walk"),
    ],
)  # fmt: skip
def test_a_step_goes_on_only_where_that_is_said_rightly(step: str, found: str) -> None:
    assert continued(step, boards.catalog()) == found


@given(action=st.text(max_size=200) | boards.texts, parts=st.integers(2, 12))
def test_every_part_says_something_where_the_action_does(action: str, parts: int) -> None:
    found = divided(action, parts, boards.catalog())
    assert len(found) == parts
    assert all(text == text.strip() for text in found)
