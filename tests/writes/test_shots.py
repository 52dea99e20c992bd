"""The gate that every text of a shot passes, and what creating, copying and deleting keep."""

from dataclasses import replace
from decimal import Decimal

import pytest

from projects.core.board import Break, Move, StartsFrom
from projects.core.findings import Refused
from projects.models import Activity, Shot, ShotVersion
from projects.writes.anchors import record_break
from projects.writes.shots import create_shot, delete_shot, duplicate_shot, restore_shot, save_shot, set_omitted
from projects.writes.shots_gate import mark
from projects.writes.transaction import Blocked, Stale
from tests import boards, factories

WRONG = {"environment": "another wooden pier, fog rolling in"}


def save(project, owner, code="SH020", **changes):
    return save_shot(project, code, changes, by=owner)


def test_an_error_that_a_save_adds_blocks_it_and_nothing_is_written(project, owner):
    before = factories.everything()
    with pytest.raises(Blocked) as caught:
        save(project, owner, **WRONG, title="New")
    assert [(f.code, f.anchor, f.severity) for f in caught.value.findings] == [("continuity.reintroduced", "pier", "error")]
    assert factories.everything() == before


def test_an_error_that_was_there_before_does_not_block(project, owner):
    Shot.objects.filter(project=project, code="SH020").update(**WRONG)
    factories.forget_reports()
    save(project, owner, title="New")
    assert factories.shot(project, "SH020").title == "New"


def test_the_same_error_in_other_words_blocks(project, owner):
    Shot.objects.filter(project=project, code="SH020").update(**WRONG)
    factories.forget_reports()
    with pytest.raises(Blocked):
        save(project, owner, environment="a new wooden pier, fog rolling in")


def test_a_break_recorded_with_the_save_lets_it_through(project, owner):
    save_shot(project, "SH020", WRONG, by=owner, breaks={"pier": "another harbour"})
    assert factories.shot(project, "SH020").breaks == (Break("pier", "another harbour"),)


@pytest.mark.parametrize("breaks", [{"pier": ""}, {"gull": "why"}, {"": "why"}])
def test_a_break_without_reason_or_anchor_is_refused(breaks, project, owner):
    before = factories.everything()
    with pytest.raises(Refused):
        save_shot(project, "SH020", {"title": "New"}, by=owner, breaks=breaks)
    assert factories.everything() == before


def test_a_craft_error_does_not_block_a_save(project, owner):
    save(project, owner, duration=Decimal(600))
    assert factories.shot(project, "SH020").duration == 600


def test_another_seed_is_refused_under_a_lock_and_the_locks_own_is_not(project, owner):
    with pytest.raises(Refused):
        save(project, owner, seed=5)
    save(project, owner, seed=48213)
    assert factories.shot(project, "SH020").seed == 48213


def test_only_the_fields_that_changed_are_written(project, owner):
    stale_row = Shot.objects.get(project=project, code="SH020")
    Shot.objects.filter(pk=stale_row.pk).update(notes="written by another program")
    factories.forget_reports()
    save(project, owner, title="New")
    assert factories.shot(project, "SH020").notes == "written by another program"


def test_every_kind_of_value_comes_back_as_it_went_in(project, owner):
    values = {
        "title": "Tür 🌊", "subject": "x" * 10_000, "camera": (Move("pan", "left", "fast"),), "starts_from": StartsFrom("SH010", "first"),
        "duration": Decimal("0.5"), "cfg": Decimal("1.5"), "previews": 0, "fantasy": True, "anchors": ("dawn",), "without": ("pier",),
        "notes": "tab\tand\nline ", "quality": "high", "model": "sora-2",
    }  # fmt: skip
    save(project, owner, **values)
    shot = factories.shot(project, "SH020")
    assert {name: getattr(shot, name) for name in values} == values


def test_a_field_is_stale_where_its_mark_is(project, owner, editor):
    before = factories.shot(project, "SH020")
    seen = {"subject": mark(before.subject), "notes": mark(before.notes)}
    save(project, editor, subject="theirs")
    with pytest.raises(Stale) as caught:
        save_shot(project, "SH020", {"subject": "mine"}, by=owner, seen=seen)
    assert (caught.value.who, caught.value.row.subject) == ("Editor", "theirs")
    save_shot(project, "SH020", {"notes": "mine"}, by=owner, seen=seen)
    assert factories.shot(project, "SH020") == replace(before, subject="theirs", notes="mine")


def test_without_marks_an_older_revision_is_stale(project, owner, editor):
    revision = Shot.objects.get(project=project, code="SH020").revision
    save(project, editor, subject="theirs")
    with pytest.raises(Stale):
        save_shot(project, "SH020", {"notes": "mine"}, by=owner, revision=revision)


def test_the_same_value_typed_by_two_is_not_stale(project, owner, editor):
    seen = {"subject": mark(factories.shot(project, "SH020").subject)}
    save(project, editor, subject="the same")
    save_shot(project, "SH020", {"subject": "the same"}, by=owner, seen=seen)


def test_equal_numbers_have_equal_marks():
    assert mark(Decimal(10)) == mark(Decimal("10.0"))
    assert mark(Decimal(10)) != mark(Decimal("10.5"))


def test_a_version_is_added_where_inputs_changed_and_none_where_not(project, owner):
    row = Shot.objects.get(project=project, code="SH020")
    save(project, owner, subject="one")
    assert row.versions.count() == 2
    save(project, owner, notes="not an input of the clip")
    save(project, owner, subject="one")
    assert row.versions.count() == 2
    assert ShotVersion.objects.get(shot=row, number=2).prompt.count("one") == 1


def test_a_save_that_changes_nothing_writes_no_line(project, owner):
    before = Activity.objects.count()
    save(project, owner, title="")
    assert Activity.objects.count() == before


def test_going_without_an_anchor_loses_its_break_with_a_line_in_the_log(project, owner):
    record_break(project, "SH020", "dawn", "a lamp", by=owner)
    save(project, owner, without=("dawn",))
    assert factories.shot(project, "SH020").breaks == ()
    line = Activity.objects.get(verb="break-lost")
    assert (line.target, line.data) == ("SH020", {"anchor": "dawn", "reason": "a lamp"})


def test_taking_an_anchor_off_a_shot_loses_its_break(project, owner):
    record_break(project, "SH020", "dawn", "a lamp", by=owner)
    save(project, owner, anchors=("keeper",))
    save(project, owner, anchors=("keeper", "dawn"))
    assert factories.shot(project, "SH020").breaks == ()


def test_new_shots_get_codes_that_were_never_used(project, owner):
    assert create_shot(project, "arrival", by=owner) == "SH030"
    delete_shot(project, "SH030", by=owner)
    assert create_shot(project, "arrival", by=owner) == "SH040"
    assert create_shot(project, "arrival", by=owner, after="SH010") == "SH015"
    delete_shot(project, "SH015", by=owner)
    codes = [create_shot(project, "arrival", by=owner, after="SH010") for _ in range(12)]
    assert (len({*codes, "SH015"}), "SH015" in codes) == (13, False)


def test_a_new_shot_after_one_that_left_the_scene_is_refused(project, owner):
    delete_shot(project, "SH020", by=owner)
    with pytest.raises(Refused):
        create_shot(project, "arrival", by=owner, after="SH020")


def test_a_copy_is_whole_but_for_its_code_and_status(owner):
    project = factories.project_of(boards.harbour_and_kitchen(), owner)
    original = factories.shot(project, "SH030")
    code = duplicate_shot(project, "SH030", by=owner)
    assert factories.shot(project, code) == replace(original, key=code, seed=48213)


def test_a_copy_sent_twice_is_one(project, owner):
    assert [duplicate_shot(project, "SH010", by=owner, key="k") for _ in range(2)] == ["SH015", "SH015"]
    assert factories.codes(project) == [["SH010", "SH015", "SH020"]]


def test_an_omitted_shot_no_longer_establishes(project, owner):
    set_omitted(project, "SH010", True, by=owner)
    from projects.reads import report_of

    uses = report_of(project).shot("SH020").uses
    assert {use.role for use in uses} == {"establishes"}


def test_a_restored_shot_goes_back_to_its_place_or_the_end(project, owner):
    for _ in range(3):
        create_shot(project, "arrival", by=owner)
    delete_shot(project, "SH050", by=owner)
    delete_shot(project, "SH020", by=owner)
    restore_shot(project, "SH020", by=owner)
    assert factories.codes(project) == [["SH010", "SH020", "SH030", "SH040"]]
    delete_shot(project, "SH020", by=owner)
    for code in ("SH030", "SH040", "SH010"):
        delete_shot(project, code, by=owner)
    restore_shot(project, "SH050", by=owner)
    restore_shot(project, "SH020", by=owner)
    assert factories.codes(project) == [["SH050", "SH020"]]


def test_a_shot_of_a_deleted_scene_is_not_restored_alone(owner):
    from projects.writes.scenes import delete_scene

    project = factories.project_of(boards.harbour_and_kitchen(), owner)
    delete_shot(project, "SH010", by=owner)
    delete_scene(project, "arrival", by=owner)
    with pytest.raises(Refused):
        restore_shot(project, "SH010", by=owner)
