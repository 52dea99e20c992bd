"""The compiled prompt: slots, anchors, settings, spans. Joining and properties have their own files."""

from __future__ import annotations

from typing import Any

import pytest

from projects.core.board import Anchor, Board, Break, Move, StartsFrom
from projects.core.prompts import FANTASY_CLAUSE, Prompt, Span, compile_shot, compile_slots, negative_prompt
from projects.core.use import usage
from tests.plans import AFTERNOON, DAWN, GRAIN, KEEPER, MARA, PIER, SHOP, alone, compiled, plan, second, shot, text
from tests.strategies import catalog

ORBIT = [Move("orbit", "clockwise", "slow")]
PAPER: dict[str, Any] = {
    "subject": "collar raised",
    "action": "stops and turns toward the water",
    "shot_size": "ms",
    "camera": ORBIT,
    "style": "35 mm grain",
}


def test_the_example_of_the_paper_restated() -> None:
    assert text(second(KEEPER, PIER, DAWN, **PAPER)) == (
        "The same lighthouse keeper in his sixties, grey beard, red wool coat, collar raised, stops and turns toward the "
        "water, the same weathered wooden pier at low tide, maintaining soft golden dawn light from the left, medium shot, "
        "slow clockwise orbit, 35 mm grain."
    )


def test_the_example_of_the_paper_by_phrase() -> None:
    assert text(second(KEEPER, PIER, DAWN, board={"continuity": "phrase"}, **PAPER)) == (
        "The same keeper, collar raised, stops and turns toward the water, the same wooden pier, maintaining dawn light, "
        "medium shot, slow clockwise orbit, 35 mm grain."
    )


def test_the_first_shot_says_the_descriptions_as_written() -> None:
    assert alone(KEEPER, PIER, DAWN, action="walks slowly") == (
        "A lighthouse keeper in his sixties, grey beard, red wool coat, walks slowly, a weathered wooden pier at low tide, "
        "soft golden dawn light from the left."
    )


def test_slots_stand_in_their_order() -> None:
    assert alone(
        style="film noir", camera=ORBIT, lighting="cool light", environment="a pier", action="waits", subject="a fox"
    ) == "A fox, waits, a pier, cool light, slow clockwise orbit, film noir."  # fmt: skip


def test_a_slot_is_its_anchors_then_its_own_text() -> None:
    assert alone(PIER, environment="gulls overhead") == "A weathered wooden pier at low tide, gulls overhead."


def test_the_camera_slot_is_framing_size_angle_lens_moves_note() -> None:
    assert alone(
        camera=ORBIT, camera_note="ends on her hands", lens="85mm", angle="low", shot_size="mcu", framing="ots"
    ) == "Over-the-shoulder medium close-up, low angle, 85mm lens, slow clockwise orbit, ends on her hands."  # fmt: skip


def test_two_subjects_are_joined_by_and() -> None:
    assert alone(KEEPER, Anchor("dog", "subject", "dog", "a small dog"), subject="waiting") == (
        "A lighthouse keeper in his sixties, grey beard, red wool coat and a small dog, waiting."
    )


def test_three_subjects_are_joined_by_comma_and_and() -> None:
    assert text(second(KEEPER, MARA, Anchor("dog", "subject", "dog"), board={"continuity": "phrase"})) == (
        "The same keeper, the same Mara and the same dog."
    )


def test_an_anchor_whose_description_lacks_the_name_gets_it_in_front() -> None:
    assert alone(Anchor("mara", "subject", "Mara", "a woman in her thirties")) == "Mara, a woman in her thirties."


def test_a_leading_article_of_the_name_is_ignored() -> None:
    board = second(Anchor("fox", "subject", "the fox", "a red fox"), board={"continuity": "phrase"})
    assert text(board) == "The same fox."


def test_a_subject_that_does_not_melt_is_carried_in_brackets_with_semicolons() -> None:
    mara = Anchor("mara", "subject", "Mara", "a woman in her thirties. Green eyes.")
    assert text(second(mara, action="waits")) == "The same Mara (a woman in her thirties; Green eyes), waits."


def test_a_preposition_may_lead_a_place() -> None:
    shop = Anchor("shop", "environment", "coffee shop", "in a modern coffee shop")
    assert text(second(shop, action="waits")) == "Waits, in the same modern coffee shop."


def test_a_light_that_starts_with_a_preposition_is_carried_in_brackets() -> None:
    lamp = Anchor("lamp", "lighting", "lamp light", "under warm lamp light")
    assert text(second(lamp)) == "Maintaining lamp light (under warm lamp light)."


def test_a_style_is_maintained() -> None:
    assert text(second(GRAIN)) == "Maintaining 35 mm film grain, muted colours."


def test_from_a_reference_frame_everything_is_carried_by_phrase() -> None:
    board = second(KEEPER, PIER, action="waits", starts_from=StartsFrom("SH010", "last"))
    assert text(board) == "The same keeper, waits, the same wooden pier."


def test_from_a_reference_frame_what_the_shot_establishes_is_described() -> None:
    board = plan(
        shot("SH010"), shot("SH020", anchors=["mara"], starts_from=StartsFrom()), anchors=(KEEPER, MARA), use=("keeper",)
    )
    assert text(board) == "The same keeper and Mara, a woman in her thirties, green eyes, blue raincoat."


@pytest.mark.parametrize("anchor", [PIER, DAWN, GRAIN])
def test_of_a_broken_place_light_or_style_nothing_is_written(anchor: Anchor) -> None:
    assert text(second(anchor, action="waits", breaks=[Break(anchor.key, "a dream")])) == "Waits."


def test_of_a_broken_subject_only_the_same_name_is_written() -> None:
    assert text(second(KEEPER, action="waits", breaks=[Break("keeper", "years later")])) == "The same keeper, waits."


def test_a_subject_broken_before_it_is_established_is_just_its_name() -> None:
    board = plan(shot("SH010", action="waits", breaks=[Break("keeper", "as a boy")]), shot("SH020"), anchors=(KEEPER,))
    assert text(board, "SH010") == "Keeper, waits."
    assert text(board) == "A lighthouse keeper in his sixties, grey beard, red wool coat."


def test_what_a_shot_is_without_is_not_written() -> None:
    assert text(second(KEEPER, PIER, action="a gull lands", without=["keeper"])) == (
        "A gull lands, the same weathered wooden pier at low tide."
    )


def test_omitting_the_first_shot_makes_the_next_one_establish() -> None:
    board = second(KEEPER, first=shot("SH010", omitted=True), action="waits")
    assert text(board) == "A lighthouse keeper in his sixties, grey beard, red wool coat, waits."
    assert compiled(board, "SH010") == Prompt("")


def test_a_fantasy_says_so_in_one_closing_clause() -> None:
    assert alone(action="flies", style="ink", fantasy=True) == f"Flies, ink, {FANTASY_CLAUSE}."


def test_the_closing_clause_is_a_sentence_of_its_own_among_sentences() -> None:
    assert alone(action="Leaps. Flies", fantasy=True) == f"Leaps. Flies. A{FANTASY_CLAUSE[1:]}."


def test_dialogue_notes_and_title_are_never_in_it() -> None:
    assert alone(title="Night", dialogue="Run!", notes="check the coat", negative_prompt="blur", action="waits") == "Waits."


def test_an_empty_shot_has_an_empty_prompt() -> None:
    assert compiled(plan(shot("SH010")), "SH010") == Prompt("")


def test_a_custom_prompt_replaces_the_compiled_one_as_typed() -> None:
    board = second(KEEPER, custom_prompt="  By hand ,, as typed ", action="waits")
    assert compiled(board) == Prompt("  By hand ,, as typed ", (), custom=True)


def test_a_blank_custom_prompt_is_none() -> None:
    assert alone(action="waits", custom_prompt=" \n ") == "Waits."


def test_the_compiled_prompt_can_be_had_beside_a_custom_one() -> None:
    board = second(KEEPER, custom_prompt="By hand", action="waits")
    uses = usage(board)["SH020"]
    item = board.scenes[0].shots[1]
    assert compile_slots(item, uses, short=True, catalog=catalog()).text == "The same keeper, waits."
    assert compile_shot(item, uses, phrase_only=True, catalog=catalog()).custom


def test_every_span_keeps_its_slot_its_anchor_and_its_origin() -> None:
    prompt = compiled(second(KEEPER, AFTERNOON, subject="hooded", shot_size="ms", board={"continuity": "restate"}))
    assert [(part, span and span[2:]) for part, span in prompt.segments()] == [
        ("The same lighthouse keeper", ("subject", "carrying", "keeper", True)),
        (" in his sixties, grey beard, red wool coat", ("subject", "carrying", "keeper", False)),
        (", ", None),
        ("hooded", ("subject", "own", None, False)),
        (", ", None),
        ("maintaining soft warm afternoon light", ("lighting", "carrying", "afternoon", True)),
        (" from the left", ("lighting", "carrying", "afternoon", False)),
        (", ", None),
        ("medium shot", ("camera", "own", None, False)),
        (".", None),
    ]


def test_joints_between_subjects_belong_to_nobody() -> None:
    prompt = compiled(second(KEEPER, MARA, SHOP, board={"continuity": "phrase"}))
    assert [part for part, span in prompt.segments() if span is None] == [" and ", ", ", "."]


def test_establishing_breaking_and_closing_have_their_own_origin() -> None:
    board = second(KEEPER, PIER, first=shot("SH010", without=["pier"]), breaks=[Break("keeper", "x")], fantasy=True)
    assert [span.origin for span in compiled(board).spans] == ["broken", "establishing", "closing"]


def test_a_span_is_a_place_in_the_text() -> None:
    assert compiled(plan(shot("SH010", action="waits")), "SH010").spans == (Span(0, 5, "action", "own"),)


def test_negative_terms_are_the_projects_then_the_shots_each_once_in_any_case() -> None:
    board = Board("x", negative_prompt="motion blur, Morphing,, morphing ")
    item = shot(negative_prompt="MOTION  BLUR; text, watermark,morphing")
    assert negative_prompt(board, item) == "motion blur, Morphing, MOTION BLUR; text, watermark"


def test_without_terms_there_is_no_negative_prompt() -> None:
    assert negative_prompt(Board("x", negative_prompt=" , "), shot()) == ""
