"""How parts and slots of a prompt are joined: commas, sentences, one stop at the end."""

from __future__ import annotations

import pytest

from projects.core.board import Anchor
from tests.plans import KEEPER, PIER, alone, second, shot, text

DOG = Anchor("dog", "subject", "dog", "a dog. It limps")
CAT = Anchor("cat", "subject", "cat", "a cat")


def test_slots_are_joined_by_commas() -> None:
    assert alone(subject="a fox", action="waits", environment="a field") == "A fox, waits, a field."


def test_one_sentence_end_makes_every_slot_a_sentence() -> None:
    assert alone(subject="a fox", action="waits. Then runs", environment="a field", lighting="soft light") == (
        "A fox. Waits. Then runs. A field. Soft light."
    )


def test_inside_a_slot_a_part_that_holds_a_sentence_is_joined_by_a_stop() -> None:
    assert alone(PIER, environment="Gulls circle. Waves roll", action="waits") == (
        "Waits. A weathered wooden pier at low tide. Gulls circle. Waves roll."
    )


def test_parts_without_a_sentence_keep_their_comma_inside_a_slot() -> None:
    assert alone(CAT, subject="asleep", action="Purrs. Wakes") == "A cat, asleep. Purrs. Wakes."


def test_subjects_that_hold_a_sentence_stand_apart() -> None:
    assert alone(CAT, DOG, subject="in the rain") == "A cat. A dog. It limps. In the rain."


def test_a_full_stop_at_the_very_end_of_a_part_ends_no_sentence() -> None:
    assert alone(subject="a fox.", action="waits. ", environment="a field") == "A fox, waits, a field."


def test_a_question_or_an_exclamation_at_the_end_of_a_part_does() -> None:
    assert alone(subject="a fox!", action="waits") == "A fox! Waits."
    assert alone(subject="a fox", action="really?", style="ink") == "A fox. Really? Ink."


def test_the_prompt_ends_in_one_full_stop() -> None:
    assert alone(action="waits.") == "Waits."
    assert alone(action="waits..") == "Waits."


@pytest.mark.parametrize("sign", ["!", "?", "。", "…"])
def test_an_end_of_its_own_is_kept(sign: str) -> None:
    assert alone(action=f"waits{sign}") == f"Waits{sign}"


def test_three_dots_become_one_sign() -> None:
    assert alone(action="waits...") == "Waits…"
    assert alone(action="waits... then goes") == "Waits… then goes."


def test_a_bracket_or_a_quotation_mark_at_the_end_gets_its_stop() -> None:
    assert alone(action='reads a sign "STOP!"') == 'Reads a sign "STOP!".'
    assert alone(action="waits (long)") == "Waits (long)."


@pytest.mark.parametrize(
    "typed", ["a  fox", " a fox", "a fox, ", ", a fox", "a\nfox", "a\tfox", "a fox ,", ",, a fox", "a fox;"]
)
def test_blanks_and_commas_never_double(typed: str) -> None:
    assert alone(subject=typed, action="waits") == "A fox, waits."


def test_commas_inside_become_one() -> None:
    assert alone(subject="red,,blue, , green ,white") == "Red,blue, green,white."


def test_slots_that_say_nothing_are_left_out() -> None:
    assert alone(subject=" ", action="waits", environment=",", lighting=".", style="") == "Waits."


def test_only_the_first_letter_of_a_sentence_changes_case() -> None:
    assert alone(subject="iPhone on a DESK", action="hums") == "IPhone on a DESK, hums."
    assert alone(subject="35 mm film can", action="rolls") == "35 mm film can, rolls."
    assert alone(subject="ქართული ფილმი") == "ქართული ფილმი."


def test_a_stop_inside_a_name_ends_no_sentence() -> None:
    rev = Anchor("rev", "subject", "Rev. Hall", "Rev. Hall, a tall man")
    assert text(second(rev, action="waits for Rev. Hall")) == "The same Rev. Hall, a tall man, waits for Rev. Hall."


def test_a_name_that_ends_in_a_stop_ends_the_prompt() -> None:
    board = second(Anchor("jr", "subject", "Tom Jr."), board={"continuity": "phrase"})
    assert text(board) == "The same Tom Jr."


def test_a_name_that_ends_in_a_sign_of_exclamation_ends_no_sentence() -> None:
    board = second(Anchor("band", "subject", "Wham!", "the band Wham!, two men"), action="sings")
    assert text(board) == "The same band Wham!, two men, sings."


def test_abbreviations_and_figures_end_no_sentence() -> None:
    assert alone(subject="Dr. Wu, 1.80 m tall", action="waits at 6 a.m. sharp") == (
        "Dr. Wu, 1.80 m tall, waits at 6 a.m. sharp."
    )


@pytest.mark.parametrize(
    ("typed", "prompt"),
    [
        ("老いた灯台守。", "老いた灯台守。 歩く."),
        ("灯台守", "灯台守, 歩く."),
    ],
)
def test_other_scripts_keep_their_own_stop(typed: str, prompt: str) -> None:
    assert alone(subject=typed, action="歩く") == prompt


def test_right_to_left_text_and_emoji_are_kept_as_typed() -> None:
    assert alone(subject="حارس المنارة 🧔🏽‍♂️", action="waits") == "حارس المنارة 🧔🏽‍♂️, waits."


def test_a_typed_sentence_and_an_anchor_meet_in_sentences() -> None:
    board = second(KEEPER, first=shot("SH010"), subject="He is wet. He shivers", action="waits")
    assert text(board) == (
        "The same lighthouse keeper in his sixties, grey beard, red wool coat. He is wet. He shivers. Waits."
    )
