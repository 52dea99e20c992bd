"""One shot becomes several: lengths the model makes, the action in its own words, nothing forgotten in between."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from projects.core.board import Board, Break, Shot, StartsFrom, State, Variant
from projects.core.catalog import Facts
from projects.core.findings import Refused
from projects.core.report import build
from projects.core.splitting import choices, held, lengths_note, split, with_parts
from projects.core.splitting_lengths import allowed, fewest, lengths, made_text, most
from tests import boards

VEO, SORA, UNKNOWN = "veo-3.1", "sora-2", "kling-4"


def facts(model: str) -> Facts:
    return boards.catalog().models[model].facts("guide")


def seconds(total: str, parts: int, model: str) -> list[int]:
    return [int(item) for item in lengths(Decimal(total), parts, facts(model), boards.catalog().models[model].name)]


def beat(**values: Any) -> Board:
    """The harbour, its first shot changed."""
    board = boards.harbour()
    first, second = board.scenes[0].shots
    shots = (replace(first, **{"duration": Decimal(45), **values}), second)
    return replace(board, scenes=(replace(board.scenes[0], shots=shots),))


def parts_of(board: Board, parts: int | None = None, **options: Any) -> tuple[Shot, ...]:
    return split(board, "SH010", boards.catalog(), parts, **options)


def prompts(board: Board, parts: tuple[Shot, ...]) -> list[str]:
    report = build(with_parts(board, "SH010", parts, boards.catalog()), boards.catalog())
    return [report.shot(part.key).prompt.text for part in parts]


# ---------------------------------------------------------------------- lengths


@pytest.mark.parametrize(
    ("total", "parts", "model", "found"),
    [
        ("45", 3, SORA, [15, 15, 15]), ("46", 3, SORA, [16, 15, 15]), ("24.5", 2, SORA, [13, 12]), ("8", 2, SORA, [5, 5]),
        ("20", 3, VEO, [8, 6, 6]), ("9", 2, VEO, [6, 4]), ("24", 3, "luma-ray-2", [9, 9, 9]), ("20", 4, "luma-ray-2", [5] * 4),
        ("45", 2, UNKNOWN, [23, 22]), ("2", 2, UNKNOWN, [1, 1]),
    ],
)  # fmt: skip
def test_parts_are_clips_that_the_model_makes_as_equal_as_can_be(
    total: str, parts: int, model: str, found: list[int]
) -> None:
    assert seconds(total, parts, model) == found


@pytest.mark.parametrize(
    ("total", "model", "least", "limit"),
    [("45", SORA, 3, 9), ("20", SORA, 2, 4), ("5", SORA, 2, 2), ("600", VEO, 75, 75), ("600", UNKNOWN, 2, 20), ("1", UNKNOWN, 2, 2)],
)  # fmt: skip
def test_how_few_and_how_many_parts_make_sense(total: str, model: str, least: int, limit: int) -> None:
    assert (fewest(Decimal(total), facts(model)), most(Decimal(total), facts(model))) == (least, limit)


@given(
    total=st.decimals("0.5", "600", places=1),
    model=st.sampled_from(sorted(boards.catalog().models)),
    extra=st.integers(0, 30),
)
def test_whatever_the_beat_and_the_model_the_parts_are_allowed_and_hold_the_beat(
    total: Decimal, model: str, extra: int
) -> None:
    known = facts(model)
    parts = min(fewest(total, known) + extra, most(total, known))
    found = lengths(total, parts, known, model)
    made = allowed(known)
    assert len(found) == parts
    assert sum(found) >= total
    assert all(item in made if made else item == int(item) >= 1 for item in found)
    if known.duration_step == 1 or (made and not known.durations):
        assert max(found) - min(found) <= 1


def test_what_a_model_makes_is_said_in_words() -> None:
    assert [made_text(facts(name)) for name in (SORA, VEO, "luma-ray-2", UNKNOWN)] == [
        "5 to 20 s",
        "4, 6 or 8 s",
        "5 or 9 s",
        "",
    ]


def test_the_projects_choice_of_facts_counts() -> None:
    board = beat(model="sora-2", duration=Decimal(22))
    by_guide, by_api = (parts_of(replace(board, model_facts=which)) for which in ("guide", "api"))
    assert [[int(part.duration) for part in parts] for parts in (by_guide, by_api)] == [[11, 11], [12, 12]]


# ------------------------------------------------------------------------ shots


def test_the_parts_follow_each_other_without_a_cut() -> None:
    parts = parts_of(beat(title="Arrival"))
    assert [part.key for part in parts] == ["SH010", "SH015", "SH017"]
    assert [part.title for part in parts] == ["Arrival (1 of 3)", "Arrival (2 of 3)", "Arrival (3 of 3)"]
    assert [part.boundary for part in parts] == ["cut", "continuous", "continuous"]
    assert [part.starts_from for part in parts] == [None, StartsFrom("SH010", "last"), StartsFrom("SH015", "last")]


def test_only_the_first_part_establishes_and_the_others_carry() -> None:
    board = beat(action="walks slowly along the planks")
    first, second, _ = prompts(board, parts_of(board))
    assert first.startswith("A lighthouse keeper in his sixties, grey beard, red wool coat, walks slowly along the planks,")
    assert second == (
        "The same keeper, continues to walk slowly along the planks, the same wooden pier, maintaining dawn light, "
        "wide shot, slow dolly in, 35 mm grain."
    )


def test_without_a_first_frame_the_parts_restate_everything() -> None:
    catalog = boards.catalog()
    model = next(
        m.id for m in catalog.models.values() if m.facts("guide").first_frame is None and allowed(m.facts("guide"))
    )
    board = beat(model=model, duration=Decimal(30))
    parts = parts_of(board)
    assert {part.starts_from for part in parts} == {None}
    assert "the same weathered wooden pier at low tide" in prompts(board, parts)[1]


def test_everything_but_the_action_is_kept_on_every_part() -> None:
    values = {
        "subject": "collar raised", "environment": "gulls above", "lighting": "lamp on", "style": "35 mm grain",
        "negative_prompt": "crowd", "cfg": Decimal(14), "quality": "high", "seed": 7, "breaks": (Break("dawn", "lightning"),),
        "without": (), "lens": "85mm", "previews": 2,
    }  # fmt: skip
    parts = parts_of(beat(**values))
    assert [{name: getattr(part, name) for name in values} for part in parts] == [values] * 3


def test_dialogue_notes_variants_and_attempts_stay_with_the_first() -> None:
    board = beat(dialogue="Morning.", notes="Ask Ben.", variants=(Variant("B"),), attempt=4, status="approved")
    parts = parts_of(board)
    assert [(p.dialogue, p.notes, len(p.variants), p.attempt, p.status) for p in parts] == [
        ("Morning.", "Ask Ben.", 1, 4, "draft"), ("", "", 0, 1, "draft"), ("", "", 0, 1, "draft"),
    ]  # fmt: skip


def test_a_state_is_handed_over_and_what_does_not_change_holds_throughout() -> None:
    begins = State("at the door", "red coat", screen_direction="left-to-right")
    ends = State("at the rail", "red coat", screen_direction="left-to-right")
    first, second, last = parts_of(beat(state_in=begins, state_out=ends))
    middle = State(wardrobe="red coat", screen_direction="left-to-right")
    assert (first.state_in, first.state_out, second.state_in, second.state_out) == (begins, middle, middle, middle)
    assert (last.state_in, last.state_out) == (middle, ends)


def test_nothing_is_known_of_the_middle_where_one_end_is_silent() -> None:
    assert held(State("at the door"), None) is None
    assert held(State("at the door"), State("at the rail")) is None


def test_an_own_text_that_names_an_anchor_anew_is_mended_where_it_is_carried() -> None:
    board = beat(environment="beside a wooden pier")
    parts = parts_of(board)
    found = build(with_parts(board, "SH010", parts, boards.catalog()), boards.catalog())
    assert [f.code for p in parts for f in found.shot(p.key).findings if f.severity == "error"] == []
    assert parts[0].environment == "beside a wooden pier"
    assert "same wooden pier" in parts[1].environment


def test_a_split_gains_no_error() -> None:
    board = beat()
    parts = parts_of(board)
    assert build(with_parts(board, "SH010", parts, boards.catalog()), boards.catalog()).errors == 0


def test_a_hand_written_prompt_says_the_whole_beat_and_goes_into_the_notes() -> None:
    parts = parts_of(beat(custom_prompt="A keeper walks.", notes="Ask Ben."))
    assert [part.custom_prompt for part in parts] == ["", "", ""]
    assert parts[0].notes == "Ask Ben.\n\nHand-written prompt before the split:\nA keeper walks."


def test_codes_ever_used_are_never_given() -> None:
    taken = [f"SH{n:03d}" for n in range(11, 20)]
    assert [part.key for part in parts_of(beat(), taken=taken)] == ["SH010", "SH010A", "SH010B"]


@pytest.mark.parametrize(
    ("values", "parts", "sentence"),
    [
        ({}, 1, "Split a shot into 2 parts or more."),
        ({}, 2, "Sora 2 makes no clip over 20 s: 45 s take 3 parts or more."),
        ({}, 10**30, "Split 45 s into 9 parts at most: Sora 2 makes no clip under 5 s."),
        ({"model": UNKNOWN}, 99, "Split 45 s into 20 parts at most."),
        ({"omitted": True}, 3, "SH010 is omitted. Take it back in first."),
        (
            {"action": " ", "custom_prompt": "A keeper walks."}, 3,
            "SH010 has a hand-written prompt and no action. Fill in its action, so that each part gets its own.",
        ),
    ],
)  # fmt: skip
def test_what_cannot_be_split_is_refused_in_one_sentence(values: dict[str, Any], parts: int, sentence: str) -> None:
    with pytest.raises(Refused) as refused:
        parts_of(beat(**values), parts)
    assert str(refused.value) == sentence


def test_a_shot_that_is_gone_is_refused() -> None:
    with pytest.raises(Refused, match="SH999 was deleted"):
        split(beat(), "SH999", boards.catalog())


def test_actions_that_do_not_match_the_parts_are_refused() -> None:
    with pytest.raises(Refused, match="Say what each of the 3 parts does"):
        parts_of(beat(), 3, actions=["walks"])


def test_the_choices_say_which_run_longer() -> None:
    found = [
        (item.parts, item.lengths, item.same)
        for item in choices(beat(model=VEO, duration=Decimal(9)), "SH010", boards.catalog())
    ]
    assert found == [(2, "6 + 4", False)]


def test_equal_lengths_are_said_once() -> None:
    found = [item.lengths for item in choices(beat(), "SH010", boards.catalog())]
    assert found[:3] == ["3 × 15", "12 + 3 × 11", "5 × 9"]


def test_the_length_of_the_parts_is_said_in_words() -> None:
    board = beat(model=VEO, duration=Decimal(9))
    note = lengths_note(board, board.scenes[0].shots[0], parts_of(board), boards.catalog())
    assert note == "Veo 3.1 makes clips of 4, 6 or 8 s. No 2 of them make 9 s: the parts run 1 s longer together."


@given(board=boards.boards())
def test_any_board_can_be_split_or_refuses_in_a_sentence(board: Board) -> None:
    for _, shot in list(board.shots())[:3]:
        try:
            parts = split(board, shot.key, boards.catalog())
        except Refused:
            continue
        after = with_parts(board, shot.key, parts, boards.catalog())
        assert len({item.key for _, item in after.shots()}) == len(list(board.shots())) + len(parts) - 1
