"""Shots split, joined and put beside others, scenes made once more: one undo takes each back, whole."""

from dataclasses import replace
from decimal import Decimal

import pytest

from projects.core.board import Break, SeedLock, StartsFrom, State
from projects.core.findings import Refused
from projects.models import Activity, Project, Shot
from projects.models import SeedLock as LockRow
from projects.reads import report_of
from projects.writes.shots import delete_shot, save_shot, set_omitted
from projects.writes.structure import (
    add_before,
    add_next_like,
    copy_scene,
    join_shots,
    scene_copied,
    split_shot,
)
from projects.writes.transaction import Blocked
from projects.writes.undo import undo
from tests import boards, factories


def long_beat():
    """The harbour with a first shot of 45 s, and a third that starts from its last frame."""
    board = boards.harbour()
    first, second = board.scenes[0].shots
    first = replace(
        first, duration=Decimal(45), title="Arrival", action="walks to the rail, then stops. Gulls rise.", status="approved",
        breaks=(Break("dawn", "a flash of lightning"),), dialogue="Morning.", state_in=State(wardrobe="red coat"),
    )  # fmt: skip
    third = replace(second, key="SH030", starts_from=StartsFrom("SH010", "last"))
    return factories.board_with(board, first, second, third)


@pytest.fixture
def beat(owner):
    return factories.project_of(long_beat(), owner)


@pytest.fixture
def wide(owner):
    return factories.project_of(boards.harbour_and_kitchen(), owner)


def latest(project):
    return Activity.objects.filter(project=project).latest("id")


def taken_back(project, owner):
    """Takes the latest line back."""
    return undo(project, latest(project).pk, by=owner, role="owner")


def versions(project, code):
    return list(Shot.objects.get(project=project, code=code).versions.values_list("number", flat=True))


def test_a_long_beat_becomes_shots_in_its_place(beat, owner):
    assert split_shot(beat, "SH010", by=owner) == ("SH010", "SH015", "SH017")
    assert factories.codes(beat) == [["SH010", "SH015", "SH017", "SH020", "SH030"]]
    parts = [factories.shot(beat, code) for code in ("SH010", "SH015", "SH017")]
    assert [part.duration for part in parts] == [15, 15, 15]
    assert [part.title for part in parts] == ["Arrival (1 of 3)", "Arrival (2 of 3)", "Arrival (3 of 3)"]
    assert [part.action for part in parts] == ["walks to the rail", "stops.", "Gulls rise."]
    assert [part.status for part in parts] == ["draft"] * 3
    assert [part.seed for part in parts] == [48213] * 3
    assert [part.breaks for part in parts] == [(Break("dawn", "a flash of lightning"),)] * 3
    assert [part.dialogue for part in parts] == ["Morning.", "", ""]


def test_what_started_from_the_last_frame_starts_from_that_of_the_last_part(beat, owner):
    split_shot(beat, "SH010", by=owner)
    assert factories.shot(beat, "SH030").starts_from == StartsFrom("SH017", "last")
    assert factories.shot(beat, "SH017").starts_from == StartsFrom("SH015", "last")


def test_one_undo_takes_a_split_back_whole(beat, owner):
    before = factories.board(beat)
    split_shot(beat, "SH010", by=owner)
    assert latest(beat).verb == "shot-split"
    taken_back(beat, owner)
    assert factories.board(beat) == before


def test_every_part_gets_a_version(beat, owner):
    split_shot(beat, "SH010", by=owner)
    assert [len(versions(beat, code)) for code in ("SH015", "SH017")] == [1, 1]


def test_a_split_writes_the_actions_that_a_person_chose(beat, owner):
    split_shot(beat, "SH010", by=owner, parts=4, actions=["walks", "waits", "looks up slowly", "turns"])
    codes = factories.codes(beat)[0]
    assert [factories.shot(beat, code).action for code in codes[:4]] == ["walks", "waits", "looks up slowly", "turns"]


def test_a_part_that_brings_an_anchor_in_as_new_is_held_back_with_its_finding(beat, owner):
    before = factories.board(beat)
    with pytest.raises(Blocked) as blocked:
        split_shot(beat, "SH010", by=owner, actions=["walks", "crosses a new wooden pier slowly", "waits"])
    assert {finding.code for finding in blocked.value.findings} == {"continuity.reintroduced"}
    assert factories.board(beat) == before


def test_codes_of_deleted_shots_are_never_given_again(beat, owner):
    split_shot(beat, "SH010", by=owner)
    delete_shot(beat, "SH015", by=owner)
    delete_shot(beat, "SH017", by=owner)
    save_shot(beat, "SH010", {"duration": Decimal(45)}, by=owner)
    assert split_shot(beat, "SH010", by=owner) == ("SH010", "SH014", "SH016")


@pytest.mark.parametrize(
    ("parts", "sentence"),
    [
        (0, "Split a shot into 2 parts or more."),
        (1, "Split a shot into 2 parts or more."),
        (2, "Sora 2 makes no clip over 20 s: 45 s take 3 parts or more."),
        (99, "Split 45 s into 9 parts at most: Sora 2 makes no clip under 5 s."),
    ],
)
def test_a_number_of_parts_that_cannot_be_is_refused_in_one_sentence(parts, sentence, beat, owner):
    with pytest.raises(Refused) as refused:
        split_shot(beat, "SH010", by=owner, parts=parts)
    assert str(refused.value) == sentence


def test_a_deleted_shot_is_not_split(beat, owner):
    delete_shot(beat, "SH010", by=owner)
    with pytest.raises(Refused, match="SH010 was deleted"):
        split_shot(beat, "SH010", by=owner)


def test_a_plan_that_moved_on_since_the_preview_is_not_split(beat, owner):
    seen = Project.objects.get(pk=beat.pk).revision
    save_shot(beat, "SH020", {"title": "Turn"}, by=owner)
    with pytest.raises(Refused, match="Somebody changed this project meanwhile"):
        split_shot(beat, "SH010", by=owner, revision=seen)


def test_two_neighbours_become_one_shot(project, owner):
    assert join_shots(project, "SH010", by=owner) == "SH020"
    shot = factories.shot(project, "SH010")
    assert factories.codes(project) == [["SH010"]]
    assert (shot.duration, shot.subject) == (Decimal(20), "collar raised")
    assert shot.action == "walks slowly along the planks, then stops and turns toward the water"
    assert [move.move for move in shot.camera] == ["dolly", "orbit"]


def test_one_undo_takes_a_join_back_whole(wide, owner):
    before = factories.board(wide)
    join_shots(wide, "SH010", by=owner)
    assert factories.board(wide) != before
    taken_back(wide, owner)
    assert factories.board(wide) == before


def test_a_lock_keeps_its_master_through_a_join(owner):
    board = boards.harbour()
    scene = replace(board.scenes[0], seed_lock=SeedLock(48213, "SH020"))
    made = factories.project_of(replace(board, scenes=(scene,)), owner)
    join_shots(made, "SH010", by=owner)
    assert factories.board(made).scenes[0].seed_lock == SeedLock(48213, "SH010")
    taken_back(made, owner)
    assert factories.board(made).scenes[0].seed_lock == SeedLock(48213, "SH020")


def test_split_and_joined_again_the_beat_says_and_runs_what_it_did(beat, owner):
    was = factories.shot(beat, "SH010")
    split_shot(beat, "SH010", by=owner, parts=3)
    join_shots(beat, "SH010", by=owner)
    join_shots(beat, "SH010", by=owner)
    now = factories.shot(beat, "SH010")
    assert (now.title, now.duration, now.anchors, now.breaks) == (was.title, was.duration, was.anchors, was.breaks)
    assert factories.shot(beat, "SH030").starts_from == StartsFrom("SH010", "last")


def test_a_shot_comes_before_another_one_with_the_code_between(wide, owner):
    codes = factories.codes(wide)
    new = add_before(wide, "SH020", by=owner)
    assert new == "SH015"
    assert factories.codes(wide)[0] == [codes[0][0], "SH015", *codes[0][1:]]
    taken_back(wide, owner)
    assert factories.codes(wide) == codes


def test_the_next_shot_like_this_one_keeps_the_look_and_leaves_open_what_happens(project, owner):
    save_shot(project, "SH010", {"negative_prompt": "crowd", "quality": "high", "duration": Decimal(8)}, by=owner)
    code = add_next_like(project, "SH010", by=owner)
    like, new = factories.shot(project, "SH010"), factories.shot(project, code)
    assert factories.codes(project) == [["SH010", "SH015", "SH020"]]
    assert (new.anchors, new.style, new.seed) == (like.anchors, like.style, like.seed)
    assert (new.negative_prompt, new.quality, new.duration) == ("crowd", "high", Decimal(8))
    assert (new.title, new.action, new.subject, new.camera, new.shot_size, new.boundary) == ("", "", "", (), None, "cut")
    assert "the same weathered wooden pier" in report_of(Project.objects.get(pk=project.pk)).shot(code).prompt.text


def test_the_same_form_sent_twice_adds_one_shot(project, owner):
    codes = {add_next_like(project, "SH010", by=owner, key="k1") for _ in range(2)}
    assert codes == {"SH015"}
    assert {add_before(project, "SH010", by=owner, key="k2") for _ in range(2)} == {"SH005"}
    assert factories.codes(project) == [["SH005", "SH010", "SH015", "SH020"]]


def test_a_scene_once_more_keeps_everything_and_points_at_itself(owner):
    board = boards.harbour()
    first, second = board.scenes[0].shots
    first = replace(first, status="approved", breaks=(Break("dawn", "lightning"),))
    second = replace(second, starts_from=StartsFrom("SH010", "last"), omitted=True)
    made = factories.project_of(factories.board_with(board, first, second), owner)
    before = factories.board(made)
    key = copy_scene(made, "arrival", by=owner)
    after = factories.board(made)
    copy = after.scenes[1]
    assert (copy.key, copy.title, copy.anchors) == (key, "Arrival (copy)", ("pier",))
    assert [shot.key for shot in copy.shots] == ["SH030", "SH040"]
    assert copy.seed_lock == SeedLock(48213, "SH030")
    assert copy.shots[0] == replace(first, key="SH030", status="draft")
    assert copy.shots[1] == replace(second, key="SH040", starts_from=StartsFrom("SH030", "last"), seed=copy.shots[1].seed)
    taken_back(made, owner)
    assert factories.board(made) == before
    assert LockRow.objects.filter(project=made).count() == 1


def test_a_scene_between_others_takes_codes_between_where_there_is_room(wide, owner):
    before = factories.codes(wide)
    copy_scene(wide, "arrival", by=owner)
    after = factories.codes(wide)
    assert after[0] == before[0]
    assert after[2:] == before[1:]
    assert after[1] == sorted(after[1])
    assert all(before[0][-1] < code < "SH040" for code in after[1])


def test_an_empty_scene_can_be_copied(wide, owner):
    copy_scene(wide, "empty", by=owner)
    assert factories.codes(wide)[2] == []


def test_a_part_is_split_again_and_all_parts_are_counted_anew_in_one_step(beat, owner):
    split_shot(beat, "SH010", by=owner, parts=3)
    before = factories.board(beat)
    made = split_shot(beat, "SH015", by=owner, parts=2)
    titles = [shot.title for shot in factories.board(beat).scenes[0].shots]
    assert titles[:4] == [f"Arrival ({part} of 4)" for part in (1, 2, 3, 4)]
    assert made[0] == "SH015"
    taken_back(beat, owner)
    assert factories.board(beat) == before


def test_a_join_passes_over_an_omitted_shot(wide, owner):
    set_omitted(wide, "SH020", True, by=owner)
    before, codes = factories.board(wide), factories.codes(wide)
    assert join_shots(wide, "SH010", by=owner) == "SH030"
    assert factories.codes(wide) == [[code for code in codes[0] if code != "SH030"], *codes[1:]]
    taken_back(wide, owner)
    assert factories.board(wide) == before


def test_a_copy_of_a_copy_is_counted(wide, owner):
    copy = copy_scene(wide, "arrival", by=owner)
    copy_scene(wide, copy, by=owner)
    copy_scene(wide, "arrival", by=owner)
    titles = [scene.title for scene in factories.board(wide).scenes[:4]]
    assert titles == ["Arrival", "Arrival (copy 3)", "Arrival (copy)", "Arrival (copy 2)"]


def test_what_a_copy_of_a_scene_shows_is_what_it_makes(wide, owner):
    board, shown = scene_copied(wide, factories.board(wide), "arrival")
    assert copy_scene(wide, "arrival", by=owner) == shown.key
    assert factories.board(wide) == board
