"""Names that guests give themselves."""

import pytest

from projects.core.guest_names import apart, refused_name, tidy_name

FINE = ["Kim", "  Kim  Lee ", "李小龍", "O'Brien <kim@example.org>", "محمد", "🎬", "x" * 80, "Zoë", "👩‍🎤", "نرم‌افزار"]
EMPTY = ["", "   ", "\u200b", "\u200d \u2060", "\u3164", "\u2800"]
CONTROL = ["Kim\x00", "Kim\nLee", "Kim\tLee", "Kim\x1b[31m", "\u202eKim", "Kim\u2066", "Kim\u2028", "Kim\x85", "\ud800"]


@pytest.mark.parametrize("name", FINE)
def test_a_name_is_what_people_are_called(name):
    assert refused_name(name) == ""


@pytest.mark.parametrize("name", EMPTY)
def test_a_name_is_seen(name):
    assert refused_name(name) == "Enter your name."


@pytest.mark.parametrize("name", CONTROL)
def test_a_name_controls_nothing(name):
    assert refused_name(name) == "A name has no control characters. Type it anew."


def test_a_name_is_not_a_story():
    assert refused_name("x" * 1_081) == "A name has at most 80 characters; this one has 1,081."


def test_blanks_do_not_count():
    assert tidy_name("  Kim   Lee ") == "Kim Lee"


@pytest.mark.parametrize(
    ("taken", "found"),
    [
        ([], "Kim"), (["Kimberley"], "Kim"), (["Kim"], "Kim (2)"), (["KIM"], "Kim (2)"), (["Ｋｉｍ"], "Kim (2)"),
        (["K\u200bim"], "Kim (2)"), (["Kim", "Kim (2)"], "Kim (3)"), (["Kim", "Kim (3)"], "Kim (2)"),
    ],
)  # fmt: skip
def test_two_of_one_name_are_told_apart(taken, found):
    assert apart("Kim", taken) == found


def test_a_long_name_with_a_number_still_fits():
    found = apart("x" * 80, ["x" * 80])
    assert (len(found), found[-5:]) == (80, "x (2)")
