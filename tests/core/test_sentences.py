"""Where sentences end, as far as joining goes."""

from __future__ import annotations

import pytest

from projects.core.sentences import capital, holds_sentence, stops_before


@pytest.mark.parametrize(
    "text",
    [
        "She stops. She turns",
        "Stop! he says",
        "wait!",
        "really?",
        "歩く。止まる",
        "क्या। हाँ",
        "He waits (long.) Then he goes",
    ],
)
def test_a_sentence_end_is_seen(text: str) -> None:
    assert holds_sentence(text)


@pytest.mark.parametrize(
    "text",
    ["", "a red coat", "1.80 m tall", "wait… then go", 'a sign "STOP!" hangs', "e.g. a lamp", "at 6 a.m. sharp",
     "Dr. Wu and Mrs. Hall", "a.b", "wait…"],
)  # fmt: skip
def test_what_ends_no_sentence_is_passed_over(text: str) -> None:
    assert not holds_sentence(text)


def test_a_stop_inside_a_name_ends_no_sentence() -> None:
    assert not holds_sentence("the same Rev. Hall", ("Rev. Hall",))
    assert not holds_sentence("the same Wham! band", ("Wham!",))
    assert holds_sentence("the same Rev. Hall. He waits", ("Rev. Hall",))


def test_an_abbreviation_before_a_capital_may_end_a_sentence() -> None:
    assert holds_sentence("He wakes at 6 a.m. Then he runs")


@pytest.mark.parametrize(("text", "stops"), [("He waits. ", True), ("He waits.", False), ("Dr. ", False), ("a ", False)])
def test_a_sentence_begins_after_a_stop_and_a_blank(text: str, stops: bool) -> None:
    assert stops_before(text) == stops


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("the same", "The same"),
        ("35 mm", "35 mm"),
        ("ßtraße", "ßtraße"),
        ("ქართული", "ქართული"),
        ("", ""),
        ("éclair", "Éclair"),
    ],
)
def test_only_a_first_letter_that_has_a_capital_changes(text: str, shown: str) -> None:
    assert capital(text) == shown
