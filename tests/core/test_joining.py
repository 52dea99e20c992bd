"""Two neighbours become one shot: all that both say, nothing twice, and what had to be decided is told."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from projects.core.board import Board, Break, Move, SeedLock, Shot, StartsFrom, State, Wording
from projects.core.findings import Refused
from projects.core.joining import joined, joining, second_of, with_joined
from projects.core.report import build
from projects.core.splitting import split, with_parts
from tests import boards


def pair(first: dict[str, Any] | None = None, second: dict[str, Any] | None = None, *more: Shot) -> Board:
    """The harbour with changes to its two shots."""
    board = boards.harbour()
    one, other = board.scenes[0].shots
    shots = (replace(one, **(first or {})), replace(other, **(second or {})), *more)
    return replace(board, scenes=(replace(board.scenes[0], shots=shots),))


def as_one(first: dict[str, Any] | None = None, second: dict[str, Any] | None = None) -> Shot:
    return joined(pair(first, second), "SH010", "SH020", boards.catalog())


def notes(first: dict[str, Any] | None = None, second: dict[str, Any] | None = None, *more: Shot) -> tuple[str, ...]:
    return joining(pair(first, second, *more), "SH010", "SH020", boards.catalog()).notes


@pytest.mark.parametrize(
    ("first", "second", "found"),
    [
        ("walks slowly", "stops", "walks slowly, then stops"),
        ("walks slowly", "", "walks slowly"),
        ("", "stops", "stops"),
        ("walks slowly", "walks slowly", "walks slowly"),
        ("walks slowly", "continues to walk slowly", "walks slowly"),
        ("walks slowly", "then stops", "walks slowly, then stops"),
        ("He walks slowly.", "He stops.", "He walks slowly. He stops."),
        ("walks slowly", "The light goes out.", "walks slowly. The light goes out."),
        ("He walks. He stops.", "He stops. He turns.", "He walks. He stops. He turns."),
    ],
)
def test_one_action_comes_after_the_other_and_nothing_twice(first: str, second: str, found: str) -> None:
    assert as_one({"action": first}, {"action": second}).action == found


@pytest.mark.parametrize(
    ("first", "second", "found"),
    [
        ("35 mm grain", "35 mm Grain.", "35 mm grain"),
        ("35 mm grain, muted", "muted, soft bokeh", "35 mm grain, muted, soft bokeh"),
        ("Grain. Muted.", "Muted. Soft.", "Grain. Muted. Soft."),
        ("", "muted", "muted"),
    ],
)
def test_of_other_words_only_the_new_ones_are_added(first: str, second: str, found: str) -> None:
    assert as_one({"style": first}, {"style": second}).style == found


def test_lengths_add_up_and_it_begins_as_the_first_and_ends_as_the_second() -> None:
    shot = as_one(
        {"duration": Decimal("7.5"), "state_in": State("left")}, {"duration": Decimal(8), "state_out": State("right")}
    )
    assert (shot.duration, shot.state_in, shot.state_out, shot.status) == (
        Decimal("15.5"),
        State("left"),
        State("right"),
        "draft",
    )


@pytest.mark.parametrize(
    ("first", "second", "found"),
    [
        (["dolly"], ["orbit"], ["dolly", "orbit"]), (["dolly"], ["dolly"], ["dolly"]), ([], ["orbit"], ["orbit"]),
        (["dolly", "pan"], ["orbit"], ["dolly", "pan"]), (["static"], ["tracking"], ["static"]),
    ],
)  # fmt: skip
def test_the_moves_of_both_are_taken_where_they_fit(first: list[str], second: list[str], found: list[str]) -> None:
    moves = [tuple(Move(name, None, "slow") for name in names) for names in (first, second)]
    assert [move.move for move in as_one({"camera": moves[0]}, {"camera": moves[1]}).camera] == found


def test_what_one_clip_has_once_is_the_first_ones_and_said() -> None:
    found = notes({"cfg": Decimal(14), "quality": "high", "angle": "low"}, {"model": "veo-3.1", "angle": "high"})
    assert found[:5] == (
        "The size is that of SH010: wide shot, not medium shot.", "The angle is that of SH010: low angle, not high angle.",
        "The quality is that of SH010: high, not standard.", "The model is that of SH010: Sora 2, not Veo 3.1.",
        "The CFG is that of SH010: 14, not 12.",
    )  # fmt: skip


def test_a_value_that_is_the_projects_anyway_is_no_conflict() -> None:
    assert notes({"shot_size": "ms", "quality": "standard"}, {"quality": None, "cfg": Decimal(12)}) == ()


def test_anchors_of_both_are_in_use_even_where_one_took_the_place_of_a_wider_one() -> None:
    board = pair(None, {"anchors": ("keeper", "kitchen")})
    board = replace(board, anchors=(*board.anchors, boards.KITCHEN))
    shot = joined(board, "SH010", "SH020", boards.catalog())
    report = build(with_joined(board, "SH020", shot, boards.catalog()), boards.catalog())
    assert {use.anchor.key for use in report.shot("SH010").uses} == {"pier", "keeper", "dawn", "kitchen"}


def test_what_one_of_the_two_shows_is_shown() -> None:
    assert as_one({"without": ("pier",)}).without == ()
    assert as_one({"without": ("pier",)}, {"without": ("pier",)}).without == ("pier",)
    assert notes({"without": ("pier",), "shot_size": "ms"}) == ("Wooden pier shows, as one of the two shows it.",)


def test_breaks_of_both_stay_and_their_reasons() -> None:
    lightning = (Break("dawn", "lightning"),)
    assert as_one({"breaks": lightning}, {"breaks": lightning}).breaks == lightning
    assert as_one({"anchors": ("keeper",)}, {"breaks": lightning}).breaks == lightning


def test_wordings_negative_terms_dialogue_and_titles_are_put_together() -> None:
    shot = as_one(
        {"title": "Walk", "dialogue": "Morning.", "negative_prompt": "crowd", "wordings": (Wording("dawn", "old light"),)},
        {"title": "Turn", "dialogue": "Evening.", "negative_prompt": "Crowd, text", "notes": "Ask Ben."},
    )
    assert (shot.title, shot.dialogue, shot.negative_prompt, shot.notes) == (
        "Walk / Turn", "Morning.\nEvening.", "crowd, text", "Ask Ben.",
    )  # fmt: skip
    assert shot.wordings == (Wording("dawn", "old light"),)


def test_two_hand_written_prompts_become_one_that_is_not_out_of_date() -> None:
    board = pair({"custom_prompt": "A keeper walks."}, {"custom_prompt": "The same keeper stops."})
    shot = joined(board, "SH010", "SH020", boards.catalog())
    assert shot.custom_prompt == "A keeper walks. The same keeper stops."
    findings = build(with_joined(board, "SH020", shot, boards.catalog()), boards.catalog()).shot("SH010").findings
    assert "continuity.custom-prompt-outdated" not in [finding.code for finding in findings]


def test_frames_and_the_master_of_the_second_are_those_of_the_joined_shot() -> None:
    third = Shot("SH030", starts_from=StartsFrom("SH020", "last"))
    board = pair(None, {"starts_from": StartsFrom("SH010", "last")}, third)
    board = replace(board, scenes=(replace(board.scenes[0], seed_lock=SeedLock(48213, "SH020")),))
    after = with_joined(board, "SH020", joined(board, "SH010", "SH020", boards.catalog()), boards.catalog())
    assert after.scenes[0].shots[1].starts_from == StartsFrom("SH010", "last")
    assert after.scenes[0].seed_lock == SeedLock(48213, "SH010")


def test_a_frame_that_comes_to_lie_in_the_middle_is_told() -> None:
    third = Shot("SH030", starts_from=StartsFrom("SH020", "first"))
    assert notes({"shot_size": "ms"}, None, third) == (
        "SH030 starts from a frame that is then in the middle: it takes the first one of the clip.",
    )


def test_split_and_joined_again_a_shot_says_what_it_said() -> None:
    board = pair({"title": "Arrival", "duration": Decimal(24), "action": "walks to the rail, then stops"})
    was = board.scenes[0].shots[0]
    parts = split(board, "SH010", boards.catalog())
    again = joined(with_parts(board, "SH010", parts, boards.catalog()), "SH010", parts[1].key, boards.catalog())
    assert again == was


@pytest.mark.parametrize(
    ("first", "second", "sentence"),
    [
        ({"omitted": True}, {}, "SH010 is omitted. Take it back in first."),
        ({}, {"omitted": True}, "SH020 is omitted. Take it back in first."),
        ({"duration": Decimal(595)}, {}, "Together they run 605 s; a shot runs 600 s at most."),
        (
            {}, {"breaks": (Break("dawn", "lightning"),)},
            "SH020 breaks dawn light and SH010 keeps it. Make both the same, then join them.",
        ),
        (
            {"custom_prompt": "A keeper walks."}, {},
            "SH010 has a hand-written prompt and SH020 has none. Make both the same, then join them.",
        ),
    ],
)  # fmt: skip
def test_what_cannot_be_joined_is_refused_in_one_sentence(
    first: dict[str, Any], second: dict[str, Any], sentence: str
) -> None:
    with pytest.raises(Refused) as refused:
        as_one(first, second)
    assert str(refused.value) == sentence


def test_only_neighbours_of_one_scene_are_joined() -> None:
    board = boards.harbour_and_kitchen()
    with pytest.raises(Refused, match="SH030 and SH040 are in two scenes"):
        joined(board, "SH030", "SH040", boards.catalog())
    with pytest.raises(Refused, match="SH030 does not come right after SH010"):
        joined(board, "SH010", "SH030", boards.catalog())
    with pytest.raises(Refused, match="SH030 is the last shot of its scene"):
        second_of(board, "SH030")


def test_omitted_shots_in_between_are_passed_over_and_stay_where_they_are() -> None:
    board, catalog = boards.harbour(), boards.catalog()
    one, other = board.scenes[0].shots
    out = [replace(other, key=code, omitted=True, title=code) for code in ("SH012", "SH015")]
    board = replace(board, scenes=(replace(board.scenes[0], shots=(one, *out, other)),))
    assert second_of(board, "SH010") == "SH020"
    made = joining(board, "SH010", "SH020", catalog)
    assert "SH012 and SH015 between them are omitted and stay so, right after SH010." in made.notes
    after = with_joined(board, "SH020", made.shot, catalog)
    assert [shot.key for shot in after.scenes[0].shots] == ["SH010", "SH012", "SH015"]
    with pytest.raises(Refused, match="SH010 is the last shot of its scene: what comes after it is omitted"):
        second_of(after, "SH010")


def test_the_other_parts_of_a_beat_are_counted_anew_when_two_are_joined() -> None:
    board = pair({"title": "Walk (1 of 3)"}, {"title": "Walk (2 of 3)"}, Shot("SH030", title="Walk (3 of 3)"))
    after = with_joined(board, "SH020", joined(board, "SH010", "SH020", boards.catalog()), boards.catalog())
    assert [shot.title for shot in after.scenes[0].shots] == ["Walk (1 of 2)", "Walk (2 of 2)"]
