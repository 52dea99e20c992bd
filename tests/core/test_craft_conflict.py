"""Directions that exclude each other in one shot, and what only looks like it."""

from __future__ import annotations

import pytest

from projects.core.board import Anchor, Board, Break
from projects.core.craft_asks import asks_in
from projects.core.prompt_check import check_line
from tests.plans import AFTERNOON, found, plan, second, shot, words
from tests.strategies import catalog

CODE = "prompt.conflict"
EXCLUDED = [
    "A woman in a cafe, dark moody lighting, bright vibrant colours",
    "A street musician, low-key lighting, high-key lighting",
    "A chef cooks, soft diffused light, harsh hard light",
    "A man walks on the beach at sunrise, starry night sky",
    "A car on a road in broad daylight under the moonlight",
    "Black-and-white film, vibrant saturated colours, a jazz club",
    "A dancer in slow motion, timelapse",
    "Portrait of a woman, shallow depth of field, deep focus",
    "An empty street, packed with people",
    "A deserted square with a dense crowd",
    "Sunny day with a cloudless sky, heavy rain",
    "Thunderstorm, clear blue sky, a lighthouse",
    "Interior, exterior, a kitchen",
    "Desaturated, highly saturated, a market",
    "Sepia tone, neon colours",
    "A man in a room, gloomy lighting, cheerful bright lighting",
    "Photorealistic, cartoon style, a fox",
    "Extreme close-up, wide shot, a violinist",
    "Low angle, bird's eye view, a skateboarder",
    "A lake at midnight, midday sun",
    "Muted colours, vivid colors, a flower shop",
    "Harsh shadows, soft shadows, a portrait of an old man",
    "Dim lighting, brightly lit, an office",
    "Cheerful mood, gloomy atmosphere, a family picnic",
    "High contrast, low contrast, a fashion portrait",
    "Slow-paced, fast-paced, a chef plating food",
    "Overexposed, underexposed, a desert",
    "Overcast sky, harsh direct sunlight, a hiker",
    "Calm sea, towering waves, a ship",
    "Minimalist composition, cluttered background, a watch on a table",
    "A monochrome look with vibrant colors, a dancer",
    "Crystal clear digital, heavy film grain, a boxer",
    "A snowy midwinter landscape, hot summer day",
    "An abandoned station crowded with people at rush hour, a girl in a red coat",
    "The lighting is dark and moody, the colors are bright and vibrant",
    "A boxer trains in dim light. The scene is brightly lit. 35mm film",
    "hyperlapse of a city in slow motion",
    "bokeh, everything in focus, macro of a beetle",
    "A cat on a roof, moonlit night, bright sunlight",
    "Anime, photorealistic, a city",
    "warm color palette, cold color grade, an old library",
    "Dense fog, cloudless blue sky, a ship",
    "soft lighting with hard lighting on her face",
    "vibrant hues and a desaturated look",
    "A quiet empty beach, bustling beach with crowds of tourists",
    "sunset light, night scene, a surfer",
    "a gloomy atmosphere with a playful mood",
    "dark, moody atmosphere, vivid, cheerful palette",
    "A ballerina, pitch black room, brightly lit",
    "An old market, vibrant colors, black and white",
    "Soft light from the left, hard light, portrait",
    "A sunny afternoon with thick snowfall, blizzard",
    "A desert at high noon, under a starry sky",
    "A chef in timelapse, slow motion, warm light",
    "A kitchen at dawn, midnight",
    "A boy on a beach, gloomy mood, cheerful playful tone",
    "A city skyline, hyperrealistic, 2D cartoon",
    "Aerial view, ground level shot, a horse",
    "A monochrome portrait with vivid saturated colours",
    "Foggy morning, crystal clear air",
    "Heavy bokeh, deep focus, street photo",
    "A spring meadow in deep winter",
    "Sepia tone with vibrant colours",
    "Full colour, black and white, a train",
    "A library crowded with students, completely empty",
    "Bleach bypass, vivid colours",
    "high-key lighting, dark moody atmosphere",
]
INNOCENT = [
    "A city street, the light changes from dusk to night",
    "A dark room, bright window behind her",
    "A man in a dark coat and a bright scarf",
    "The scene shifts from a sunny day to heavy rain",
    "No harsh light, soft diffused light",
    "A bright red car in a dark alley",
    "A woman with dark hair, vibrant colours",
    "Warm key light, cool rim light",
    "A dark forest with bright fireflies",
    "Soft light, hard wooden floor",
    "Timelapse of clouds from day to night",
    "Black and white cat on a vibrant carpet",
    "A night market with vibrant colours and neon lights",
    "A crowded street beside an empty alley",
    "An empty chair in a crowded room",
    "Interior of a cabin, exterior visible through the window",
    "A man dreams of summer on a winter day",
    "Soft light on the left, harsh light on the right side contrasts with it",
    "Her face is softly lit while hard light rakes the wall behind",
    "A bright smile, moody lighting",
    "shallow depth of field, sharp eyes",
    "Starts as a close-up, then pulls out to a wide shot",
    "A quiet street, no crowd",
    "An empty glass on the bar, packed club",
    "A sunny kitchen, outside rain falls",
    "A dark chocolate cake, bright lighting",
    "Bright eyes in the dark",
    "A dark blue sky, bright stars",
    "Teal and orange grade, muted tones",
    "A cartoon poster on the wall, photorealistic",
    "The fog clears and a clear blue sky appears",
    "low-key lighting with a bright practical lamp",
    "A dimly lit room, a screen with vibrant colors",
    "moonlight brighter than daylight",
    "A night scene, lit like daylight by stadium floodlights",
    "Slow, steady camera, fast car",
    "slow motion of a fast-paced fight",
    "a warm sunset glow over cool blue water",
    "soft golden light, long hard shadows against the wall",
    "a lamp glows in the dark room, bright outside",
    "not dark but bright lighting",
    "a monochrome palette of blues",
    "a woman in black and white stripes, vivid colours",
    "bright morning light, dark wood panelling",
    "An abandoned house on a busy street",
    "dark clouds, bright horizon",
    "a vibrant sunset sky turning to night",
    "the empty stadium fills until it is crowded with fans",
    "soft pastel colours, rich textures",
    "high contrast black and white, film noir",
    "from a low angle to a high angle",
    "half the room in warm daylight, half in moonlight",
    "dim blue light, bright neon sign",
    "a calm sea before the storm",
    "a summer dress, winter light",
    "a stormy mood in a bright kitchen",
    "clear glass, cloudy sky",
    "deep shadows, soft side light",
    "dark skin, bright lighting",
    "sunlight through the window of a dark barn",
    "dark comedy, bright colours",
    "golden hour on a sunny day",
    "late night, moonlit, stars",
    "sunrise, early morning light, clear sky",
    "the gentle breeze, harsh desert",
    "documentary realism, handheld, natural light",
    "dark academia style, warm lighting",
    "bright light from a flashlight in complete darkness",
    "A dark stormy sea, bright lighthouse beam",
    "A woman in black and white dress, warm light",
    "Colourful balloons over a grey city",
    "The sun sets and night falls over the village",
    "A soft bed in hard morning light",
    "Neon signs glow in the dark night, vibrant reflections",
    "From daylight to moonlight, a tree",
    "A cold morning, warm coffee",
    "A winter coat in a summer sale",
    "A crowded shelf in an empty shop",
    "Snow-capped mountains under a clear blue sky",
    "A bright idea, dark office",
    "Slow pan, quick dialogue",
    "A rainy street, warm light from a cafe window",
    "A low table, high ceiling",
    "Bright stars over a dark desert",
    "An empty cup in a busy cafe",
    "A happy child at a gloomy funeral",
    "Moonlight and candlelight, soft",
    "Deep shadows with soft highlights",
]


def of_line(line: str) -> list[str]:
    _, findings = check_line(line, catalog())
    return [f["message"] for f in findings if f["code"] == CODE]


def one(**values: object) -> Board:
    return plan(shot("SH010", **values))


@pytest.mark.parametrize("line", EXCLUDED)
def test_two_directions_that_exclude_each_other_are_told(line: str) -> None:
    assert of_line(line) != []


@pytest.mark.parametrize("line", INNOCENT)
def test_change_contrast_denial_and_two_places_are_innocent(line: str) -> None:
    assert of_line(line) == []


def test_it_shows_the_later_words_and_offers_to_drop_either() -> None:
    board = one(lighting="dark moody light", style="bright vibrant colours, 35 mm")
    assert words(board, CODE, "SH010") == [("warning", "bright vibrant colours")]
    finding = found(board, CODE, "SH010")[0]
    assert finding.field == "style"
    assert [(fix.kind, fix.field, fix.words, fix.start, fix.end) for fix in finding.fixes] == [
        ("replace", "style", "bright vibrant colours", 0, 22),
        ("replace", "lighting", "dark moody light", 0, 16),
    ]


def test_one_conflict_is_told_once() -> None:
    board = one(lighting="soft light, soft diffused light", style="harsh light, hard light")
    assert len(found(board, CODE, "SH010")) == 1


def test_an_anchor_may_hold_one_side() -> None:
    dark = Anchor("dark", "lighting", "dark light", "dark moody light")
    board = second(dark, style="bright vibrant colours")
    assert [(f.field, f.words) for f in found(board, CODE, "SH020")] == [("style", "bright vibrant colours")]
    quiet = second(dark, style="bright vibrant colours", breaks=[Break("dark", "a dream")])
    assert found(quiet, CODE, "SH020") == []


def test_what_the_continuity_rules_tell_is_not_told_twice() -> None:
    board = second(AFTERNOON, lighting="hard light")
    assert found(board, CODE, "SH020") == []


def test_of_two_anchors_the_later_is_named() -> None:
    one_side = Anchor("a", "lighting", "a light", "dark moody lighting")
    other = Anchor("b", "style", "a look", "bright vibrant colours")
    board = plan(shot("SH010"), anchors=(one_side, other))
    assert [(f.field, f.start, f.anchor) for f in found(board, CODE, "SH010")] == [("style", None, "b")]


def test_british_and_american_spelling_are_one() -> None:
    for spelling in ("bright vibrant colours", "bright vibrant colors"):
        assert [ask.side for ask in asks_in(spelling, "style", catalog())] == ["bright", "vivid"]


@pytest.mark.parametrize("text", ["weiches Licht, hartes Licht", "柔らかい光、硬い光", "ضوء ناعم، ضوء قاس", "नरम रोशनी"])
def test_other_languages_are_silent(text: str) -> None:
    assert of_line(text) == []
