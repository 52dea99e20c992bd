"""Place, light, weather and lens of a drawn frame."""

from __future__ import annotations

import pytest

from projects.core.sketch_cues import Cues, read
from projects.core.sketch_scene import light_of
from projects.core.sketch_words import index
from tests.core.sketching import CATALOG, drawn, used

WORDS = index(CATALOG.words)


@pytest.mark.parametrize(
    ("text", "inside", "place"),
    [
        ("a weathered wooden pier at low tide", "outdoors", "pier"),
        ("Interior, modern coffee shop at sunrise", "indoors", "cafe"),
        ("Snowy mountain lodge interior with large windows", "indoors", "room"),
        ("interior", "indoors", ""),
        ("Exterior sidewalk outside the coffee shop", "outdoors", "street"),
        ("dense pine forests", "outdoors", "forest"),
        ("a forest-green jacket", "", ""),
        ("the green felt pool table", "", ""),
        ("shallow depth of field", "", ""),
        ("NIGHTTIME CITY STREET", "outdoors", "street"),
        ("", "", ""),
    ],
)
def test_the_place_is_read_from_the_environment(text: str, inside: str, place: str) -> None:
    cues = read(text, WORDS)
    assert (cues.inside, cues.place) == (inside, place)


@pytest.mark.parametrize(
    ("cues", "light"),
    [
        (Cues(), "plain"),
        (Cues(inside="outdoors", place="field"), "day"),
        (Cues(time="dusk"), "dusk"),
        (Cues(weather="rain"), "overcast"),
        (Cues(tone="warm"), "golden"),
        (Cues(inside="indoors"), "neutral"),
        (Cues(inside="indoors", time="dawn"), "warm"),
        (Cues(inside="indoors", time="night"), "dim"),
        (Cues(inside="indoors", time="night", tone="warm"), "warm"),
        (Cues(place="space"), "night"),
        (Cues(time="unheard-of"), "plain"),
    ],
)
def test_time_of_day_tone_and_place_decide_the_light(cues: Cues, light: str) -> None:
    assert light_of(cues) == light


def test_the_words_of_the_shot_come_before_what_it_carries() -> None:
    frame = drawn(environment="the pier", lighting="moonlight", carried=("desert at noon", "warm dawn light"))
    assert used(frame)[:4] == ["night", "stars", "moon", "pier"]


def test_gaps_are_filled_from_what_the_shot_carries() -> None:
    assert used(drawn(shot_size="ws", carried=("desert", "dawn")))[:3] == ["dawn", "sun", "desert"]


def test_a_room_takes_no_place_from_the_forest_that_its_scene_carries() -> None:
    assert used(drawn(environment="interior", carried=("forest", "")))[:2] == ["neutral", "room"]


def test_light_from_the_right_mirrors_the_place_and_the_light_on_people() -> None:
    frame = drawn(shot_size="ws", environment="living room", lighting="soft window light from the right")
    assert [name for name in used(frame) if f'#sk-{name}" transform="translate' in frame] == ["room", "side", "body"]
    assert (frame.count("scale(-"), "#sk-rit" in frame) == (2, True)


def test_only_the_lighting_says_where_light_comes_from() -> None:
    assert "side" not in used(drawn(environment="a room with a bookshelf on the left"))


def test_window_light_alone_makes_no_room() -> None:
    assert used(drawn(lighting="window light"))[:2] == ["plain", "bare"]


def test_rain_falls_outdoors_only() -> None:
    assert ("rain" in used(drawn(environment="street in rain")), "rain" in used(drawn(environment="cafe, rain"))) == (
        True,
        False,
    )


@pytest.mark.parametrize(
    ("text", "fall"),
    [
        ("a street in the rain", "rain"),
        ("a thunderstorm over the field", "storm"),
        ("snowfall in the park", "snowfall"),
        ("a blizzard in the tundra", "blizzard"),
        ("sandstorm in the desert", "dust"),
        ("a forest in fog", "fog"),
        ("a windy hill", "wind"),
    ],
)
def test_weather_is_drawn_over_the_place(text: str, fall: str) -> None:
    assert used(drawn(environment=text, people=0))[-1] == fall


def test_rain_at_noon_hides_the_sun() -> None:
    assert used(drawn(environment="a field at noon, heavy rain", people=0))[0] == "overcast"


@pytest.mark.parametrize(
    ("text", "ray", "paint"),
    [
        ("soft light from the left", "side", "lit"),
        ("lit from below by a fire", "below", "low-lit"),
        ("a single overhead lamp", "top", "top-lit"),
        ("flat frontal light", "", "front-lit"),
        ("strong backlight", "glow", "rim"),
    ],
)
def test_the_light_is_seen_in_the_air_and_on_people(text: str, ray: str, paint: str) -> None:
    frame = drawn(lighting=text, environment="office", people=1)
    assert (used(frame)[2:-1], f"url(#sk-{paint})" in frame) == ([ray] if ray else [], True)


@pytest.mark.parametrize(
    ("lens", "mark"), [("24mm", "wide"), ("85 mm f/1.4", "bokeh"), ("100mm macro", "bokeh"), ("50mm", "ms"), ("", "ms")]
)
def test_a_lens_changes_the_background(lens: str, mark: str) -> None:
    names = used(drawn(lens=lens, environment="street", shot_size="ms"))
    assert names[2:3] == [mark if mark != "ms" else "bust"]


def test_a_long_lens_brings_the_background_nearer_than_a_wide_one() -> None:
    def scale(lens: str) -> float:
        frame = drawn(lens=lens, environment="street", shot_size="ws")
        return float(frame.partition('sk-street" transform="translate(80 62)scale(')[2].partition(")")[0])

    assert scale("18mm") < scale("40mm") < scale("200mm")


def test_the_reason_of_a_break_comes_before_the_carried_place_and_after_the_own_words() -> None:
    carried = ("the pier", "")
    assert used(drawn(carried=carried, instead="flashback to the hospital"))[1] == "hospital"
    assert used(drawn(carried=carried, instead="flashback to the hospital", environment="church"))[1] == "church"


def test_where_no_place_is_given_the_action_may_name_one_outside() -> None:
    assert used(drawn(action="walks along the beach"))[1] == "beach"
    assert used(drawn(action="waits for the bus"))[1] == "bare"
