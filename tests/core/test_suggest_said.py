"""Which words of a shot an anchor says in their place, and the text that stays."""

from __future__ import annotations

import pytest

from projects.core.board import Shot
from projects.core.suggest_cover import Edit, relieved, stem, without
from projects.core.suggest_said import said_by
from projects.core.suggest_text import reader
from tests.strategies import catalog

MARA = (
    "subject",
    "Mara",
    "a 28-year-old woman with warm brown skin, short dark hair under a charcoal beanie, wearing a tan apron, forest-green shirt",
)
TEACHER = ("subject", "teacher", "a woman with rectangular black eyeglasses, wearing a green cardigan over a white shirt")
SHOP = ("environment", "coffee shop", "a modern coffee shop with brick walls and a long oak bar")
DAWN = ("lighting", "dawn light", "soft golden dawn light from the left")
GRAIN = ("style", "35mm film grain", "35mm film grain")


def left(anchor: tuple[str, str, str], field: str, text: str) -> str:
    """What stays of a text once the anchor says its part."""
    shot = Shot("SH010", **{field: text})
    return str(relieved(shot, said_by(shot, *anchor, reader(catalog()))).get(field, text))


@pytest.mark.parametrize(
    ("text", "stays"),
    [
        ("The same Mara (charcoal beanie, forest-green shirt) stands at a table.", "The same Mara stands at a table."),
        ("Mara (charcoal beanie, a bruised lip) stands at a table.", "Mara (a bruised lip) stands at a table."),
        ("Mara (28) nods; Jonas (32) waits.", "Mara nods; Jonas (32) waits."),
        ("Mara, a woman with short dark hair, nods.", "Mara nods."),
        ("Mara, same shirt and apron, nods.", "Mara nods."),
        ("Mara, unchanged outfit, runs.", "Mara runs."),
        ("Mara: a 28-year-old woman with warm brown skin, short dark hair. Jonas waits.", "Jonas waits."),
        ("Mara waits. She wears a forest-green shirt and a tan apron.", "Mara waits."),
        ("A 28-year-old woman with warm brown skin stands behind the bar.", "Mara stands behind the bar."),
        ("On the left a 28-year-old woman with warm brown skin smiles.", "On the left Mara smiles."),
        ("Same outfit. She smiles.", "She smiles."),
        ("Mara’s tan apron is clearly visible; she smiles.", "She smiles."),
        ("Jonas waits; Mara’s tan apron is clearly visible. The door opens.", "Jonas waits. The door opens."),
    ],
)
def test_what_is_said_of_a_person_goes_and_the_sentence_stays_whole(text, stays):
    assert left(MARA, "subject", text) == stays


@pytest.mark.parametrize(
    "text",
    [
        "Mara stands on the left.",
        "Mara takes off her apron.",
        "Mara",
        "Jonas in a tan apron waves.",
        "A woman in a red dress waves.",
        "Mara (tired) waves.",
        "Mara, Jonas and Priya wait.",
        "She smiles.",
        "Mara wipes the tan apron of the guest.",
    ],
)
def test_what_a_person_does_and_what_is_somebody_elses_stays(text):
    assert left(MARA, "subject", text) == text


def test_in_an_action_only_what_hangs_on_the_name_goes():
    assert left(MARA, "action", "Mara (charcoal beanie) ties her apron.") == "Mara ties her apron."
    assert left(MARA, "action", "She wears a tan apron and walks off.") == "She wears a tan apron and walks off."


def test_a_role_keeps_its_article():
    text = "A woman with rectangular black eyeglasses writes; the teacher (green cardigan, glasses) points."
    assert left(TEACHER, "subject", text) == "The teacher writes; the teacher points."


@pytest.mark.parametrize(
    ("text", "stays"),
    [
        ("A modern coffee shop with brick walls.", ""),
        ("A modern coffee shop at sunrise, steam on the panes.", "At sunrise, steam on the panes."),
        ("Wide establishing view of a modern coffee shop. A cup on the bar.", "A cup on the bar."),
        ("Interior of the same modern coffee shop, now full of guests.", "Now full of guests."),
        ("Seen through the window of a modern coffee shop.", "Seen through the window of the coffee shop."),
        ("A street in the rain.", "A street in the rain."),
        ("The coffee shop owner waits.", "The coffee shop owner waits."),
    ],
)
def test_what_is_said_of_a_place_goes(text, stays):
    assert left(SHOP, "environment", text) == stays


def test_a_light_and_a_look_go_from_their_own_slots_alone():
    assert left(DAWN, "lighting", "Soft golden dawn light from the left. Dust in the beams.") == "Dust in the beams."
    assert left(GRAIN, "style", "35mm film grain, muted colours") == "muted colours"
    assert left(DAWN, "action", "She steps into soft golden dawn light.") == "She steps into soft golden dawn light."


def test_a_custom_prompt_is_nobodys_to_cut():
    shot = Shot("SH010", subject="Mara (tan apron) nods", custom_prompt="Mara (tan apron) nods.")
    assert said_by(shot, *MARA, reader(catalog())) == []


def test_words_in_quotation_marks_stay():
    text = 'Mara reads: "a 28-year-old woman with warm brown skin".'
    assert left(MARA, "subject", text) == text


@pytest.mark.parametrize(
    ("text", "start", "end", "put", "whole"),
    [
        ("One, two, three.", 3, 8, "", "One, three."),
        ("One, two.", 3, 8, "", "One."),
        ("First. Second one. Third.", 7, 18, "", "First. Third."),
        ("First part; second", 0, 11, "", "Second"),
        ("first part; second", 0, 11, "", "second"),
        ("One (two) three", 4, 9, "", "One three"),
        ("In a red hall she waits", 3, 13, "the hall", "In the hall she waits"),
        ("A (e.g., b) stays, c", 17, 20, "", "A (e.g., b) stays"),
    ],
)
def test_no_comma_no_blank_and_no_capital_is_left_over(text, start, end, put, whole):
    assert without(text, [Edit("subject", start, end, put)]) == whole


def test_words_with_other_endings_are_the_same_words():
    assert stem("trimmed") == stem("trimm")
    assert stem("labels") == stem("labeled") == stem("label")
    assert stem("cat") == "cat"
