"""Settings that stand in the text of a shot."""

from __future__ import annotations

import pytest

from projects.core.board import Board
from tests.plans import found, plan, shot, words

CODE = "prompt.parameters-in-text"


def one(**values: object) -> Board:
    return plan(shot("SH010", **values))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("35 mm film grain, 4K, 10 seconds", [("hint", "4K"), ("warning", "10 seconds")]),
        ("10s", [("warning", "10s")]),
        ("a 10-second clip of a fox", [("warning", "10-second clip")]),
        ("10 seconds long", [("warning", "10 seconds long")]),
        ("duration: 8 s", [("warning", "duration: 8 s")]),
        ("1080p", [("hint", "1080p")]),
        ("1920x1080", [("hint", "1920x1080")]),
        ("8k ultra detailed", [("hint", "8k")]),
        ("16:9", [("warning", "16:9")]),
        ("vertical 9:16 format", [("warning", "9:16 format")]),
        ("aspect ratio 4:5", [("warning", "aspect ratio 4:5")]),
        ("1:1, warm light", [("warning", "1:1")]),
        ("at 24 fps", [("hint", "at 24 fps")]),
        ("60 frames per second", [("hint", "60 frames per second")]),
        ("CFG 12", [("warning", "CFG 12")]),
        ("guidance scale: 7.5", [("warning", "guidance scale: 7.5")]),
        ("seed 42", [("warning", "seed 42")]),
        ("a fox --ar 16:9 --seed 42", [("warning", "--ar 16:9"), ("warning", "--seed 42")]),
        ("電影, 10秒, 4K", [("hint", "4K")]),
    ],
)
def test_a_setting_is_told_with_its_words(text: str, told: list[tuple[str, str]]) -> None:
    assert words(one(style=text), CODE, "SH010") == told


@pytest.mark.parametrize(
    "text",
    [
        "counts ten seconds",
        "a 10-second countdown on the screen",
        "watches a 4K television",
        "a 30-second timer rings",
        "holds still for two seconds, then turns",
        "the score is 3:2",
        "the clock shows 16:09",
        "at 10:30 in the morning",
        "a woman in her 30s",
        "a diner of the 1950s",
        "people in their 20s, 30s, 40s",
        "plants a seed in the soil",
        "35 mm film, f/2.8, 85mm lens",
        "5 km run",
        '"4K" in neon letters',
        "a 2 metre wall",
        "3200K tungsten light",
    ],
)
def test_what_only_looks_like_a_setting_is_silent(text: str) -> None:
    assert words(one(action=text), CODE, "SH010") == []


def test_the_fix_drops_the_words_alone() -> None:
    fix = found(one(style="35 mm film grain, 4K"), CODE, "SH010")[0].fixes[0]
    assert (fix.kind, fix.field, fix.text, fix.start, fix.end, fix.words) == ("replace", "style", "", 18, 20, "4K")


def test_a_text_full_of_settings_is_told_up_to_a_limit() -> None:
    assert len(words(one(style="4K " * 3000), CODE, "SH010")) == 20
